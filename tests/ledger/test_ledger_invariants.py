"""The ledger's rules, and that these tests see when one is broken: each has a mutant that breaks it.

The harness does what SQLite's own crash tests do: it copies the files as they are before and after every
step of every commit, which is what a kill at that moment leaves behind; then it opens each copy and crawls
on.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ledger_pages import article, reject, story_url
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from newscrawl.ledger import (
    Child,
    Clock,
    Completion,
    Grouping,
    Leased,
    Ledger,
    LedgerInUseError,
    StorageError,
    frontier,
)
from newscrawl.ledger.commit import Batch, Committer, Receipt, _Work
from newscrawl.ledger.journal import JournalFile, adopt
from newscrawl.ledger.journals import Journals, Place, _Open
from newscrawl.ledger.schema import journals, urls

PAGES = 12
GROUPING = Grouping(items=5, seconds=60)


def number_of(url: str) -> int:
    return int(url.rpartition("-")[2].removesuffix(".html")) - 10_000_000


def end_of(leased: Leased) -> Completion:
    number = number_of(leased.url)
    children = tuple(Child(url=story_url(n)) for n in (2 * number + 1, 2 * number + 2) if n < PAGES)
    item = reject(leased.url) if number % 7 == 3 else article(leased.url)
    return Completion(id=leased.id, item=item, children=children)


def crawl(ledger: Ledger) -> None:
    ledger.begin_run({})
    ledger.announce([Child(url=story_url(0))])
    while batch := ledger.lease(4):
        for leased in batch:
            ledger.complete(end_of(leased))
    ledger.flush()
    while batch := ledger.lease(4):
        for leased in batch:
            ledger.complete(end_of(leased))
        ledger.flush()


class Camera:
    """Copies the output folder at every step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "live"
        self.shots: list[tuple[str, Path]] = []

    def shoot(self, name: str) -> Path:
        target = self.folder / f"shot-{len(self.shots)}"
        shutil.copytree(self.root, target, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
        self.shots.append((name, target))
        return target


def filmed(base: type[Committer], camera: Camera) -> type[Committer]:
    """The committer with a picture before and after every step, and one of a torn line."""

    class Filmed(base):  # type: ignore[misc, valid-type]
        def _write_lines(self, work: _Work) -> Any:
            places = super()._write_lines(work)
            torn = camera.shoot("torn")
            for journal in self._journals._open.values():
                path = torn / journal.file.path.relative_to(camera.root)
                if journal.file.end > journal.committed:
                    os.truncate(path, (journal.committed + path.stat().st_size) // 2)
            camera.shoot("written")
            return places

        def _take_children(self, batch: Batch, work: _Work) -> None:
            camera.shoot("settled")
            super()._take_children(batch, work)
            camera.shoot("children")

        def _record(self, work: _Work, places: Any) -> None:
            camera.shoot("before recording")
            super()._record(work, places)
            camera.shoot("recorded")

        def _seal(self, transaction: Any) -> None:
            super()._seal(transaction)
            camera.shoot("sealed")

        def commit(self, batch: Batch) -> Receipt:
            camera.shoot("before")
            receipt = super().commit(batch)
            camera.shoot("after")
            return receipt

    return Filmed


def ledger_with(committer: type[Committer], journals_class: type[Journals] = Journals) -> type[Ledger]:
    class Altered(Ledger):
        def _make_committer(self, connection: Any) -> Committer:
            self.journals.__class__ = journals_class
            return committer(connection, self.journals, self.clock, self._desk, self._revisits)

    return Altered


def violations(
    folder: Path,
    committer: type[Committer],
    journals_class: type[Journals] = Journals,
    *,
    until: str | None = None,
) -> set[str]:
    """What goes wrong with this committer when it is killed at any step; `until` ends the search."""
    camera = Camera(folder)
    live = ledger_with(filmed(committer, camera), journals_class)
    with live.open(camera.root, grouping=GROUPING) as ledger:
        crawl(ledger)
    assert len(camera.shots) > 30
    found: set[str] = set()
    for _, shot in camera.shots:
        if until in found:
            break
        with ledger_with(Committer, journals_class).open(shot, grouping=GROUPING) as ledger:
            crawl(ledger)
            if ledger.accounts().problems:
                found.add("accounts")
        try:
            stored = Counter(record["url"] for record in records(shot))
        except ValueError:
            found.add("torn")
            continue
        found |= {"double" for count in stored.values() if count > 1}
        found |= {"lost" for number in range(PAGES) if story_url(number) not in stored}
    return found


def records(root: Path) -> Iterator[dict[str, Any]]:
    for path in root.glob("*/*.jsonl"):
        for line in path.read_bytes().splitlines():
            yield json.loads(line)  # raises on a torn one


def test_killed_at_any_step_nothing_is_lost_or_double(tmp_path: Path) -> None:
    assert violations(tmp_path, Committer) == set()


class DoneBeforeChildren(Committer):
    """The outcome is one transaction, the children another."""

    def _take_children(self, batch: Batch, work: _Work) -> None:
        self._writer.commit()
        self._writer.begin()
        super()._take_children(batch, work)

    def _seal(self, transaction: Any) -> None:
        self._writer.commit()


class LinesAfter(Journals):
    """The lines are written when the transaction stands."""

    def write(self, lines: Any) -> dict[str, list[Place]]:
        self.late = {kind: batch for kind, batch in lines.items() if batch}
        places: dict[str, list[Place]] = {}
        for kind, batch in self.late.items():
            journal = self._open[kind]
            for line in batch:
                places.setdefault(kind, []).append(Place(journal.id, journal.file.end, len(line) + 1))
                journal.file.end += len(line) + 1
            journal.lines += len(batch)
        return places

    def committed(self) -> None:
        for kind, batch in self.late.items():
            with self._open[kind].file.path.open("ab") as file:
                file.writelines(line + b"\n" for line in batch)
        super().committed()


class NotCutBack(Journals):
    """Start-up leaves the files as they are."""

    def recover(self, connection: Any, ours: Any) -> list[Any]:
        with connection.begin():
            for row in connection.execute(journals.select()).all():
                size = (self.root / row.path).stat().st_size
                connection.execute(update(journals).where(journals.c.id == row.id).values(committed=size))
        return []


class RegisteredLate(Journals):
    """A file gets its row in the transaction of its first lines."""

    def prepare(self, connection: Any) -> None:
        for kind in ("articles", "rejects"):
            if kind not in self._open:
                path = f"{kind}/{self._clock.day()}.jsonl"
                with connection.begin():
                    row = connection.execute(journals.select().where(journals.c.path == path)).first()
                committed = adopt(self.root / path) if row is None else row.committed
                number = row.id if row is not None else 1 + len(self._open)
                file = JournalFile(self.root / path, committed)
                self._open[kind] = _Open(number, self._clock.day(), file, committed, 0)

    def record(self, connection: Any) -> None:
        for kind, journal in self._open.items():
            path = f"{kind}/{journal.day}.jsonl"
            known = connection.execute(journals.select().where(journals.c.path == path)).first()
            if known is None and journal.file.end > journal.committed:
                values = {"id": journal.id, "path": path, "kind": kind, "committed": 0, "lines": 0}
                connection.execute(insert(journals).values(values))
        super().record(connection)


def test_children_in_another_transaction_than_the_outcome_are_lost(tmp_path: Path) -> None:
    assert "lost" in violations(tmp_path, DoneBeforeChildren, until="lost")


def test_lines_written_after_the_transaction_are_lost(tmp_path: Path) -> None:
    assert "lost" in violations(tmp_path, Committer, LinesAfter, until="lost")


def test_a_start_that_does_not_cut_back_stores_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Journals, "recover", NotCutBack.recover)
    assert "double" in violations(tmp_path, Committer, until="double")


def test_a_file_that_is_registered_late_is_taken_for_a_strangers(tmp_path: Path) -> None:
    assert "double" in violations(tmp_path, Committer, RegisteredLate, until="double")


class SyncedAfter(Committer):
    """The lines are synced once the transaction stands."""

    def _sync_lines(self) -> None:
        pass

    def _seal(self, transaction: Any) -> None:
        super()._seal(transaction)
        super()._sync_lines()


@pytest.mark.parametrize(("committer", "kept"), [(Committer, True), (SyncedAfter, False)])
def test_lines_are_on_the_disk_before_the_transaction_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, committer: type[Committer], kept: bool
) -> None:
    ledger = ledger_with(committer).open(tmp_path, grouping=GROUPING)
    ledger.begin_run({})
    ledger.announce([Child(url=story_url(0))])
    (leased,) = ledger.lease(1)
    ledger.complete(end_of(leased))

    def broken(_file: JournalFile) -> None:
        raise OSError(5, "Input/output error", "disk")

    with monkeypatch.context() as context:
        context.setattr(JournalFile, "sync", broken)
        with pytest.raises(StorageError, match="input/output error"):
            ledger.flush()
    with pytest.raises(StorageError):
        ledger.lease(1)
    ledger.close()
    with Ledger.open(tmp_path) as again:
        known = again.known(story_url(0))
        assert known is not None
        assert (not known.seen) is kept


