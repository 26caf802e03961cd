"""When to read a source again, and when to look at an article again."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select, update

from newscrawl.ledger.records import SOURCE, Leased, SourceRead, clipped
from newscrawl.ledger.schema import sources, urls

SHRINK: Final = 0.5
"""Factor on the interval when new stories came (StormCrawler's adaptive scheduler, as Common Crawl's news
crawl runs it)."""
GROW: Final = 1.5
"""Factor when none came."""
BACK_OFF: Final = 2.0
"""Factor when the source could not be read."""

SOONEST: Final = 60
"""Seconds before a source comes up again by itself, whatever its interval."""

_FIRST: Final = {"feed": 900, "news_sitemap": 900, "listing": 1800, "sitemap": 6 * 3600, "robots": 24 * 3600}
"""Seconds between the first readings, by kind."""


@dataclass(frozen=True, slots=True)
class Revisits:
    """When to look again. Times in seconds."""

    shortest: int = 5 * 60
    """Between two readings of a source that always brings something; a feed's own caches are seldom
    shorter."""
    longest: int = 7 * 24 * 3600
    """Between two readings of a source that brings nothing."""
    rechecks: tuple[int, ...] = (30 * 60, 2 * 3600, 8 * 3600, 24 * 3600, 3 * 24 * 3600)
    """Ages of a story at which its page is looked at again; then never. Corrections and additions come
    early: a story is changed in its first hours or not at all."""

    def first_interval(self, kind: str) -> int:
        """Between the first two readings of a source of this kind."""
        return self._bounded(_FIRST.get(kind, 1800))

    def next_interval(self, interval: int, *, new: int, failed: bool = False) -> int:
        """The interval after a reading that brought `new` stories, within the bounds."""
        return self._bounded(interval * (BACK_OFF if failed else SHRINK if new else GROW))

    def next_recheck(self, published_at: int | None, first_at: int, now: int) -> int | None:
        """When to look at an article again, UTC epoch seconds; None for never.

        A story's age counts from its publication; without one, or with one in the future, from its first
        fetch.
        """
        born = published_at if published_at is not None and published_at <= first_at else first_at
        return next((born + age for age in sorted(self.rechecks) if born + age > now), None)

    def is_due(self, next_at: int, interval: int, now: int) -> bool:
        """Whether a source may be read now. A tenth of its interval early is on time: runs start by the
        clock, and a run that comes a second before the hour must not wait for the next.
        """
        return next_at - interval // 10 <= now or next_at > now + self.longest

    def _bounded(self, interval: float) -> int:
        return int(min(self.longest, max(self.shortest, interval)))


class Reading(NamedTuple):
    """A reading as it was stored."""

    source_id: int
    next_at: int | None
    """When it is to be read again, UTC epoch seconds; None for not by itself."""


def record_reading(
    connection: Connection, leased: Leased, read: SourceRead, *, new: int, now: int, revisits: Revisits
) -> Reading:
    """Store what reading a source brought, in the transaction of its children."""
    row: Any = connection.execute(select(sources).where(sources.c.url == leased.url)).first()
    values: dict[str, Any] = {"kind": read.kind, "read_at": now}
    fresh = row is None or not row.kind
    interval = revisits.first_interval(read.kind) if fresh else row.interval_s
    known = row is not None and row.read_at is not None
    if known:
        interval = revisits.next_interval(interval, new=new, failed=read.failed)
    next_at = now + interval
    values |= {"interval_s": interval, "next_at": next_at}
    if read.failed:
        values["failures"] = 1 if row is None else row.failures + 1
    else:
        values |= {"failures": 0, "last_yield": new}
        if not read.unchanged or read.etag or read.last_modified:
            values |= {"etag": clipped(read.etag), "last_modified": clipped(read.last_modified)}
    if row is not None:
        connection.execute(update(sources).where(sources.c.id == row.id).values(values))
        identity = int(row.id)
    else:
        made = connection.execute(
            sources.insert().values(url=leased.url, publisher=leased.publisher, **values)
        )
        assert made.inserted_primary_key is not None
        identity = int(made.inserted_primary_key[0])
    # What never was a source, a guess that led nowhere, is not asked again by itself; and nothing so soon
    # that a run could not end.
    by_itself = not read.once and (known or not read.failed)
    return Reading(identity, max(next_at, now + SOONEST) if by_itself else None)


def forget_readings(connection: Connection, publisher: str, now: int) -> None:
    """Have all of a publisher's sources read again, in full: stories they announced were left out."""
    due = (sources.c.publisher == publisher) & sources.c.read_at.is_not(None)
    with connection.begin():
        connection.execute(update(sources).where(due).values(next_at=now, etag=None, last_modified=None))
        done = (urls.c.publisher == publisher) & (urls.c.kind == SOURCE) & urls.c.due_at.is_not(None)
        connection.execute(update(urls).where(done).values(due_at=now))
