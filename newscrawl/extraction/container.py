"""Where the story sits: the element whose own text is the story's, found without names.

Every run of prose speaks for all elements around it, every menu entry and label against them; the element
with the best balance is the container. Names (class, id) only take regions out beforehand, and never the one
that holds most of the prose.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from newscrawl.extraction.acceleration import WALK
from newscrawl.extraction.asides import set_aside
from newscrawl.extraction.elements import PARAGRAPHS
from newscrawl.extraction.hints import AWAY_LABELS, NOTHING, TAG_LABELS, away_label, names_body
from newscrawl.extraction.mass import Mass, holders
from newscrawl.extraction.page import Box, Label, Page, TextBlock
from newscrawl.extraction.prose import SHORTEST, prose_weight
from newscrawl.extraction.unfolding import hidden_body, unfolded
from newscrawl.hindi.remembered import remembered

_NOISE: Final = 14
_LINK_NOISE: Final = 22
_PARTING: Final = 3
"""Blocks of menus and the like that part a paragraph from the story's."""
_BRIEF: Final = 100
"""Characters that may be the whole of a story."""
_NEXT: Final = 3
"""Blocks behind a paragraph in which a list beside it stands."""
_NEAR: Final = 10
"""Blocks behind the headline in which a story begins."""
_WRAPPERS: Final = 5
"""Elements between paragraphs and what they have in common, at the most."""
_INSETS: Final = frozenset(("li", "dd", "dt", "blockquote"))
_NO_NOISE: Final = frozenset(("h2", "h3", "h4", "li"))
_ELEMENTS: Final = frozenset(
    ("html", "body", "main", "article", "section", "div", "center", "p", "li", "ul", "table", "tbody", "tr",
     "td")
)  # fmt: skip
# Roles whose names are also given to a paragraph's wrapper.
_WEAK: Final = frozenset(
    ("widget", "newsletter", "tags", "poll", "share", "navigation", "paywall_notice", "app_promo")
)


# A piece of a story, never all of it: one paragraph may outweigh a container full of captions.
_PIECES: Final = PARAGRAPHS | {"tr", "tbody"}
_NUMBER: Final = re.compile(r"\d+")


@remembered(32_768)
def stable(hints: str) -> str:
    """`hints` without what differs between siblings: numbers, and all but the first two words."""
    return _NUMBER.sub("", " ".join(hints.split()[:2]))


@dataclass(slots=True)
class Region:
    """What the search leaves behind for the labeller; lists are indexed by block or box."""

    weights: list[int]
    """Prose weight of each block."""
    prose: list[TextBlock]
    """The blocks that have one."""
    away: list[Label]
    """For each box the label that takes it out of the story, inherited; one without a role for none."""
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
    weights = [prose_weight(block) if len(block.text) >= SHORTEST else 0 for block in page.blocks]
    prose = [block for block in page.blocks if weights[block.index]]
    hidden = sum(weights[block.index] for block in prose if block.hidden)
    visible = sum(weights) - hidden
    shown_hidden = hidden > 3 * visible + 400
    held = [block for block in prose if shown_hidden or not block.hidden]
    mass = _mass(page, weights, held)
    away = _away(page.boxes, mass, held, page.blocks[title].box.index if title >= 0 else -1)
    if title >= 0:
        set_aside(page, weights, mass, away, title)
    region = Region(weights, prose, away, hidden_story=shown_hidden)
    if hidden and not shown_hidden:
        region.unfolded = hidden_body(page, title, weights)
        if region.unfolded is not None:
            region.notes.append("the story is hidden until a script shows it")
    score = _scores(page, region, title if _is_above_story(region, title) else 0)
    best = max(score, key=lambda index: (score[index], index), default=None)
    if best is None or score[best] <= 0:
        return region
    if title >= 0:
        best = _beside_title(score, page.blocks[title].box, best)
        best = _right_below_title(page, region, title, score, best)
    found: Box = page.boxes[best]
    while found.parent is not None and (found.tag in _PIECES or _is_one_of_many(found, page, region)):
        found = found.parent
    region.container = found
    region.mass = score[best]
    find_kin(page, region, title)
    return region


def _mass(page: Page, weights: list[int], prose: list[TextBlock]) -> Mass:
    own = [0] * len(page.boxes)
    for block in prose:
        own[block.box.index] += weights[block.index]
    return Mass(own)


