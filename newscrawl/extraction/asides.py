"""What stands beside a story by how it is built, whatever its classes say: sections under a heading of their
own ("टिप्पणियां", "और पढ़ें"), and lists of teasers.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from newscrawl.extraction.mass import Mass
from newscrawl.extraction.page import HEADINGS, Box, Label, Page, TextBlock
from newscrawl.extraction.prose import ends_sentence
from newscrawl.extraction.signatures import is_dated, signed_by
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
_LONGEST_ANSWER: Final = 24
_ANSWER: Final = re.compile(
    r"\W*(?:reply|(?:जवाब|उत्तर|प्रत्युत्तर|प्रतिक्रिया) दें|जवाब|उत्तर|रिप्लाई(?: करें)?)\W*", re.IGNORECASE
)
_MOST_OF_TEASER: Final = 12
"""Blocks of one teaser, at the most."""
_MOST_HEADINGS: Final = 100
"""Headings of a page that are looked at, at the most."""


def set_aside(page: Page, weights: Sequence[int], mass: Mass, away: list[Label], title: int) -> None:
    """Mark in `away`, by box, what stands behind the block `title` beside the story.

    `weights` are the prose weights by block, `mass` those summed up by box. Nothing that holds most of the
    page's prose is marked as a section.
    """
    prose = [block for block in page.blocks if weights[block.index]]
    _headed_sections(page, mass, away, title)
    told = _told(prose, weights, away, title)
    if told is not None:
        _other_stories(page, told, away, title)
        _answered(page, prose, told, away)
    _lists_of_teasers(page, prose, weights, away, title)


def _headed_sections(page: Page, mass: Mass, away: list[Label], title: int) -> None:
    blocks = page.blocks
    headings = (block for block in blocks[title + 1 :] if block.box.tag in _SUBHEADINGS)
    for block in islice(headings, _MOST_HEADINGS):
        if len(block.text) > _LONGEST_HEADING or away[block.box.index].role:
            continue
        section = _section(block, blocks)
        if section is None or not 0 < mass.inside(section) * 2 <= mass.total():
            continue
        match = phrase_role(block.text)
        if match is not None and match.role in _SECTIONS:
            _mark(away, section, Label(match.role, f"under the heading {block.text}"))


def _other_stories(page: Page, told: int, away: list[Label], title: int) -> None:
    """Mark the stories that a page loads behind its own: a headline and a signed date begin each, or any
    date where the headline is marked up as the page's own.
    """
    blocks = page.blocks
    own = blocks[title].box if title >= 0 else None
    count = 0
    for block in [block for block in blocks[told:] if block.box.tag in _HEADLINES]:
        if len(block.text) < _HEADLINE or block.hidden or away[block.box.index].role:
            continue
        count += 1
        if count > _MOST_HEADINGS:
            return
        section = _section(block, blocks)
        near = blocks[block.index + 1 : block.index + _NEAR]
        if section is None:
            continue
        alike = own is not None and (own.tag, own.hints) == (block.box.tag, block.box.hints)
        if any(signed_by(line.text) or (alike and _is_date_line(line.text)) for line in near):
            _mark(away, section, Label("related", "another story, with a headline and a byline of its own"))


def _is_date_line(text: str) -> bool:
    return not ends_sentence(text) and is_dated(text)


def _answered(page: Page, prose: Sequence[TextBlock], told: int, away: list[Label]) -> None:
    """Mark readers' comments: two pieces or more of one element, each with a way to answer it at its end."""
    blocks = page.blocks
    story = blocks[told].box.index
    pieces: dict[int, int] = {}
    for block in prose:
        if block.index <= told or away[block.box.index].role:
            continue
        for line in blocks[block.index + 1 : block.index + 3]:
            if len(line.text) <= _LONGEST_ANSWER and _ANSWER.fullmatch(line.text):
                piece: Box | None = block.box
                while piece is not None and not piece.index <= line.box.index < piece.end:
                    piece = piece.parent
                if piece is not None and piece.parent is not None:
                    pieces[piece.parent.index] = pieces.get(piece.parent.index, 0) + 1
                break
    for index, count in pieces.items():
        whole = page.boxes[index]
        if count > 1 and not whole.index <= story < whole.end:
            _mark(away, whole, Label("comment", f"{count} pieces with an answer to each"))


