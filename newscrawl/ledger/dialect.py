"""All that differs between SQLite and PostgreSQL: connecting, beginning, and inserting what may exist."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Select, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.pool import NullPool

Row = Mapping[str, Any]

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    # The journal's lines are synced before each commit; FULL syncs the commit too, so that what was
    # acknowledged outlives a power cut. A group commit pays for it once.
    "PRAGMA synchronous=FULL",
    "PRAGMA wal_autocheckpoint=4000",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA cache_size=-16384",
    "PRAGMA temp_store=MEMORY",
)
AUTOCOMMIT: Final = "AUTOCOMMIT"


def sqlite_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine on a SQLite file in WAL mode; its transactions take the write lock when they begin."""
    if read_only:
        query = {"mode": "ro", "uri": "true"}
        url = URL.create("sqlite", database=f"file:{quote(os.fspath(path.resolve()))}", query=query)
    else:
        url = URL.create("sqlite", database=os.fspath(path))
    # The crawl's thread and the one that commits may differ; the store sees to it that they take turns.
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": 5, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own idea of when to begin is wrong for DDL
        if not read_only:
            for pragma in _PRAGMAS:
                connection.execute(pragma).close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("isolation_level") != AUTOCOMMIT:
            connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def engine_for(address: str | Path, *, read_only: bool = False) -> Engine:
    """An engine for a SQLite file or, given a `postgresql` URL, for that server."""
    if isinstance(address, str) and address.startswith("postgresql"):
        return create_engine(address)
    return sqlite_engine(Path(address), read_only=read_only)


class Question:
    """A query that is asked for every page, prepared once; its parameters are bound by name.

    SQLite answers outside a transaction, as one statement sees one state: no writer is between, and half a
    millisecond of the page's few is saved.
    """

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._prepared: tuple[str, tuple[str, ...], dict[str, Any]] | None = None

    def ask(self, connection: Connection, **values: Any) -> list[Any]:
        """The rows, as tuples in the order of the query's columns."""
        if connection.dialect.name != "sqlite":
            with connection.begin():
                return [tuple(row) for row in connection.execute(self._statement, values)]
        if self._prepared is None:
            compiled: Any = self._statement.compile(dialect=connection.dialect)
            self._prepared = str(compiled), tuple(compiled.positiontup), dict(compiled.params)
        text, names, literals = self._prepared
        driver: Any = connection.connection.driver_connection
        rows: list[Any] = driver.execute(
            text, [values.get(name, literals[name]) for name in names]
        ).fetchall()
        return rows


def _insert(connection: Connection, table: Table) -> SqliteInsert | PostgresInsert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(connection: Connection, table: Table, rows: Sequence[Row], unique: str) -> set[Any]:
    """Insert the rows whose `unique` column is new; return those values that were inserted.

    The caller has looked the values up in the same transaction. On SQLite, whose writers take turns, they are
    thereby known to be new; on PostgreSQL another worker may have come between.
    """
    if not rows:
        return set()
    statement = _insert(connection, table).on_conflict_do_nothing(index_elements=[unique])
    if connection.dialect.name == "sqlite":
        connection.execute(statement, rows)
        return {row[unique] for row in rows}
    returned = connection.execute(statement.returning(table.c[unique]), rows)
    return set(returned.scalars())


def insert_unknown(connection: Connection, table: Table, rows: Sequence[Row], unique: Sequence[str]) -> None:
    """Insert the rows; where one exists with the same `unique` columns, leave it."""
    if rows:
        statement = _insert(connection, table).on_conflict_do_nothing(index_elements=list(unique))
        connection.execute(statement, rows)


def upsert(connection: Connection, table: Table, rows: Sequence[Row], unique: Sequence[str]) -> None:
    """Insert the rows; where one exists with the same `unique` columns, set its other columns."""
    if not rows:
        return
    statement = _insert(connection, table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in unique}
    connection.execute(statement.on_conflict_do_update(index_elements=list(unique), set_=changed), rows)


def add_up(
    connection: Connection, table: Table, rows: Sequence[Row], unique: Sequence[str], *sums: str
) -> None:
    """Insert the rows; where one exists with the same `unique` columns, add to its columns `sums`."""
    if not rows:
        return
    statement = _insert(connection, table)
    total = {name: table.c[name] + statement.excluded[name] for name in sums}
    connection.execute(statement.on_conflict_do_update(index_elements=list(unique), set_=total), rows)