def test_seen_means_an_outcome_is_stored(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(0))])
        (leased,) = ledger.lease(1)
        known = ledger.known(story_url(0))
        assert known is not None
        assert known.queued
        assert not known.seen
    with Ledger.open(tmp_path) as ledger:
        assert [again.id for again in ledger.lease(5)] == [leased.id], "what was under way comes again"


@pytest.mark.parametrize(
    "change",
    [{"rank": None}, {"state": 2, "rank": None}, {"due_at": 1}],
    ids=["pending and not queued", "done without an outcome", "queued and waiting"],
)
def test_the_tables_refuse_rows_that_would_be_lost(tmp_path: Path, change: dict[str, Any]) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(0))])
        ledger.flush()
        connection = ledger.connection()
        with pytest.raises(IntegrityError, match="CHECK"), connection.begin():
            connection.execute(update(urls).values(change))


def test_an_outcome_is_taken_once(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(0))])
        (leased,) = ledger.lease(1)
        ledger.complete(end_of(leased))
        with pytest.raises(KeyError):
            ledger.complete(end_of(leased))
        ledger.flush()
        with pytest.raises(KeyError):
            ledger.complete(end_of(leased))


def test_a_second_writer_is_refused_by_the_holders_name(tmp_path: Path) -> None:
    with Ledger.open(tmp_path):
        with pytest.raises(LedgerInUseError) as refused:
            Ledger.open(tmp_path)
        assert f"process {os.getpid()} on " in str(refused.value)
        assert "\n" not in str(refused.value)
    Ledger.open(tmp_path).close()


