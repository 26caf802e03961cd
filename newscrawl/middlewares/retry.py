"""Second tries, each later than the one before.

Scrapy asks again at once, whatever the server said. Where a ledger gives URLs their turns, a URL that failed
waits there, and others have theirs in between.
"""

import random
from typing import TYPE_CHECKING, Any, Final, Self

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.utils.datatypes import LocalCache

from newscrawl.limits import LIMITS
from newscrawl.net.deferral import Deferred
from newscrawl.net.handler import is_odd
from newscrawl.net.hosts import BUSY, deferred, later
from newscrawl.net.resolver import refusal_of
from newscrawl.net.sharing import hosts_of
from newscrawl.turns.requests import TURN_META
from newscrawl.urls import host

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

FIRST_WAIT: Final = 1.0
"""Seconds before the second try; the third waits twice as long, and so on. Half as much again by chance."""


class BackoffMiddleware(RetryMiddleware):
    """Takes the place of Scrapy's RetryMiddleware, with its settings and its `Request.meta`."""

    crawler: "Crawler"

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self.hosts = hosts_of(crawler)
        self._tries: LocalCache[Any, int] = LocalCache(100_000)
        """Turn to its tries so far; one that waits has no request to note them on."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Disabled without RETRY_ENABLED."""
        return cls(crawler)

    def process_response(self, request: "Request", response: "Response") -> "Request | Response":  # type: ignore[override]
        """The response, or another request; raises Deferred for a URL that can wait for its turn."""
        if request.meta.get("dont_retry", False):
            return response
        if response.status not in self.retry_http_codes:
            return response
        name = host(request.url) or ""
        pause = self.hosts.paused(name)
        if pause is None:
            return self._another(request, str(response.status)) or response
        turn = request.meta.get(TURN_META)
        if turn is None:
            # To ask at once is what the host has just forbidden.
            return response
        if self._count(turn) <= self.max_retry_times:
            raise deferred(name, pause)
        if response.status in BUSY:
            raise Deferred(later(max(pause.seconds, LIMITS.later_run)), pause.reason)
        return response

    def process_exception(self, request: "Request", exception: Exception) -> "Request | None":  # type: ignore[override]
        """Another request, or None; raises Deferred for a URL that can wait for its turn."""
        if request.meta.get("dont_retry", False) or not isinstance(exception, self.exceptions_to_retry):
            return None
        if is_odd(exception) or refusal_of(host(request.url) or "") is not None:
            return None
        return self._another(request, type(exception).__name__)

    def _another(self, request: "Request", why: str) -> "Request | None":
        turn = request.meta.get(TURN_META)
        if turn is None:
            name = host(request.url) or ""
            return None if self.hosts.paused(name) is not None else self._retry(request, why)
        tries = self._count(turn)
        if tries > request.meta.get("max_retry_times", self.max_retry_times):
            return None
        pause = self.hosts.paused(host(request.url) or "")
        if pause is not None:
            raise deferred(host(request.url) or "", pause)
        wait = FIRST_WAIT * 2 ** (tries - 1) * (1 + random.uniform(0, 0.5))  # noqa: S311 - spreads, hides nothing
        self.crawler.stats.inc_value("retry/count")
        self.crawler.stats.inc_value(f"retry/reason_count/{why}")
        raise Deferred(later(wait), why)

    def _count(self, turn: Any) -> int:
        tries = self._tries[turn] = (self._tries.get(turn, 0)) + 1
        return tries
