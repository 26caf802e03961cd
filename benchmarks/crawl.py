"""A whole crawl beside bare Scrapy: python benchmarks/crawl.py [--pages N] [--rounds N] [-s NAME=VALUE]

Both fetch the same stories of 150 KB, no two alike, from a server on loopback (`press_pages.py`): Scrapy with its
default settings and a callback that does nothing, newscrawl with extraction, all pipelines, ledger, journal and a
worker for each core but one, two at most. Each is a process of its own, as the server is, and all share the machine.
Both have as many requests at a time as Scrapy's defaults allow one host (8), and no delay between them.

A rate is pages between the first response and the last page done, so that no start-up counts. Both crawls of a round
run one after the other, and their ratio is taken within the round; what is told at the end is the median. CPU
milliseconds a page, workers included and start-up not, vary less with what else the machine does.

    python benchmarks/crawl.py --memory --pages 24000 --size 12000

crawls by newscrawl alone, and fits a line through the memory of its processes over the pages behind the first half:
until then, caches that are bounded fill up.
"""

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from press_pages import PAGE_BYTES, Press, path_of, serve
from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.utils.asyncio import create_looping_call

_WARM_UP = 0.5
_SAMPLE_EVERY = 0.5
_AT_A_TIME = Settings().getint("CONCURRENT_REQUESTS_PER_DOMAIN")


class BareSpider(Spider):
    """What Scrapy itself costs."""

    name = "bare"
    port = 0
    pages = 0

    async def start(self) -> AsyncIterator[Request]:
        """Every page, once."""
        for number in range(self.pages):
            yield Request(f"http://127.0.0.1:{self.port}{path_of(number)}", dont_filter=True)

    def parse(self, response: object) -> None:
        """Nothing."""


class Watch:
    """Takes the time, the processor time and the memory of a crawl, from its first response on."""

    def __init__(self, crawler: Crawler, done: object) -> None:
        self.first = self.last = 0.0
        self.cpu = 0.0
        self.pages = 0
        self.samples: list[tuple[int, float]] = []
        self.beat = create_looping_call(self.sample)
        crawler.signals.connect(self.began, signals.headers_received)
        crawler.signals.connect(self.page, done)
        crawler.signals.connect(self.closed, signals.spider_closed)

    def began(self) -> None:
        """The first headers have come."""
        if not self.first:
            self.first = time.monotonic()
            self.cpu = -spent()
            self.beat.start(_SAMPLE_EVERY, now=False)

    def page(self) -> None:
        """A page is done."""
        self.pages += 1
        self.last = time.monotonic()

    def sample(self) -> None:
        """Note how much memory is held now."""
        self.samples.append((self.pages, resident(os.getpid())))

    def closed(self) -> None:
        """The spider is closed."""
        self.cpu += spent()
        if self.beat.running:
            self.beat.stop()


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    except OSError:
        pass
    return found


def resident(pid: int) -> float:
    """Megabytes that a process and all below it hold."""
    total = 0
    for one in family(pid):
        try:
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1])
        except OSError:
            continue
    return total * resource.getpagesize() / 1e6


