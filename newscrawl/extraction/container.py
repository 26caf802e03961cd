"""Where the story sits: the element whose own text is the story's, found without names.

Every run of prose speaks for all elements around it, every menu entry and label against them; the element
with the best balance is the container. Names (class, id) only take regions out beforehand, and never the one
that holds most of the prose.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from newscrawl.extraction.asides import set_aside
from newscrawl.extraction.elements import PARAGRAPHS
from newscrawl.extraction.hints import TAG_ROLES, away_role, names_body
from newscrawl.extraction.page import Box, Page, TextBlock
from newscrawl.extraction.prose import prose_weight
from newscrawl.extraction.unfolding import hidden_body, unfolded

# What a short line, and one of links, takes off the balance of the elements around it.
_NOISE = 14
_LINK_NOISE = 22
_PARTING = 3
"""Other blocks that part a paragraph from the story's."""
_BRIEF = 100
"""Prose of the shortest story."""
_NEXT = 3
"""Blocks from a paragraph to an inset that is of it."""
_NEAR = 10
"""Blocks from the headline to the story right below it."""
_INSETS = frozenset(("li", "dd", "dt", "blockquote"))
_ELEMENTS = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "p",
        "table",
        "tbody",
        "tr",
        "td",
        "center",
        "li",
        "ul",
    ]
)
# Roles whose names are also given to a paragraph's wrapper.
_WEAK = frozenset(
    ("widget", "newsletter", "tags", "poll", "share", "navigation", "paywall_notice", "app_promo")
)


# A piece of a story, never all of it: one paragraph may outweigh a container full of captions.
_PIECES = PARAGRAPHS | {"tr", "tbody"}
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=32_768)
def stable(hints: str) -> str:
    """`hints` without what differs between siblings: numbers, and all but the first two words."""
    return _NUMBER.sub("", " ".join(hints.split()[:2]))


@dataclass(slots=True)
class Region:
    """What the search leaves behind for the labeller; lists are indexed by block or box."""

    weights: list[int]
    """Prose weight of each block."""
    away: list[tuple[str, str]]
    """For each box the (role, words) that takes it out of the story, inherited; ('', '') for none."""
    container: Box | None = None
    mass: int = 0
    """Prose weight inside the container."""
    anchor: Box | None = None
    """The element that holds the story's main group of paragraphs; inside the container or equal to it."""
    kin: frozenset[int] = frozenset()
    """Indexes of the blocks of that group."""
    hidden_story: bool = False
    """True when the story stands in hidden elements only (opened by a script)."""
    unfolded: Box | None = None
    """The element that holds the rest of the story behind a "read more", or what a script shows of it."""
    notes: list[str] = field(default_factory=list)

    def conceals(self, block: TextBlock) -> bool:
        """Whether a hidden block is no part of the story for that."""
        if not block.hidden or self.hidden_story:
            return False
        rest = self.unfolded
        return rest is None or not rest.index <= block.box.index < rest.end


def find_story(page: Page, title: int) -> Region:
    """Find the story's container on `page`; `title` is the index of the headline's block, or -1."""
    boxes, blocks = page.boxes, page.blocks
    weights = [prose_weight(block) for block in blocks]
    raw = [0] * len(boxes)
    for block, weight in zip(blocks, weights, strict=True):
        if weight and not block.hidden:
            raw[block.box.index] += weight
    for index in range(len(boxes) - 1, 0, -1):
        if raw[index]:
            parent = boxes[index].parent
            if parent is not None:
                raw[parent.index] += raw[index]
    visible = raw[0] if raw else 0
    hidden = sum(w for b, w in zip(blocks, weights, strict=True) if b.hidden)
    shown_hidden = hidden > 3 * visible + 400
    if shown_hidden:
        raw = _all_weights(page, weights)
    title_box = blocks[title].box.index if title >= 0 else -1
    away = _away(boxes, raw, title_box)
    if title >= 0:
        set_aside(page, weights, raw, away, title)
    score = [0] * len(boxes)
    start = title if _is_above_story(page, weights, away, title) else -1
    region = Region(weights, away, hidden_story=shown_hidden)
    if hidden and not shown_hidden:
        region.unfolded = hidden_body(page, title, weights)
        if region.unfolded is not None:
            region.notes.append("the story is hidden until a script shows it")
    for block, weight in zip(blocks, weights, strict=True):
        if block.index < start or region.conceals(block):
            continue
        index = block.box.index
        if away[index][0]:
            continue
        if weight:
            score[index] += weight
        elif block.link_chars * 2 > len(block.text):
            score[index] -= _LINK_NOISE
        elif block.box.tag not in ("h2", "h3", "h4", "li"):
            score[index] -= _NOISE
    for index in range(len(boxes) - 1, 0, -1):
        parent = boxes[index].parent
        if score[index] and parent is not None:
            score[parent.index] += score[index]
    best = _best(score, away)
    if best is not None and title >= 0:
        best = _beside_title(score, away, blocks[title].box, best)
        best = _right_below_title(page, region, title, score, best)
    if best is not None:
        found: Box = boxes[best]
        while found.parent is not None and (found.tag in _PIECES or _is_one_of_many(found, page, weights)):
            found = found.parent
        region.container = found
        region.mass = score[best]
        find_kin(page, region, title)
    return region


