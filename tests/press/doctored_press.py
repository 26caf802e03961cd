"""A press with illnesses, and the doctor run on it in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from press import Paper, Press, paper_of, serve, write_stories
from press_wire import HOSTS, PORT

from newscrawl.hindi.dates import IST
from newscrawl.publishers.registry import by_key

STORIES = 24


class DoctoredPress(Press):
    """Papers with home pages, of which some are ill: a dead source, a new layout, a robots.txt, a dead host."""

    def __init__(self, papers: list[Paper]) -> None:
        super().__init__(papers)
        self.dead: set[str] = set()
        """Sources that are gone."""
        self.renamed: dict[str, dict[str, str]] = {}
        """Host to what its pages call otherwise now."""
        self.robots: dict[str, tuple[int, str]] = {}
        """Host to the status and the text of its robots.txt."""
        self.down: set[str] = set()
        """Publishers whose hosts nobody knows any more."""
        self.titles: dict[str, str] = {}
        """Title of a story to another one."""

    @property
    def living(self) -> set[str]:
        dead = {
            host
            for paper in self.papers
            if paper.publisher.key in self.down
            for host in paper.publisher.all_hosts
        }
        return self.hosts - dead

    def answer(self, url: str) -> tuple[int, str, bytes, str, str | None]:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if url in self.dead:
            self.asked[url] += 1
            return 404, "text/html", b"<html><title>404</title></html>", "", None
        if parts.path == "/robots.txt":
            self.asked[url] += 1
            status, text = self.robots.get(host, (404, ""))
            return status, "text/plain", text.encode(), "", None
        status, kind, body, location, _fault = super().answer(url)
        home = next((p for p in self.papers if host in p.publisher.all_hosts), None)
        if status == 404 and home is not None and parts.path == f"{home.publisher.path}/":
            return 200, "text/html; charset=utf-8", self._home(home), "", None
        for old, new in self.renamed.get(host, {}).items():
            body = body.replace(old.encode(), new.encode())
        for old, new in self.titles.items():
            body = body.replace(old.encode(), new.encode())
        return status, kind, body, location, None

    @staticmethod
    def _home(paper: Paper) -> bytes:
        links = "".join(f'<li><a href="{story.url}">{story.title}</a></li>' for story in paper.stories[:9])
        return f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{paper.publisher.name}</title></head><body><main><ul>{links}</ul></main></body></html>'.encode()


def a_press(*keys: str) -> DoctoredPress:
    """The papers of these publishers, each with stories of the last six days."""
    now = datetime.now(IST).replace(microsecond=0)
    papers = []
    for key in keys:
        paper = paper_of(by_key(key))
        assert paper is not None, key
        write_stories(paper, STORIES, now)
        papers.append(paper)
    return DoctoredPress(papers)


@contextmanager
def doctor_at_work(press: DoctoredPress, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`newscrawl doctor ARGUMENTS` on its way, with the press as its network; killed at the end."""
    handlers = json.dumps(dict.fromkeys(("http", "https"), "press_wire.PressHandler"))
    slots = json.dumps({host: {"delay": 0, "concurrency": 1} for host in press.hosts})
    command = [sys.executable, "-m", "newscrawl", "doctor", "--allow-address", "127.0.0.0/8"]
    command += [
        "-s",
        f"DOWNLOAD_HANDLERS={handlers}",
        "-s",
        "DOWNLOAD_DELAY=0",
        "-s",
        f"DOWNLOAD_SLOTS={slots}",
    ]
    with serve(press) as port:
        path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        environment = {**os.environ, "PYTHONPATH": path, PORT: str(port), "COLUMNS": "80"}
        environment[HOSTS] = ",".join(press.living)
        with subprocess.Popen(
            [*command, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as running:
            try:
                yield running
            finally:
                running.kill()


def doctor(press: DoctoredPress, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same to its end."""
    with doctor_at_work(press, *arguments) as running:
        out, err = running.communicate(timeout=300)
        return subprocess.CompletedProcess(running.args, running.returncode, out, err)
