"""Announced URLs become rows: new ones enter the queue, known ones only when there is reason to fetch
again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Text, bindparam, func, insert, select, update

from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.ledger.clock import epoch
from newscrawl.ledger.dialect import insert_new
from newscrawl.ledger.records import SOURCE, STORY, Child, clipped, digest
from newscrawl.ledger.schema import State, hosts, sources, urls
from newscrawl.limits import LIMITS
from newscrawl.urls import canonical_key

CHUNK: Final = 500
"""Values in one look-up: few enough for every database, many enough to be quick."""

Tally = Counter[tuple[str, int, str]]
"""(publisher, source id, what) to how often."""


class Prepared(NamedTuple):
    """A child with its identity."""

    key: bytes
    host: str
    child: Child


@dataclass(slots=True)
class Intake:
    """What came of a batch of children."""

    queued: dict[int, int] = field(default_factory=dict)
    """Host id to the highest priority that entered its queue."""
    new: Counter[int] = field(default_factory=Counter)
    """Source id to how many new stories it announced."""
    rejected: list[tuple[str, Reject]] = field(default_factory=list)
    """Publisher and outcome of new URLs that are not requested, to be written to the journal."""


def prepare(child: Child) -> Prepared:
    """The child with its key. A URL that has none is accounted for under its raw form, as a reject."""
    key = canonical_key(child.url)
    if key is not None:
        # The host of the identity: www., m. and amp. forms share one server, and so one pace.
        return Prepared(digest(key), key.partition("/")[0], child)
    url = clipped(child.url, LIMITS.url_chars) or "?"
    refused = child.reject or Reject(
        url=url, stage=Stage.SCOPE, reason=Reason.BAD_URL, at=datetime.now(UTC).isoformat(timespec="seconds")
    )
    # No key begins with a space, so the raw form cannot meet one.
    return Prepared(digest(f" {child.url}"), "", replace(child, url=url, kind=STORY, reject=refused))


def prepare_item(item: Article | Reject, lane: str) -> Prepared:
    """The child that stands for an item nobody announced: a page of an archive, a URL refused at once.

    What has no URL goes by its text or, for a reject, by what is said of it.
    """
    reject = item if isinstance(item, Reject) else None
    publisher = item.publisher or "" if isinstance(item, Article) else ""
    child = Child(url=item.url or "", lane=lane, publisher=publisher, reject=reject)
    if item.url:
        return prepare(child)
    raw = f"{item.stage} {item.reason} {item.detail}" if isinstance(item, Reject) else item.content_hash
    return Prepared(digest(f" {raw}"), "", child)


class Desk:
    """Takes children in, within a transaction of the caller's. Keeps the ids of hosts and sources."""

    def __init__(self, run: int = 0) -> None:
        self.run = run
        self._hosts: dict[str, int] = {}
        self._sources: dict[str, int] = {}

    def take(self, connection: Connection, batch: Iterable[Prepared], now: int, tally: Tally) -> Intake:
        """Insert or ignore. New URLs enter the queue of their host, or end with the reject they bring."""
        intake = Intake()
        first: dict[bytes, Prepared] = {}
        for prepared in batch:
            first.setdefault(prepared.key, prepared)
        if not first:
            return intake
        known = look_up(connection, list(first))
        fresh = [prepared for key, prepared in first.items() if key not in known]
        if fresh:
            self._insert(connection, fresh, now, intake, tally)
        self._again(connection, [(first[key], row) for key, row in known.items()], now, intake)
        return intake

    def _insert(
        self, connection: Connection, fresh: Sequence[Prepared], now: int, intake: Intake, tally: Tally
    ) -> None:
        host_ids = self.host_ids(connection, {prepared.host for prepared in fresh})
        source_ids = self.source_ids(connection, [prepared.child for prepared in fresh], now)
        rows = [self._row(prepared, host_ids[prepared.host], source_ids, now) for prepared in fresh]
        inserted = insert_new(connection, urls, rows, "key")
        for prepared, row in zip(fresh, rows, strict=True):
            if row["key"] not in inserted:
                continue
            child = prepared.child
            if row["rank"] is not None:
                _queue(intake, row["host_id"], child.priority)
            if child.kind == SOURCE:
                continue
            pair = (child.publisher, row["source_id"])
            tally[*pair, "announced"] += 1
            if child.reject is not None:
                tally[*pair, "rejects"] += 1
                intake.rejected.append((child.publisher, child.reject))
            else:
                intake.new[row["source_id"]] += 1

    def _row(self, prepared: Prepared, host_id: int, source_ids: dict[str, int], now: int) -> dict[str, Any]:
        child = prepared.child
        reject = child.reject
        return {
            "key": prepared.key,
            "url": child.url,
            "host_id": host_id,
            "state": State.DISCOVERED if reject is None else State.ERROR,
            "kind": child.kind,
            "lane": child.lane,
            "priority": child.priority,
            "rank": -child.priority if reject is None else None,
            "publisher": child.publisher,
            "source_id": source_ids.get(child.source or "", 0),
            "announced_at": now,
            "published_at": epoch(child.published_at),
            "title": clipped(child.title),
            "payload": child.payload,
            "outcome": None if reject is None else "reject",
            "stage": None if reject is None else str(reject.stage),
            "reason": None if reject is None else str(reject.reason),
            "detail": None if reject is None else clipped(reject.detail),
            "run": self.run,
        }

    def _again(
        self, connection: Connection, known: Sequence[tuple[Prepared, Any]], now: int, intake: Intake
    ) -> None:
        """Queue known URLs that are to be read again, and articles that are said to have changed."""
        rows = []
        for prepared, row in known:
            child = prepared.child
            if row.outcome == "alias" or child.reject is not None:
                continue
            # What waits in another lane goes to the one that asks for it: else nobody might take it there.
            pending = row.outcome is None or row.rank is not None
            wanted = row.lane != child.lane if pending else child.again or _has_changed(child, row, now)
            if wanted:
                new = {"new": -child.priority, "with": child.payload, "prio": child.priority}
                rows.append({"of": row.id, "in": child.lane, **new})
                _queue(intake, row.host_id, child.priority)
        if rows:
            connection.execute(_REQUEUE, rows)

    def host_ids(self, connection: Connection, names: set[str]) -> dict[str, int]:
        """The ids of these hosts, made when they are new."""
        return _ids(connection, self._hosts, hosts, "name", {name: {"name": name} for name in names})

    def source_ids(self, connection: Connection, children: Sequence[Child], now: int) -> dict[str, int]:
        """The ids of the sources that announced these children."""
        return _ids(
            connection,
            self._sources,
            sources,
            "url",
            {
                child.source: {
                    "url": child.source,
                    "kind": "",
                    "publisher": child.publisher,
                    "interval_s": 0,
                    "next_at": now,
                }
                for child in children
                if child.source
            },
        )


