"""When to read a source again, and when to look at an article again."""

from typing import Any, Final

from sqlalchemy import Connection, select, update

from newscrawl.ledger.records import SourceRead
from newscrawl.ledger.schema import sources

MIN_INTERVAL: Final = 5 * 60
"""Seconds; a news feed's own caches are seldom shorter."""
MAX_INTERVAL: Final = 2 * 24 * 3600
"""Seconds; a source that brings nothing is read every other day."""
SHRINK: Final = 0.5
"""Factor on the interval when new stories came (StormCrawler's adaptive scheduler, as Common Crawl's news
crawl runs it)."""
GROW: Final = 1.5
"""Factor when none came."""
BACK_OFF: Final = 2.0
"""Factor when the source could not be read."""

_FIRST: Final = {"feed": 900, "news_sitemap": 900, "listing": 1800, "sitemap": 6 * 3600, "robots": 24 * 3600}
"""Seconds between the first readings, by kind."""

RECHECKS: Final = (30 * 60, 2 * 3600, 8 * 3600, 24 * 3600, 3 * 24 * 3600)
"""Ages of a story, in seconds, at which its page is looked at again; then never. Corrections and additions
come early: a story is changed in its first hours or not at all."""


def first_interval(kind: str) -> int:
    """Seconds between the first two readings of a source of this kind."""
    return _FIRST.get(kind, 1800)


def next_interval(interval: int, *, new: int, failed: bool = False) -> int:
    """The interval after a reading that brought `new` stories, in seconds, within the bounds."""
    factor = BACK_OFF if failed else SHRINK if new else GROW
    return int(min(MAX_INTERVAL, max(MIN_INTERVAL, interval * factor)))


def next_recheck(published_at: int | None, first_at: int, now: int) -> int | None:
    """When to look at an article again, UTC epoch seconds; None for never.

    A story's age counts from its publication; without one, or with one in the future, from its first fetch.
    """
    born = published_at if published_at is not None and published_at <= first_at else first_at
    return next((born + age for age in RECHECKS if born + age > now), None)


def record_reading(
    connection: Connection, url: str, publisher: str, read: SourceRead, *, new: int, now: int
) -> int:
    """Store what reading a source brought, in the transaction of its children; return the source's id."""
    row: Any = connection.execute(select(sources).where(sources.c.url == url)).first()
    values: dict[str, Any] = {"kind": read.kind, "read_at": now}
    fresh = row is None or not row.kind
    interval = first_interval(read.kind) if fresh else row.interval_s
    if row is not None and row.read_at is not None:
        interval = next_interval(interval, new=new, failed=read.failed)
    values |= {"interval_s": interval, "next_at": now + interval}
    if read.failed:
        values["failures"] = 1 if row is None else row.failures + 1
    else:
        values |= {"failures": 0, "last_yield": new}
        if not read.unchanged or read.etag or read.last_modified:
            values |= {"etag": read.etag, "last_modified": read.last_modified}
    if row is not None:
        connection.execute(update(sources).where(sources.c.id == row.id).values(values))
        return int(row.id)
    inserted = connection.execute(sources.insert().values(url=url, publisher=publisher, **values))
    assert inserted.inserted_primary_key is not None
    return int(inserted.inserted_primary_key[0])


def is_due(next_at: int, interval: int, now: int) -> bool:
    """Whether a source may be read now. A tenth of its interval early is on time: runs start by the clock,
    and a run that comes a second before the hour must not wait for the next.
    """
    return next_at - interval // 10 <= now or next_at > now + MAX_INTERVAL
