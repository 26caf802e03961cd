"""The progress line: on a terminal, when asked for, and nowhere else."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.extensions.progress import line

REPOSITORY = Path(__file__).parents[2]


def test_the_line_counts() -> None:
    stats = {
        "newscrawl/announced": 9,
        "newscrawl/settled": 5,
        "newscrawl/articles": 3,
        "newscrawl/rejects": 2,
    }
    assert line(stats) == "3 articles · 2 rejects · 4 waiting"
    assert line(stats | {"newscrawl/source_failed": 1}).endswith("1 sources failed")


@pytest.mark.parametrize("wanted", ["1", "0"])
def test_a_terminal_gets_the_line_when_it_is_asked_for(tmp_path: Path, wanted: str) -> None:
    ours, theirs = pty.openpty()
    arguments = ["crawl", "urls", "-a", "urls=ftp://example.invalid/", "-s", f"NEWSCRAWL_PROGRESS={wanted}"]
    try:
        subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments, "-s", f"NEWSCRAWL_OUTPUT_DIR={tmp_path}"],
            cwd=REPOSITORY,
            env=os.environ | {"TERM": "xterm", "COLUMNS": "200"},
            stderr=theirs,
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=30,
        )
    finally:
        os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    text = shown.decode()
    assert ("articles · " in text) == (wanted == "1")
    assert "Spider closed (finished)" in text


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65_536)
    except OSError:  # the other end is closed
        return b""
