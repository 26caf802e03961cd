"""Runs, and the equation each must satisfy: announced = articles + rejects + pending.

Tallies are counted in the transaction in which the thing happened, and never corrected:

    announced        stories announced for the first time
    articles         stories that ended as an article
    rejects          stories that ended as a reject
    revisions        further versions of stored articles
    unchanged        stored articles looked at again and found as they were
    recheck_failed   stored articles whose page could not be had again
    rejected_again   rejects asked for again with the same end
    retries          attempts that failed for now
    sources_read     readings of a source
    sources_failed   readings that failed

What is pending is not tallied but counted, row by row; so each side of the equation checks the other. The
journals' lines are the third witness.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from newscrawl.ledger.dialect import add_up
from newscrawl.ledger.records import STORY
from newscrawl.ledger.schema import PENDING, articles, journals, revisions, runs, sources, tallies, urls

STORY_EVENTS = (
    "announced",
    "articles",
    "rejects",
    "revisions",
    "unchanged",
    "recheck_failed",
    "rejected_again",
    "retries",
)
"""What is tallied of stories; a crawl shows these while it runs."""
EVENTS = (*STORY_EVENTS, "sources_read", "sources_failed")
INTERRUPTED = "interrupted"


@dataclass(slots=True)
class Line:
    """The account of one publisher and source."""

    publisher: str
    source: str
    """URL of the source; "" for what the user named."""
    carried: int = 0
    """Stories without an outcome that earlier runs left."""
    pending: int = 0
    """Stories without an outcome now."""
    events: dict[str, int] = field(default_factory=dict)
    """This run's tallies."""

    def count(self, what: str) -> int:
        """One of this run's tallies."""
        return self.events.get(what, 0)

    @property
    def difference(self) -> int:
        """Stories that were taken on and are neither stored, refused nor pending; 0 in a sound run."""
        taken_on = self.carried + self.count("announced")
        return taken_on - self.count("articles") - self.count("rejects") - self.pending


@dataclass(slots=True)
class Accounts:
    """The books of a run."""

    run: int
    lines: list[Line]
    problems: list[str]
    """In words, what does not add up. Empty in a sound run."""

    def total(self, what: str) -> int:
        """A tally, or `carried` or `pending`, over all lines."""
        if what in {"carried", "pending"}:
            return sum(getattr(line, what) for line in self.lines)
        return sum(line.count(what) for line in self.lines)

    def silent(self) -> list[str]:
        """Publishers that announced stories for the first time in this run and have no article from it."""
        announced: dict[str, int] = {}
        stored: dict[str, int] = {}
        for line in self.lines:
            announced[line.publisher] = announced.get(line.publisher, 0) + line.count("announced")
            stored[line.publisher] = stored.get(line.publisher, 0) + line.count("articles")
        return [publisher for publisher, count in announced.items() if count and not stored[publisher]]

    def to_dict(self) -> dict[str, Any]:
        """The books as JSON types, for the run's row and for reports."""
        names = ("carried", *EVENTS, "pending")
        return {
            "totals": {name: self.total(name) for name in names},
            "lines": [
                {"publisher": line.publisher, "source": line.source, "carried": line.carried}
                | {"pending": line.pending, **{name: count for name, count in line.events.items() if count}}
                for line in self.lines
            ],
            "problems": self.problems,
        }


def begin_run(connection: Connection, args: Mapping[str, Any], now: int) -> int:
    """Enter a run and return its number; runs that never ended are marked as interrupted."""
    with connection.begin():
        _close_interrupted(connection)
        _fold(connection)
        values = {"started_at": now, "args": json.dumps(dict(args), ensure_ascii=True, default=str)}
        result = connection.execute(insert(runs).values(values))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def _close_interrupted(connection: Connection) -> None:
    for number in connection.execute(select(runs.c.id).where(runs.c.verdict.is_(None))).scalars().all():
        query = select(tallies.c.what, func.sum(tallies.c.number)).where(tallies.c.run == number)
        totals = {what: int(count) for what, count in connection.execute(query.group_by(tallies.c.what))}
        books = json.dumps({"totals": totals, "lines": [], "problems": []})
        values = {"verdict": INTERRUPTED, "accounts": books}
        connection.execute(update(runs).where(runs.c.id == number).values(values))


