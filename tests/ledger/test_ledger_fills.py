"""What pages gave, counted with their outcome: once, whatever happens in between."""

from pathlib import Path
from typing import Any

import pytest
from ledger_pages import article, story_url
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from newscrawl.ledger import Child, Clock, Completion, Ledger
from newscrawl.ledger.commit import Committer
from newscrawl.ledger.dialect import sqlite_engine
from newscrawl.ledger.fills import DAY, HISTORY, history, mark_broken, rules_aside, set_aside, take_up
from newscrawl.ledger.migrations import migrate, schema_version
from newscrawl.ledger.schema import asides, fills
from newscrawl.watch.figures import Figures, Sums
from newscrawl.watch.record import Aside, Key

START = 1_800_000_000
TITLE = Key("article", "title")


def at(day: int) -> Clock:
    return Clock(wall=lambda: float(START + day * DAY))


def crawl(root: Path, day: int, numbers: range, *, broken: bool = False, title: int = 30) -> None:
    with Ledger.open(root, clock=at(day)) as ledger:
        run = ledger.begin_run({})
        ledger.announce([Child(url=story_url(n), publisher="khabar") for n in numbers])
        ledger.flush()
        for leased in ledger.lease(len(numbers)):
            figures = Figures("khabar", "article", {"title": title, "text": 1_000})
            ledger.complete(Completion(id=leased.id, item=article(leased.url), figures=figures))
        receipt = ledger.flush()
        assert len(receipt.figures) == len(numbers)
        if broken:
            mark_broken(ledger.connection(), "khabar", [TITLE], run)
        ledger.end_run("finished")


def remembered(root: Path, day: int) -> dict[Key, dict[int, Sums]]:
    with Ledger.open(root, clock=at(day)) as ledger:
        ledger.begin_run({})
        return history(ledger.connection(), "khabar")


def pages(days: dict[int, Sums]) -> dict[int, tuple[int, int]]:
    return {day - START // DAY: (sums.pages, sums.filled) for day, sums in days.items()}


def test_runs_of_a_day_are_its_history(tmp_path: Path) -> None:
    crawl(tmp_path, 0, range(5))
    crawl(tmp_path, 0, range(5, 8), title=0)
    crawl(tmp_path, 1, range(8, 10))
    found = remembered(tmp_path, 1)
    assert pages(found[TITLE]) == {0: (8, 5), 1: (2, 2)}
    sums = found[Key("article", "text")][START // DAY]
    assert (sums.length, round(sums.typical)) == (8_000, 1_000)
    assert history_of_others(tmp_path) == {}


def history_of_others(root: Path) -> dict[Key, dict[int, Sums]]:
    with Ledger.open(root) as ledger:
        return history(ledger.connection(), "samachar")


def test_a_run_does_not_count_as_its_own_history(tmp_path: Path) -> None:
    crawl(tmp_path, 0, range(5))
    with Ledger.open(tmp_path, clock=at(0)) as ledger:
        assert history(ledger.connection(), "khabar") == {}


def test_what_broke_and_what_is_old_is_no_history(tmp_path: Path) -> None:
    crawl(tmp_path, 0, range(5))
    crawl(tmp_path, 2, range(5, 10), broken=True, title=0)
    found = remembered(tmp_path, 3)
    assert pages(found[TITLE]) == {0: (5, 5)}
    assert pages(found[Key("article", "text")]) == {0: (5, 5), 2: (5, 5)}
    assert pages(remembered(tmp_path, HISTORY + 1).get(TITLE, {})) == {}


@pytest.mark.parametrize("step", ["_record", "_seal"])
def test_a_commit_that_fails_counts_nothing_and_the_next_one_once(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Committer, step, fail)
        with pytest.raises(KeyboardInterrupt):
            crawl(tmp_path, 0, range(5))
    crawl(tmp_path, 0, range(5))
    assert pages(remembered(tmp_path, 0)[TITLE]) == {0: (5, 5)}


def test_a_run_that_was_killed_counts_once(tmp_path: Path) -> None:
    crawl(tmp_path, 0, range(5))
    for _ in range(3):
        assert pages(remembered(tmp_path, 0)[TITLE]) == {0: (5, 5)}


def test_rules_are_set_aside_and_taken_up(tmp_path: Path) -> None:
    one = Aside("khabar", START, "article", "rule", 60, 59, "0 of 12 pages")
    with Ledger.open(tmp_path) as ledger:
        connection = ledger.connection()
        assert rules_aside(connection) == {}
        set_aside(connection, one)
        set_aside(connection, Aside("samachar", START, "live", "rule", 60, 60, "0 of 12 pages"))
    with Ledger.open(tmp_path) as ledger:
        assert rules_aside(ledger.connection())["khabar"] == one
        take_up(ledger.connection(), "khabar")
        assert list(rules_aside(ledger.connection())) == ["samachar"]


def test_an_older_ledger_gets_the_tables(tmp_path: Path) -> None:
    crawl(tmp_path, 0, range(2))
    engine = sqlite_engine(tmp_path / "ledger.db")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE fills"))
        connection.execute(text("DROP TABLE asides"))
        connection.execute(text("UPDATE meta SET value = '1' WHERE name = 'schema_version'"))
    with engine.connect() as connection:
        assert migrate(connection, where="x", now=0) >= 2
        with connection.begin():
            assert schema_version(connection) >= 2
            assert connection.execute(select(fills)).all() == []
    engine.dispose()
    crawl(tmp_path, 0, range(2, 4))
    assert pages(remembered(tmp_path, 0)[TITLE]) == {0: (2, 2)}


def test_the_tables_are_postgresql_too() -> None:
    for table in (fills, asides):
        assert table.name in str(CreateTable(table).compile(dialect=postgresql.dialect()))
