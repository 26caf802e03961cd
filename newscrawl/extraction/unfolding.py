"""What of a story is folded away on the page, and part of it all the same.

The rest behind a "read more": the control alone tells, a short line that says so and leads to no other page,
right behind the last paragraph that is shown or right behind (or inside) what it unfolds. Or the whole text
below a standfirst, which a script shows when it has loaded or counted the reader.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from newscrawl.extraction.hints import names_body
from newscrawl.extraction.page import Box, Page, TextBlock

_READ: Final = "(?:प(?:ढ\u093c?|\u095d)(?:ें|िए|े)|देखें|देखिए)"
_MORE: Final = re.compile(
    rf"\W{{0,3}}(?:(?:(?:पूरी|पूरा)\s(?:[^\s।]+\s)?|आगे\s(?:भी\s)?|और\s(?:भी\s)?|अधिक\s|विस्तार\sसे\s){_READ}"
    r"|(?:read|show|view|see)\s(?:more|all|the\s(?:full|whole|rest)|full)(?:\s(?:story|article|news|report|text))?"
    r"|continue\sreading)\W{0,4}",
    re.IGNORECASE,
)
_LONGEST: Final = 40
_LEAST_PARAGRAPHS: Final = 3
_MANY_TIMES: Final = 3
_MOST_TRIED: Final = 8
_HEADLINES: Final = frozenset(("h1", "h2"))
_AWAY_LINK: Final = re.compile(r"\A\s*(?!javascript:|#)\S", re.IGNORECASE)


def unfolded(page: Page, container: Box, kin: Collection[int], weights: list[int]) -> Box | None:
    """The element behind the paragraphs `kin` that a "read more" unfolds; None when there is none."""
    blocks, last = page.blocks, max(kin)
    for control in blocks[last + 1 :]:
        if control.box.index >= container.end + 2:
            return None
        if not _is_control(control):
            continue
        for box in _near(blocks, control, last):
            found = _outermost(box, container, [blocks[i].box.index for i in kin])
            if found is not None and _goes_on(found, blocks, last, weights):
                return found
        return None
    return None


def hidden_body(page: Page, title: int, weights: Sequence[int]) -> Box | None:
    """The hidden element that holds the story, where the page shows no more of it than a standfirst.

    It stands behind the headline (block `title`) in an element named for a story's text, has no headline of
    its own, and holds several times the prose that is shown beside it.
    """
    blocks = page.blocks
    seen, tried = -1, 0
    for block in blocks[title + 1 :] if title >= 0 else ():
        if not block.box.hidden or not weights[block.index] or block.box.index < seen:
            continue
        body = block.box
        while body.parent is not None and body.parent.hidden:
            body = body.parent
        seen = body.end
        scope = body.parent
        if scope is None or not names_body(body.hints):
            continue
        tried += 1
        if tried > _MOST_TRIED:
            return None
        within = [b for b in blocks[block.index :] if body.index <= b.box.index < body.end]
        if sum(bool(weights[b.index]) for b in within) < _LEAST_PARAGRAPHS:
            continue
        opening = blocks[max(0, block.index - 3) : block.index + 2]
        if any(b.box.tag in _HEADLINES and body.index <= b.box.index < body.end for b in opening):
            continue
        hidden = sum(weights[b.index] for b in within)
        shown = sum(
            weights[b.index] for b in blocks if scope.index <= b.box.index < scope.end and not b.hidden
        )
        if hidden >= _MANY_TIMES * shown:
            return body
    return None


def _is_control(block: TextBlock) -> bool:
    if len(block.text) > _LONGEST or not _MORE.fullmatch(block.text):
        return False
    # "Read more" over a list of other stories is a heading, and nothing to press.
    pressed = block.links or block.box.tag in {"button", "summary"} or "button" in block.inline
    return bool(pressed) and not any(_AWAY_LINK.match(link.href) for link in block.links)


def _near(blocks: list[TextBlock], control: TextBlock, last: int) -> Iterator[Box]:
    """Where the folded text may be: around the control, behind it, before it."""
    yield control.box
    if control.index + 1 < len(blocks):
        yield blocks[control.index + 1].box
    if control.index - 1 > last:
        yield blocks[control.index - 1].box


def _outermost(box: Box, container: Box, shown: Collection[int]) -> Box | None:
    """The outermost element in the container around `box` without a shown paragraph in it."""
    found = None
    inner: Box | None = box
    while inner is not None and container.index < inner.index < container.end:
        if any(inner.index <= index < inner.end for index in shown):
            break
        found, inner = inner, inner.parent
    return found


def _goes_on(box: Box, blocks: list[TextBlock], last: int, weights: list[int]) -> bool:
    """Whether the element holds prose, not links, and the page has none between it and the last paragraph."""
    within = [block for block in blocks[last + 1 :] if box.index <= block.box.index < box.end]
    first = next((block.index for block in within if weights[block.index]), -1)
    if first < 0 or any(weights[last + 1 : first]):
        return False
    return sum(block.link_chars for block in within) * 4 < sum(len(block.text) for block in within)
