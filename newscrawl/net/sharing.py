"""What the components of one crawl share: how its hosts have answered, and the pace towards them."""

from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from newscrawl.net.hosts import Hosts
from newscrawl.net.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.crawler import Crawler

_T = TypeVar("_T")

_HOSTS: "WeakKeyDictionary[Crawler, Hosts]" = WeakKeyDictionary()
_PACES: "WeakKeyDictionary[Crawler, Pace]" = WeakKeyDictionary()


def hosts_of(crawler: "Crawler") -> Hosts:
    """The crawl's hosts, by its settings of that name"""
    return shared(_HOSTS, crawler, _make_hosts)


def pace_of(crawler: "Crawler") -> Pace:
    """The crawl's pace, by its settings DOWNLOAD_DELAY and CONCURRENT_REQUESTS."""
    return shared(_PACES, crawler, Pace)


def _make_hosts(crawler: "Crawler") -> Hosts:
    settings = crawler.settings
    return Hosts(
        failures=settings.getint("NEWSCRAWL_HOST_FAILURES"),
        pause=settings.getfloat("NEWSCRAWL_HOST_PAUSE"),
        pages=settings.getint("NEWSCRAWL_HOST_PAGES"),
        seconds=settings.getfloat("NEWSCRAWL_HOST_SECONDS"),
    )


def shared(
    known: "WeakKeyDictionary[Crawler, _T]", crawler: "Crawler", make: "Callable[[Crawler], _T]"
) -> _T:
    """What a crawl's components share, kept in `known`; made when it is first asked for."""
    if crawler not in known:
        known[crawler] = make(crawler)
    return known[crawler]
