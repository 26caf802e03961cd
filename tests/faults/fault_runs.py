"""Crawls of a farm in a process of their own, with a probe on the event loop, and what they left behind."""

import json
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]

_RUNNER = """
import json, sys
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings
sys.path.insert(0, sys.argv[5])
spider, arguments, settings, stats = sys.argv[1], *map(json.loads, sys.argv[2:4]), sys.argv[4]
project = get_project_settings()
project.setdict(settings, priority="cmdline")
process = AsyncCrawlerProcess(project)
crawler = process.create_crawler(spider)
process.crawl(crawler, **arguments)
process.start()
with open(stats, "w") as file:
    json.dump(crawler.stats.get_stats(), file, default=str)
"""


@dataclass
class Run:
    """What a crawl left behind."""

    articles: list[dict[str, Any]]
    rejects: list[dict[str, Any]]
    ended: dict[str, str]
    """Each announced story to `article`, the stage and reason of a reject, or `waiting`."""
    why: dict[str, str]
    """What the ledger says besides."""
    stats: dict[str, Any]
    log: str

    def outcome(self, url: str) -> str:
        return self.ended.get(url, "lost")


def crawl(
    spider: str, output: Path, settings: dict[str, Any] | None = None, timeout: float = 180, **arguments: str
) -> Run:
    """Run a spider to its end; loopback as 127.0.0.0/8 but for 127.0.0.0/24, where canaries live, is allowed."""
    output.mkdir(parents=True, exist_ok=True)
    overrides = {
        "NEWSCRAWL_OUTPUT_DIR": str(output / "out"),
        "NEWSCRAWL_ALLOW_ADDRESSES": ["127.1.0.0/16", "127.2.0.0/16"],
        "NEWSCRAWL_LANGUAGE": "any",
        "RETRY_TIMES": 1,
        "DOWNLOAD_TIMEOUT": 2,
        # A fault's page is the same on every host.
        "ITEM_PIPELINES": {"newscrawl.pipelines.duplicates.DuplicatesPipeline": None},
        "EXTENSIONS": {"loop_probe.LoopProbe": 1},
    } | (settings or {})
    stats = output / "stats.json"
    command = [
        sys.executable,
        "-c",
        _RUNNER,
        spider,
        json.dumps(arguments),
        json.dumps(overrides),
        str(stats),
    ]
    done = subprocess.run(
        [*command, str(Path(__file__).parent)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    out = output / "out"
    ended, why = _ended(out)
    return Run(
        articles=_lines(out / "articles"),
        rejects=_lines(out / "rejects"),
        ended=ended,
        why=why,
        stats=json.loads(stats.read_text()),
        log=done.stderr,
    )


def _lines(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def _ended(out: Path) -> tuple[dict[str, str], dict[str, str]]:
    (path,) = (file for file in out.rglob("*") if file.is_file() and _is_database(file))
    with sqlite3.connect(path) as ledger:
        rows = ledger.execute(
            "select url, outcome, stage, reason, detail from urls where kind = 'story'"
        ).fetchall()
    ended = {}
    for url, outcome, stage, reason, _ in rows:
        ended[url] = "waiting" if outcome is None else f"{stage}/{reason}" if outcome == "reject" else outcome
    return ended, {url: detail for url, *_, detail in rows}


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(15) == b"SQLite format 3"
