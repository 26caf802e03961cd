"""The workers of a crawl: who reads the next page, and what becomes of a page that kills its reader."""

import asyncio
import logging
import os
import time
from collections import deque
from collections.abc import Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.utils.asyncio import is_asyncio_available

from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.reading import StoryPage, read_story
from newscrawl.workers.worker import ForkServer, Page, Worker

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_MOST_DEATHS: Final = 2
"""Workers that may die over one page: the first may have been ended by somebody else."""
_IN_A_ROW: Final = 6
"""Workers that may die without one reading a page in between: then it is not the pages that they die of."""
_PATIENCE: Final = 0.1
"""Seconds that a page waits behind others for a worker: one that takes long holds up no other site."""
_LARGE: Final = 250_000
"""Bytes of a page from which on it waits for a worker however long: read here, it would hold up all sites."""
_STUCK: Final = 60.0
"""Seconds with one page after which a worker is ended: no page takes so long."""
_LOOK: Final = 0.05
_BUSY: Final = 0.25
"""Share of the crawl's time that goes into reading pages from which on workers are worth their memory."""
_MEASURED: Final = 2.0
"""Seconds over which that is measured."""


class Workers:
    """Reads pages, in up to `number` processes; with 0, and until one is ready, in the event loop.

    With `eager` they are started when the first page is on its way, else when reading takes a good part of
    the crawl's time. A page waits here only while Scrapy counts its response among those under way, so what
    waits is bounded by SCRAPER_SLOT_MAX_ACTIVE_SIZE.
    """

    def __init__(self, number: int, *, eager: bool = True) -> None:
        self.number = number
        self.deaths = 0
        """How many workers have died."""
        self._eager = eager
        self._server = ForkServer()
        self._workers: list[Worker] = []
        self._waiting: deque[Page] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._started = False
        self._open = True
        self._in_a_row = 0
        """Workers that died without one having read a page in between."""
        self._since = time.monotonic()
        self._spent = 0.0
        self._look: asyncio.TimerHandle | None = None

    @property
    def pids(self) -> list[int]:
        """The processes of those that are ready."""
        return [worker.pid for worker in self._workers if worker.ready]

    def settled(self) -> bool:
        """Whether all that were started have come to read, or died of it."""
        return self._started and not self._starting and all(worker.ready for worker in self._workers)

    def expect(self) -> None:
        """A page is on its way: where workers are wanted in any case, they load meanwhile."""
        if self._eager:
            self._start_all()

    def _start_all(self) -> None:
        if self.number and self._open and not self._started:
            self._started = True
            for _ in range(self.number):
                self._start()

    async def read(
        self,
        body: bytes,
        url: str,
        headers: Mapping[str, str],
        known_as: str | None = None,
        *,
        aside: bool = False,
    ) -> StoryPage:
        """The story on a page, or why there is none, as `read_story`. Never raises on a page."""
        if not self._started and (self._eager or self._busy()):
            # Not before there is need: a run that finds little new has no use for them.
            self._start_all()
        if not any(worker.ready for worker in self._workers):
            return self._read_here(body, url, headers, known_as, aside)
        page = Page(body, url, headers, known_as, aside=aside)
        self._waiting.append(page)
        self._hand_out()
        self._look_after(_LOOK)
        return await page.done

    def close(self) -> None:
        """End the workers, and wait for them. Pages that come later are read in the event loop."""
        self._open = False
        if self._look is not None:
            self._look.cancel()
        for task in self._starting:
            task.cancel()
        for page in self._waiting:
            page.done.cancel()
        for worker in self._workers:
            worker.close()
        self._server.close()
        self._workers = []

    def _look_after(self, seconds: float) -> None:
        """See in so many seconds to the pages that wait."""
        if self._look is None and self._open:
            self._look = asyncio.get_running_loop().call_later(seconds, self._see_to_the_late)

    def _see_to_the_late(self) -> None:
        """Read here what is small and has waited too long, one page at a time; end a worker that is stuck."""
        self._look = None
        now = time.monotonic()
        slow = [worker for worker in self._workers if worker.pages and now - worker.begun > _PATIENCE]
        # A worker's pages are left to it while it gets on: they would be read twice.
        behind = [page for worker in slow for page in islice(worker.pages, 1, None)]
        # What a worker died over is not for the crawl's own process.
        late = [
            page
            for page in (*behind, *self._waiting)
            if len(page.body) < _LARGE and not page.done.done() and not page.deaths
        ]
        overdue = sorted((one for one in late if now - one.since > _PATIENCE), key=lambda one: one.since)
        if overdue and not slow and self._one_site():
            # Its pages wait for its own pages: the loop has better to do than to read them.
            overdue = []
        if overdue:
            page = overdue[0]
            if page in self._waiting:
                self._waiting.remove(page)
            _settle(page, self._read_here(page.body, *page.particulars))
        for worker in self._workers:
            if worker.pages and now - worker.begun > _STUCK:
                worker.kill()
        if late or any(worker.pages for worker in self._workers):
            self._look_after(0.0 if len(overdue) > 1 else _LOOK)

    def _one_site(self) -> bool:
        """Whether all pages that wait or are with a worker are of one host."""
        pages = chain(self._waiting, *(worker.pages for worker in self._workers))
        return len({page.host for page in pages}) == 1

    def _busy(self) -> bool:
        """Whether reading took much of the last seconds."""
        passed = time.monotonic() - self._since
        if passed < _MEASURED:
            return False
        share = self._spent / passed
        self._since, self._spent = time.monotonic(), 0.0
        return share >= _BUSY

    def _start(self) -> None:
        try:
            worker = Worker(self._server, self._freed, self._died)
        except OSError as error:
            logger.warning("No worker can be started, pages are read in the crawl's own process: %s", error)
            return
        self._workers.append(worker)
        task = asyncio.ensure_future(worker.connect())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    def _freed(self, worker: Worker) -> None:
        if worker.answered:
            self._in_a_row = 0
        self._hand_out()

    def _hand_out(self) -> None:
        """Give the pages that wait, in their order, to the workers that have most room."""
        while self._waiting:
            worker = max(self._workers, key=lambda one: one.room, default=None)
            if worker is None:
                page = self._waiting.popleft()
                _settle(page, self._read_here(page.body, *page.particulars))
            elif worker.room > 0:
                worker.give(self._waiting.popleft())
            else:
                return

    def _died(self, worker: Worker) -> None:
        if not self._open:
            return
        self._workers.remove(worker)
        self.deaths += 1
        self._in_a_row += 1
        if worker.pages:
            suspect = worker.pages[0]
            suspect.deaths += 1
            if suspect.deaths >= _MOST_DEATHS:
                worker.pages.popleft()
                _settle(suspect, StoryPage(_DEADLY))
        self._waiting.extendleft(page for page in reversed(worker.pages) if not page.done.done())
        worker.pages.clear()
        if worker.ready and self._in_a_row < _IN_A_ROW:
            self._start()
        if not self._workers:
            logger.warning("No worker lives: pages are read in the crawl's own process")
        self._hand_out()

    def _read_here(
        self,
        body: bytes,
        url: str,
        headers: Mapping[str, str],
        known_as: str | None,
        aside: bool,
    ) -> StoryPage:
        begun = time.monotonic()
        found = read_story(body, url, headers, known_as, aside=aside)
        self._spent += time.monotonic() - begun
        return found


