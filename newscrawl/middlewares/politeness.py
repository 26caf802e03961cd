"""The pace towards each host: the publisher's own where its rule declares one, none towards this machine."""

import ipaddress
from typing import TYPE_CHECKING, Final, Self

from scrapy.settings import SETTINGS_PRIORITIES

from newscrawl.urls import host

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

DELAY_META: Final = "newscrawl_delay"
"""Key of `Request.meta`: seconds to leave between two requests to the host, as its publisher's rule says."""


class PolitenessMiddleware:
    """Settles a host's pace at its first request.

    DOWNLOAD_DELAY holds, and AutoThrottle adapts it to how slowly the host answers; a publisher's rule that
    declares a longer delay is kept to. DOWNLOAD_SLOTS has the last word. A loopback address is not
    slowed down, unless somebody set DOWNLOAD_DELAY.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.default_delay = settings.getfloat("DOWNLOAD_DELAY")
        chosen = (settings.getpriority("DOWNLOAD_DELAY") or 0) > SETTINGS_PRIORITIES["addon"]
        self.hurry_at_home = not chosen
        self._fixed: dict[str, bool] = {}
        """Host to whether its delay is fixed, that is, not AutoThrottle's to adapt."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads DOWNLOAD_DELAY."""
        return cls(crawler)

    def process_request(self, request: "Request") -> None:
        """Settle the pace of the request's host."""
        name = host(request.url)
        if name is None:
            return
        if name not in self._fixed:
            self._fixed[name] = self._settle(name, request.meta.get(DELAY_META))
        if self._fixed[name]:
            request.meta["autothrottle_dont_adjust_delay"] = True

    def _settle(self, name: str, declared: float | None) -> bool:
        slots = self.crawler.engine.downloader.per_slot_settings
        if name in slots:
            return "delay" in slots[name]
        if self.hurry_at_home and is_loopback(name):
            concurrency = self.crawler.settings.getint("CONCURRENT_REQUESTS")
            slots[name] = {"delay": 0, "jitter": 0, "concurrency": concurrency}
            return True
        if declared is None or declared <= self.default_delay:
            return False
        slots[name] = {"delay": declared}
        return True


def is_loopback(name: str) -> bool:
    """Whether a host is this machine by its spelling alone."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
