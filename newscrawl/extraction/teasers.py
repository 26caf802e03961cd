"""Teasers behind a flattened story, under no heading: a headline, a sentence on it, the next headline.

A story's own sections look alike: a heading, a paragraph. What they speak of tells them apart: a section uses
words of the story and of the other sections, a teaser of another story does not.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Final

from newscrawl.extraction.site_record import substance

_FEWEST: Final = 3
"""Teasers that make a list."""
_STORY: Final = 250
"""Characters a story has at least before a list of other ones; a round-up's introduction has fewer."""
_HEADLINE: Final = (25, 140)
_SHORT: Final = 38
"""Characters up to which a line may as well be a section's heading."""
_LONGEST: Final = 260
_LABEL: Final = 24
_MOST_SENTENCES: Final = 2
_OWN: Final = 0.2
"""Share of its words that a section of the story has in common with the story before it; a teaser has one in
twenty."""
_KIN: Final = 0.2
"""The same share with the story and the other sections: those have words in common, teasers hardly any."""
_ENDS: Final = "।.॥…"
_SENTENCE: Final = re.compile(r"[।॥.?!](?=\s|$)")
# Vowel signs and nasals at a word's end: the plural of मशीन is मशीनें, and मशीनों in the oblique.
_ENDINGS: Final = "ािीुूेैोौंँ"


def end_before_teasers(
    texts: Sequence[str], known: Sequence[bool], prose: Sequence[bool], first: int, last: int
) -> int:
    """The story's last line: `last`, or the one before the teasers that end there.

    `known[i]` says that the words of line `i` tell what it is, `prose[i]` that it is running text; the story
    begins at `first`. Looks no further than the line above where there are no teasers.
    """
    pairs = _pairs_up_to(texts, known, prose, first, last)
    if not pairs:
        return last
    behind = _pairs_behind(texts, known, last)
    every = pairs + behind
    if len(every) < _FEWEST or sum(len(texts[head]) > _SHORT for head, _ in every) * 2 < len(every):
        return last
    told = [texts[i] for i in range(first, pairs[0][0]) if prose[i]]
    story = stems(" ".join((*texts[max(0, first - _FEWEST) : first], *told)))
    words = [stems(f"{texts[head]} {texts[line]}") for head, line in every]
    own, most, gained = 0, 0.0, 0.0
    for at, found in enumerate(words):
        gained += shared(found, story) - _OWN
        if gained > most:
            own, most = at + 1, gained
    others = words[own:]
    if own >= len(pairs) or len(others) < _FEWEST:
        return last
    if sum(map(len, told)) + sum(len(texts[line]) for _, line in every[:own]) < _STORY:
        return last
    common = [word for word, times in Counter(chain.from_iterable(others)).items() if times > 1]
    around = story.union(common, *words[:own])
    if sum(shared(found, around) for found in others) >= _KIN * len(others):
        return last
    return next((i for i in range(pairs[own][0] - 1, first, -1) if prose[i]), first)


def shared(found: set[str], known: set[str]) -> float:
    """The share of the words `found` that is `known`."""
    return len(found & known) / (len(found) or 1)


def _pairs_up_to(
    texts: Sequence[str], known: Sequence[bool], prose: Sequence[bool], first: int, last: int
) -> list[tuple[int, int]]:
    """The headlines with the sentence on each, in order, of which `last` is the last sentence."""
    pairs: list[tuple[int, int]] = []
    at = last
    while at > first and _is_sentence(texts[at]):
        head = _skip(texts, known, at - 1, -1)
        if head <= first or not _is_headline(texts[head]):
            break
        pairs.append((head, at))
        at = _skip(texts, known, head - 1, -1)
        while at > first and _is_headline(texts[at]) and not prose[at]:
            at = _skip(texts, known, at - 1, -1)  # A headline alone.
    return pairs[::-1]


def _pairs_behind(texts: Sequence[str], known: Sequence[bool], last: int) -> list[tuple[int, int]]:
    """The same behind `last`: sentences too short to be a story's for sure."""
    pairs: list[tuple[int, int]] = []
    head = _skip(texts, known, last + 1, 1)
    while head < len(texts) and _is_headline(texts[head]):
        at = _skip(texts, known, head + 1, 1)
        if at >= len(texts) or not (_is_sentence(texts[at]) or _is_headline(texts[at])):
            break
        if _is_sentence(texts[at]):
            pairs.append((head, at))
            at = _skip(texts, known, at + 1, 1)
        head = at
    return pairs


def _skip(texts: Sequence[str], known: Sequence[bool], at: int, step: int) -> int:
    """From `at` on, in steps of `step`, the first line that is neither known nor a label (section, date)."""
    while 0 <= at < len(texts) and (known[at] or _is_label(texts[at])):
        at += step
    return at


def _is_label(text: str) -> bool:
    return len(text) <= _LABEL and text[-1] not in _ENDS


def _is_headline(text: str) -> bool:
    return _HEADLINE[0] <= len(text) <= _HEADLINE[1] and text[-1] not in _ENDS


def _is_sentence(text: str) -> bool:
    return (
        _LABEL < len(text) <= _LONGEST
        and text[-1] in _ENDS
        and len(_SENTENCE.findall(text)) <= _MOST_SENTENCES
    )


def stems(text: str) -> set[str]:
    """The words that say what `text` is about, without numbers and the endings of their forms."""
    return {word.rstrip(_ENDINGS) for word in substance(text) if not word.isdecimal()}