def _is_above_story(page: Page, weights: list[int], away: list[tuple[str, str]], title: int) -> bool:
    """Whether enough prose stands behind the headline to be the story: what stands before it is none then."""
    if title < 0:
        return False
    before = behind = 0
    for block in page.blocks:
        if not block.hidden and not away[block.box.index][0]:
            if block.index > title:
                behind += weights[block.index]
            else:
                before += weights[block.index]
    return behind >= _BRIEF and behind * 4 >= before


def _is_one_of_many(box: Box, page: Page, weights: list[int]) -> bool:
    """Whether an element is a single paragraph's, with others of its kind, a list or a quotation beside it.

    Menus and cards around a short story may weigh more than its other paragraphs do.
    """
    parent = box.parent
    assert parent is not None
    within = beside = 0
    last = len(page.blocks)
    for block in page.blocks:
        index = block.box.index
        if block.hidden or not parent.index <= index < parent.end:
            continue
        if box.index <= index < box.end:
            within += bool(weights[block.index])
            last = block.index
            if within > 1:
                return False
        elif weights[block.index]:
            beside += _is_like(block.box, box)
        elif last < block.index <= last + _NEXT and block.box.tag in _INSETS and not block.links:
            beside += 1
    return within == 1 and beside > 0


def _is_like(inner: Box, box: Box) -> bool:
    """Whether `inner` is, or alone fills, a sibling of `box` with its tag and name."""
    other: Box | None = inner
    while other is not None and other.parent is not box.parent:
        other = other.parent
    return other is not None and other.tag == box.tag and stable(other.hints) == stable(box.hints)


def _beside_title(score: list[int], away: list[tuple[str, str]], title: Box, best: int) -> int:
    """Prefer the story in the headline's own <article> or <main> to a longer text elsewhere on the page."""
    scope: Box | None = title
    while scope is not None:
        if scope.tag in ("article", "main") and not scope.index <= best < scope.end:
            inner = max(range(scope.index, scope.end), key=lambda i: (score[i] if not away[i][0] else 0, i))
            if score[inner] > 400 or score[inner] * 4 > score[best]:
                return inner
        scope = scope.parent
    return best


def _right_below_title(page: Page, region: Region, title: int, score: list[int], best: int) -> int:
    """Prefer the prose right below the headline to hardly more of it far below, as a footer has."""
    boxes, blocks = page.boxes, page.blocks
    for block in blocks[title + 1 : title + _NEAR]:
        if not region.weights[block.index] or region.conceals(block) or region.away[block.box.index][0]:
            continue
        if boxes[best].index <= block.box.index < boxes[best].end or region.weights[block.index] < _BRIEF:
            return best
        far = next(
            (b.index for b in blocks if b.index > block.index and best <= b.box.index < boxes[best].end), 0
        )
        near = region.weights[block.index] * 2 > score[best]
        return block.box.index if near and far > block.index + _NEAR else best
    return best


