"""The schema's versions: an ordered list of steps, each one transaction with its version number."""

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection, inspect, select, update

from newscrawl.ledger.errors import LedgerTooNewError
from newscrawl.ledger.schema import asides, fills, meta, metadata

Migration = Callable[[Connection], None]


def _first(connection: Connection) -> None:
    metadata.create_all(connection)


def _watch(connection: Connection) -> None:
    metadata.create_all(connection, tables=[fills, asides])


MIGRATIONS: Final[tuple[Migration, ...]] = (_first, _watch)
"""Step n leads from version n to n + 1. A step that has been released is never changed: add another."""


def schema_version(connection: Connection) -> int:
    """The version the ledger has; 0 when it is empty."""
    if not inspect(connection).has_table(meta.name):
        return 0
    value = connection.execute(select(meta.c.value).where(meta.c.name == "schema_version")).scalar()
    return int(value) if value is not None else 0


def migrate(
    connection: Connection, *, where: str, now: int, migrations: Sequence[Migration] = MIGRATIONS
) -> int:
    """Bring the ledger to the newest version and return it.

    Each step and its version number are one transaction, so that a kill leaves the one or the other version,
    never something between. Raises LedgerTooNewError when the ledger is ahead of this program.
    """
    with connection.begin():
        version = schema_version(connection)
    refuse_newer(version, len(migrations), where)
    for number in range(version, len(migrations)):
        with connection.begin():
            migrations[number](connection)
            if number == 0:
                values = {"schema_version": "1", "created": str(now)}
                rows = [{"name": name, "value": value} for name, value in values.items()]
                connection.execute(meta.insert(), rows)
            else:
                statement = update(meta).where(meta.c.name == "schema_version").values(value=str(number + 1))
                connection.execute(statement)
    return len(migrations)


def refuse_newer(version: int, known: int, where: str) -> None:
    """Raise LedgerTooNewError when a ledger of this version is ahead of a program that knows `known`."""
    if version > known:
        raise LedgerTooNewError(
            f"the ledger has schema {version}, this newscrawl knows {known}",
            where,
            "Update newscrawl, or choose another output folder",
        )
