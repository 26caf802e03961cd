"""The ledger of a running crawl: opened before the first request, closed behind the last item."""

import logging
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary, finalize

from scrapy.utils.asyncio import call_later, create_looping_call
from scrapy.utils.defer import deferred_from_coro

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.ledger import Accounts, Child, Grouping, Leased, Ledger, Revisits, StorageError
from newscrawl.ledger.commit import Receipt
from newscrawl.ledger.runs import STORY_EVENTS
from newscrawl.net.sharing import shared
from newscrawl.pipelines.normalise import normalise_reject
from newscrawl.urls import canonical_key

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

STORAGE_ERROR: Final = "storage_error"
"""The crawl's finish reason when its memory or its output could not be written."""
PREFIX: Final = "newscrawl/"
"""Of all stats of ours."""
HURRY_SECONDS: Final = 3.0
"""After a storage error, how long pages on their way may delay the end: nothing can be done with them."""
_TICK: Final = 0.1
_NUDGE_EVERY: Final = 10
_TEXTS: Final = 1_000


class Session:
    """One crawl's ledger. Where it fails, the crawl ends; no method raises StorageError."""

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        self.failure: StorageError | None = None
        """What ended the crawl."""
        self.books: Accounts | None = None
        """The accounts of the run, once it is closed."""
        self.sites: dict[str, Counter[str]] = {}
        """Publisher to what was stored of it in this run: tallies, and rejects as `rejects/STAGE`."""
        self.bands: dict[str, tuple[int, ...]] = {}
        """Texts (content hash) on their way through the pipelines, to their similarity bands."""
        self.left_over: set[str] = set()
        """Publishers of which a limit left stories out: their sources are read in full by the next run."""
        self.on_stored: list[Callable[[Receipt], None]] = []
        """Called with each commit's receipt."""
        self.lane = ""
        self.refetch = crawler.settings.getbool("NEWSCRAWL_REFETCH")
        self._ledger: Ledger | None = None
        self._scratch: finalize[Any, Session] | None = None
        self._scope: set[str] = set()
        self._max_wait = crawler.settings.getint("NEWSCRAWL_MAX_WAIT")
        self._loop: Any = None
        self._ticks = 0
        self._running = False

    @property
    def ready(self) -> bool:
        """Whether the ledger can be used."""
        return self._ledger is not None and self.failure is None

    @property
    def ledger(self) -> Ledger:
        """The ledger; only while `ready`."""
        assert self._ledger is not None
        return self._ledger

    @property
    def run(self) -> int:
        """The run's number; 0 while there is none."""
        return self._ledger.run if self._ledger is not None else 0

    # Its life

    def open(self, spider: "Spider") -> None:
        """Open the ledger of NEWSCRAWL_OUTPUT_DIR or, where that is empty, one that goes with the run."""
        self.lane = spider.name
        with self.guarded():
            root = self.crawler.settings.get("NEWSCRAWL_OUTPUT_DIR")
            if not root:
                root = tempfile.mkdtemp(prefix="newscrawl-")
                # At the latest with the process, if that is not killed.
                self._scratch = finalize(self, shutil.rmtree, root, ignore_errors=True)
            grouping = Grouping(items=max(1, self.crawler.settings.getint("NEWSCRAWL_SYNC_EVERY")))
            self._ledger = Ledger.open(
                root,
                grouping=grouping,
                scope=self._scope.__contains__,
                lane=self.lane,
                revisits=revisits(self.crawler.settings),
            )
            self._ledger.on_commit = self._stored
            self._ledger.begin_run({"spider": spider.name})
            self._compress()
            self._running = True

    def _compress(self) -> None:
        """Compress the journals of past days. A codec that there is not ends the run, before it begins."""
        codec = self.crawler.settings.get("NEWSCRAWL_COMPRESS")
        if not codec:
            return
        try:
            for path in self.ledger.seal(codec):
                logger.info("Compressed %s", path)
        except ValueError as error:
            remedy = "Set NEWSCRAWL_COMPRESS to gz, or install backports.zstd"
            raise StorageError(str(error), self.ledger.root, remedy) from error

    def keep_time(self) -> None:
        """From here on, store what has waited long enough. The engine runs."""
        if self.ready:
            self._loop = create_looping_call(self._tick)
            self._loop.start(_TICK, now=False)

    def close(self, reason: str) -> None:
        """Store what is left, close the books and let go of the ledger."""
        self._running = False
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        ledger, stats = self._ledger, self.crawler.stats
        if ledger is not None:
            with self.guarded():
                for publisher in self.left_over:
                    ledger.read_again(publisher)
                self.books = ledger.end_run(reason)
                ready, waiting = ledger.frontier.left()
                stats.set_value(PREFIX + "pending", ready)
                stats.set_value(PREFIX + "deferred", waiting)
                stats.set_value(PREFIX + "missing", sum(abs(line.difference) for line in self.books.lines))
                self._compress()
            with self.guarded():
                ledger.close()
            self._ledger = None
        if self._scratch is not None:
            self._scratch()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Ends the crawl for a StorageError raised inside."""
        try:
            yield
        except StorageError as error:
            self._fail(error)

    def _fail(self, error: StorageError) -> None:
        if self.failure is not None:
            return
        self.failure = error
        self.crawler.stats.inc_value(PREFIX + "storage_errors")
        text = str(error)
        logger.error("%s The crawl stops.", text[:1].upper() + text[1:])
        if self._running:
            # Not awaited: closing waits for the items under way, this one among them.
            deferred_from_coro(self.crawler.engine.close_spider_async(reason=STORAGE_ERROR))
            call_later(HURRY_SECONDS, self._hurry)

    def _hurry(self) -> None:
        """Let the engine close although requests are on their way; there is no public way to say so."""
        slot = self._slot()
        if slot is not None and slot.closing is not None and slot.inprogress:
            slot.remove_request = _nothing
            slot.inprogress.clear()
            slot._maybe_fire_closing()  # noqa: SLF001

    def _slot(self) -> Any:
        """The engine's state; None where there is none (yet)."""
        return self.crawler.engine._slot if self._loop is not None else None  # noqa: SLF001

    def _tick(self) -> None:
        if self.ready:
            with self.guarded():
                self.ledger.tick()
            self._ticks += 1
            if self._ticks % _NUDGE_EVERY == 0:
                self.nudge()

    def nudge(self) -> None:
        """Have the engine ask the scheduler again: something may be due. Its own heart beats every 5 s."""
        slot = self._slot()
        if slot is not None and slot.closing is None:
            slot.nextcall.schedule()

    def _stored(self, receipt: Receipt) -> None:
        stats = self.crawler.stats
        for (publisher, _, what), number in receipt.tally.items():
            if what in STORY_EVENTS:
                stats.inc_value(PREFIX + what, number)
            if what in {"articles", "rejects"}:
                stats.inc_value(PREFIX + "settled", number)
            self.sites.setdefault(publisher, Counter())[what] += number
        for (publisher, stage, reason), number in receipt.rejects.items():
            stats.inc_value(f"{PREFIX}rejects/{stage}/{reason}", number)
            self.sites.setdefault(publisher, Counter())[f"rejects/{stage}"] += number
        for listener in self.on_stored:
            listener(receipt)
        if receipt.queued:
            self.nudge()

    # Its use

    def include(self, url: str) -> None:
        """Hand out what waits on the URL's host: this crawl is about it."""
        key = canonical_key(url)
        name = key.partition("/")[0] if key is not None else None
        if name is not None and name not in self._scope:
            self._scope.add(name)
            if self.ready:
                with self.guarded():
                    self.ledger.frontier.admit(name)

    def announce(self, child: Child) -> None:
        """Take in what no page announced."""
        self.include(child.url)
        if self.ready:
            with self.guarded():
                self.ledger.announce([child])

    def record(self, item: Article | Reject) -> None:
        """Take in the item of a page that nobody announced."""
        if self.ready:
            with self.guarded():
                self.ledger.record(normalise_reject(item) if isinstance(item, Reject) else item)

    def lease(self, room: Callable[[str], int]) -> Leased | None:
        """The next URL whose turn it is; None when there is none now. `room` bounds what a host has at a
        time.
        """
        if self.ready:
            with self.guarded():
                found = self.ledger.lease(1, per_host=room)
                return found[0] if found else None
        return None

    def note_bands(self, content_hash: str, bands: tuple[int, ...]) -> None:
        """Keep the bands of a text for the pipeline that asks for them. Some texts never come to it."""
        if len(self.bands) >= _TEXTS:
            self.bands.clear()
        self.bands[content_hash] = bands

    def soon(self) -> bool:
        """Whether, with nothing under way, something is to be had within NEWSCRAWL_MAX_WAIT."""
        if self.ready:
            with self.guarded():
                self.ledger.flush()
                return self.ledger.frontier.next_retry(self._max_wait) is not None
        return False


def revisits(settings: "BaseSettings") -> Revisits:
    """What the settings say of looking again."""
    return Revisits(
        shortest=settings.getint("NEWSCRAWL_MIN_INTERVAL"),
        longest=settings.getint("NEWSCRAWL_MAX_INTERVAL"),
        rechecks=tuple(int(age) for age in settings.getlist("NEWSCRAWL_RECHECKS") if str(age).strip()),
    )


_SESSIONS: WeakKeyDictionary["Crawler", Session] = WeakKeyDictionary()


def session_of(crawler: "Crawler") -> Session:
    """The session that a crawl's components share."""
    return shared(_SESSIONS, crawler, Session)


def _nothing(*_: object) -> None:
    pass
