"""A Scrapy extension that measures how long the event loop was held at the most."""

from time import monotonic, thread_time
from typing import Any, Final

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

_EVERY: Final = 0.02


class LoopProbe:
    """Sets the stat `probe/held`: seconds of the loop's own CPU between two beats, the most there were.

    CPU time, not the clock's: what other processes take of a shared machine is no fault of the crawl. That is
    in `probe/starved`, as pairs of a moment and the seconds before it in which the loop was not let run.
    """

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler
        self.loop = create_looping_call(self._beat)
        self.last = (monotonic(), thread_time())
        self.held = 0.0
        self.starved: list[tuple[float, float]] = []
        crawler.signals.connect(self.opened, signal=signals.spider_opened)
        crawler.signals.connect(self.closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "LoopProbe":
        return cls(crawler)

    def opened(self) -> None:
        self.last = (monotonic(), thread_time())
        self.loop.start(_EVERY, now=False)

    def _beat(self) -> None:
        now = (monotonic(), thread_time())
        late = now[0] - self.last[0] - _EVERY
        own = min(late, now[1] - self.last[1])
        self.held = max(self.held, own)
        if late - own > _EVERY:
            self.starved.append((now[0], late - own))
        self.last = now

    def closed(self) -> None:
        if self.loop.running:
            self.loop.stop()
        self.crawler.stats.set_value("probe/held", self.held)
        self.crawler.stats.set_value("probe/starved", self.starved)
