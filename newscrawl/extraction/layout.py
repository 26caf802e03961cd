"""What a publisher's rule says of the look of its pages: selectors, from a day on. Data alone.

Selectors are CSS as lexbor reads it (`:has()`, `:is()`, `:not()`, `[attr*=x i]` included). There is no XPath:
the parser has none, and a second parse of every page would cost more than a rule brings.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

SELECTOR_FIELDS: Final = ("body", "drops", "title", "subtitle", "authors", "published")
"""Fields of a layout that hold selectors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How pages look from a day on.

    Of each field the selectors are tried in order, and the first that finds something counts. What it finds
    is evidence beside the generic extraction's, never instead of it: `newscrawl.extraction.guide` says which
    of the two is believed.
    """

    since: date
    """The first day pages were served in this layout, as far as known. Old stories are served in new layouts,
    so what counts is the day a page was fetched."""
    body: tuple[str, ...] = ()
    """The element around the story. Where a selector finds several, the one with the most running text; its
    pieces are still judged one by one."""
    drops: tuple[str, ...] = ()
    """Elements inside the body that are never part of the story: all that match, of all selectors."""
    title: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """Elements that each hold one or more names."""
    published: tuple[str, ...] = ()
    """The element with the date of publication, in its `datetime` or `content` attribute or as text."""
    known: str | None = None
    """How it is known (see `newscrawl.publishers.rule`); None: as `known["layouts"]` of the rule says."""
    publisher: str = ""
    """The publisher's key, for the evidence. `Publisher.layout_on` fills it in."""
