"""The group commit: where outcomes, children and journal lines become one fact.

Invariant: a page's children, its outcome and the journal offset of its article are one transaction; only
after it is the page done. A page marked done before its children are stored loses them to the next kill.

Invariant: the journal's lines are written and synced before that transaction commits, and start-up cuts the
file back to the committed offset. So: fetched at least once, stored exactly once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from newscrawl.items.article import Article, Evidence
from newscrawl.items.reject import Reject
from newscrawl.items.schema import to_json_line
from newscrawl.ledger import fills
from newscrawl.ledger.clock import Clock, epoch
from newscrawl.ledger.dialect import add_up, insert_new
from newscrawl.ledger.frontier import LEASED, LONGEST_WAIT, leased_from
from newscrawl.ledger.groups import Stories
from newscrawl.ledger.intake import Desk, Intake, Prepared, Tally, look_up, prepare
from newscrawl.ledger.journals import Journals, Place
from newscrawl.ledger.records import STORY, Child, Completion, Leased, clipped, digest
from newscrawl.ledger.revisions import changed_fields, fingerprint, is_revision
from newscrawl.ledger.schema import State, articles, revisions, tallies, urls
from newscrawl.ledger.sources import Revisits, record_reading
from newscrawl.urls import canonical_key
from newscrawl.watch.figures import Figures


class Entry(NamedTuple):
    """A completion in the batch, with what can be prepared before the transaction."""

    leased: Leased
    completion: Completion
    children: tuple[Prepared, ...]
    line: bytes


class Found(NamedTuple):
    """An article that nobody announced, with what can be prepared before the transaction."""

    prepared: Prepared
    article: Article
    line: bytes


@dataclass(slots=True)
class Batch:
    """What the next commit stores."""

    entries: list[Entry] = field(default_factory=list)
    announced: list[Prepared] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    ended: set[Any] = field(default_factory=set)
    """Keys (`records.digest`) of the stories that end with it."""
    children: int = 0
    bytes: int = 0

    def __len__(self) -> int:
        return len(self.entries) + len(self.announced) + len(self.found)

    def add(self, leased: Leased, completion: Completion) -> None:
        """Take a completion in. Raises ValueError when its item cannot be written as JSON."""
        line = to_json_line(completion.item).encode() if completion.item is not None else b""
        children = tuple(prepare(child) for child in completion.children)
        self.entries.append(Entry(leased, completion, children, line))
        self.ended.add(digest(canonical_key(leased.url) or f" {leased.url}"))
        self.children += len(children)
        self.bytes += len(line)


@dataclass(slots=True)
class Receipt:
    """What a commit did; given out only when it stands."""

    settled: list[int] = field(default_factory=list)
    """Ids of the URLs whose turn is over."""
    queued: dict[int, int] = field(default_factory=dict)
    """Host id to the highest priority that entered its queue."""
    tally: Tally = field(default_factory=Counter)
    """What was added to the run's tallies."""
    rejects: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Publisher, stage and reason of the rejects that were stored."""
    figures: tuple[Figures, ...] = ()
    """What the pages gave."""


@dataclass(slots=True)
class _Work:
    """A transaction being made."""

    now: int
    tally: Tally = field(default_factory=Counter)
    queued: dict[int, int] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)
    """Rows of the articles to be stored, in the order of their lines; their places come from the journal."""
    replaced: list[dict[str, Any]] = field(default_factory=list)
    rejects: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    figures: list[Figures] = field(default_factory=list)
    lines: dict[str, list[bytes]] = field(default_factory=lambda: {"articles": [], "rejects": []})


class Committer:
    """Stores batches. A method per step, so that the order can be read in `commit` and broken in a test."""

    def __init__(
        self, writer: Connection, journals: Journals, clock: Clock, desk: Desk, revisits: Revisits
    ) -> None:
        self._writer = writer
        self._journals = journals
        self._clock = clock
        self._desk = desk
        self._revisits = revisits
        self.stories = Stories()
        self.unsure = False
        """Whether a commit was broken off where it may stand or not."""

    def commit(self, batch: Batch) -> Receipt:
        """Store the batch, whole or not at all. Raises what the disk and the database raise."""
        self._journals.prepare(self._writer)
        work = _Work(now=self._clock.utc())
        transaction = self._writer.begin()
        try:
            self._enlist(batch, work)
            self._settle(batch, work)
            self._take_children(batch, work)
            places = self._write_lines(work)
            self._sync_lines()
            self._record(work, places)
        except BaseException:
            transaction.rollback()
            self._journals.take_back()
            raise
        # From here on it may stand even if it raises: the journal is not cut, start-up will know.
        self.unsure = True
        self._seal(transaction)
        self._journals.committed()
        self.stories.stored()
        self.unsure = False
        return Receipt(
            settled=[entry.leased.id for entry in batch.entries],
            queued=work.queued,
            tally=work.tally,
            rejects=work.rejects,
            figures=tuple(work.figures),
        )

    # The steps, in the order of `commit`

    def _enlist(self, batch: Batch, work: _Work) -> None:
        """Give articles that nobody announced the row, and with it the turn, that they never had."""
        if not batch.found:
            return
        found = {item.prepared.key: item for item in batch.found}
        known = look_up(self._writer, list(found))
        for key, row in known.items():
            if row.kind != STORY:
                # A source's row accounts for its readings; its article has one of its own.
                item = found.pop(key)
                again = item.prepared._replace(key=digest(f" {item.prepared.child.url}"))
                found[again.key] = item._replace(prepared=again)
        prepared = [item.prepared for item in found.values()]
        # What enters the queue here leaves it in the same transaction: nothing to tell the frontier.
        self._merge(replace(self._desk.take(self._writer, prepared, work.now, work.tally), queued={}), work)
        for key, row in look_up(self._writer, list(found)).items():
            item = found[key]
            if item.prepared.child.reject is None:
                leased = leased_from(self._writer.execute(_BY_ID, {"of": row.id}).one())
                end = Completion(id=row.id, item=item.article)
                batch.entries.append(Entry(leased, end, (), item.line))

    def _settle(self, batch: Batch, work: _Work) -> None:
        stored = self._stored(batch.entries)
        for entry in batch.entries:
            self._settle_one(entry, stored.get(entry.leased.id), work)
            if entry.completion.figures is not None:
                work.figures.append(entry.completion.figures)
        if work.updates:
            self._writer.execute(_UPDATE, work.updates)

    def _take_children(self, batch: Batch, work: _Work) -> None:
        desk, writer = self._desk, self._writer
        every = list(batch.announced)
        for entry in batch.entries:
            # Before the children: announced in the same breath, such an address is no story of its own.
            self._add_aliases(entry, work)
            if entry.completion.source is None:
                every += entry.children
        self._merge(desk.take(writer, every, work.now, work.tally), work)
        for entry in batch.entries:
            read = entry.completion.source
            if read is not None:
                # One by one: what a source brought decides when it is read again.
                intake = desk.take(writer, entry.children, work.now, work.tally)
                self._merge(intake, work)
                leased, new = entry.leased, sum(intake.new.values()) + read.earlier
                reading = record_reading(writer, leased, read, new=new, now=work.now, revisits=self._revisits)
                if reading.next_at is not None:
                    writer.execute(_DUE, {"of": leased.id, "at": reading.next_at})
                name = "sources_failed" if read.failed else "sources_read"
                work.tally[leased.publisher, reading.source_id, name] += 1

    def _write_lines(self, work: _Work) -> dict[str, list[Place]]:
        return self._journals.write(work.lines)

    def _sync_lines(self) -> None:
        self._journals.sync()

    def _record(self, work: _Work, places: Mapping[str, Sequence[Place]]) -> None:
        writer = self._writer
        for row, place in zip(work.articles, places.get("articles", ()), strict=True):
            row |= {"journal_id": place.journal_id, "offset": place.offset, "length": place.length}
        if work.replaced:
            writer.execute(insert(revisions), work.replaced)
            of = [row["url_id"] for row in work.replaced]
            writer.execute(delete(articles).where(articles.c.url_id.in_(of)))
        if work.articles:
            # Not "insert or ignore": a second row for a URL is a defect, and must stop the commit.
            writer.execute(insert(articles), work.articles)
        self._journals.record(writer)
        self.stories.store(writer)
        rows = [
            {
                "run": self._desk.run,
                "publisher": publisher,
                "source_id": source,
                "what": what,
                "number": count,
            }
            for (publisher, source, what), count in work.tally.items()
            if count
        ]
        add_up(writer, tallies, rows, ("run", "publisher", "source_id", "what"), "number")
        fills.count(writer, work.figures, self._desk.run, work.now)

    def _seal(self, transaction: Any) -> None:
        transaction.commit()

    # What the steps do

    def _stored(self, entries: Sequence[Entry]) -> dict[int, Any]:
        ids = [
            entry.leased.id
            for entry in entries
            if entry.leased.recheck or isinstance(entry.completion.item, Article)
        ]
        rows = self._writer.execute(_STORED, {"ids": ids}) if ids else ()
        return {row.url_id: row for row in rows}

    def _settle_one(self, entry: Entry, stored: Any, work: _Work) -> None:
        leased, completion = entry.leased, entry.completion
        change = _unchanged(leased, self._desk.run)
        pair = (leased.publisher, leased.source_id)
        item = completion.item
        if completion.retry_at is not None:
            change |= _retry(leased, completion, work.now)
            work.tally[*pair, "retries"] += 1
        elif completion.source is not None:
            failed = completion.source.failed
            change |= {"state": State.ERROR if failed else State.FETCHED, "outcome": "source"}
            change["fetched_at"] = work.now
        elif isinstance(item, Article):
            self._settle_article(entry, item, stored, change, work)
        elif completion.unchanged or leased.outcome == "article":
            # A stored article's page that is gone or broken today is still a stored article.
            change |= {"state": State.FETCHED, "fetched_at": work.now}
            first_at = stored.first_at if stored is not None else work.now
            change["due_at"] = self._revisits.next_recheck(leased.published_at, first_at, work.now)
            if isinstance(item, Reject):
                change["detail"] = clipped(f"recheck: {item.stage}/{item.reason} {item.detail}".rstrip())
            work.tally[*pair, "unchanged" if completion.unchanged else "recheck_failed"] += 1
        elif isinstance(item, Reject):
            _settle_reject(entry, item, change, work)
        work.updates.append(change)

    def _settle_article(
        self, entry: Entry, article: Article, stored: Any, change: dict[str, Any], work: _Work
    ) -> None:
        leased = entry.leased
        pair = (leased.publisher, leased.source_id)
        published = epoch(article.published_at)
        first_at = stored.first_at if stored is not None else work.now
        http = article.http
        change |= {
            "state": State.FETCHED,
            "outcome": "article",
            "stage": None,
            "reason": None,
            "detail": None,
            "title": None,
            "etag": clipped(http.etag) if http else None,
            "last_modified": clipped(http.last_modified) if http else None,
            "fetched_at": work.now,
            "published_at": published if published is not None else leased.published_at,
        }
        change["due_at"] = self._revisits.next_recheck(change["published_at"], first_at, work.now)
        print_ = fingerprint(article)
        line = entry.line
        changed: tuple[str, ...] = ()
        if stored is None:
            _count_first(leased, "article", work)
            revision = max(1, article.revision)
        else:
            content = stored.content_hash.hex()
            changed = changed_fields(stored.fingerprint, print_)
            if not is_revision(changed, same_text=content == article.content_hash):
                work.tally[*pair, "unchanged"] += 1
                return
            revision = stored.revision + 1
            told = Evidence(source="ledger", raw=", ".join(changed) or "text", agreement="derived")
            evidence = {**article.evidence, "revision": told}
            article = replace(article, revision=revision, revises=content, evidence=evidence)
            line = to_json_line(article).encode()
            work.tally[*pair, "revisions"] += 1
            work.replaced.append({name: getattr(stored, name) for name in revisions.c.keys()})  # noqa: SIM118
        work.lines["articles"].append(line)
        work.articles.append(
            {
                "url_id": leased.id,
                "revision": revision,
                "content_hash": bytes.fromhex(article.content_hash),
                "fingerprint": print_,
                "first_at": first_at,
                "stored_at": work.now,
                "story_id": article.story_id,
                "changed": ",".join(changed),
                "run": self._desk.run,
            }
        )

    def _merge(self, intake: Intake, work: _Work) -> None:
        for publisher, reject in intake.rejected:
            work.rejects[publisher, str(reject.stage), str(reject.reason)] += 1
        for host, priority in intake.queued.items():
            work.queued[host] = max(priority, work.queued.get(host, priority))
        work.lines["rejects"] += [to_json_line(reject).encode() for _, reject in intake.rejected]

    def _add_aliases(self, entry: Entry, work: _Work) -> None:
        found = [prepare(Child(url=url)) for url in entry.completion.aliases]
        wanted = {prepared.key: prepared for prepared in found if prepared.child.reject is None}
        if not wanted:
            return
        known = look_up(self._writer, list(wanted))
        fresh = [prepared for key, prepared in wanted.items() if key not in known]
        host_ids = self._desk.host_ids(self._writer, {prepared.host for prepared in fresh})
        rows = [
            {
                "key": prepared.key,
                "url": prepared.child.url,
                "host_id": host_ids[prepared.host],
                "state": State.REDIRECTION,
                "kind": STORY,
                "announced_at": work.now,
                "outcome": "alias",
                "target": entry.leased.id,
                "run": self._desk.run,
            }
            for prepared in fresh
        ]
        insert_new(self._writer, urls, rows, "key")


def _unchanged(leased: Leased, run: int) -> dict[str, Any]:
    """The update that ends a turn and changes nothing else."""
    return {
        "of": leased.id,
        "state": leased.state,
        "rank": None,
        "due_at": None,
        "attempts": leased.attempts + 1,
        "outcome": leased.outcome,
        "stage": leased.stage,
        "reason": leased.reason,
        "detail": leased.detail,
        "title": leased.title,
        "etag": leased.etag,
        "last_modified": leased.last_modified,
        "fetched_at": leased.fetched_at,
        "published_at": leased.published_at,
        "run": run,
    }


def _retry(leased: Leased, completion: Completion, now: int) -> dict[str, Any]:
    assert completion.retry_at is not None
    # What has an outcome keeps it: only the time of the next look is set.
    state = State.FETCH_ERROR if leased.outcome is None else leased.state
    until = min(completion.retry_at, now + LONGEST_WAIT)
    return {"state": state, "due_at": until, "detail": clipped(completion.detail)}


def _settle_reject(entry: Entry, reject: Reject, change: dict[str, Any], work: _Work) -> None:
    leased = entry.leased
    ending = {"stage": str(reject.stage), "reason": str(reject.reason), "detail": clipped(reject.detail)}
    change |= {"state": State.ERROR, "outcome": "reject", "fetched_at": work.now, **ending}
    if leased.outcome == "reject" and (leased.stage, leased.reason) == (ending["stage"], ending["reason"]):
        work.tally[leased.publisher, leased.source_id, "rejected_again"] += 1
        return
    _count_first(leased, "reject", work)
    work.rejects[leased.publisher, str(reject.stage), str(reject.reason)] += 1
    work.lines["rejects"].append(entry.line)


def _count_first(leased: Leased, outcome: str, work: _Work) -> None:
    """A URL counts once, as what it ended as: asked for again, it may change from the one to the other."""
    pair = (leased.publisher, leased.source_id)
    if leased.outcome is not None:
        work.tally[*pair, f"{leased.outcome}s"] -= 1
    work.tally[*pair, f"{outcome}s"] += 1


_STORED: Final = select(articles).where(articles.c.url_id.in_(bindparam("ids", expanding=True)))
_BY_ID: Final = LEASED.where(urls.c.id == bindparam("of"))
_CHANGED: Final = (
    *("state", "rank", "due_at", "attempts", "outcome", "stage", "reason", "detail", "title"),
    *("etag", "last_modified", "fetched_at", "published_at", "run"),
)
_DUE: Final = (
    # Asked for again in the same breath, it is in the queue.
    update(urls).where(urls.c.id == bindparam("of"), urls.c.rank.is_(None)).values(due_at=bindparam("at"))
)
_UPDATE: Final = (
    update(urls).where(urls.c.id == bindparam("of")).values({name: bindparam(name) for name in _CHANGED})
)
