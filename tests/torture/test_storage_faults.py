"""What befalls a ledger besides a kill: a crawl ends in seconds with one line, and the next loses nothing."""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kill import command, ended, start
from large_site import LargeSite, large_site

if TYPE_CHECKING:
    import subprocess

PAGES = 40


@pytest.fixture(scope="module")
def site() -> Iterator[LargeSite]:
    with large_site(PAGES) as site:
        yield site


def crawl(site: LargeSite, output: Path, *, rebuilt: bool = False) -> None:
    """A crawl to the end, without problems."""
    code, said = ended(start(command(site, output)))
    assert code == 0, said
    assert site.problems(output, rebuilt=rebuilt) == []


def refused(process: "subprocess.Popen[str]", words: str) -> str:
    """The one line of a crawl that ends with the exit code of storage, within seconds."""
    began = time.monotonic()
    code, said = ended(process)
    assert code == 3, said
    assert time.monotonic() - began < 15
    lines = [line for line in said.splitlines() if words in line]
    assert len(lines) == 1, said
    return lines[0]


def test_a_second_writer_is_refused_with_the_pid_of_the_first(site: LargeSite, tmp_path: Path) -> None:
    first = start([*command(site, tmp_path), "-s", "DOWNLOAD_DELAY=0.05", "-s", "CONCURRENT_REQUESTS=1"])
    while not (tmp_path / "articles").exists():
        time.sleep(0.05)
    line = refused(start(command(site, tmp_path)), "in use")
    assert f"process {first.pid} on" in line
    assert ended(first)[0] == 0
    assert site.problems(tmp_path) == []


def test_a_ledger_another_program_holds(site: LargeSite, tmp_path: Path) -> None:
    crawl(site, tmp_path)
    holder = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert "close it" in refused(start(command(site, tmp_path)), "locked")
    holder.close()
    crawl(site, tmp_path)


@pytest.mark.parametrize("damage", ["not a database", "zeros in the middle"])
def test_a_damaged_ledger(site: LargeSite, tmp_path: Path, damage: str) -> None:
    crawl(site, tmp_path)
    path = tmp_path / "ledger.db"
    data = path.read_bytes()
    path.write_bytes(b"x" * 8192 if damage == "not a database" else data[:4096] + bytes(len(data) - 4096))
    assert "Move the file away" in refused(start(command(site, tmp_path)), "annot read the ledger")
    for file in tmp_path.glob("ledger.db*"):
        file.unlink()
    crawl(site, tmp_path, rebuilt=True)


def test_a_folder_that_cannot_be_written_to(site: LargeSite, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot write" in refused(start(command(site, tmp_path / "file" / "output")), str(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(site: LargeSite, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "cannot write" in refused(start(command(site, tmp_path)), str(tmp_path))
    tmp_path.chmod(0o700)


CLOCK = """
import sys, time
from pathlib import Path
wall, back, output = time.time, float(sys.argv.pop(1)), Path(sys.argv.pop(1))
def is_set():
    return any(path.stat().st_size for path in output.glob("articles/*"))
time.time = lambda: wall() - (back if is_set() else 0)
from newscrawl.cli.app import main
main()
"""
"""The clock of the machine jumps once the first articles are stored."""


@pytest.mark.parametrize("back", [86_400.0, -86_400.0])
def test_a_clock_that_is_set_during_the_crawl(site: LargeSite, tmp_path: Path, back: float) -> None:
    program = command(site, tmp_path)[3:]
    slow = ["-s", "DOWNLOAD_DELAY=0.02", "-s", "CONCURRENT_REQUESTS=1", "-s", "NEWSCRAWL_SYNC_EVERY=5"]
    code, said = ended(start([sys.executable, "-c", CLOCK, str(back), str(tmp_path), *program, *slow]))
    assert code == 0, said
    assert len(list((tmp_path / "articles").iterdir())) == 2, "a file for each of the days"
    crawl(site, tmp_path)
