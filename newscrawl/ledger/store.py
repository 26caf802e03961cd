"""The ledger of an output folder: opened by one writer, fed by a crawl, closed with its accounts."""

import os
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, select

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.items.schema import to_json_line
from newscrawl.ledger.clock import Clock
from newscrawl.ledger.commit import Batch, Committer, Found, Receipt
from newscrawl.ledger.errors import StorageError
from newscrawl.ledger.failing import storage_errors
from newscrawl.ledger.frontier import Frontier, free_at_start
from newscrawl.ledger.groups import told_by
from newscrawl.ledger.intake import Desk, look_up, prepare, prepare_item
from newscrawl.ledger.journals import Journals
from newscrawl.ledger.lock import WriterLock
from newscrawl.ledger.records import Child, Completion, Known, Leased, digest
from newscrawl.ledger.runs import Accounts, accounts_of, begin_run, end_run
from newscrawl.ledger.schema import State, sources
from newscrawl.ledger.sealing import finish_sealing, seal_closed
from newscrawl.ledger.sources import Revisits, forget_readings
from newscrawl.ledger.start import open_database, requeue_lost, tails
from newscrawl.ledger.view import LEDGER_NAME, LedgerView
from newscrawl.urls import canonical_key


@dataclass(frozen=True, slots=True)
class Grouping:
    """When a batch is stored: whichever comes first."""

    items: int = 50
    """Completions in the batch."""
    seconds: float = 0.2
    """Age of the oldest, by `Ledger.tick`."""
    wanted: float = 0.05
    """The same for a batch whose children are all there is to do next."""
    children: int = 2_000
    """URLs announced."""
    bytes: int = 8 << 20
    """Size of the lines."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of a source that was read before."""

    url: str
    kind: str
    interval_s: int
    next_at: int
    etag: str | None
    last_modified: str | None
    failures: int
    due: bool
    """Whether it may be read now."""


