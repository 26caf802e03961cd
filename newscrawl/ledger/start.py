"""Opening a ledger: the database, its version, and what a kill or a stranger left behind."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from newscrawl.ledger.clock import Clock
from newscrawl.ledger.dialect import add_up, engine_for
from newscrawl.ledger.failing import storage_errors
from newscrawl.ledger.intake import look_up
from newscrawl.ledger.journal import Ours
from newscrawl.ledger.journals import Loss
from newscrawl.ledger.migrations import migrate
from newscrawl.ledger.reading import read_record
from newscrawl.ledger.rebuild import read_back
from newscrawl.ledger.records import digest
from newscrawl.ledger.schema import State, articles, journals, revisions, runs, tallies, urls
from newscrawl.urls import canonical_key

logger = logging.getLogger(__name__)


def open_database(path: Path, clock: Clock) -> Engine:
    """An engine on the ledger, at the newest version. A new one is filled from the journals that are there.

    Raises StorageError.
    """
    engine = engine_for(path)
    with storage_errors(path), engine.connect() as connection:
        migrate(connection, where=str(path), now=clock.utc())
        read_back(connection, path.parent, clock.utc())
    return engine


def tails(connection: Connection) -> dict[str, Ours]:
    """Per kind, what tells a line that was written but not committed from a stranger's."""
    with connection.begin():
        # A run that ended in order committed all it wrote: what stands behind the offset came later.
        killed = connection.execute(select(runs.c.id).where(runs.c.verdict.is_(None))).first() is not None

    def our_article(line: bytes) -> bool:
        found = read_record(line) or {}
        if "schema_version" not in found:
            return False
        if killed:
            return True
        key = canonical_key(found.get("url"))
        with connection.begin():
            return key is not None and bool(look_up(connection, [digest(key)]))

    def our_reject(line: bytes) -> bool:
        return (read_record(line) or {}).keys() == {"url", "stage", "reason", "detail", "at"}

    return {"articles": our_article, "rejects": our_reject}


def requeue_lost(connection: Connection, losses: Sequence[Loss], root: Path) -> None:
    """Put articles whose committed lines somebody cut off back into the queue, a transaction per file."""
    for loss in losses:
        with connection.begin():
            lost = 0
            if loss.kind == "articles":
                lost = _forget_versions(connection, loss) + _forget_articles(connection, loss)
            connection.execute(
                update(journals)
                .where(journals.c.id == loss.journal_id)
                .values(committed=loss.end, lines=journals.c.lines - lost)
            )
        logger.warning(
            "%s was cut off by another program: %s",
            root / loss.path,
            f"{lost} articles are fetched again" if loss.kind == "articles" else "its last rejects are gone",
        )


def _forget_versions(connection: Connection, loss: Loss) -> int:
    beyond = (revisions.c.journal_id == loss.journal_id) & (
        revisions.c.offset + revisions.c.length > loss.end
    )
    return connection.execute(delete(revisions).where(beyond)).rowcount


def _forget_articles(connection: Connection, loss: Loss) -> int:
    beyond = (articles.c.journal_id == loss.journal_id) & (articles.c.offset + articles.c.length > loss.end)
    query = (
        select(articles, urls.c.publisher, urls.c.source_id, urls.c.priority)
        .join(urls, urls.c.id == articles.c.url_id)
        .where(beyond)
    )
    rows = connection.execute(query).all()
    for row in rows:
        connection.execute(delete(articles).where(articles.c.url_id == row.url_id))
        change: dict[str, Any] = {"rank": -row.priority, "due_at": None}
        of = revisions.c.url_id == row.url_id
        before = connection.execute(
            select(revisions).where(of).order_by(revisions.c.revision.desc()).limit(1)
        ).first()
        if before is not None:
            # The version before stands again; without its fingerprint, only its text can be compared.
            connection.execute(delete(revisions).where(of, revisions.c.revision == before.revision))
            again = before._asdict() | {
                "fingerprint": b"\0",
                "first_at": row.first_at,
                "story_id": row.story_id,
            }
            connection.execute(insert(articles).values(again))
        else:
            change |= {"state": State.DISCOVERED, "outcome": None}
            pair = {"run": 0, "publisher": row.publisher, "source_id": row.source_id}
            add_up(
                connection,
                tallies,
                [pair | {"what": "articles", "number": -1}],
                ("run", "publisher", "source_id", "what"),
                "number",
            )
        change |= {"etag": None, "last_modified": None}  # a 304 would leave it lost
        connection.execute(update(urls).where(urls.c.id == row.url_id).values(change))
    return len(rows)
