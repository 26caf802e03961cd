"""What a line around the story is, told by its words: `phrase_role` names the role and the rule.

The phrases are data (`phrases.toml`); a word with ordinary use in prose (विज्ञापन, राय, फॉलो करें, संबंधित)
matches as a whole short line only.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from newscrawl.hindi.phrase_book import (
    ANYWHERE,
    FIRST_SHIFT,
    PROSE,
    STARTS,
    TRIGGER,
    Book,
    Entry,
    Tree,
    follow,
    load,
)

_KEPT: Final = 100
"""Longest line whose role is kept: menus and labels come again on every page."""
_SHORT: Final = 160
_LONGEST: Final = 900
_CONTAINS: Final = 320
_TAIL: Final = 450
_HEAD: Final = 120
_SEGMENTS_OF_SECTIONS: Final = 3
_LABEL_END: Final = re.compile(r"[:：|>»›…=→•·👉👇]|\.\.|(?<=\s)[-–—/]|[-–—](?=\s|$)")
_BRACKET_LAST: Final = re.compile(r"[(\[]([^()\[\]]{4,280})[)\]]\s*[।.]?\s*$")
_BRACKET_FIRST: Final = re.compile(r"\s*[(\[]([^()\[\]]{4,280})[)\]]")
_SENTENCE_START: Final = re.compile(r"[।.!?|\"”’)]\s+")


class Match(NamedTuple):
    """What a line is and which entry of the phrase book says so."""

    role: str
    """A role of the label set: also_read, share, comment_form and so on; see `roles`."""
    rule: str
    """Family and phrase, as `share: copy link`."""


def roles() -> frozenset[str]:
    """Every role a phrase can give."""
    return load().roles


def phrase_role(line: str, *, tail: bool = False, link_only: bool = False) -> Match | None:
    """The role of one line of a page, or None when its words do not tell.

    `tail` says that the line stands after the story's last sure paragraph, where promotional sentences are
    recognised too; `link_only` that the whole line is anchors, where single words such as "देखें" or a section's
    name count. A line without a letter or digit is a widget. Lines over 900 characters are prose.
    """
    if len(line) <= _KEPT:
        return _known_role(line, tail, link_only)
    return _role(line, tail, link_only)


def _role(line: str, tail: bool, link_only: bool) -> Match | None:
    if len(line) > _LONGEST or not line:
        return None
    book = load()
    length = len(line)
    if length > _CONTAINS and not tail:
        # Nothing but prefixes can match, and few paragraphs begin with a word that begins a phrase.
        if (book.first(line) or "") not in book.start.paths:
            return None
        return _from_start(book, line, book.words(line, _HEAD), tail=False, link_only=link_only)
    # Most lines of prose hold no word of a phrase.
    traits, words = book.look(line, _TAIL)
    if not traits:
        return Match("widget", "widget: no word") if line.strip() else None
    starts = traits >> FIRST_SHIFT & STARTS
    combined = traits & (TRIGGER | PROSE) == TRIGGER
    if starts:
        match = _from_start(book, line, words, tail=tail, link_only=link_only) or _segments(
            book, length, words
        )
        if match is not None:
            return match
    if traits & ANYWHERE:
        match = _anywhere(book, length, words, tail=tail)
        if match is not None:
            return match
    if combined:
        match = _combination(book, length, frozenset(words))
        if match is not None:
            return match
    return _pattern(book, line) if length <= _SHORT and book.pattern_hint.search(line) else None


_known_role: Final = lru_cache(maxsize=8_192)(_role)


def _from_start(book: Book, line: str, words: list[str], *, tail: bool, link_only: bool) -> Match | None:
    length = len(line)
    for end, entry in follow(book.start, words, 0):
        how = entry.how
        if how.startswith("link_"):
            if not link_only:
                continue
            how = how.removeprefix("link_")
        if length > entry.chars and not (tail and how == "prefix" and length <= _TAIL):
            continue
        # The words of a line longer than the head are not all there, so none of them is known to be the last.
        at_end = end == len(words) and length <= _CONTAINS
        if at_end or (how != "whole" and _stands_apart(book, line, end, label=how == "label")):
            return Match(entry.role, entry.rule)
    return None


def _stands_apart(book: Book, line: str, end: int, *, label: bool) -> bool:
    """Whether the first `end` words hold no comma between them and, for a label, a mark follows."""
    spans = book.spans(line, _HEAD * 2)
    last = spans[end - 1][1]
    if "," in line[spans[0][0] : last]:
        return False
    if not label:
        return True
    until = spans[end][0] if end < len(spans) else len(line)
    mark = _LABEL_END.search(line, last)
    return line[last - 1] == "\u0903" or (mark is not None and mark.start() < until)


def _segments(book: Book, length: int, words: list[str]) -> Match | None:
    """A menu flattened to one line: nothing but whole phrases, one after the other."""
    if length > _SHORT * 2:
        return None
    at = 0
    segments: list[Entry] = []
    linked = 0
    while at < len(words):
        step = _whole_at(book.start, words, at)
        if step is None:
            return None
        at, entry = step
        linked += entry.how == "link_whole"
        segments.append(entry)
    if len(segments) < 2 or (linked and len(segments) < _SEGMENTS_OF_SECTIONS):
        return None
    return Match(segments[0].role, f"{segments[0].rule} (and {len(segments) - 1} more)")


def _whole_at(tree: Tree, words: list[str], at: int) -> tuple[int, Entry] | None:
    best = None
    path = ""
    for index in range(at, len(words)):
        path = f"{path} {words[index]}" if path else words[index]
        if path not in tree.paths:
            break
        for entry in tree.entries(path):
            if entry.how in {"whole", "link_whole"}:
                best = (index + 1, entry)
                break
    return best


def _anywhere(book: Book, length: int, words: list[str], *, tail: bool) -> Match | None:
    for at, word in enumerate(words):
        if word not in book.anywhere_first:
            continue
        for _, entry in follow(book.anywhere, words, at):
            if length <= entry.chars and (entry.how == "contains" or tail):
                return Match(entry.role, entry.rule)
    return None


def _combination(book: Book, length: int, present: frozenset[str]) -> Match | None:
    for role, rule, chars, groups in book.combinations:
        if length <= chars and not any(present.isdisjoint(group) for group in groups):
            return Match(role, rule)
    return None


def _pattern(book: Book, line: str) -> Match | None:
    folded = line.casefold()
    for pattern, entry in book.patterns:
        if pattern.search(folded):
            return Match(entry.role, entry.rule)
    return None


def inline_cut(paragraph: str) -> list[tuple[int, int, Match]]:
    """Boilerplate glued into a prose paragraph: spans (start, end, what) at its start or end, in order.

    Two forms are reported. A bracket at either end whose words are a link line, a disclaimer or an agency's
    name ("(यह भी पढ़ें: ...)", "(इनपुट- भाषा)") may be cut on the words alone. A link line glued after the
    last sentence ("...कहा। यह भी पढ़ें: ...", rule ending in "(glued)") may be cut only with further evidence
    that the caller must have: the span's text is (mostly) an anchor in the page, or equals another story's
    headline. A paragraph that would be cut whole is not reported: `phrase_role` judges lines.
    """
    spans: list[tuple[int, int, Match]] = []
    length = len(paragraph)
    if not length or length > 20_000:
        return spans
    head = paragraph[:300]
    first = _BRACKET_LAST.match(head) or _BRACKET_FIRST.match(head)
    last = first if first and length <= 300 else _BRACKET_LAST.search(paragraph, max(0, length - 300))
    for found in (first, last):
        if found is None or found.end() - found.start() >= len(paragraph.strip()):
            continue
        match = phrase_role(found[1])
        if match is not None and match.role in _CUTTABLE:
            spans.append((found.start(), found.end(), match))
    spans = list(dict.fromkeys(spans))
    end = spans[-1][0] if spans and spans[-1][1] == length else length
    glued = _glued(paragraph, end)
    if glued is not None:
        spans.append(glued)
    return sorted(spans, key=lambda span: span[0])


_CUTTABLE: Final = frozenset({"also_read", "disclaimer", "app_promo", "channel", "follow", "related"})


def _glued(paragraph: str, end: int) -> tuple[int, int, Match] | None:
    book = load()
    for found in _SENTENCE_START.finditer(paragraph, max(1, end - 300), end):
        start = found.end()
        # Few sentences begin with a word that begins a phrase.
        if (book.first(paragraph, start) or "") not in book.start.paths:
            continue
        words = book.words(paragraph[start:end], _HEAD)
        for _, entry in follow(book.start, words, 0):
            if entry.role == "also_read" and entry.how in {"prefix", "label"} and end - start <= entry.chars:
                rest = paragraph[start:end]
                match = _from_start(book, rest, words, tail=False, link_only=False)
                if match is not None and match.role == "also_read":
                    return start, end, Match(match.role, f"{match.rule} (glued)")
    return None
