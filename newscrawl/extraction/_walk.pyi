from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from newscrawl.extraction.page import Page

FUNCTIONS: tuple[str, ...]

def attach(addresses: Sequence[int | None], text_tag: int) -> None: ...
def walk(tree: LexborHTMLParser, url: str | None = None) -> Page: ...
