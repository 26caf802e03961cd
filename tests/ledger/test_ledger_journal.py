"""Journals: cut back to the committed offset, strangers' bytes kept aside, days rotated and compressed."""

import gzip
import json
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_pages import article, reject, story_url

from newscrawl.items.schema import to_json_line
from newscrawl.ledger import Child, Clock, Completion, Ledger, StorageError, read_articles
from newscrawl.ledger.journal import JournalFile, recover
from newscrawl.ledger.reading import journal_files, read_lines, zstd_module

DAY = 86_400
START = 1_800_000_000.0  # 2027-01-15


def ours(line: bytes) -> bool:
    return line.startswith(b'{"url":')


@given(
    whole=st.lists(st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"")), max_size=4),
    tail=st.binary(max_size=120),
)
def test_whatever_stands_behind_the_offset_is_cut_off_or_kept_aside(tmp_path_factory, whole, tail) -> None:
    path = tmp_path_factory.mktemp("journal") / "2026-01-31.jsonl"
    data = b"".join(line + b"\n" for line in whole)
    path.write_bytes(data + tail)
    assert recover(path, len(data), ours) == 0
    assert path.read_bytes() == data
    aside = path.with_name("2026-01-31.jsonl.damaged")
    kept = aside.read_bytes() if aside.exists() else b""
    for line in tail.split(b"\n")[:-1]:
        assert not line.strip(b"\0") or ours(line) or line + b"\n" in kept


@pytest.mark.parametrize(
    ("tail", "aside"),
    [
        (b'{"url":"https://a.example/1"}\n{"url":"https', None),
        (b'{"ur', None),
        (b"\0" * 4096, None),
        (b"a stranger's line\n", b"a stranger's line\n"),
        (b'{"url":"x"}\nnote to self', b"note to self\n"),
    ],
    ids=["batch not committed", "torn early", "zeros of a power cut", "foreign line", "foreign and torn"],
)
def test_what_is_kept_aside(tmp_path: Path, caplog, tail: bytes, aside: bytes | None) -> None:
    path = tmp_path / "2026-01-31.jsonl"
    path.write_bytes(b'{"url":"0"}\n' + tail)
    recover(path, 12, ours)
    assert path.read_bytes() == b'{"url":"0"}\n'
    damaged = tmp_path / "2026-01-31.jsonl.damaged"
    assert (damaged.read_bytes() if damaged.exists() else None) == aside
    assert len(caplog.records) == (0 if aside is None else 1)


def test_a_journal_shorter_than_committed_says_how_much_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "2026-01-31.jsonl"
    path.write_bytes(b'{"a":1}\n{"b":2}\n{"c"')
    assert recover(path, 24, ours) == 8
    assert path.read_bytes() == b'{"a":1}\n{"b":2}\n'


def test_a_failed_write_is_taken_back(tmp_path: Path) -> None:
    file = JournalFile(tmp_path / "x.jsonl", 0)
    assert file.append([b"{}", b"[1]"]) == [0, 3]
    file.sync()
    file.append([b"more"])
    file.take_back(7)
    assert file.append([b"again"]) == [7]
    file.close()
    assert (tmp_path / "x.jsonl").read_bytes() == b"{}\n[1]\nagain\n"


def test_a_stranger_who_writes_during_the_crawl_is_put_aside(tmp_path: Path) -> None:
    file = JournalFile(tmp_path / "x.jsonl", 0)
    file.append([b"{}"])
    with (tmp_path / "x.jsonl").open("ab") as other:
        other.write(b"hello")
    assert file.append([b"[]"]) == [3]
    (tmp_path / "x.jsonl").write_bytes(b"")
    with pytest.raises(StorageError, match="cut the journal from 6 to 0"):
        file.append([b"[]"])
    file.close()
    assert (tmp_path / "x.jsonl.damaged").read_bytes() == b"hello\n"


def store(ledger: Ledger, *numbers: int) -> None:
    ledger.announce([Child(url=story_url(n)) for n in numbers])
    for leased in ledger.lease(len(numbers)):
        ledger.complete(Completion(id=leased.id, item=article(leased.url)))
    ledger.flush()


class Days:
    """A clock whose day can be set."""

    def __init__(self) -> None:
        self.wall = START
        self.clock = Clock(lambda: self.wall)


def test_a_journal_is_of_one_day_and_closed_days_are_compressed(tmp_path: Path) -> None:
    days = Days()
    with Ledger.open(tmp_path, clock=days.clock) as ledger:
        ledger.begin_run({})
        store(ledger, 1, 2)
        days.wall += DAY
        store(ledger, 3)
        assert [path.name for path in journal_files(tmp_path)] == ["2027-01-15.jsonl", "2027-01-16.jsonl"]
        made = ledger.seal("gz")
        assert sorted(path.name for path in made) == ["2027-01-15.jsonl.gz"] * 2
        assert not list(tmp_path.rglob("*.part"))
        days.wall -= DAY  # set back to a day that is closed
        store(ledger, 4)
        assert not ledger.accounts().problems
    names = [path.name for path in journal_files(tmp_path)]
    assert names == ["2027-01-15.jsonl.gz", "2027-01-15-2.jsonl", "2027-01-16.jsonl"]
    found = [record["url"] for record in read_articles(tmp_path)]
    assert found == [story_url(n) for n in (1, 2, 4, 3)]
    with Ledger.open(tmp_path) as ledger:
        assert not ledger.accounts().problems


