"""Looking into a ledger without writing, beside a crawl or after it: for reports and exports."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, case, func, select

from newscrawl.ledger.dialect import sqlite_engine
from newscrawl.ledger.failing import storage_errors
from newscrawl.ledger.migrations import MIGRATIONS, refuse_newer, schema_version
from newscrawl.ledger.records import STORY
from newscrawl.ledger.schema import State, hosts, journals, runs, urls

LEDGER_NAME: Final = "ledger.db"
_DAY: Final = 86_400
_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run as it was entered. Times are UTC epoch seconds."""

    id: int
    started_at: int
    ended_at: int | None
    """None for a run under way, or killed."""
    verdict: str | None
    """None for a run under way; `interrupted` for one that was killed."""
    args: dict[str, Any]
    accounts: dict[str, Any] | None
    """As `Accounts.to_dict` gives them; None for a run without an end."""


class DayCount(NamedTuple):
    """The stories of a day."""

    announced: int
    """All that were announced, stored ones too."""
    stored: int
    """Those with an article."""


class LedgerView:
    """What a ledger tells to those who only read."""

    def __init__(self, connection: Connection) -> None:
        """For `open_view`."""
        self._connection = connection

    def offsets(self) -> dict[str, int]:
        """Journal, as a path relative to the output folder, to how many of its bytes are committed."""
        query = select(journals.c.path, journals.c.committed).where(journals.c.sealed == "")
        with self._connection.begin():
            return {row.path: row.committed for row in self._connection.execute(query)}

    def days(self, since: int, *, offset: int = 0) -> dict[tuple[str, date], DayCount]:
        """Publisher and day to its stories published from `since` (UTC epoch seconds) on, where their date is
        known; `offset` is that of the day's zone in seconds. Reads every row: seconds on millions.
        """
        day = ((urls.c.published_at + offset) // _DAY).label("day")
        stored = func.sum(case((urls.c.outcome == "article", 1), else_=0))
        query = (
            select(urls.c.publisher, day, func.count(), stored)
            .where(urls.c.kind == STORY, urls.c.published_at >= since)
            .group_by(urls.c.publisher, day)
        )
        with self._connection.begin():
            rows = self._connection.execute(query).all()
        return {
            (publisher, _EPOCH + timedelta(days=int(number))): DayCount(int(announced), int(having))
            for publisher, number, announced, having in rows
        }

    def run_records(self, limit: int = 20) -> list[RunRecord]:
        """The last runs, the newest first."""
        with self._connection.begin():
            rows = self._connection.execute(select(runs).order_by(runs.c.id.desc()).limit(limit)).all()
        return [
            RunRecord(
                row.id,
                row.started_at,
                row.ended_at,
                row.verdict,
                json.loads(row.args),
                None if row.accounts is None else json.loads(row.accounts),
            )
            for row in rows
        ]

    def host_names(self) -> set[str]:
        """The hosts it knows of, without `www.`, `m.` and `amp.`; "" stands for URLs without one."""
        with self._connection.begin():
            return {str(row.name) for row in self._connection.execute(select(hosts.c.name))}

    def counts(self) -> dict[str, int]:
        """How many URLs are in each state. Reads every row: seconds on millions."""
        query = select(urls.c.state, func.count()).group_by(urls.c.state)
        with self._connection.begin():
            return {State(state).name: number for state, number in self._connection.execute(query).all()}


@contextmanager
def open_view(output_dir: str | Path) -> Iterator[LedgerView | None]:
    """The view of an output folder's ledger; None when it has none. Raises StorageError."""
    path = Path(output_dir, LEDGER_NAME)
    if not path.exists():
        yield None
        return
    with storage_errors(path):
        engine = sqlite_engine(path, read_only=True)
        try:
            with engine.connect() as connection:
                with connection.begin():
                    version = schema_version(connection)
                refuse_newer(version, len(MIGRATIONS), str(path))
                # Killed before its first transaction, it is an empty file.
                yield LedgerView(connection) if version else None
        finally:
            engine.dispose()
