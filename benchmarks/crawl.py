"""A whole crawl beside bare Scrapy: python benchmarks/crawl.py [--pages N] [--rounds N] [--size BYTES]

Both fetch the same stories of 150 KB from a server on loopback: Scrapy with its default settings and a callback
that does nothing, newscrawl with extraction, ledger and journal. Prints pages a second and their ratio for each
round, and how memory grows over newscrawl's longest. Server and crawler share the machine.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

PARAGRAPH = "ज़िले में हुई बारिश के बाद नदी का जलस्तर बढ़ गया है और निचले इलाक़ों के {n} गाँवों में पानी भर गया है। "
NUMBER = "@number@"


def template(size: int) -> bytes:
    """A story with what surrounds stories: menus, related links, scripts; about `size` bytes in all."""
    links = "".join(f'<li><a href="/section-{n}/">खबर {n}</a></li>' for n in range(300))
    title = f"नदी का जलस्तर बढ़ा, {NUMBER} गाँवों में पानी"
    body = "".join(f"<p>{PARAGRAPH.format(n=f'{NUMBER}{n}')}</p>" for n in range(15))
    head = f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{title}</title>'
    story = f"<article><h1>{title}</h1>{body}</article><ul>{links}</ul></body></html>"
    known = (head + story).encode()
    script = b"<script>" + b'var a={"k":"v"};' * ((size - len(known) - 40) // 16) + b"</script>"
    return head.encode() + script + b"</head><body>" + story.encode()


async def serve(size: int) -> None:
    """Stories at /1, /2, ...; the port is printed."""
    page = template(size)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1][1:]
                body = page.replace(NUMBER.encode(), path) if path.isdigit() else b""
                status = b"200 OK" if body else b"404 Not Found"
                head = b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
                writer.write(head % (status, len(body)) + body)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def run_crawl(kind: str, urls: Path, output: Path) -> None:
    """One crawl in this process; prints its seconds, pages, and samples of memory as JSON."""
    from time import monotonic

    from scrapy import Request, Spider, signals
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.utils.asyncio import create_looping_call
    from scrapy.utils.project import get_project_settings

    addresses = urls.read_text().splitlines()

    class Bare(Spider):
        name = "bare"

        async def start(self) -> AsyncIterator[Request]:
            for url in addresses:
                yield Request(url, dont_filter=True)

        def parse(self, response: object) -> None:
            """Nothing."""

    samples: list[tuple[int, float]] = []
    if kind == "bare":
        process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR"})
        crawler = process.create_crawler(Bare)
        arguments = {}
    else:
        settings = get_project_settings()
        settings.setdict(
            {
                "LOG_LEVEL": "ERROR",
                "NEWSCRAWL_OUTPUT_DIR": str(output),
                "NEWSCRAWL_ALLOW_ADDRESSES": ["127.0.0.1/32"],
                "NEWSCRAWL_HOST_PAGES": 0,
            },
            priority="cmdline",
        )
        process = AsyncCrawlerProcess(settings)
        crawler = process.create_crawler("urls")
        arguments = {"file": str(urls)}

    def sample() -> None:
        memory = int(Path("/proc/self/statm").read_text().split()[1]) * 4096
        samples.append((crawler.stats.get_value("response_received_count", 0), memory / 2**20))

    def opened() -> None:
        beat = create_looping_call(sample)
        beat.start(0.5, now=False)
        crawler.signals.connect(beat.stop, signal=signals.spider_closed, weak=False)

    crawler.signals.connect(opened, signal=signals.spider_opened)
    began = monotonic()
    process.crawl(crawler, **arguments)
    process.start()
    stats = crawler.stats.get_stats()
    found = {
        "seconds": monotonic() - began,
        "pages": stats.get("response_received_count", 0),
        "articles": stats.get("newscrawl/articles", 0),
        "samples": samples,
    }
    print(json.dumps(found))


def measured(kind: str, urls: Path, output: Path) -> dict:
    command = [sys.executable, __file__, "--run", kind, "--urls", str(urls), "--output", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def slope(samples: list[list[float]]) -> float:
    """MB per 100,000 pages, by a line through the samples of the second half."""
    half = [pair for pair in samples if pair[0] > samples[-1][0] / 2]
    if len(half) < 3:
        return float("nan")
    fit = statistics.linear_regression([pair[0] for pair in half], [pair[1] for pair in half])
    return fit.slope * 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", type=int, default=150_000)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--run", choices=("bare", "full"), help=argparse.SUPPRESS)
    parser.add_argument("--urls", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        asyncio.run(serve(asked.size))
    elif asked.run:
        run_crawl(asked.run, asked.urls, asked.output)
    else:
        compare(asked.pages, asked.rounds, asked.size)


def compare(pages: int, rounds: int, size: int) -> None:
    command = [sys.executable, __file__, "--serve", "--size", str(size)]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server,
    ):
        port = int(server.stdout.readline())
        urls = Path(folder, "urls.txt")
        urls.write_text("\n".join(f"http://127.0.0.1:{port}/{n}" for n in range(1, pages + 1)))
        try:
            ratios = []
            for number in range(1, rounds + 1):
                bare = measured("bare", urls, Path(folder, "none"))
                full = measured("full", urls, Path(folder, f"out-{number}"))
                speeds = [found["pages"] / found["seconds"] for found in (bare, full)]
                ratios.append(speeds[1] / speeds[0])
                print(
                    f"round {number}: bare Scrapy {speeds[0]:.0f} pages/s, newscrawl {speeds[1]:.0f} pages/s "
                    f"({full['articles']} articles), ratio {ratios[-1]:.2f}; memory at the end "
                    f"{full['samples'][-1][1]:.0f} MB, slope {slope(full['samples']):.0f} MB per 100,000 pages",
                    flush=True,
                )
            print(f"ratio, median of {rounds}: {statistics.median(ratios):.2f}")
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