def test_a_kill_between_compressing_and_removing_leaves_one(tmp_path: Path) -> None:
    days = Days()
    with Ledger.open(tmp_path, clock=days.clock) as ledger:
        ledger.begin_run({})
        store(ledger, 1)
        plain = (tmp_path / "articles" / "2027-01-15.jsonl").read_bytes()
        days.wall += DAY
        ledger.seal("gz")
    (tmp_path / "articles" / "2027-01-15.jsonl").write_bytes(plain)
    assert len(list(read_articles(tmp_path))) == 1, "the plain file and its compressed form are one journal"
    Ledger.open(tmp_path).close()
    assert not (tmp_path / "articles" / "2027-01-15.jsonl").exists()
    assert len(list(read_articles(tmp_path))) == 1


@pytest.mark.skipif(zstd_module() is None, reason="no zstd module")
def test_zstd_where_there_is_a_module(tmp_path: Path) -> None:
    days = Days()
    with Ledger.open(tmp_path, clock=days.clock) as ledger:
        ledger.begin_run({})
        store(ledger, 1)
        days.wall += DAY
        ledger.seal("zst")
    assert [path.suffix for path in journal_files(tmp_path)] == [".zst"]
    assert [record["url"] for record in read_articles(tmp_path)] == [story_url(1)]


def test_an_unknown_codec_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        store(ledger, 1)
        with pytest.raises(ValueError, match="no module"):
            ledger.seal("rar")


def test_reading_stops_at_the_committed_offset_and_passes_over_what_is_no_record(
    tmp_path: Path, caplog
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    lines = [to_json_line(article(story_url(n))).encode() + b"\n" for n in range(3)]
    (folder / "2026-01-31.jsonl").write_bytes(lines[0] + b"no json\n" + lines[1] + lines[2] + b'{"url":"to')
    assert [record["url"] for record in read_articles(tmp_path)] == [story_url(n) for n in range(3)]
    assert "line 2 is no record" in caplog.text
    committed = {"articles/2026-01-31.jsonl": len(lines[0])}
    assert len(list(read_articles(tmp_path, committed=committed))) == 1
    damaged = folder / "2026-01-30.jsonl.gz"
    damaged.write_bytes(gzip.compress(lines[0] * 50)[:-40])
    with pytest.raises(OSError, match="damaged"):
        list(read_lines(damaged))


def test_whoever_takes_a_journal_away_gets_nothing_twice(tmp_path: Path, caplog) -> None:
    days = Days()
    with Ledger.open(tmp_path, clock=days.clock) as ledger:
        ledger.begin_run({})
        store(ledger, 1, 2)
    (tmp_path / "articles" / "2027-01-15.jsonl").unlink()
    with caplog.at_level(logging.INFO), Ledger.open(tmp_path, clock=days.clock) as ledger:
        ledger.begin_run({})
        assert "was taken away" in caplog.text
        assert ledger.lease(5) == []
        store(ledger, 3)
    assert [path.name for path in journal_files(tmp_path)] == ["2027-01-15-2.jsonl"]


def test_whoever_cuts_a_journal_off_gets_what_is_missing_fetched_again(tmp_path: Path, caplog) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        store(ledger, 1, 2, 3)
    (path,) = journal_files(tmp_path)
    first, second, third = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second[:40])
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        assert "2 articles are fetched again" in caplog.text
        again = ledger.lease(5)
        assert [leased.url for leased in again] == [story_url(2), story_url(3)]
        for leased in again:
            assert leased.etag is None
            ledger.complete(Completion(id=leased.id, item=article(leased.url)))
        assert ledger.end_run("ok").problems == []
    assert path.read_bytes() == first + second + third


def test_what_was_there_before_the_first_line_of_ours_stays(tmp_path: Path) -> None:
    days = Days()
    folder = tmp_path / "articles"
    with Ledger.open(tmp_path, clock=days.clock) as ledger:
        ledger.begin_run({})
        folder.mkdir()
        (folder / "2027-01-15.jsonl").write_bytes(b'{"note":1}\n')
        store(ledger, 1)
        assert not ledger.accounts().problems
    assert [json.loads(line).get("note") for line in read_lines(folder / "2027-01-15.jsonl")] == [1, None]


def test_rejects_have_a_journal_of_their_own(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(1)), Child(url="http://[::1", publisher="khabar")])
        (leased,) = ledger.lease(5)
        ledger.complete(Completion(id=leased.id, item=reject(leased.url)))
        ledger.announce([Child(url="http://[::1")])
        accounts = ledger.end_run("ok")
        assert accounts.problems == []
        assert accounts.total("rejects") == 2
    found = [(record["reason"], record["url"]) for record in read_articles(tmp_path, "rejects")]
    assert sorted(found) == [("bad_url", "http://[::1"), ("no_story", story_url(1))]