def spent() -> float:
    """Processor seconds of this process and all below it, those that have ended included."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for one in family(os.getpid()):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15])) / ticks
    return total


def crawl(role: str, port: int, pages: int, folder: Path, chosen: dict[str, Any]) -> dict[str, Any]:
    """One crawl in this process, and what it took."""
    settings = Settings()
    if role == "bare":
        settings.set("LOG_LEVEL", "WARNING", priority="cmdline")
        process = AsyncCrawlerProcess(settings)
        crawler = process.create_crawler(BareSpider)
        arguments: dict[str, Any] = {"port": port, "pages": pages}
    else:
        names = folder / "urls.txt"
        lines = (f"http://127.0.0.1:{port}{path_of(number)}\n" for number in range(pages))
        names.write_text("".join(lines), encoding="utf-8")
        settings.setmodule("newscrawl.settings", priority="project")
        ours = {
            "LOG_LEVEL": "WARNING",
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "CONCURRENT_REQUESTS_PER_DOMAIN": _AT_A_TIME,
            "NEWSCRAWL_ALLOW_ADDRESSES": ["127.0.0.0/8"],
            "NEWSCRAWL_HOST_PAGES": 0,
            "NEWSCRAWL_WORKERS": min(2, len(os.sched_getaffinity(0)) - 1),
            "NEWSCRAWL_OUTPUT_DIR": str(folder / "output"),
        }
        settings.setdict(ours | chosen, priority="cmdline")
        process = AsyncCrawlerProcess(settings)
        crawler = process.create_crawler("urls")
        arguments = {"file": str(names)}
    watch = Watch(crawler, signals.response_received if role == "bare" else signals.item_scraped)
    process.crawl(crawler, **arguments)
    process.start()
    stats = crawler.stats.get_stats()
    return {
        "pages": watch.pages,
        "articles": stats.get("newscrawl/articles", 0),
        "seconds": watch.last - watch.first,
        "cpu": watch.cpu,
        "samples": watch.samples,
        "rejects": {name: many for name, many in stats.items() if name.startswith("newscrawl/rejects/")},
    }


def slope(samples: list[tuple[int, float]], pages: int) -> float:
    """Megabytes by which memory grows in 100,000 pages: the least-squares line behind the warm-up."""
    kept = [(x, y) for x, y in samples if pages * _WARM_UP <= x < pages]
    if len({x for x, _ in kept}) < 3:
        return float("nan")
    return statistics.linear_regression(*zip(*kept, strict=True)).slope * 100_000


def run(role: str, port: int, asked: argparse.Namespace) -> dict[str, Any]:
    """One crawl in a process of its own; a line says what it took."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--role", role, "--port", str(port), "--folder", folder]
        command += ["--pages", str(asked.pages), *(part for text in asked.settings for part in ("-s", text))]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    found["rate"] = found["pages"] / found["seconds"]
    found["ms"] = found["cpu"] / found["pages"] * 1000
    line = f"{role:9} {found['rate']:6.1f} pages/s, {found['ms']:5.2f} CPU ms a page"
    if role != "bare":
        line += f", {found['articles']:,} articles of {asked.pages:,}"
        line += "".join(
            f", {many} {name.partition('rejects/')[2]}" for name, many in found["rejects"].items()
        )
        line += f", {max(memory for _, memory in found['samples']):.0f} MB at most"
    print(line, flush=True)
    return found


def compare(port: int, asked: argparse.Namespace) -> None:
    """Rounds of both crawls."""
    rounds = [{role: run(role, port, asked) for role in ("bare", "newscrawl")} for _ in range(asked.rounds)]
    for what, name in (("rate", "pages a second"), ("ms", "CPU ms a page")):
        bare, ours = (statistics.median(one[role][what] for one in rounds) for role in ("bare", "newscrawl"))
        ratios = sorted(one["newscrawl"][what] / one["bare"][what] for one in rounds)
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
        print(
            f"{name}: bare {bare:.1f}, newscrawl {ours:.1f}, ratio {statistics.median(ratios):.2f} ({spread})"
        )


def main() -> None:
    """The server, then the crawls in turn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", type=int, default=PAGE_BYTES, help="bytes of a page")
    parser.add_argument("-s", dest="settings", action="append", default=[], help="NAME=VALUE, for newscrawl")
    parser.add_argument("--memory", action="store_true", help="newscrawl alone, and how its memory grows")
    for name, kind in (("--role", str), ("--port", int), ("--folder", Path)):
        parser.add_argument(name, type=kind, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.folder is not None:
        chosen = dict(text.split("=", 1) for text in asked.settings)
        print(json.dumps(crawl(asked.role, asked.port, asked.pages, asked.folder, chosen)))
        return
    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, asked.size), daemon=True)
    server.start()
    port = pipe.recv()
    size = statistics.mean(len(Press(asked.size).page(number)) for number in range(50))
    print(f"{asked.pages:,} pages of {size:,.0f} bytes", flush=True)
    if asked.memory:
        found = run("newscrawl", port, asked)
        print(f"memory grows by {slope(found['samples'], asked.pages):+.1f} MB in 100,000 pages")
    else:
        compare(port, asked)
    server.terminate()


if __name__ == "__main__":
    main()
