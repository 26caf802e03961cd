"""What stands beside a story by how it is built, whatever its classes say: sections under a heading of their
own ("टिप्पणियां", "और पढ़ें"), and lists of teasers.
"""

from collections.abc import Sequence
from typing import Final

from newscrawl.extraction.names import is_signed
from newscrawl.extraction.page import Box, Page, TextBlock
from newscrawl.hindi.phrases import phrase_role

_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LONGEST_HEADING: Final = 40
_SECTIONS: Final = frozenset(
    ("comment", "comment_form", "related", "also_read", "author_bio", "newsletter", "follow", "poll", "login")
)
_HEADLINE: Final = 15
"""Characters from which on a link may be another story's headline."""
_LONGEST_TEASER: Final = 400
_LEAST_STORY: Final = 100
"""Prose of a story that other things may stand beside."""
_HEADLINES: Final = frozenset(("h1", "h2"))
_NEAR: Final = 4


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
    for block in blocks[title + 1 :]:
        box = block.box
        if box.tag not in _HEADINGS or len(block.text) > _LONGEST_HEADING or away[box.index][0]:
            continue
        section = box.parent
        while section is not None and section.parent is not None and _ends_with(section, block, blocks):
            section = section.parent  # The heading's own wrapper.
        if section is None or (block.index and blocks[block.index - 1].box.index >= section.index):
            continue
        if not raw[section.index] or raw[section.index] * 2 > raw[0]:
            continue
        match = phrase_role(block.text)
        if match is not None and match.role in _SECTIONS:
            _mark(away, section, (match.role, f"under the heading {block.text}"))


def _other_stories(
    page: Page, weights: Sequence[int], away: list[tuple[str, str]], title: int
) -> None:
    """Mark the stories that a page loads behind its own: a headline and a signed date begin each."""
    blocks = page.blocks
    told = 0
    for block in blocks[title + 1 :]:
        box = block.box
        if away[box.index][0] or block.hidden:
            continue
        told += weights[block.index]
        if box.tag not in _HEADLINES or told < _LEAST_STORY or len(block.text) < _HEADLINE:
            continue
        section = box.parent
        while section is not None and section.parent is not None and _ends_with(section, block, blocks):
            section = section.parent
        if section is None or blocks[title].box.index >= section.index or blocks[block.index - 1].box.index >= section.index:
            continue
        if any(is_signed(near.text) for near in blocks[block.index + 1 : block.index + _NEAR]):
            _mark(away, section, ("related", "another story, with a headline and a byline of its own"))


def _ends_with(section: Box, block: TextBlock, blocks: Sequence[TextBlock]) -> bool:
    following = block.index + 1
    return following < len(blocks) and blocks[following].box.index >= section.end


def _lists_of_teasers(page: Page, weights: Sequence[int], away: list[tuple[str, str]], title: int) -> None:
    """Mark lists of linked headlines with a sentence on each, where the page has other prose."""
    blocks = page.blocks
    lists: dict[int, list[tuple[Box, int]]] = {}
    other: list[TextBlock] = []
    for block in blocks:
        if not weights[block.index] or block.hidden or away[block.box.index][0]:
            continue
        item = _item(block, blocks) if len(block.text) <= _LONGEST_TEASER else None
        if item is None or item.parent is None:
            if block.index > title:
                other.append(block)
        else:
            lists.setdefault(item.parent.index, []).append((item, block.index))
    for index, items in lists.items():
        whole = page.boxes[index]
        if len({item.index for item, _ in items}) < max(2, len(items)):
            continue
        beside = [block for block in other if not index <= block.box.index < whole.end]
        if len(beside) < len(other) or sum(weights[block.index] for block in beside) < _LEAST_STORY:
            continue  # The list is the story, or part of it.
        _mark(away, whole, ("related", f"a list of {len(items)} teasers"))


def _item(block: TextBlock, blocks: Sequence[TextBlock]) -> Box | None:
    """The element that holds the block and the linked headline right before it, and nothing before that."""
    headline = blocks[block.index - 1] if block.index else None
    if headline is None or not _is_headline(headline):
        return None
    item: Box | None = block.box
    while item is not None and not item.index <= headline.box.index < item.end:
        item = item.parent
    if item is None or item.parent is None:
        return None
    before = blocks[headline.index - 1].box.index if headline.index else -1
    return item if before < item.index else None


def _is_headline(block: TextBlock) -> bool:
    if len(block.text) < _HEADLINE or block.link_chars * 2 <= len(block.text):
        return False
    return all(link.href and not link.href.startswith("#") for link in block.links)


def _mark(away: list[tuple[str, str]], section: Box, role: tuple[str, str]) -> None:
    for index in range(section.index, section.end):
        if not away[index][0]:
            away[index] = role
