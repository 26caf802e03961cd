"""What the elements of a page stand in, as far as it tells what a block is: lists, pictures, tables."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from newscrawl.extraction.body import nearest
from newscrawl.extraction.container import Region, article_of
from newscrawl.extraction.elements import PARAGRAPHS
from newscrawl.extraction.page import Box, Page, TextBlock

_ITEMS = frozenset(("li", "dd", "dt", "blockquote"))
_MEDIA = re.compile(
    r"image|img|photo|picture|figure|gallery|slide|video|media(?!n)|thumb|bild|foto|caption|credit"
)


class Around(NamedTuple):
    """What an element inside the container stands in, itself included."""

    piece: Box | None
    """The nearest list item or quotation."""
    media: Box | None
    """The nearest element named for a picture, inside the story's own element."""
    article: Box | None


def surroundings(page: Page, region: Region) -> dict[int, Around]:
    """What each element inside the container stands in, by index: every element is looked at once."""
    container = region.container
    assert container is not None
    found = {container.index: Around(None, None, article_of(container))}
    for box in page.boxes[container.index + 1 : container.end]:
        assert box.parent is not None
        around = found[box.parent.index]
        if box is region.anchor:
            around = around._replace(media=None)
        elif box.hints and _names_media(box.hints):
            around = around._replace(media=box)
        if box.tag in _ITEMS:
            around = around._replace(piece=box)
        elif box.tag == "article":
            around = around._replace(article=box)
        found[box.index] = around
    return found


@lru_cache(maxsize=32_768)
def _names_media(hints: str) -> bool:
    return bool(_MEDIA.search(hints))


def host_of(box: Box) -> Box:
    """The element a paragraph stands in, past the elements that only give it its kind."""
    if box.tag not in PARAGRAPHS and box.end == box.index + 1 and box.parent is not None:
        box = box.parent
    while box.tag in PARAGRAPHS and box.parent is not None:
        box = box.parent
    return box


def lists_and_tables(blocks: Sequence[TextBlock], inside: list[int]) -> tuple[set[int], set[int]]:
    """Indexes of list elements that hold mostly links, and of tables that hold data rather than a layout."""
    lists: dict[int, list[int]] = {}
    tables: dict[int, list[int]] = {}
    rows: dict[int, int] = {}
    for i in inside:
        block = blocks[i]
        inner: Box | None = block.box
        size = len(block.text)
        for _ in range(6):
            if inner is None:
                break
            if inner.tag == "li" and inner.parent is not None:
                sums = lists.setdefault(inner.parent.index, [0, 0])
                sums[0] += size
                sums[1] += block.link_chars
                break
            if inner.tag in ("td", "th"):
                row = nearest(inner, "tr")
                table = nearest(inner, "table")
                if row is not None and table is not None:
                    cells = tables.setdefault(table.index, [0, 0, 0])
                    cells[0] += 1
                    cells[1] = max(cells[1], size)
                    cells[2] = cells[2] or rows.setdefault(row.index, inner.index) != inner.index
                break
            inner = inner.parent
    return (
        {index for index, (size, links) in lists.items() if links * 2 > size},
        {index for index, (cells, longest, wide) in tables.items() if cells >= 4 and longest < 160 and wide},
    )
