"""Opening a ledger: versions, damage, what an older run left, and storage that fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ledger_pages import article, reject, story_url
from sqlalchemy import Column, Integer, Text, inspect, select, text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from newscrawl.items.schema import to_json_line
from newscrawl.ledger import (
    Child,
    Completion,
    Ledger,
    LedgerDamagedError,
    LedgerTooNewError,
    StorageError,
    commit,
    frontier,
    intake,
    journals,
    open_view,
    read_articles,
)
from newscrawl.ledger.dialect import sqlite_engine
from newscrawl.ledger.failing import storage_error
from newscrawl.ledger.lock import WriterLock
from newscrawl.ledger.migrations import MIGRATIONS, migrate, schema_version
from newscrawl.ledger.schema import articles, meta, metadata, revisions, urls


def store(root: Path, *numbers: int) -> None:
    with Ledger.open(root) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(n), publisher="khabar") for n in numbers])
        ledger.flush()
        for leased in ledger.lease(len(numbers)):
            item = reject(leased.url) if leased.url == story_url(9) else article(leased.url)
            ledger.complete(Completion(id=leased.id, item=item))
        assert ledger.end_run("finished").problems == []


def one_line(error: pytest.ExceptionInfo[StorageError]) -> str:
    said = str(error.value)
    assert "\n" not in said
    assert error.value.remedy in said
    return said


def test_a_ledger_of_a_newer_version_is_refused_in_one_line(tmp_path: Path) -> None:
    store(tmp_path, 1)
    engine = sqlite_engine(tmp_path / "ledger.db")
    with engine.begin() as connection:
        connection.execute(update(meta).where(meta.c.name == "schema_version").values(value="99"))
    engine.dispose()
    with pytest.raises(LedgerTooNewError) as refused:
        Ledger.open(tmp_path)
    assert "schema 99" in one_line(refused)
    assert (tmp_path / "ledger.db.lock").read_bytes() == b"", "the lock was let go"


def test_migrations_are_applied_in_order_and_whole(tmp_path: Path) -> None:
    def add_column(connection) -> None:
        connection.execute(text("ALTER TABLE hosts ADD COLUMN colour TEXT"))

    def fail(connection) -> None:
        connection.execute(text("ALTER TABLE hosts ADD COLUMN size TEXT"))
        raise RuntimeError("killed")

    store(tmp_path, 1)
    engine = sqlite_engine(tmp_path / "ledger.db")
    with engine.connect() as connection:
        with pytest.raises(RuntimeError):
            migrate(connection, where="x", now=0, migrations=(*MIGRATIONS, add_column, fail))
        with connection.begin():
            assert schema_version(connection) == len(MIGRATIONS) + 1
            names = {column["name"] for column in inspect(connection).get_columns("hosts")}
        assert "colour" in names
        assert "size" not in names
        assert (
            migrate(connection, where="x", now=0, migrations=(*MIGRATIONS, add_column)) == len(MIGRATIONS) + 1
        )
    engine.dispose()


@pytest.mark.parametrize("damage", ["garbage", "zeroed middle", "header"])
def test_a_damaged_ledger_is_refused_and_moved_away_is_read_back(tmp_path: Path, damage: str) -> None:
    store(tmp_path, 1, 2, 9)
    path = tmp_path / "ledger.db"
    data = path.read_bytes()
    if damage == "garbage":
        path.write_bytes(b"no database at all " * 500)
    elif damage == "header":
        path.write_bytes(b"X" * 100 + data[100:])
    else:
        path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    with pytest.raises(LedgerDamagedError) as refused:
        Ledger.open(tmp_path)
    assert "Move the file away and run again" in one_line(refused)
    assert path.exists()
    path.rename(tmp_path / "aside")
    store(tmp_path, 1, 2, 3, 9)
    urls_stored = [record["url"] for record in read_articles(tmp_path)]
    assert sorted(urls_stored) == [story_url(n) for n in (1, 2, 3)]
    assert len(list(read_articles(tmp_path, "rejects"))) == 1


def test_a_folder_filled_before_there_was_a_ledger_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    first, again = article(story_url(1)), article(story_url(1), text="दूसरा पाठ यहाँ है।")
    lines = [to_json_line(item) for item in (first, first, again, article(story_url(2)))]
    lines += ["[]", '{"url":7}', "half a note"]
    (folder / "2026-01-30.jsonl").write_text("\n".join(lines), "utf-8")
    for _ in range(2):
        with Ledger.open(tmp_path) as ledger:
            ledger.begin_run({})
            known = ledger.known_many([story_url(1), story_url(2)])
            assert all(found.seen for found in known.values())
            assert len(known) == 2
            assert ledger.accounts().problems == []
            with ledger.connection().begin():
                versions = ledger.connection().execute(select(articles.c.revision)).scalars().all()
                older = ledger.connection().execute(select(revisions.c.revision)).scalars().all()
            assert (sorted(versions), older) == ([1, 2], [1])
    assert (folder / "2026-01-30.jsonl.damaged").read_bytes() == b"half a note\n"


def test_a_folder_that_cannot_be_written_to_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError) as refused:
        Ledger.open(tmp_path / "file")
    assert "cannot write" in one_line(refused)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError) as refused:
        Ledger.open(tmp_path)
    assert "writable" in one_line(refused)
    tmp_path.chmod(0o700)


def test_a_ledger_another_program_holds_is_one_line(tmp_path: Path) -> None:
    store(tmp_path, 1)
    other = sqlite_engine(tmp_path / "ledger.db")
    with other.connect() as holder, Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        with holder.begin():
            ledger.connection().connection.dbapi_connection.execute("PRAGMA busy_timeout=50")
            ledger.announce([Child(url=story_url(2))])
            with pytest.raises(StorageError) as failed:
                ledger.flush()
        assert "locked" in one_line(failed)
    other.dispose()
    with Ledger.open(tmp_path) as ledger:
        assert ledger.lease(1) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            OSError(28, "No space left on device", "a.jsonl"),
            "no space left on device): a.jsonl. Free some space",
        ),
        (OSError(30, "Read-only file system"), "read-only file system): here. The file system is read-only"),
        (OSError(99999, "odd"), "odd): here. Check the disk"),
    ],
)
def test_what_the_disk_says(error: OSError, said: str) -> None:
    assert said in str(storage_error(error, "here"))


FORKED = """
import os, sys, time
from pathlib import Path
from newscrawl.ledger.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
lock.acquire()
if os.fork():
    os.kill(os.getpid(), 9)