def _fold(connection: Connection) -> None:
    """Add the tallies of past runs up under run 0, so that the table grows with the sources, not the runs."""
    past = tallies.c.run != 0
    groups = (tallies.c.publisher, tallies.c.source_id, tallies.c.what)
    query = select(*groups, func.sum(tallies.c.number).label("number")).where(past).group_by(*groups)
    rows = [{"run": 0, **row} for row in connection.execute(query).mappings()]
    add_up(connection, tallies, rows, ("run", "publisher", "source_id", "what"), "number")
    connection.execute(delete(tallies).where(past))


def end_run(connection: Connection, accounts: Accounts, verdict: str, now: int) -> None:
    """Close a run's books."""
    with connection.begin():
        connection.execute(
            update(runs)
            .where(runs.c.id == accounts.run)
            .values(ended_at=now, verdict=verdict, accounts=json.dumps(accounts.to_dict(), ensure_ascii=True))
        )


def accounts_of(connection: Connection, run: int) -> Accounts:
    """The books of the newest run as they stand. Reads the rows that wait, not those that are done."""
    lines: dict[tuple[str, int], Line] = {}

    def line(publisher: str, source_id: int) -> Line:
        return lines.setdefault((publisher, source_id), Line(publisher, ""))

    with connection.begin():
        for row in connection.execute(select(tallies)):
            at = line(row.publisher, row.source_id)
            if row.run == run:
                at.events[row.what] = row.number
            elif row.what == "announced":
                at.carried += row.number
            elif row.what in {"articles", "rejects"}:
                at.carried -= row.number
        # By the two partial indexes: what is done, which may be millions, is never looked at.
        for waits in (urls.c.rank.is_not(None), urls.c.due_at.is_not(None)):
            query = (
                select(urls.c.publisher, urls.c.source_id, func.count())
                .where(waits, urls.c.state.in_([int(state) for state in PENDING]), urls.c.kind == STORY)
                .group_by(urls.c.publisher, urls.c.source_id)
            )
            for publisher, source_id, count in connection.execute(query):
                line(publisher, source_id).pending += count
        ids = [source_id for _, source_id in lines if source_id]
        for start in range(0, len(ids), 500):
            named = select(sources.c.id, sources.c.url).where(sources.c.id.in_(ids[start : start + 500]))
            names: dict[int, str] = {row.id: row.url for row in connection.execute(named)}
            for (_, source_id), found in lines.items():
                found.source = names.get(source_id, found.source)
        problems = _witnesses(connection)
    shown = [found for found in lines.values() if found.events or found.carried or found.pending]
    for found in shown:
        if found.difference:
            problems.append(
                f"{found.publisher or 'no publisher'}, {found.source or 'no source'}: "
                f"{found.carried + found.count('announced')} taken on = {found.count('articles')} articles + "
                f"{found.count('rejects')} rejects + {found.pending} pending {found.difference:+d}"
            )
    return Accounts(run, shown, problems)


def _witnesses(connection: Connection) -> list[str]:
    """Compare tallies, rows and journal lines of articles."""

    def one(query: Any) -> int:
        return int(connection.execute(query).scalar() or 0)

    def tallied(what: str) -> int:
        return one(select(func.sum(tallies.c.number)).where(tallies.c.what == what))

    rows = one(select(func.count()).select_from(articles))
    versions = rows + one(select(func.count()).select_from(revisions))
    lines = one(select(func.sum(journals.c.lines)).where(journals.c.kind == "articles"))
    problems = []
    if rows != (counted := tallied("articles")):
        problems.append(f"{counted} articles were counted, {rows} are in the ledger")
    if versions != lines:
        problems.append(f"{versions} versions of articles are in the ledger, {lines} lines in the journals")
    return problems
