"""UTF-8 HTML to a tree: the only place that knows the parser.

The parser is lexbor through selectolax. Under the whole extractor it is faster than lxml (figures and the
command in docs/design.md), follows the HTML standard, and keeps elements at any depth, where lxml cuts
silently below 255 levels.
"""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from newscrawl.extraction.acceleration import BYTES
from newscrawl.extraction.guards import bomb
from newscrawl.items.reject import Reason


@dataclass(slots=True)
class Parsed:
    """A tree, or why there is none."""

    tree: LexborHTMLParser | None
    reason: Reason | None = None
    detail: str = ""


def parse(data: bytes, *, for_walk: bool = False) -> Parsed:
    """Parse valid UTF-8 `data`. Never raises; bounded in time by `guards.bomb`.

    Where newscrawl is compiled, the tree lacks what stands in scripts nobody reads, style sheets, drawings,
    selects and comments: the parser would take a third of its time for them. `for_walk`: nobody but the walk
    asks the tree, which may lack the attributes that it does not ask for.
    """
    if BYTES is not None:
        data = BYTES.shortened(data, for_walk)
    if refused := bomb(data):
        return Parsed(None, *refused)
    try:
        tree = LexborHTMLParser(data)
    except Exception as error:  # noqa: BLE001  (the binding names no error type of its own)
        return Parsed(None, Reason.MALFORMED, f"parser: {error}"[:200])
    if tree.root is None:
        return Parsed(None, Reason.MALFORMED, "the parser found no document")
    return Parsed(tree)