print(flush=True)
time.sleep(20)
"""


def test_a_worker_that_outlives_its_killed_parent_does_not_keep_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with subprocess.Popen(
        [sys.executable, "-c", FORKED, os.fspath(path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        process_group=0,
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.wait(timeout=10)
        lock = WriterLock(path)
        lock.acquire()
        lock.release()
        os.killpg(run.pid, 9)


def test_the_tables_and_statements_suit_postgresql_too() -> None:
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            made = str(CreateIndex(index).compile(dialect=dialect))
            assert ("WHERE" in made) == (index.name in {"ix_urls_queue", "ix_urls_due"})
    for module in (commit, frontier, intake, journals):
        statements = [
            value for name, value in vars(module).items() if name.isupper() and hasattr(value, "compile")
        ]
        assert statements
        for statement in statements:
            assert str(statement.compile(dialect=dialect))
    for column in (column for table in metadata.sorted_tables for column in table.columns):
        assert isinstance(column, Column)
    assert isinstance(urls.c.rank.type, Integer)
    assert isinstance(urls.c.url.type, Text)


def test_others_may_look_while_a_crawl_writes(tmp_path: Path) -> None:
    with open_view(tmp_path) as view:
        assert view is None
    store(tmp_path, 1, 9)
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({"limit": 1})
        ledger.announce([Child(url=story_url(2))])
        (leased,) = ledger.lease(1)
        ledger.complete(Completion(id=leased.id, item=article(leased.url)))
        with open_view(tmp_path) as view:
            assert view is not None
            assert view.counts() == {"FETCHED": 1, "ERROR": 1, "DISCOVERED": 1}
            offsets = view.offsets()
            assert {path: (tmp_path / path).stat().st_size for path in offsets} == offsets
            running, ended = view.run_records()
            assert (running.verdict, running.args, running.accounts) == (None, {"limit": 1}, None)
            assert ended.accounts is not None
            assert ended.accounts["totals"]["articles"] == 1
            assert len(list(read_articles(tmp_path, committed=offsets))) == 1
