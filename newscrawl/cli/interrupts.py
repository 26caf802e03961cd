"""Ctrl-C during a crawl: the first one ends it in order and soon, the second at once."""

import signal
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.error import ReactorNotRunning

from newscrawl.cli.output import note

GRACE_SECONDS = 8
"""How long pages that are on their way may still arrive. Scrapy itself would wait for the last time-out."""


class Interrupts:
    """Handles SIGINT and SIGTERM while a crawler process runs; a context manager around its start.

    The process has to be started without Scrapy's own handlers.
    """

    def __init__(self, process: AsyncCrawlerProcess) -> None:
        self.count = 0
        """Signals received."""
        self._process = process
        self._before: dict[int, object] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._received)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _received(self, _number: int, _frame: FrameType | None) -> None:
        # A handler interrupts any line of the program: it only asks the reactor's thread to act.
        self.count += 1
        _reactor().callFromThread(self._finish if self.count == 1 else self._stop)

    def _finish(self) -> None:
        note("interrupted: waiting for the pages that are on their way; once more to stop at once")
        deferred_from_coro(self._process.stop())
        _reactor().callLater(GRACE_SECONDS, self._stop)

    @staticmethod
    def _stop() -> None:
        # It may be stopping already: the crawl came to its end in this very moment.
        with suppress(ReactorNotRunning):
            _reactor().stop()


def _reactor() -> Any:
    """The reactor; importing it earlier would install one of the wrong kind."""
    from twisted.internet import reactor  # noqa: PLC0415

    return reactor