def _settle(page: Page, found: StoryPage) -> None:
    if not page.done.done():
        page.done.set_result(found)


_DEADLY: Final = Reject(
    url=None,
    stage=Stage.EXTRACT,
    reason=Reason.INTERNAL_ERROR,
    detail="the process that read it died, and so did another",
)
_WORKERS: WeakKeyDictionary["Crawler", Workers] = WeakKeyDictionary()


def workers_of(crawler: "Crawler") -> Workers:
    """The workers that a crawl's pages share, by NEWSCRAWL_WORKERS; they end when its spider is closed."""
    if crawler not in _WORKERS:
        chosen = crawler.settings.get("NEWSCRAWL_WORKERS")
        number = max(0, int(chosen)) if chosen not in {None, ""} else _enough()
        if not is_asyncio_available():
            number = 0
        workers = _WORKERS[crawler] = Workers(number, eager=chosen not in {None, ""})

        def closed() -> None:
            if workers.deaths:
                crawler.stats.set_value("newscrawl/worker_deaths", workers.deaths)
            workers.close()

        # Held by the crawler, which outlives the signal.
        crawler.signals.connect(closed, signals.spider_closed, weak=False)
    return _WORKERS[crawler]


def _enough() -> int:
    """One for each core but the crawl's own, and no more than two: they read faster than one loop fetches."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(2, cores - 1)
