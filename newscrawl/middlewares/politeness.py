"""Manners towards each host: its pace, its pauses, and its share of a run."""

from typing import TYPE_CHECKING, Final, Self

from newscrawl.limits import LIMITS
from newscrawl.net.deferral import Deferred
from newscrawl.net.hosts import Hosts, deferred, later
from newscrawl.net.sharing import hosts_of, pace_of
from newscrawl.urls import host

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from newscrawl.net.pace import Pace

DELAY_META: Final = "newscrawl_delay"
"""Key of `Request.meta`: seconds to leave between two requests to the host, as its publisher's rule says."""
_SLOT: Final = "download_slot"
_FIXED: Final = "autothrottle_dont_adjust_delay"


class PolitenessMiddleware:
    """Settles a host's pace at its first request, and turns away requests to hosts that are left alone."""

    def __init__(self, pace: "Pace", hosts: Hosts) -> None:
        self.pace = pace
        self.hosts = hosts

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads DOWNLOAD_DELAY and the settings of hosts."""
        return cls(pace_of(crawler), hosts_of(crawler))

    def process_request(self, request: "Request") -> None:
        """Raises Deferred for a host that is paused, or has had its share of this run."""
        name = host(request.url)
        if name is None:
            return
        if "redirect_times" in request.meta:
            # A redirect takes its meta along, and would wait in the queue of the host it comes from.
            request.meta.pop(_SLOT, None)
            request.meta.pop(_FIXED, None)
        if (pause := self.hosts.paused(name)) is not None:
            raise deferred(name, pause)
        if (why := self.hosts.spent(name)) is not None:
            raise Deferred(later(LIMITS.later_run), why, name)
        if self.pace.settle(name, request.meta.get(DELAY_META)):
            request.meta[_FIXED] = True
