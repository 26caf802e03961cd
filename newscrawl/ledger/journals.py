"""The journals of an output folder: `articles/<day>.jsonl` and `rejects/<day>.jsonl`, and their offsets."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from newscrawl.ledger.clock import Clock
from newscrawl.ledger.journal import JournalFile, Ours, adopt, recover
from newscrawl.ledger.schema import journals

logger = logging.getLogger(__name__)

KINDS: Final = ("articles", "rejects")
"""The folders, one for each kind of item."""
GONE: Final = "gone"


class Place(NamedTuple):
    """Where a line stands."""

    journal_id: int
    offset: int
    length: int


class Loss(NamedTuple):
    """A journal that is shorter than what was committed to it."""

    journal_id: int
    path: str
    kind: str
    end: int
    """What is left, in bytes: whole lines."""


@dataclass(slots=True)
class _Open:
    """The file being written to, one per kind."""

    id: int
    day: str
    file: JournalFile
    committed: int
    lines: int


class Journals:
    """The one place that writes journals; the offsets are stored with the transaction they belong to."""

    def __init__(self, root: Path, clock: Clock) -> None:
        self.root = root
        self._clock = clock
        self._open: dict[str, _Open] = {}

    def recover(self, connection: Connection, ours: Mapping[str, Ours]) -> list[Loss]:
        """At start-up, cut every journal that may have been written to back to its committed offset.

        `ours` judges a line, per kind. Returns the journals that lost committed lines to somebody else.
        """
        losses = []
        with connection.begin():
            rows = connection.execute(select(journals).where(journals.c.sealed == "")).all()
        for row in rows:
            path = self.root / row.path
            if not path.exists():
                # Whoever carried the file away has the articles; nothing is fetched again for it.
                if row.committed:
                    logger.info("%s was taken away; its articles stay known", path)
                self._mark_gone(connection, row.id)
                continue
            if missing := recover(path, row.committed, ours[row.kind]):
                losses.append(Loss(row.id, row.path, row.kind, row.committed - missing))
        return losses

    def prepare(self, connection: Connection) -> None:
        """Open the day's files, each registered in a transaction of its own.

        Invariant: a file is in the ledger before the first byte of ours is in the file; else a start after a
        kill would take uncommitted lines for somebody else's, and the pages would be stored twice.
        """
        day = self._clock.day()
        for kind in KINDS:
            current = self._open.get(kind)
            if current is None or current.day != day:
                if current is not None:
                    current.file.close()
                    del self._open[kind]
                self._open[kind] = self._enter(connection, kind, day)

    def write(self, lines: Mapping[str, Sequence[bytes]]) -> dict[str, list[Place]]:
        """Append lines, per kind, and return where each stands. Nothing is synced yet."""
        places: dict[str, list[Place]] = {}
        for kind, batch in lines.items():
            if batch:
                journal = self._open[kind]
                offsets = journal.file.append(batch)
                places[kind] = [
                    Place(journal.id, offset, len(line) + 1)
                    for offset, line in zip(offsets, batch, strict=True)
                ]
                journal.lines += len(batch)
        return places

    def sync(self) -> None:
        """Wait until the lines written since the last commit are on the disk."""
        for journal in self._open.values():
            if journal.file.end > journal.committed:
                journal.file.sync()

    def record(self, connection: Connection) -> None:
        """Put the new offsets into the transaction under way."""
        rows = [
            {"of": journal.id, "end": journal.file.end, "more": journal.lines}
            for journal in self._open.values()
            if journal.file.end > journal.committed
        ]
        if rows:
            connection.execute(_RECORD, rows)

    def committed(self) -> None:
        """After the commit: what was written stands."""
        for journal in self._open.values():
            journal.committed, journal.lines = journal.file.end, 0

    def take_back(self) -> None:
        """After a failure before the commit: the files end where they did. Never raises."""
        for journal in self._open.values():
            journal.file.take_back(journal.committed)
            journal.lines = 0

    def close(self) -> None:
        """Close the files."""
        while self._open:
            self._open.popitem()[1].file.close()

    def _enter(self, connection: Connection, kind: str, day: str) -> _Open:
        for part in range(1, 1000):
            name = f"{day}.jsonl" if part == 1 else f"{day}-{part}.jsonl"
            path = f"{kind}/{name}"
            with connection.begin():
                row = connection.execute(select(journals).where(journals.c.path == path)).first()
                if row is not None and row.sealed:
                    continue  # the clock was set back to a day that is closed: another part of it
                if row is None:
                    committed = adopt(self.root / path)
                    values = {"path": path, "kind": kind, "committed": committed, "lines": 0, "sealed": ""}
                    number = connection.execute(insert(journals).values(values)).inserted_primary_key
                    assert number is not None
                    identity = int(number[0])
                else:
                    identity, committed = row.id, row.committed
            return _Open(identity, day, JournalFile(self.root / path, committed), committed, 0)
        raise OSError(f"a thousand journals of {day} are closed")

    def _mark_gone(self, connection: Connection, identity: int) -> None:
        with connection.begin():
            connection.execute(update(journals).where(journals.c.id == identity).values(sealed=GONE))


_RECORD = (
    update(journals)
    .where(journals.c.id == bindparam("of"))
    .values(committed=bindparam("end"), lines=journals.c.lines + bindparam("more"))
)
