"""newscrawl: clean Hindi news articles from pages, archives and crawls.

The names below are the public API; everything else may change between versions. They are loaded when they are
first used: `newscrawl --help` and `import newscrawl.items` need no HTML parser.
"""

import importlib
import typing

from newscrawl.compiled import settle as _settle
from newscrawl.version import __version__

_settle()

if typing.TYPE_CHECKING:
    from newscrawl.extraction.extract import clean_text, extract
    from newscrawl.items.article import Article, Block
    from newscrawl.items.reject import Reject

__all__ = ["Article", "Block", "Reject", "__version__", "clean_text", "extract"]

_HOMES = {
    "Article": "newscrawl.items.article",
    "Block": "newscrawl.items.article",
    "Reject": "newscrawl.items.reject",
    "clean_text": "newscrawl.extraction.extract",
    "extract": "newscrawl.extraction.extract",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
