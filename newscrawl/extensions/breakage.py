"""The watch on breakage while a crawl runs: what each commit stores is judged at once.

The figures come out of the ledger's receipts, after the pages they belong to are stored: nothing is judged on
the way of a page, and what is in memory is what is in the ledger.
"""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self
from weakref import WeakKeyDictionary

from scrapy.exceptions import NotConfigured

from newscrawl.extensions.broken_pages import BrokenPages, SeenPage
from newscrawl.ledger import fills
from newscrawl.ledger.commit import Receipt
from newscrawl.ledger.failing import storage_errors
from newscrawl.limits import LIMITS
from newscrawl.net.sharing import shared
from newscrawl.turns.session import PREFIX, session_of
from newscrawl.watch.figures import Figures, Sums
from newscrawl.watch.record import Aside, Break, Key, Record

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

BROKEN: Final = PREFIX + "broken"
"""Stat: fields that were found broken; behind a slash, each by publisher, page type and field."""


class Watch:
    """One crawl's watch. Until it has begun it sees and says nothing."""

    def __init__(self, crawler: "Crawler") -> None:
        settings = crawler.settings
        self.enabled = False
        """Whether it has begun."""
        self._stats = crawler.stats
        self._session = session_of(crawler)
        root = settings.get("NEWSCRAWL_OUTPUT_DIR")
        self._pages = BrokenPages(Path(root) if root else None, settings.getint("NEWSCRAWL_BROKEN_PAGES"))
        self._records: dict[str, Record] = {}
        self._asides: dict[str, Aside] | None = None
        self._odd: dict[str, tuple[Figures, frozenset[str], SeenPage]] = {}
        """Publisher to its last odd page."""
        self._marked: dict[str, int] = {}
        """Publisher to the day whose rows in the ledger are marked where they broke."""

    def begin(self) -> None:
        """Listen to what is stored from here on."""
        self.enabled = True
        self._session.on_stored.append(self.stored)

    def is_aside(self, publisher: str) -> bool:
        """Whether the publisher's rule is set aside."""
        if not self.enabled or not self._session.ready:
            return False
        return publisher in self._rules_aside()

    def saw(self, figures: Figures, url: str, body: bytes) -> None:
        """Keep a page in mind that is not as its publisher's pages are, or keep it where that has broken."""
        if not self.enabled or not self._session.ready:
            return
        record = self._record(figures.publisher)
        odd = record.odd(figures) if record is not None else frozenset()
        if record is None or not odd:
            return
        broken = {name: found.why for name, found in _broken(record, figures.page_type, odd)}
        if not broken:
            self._odd.pop(figures.publisher, None)
            if len(self._odd) >= LIMITS.odd_pages:
                del self._odd[next(iter(self._odd))]
            self._odd[figures.publisher] = figures, odd, SeenPage(url, body[: LIMITS.broken_page_bytes])
        elif self._pages.wants(figures.publisher):
            self._pages.keep(figures.publisher, figures.page_type, broken, SeenPage(url, body))

    def stored(self, receipt: Receipt) -> None:
        """Judge what a commit has added."""
        touched: dict[str, set[str]] = {}
        for figures in receipt.figures:
            record = self._record(figures.publisher)
            if record is None:
                return
            record.take(figures)
            touched.setdefault(figures.publisher, set()).add(figures.page_type)
        for publisher, page_types in touched.items():
            record = self._records.get(publisher)
            if record is not None:
                self._judge(record, page_types)

    def _judge(self, record: Record, page_types: Iterable[str]) -> None:
        if found := record.judge(page_types):
            for broken in found:
                logger.error("Broken: %s", broken)
                self._stats.inc_value(BROKEN)
                self._stats.inc_value(f"{BROKEN}/{broken.publisher}/{broken.page_type}/{broken.field}")
                self._set_aside(record, broken)
            self._keep(record, found)
        if found or (record.broken and self._marked.get(record.publisher) != record.day):
            self._mark(record)
        aside = record.aside
        if aside is not None and record.is_good_again(aside.since // fills.DAY):
            self._take_up(record)

    def _set_aside(self, record: Record, broken: Break) -> None:
        ledger = self._session.ledger
        if record.aside is not None or (aside := record.aside_for(broken, ledger.clock.utc())) is None:
            return
        with self._session.guarded(), storage_errors(ledger.path):
            fills.set_aside(ledger.connection(), aside)
        record.aside = self._rules_aside()[record.publisher] = aside
        self._stats.inc_value(PREFIX + "rules_aside")
        logger.error(
            "The rule of %s is set aside: until it fits again on a later day, the generic extraction reads "
            "its pages",
            record.publisher,
        )

    def _take_up(self, record: Record) -> None:
        ledger = self._session.ledger
        with self._session.guarded(), storage_errors(ledger.path):
            fills.take_up(ledger.connection(), record.publisher)
        record.aside = None
        self._rules_aside().pop(record.publisher, None)
        self._stats.inc_value(PREFIX + "rules_taken_up")
        logger.warning("The rule of %s fits again and is in use from here on", record.publisher)

    def _mark(self, record: Record) -> None:
        """Note in the ledger that what broke is no history."""
        ledger = self._session.ledger
        with self._session.guarded(), storage_errors(ledger.path):
            fills.mark_broken(ledger.connection(), record.publisher, record.broken, ledger.run)
        self._marked[record.publisher] = record.day

    def _keep(self, record: Record, found: list[Break]) -> None:
        """Keep the last odd page where it shows what was found, and each break that no page at hand shows."""
        rest = {broken.key: broken for broken in found}
        if (last := self._odd.get(record.publisher)) is not None:
            figures, odd, page = last
            shown = _broken(record, figures.page_type, odd)
            if why := {name: broken.why for name, broken in shown if broken.key in rest}:
                self._pages.keep(record.publisher, figures.page_type, why, page)
                del self._odd[record.publisher]
                rest = {key: broken for key, broken in rest.items() if key.field not in why}
        for broken in rest.values():
            self._pages.keep(record.publisher, broken.page_type, {broken.field: broken.why}, None)

    def _record(self, publisher: str) -> Record | None:
        """The publisher's record on the present day; None when the ledger fails."""
        if not self._session.ready:
            return None
        ledger = self._session.ledger
        day = ledger.clock.utc() // fills.DAY
        record = self._records.pop(publisher, None)
        if record is None:
            history: dict[Key, dict[int, Sums]] = {}
            with self._session.guarded(), storage_errors(ledger.path):
                history = fills.history(ledger.connection(), publisher)
            record = Record(publisher, history, day, aside=self._rules_aside().get(publisher))
            if record.aside is not None:
                self._remind(record.aside)
            if len(self._records) >= LIMITS.watched_publishers:
                del self._records[next(iter(self._records))]
        else:
            record.turn_day(day)
        # Put back behind all others: the first is the one that was not asked for in the longest time.
        self._records[publisher] = record
        return record

    def _remind(self, aside: Aside) -> None:
        since = datetime.fromtimestamp(aside.since, UTC).isoformat(timespec="minutes")
        self._stats.inc_value(PREFIX + "rules_aside")
        logger.warning("The rule of %s is set aside since %s (%s)", aside.publisher, since, aside.why)

    def _rules_aside(self) -> dict[str, Aside]:
        if self._asides is None:
            self._asides = {}
            ledger = self._session.ledger
            with self._session.guarded(), storage_errors(ledger.path):
                self._asides = fills.rules_aside(ledger.connection())
        return self._asides


def _broken(record: Record, page_type: str, odd: frozenset[str]) -> list[tuple[str, Break]]:
    """The fields in which a page is odd that are broken on pages of its type."""
    found = ((key, broken) for key, broken in record.broken.items() if key.page_type == page_type)
    return [(key.field, broken) for key, broken in found if key.field in odd]


class BreakageWatch:
    """The extension that begins the watch, with NEWSCRAWL_WATCH."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Disabled without NEWSCRAWL_WATCH."""
        if not crawler.settings.getbool("NEWSCRAWL_WATCH"):
            raise NotConfigured
        watch = watch_of(crawler)
        watch.begin()
        return cls(watch)


_WATCHES: WeakKeyDictionary["Crawler", Watch] = WeakKeyDictionary()


def watch_of(crawler: "Crawler") -> Watch:
    """The watch that a crawl's components share."""
    return shared(_WATCHES, crawler, Watch)