def find_kin(page: Page, region: Region, title: int = -1) -> None:
    """Find the group of paragraphs that are marked up alike: same tag, same wrappers, one common ancestor.

    Nothing before the block `title` is of them, where something behind it is.
    """
    container = region.container
    assert container is not None
    groups: dict[tuple[object, ...], list[int]] = {}
    mass: dict[tuple[object, ...], int] = {}
    for block in page.blocks:
        weight = region.weights[block.index]
        box = block.box
        if not weight or not container.index <= box.index < container.end or region.away[box.index][0]:
            continue
        if region.conceals(block):
            continue
        path: tuple[str, ...] = (box.tag,)
        inner = box
        if block.breaks or box is container:
            key: tuple[object, ...] = (box.index, "br")
            mass[key] = mass.get(key, 0) + weight
            groups.setdefault(key, []).append(block.index)
        for _ in range(5):
            if inner is container or inner.parent is None:
                break
            key = (inner.parent.index, *path)
            mass[key] = mass.get(key, 0) + weight
            groups.setdefault(key, []).append(block.index)
            inner = inner.parent
            path = (*path, inner.tag, stable(inner.hints))
    if not mass:
        return
    best = max(mass, key=lambda key: mass[key] * (1.0 - 0.02 * len(key)))
    region.anchor = page.boxes[best[0]]  # type: ignore[call-overload]
    kin = {index for index in groups[best] if index > title} or set(groups[best])
    first, last = min(kin), max(kin)
    likeness = {_likeness(page.blocks[i].box) for i in kin}
    article = article_of(region.anchor)
    for block in page.blocks:
        box = block.box
        if (
            region.weights[block.index]
            and block.index not in kin
            and container.index <= box.index < container.end
        ):
            if region.away[box.index][0] or region.conceals(block):
                continue
            like = _likeness(box)
            if block.index < title < first or like not in likeness or article_of(box) is not article:
                continue
            between = range(last + 1, block.index) if block.index > last else range(block.index + 1, first)
            # Without a name, likeness says little: the about-us line in a footer is a <p> in a <div>, too.
            if _ELEMENTS.issuperset(like) and _parted(page, region, between):
                continue
            kin.add(block.index)
            first, last = min(first, block.index), max(last, block.index)
    rest = unfolded(page, container, kin, region.weights) if region.unfolded is None else None
    if rest is not None and not region.away[rest.index][0]:
        region.unfolded = rest
        kin |= {
            block.index
            for block in page.blocks
            if region.weights[block.index] and rest.index <= block.box.index < rest.end
        }
    region.kin = frozenset(kin)


def _parted(page: Page, region: Region, between: range) -> bool:
    """Whether menus or what stands beside the story are `between` a block and the story's paragraphs."""
    others = 0
    for block in page.blocks[between.start : between.stop]:
        others += bool(region.away[block.box.index][0]) or block.link_chars * 2 > len(block.text)
        if others >= _PARTING:
            return True
    return False


def _likeness(box: Box) -> tuple[str, ...]:
    """How a paragraph is marked up, as far as the first ancestor with a name."""
    path = [box.tag]
    inner = box.parent
    for _ in range(4):
        if inner is None:
            break
        path.append(inner.tag)
        if inner.hints:
            path.append(stable(inner.hints).split(" ", 1)[0])
            break
        inner = inner.parent
    return tuple(path)


def article_of(box: Box | None) -> Box | None:
    """The innermost `<article>` around and including `box`, or None."""
    while box is not None and box.tag != "article":
        box = box.parent
    return box


def _all_weights(page: Page, weights: list[int]) -> list[int]:
    raw = [0] * len(page.boxes)
    for block, weight in zip(page.blocks, weights, strict=True):
        raw[block.box.index] += weight
    for index in range(len(page.boxes) - 1, 0, -1):
        parent = page.boxes[index].parent
        if parent is not None:
            raw[parent.index] += raw[index]
    return raw


def _away(boxes: list[Box], raw: list[int], title_box: int) -> list[tuple[str, str]]:
    """The role of each box that stands beside the story, inherited by what is inside."""
    away: list[tuple[str, str]] = [("", "")] * len(boxes)
    total = raw[0] if raw else 0
    shared: dict[str, int] | None = None
    behind = 0
    for box in boxes:
        index = box.index
        if index < behind:
            continue
        role = words = ""
        hints = box.hints
        if hints:
            role, words = away_role(hints)
            if (
                role
                and role not in ("comment", "ad")
                and raw[index] > 300
                and names_body(hints)
                and index <= title_box
            ):
                role = ""
            if role in _WEAK:
                shared = _prose_by_name(boxes, raw) if shared is None else shared
                if shared.get(stable(hints), 0) > max(0.3 * total, 400):
                    role = ""  # Every paragraph stands in one of these.
        if not role:
            if box.tag not in TAG_ROLES:
                continue
            role, words = TAG_ROLES[box.tag], f"<{box.tag}>"
        if index <= title_box < box.end and box.tag not in ("nav", "figcaption"):
            continue  # It holds the headline: the name means something else here.
        limit = 0.85 if role == "related" else 0.5
        if role not in ("cookie_notice", "comment") and raw[index] > limit * total and raw[index] > 250:
            continue  # It holds most of the page's prose.
        why = (role, f"class {words}" if not words.startswith("<") else words)
        away[index : box.end] = [why] * (box.end - index)
        behind = box.end
    return away


def _prose_by_name(boxes: list[Box], raw: list[int]) -> dict[str, int]:
    """The prose inside all elements of a name."""
    found: dict[str, int] = {}
    for box in boxes:
        if box.hints and raw[box.index]:
            key = stable(box.hints)
            found[key] = found.get(key, 0) + raw[box.index]
    return found


def _best(score: list[int], away: list[tuple[str, str]]) -> int | None:
    best, best_score = None, 0
    for index, value in enumerate(score):
        if value >= best_score and value > 0 and not away[index][0]:
            best, best_score = index, value
    return best