class WallClock(Clock):
    """A clock that waits by the wall."""

    def now(self) -> int:
        return int(self._wall())


@pytest.mark.parametrize(("kind", "comes"), [(Clock, True), (WallClock, False)])
def test_a_clock_set_back_delays_nothing(tmp_path: Path, kind: type[Clock], comes: bool) -> None:
    wall, monotonic = [1_800_000_000.0], [100.0]
    clock = kind(lambda: wall[0], lambda: monotonic[0])
    with Ledger.open(tmp_path, clock=clock) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(0))])
        (leased,) = ledger.lease(1)
        ledger.complete(Completion(id=leased.id, retry_at=clock.now() + 30, detail="503"))
        ledger.flush()
        assert ledger.lease(1) == []
        wall[0] -= 86_400
        monotonic[0] += 31
        assert bool(ledger.lease(1)) is comes


def test_a_clock_that_was_wrong_in_an_earlier_run_does_not_put_a_url_off_for_years(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, clock=Clock(lambda: 4_000_000_000.0)) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(0))])
        (leased,) = ledger.lease(1)
        ledger.complete(Completion(id=leased.id, retry_at=4_000_003_600))
        ledger.frontier.pause("khabar.example", 4_000_003_600)
    with Ledger.open(tmp_path) as ledger:
        assert len(ledger.lease(1)) == 1


def test_memory_is_bounded_however_long_the_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontier, "HEADS", 120)
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(n, f"https://k{n % 6}.example")) for n in range(3_000)])
        seen = set()
        while batch := ledger.lease(7):
            assert ledger.frontier.held() <= 120
            for leased in batch:
                seen.add(leased.id)
                ledger.complete(Completion(id=leased.id, item=reject(leased.url)))
        ledger.flush()
        assert len(seen) == 3_000


class Interrupted(Committer):
    """Broken off right after the transaction stands."""

    def _seal(self, transaction: Any) -> None:
        super()._seal(transaction)
        raise KeyboardInterrupt


def test_a_commit_that_is_broken_off_is_not_made_twice(tmp_path: Path) -> None:
    ledger = ledger_with(Interrupted).open(tmp_path, grouping=GROUPING)
    ledger.begin_run({})
    ledger._committer.__class__ = Committer
    ledger.announce([Child(url=story_url(n)) for n in range(3)])
    batch = ledger.lease(3)
    ledger._committer.__class__ = Interrupted
    for leased in batch:
        ledger.complete(end_of(leased))
    with pytest.raises(KeyboardInterrupt):
        ledger.flush()
    with pytest.raises(StorageError, match="broken off"):
        ledger.complete(end_of(batch[0]))
    ledger.close()
    with Ledger.open(tmp_path) as again:
        crawl(again)
        assert again.accounts().problems == []
    assert max(Counter(record["url"] for record in records(tmp_path)).values()) == 1