def _told(prose: Sequence[TextBlock], weights: Sequence[int], away: list[Label], title: int) -> int | None:
    """The block with which a story is told that others may stand behind; None where none is."""
    told = 0
    for block in prose:
        if block.index > title and not block.hidden and not away[block.box.index].role:
            told += weights[block.index]
            if told >= _LEAST_STORY:
                return block.index
    return None


def _section(heading: TextBlock, blocks: Sequence[TextBlock]) -> Box | None:
    """The element that begins with a heading and holds more; None where it has something before."""
    section = heading.box.parent
    while section is not None and section.parent is not None and _ends_with(section, heading, blocks):
        section = section.parent  # The heading's own wrapper.
    if section is None or blocks[heading.index - 1].box.index >= section.index:
        return None
    return section


def _ends_with(section: Box, block: TextBlock, blocks: Sequence[TextBlock]) -> bool:
    following = block.index + 1
    return following < len(blocks) and blocks[following].box.index >= section.end


def _lists_of_teasers(
    page: Page, prose: Sequence[TextBlock], weights: Sequence[int], away: list[Label], title: int
) -> None:
    """Mark lists of linked headlines with a sentence on each, where the page has other prose."""
    blocks = page.blocks
    lists: dict[int, int] = {}
    teasers: set[int] = set()
    for block in _before_prose(prose, blocks):
        if block.link_chars * 2 <= len(block.text) or block.hidden or away[block.box.index].role:
            continue
        whole, within = _list_of(block, blocks) if _is_headline(block) else (None, range(0))
        if whole is None or not 0 < sum(weights[i] for i in within) <= _LONGEST_TEASER:
            continue
        lists[whole.index] = lists.get(whole.index, 0) + 1
        teasers.update(within)
    lists = {index: items for index, items in lists.items() if items > 1}
    if not lists:
        return
    other = [
        block
        for block in prose
        if block.index > title
        and block.index not in teasers
        and not block.hidden
        and not away[block.box.index].role
    ]
    if sum(weights[block.index] for block in other) < _LEAST_STORY:
        return
    held = sorted(block.box.index for block in other)
    for index, items in lists.items():
        whole = page.boxes[index]
        if bisect_left(held, index) == bisect_left(held, whole.end):  # Else it is part of the story.
            _mark(away, whole, Label("related", f"a list of {items} teasers"))


def _before_prose(prose: Sequence[TextBlock], blocks: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """The blocks that may begin a teaser: most links are of menus, where no sentence follows."""
    done = 0
    for block in prose:
        yield from blocks[max(done, block.index - _MOST_OF_TEASER + 1) : block.index]
        done = block.index + 1


def _list_of(headline: TextBlock, blocks: Sequence[TextBlock]) -> tuple[Box | None, range]:
    """The list of which a headline begins an item, and the blocks of that item; None where there is none.

    The item is the outermost element that holds the headline, what follows it, and nothing before it.
    """
    follower = blocks[headline.index + 1].box
    before = blocks[headline.index - 1].box.index if headline.index else -1
    item: Box | None = headline.box
    while item is not None and not item.index <= follower.index < item.end:
        item = item.parent
    if item is None or before >= item.index:
        return None, range(0)
    within = _within(item, headline, blocks)
    behind = blocks[within.stop].box.index if within.stop < len(blocks) else -1
    parent = item.parent
    while within and parent is not None and before < parent.index and not parent.index <= behind < parent.end:
        parent = parent.parent  # A wrapper of this item alone.
    return parent, within


def _within(item: Box, first: TextBlock, blocks: Sequence[TextBlock]) -> range:
    """The blocks of an element from `first` on; none where they are too many for a teaser."""
    stop = first.index
    while stop < len(blocks) and item.index <= blocks[stop].box.index < item.end:
        stop += 1
        if stop > first.index + _MOST_OF_TEASER:
            return range(0)
    return range(first.index, stop)


def _is_headline(block: TextBlock) -> bool:
    if len(block.text) < _HEADLINE and block.box.tag not in _SUBHEADINGS:
        return False
    return all(link.href and not link.href.startswith("#") for link in block.links)


def _mark(away: list[Label], section: Box, label: Label) -> None:
    for index in range(section.index, section.end):
        if not away[index].role:
            away[index] = label