def _scores(page: Page, region: Region, start: int) -> dict[int, int]:
    """Prose less noise inside each element that holds prose, by index, from block `start` on."""
    weights, away = region.weights, region.away
    own = [0] * len(page.boxes)
    told = []
    for block, weight in zip(page.blocks[start:], weights[start:], strict=True):
        box = block.box
        if away[box.index] is not NOTHING or (block.hidden and region.conceals(block)):
            continue
        if weight:
            own[box.index] += weight
            told.append(block)
        elif block.link_chars * 2 > len(block.text):
            own[box.index] -= _LINK_NOISE
        elif box.tag not in _NO_NOISE:
            own[box.index] -= _NOISE
    mass = Mass(own)
    return {box.index: mass.inside(box) for box in holders(told)}


def _is_above_story(region: Region, title: int) -> bool:
    """Whether enough prose stands behind the headline to be the story: what stands before it is none then."""
    if title < 0:
        return False
    before = behind = 0
    for block in region.prose:
        if not block.hidden and not region.away[block.box.index].role:
            if block.index > title:
                behind += region.weights[block.index]
            else:
                before += region.weights[block.index]
    return behind >= _BRIEF and behind * 4 >= before


def _is_one_of_many(box: Box, page: Page, region: Region) -> bool:
    """Whether an element is a single paragraph's, with others of its kind, a list or a quotation beside it.

    Menus and cards around a short story may weigh more than its other paragraphs do.
    """
    parent = box.parent
    assert parent is not None
    shown = [b for b in region.prose if parent.index <= b.box.index < parent.end and not b.hidden]
    within = [block for block in shown if box.index <= block.box.index < box.end]
    if len(within) != 1:
        return False
    if any(block is not within[0] and _is_like(block.box, box) for block in shown):
        return True
    last = within[0].index
    for block in page.blocks[last + 1 :]:
        if box.index <= block.box.index < box.end:
            last = last if block.hidden else block.index
        elif block.index > last + _NEXT or not parent.index <= block.box.index < parent.end:
            return False
        elif block.box.tag in _INSETS and not (block.links or block.hidden or region.weights[block.index]):
            return True
    return False


def _is_like(inner: Box, box: Box) -> bool:
    """Whether `inner` is, or alone fills, a sibling of `box` with its tag and name."""
    other: Box | None = inner
    while other is not None and other.parent is not box.parent:
        other = other.parent
    return other is not None and other.tag == box.tag and stable(other.hints) == stable(box.hints)


def _beside_title(score: dict[int, int], title: Box, best: int) -> int:
    """Prefer the story in the headline's own <article> or <main> to a longer text elsewhere on the page."""
    scope: Box | None = title
    while scope is not None:
        if scope.tag in ("article", "main") and not scope.index <= best < scope.end:
            inside = ((held, index) for index, held in score.items() if scope.index <= index < scope.end)
            most, inner = max(inside, default=(0, best))
            if most > 400 or most * 4 > score[best]:
                return inner
        scope = scope.parent
    return best


def _right_below_title(page: Page, region: Region, title: int, score: dict[int, int], best: int) -> int:
    """Prefer the prose right below the headline to hardly more of it far below, as a footer has."""
    boxes, blocks = page.boxes, page.blocks
    for block in blocks[title + 1 : title + _NEAR]:
        if not region.weights[block.index] or region.conceals(block) or region.away[block.box.index].role:
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
    prose = [
        block
        for block in region.prose
        if container.index <= block.box.index < container.end
        and not region.away[block.box.index].role
        and not (block.hidden and region.conceals(block))
    ]
    best = _main_group(prose, container, region.weights)
    if best is None:
        return
    where, group = best
    region.anchor = page.boxes[where]
    kin = {index for index in group if index > title} or set(group)
    first, last = min(kin), max(kin)
    others = [block for block in prose if block.index not in kin]
    likeness = _likenesses([page.blocks[i].box for i in kin]) if others else set()
    article = article_of(region.anchor)
    for block in others:
        like = _likeness(block.box)
        if block.index < title < first or like not in likeness or article_of(block.box) is not article:
            continue
        between = range(last + 1, block.index) if block.index > last else range(block.index + 1, first)
        # Without a name, likeness says little: the about-us line in a footer is a <p> in a <div>, too.
        if _ELEMENTS.issuperset(like) and _parted(page, region, between):
            continue
        kin.add(block.index)
        first, last = min(first, block.index), max(last, block.index)
    rest = unfolded(page, container, kin, region.weights) if region.unfolded is None else None
    if rest is not None and not region.away[rest.index].role:
        region.unfolded = rest
        kin |= {block.index for block in region.prose if rest.index <= block.box.index < rest.end}
    region.kin = frozenset(kin)


