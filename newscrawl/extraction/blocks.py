"""The walk that pages are read by: the compiled one where there is one, else its reference in Python."""

from selectolax.lexbor import LexborHTMLParser

from newscrawl.extraction.acceleration import WALK
from newscrawl.extraction.page import Page
from newscrawl.extraction.walk import walk

_walk = WALK.walk if WALK else walk


def build_page(tree: LexborHTMLParser, url: str | None = None) -> Page:
    """Walk `tree` once and return its `Page`. Bounded by `LIMITS.blocks`; a cut is noted in `page.notes`."""
    page: Page = _walk(tree, url)
    return page
