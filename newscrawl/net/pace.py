"""The delay between two requests to each host, and who may say so."""

import ipaddress
from typing import TYPE_CHECKING, Any, Final

from scrapy.settings import SETTINGS_PRIORITIES

from newscrawl.net.downloader import PatientSlot

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_AT_HOME: Final = 16
"""Requests at a time to a server on this machine."""


class Pace:
    """Settles each host's delay at its first request, and lengthens it when its robots.txt asks for more.

    DOWNLOAD_DELAY holds, and AutoThrottle adapts it to how slowly the host answers; a publisher's rule or a
    Crawl-delay that is longer is kept to. DOWNLOAD_SLOTS has the last word. A loopback address is not slowed
    down, unless somebody set DOWNLOAD_DELAY or its robots.txt asks for it.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.default_delay = settings.getfloat("DOWNLOAD_DELAY")
        chosen = (settings.getpriority("DOWNLOAD_DELAY") or 0) > SETTINGS_PRIORITIES["addon"]
        self.hurry_at_home = not chosen
        self._fixed: dict[str, bool] = {}
        self._last_word: set[str] = set()

    def settle(self, name: str, declared: float | None) -> bool:
        """Settle a host's pace; whether its delay is fixed, that is, not AutoThrottle's to adapt."""
        if name not in self._fixed:
            self._fixed[name] = self._first(name, declared)
        return self._fixed[name]

    def _first(self, name: str, declared: float | None) -> bool:
        slots = self._slot_settings()
        if name in slots:
            self._last_word.add(name)
            return "delay" in slots[name]
        if self.hurry_at_home and is_loopback(name):
            concurrency = min(_AT_HOME, self.crawler.settings.getint("CONCURRENT_REQUESTS"))
            slots[name] = {"delay": 0, "jitter": 0, "concurrency": concurrency}
            return True
        if declared is None or declared <= self.default_delay:
            return False
        slots[name] = {"delay": declared}
        return True

    def require(self, name: str, seconds: float) -> None:
        """Leave at least so many seconds between two requests from now on."""
        slots = self._slot_settings()
        known = slots.get(name, {})
        if name in self._last_word or seconds <= known.get("delay", self.default_delay if not known else 0):
            return
        # Who asks for a delay asks for one request at a time.
        slots[name] = {**known, "delay": seconds, "concurrency": 1}
        self._fixed[name] = True
        slot = self.crawler.engine.downloader.slots.get(name)
        if isinstance(slot, PatientSlot):
            # Requests under way may still be AutoThrottle's measure: it must not undo this.
            slot.least = seconds
            slot.concurrency = 1

    def _slot_settings(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = self.crawler.engine.downloader.per_slot_settings
        return found


def is_loopback(name: str) -> bool:
    """Whether a host is this machine by its spelling alone."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
