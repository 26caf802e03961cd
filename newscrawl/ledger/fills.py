"""The history of what a publisher's pages give, and the rules that are set aside: statements.

A page's figures come with its completion and are counted in its transaction, so that a kill neither loses
those of a stored page nor counts one twice. A run's own figures stand under its number until the next run
begins: until then it may find that they are no history.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, delete, select, update

from newscrawl.ledger.dialect import add_up, upsert
from newscrawl.ledger.schema import asides, fills
from newscrawl.watch.figures import Figures, Sums
from newscrawl.watch.record import Aside, Key

HISTORY: Final = 30
"""Days that are remembered. What is found broken is left out: a change that lasts for longer is the habit."""
DAY: Final = 86_400
_UNIQUE: Final = ("publisher", "page_type", "field", "day", "run")
_SUMS: Final = ("pages", "filled", "length", "logs", "squares")


def count(connection: Connection, figures: Iterable[Figures], run: int, now: int) -> None:
    """Add pages' figures to those of the run, in the transaction under way."""
    found: dict[tuple[str, str, str], Sums] = {}
    for page in figures:
        for field, length in page.lengths.items():
            found.setdefault((page.publisher, page.page_type, field), Sums()).count(length)
    rows = [
        {"publisher": publisher, "page_type": page_type, "field": field, "day": now // DAY, "run": run}
        | {name: getattr(sums, name) for name in _SUMS}
        for (publisher, page_type, field), sums in found.items()
    ]
    add_up(connection, fills, rows, _UNIQUE, *_SUMS)


def fold(connection: Connection, now: int) -> None:
    """Make the figures of past runs history, in the transaction under way, but what broke and what is old."""
    past, kept = fills.c.run != 0, fills.c.day >= now // DAY - HISTORY
    rows: list[dict[str, Any]] = [
        {**row, "run": 0, "broken": 0}
        for row in connection.execute(select(fills).where(past, kept, fills.c.broken == 0)).mappings()
    ]
    add_up(connection, fills, rows, _UNIQUE, *_SUMS)
    connection.execute(delete(fills).where(past | ~kept))


def history(connection: Connection, publisher: str) -> dict[Key, dict[int, Sums]]:
    """What a publisher's pages gave in earlier runs, by key and day."""
    found: dict[Key, dict[int, Sums]] = {}
    with connection.begin():
        query = select(fills).where(fills.c.publisher == publisher, fills.c.run == 0)
        for row in connection.execute(query):
            sums = Sums(row.pages, row.filled, row.length, row.logs, row.squares)
            found.setdefault(Key(row.page_type, row.field), {})[row.day] = sums
    return found


def mark_broken(connection: Connection, publisher: str, keys: Iterable[Key], run: int) -> None:
    """Note that a run's figures under these keys are no history."""
    with connection.begin():
        for key in keys:
            connection.execute(
                update(fills)
                .where(fills.c.publisher == publisher, fills.c.page_type == key.page_type)
                .where(fills.c.field == key.field, fills.c.run == run)
                .values(broken=1)
            )


def rules_aside(connection: Connection) -> dict[str, Aside]:
    """The rules that are set aside, by their publisher's key."""
    with connection.begin():
        return {row.publisher: Aside(*row) for row in connection.execute(select(asides))}


def set_aside(connection: Connection, aside: Aside) -> None:
    """Remember that a rule is set aside."""
    row = {name: getattr(aside, name) for name in asides.c.keys()}  # noqa: SIM118 - a collection of columns
    with connection.begin():
        upsert(connection, asides, [row], ("publisher",))


def take_up(connection: Connection, publisher: str) -> None:
    """Remember that a rule is in use again."""
    with connection.begin():
        connection.execute(delete(asides).where(asides.c.publisher == publisher))