def _main_group(prose: list[TextBlock], container: Box, weights: list[int]) -> tuple[int, set[int]] | None:
    """The heaviest group of paragraphs that are marked up alike: its common element and its blocks.

    The more wrappers lie between the element and its paragraphs, the less the group counts.
    """
    # Paragraphs of one parent and tag are together in every group.
    lines: dict[tuple[int, str], list[TextBlock]] = {}
    for block in prose:
        box = block.box
        if block.breaks or box is container:
            lines.setdefault((box.index, "br"), []).append(block)
        if box is not container and box.parent is not None:
            lines.setdefault((box.parent.index, box.tag), []).append(block)
    groups: dict[tuple[object, ...], list[list[TextBlock]]] = {}
    mass: dict[tuple[object, ...], int] = {}
    for (where, tag), blocks in lines.items():
        weight = sum(weights[block.index] for block in blocks)
        for key in [(where, tag)] if tag == "br" else _paths(blocks[0].box, container):
            mass[key] = mass.get(key, 0) + weight
            groups.setdefault(key, []).append(blocks)
    if not mass:
        return None
    best = max(mass, key=lambda key: mass[key] * (1.0 - 0.02 * len(key)))
    return cast("int", best[0]), {block.index for blocks in groups[best] for block in blocks}


def _paths(box: Box, container: Box) -> Iterator[tuple[object, ...]]:
    """How the element is marked up below each of its next ancestors inside the container."""
    path: tuple[str, ...] = (box.tag,)
    for _ in range(_WRAPPERS):
        if box is container or box.parent is None:
            return
        box = box.parent
        yield (box.index, *path)
        path = (*path, box.tag, stable(box.hints))


def _likenesses(boxes: Iterable[Box]) -> set[tuple[str, ...]]:
    alike = {(box.tag, box.parent): box for box in boxes}
    return {_likeness(box) for box in alike.values()}


def _parted(page: Page, region: Region, between: range) -> bool:
    """Whether menus or what stands beside the story are `between` a block and the story's paragraphs."""
    others = 0
    for block in page.blocks[between.start : between.stop]:
        others += bool(region.away[block.box.index].role) or block.link_chars * 2 > len(block.text)
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


def _away(boxes: list[Box], mass: Mass, prose: list[TextBlock], title_box: int) -> list[Label]:
    """The role of each box that stands beside the story, inherited by what is inside.

    `mass` is that of the blocks `prose`.
    """
    away = [NOTHING] * len(boxes)
    shared: dict[str, int] | None = None
    done, total = 0, mass.total()
    for box in _named_apart(boxes, AWAY_LABELS, TAG_LABELS):
        if box.index < done:
            continue
        label = away_label(box.hints) if box.hints else NOTHING
        held, role = mass.inside(box), label.role
        if (
            held > 300
            and role not in ("", "comment", "ad")
            and box.index <= title_box
            and names_body(box.hints)
        ):
            role = ""
        if role in _WEAK:
            if shared is None:
                shared = _shared(mass, prose)
            if shared.get(stable(box.hints), 0) > max(0.3 * total, 400):
                role = ""  # Every paragraph stands in one of these.
        if not role:
            label = TAG_LABELS.get(box.tag, NOTHING)
            role = label.role
        if not role:
            continue
        if box.index <= title_box < box.end and box.tag not in ("nav", "figcaption"):
            continue  # It holds the headline: the name means something else here.
        limit = 0.85 if role == "related" else 0.5
        if role not in ("cookie_notice", "comment") and held > limit * total and held > 250:
            continue  # It holds most of the page's prose.
        done = box.end
        away[box.index : done] = [label] * (done - box.index)
    return away


def _named_in_turn(boxes: list[Box], labels: Mapping[str, Label], tags: Mapping[str, Label]) -> list[Box]:
    """The boxes whose hints or tag may take them out of the story."""
    return [box for box in boxes if (box.hints and labels[box.hints] is not NOTHING) or box.tag in tags]


_named_apart: Final = WALK.named_apart if WALK else _named_in_turn


def _shared(mass: Mass, prose: list[TextBlock]) -> dict[str, int]:
    """How much prose stands in the elements of each name."""
    shared: dict[str, int] = {}
    for box in holders(prose):
        if box.hints:
            key = stable(box.hints)
            shared[key] = shared.get(key, 0) + mass.inside(box)
    return shared
