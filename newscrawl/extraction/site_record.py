"""What one page adds to what is known of its site: digests of its lines, the story's path, the site's name.

A record is a pure function of the page, so that records can be gathered by several processes, in any order,
and the same page twice is one record.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from newscrawl.extraction.container import Region, stable
from newscrawl.extraction.page import Box, Label, Page, TextBlock
from newscrawl.hindi.script import comparison_key
from newscrawl.urls import canonical_key

KIN, TAIL, COHESIVE = 1, 2, 4
"""Traits of a line: running text among the story's paragraphs; at most two of those follow; it shares words
of substance with the rest of the story."""

MOST_LINES = 64
"""Lines kept of a page."""
_FIRST_LINES = 40
"""How many of them are its first ones; what recurs stands at the ends."""
# What only turns up beside other pages' stories is told by its element, and is different on every page.
_UNTOLD = frozenset(("title", "hidden", "comment", "comment_form", "related", "navigation", "tags"))
_READ_WHOLE = 160
"""Characters up to which a line's digest is of the comparison key of all of it."""
_SEPARATOR = re.compile(r"\s+[-\u2013\u2014:\u00bb\u00b7\u2022]\s+|\s*\|\s*")
_LONGEST_NAME = 60
# Runs of four characters and more: shorter ones are particles in Hindi, as a rule. `re` takes matras for no
# letters, hence the ranges.
_WORD = re.compile("[\\w\u0900-\u0963\u0971-\u097f]{4,}")
_FUNCTION_WORD_LIST: Final = (
    "लेकिन उन्होंने उन्हें इसके उसके उनके इनके जिसके जिसमें इसमें उसमें जिससे इससे उससे होने करने किया बताया "
    "लिया दिया जाता होता होती होते करते करना करता वाले वाली वाला अपने अपनी अपना किसी कारण दौरान द्वारा "
    "हालांकि क्योंकि इसलिए जबकि चाहिए सकता सकते सकती जाएगा होगा पहले यहां वहां कहना गौरतलब अनुसार मुताबिक "
    "that this with from have been were which their they will would about after before also more than when "
    "there said into over your what some other could only most such them then these those"
)
_FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORD_LIST.split())
# Elements that only give a paragraph its kind.
_KIND_LIST: Final = "p li ul ol dl dd dt blockquote q h1 h2 h3 h4 h5 h6 pre center"
_KINDS: Final = frozenset(_KIND_LIST.split())


class PageRecord(NamedTuple):
    """One page, in digests of seven bytes."""

    page: int
    """Of the page's address."""
    name: int
    """Of what the page calls the site; 0 when it does not say."""
    path: int
    """Of the path of the element that holds the story's paragraphs."""
    lines: tuple[int, ...]
    """Lines in and about the story: digest times 256 plus its traits, ascending."""


def observe(page: Page, labels: Sequence[Label], region: Region, url: str | None) -> PageRecord | None:
    """The record of a page with a story, or None for a page without.

    `labels` and `region` are what `label_page` returned for it; `url` is the page's address,
    without which its text stands for it.
    """
    if region.anchor is None or not region.kin:
        return None
    paragraphs = sorted(region.kin)
    words = {i: substance(page.blocks[i].text) for i in paragraphs}
    times: dict[str, int] = {}
    title = [substance(page.blocks[i].text) for i, label in enumerate(labels) if label.role == "title"]
    for found in (*title, *words.values()):
        for word in found:
            times[word] = times.get(word, 0) + 1
    tail = paragraphs[-3] if len(paragraphs) > 2 else paragraphs[0]
    lines: dict[int, int] = {}
    for block, line in _lines(page, labels, region):
        traits = KIN if block.index in words else 0
        if block.index >= tail:
            traits |= TAIL
        own = words.get(block.index)
        if own:
            shared = sum(times[word] > 1 for word in own)
            # Of real paragraphs three in four reach this, of promotion lines none.
            if shared > 1 and shared * 6 >= len(own):
                traits |= COHESIVE
        lines[line] = lines.get(line, 0) | traits
    told = sorted(line << 8 | traits for line, traits in lines.items())
    key = canonical_key(url) or " ".join(map(str, told))
    name = site_name(page)
    return PageRecord(
        page=digest(key),
        name=digest(name_key(name)) if name else 0,
        path=path_of(region.anchor),
        lines=tuple(told),
    )


def _lines(page: Page, labels: Sequence[Label], region: Region) -> Iterator[tuple[TextBlock, int]]:
    """The lines that could pass for the story's, each with its digest."""
    container = region.container
    assert container is not None
    hosts = story_hosts(page, region)
    told: list[TextBlock] = []
    for block in page.blocks:
        if labels[block.index].role in _UNTOLD or region.conceals(block):
            continue
        inside = container.index <= block.box.index < container.end and not region.away[block.box.index].role
        if inside or region.weights[block.index]:
            told.append(block)
    if len(told) > MOST_LINES:
        told = told[:_FIRST_LINES] + told[_FIRST_LINES - MOST_LINES :]
    for block in told:
        yield block, line_digest(block, beside=host_of(block.box).index not in hosts)


def story_hosts(page: Page, region: Region) -> set[int]:
    """Indexes of the elements that the story's paragraphs stand in."""
    return {host_of(page.blocks[i].box).index for i in region.kin}


def host_of(box: Box) -> Box:
    """The element a line stands in, past those that only give it its kind."""
    while box.tag in _KINDS and box.parent is not None:
        box = box.parent
    return box


def line_digest(block: TextBlock, *, beside: bool) -> int:
    """The line's digest: of its words, whether it is a link, and whether it stands beside the paragraphs.

    A story's headline is linked from other pages, and a teaser there repeats its first paragraph: like is
    compared with like, so that neither speaks against the story itself.
    """
    text = block.text
    form = ("b" if beside else "s") + ("l" if block.link_chars * 2 > len(text) else "t")
    if len(text) > _READ_WHOLE:
        # Both ends and the length tell long paragraphs apart; editors paste them, nobody types them anew.
        return digest(f"{form}{len(text)} {text[: _READ_WHOLE // 2]}{text[-_READ_WHOLE // 2 :]}")
    return digest(form + comparison_key(text))


def digest(text: str) -> int:
    """Seven bytes of BLAKE2b, as a number."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")


def path_of(box: Box) -> int:
    """The digest of an element's path: its tag and names and those of three around it, without numbers."""
    parts: list[str] = []
    inner: Box | None = box
    while inner is not None and len(parts) < 4:
        parts.append(f"{inner.tag}.{stable(inner.hints)}")
        inner = inner.parent
    return _path_digest(" ".join(parts))


@lru_cache(maxsize=4_096)
def _path_digest(path: str) -> int:
    return digest(path)


def site_name(page: Page) -> str:
    """What a page says its site is called: `og:site_name`, else the last part of a title in parts; or ''."""
    for value in page.metas.get("og:site_name", ()):
        name = " ".join(value.split())
        if 3 < len(name) <= _LONGEST_NAME:
            return name
    parts = _SEPARATOR.split((page.title or "")[-200:])
    name = parts[-1].strip()
    return name if len(parts) > 1 and 3 < len(name) <= _LONGEST_NAME else ""


def name_key(text: str) -> str:
    """The form in which a site's name is looked for in a line."""
    return comparison_key(text)


def substance(text: str) -> set[str]:
    """The words of `text` that say what it is about: of four characters and more, no function words."""
    return set(_WORD.findall(text.lower())) - _FUNCTION_WORDS
