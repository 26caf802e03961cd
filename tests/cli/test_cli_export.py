"""`newscrawl export`: the journals' lines, chosen, as they were written."""

import gzip
import json
from pathlib import Path

import pytest

from newscrawl.cli import app
from newscrawl.cli.errors import Exit

LINES = [
    {
        "url": "https://a.example/1",
        "publisher": "a",
        "fetched_at": "2026-01-01T10:00:00+00:00",
        "revision": 1,
    },
    {
        "url": "https://b.example/2",
        "publisher": "b",
        "fetched_at": "2026-01-02T10:00:00+00:00",
        "revision": 1,
    },
    {
        "url": "https://a.example/1",
        "publisher": "a",
        "fetched_at": "2026-01-03T10:00:00+00:00",
        "revision": 2,
    },
]
REJECTS = [
    {
        "url": "https://www.bbc.com/hindi/articles/c1",
        "stage": "fetch",
        "reason": "dns",
        "at": "2026-01-02T10:00:00+00:00",
    },
    {"url": None, "stage": "scope", "reason": "bad_url", "at": None},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind in ("articles", "rejects"):
        (tmp_path / kind).mkdir()
    (tmp_path / "articles" / "2026-01-01.jsonl.gz").write_bytes(gzip.compress(text(LINES[:2])))
    (tmp_path / "articles" / "2026-01-03.jsonl").write_bytes(text(LINES[2:]) + b'{"torn')
    (tmp_path / "rejects" / "2026-01-02.jsonl").write_bytes(text(REJECTS))
    return tmp_path


def text(records: list[dict]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ([], LINES),
        (["--publisher", "b"], LINES[1:2]),
        (["--publisher", "a", "--publisher", "b"], LINES),
        (["--since", "2026-01-02"], LINES[1:]),
        (["--latest"], LINES[1:]),
        (["--latest", "--publisher", "a"], LINES[2:]),
        (["--rejects"], REJECTS),
        (["--rejects", "--publisher", "bbc_hindi"], REJECTS[:1]),
        (["--rejects", "--since", "2026-01-01"], REJECTS[:1]),
    ],
)
def test_lines_are_chosen(options: list[str], wanted: list[dict], folder: Path, capfdbinary) -> None:
    assert app.run(["export", str(folder), *options]) == Exit.OK
    out, err = capfdbinary.readouterr()
    assert out == text(wanted)
    assert err == b""


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_a_file_is_there_when_it_is_whole(name: str, folder: Path, capfd) -> None:
    target = folder / name
    assert app.run(["export", str(folder), "--output", str(target)]) == Exit.OK
    data = target.read_bytes()
    assert (gzip.decompress(data) if name.endswith(".gz") else data) == text(LINES)
    assert "3 lines in" in capfd.readouterr().err
    assert not list(folder.glob("*.part"))


def test_strange_lines_are_passed_over_and_told(folder: Path, capfd) -> None:
    with (folder / "articles" / "2026-01-04.jsonl").open("w") as file:
        file.write("[]\n\nno record\n")
    assert app.run(["export", str(folder), "--publisher", "a"]) == Exit.FAILURES
    assert "3 lines that are no record" in capfd.readouterr().err


def test_a_damaged_journal_and_none_at_all(folder: Path, tmp_path_factory, capfd) -> None:
    packed = folder / "articles" / "2026-01-01.jsonl.gz"
    packed.write_bytes(packed.read_bytes()[:-9])
    assert app.run(["export", str(folder)]) == Exit.STORAGE
    assert capfd.readouterr().err.count("\n") == 1
    assert app.run(["export", str(tmp_path_factory.mktemp("empty"))]) == Exit.FAILURES
    assert "no articles there" in capfd.readouterr().err
