"""A line on the terminal that says how far the crawl is. Nothing is shown where there is no terminal."""

import logging
import sys
from typing import TYPE_CHECKING, Self, TextIO

from rich.console import Console
from rich.file_proxy import FileProxy
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newscrawl.turns.session import PREFIX

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Progress:
    """Redraws a line once a second while the spider runs."""

    def __init__(self, crawler: "Crawler", console: Console) -> None:
        self.crawler = crawler
        self.console = console
        self._live = Live(console=console, auto_refresh=False, transient=True, redirect_stdout=False)
        self._loop = create_looping_call(self.draw)
        self._moved: list[logging.StreamHandler[TextIO]] = []

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads NEWSCRAWL_PROGRESS; disabled where standard error is no terminal."""
        if not crawler.settings.getbool("NEWSCRAWL_PROGRESS") or not sys.stderr.isatty():
            raise NotConfigured
        progress = cls(crawler, Console(stderr=True))
        crawler.signals.connect(progress.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signal=signals.spider_closed)
        return progress

    def spider_opened(self) -> None:
        """Start drawing; the log goes above the line from here on."""
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler) and handler.stream in {sys.stderr, sys.__stderr__}:
                handler.setStream(FileProxy(self.console, handler.stream))
                self._moved.append(handler)
        self._live.start()
        self._loop.start(1.0, now=True)

    def spider_closed(self) -> None:
        """Take the line away and give the log its stream back."""
        if self._loop.running:
            self._loop.stop()
        self._live.stop()
        for handler in self._moved:
            handler.setStream(sys.stderr)
        self._moved.clear()

    def draw(self) -> None:
        """Redraw the line from the stats."""
        self._live.update(Text(line(self.crawler.stats.get_stats()), overflow="ellipsis"), refresh=True)


def line(stats: dict[str, object]) -> str:
    """The counts that tell how far a crawl is."""

    def count(name: str) -> int:
        value = stats.get(PREFIX + name, 0)
        return value if isinstance(value, int) else 0

    # Below zero where an earlier run's stories are settled.
    waiting = max(0, count("announced") - count("settled"))
    text = f"{count('articles')} articles · {count('rejects')} rejects · {waiting} waiting"
    failed = count("source_failed")
    return f"{text} · {failed} sources failed" if failed else text