def look_up(connection: Connection, keys: Sequence[bytes]) -> dict[bytes, Any]:
    """The rows of those keys that are known, by key."""
    found: dict[bytes, Any] = {}
    for start in range(0, len(keys), CHUNK):
        rows = connection.execute(_LOOK_UP, {"keys": keys[start : start + CHUNK]}).all()
        found.update((row.key, row) for row in rows)
    return found


def _ids(
    connection: Connection, cache: dict[str, int], table: Any, column: str, wanted: dict[str, dict[str, Any]]
) -> dict[str, int]:
    missing = [name for name in wanted if name not in cache]
    if missing:
        if len(cache) > _MOST_IDS:
            cache.clear()
        query = select(table.c[column], table.c.id).where(table.c[column].in_(missing))
        found = {name: number for name, number in connection.execute(query)}  # noqa: C416 - typed rows
        for name in missing:
            if name not in found:
                result = connection.execute(insert(table).values(wanted[name]))
                assert result.inserted_primary_key is not None
                found[name] = result.inserted_primary_key[0]
        cache.update(found)
        return found | {name: cache[name] for name in wanted if name in cache}
    return {name: cache[name] for name in wanted}


def _queue(intake: Intake, host_id: int, priority: int) -> None:
    intake.queued[host_id] = max(priority, intake.queued.get(host_id, priority))


def _has_changed(child: Child, row: Any, now: int) -> bool:
    modified = epoch(child.modified_at)
    if row.outcome != "article" or modified is None:
        return False
    # A date in the future would have the article fetched at every reading of the sitemap.
    return (row.fetched_at or 0) < modified <= now


_MOST_IDS: Final = 50_000
_LOOK_UP = select(
    urls.c.key,
    urls.c.id,
    urls.c.url,
    urls.c.host_id,
    urls.c.kind,
    urls.c.lane,
    urls.c.state,
    urls.c.rank,
    urls.c.outcome,
    urls.c.stage,
    urls.c.reason,
    urls.c.attempts,
    urls.c.fetched_at,
    urls.c.run,
    urls.c.target,
).where(urls.c.key.in_(bindparam("keys", expanding=True)))
_REQUEUE = (
    update(urls)
    .where(urls.c.id == bindparam("of"))
    .values(
        rank=bindparam("new"),
        lane=bindparam("in"),
        priority=bindparam("prio"),
        payload=func.coalesce(bindparam("with", type_=Text), urls.c.payload),
        due_at=None,
    )
)
