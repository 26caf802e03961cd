"""The scheduler: announced URLs come from the ledger; only what has its turn already is queued here.

Invariant: memory does not grow with the queue. Held are requests under way (retries, redirects), the heads of
the ledger's queues, and requests of other spiders that announce nothing.
"""

from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler, Scheduler
from scrapy.utils.misc import build_from_crawler, load_object

from newscrawl.ledger import STORY, Leased
from newscrawl.turns.conditional import ask_for_changes
from newscrawl.turns.requests import child_of, is_announcement, request_of
from newscrawl.turns.session import session_of
from newscrawl.turns.underway import under_way
from newscrawl.turns.watching import watched_errback
from newscrawl.urls import canonical_key
from newscrawl.workers.workers import workers_of

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from twisted.internet.defer import Deferred


class LedgerScheduler(BaseScheduler):
    """Announces, leases, and says when nothing is left that could be had soon."""

    def __init__(self, crawler: "Crawler", queue: Scheduler) -> None:
        self.crawler = crawler
        self.queue = queue
        """Scrapy's own, in memory."""
        self.session = session_of(crawler)
        self.turns = under_way(crawler)
        self._concurrency = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self._names: dict[str, set[str]] = {}
        """Host of the ledger to the hosts its requests went to."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads CONCURRENT_REQUESTS_PER_DOMAIN. JOBDIR has no effect: the ledger is what remembers."""
        settings = crawler.settings
        queue = Scheduler(
            build_from_crawler(load_object(settings["DUPEFILTER_CLASS"]), crawler),
            mqclass=load_object(settings["SCHEDULER_MEMORY_QUEUE"]),
            pqclass=load_object(settings["SCHEDULER_PRIORITY_QUEUE"]),
            stats=crawler.stats,
            crawler=crawler,
        )
        return cls(crawler, queue)

    def open(self, spider: "Spider") -> "Deferred[None] | None":
        """Open the ledger; one that cannot be opened ends the crawl when the pipelines open."""
        self.session.open(spider)
        self.session.keep_time()
        return self.queue.open(spider)

    def close(self, reason: str) -> "Deferred[None] | None":
        """Close the ledger. What has no outcome is in its queue still."""
        self.session.close(reason)
        return self.queue.close(reason)

    def enqueue_request(self, request: Request) -> bool:
        """Announce a URL, or queue a request that has its turn or announces nothing."""
        if not is_announcement(request):
            return self.queue.enqueue_request(request)
        self.session.announce(child_of(request, self.session.lane))
        return True

    def next_request(self) -> Request | None:
        """What is under way first, then the ledger's next."""
        request = self.queue.next_request()
        if request is not None:
            return request
        while (leased := self.session.lease(self._room)) is not None:
            if (request := self._request(leased)) is not None:
                return request
        return None

    def has_pending_requests(self) -> bool:
        """Whether there is, or soon will be, something to request."""
        if self.queue.has_pending_requests():
            return True
        slot: Any = self.crawler.engine._slot  # noqa: SLF001
        if slot is None or slot.inprogress:
            return bool(self.turns.turns)
        self.turns.drop_lost()
        return self.session.soon()

    def _request(self, leased: Leased) -> Request | None:
        turn = self.turns.begin(leased)
        if leased.kind == STORY:
            workers_of(self.crawler).expect()
        spider = self.crawler.spider
        assert spider is not None
        try:
            request = request_of(leased, spider)
        except ValueError as error:
            turn.fail(str(error))
            turn.ended = True
            self.turns.finish(turn)
            return None
        if not self.session.refetch:
            with self.session.guarded():
                ask_for_changes(request, leased, self.session.ledger)
        request.errback = watched_errback(self.turns, turn, request.errback)
        name = (canonical_key(leased.url) or "").partition("/")[0]
        self._names.setdefault(name, set()).add(urlsplit(leased.url).hostname or "")
        return request

    def _room(self, name: str) -> int:
        """How many requests a host of the ledger may have at a time."""
        slots: dict[str, dict[str, Any]] = self.crawler.engine.downloader.per_slot_settings
        rooms = [slots.get(host, {}).get("concurrency", 0) for host in self._names.get(name, ())]
        return max([int(room) for room in rooms if room] or [self._concurrency])
