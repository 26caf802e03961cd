"""What the elements of a page stand in, as far as it tells what a block is: lists, pictures, tables."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from newscrawl.extraction.body import nearest
from newscrawl.extraction.container import article_of
from newscrawl.extraction.elements import PARAGRAPHS
from newscrawl.extraction.page import Box, TextBlock
from newscrawl.hindi.remembered import remembered

_ITEMS: Final = frozenset(("li", "dd", "dt", "blockquote"))
_PARTS: Final = frozenset(("li", "td", "th"))
_PART_LEVELS: Final = 5
_MEDIA: Final = re.compile(
    r"image|img|photo|picture|figure|gallery|slide|video|media(?!n)|thumb|bild|foto|caption|credit"
)


class Around(NamedTuple):
    """What an element inside the container stands in, itself included."""

    piece: Box | None
    """The nearest list item or quotation."""
    media: Box | None
    """The nearest element named for a picture, inside the story's own element."""
    article: Box | None


class Surroundings:
    """What the elements inside a container stand in; each is looked at once, when it is asked for."""

    def __init__(self, container: Box, anchor: Box | None) -> None:
        """Begin at `container`; a picture's name on `anchor`, the story's own element, says nothing."""
        self._anchor = anchor
        self._known = {container.index: Around(None, None, article_of(container))}

    def of(self, box: Box) -> Around:
        """What `box`, an element in the container, stands in."""
        known = self._known
        around = known.get(box.index)
        if around is not None:
            return around
        path = []
        inner: Box | None = box
        while around is None:
            assert inner is not None
            path.append(inner)
            inner = inner.parent
            around = known.get(inner.index) if inner is not None else None
        for outer in reversed(path):
            known[outer.index] = around = self._inside(outer, around)
        return around

    def _inside(self, box: Box, around: Around) -> Around:
        piece, media, article = around
        if box is self._anchor:
            media = None
        elif box.hints and _names_media(box.hints):
            media = box
        if box.tag in _ITEMS:
            piece = box
        elif box.tag == "article":
            article = box
        if piece is around.piece and media is around.media and article is around.article:
            return around
        return Around(piece, media, article)


@remembered(32_768)
def _names_media(hints: str) -> bool:
    return bool(_MEDIA.search(hints))


def host_of(box: Box) -> Box:
    """The element a paragraph stands in, past the elements that only give it its kind."""
    if box.tag not in PARAGRAPHS and box.end == box.index + 1 and box.parent is not None:
        box = box.parent
    while box.tag in PARAGRAPHS and box.parent is not None:
        box = box.parent
    return box


def _part_around(box: Box) -> Box | None:
    """The nearest list item or cell around and including `box`, not too far out."""
    inner: Box | None = box
    for _ in range(_PART_LEVELS):
        if inner is None or inner.tag in _PARTS:
            return inner
        inner = inner.parent
    return None


def lists_and_tables(blocks: Sequence[TextBlock], inside: Sequence[int]) -> tuple[set[int], set[int]]:
    """Indexes of list elements that hold mostly links, and of tables that hold data rather than a layout."""
    lists: dict[int, list[int]] = {}
    tables: dict[int, list[int]] = {}
    rows: dict[int, int] = {}
    above: dict[int, Box | None] = {}
    for i in inside:
        block = blocks[i]
        part: Box | None = block.box
        outer = block.box.parent
        if outer is not None and block.box.tag not in _PARTS:
            # The paragraphs of a story share their parent.
            if outer.index not in above:
                above[outer.index] = _part_around(outer)
            part = above[outer.index]
        if part is None or part.tag not in _PARTS or part.parent is None:
            continue
        size = len(block.text)
        if part.tag == "li":
            sums = lists.setdefault(part.parent.index, [0, 0])
            sums[0] += size
            sums[1] += block.link_chars
            continue
        row = nearest(part, "tr")
        table = nearest(part, "table")
        if row is not None and table is not None:
            cells = tables.setdefault(table.index, [0, 0, 0])
            cells[0] += 1
            cells[1] = max(cells[1], size)
            cells[2] = cells[2] or rows.setdefault(row.index, part.index) != part.index
    return (
        {index for index, (size, links) in lists.items() if links * 2 > size},
        {index for index, (cells, longest, wide) in tables.items() if cells >= 4 and longest < 160 and wide},
    )
