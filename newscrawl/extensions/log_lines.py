"""One event, one line: what a page, a header or a URL wrote into a message cannot pass for a line of ours.

A title with a line break forges log lines, one with escape codes rewrites the terminal that shows them.
"""

import logging
from typing import TYPE_CHECKING, Final, Self

import regex

from newscrawl.limits import LIMITS

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_CONTROL: Final = regex.compile(r"[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]")
"""Control characters, line separators, halves of surrogates, and marks that reverse the order of reading."""
_KEPT: Final = frozenset("\t")
_OWN_LINES: Final = frozenset(
    (
        "scrapy.addons",
        "scrapy.crawler",
        "scrapy.extensions.logstats",
        "scrapy.middleware",
        "scrapy.statscollectors",
        "scrapy.utils.log",
    )
)
"""Scrapy's loggers that print tables of settings, components and stats: nothing of a page is in them."""
_CHARS: Final = 4 * LIMITS.url_chars


def escaped(text: str, *, keep: frozenset[str] = _KEPT) -> str:
    r"""The text with each control character written as its escape, `\\\\x1b`, but for those to keep."""
    return _CONTROL.sub(lambda match: match[0] if match[0] in keep else _escape(match[0]), text)


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


class OneLine(logging.Filter):
    """Rewrites records on their way to a handler; lets all of them pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Escape the message, and what a traceback quotes."""
        try:
            message = record.getMessage()
        except Exception:  # noqa: BLE001 - a message that cannot be built is logging's to report
            return True
        own = record.name in _OWN_LINES
        text = escaped(message, keep=frozenset("\t\n") if own else _KEPT)
        if not own and len(text) > _CHARS:
            text = f"{text[:_CHARS]}... ({len(text)} characters)"
        if text != message:
            record.msg, record.args = text, None
        if record.exc_info and not record.exc_text:
            trace = logging.Formatter().formatException(record.exc_info)
            record.exc_text = escaped(trace, keep=frozenset("\t\n"))
        return True


class LogLines:
    """Gives each handler of the root logger the filter, for the time of the crawl and after.

    What no handler shows is not made: Scrapy writes two lines of DEBUG for every page, and asks for all of
    them.
    """

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's handlers are there by now."""
        del crawler
        for handler in logging.root.handlers:
            if not any(isinstance(known, OneLine) for known in handler.filters):
                handler.addFilter(OneLine())
        scrapy = logging.getLogger("scrapy")
        shown = [handler.level for handler in (*logging.root.handlers, *scrapy.handlers)]
        if shown:
            scrapy.setLevel(max(scrapy.level, min(shown)))
        return cls()
