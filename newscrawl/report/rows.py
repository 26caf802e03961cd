"""Blocks and labels as the rows of a page: the role, the text, the reason, where it stood, its links."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newscrawl.extraction.page import Box, Label, TextBlock
from newscrawl.report.palette import is_kept, legend_order, style_class
from newscrawl.urls import clean

_KEPT_CHARS = 20_000
_DROPPED_CHARS = 2_000
_LONG = 240
"""Characters above which a text is folded to its first lines."""
_NEAREST = 3
_LINKS = 6
_HREF_CHARS = 200


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link inside a block."""

    text: str
    href: str
    """The address as written, shortened."""
    target: str | None
    """Where a click may lead: an absolute http or https URL. None for anything else."""


@dataclass(frozen=True, slots=True)
class Row:
    """One block."""

    index: int
    role: str
    style: str
    """The CSS class of the role."""
    kept: bool
    reason: str
    text: str
    left_out: int
    """Characters of the block that are not in `text`."""
    path: str
    """The elements nearest to the text, outermost first, with their first names: `article.story > p`."""
    full_path: str
    """Every element around it, without names."""
    link_share: int
    """Percent of the characters that stand in links."""
    links: tuple[LinkRow, ...]
    more_links: int
    """Links of the block that are not in `links`."""

    @property
    def long(self) -> bool:
        """True when the text is folded until it is asked for."""
        return len(self.text) > _LONG


class RoleCount(NamedTuple):
    """A line of the legend."""

    role: str
    style: str
    kept: bool
    blocks: int


def build_rows(blocks: Sequence[TextBlock], labels: Sequence[Label], base: str | None = None) -> list[Row]:
    """One row for every block, in order; `base` resolves relative links.

    A block's text is cut at 20,000 characters, that of a dropped one at 2,000, and the row says how many
    are left out.
    """
    return [_row(block, label, base) for block, label in zip(blocks, labels, strict=True)]


def count_roles(rows: Iterable[Row]) -> list[RoleCount]:
    """How many blocks each role has, the story's first."""
    counts = Counter(row.role for row in rows)
    return [
        RoleCount(role, style_class(role), is_kept(role), counts[role])
        for role in sorted(counts, key=legend_order)
    ]


def tag_path(box: Box | None, inline: str = "") -> tuple[str, str]:
    """The nearest elements around a text with their first two names, and all of them without."""
    chain: list[Box] = []
    while box is not None:
        chain.append(box)
        box = box.parent
    chain.reverse()
    near = [_element(b) for b in chain[-_NEAREST:]]
    if len(chain) > _NEAREST:
        near.insert(0, "…")
    # What is a link is told by its share; the rest of what wraps the text often decides.
    near += [_cut(part, 24) for part in inline.split() if part.partition(".")[0] != "a"][:2]
    tags = [b.tag for b in chain]
    return " › ".join(near), " › ".join(tags if len(tags) <= 40 else [*tags[:10], "…", *tags[-29:]])


def safe_target(href: str, base: str | None = None) -> str | None:
    """Where a link of a foreign page may lead from ours: an absolute http or https URL, or None."""
    return clean(href, base) if href and not href.startswith("#") else None


def _row(block: TextBlock, label: Label, base: str | None) -> Row:
    kept = is_kept(label.role)
    text = _cut_at(block.text, _KEPT_CHARS if kept else _DROPPED_CHARS)
    path, full_path = tag_path(block.box, block.inline)
    links = tuple(
        LinkRow(_cut(link.text, 80), _cut(link.href, _HREF_CHARS), safe_target(link.href, base))
        for link in block.links[:_LINKS]
    )
    return Row(
        index=block.index,
        role=label.role,
        style=style_class(label.role),
        kept=kept,
        reason=_cut(label.reason, 300),
        text=text,
        left_out=len(block.text) - len(text),
        path=path,
        full_path=full_path,
        link_share=round(100 * block.link_chars / max(1, len(block.text))),
        links=links,
        more_links=len(block.links) - len(links),
    )


def _element(box: Box) -> str:
    names = "".join(f".{_cut(name, 24)}" for name in box.hints.split()[:2])
    return _cut(box.tag, 20) + names


def _cut(text: str, chars: int) -> str:
    return text if len(text) <= chars else text[: chars - 1] + "…"


def _cut_at(text: str, chars: int) -> str:
    """The first `chars` characters, back to a space where there is one near: no letter loses its signs."""
    if len(text) <= chars:
        return text
    space = text.rfind(" ", chars - 80, chars)
    return text[: space if space > 0 else chars]
