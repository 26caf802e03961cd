"""What stands beside a story by how it is built, whatever its classes say: sections under a heading of their
own ("टिप्पणियां", "और पढ़ें"), and lists of teasers.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from typing import Final

from newscrawl.extraction.elements import HEADINGS
from newscrawl.extraction.page import Box, Page, TextBlock
from newscrawl.extraction.signatures import signed_by
from newscrawl.hindi.phrases import phrase_role

_SUBHEADINGS: Final = HEADINGS - {"h1"}
_LONGEST_HEADING: Final = 40
_SECTIONS: Final = frozenset(
    ("comment", "comment_form", "related", "also_read", "author_bio", "newsletter", "follow", "poll", "login")
)
_HEADLINE: Final = 15
"""Characters from which on a link may be another story's headline."""
_LONGEST_TEASER: Final = 400
_LEAST_STORY: Final = 60
"""Prose of a story that other things may stand beside."""
_HEADLINES: Final = frozenset(("h1", "h2"))
_NEAR: Final = 4
_MOST_OF_TEASER: Final = 12
"""Blocks of one teaser, at the most."""
_MOST_HEADINGS: Final = 100
"""Headings of a page that are looked at, at the most."""


def set_aside(
    page: Page, weights: Sequence[int], raw: Sequence[int], away: list[tuple[str, str]], title: int
) -> None:
    """Mark in `away`, by box, what stands behind the block `title` beside the story.

    `weights` are the prose weights by block, `raw` those summed up by box. Nothing that holds most of the
    page's prose is marked as a section.
    """
    _headed_sections(page, raw, away, title)
    _other_stories(page, weights, away, title)
    _lists_of_teasers(page, weights, away, title)


def _headed_sections(page: Page, raw: Sequence[int], away: list[tuple[str, str]], title: int) -> None:
    blocks = page.blocks
    headings = (block for block in blocks[title + 1 :] if block.box.tag in _SUBHEADINGS)
    for block in islice(headings, _MOST_HEADINGS):
        if len(block.text) > _LONGEST_HEADING or away[block.box.index][0]:
            continue
        section = _section_of(block, blocks)
        if section is None or not raw[section.index] or raw[section.index] * 2 > raw[0]:
            continue
        match = phrase_role(block.text)
        if match is not None and match.role in _SECTIONS:
            _mark(away, section, (match.role, f"under the heading {block.text}"))


def _other_stories(page: Page, weights: Sequence[int], away: list[tuple[str, str]], title: int) -> None:
    """Mark the stories that a page loads behind its own: a headline and a signed date begin each."""
    blocks = page.blocks
    told = count = 0
    for block in blocks[title + 1 :]:
        box = block.box
        if away[box.index][0] or block.hidden:
            continue
        told += weights[block.index]
        if box.tag not in _HEADLINES or told < _LEAST_STORY or len(block.text) < _HEADLINE:
            continue
        count += 1
        if count > _MOST_HEADINGS:
            return
        section = _section_of(block, blocks)
        if section is not None and any(
            signed_by(near.text) for near in blocks[block.index + 1 : block.index + _NEAR]
        ):
            _mark(away, section, ("related", "another story, with a headline and a byline of its own"))


def _section_of(heading: TextBlock, blocks: Sequence[TextBlock]) -> Box | None:
    """The element that a heading begins, past its own wrappers; None where something stands before it."""
    behind = blocks[heading.index + 1].box.index if heading.index + 1 < len(blocks) else -1
    section = heading.box.parent
    while section is not None and section.parent is not None and behind >= section.end:
        section = section.parent
    if section is None or (heading.index and blocks[heading.index - 1].box.index >= section.index):
        return None
    return section


def _lists_of_teasers(page: Page, weights: Sequence[int], away: list[tuple[str, str]], title: int) -> None:
    """Mark lists of linked headlines with a sentence on each, where the page has other prose."""
    blocks = page.blocks
    lists: dict[int, int] = {}
    teasers: set[int] = set()
    for block in blocks[:-1]:
        if not block.link_chars or block.hidden or away[block.box.index][0] or not _is_headline(block):
            continue
        item, within = _teaser(block, blocks)
        if item is None or item.parent is None:
            continue
        if 0 < sum(weights[within.start : within.stop]) <= _LONGEST_TEASER:
            lists[item.parent.index] = lists.get(item.parent.index, 0) + 1
            teasers.update(within)
    lists = {index: count for index, count in lists.items() if count > 1}
    if not lists:
        return
    other = [
        block
        for block in blocks[title + 1 :]
        if weights[block.index]
        and block.index not in teasers
        and not block.hidden
        and not away[block.box.index][0]
    ]
    if sum(weights[block.index] for block in other) < _LEAST_STORY:
        return
    places = sorted(block.box.index for block in other)
    for index, count in lists.items():
        whole = page.boxes[index]
        at = bisect_left(places, index)
        if at == len(places) or places[at] >= whole.end:  # Else it is part of the story.
            _mark(away, whole, ("related", f"a list of {count} teasers"))


def _teaser(headline: TextBlock, blocks: Sequence[TextBlock]) -> tuple[Box | None, range]:
    """The outermost element that holds the headline, what follows it, and nothing before it; and its blocks.

    None where it has too many for a teaser.
    """
    follower = blocks[headline.index + 1].box.index
    before = blocks[headline.index - 1].box.index if headline.index else -1
    item: Box | None = headline.box
    while item is not None and not item.index <= follower < item.end:
        item = item.parent
    if item is None or before >= item.index:
        return None, range(0)
    stop = headline.index
    while stop < len(blocks) and item.index <= blocks[stop].box.index < item.end:
        stop += 1
        if stop > headline.index + _MOST_OF_TEASER:
            return None, range(0)
    behind = blocks[stop].box.index if stop < len(blocks) else -1
    parent = item.parent
    while parent is not None and before < parent.index and not parent.index <= behind < parent.end:
        item, parent = parent, parent.parent  # A wrapper of this item alone.
    return item, range(headline.index, stop)


def _is_headline(block: TextBlock) -> bool:
    size = len(block.text)
    if block.link_chars * 2 <= size or (size < _HEADLINE and block.box.tag not in _SUBHEADINGS):
        return False
    return all(link.href and link.href[0] != "#" for link in block.links)


def _mark(away: list[tuple[str, str]], section: Box, role: tuple[str, str]) -> None:
    for index in range(section.index, section.end):
        if not away[index][0]:
            away[index] = role