class Ledger:
    """The only truth about a crawl. Not thread-safe: one thread at a time.

    Every method raises StorageError when the memory cannot be kept; from then on all of them raise that
    error, and nothing that was not acknowledged before is lost: the next start has it in the queue.
    """

    def __init__(
        self,
        root: Path,
        engine: Engine,
        lock: WriterLock,
        *,
        clock: Clock,
        grouping: Grouping,
        revisits: Revisits,
    ) -> None:
        """For `open`."""
        self.root = root
        self.clock = clock
        self.run = 0
        self._grouping = grouping
        self._revisits = revisits
        self._engine = engine
        self._lock = lock
        self._broken: StorageError | None = None
        self._batch = Batch()
        self._batch_since: float | None = None
        self._waiting: dict[bytes, None] = {}
        """Keys of children in the batch: announced, not yet stored."""
        self._completed: set[int] = set()
        """Ids in the batch."""
        self._texts: dict[bytes, tuple[bytes, str]] = {}
        """Texts claimed by stories without a stored outcome, each with the story's key and URL."""
        self.on_commit: Callable[[Receipt], None] | None = None
        """Called with the receipt of every commit."""
        self.path = root / LEDGER_NAME
        with storage_errors(self.path):
            self._connection: Connection = engine.connect()

    @classmethod
    def open(
        cls,
        root: str | Path,
        *,
        clock: Clock | None = None,
        grouping: Grouping | None = None,
        scope: Callable[[str], bool] | None = None,
        lane: str = "",
        revisits: Revisits | None = None,
    ) -> Self:
        """Open or make the ledger of an output folder, alone.

        Cuts the journals back to what was committed, and puts back into the queue what was under way. `scope`
        chooses the hosts, `lane` the announcements to be handed out. Raises StorageError: the folder cannot
        be written to, another process has the ledger, it is damaged, or of a newer version.
        """
        root = Path(root)
        path = root / LEDGER_NAME
        with storage_errors(root):
            root.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(path)
        lock.acquire()
        try:
            clock = clock or Clock()
            engine = open_database(path, clock)
            grouping, revisits = grouping or Grouping(), revisits or Revisits()
            ledger = cls(root, engine, lock, clock=clock, grouping=grouping, revisits=revisits)
            with storage_errors(path):
                ledger._start(scope, lane)
        except BaseException:
            lock.release()
            raise
        return ledger

    def _start(self, scope: Callable[[str], bool] | None, lane: str) -> None:
        connection = self._connection
        self.journals = Journals(self.root, self.clock)
        finish_sealing(connection, self.root)
        losses = self.journals.recover(connection, tails(connection))
        requeue_lost(connection, losses, self.root)
        free_at_start(connection, self.clock.now())
        owner = f"{socket.gethostname()}:{os.getpid()}"
        self.lane = lane
        self.frontier = Frontier(connection, self.clock, owner=owner, scope=scope, lane=lane)
        self._desk = Desk()
        self._committer = self._make_committer(connection)

    def _make_committer(self, connection: Connection) -> Committer:
        return Committer(connection, self.journals, self.clock, self._desk, self._revisits)

    # A run

    def begin_run(self, args: Mapping[str, Any]) -> int:
        """Enter a run; what happens from here on is in its accounts. Returns its number."""
        with self._guard():
            self.run = self._desk.run = begin_run(self._connection, args, self.clock.utc())
        return self.run

    def accounts(self) -> Accounts:
        """The books of the run as they stand, after a flush."""
        self.flush()
        with self._guard():
            return accounts_of(self._connection, self.run)

    def end_run(self, verdict: str) -> Accounts:
        """Store what is left, close the books and return them; `Accounts.problems` says what is wrong."""
        accounts = self.accounts()
        with self._guard():
            end_run(self._connection, accounts, verdict, self.clock.utc())
            self.frontier.give_up_leases()
        return accounts

    # Announcing, leasing, completing

    def announce(self, children: Iterable[Child]) -> None:
        """Take URLs in that no page announced: what the user named, the sources of a site. Stored by a
        flush.
        """
        self._check()
        for child in children:
            prepared = prepare(child)
            self._batch.announced.append(prepared)
            self._batch.children += 1
            self._waiting[prepared.key] = None
        self._added()

    def record(self, item: Article | Reject) -> None:
        """Take in an item of a page that nobody announced: out of an archive, or refused before it was asked
        for. It is announced and ended in one. Raises ValueError for an item that cannot be written.
        """
        self._check()
        line = to_json_line(item).encode()
        prepared = prepare_item(item, self.lane)
        if isinstance(item, Reject):
            self._batch.announced.append(prepared)
        else:
            self._batch.found.append(Found(prepared, item, line))
            self._batch.ended.add(prepared.key)
        self._batch.bytes += len(line)
        self._waiting[prepared.key] = None
        self._added()

    def lease(self, limit: int = 1, *, per_host: int | Callable[[str], int] | None = None) -> list[Leased]:
        """Up to `limit` URLs whose turn it is. Empty: nothing now; see `next_turn`.

        Where the queues are empty but the batch holds children, the batch is stored first: at once while
        nothing is under way, else when it has had a moment to grow. A commit for every page would be the
        slowest crawl there is.
        """
        with self._guard():
            found = self.frontier.lease(limit, per_host=per_host)
        if not found and self._wanted and (not self.frontier.under_way or self._age >= self._grouping.wanted):
            self.flush()
            with self._guard():
                found = self.frontier.lease(limit, per_host=per_host)
        return found

    @property
    def _wanted(self) -> bool:
        """Whether the batch holds what there is to do next."""
        return self._batch.children > 0 and self.frontier.idle

    @property
    def _age(self) -> float:
        """Seconds since the oldest in the batch came; 0 when there is none."""
        return 0.0 if self._batch_since is None else self.clock.elapsed() - self._batch_since

    def next_turn(self) -> int | None:
        """When to ask again after an empty lease, epoch seconds of `clock.now()`; None when nothing waits."""
        with self._guard():
            return self.frontier.next_turn()

    def complete(self, completion: Completion) -> bool:
        """Take in how a leased URL ended; True when that stored the batch.

        Raises KeyError for a URL that is not leased: an outcome is taken once. Raises ValueError for an item
        that cannot be written, and for "unchanged" without a stored article.
        """
        self._check()
        leased = self.frontier.in_flight[completion.id]
        if completion.id in self._completed:
            raise KeyError(completion.id)
        if completion.unchanged and not leased.recheck:
            raise ValueError(f"no article is stored for {leased.url}")
        self._batch.add(leased, completion)
        self._completed.add(completion.id)
        self.frontier.ended(completion.id)
        self._waiting.update((prepared.key, None) for prepared in self._batch.entries[-1].children)
        return self._added()

    def release(self, identity: int) -> None:
        """Give a leased URL back without an outcome; it stays in the queue. Nothing for one that has one."""
        if identity not in self._completed:
            with self._guard():
                self.frontier.release(identity)

    def flush(self) -> Receipt:
        """Store the batch. Only what a receipt names is done."""
        with self._guard():
            if not len(self._batch):
                return Receipt()
            # Taken first: broken off by an interrupt, a batch must not be stored a second time.
            batch, self._batch, self._batch_since = self._batch, Batch(), None
            self._waiting.clear()
            self._completed.clear()
            try:
                receipt = self._committer.commit(batch)
            except BaseException:
                if self._committer.unsure:
                    remedy = "Run it again: nothing that was acknowledged is lost"
                    self._broken = StorageError("the commit was broken off", self.path, remedy)
                raise
            self.frontier.settled(receipt.settled)
            self.frontier.queued(receipt.queued)
            done = batch.ended
            self._texts = {text: owner for text, owner in self._texts.items() if owner[0] not in done}
        if self.on_commit is not None:
            self.on_commit(receipt)
        return receipt

    def tick(self) -> None:
        """Store the batch if its time has come. Call it several times a second."""
        if self._age >= (self._grouping.wanted if self._wanted else self._grouping.seconds):
            self.flush()

    # Asking

    def known(self, url: str) -> Known | None:
        """What the ledger has about a URL; None when it was never announced, or only in the batch."""
        return self.known_many([url]).get(url)

    def known_many(self, wanted: Iterable[str]) -> dict[str, Known]:
        """The same for many at once; those that are unknown are left out."""
        keys: dict[bytes, list[str]] = {}
        for url in wanted:
            if (key := canonical_key(url)) is not None:
                keys.setdefault(digest(key), []).append(url)
        with self._guard(), self._connection.begin():
            rows = look_up(self._connection, list(keys))
        return {
            url: Known(
                row.id,
                row.url,
                row.kind,
                row.lane,
                State(row.state),
                row.rank is not None,
                row.outcome,
                row.stage,
                row.reason,
                row.attempts,
                row.fetched_at,
                row.run,
                row.target,
            )
            for key, row in rows.items()
            for url in keys[key]
        }

    def is_announced(self, url: str) -> bool:
        """Whether a URL was announced before, the batch included."""
        key = canonical_key(url)
        return key is not None and (digest(key) in self._waiting or self.known(url) is not None)

    def is_waiting(self, key: bytes) -> bool:
        """Whether a story of this key (`records.digest`) was announced in the batch."""
        return key in self._waiting

    def claim_text(self, content_hash: str, story: str) -> str | None:
        """Claim a text for the story of a URL (any text where it has none); if another story has it, return
        that one's URL.

        Claims last until the story's outcome is stored, so that of two pages with one text, fetched at a
        time, one becomes the article.
        """
        text = bytes.fromhex(content_hash)
        key = digest(canonical_key(story) or f" {story}")
        if (owner := self._texts.get(text)) is not None:
            return None if owner[0] == key else owner[1]
        with self._guard():
            owner = told_by(self._connection, text)
        if owner is None:
            self._texts[text] = key, story
        return None if owner is None or owner[0] == key else owner[1]

    def stories_like(self, bands: Sequence[int]) -> dict[str, int]:
        """Story groups whose texts share similarity bands with a text, to how many they share."""
        with self._guard():
            return self._committer.stories.like(self._connection, bands)

    def remember_story(self, story_id: str, bands: Sequence[int]) -> None:
        """Note the bands of a text under its story group, with the next commit."""
        self._committer.stories.note(story_id, bands)

    def source(self, url: str) -> SourceState | None:
        """What is known of a source; None when it was never read."""
        with self._guard(), self._connection.begin():
            row = self._connection.execute(select(sources).where(sources.c.url == url)).first()
        if row is None or row.read_at is None:
            return None
        due = self._revisits.is_due(row.next_at, row.interval_s, self.clock.now())
        return SourceState(
            row.url, row.kind, row.interval_s, row.next_at, row.etag, row.last_modified, row.failures, due
        )

    def read_again(self, publisher: str) -> None:
        """Have a publisher's sources read in full by the next run: stories they announced were left out."""
        self.flush()
        with self._guard():
            forget_readings(self._connection, publisher, self.clock.utc())

    def counts(self) -> dict[str, int]:
        """How many URLs are in each state. Reads every row: seconds on millions."""
        with self._guard():
            return LedgerView(self._connection).counts()

    def connection(self) -> Connection:
        """The connection, for `newscrawl.ledger.groups`; one transaction at a time."""
        self._check()
        return self._connection

    # The end

    def seal(self, codec: str = "gz") -> list[Path]:
        """Compress the journals of closed days."""
        self.flush()
        with self._guard():
            self.journals.close()  # the next commit opens what it needs: never a file that is compressed
            return seal_closed(self._connection, self.root, self.clock.day(), codec)

    def close(self) -> None:
        """Store what is left, close all and let go of the lock. A broken ledger is closed without storing."""
        try:
            if self._broken is None:
                self.flush()
        finally:
            self.journals.close()
            self._connection.close()
            self._engine.dispose()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is not None:
            # What was not acknowledged is in the queue still: an error is no moment to store more.
            self._batch = Batch()
        self.close()

    def _added(self) -> bool:
        batch, grouping = self._batch, self._grouping
        if self._batch_since is None:
            self._batch_since = self.clock.elapsed()
        if (
            len(batch.entries) >= grouping.items
            or batch.children >= grouping.children
            or batch.bytes >= grouping.bytes
            or self._age >= grouping.seconds
        ):
            self.flush()
            return True
        return False

    def _check(self) -> None:
        if self._broken is not None:
            raise self._broken

    @contextmanager
    def _guard(self) -> Iterator[None]:
        self._check()
        try:
            with storage_errors(self.path):
                yield
        except StorageError as error:
            self._broken = error
            raise
