"""One crawl of all publishers against a simulated press: what it finds, and what it leaves."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from press import Press, paper_of, serve, write_stories
from press_wire import HOSTS, PORT

from newscrawl.hindi.dates import IST
from newscrawl.hindi.script import words
from newscrawl.publishers.registry import publishers

PAPERS = 10


def a_press(stories: int, *, first: int = 1) -> Press:
    papers = [paper for rule in publishers().values() if (paper := paper_of(rule)) is not None][:PAPERS]
    now = datetime.now(IST).replace(microsecond=0)
    for paper in papers:
        write_stories(paper, stories, now, first=first)
    return Press(papers)


def crawl(
    press: Press, output: Path, *options: str, what: tuple[str, ...] = ("--all", "--since", "7d")
) -> subprocess.CompletedProcess[str]:
    handlers = json.dumps(dict.fromkeys(("http", "https"), "press_wire.PressHandler"))
    slots = json.dumps({host: {"delay": 0, "concurrency": 2} for host in press.hosts})
    command = [sys.executable, "-m", "newscrawl", "crawl", *what, "--output", str(output)]
    command += ["--allow-address", "127.0.0.0/8", "-s", f"DOWNLOAD_HANDLERS={handlers}"]
    command += [
        "-s",
        "DOWNLOAD_DELAY=0",
        "-s",
        f"DOWNLOAD_SLOTS={slots}",
        "-s",
        "LOG_LEVEL=WARNING",
        *options,
    ]
    with serve(press) as port:
        path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        environment = {**os.environ, "PYTHONPATH": path, PORT: str(port), HOSTS: ",".join(press.hosts)}
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=900, check=False
        )


def stored(output: Path) -> list[dict]:
    return [
        json.loads(line)
        for file in (output / "articles").iterdir()
        for line in file.read_text("utf-8").splitlines()
    ]


def overlap(have: str, want: str) -> float:
    mine, theirs = Counter(words(have)), Counter(words(want))
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


@pytest.mark.parametrize("stories", [20, pytest.param(100, marks=pytest.mark.slow)])
def test_all_publishers_are_read_at_once(stories: int, tmp_path: Path) -> None:
    press = a_press(stories)
    ended = crawl(press, tmp_path)
    truth = press.truth
    found = Counter(article["canonical_url"] or article["url"] for article in stored(tmp_path))
    assert ended.returncode in {0, 1}, ended.stderr
    missing = truth.keys() - found.keys()
    assert len(missing) <= len(truth) // 100, (sorted(missing)[:10], ended.stderr)
    assert not found.keys() - truth.keys()
    assert max(found.values()) == 1
    alike = []
    for article in stored(tmp_path):
        story = truth[article["canonical_url"] or article["url"]]
        assert article["title"] == story.title
        alike.append(overlap(article["text"], " ".join(story.paragraphs)))
    # One of the papers appends its next story to every page, and these stories are short.
    assert min(alike) >= 0.85
    assert sum(alike) / len(alike) >= 0.98
