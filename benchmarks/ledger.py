"""How fast the ledger is, and how flat its memory: python benchmarks/ledger.py [--pages N] [--known N]

Prints completions a second (each with an article of 5 KB, in the crawl's groups), look-ups a second and the
time to open on a ledger of `--known` URLs, and the memory that leasing from it takes.
"""

import argparse
import hashlib
import random
import resource
import shutil
import tempfile
import time
from pathlib import Path

from newscrawl.items.article import Article, Block
from newscrawl.ledger import Child, Completion, Grouping, Ledger, read_articles
from newscrawl.ledger.dialect import sqlite_engine
from newscrawl.ledger.records import digest
from newscrawl.ledger.schema import State, hosts, urls
from newscrawl.urls import canonical_key

PARAGRAPH = "ज़िले में हुई बारिश के बाद नदी का जलस्तर बढ़ गया है और निचले इलाक़ों में पानी भर गया। "


def url_of(number: int) -> str:
    """The address of a story, on one of fifty hosts."""
    return f"https://khabar-{number % 50}.example/desh/zile-mein-barish-{10_000_000 + number}.html"


def article(url: str) -> Article:
    """A story of the usual size."""
    text = f"{url} " + PARAGRAPH * 8  # 5 KB as a line of JSON, text and blocks
    return Article(
        url=url,
        title="नदी का जलस्तर बढ़ा",
        text=text,
        blocks=(Block(kind="paragraph", text=text),),
        word_count=100,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        fetched_at="2026-01-31T10:00:00+00:00",
        published_at="2026-01-31T09:00:00+00:00",
        extractor="newscrawl/0",
    )


class Stopwatch:
    """Time on the wall and on the processor: on a machine that is shared, the second says more."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def rate(self, count: int, what: str) -> str:
        """So many a second."""
        wall, cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu
        return f"{count / wall:,.0f} {what}/s ({count / cpu:,.0f} per CPU second)"


def resident() -> float:
    """Memory in use, in megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def complete(root: Path, pages: int, links: int, items: int) -> None:
    """Crawl `pages`, each of which names `links` URLs: the next one, and others that are known."""
    with Ledger.open(root, grouping=Grouping(items=items)) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=url_of(n)) for n in range(50)])
        ledger.flush()
        made = {n: article(url_of(n)) for n in range(pages)}
        done = 0
        watch = Stopwatch()
        while done < pages:
            batch = ledger.lease(16)
            if not batch:
                ledger.flush()
                continue
            for leased in batch:
                number = int(leased.url[-13:-5]) - 10_000_000
                following = [number + 50, *range(max(0, number - links + 1), number)]
                children = tuple(Child(url=url_of(n)) for n in following if n < pages)
                ledger.complete(Completion(id=leased.id, item=made[number], children=children))
                done += 1
        ledger.flush()
        rate = watch.rate(pages, "pages")
    size = sum(path.stat().st_size for path in (root / "articles").iterdir())
    what = f"{pages} pages of {size / pages:,.0f} bytes, {links} links each, groups of {items}"
    print(f"complete: {rate}: {what}")
    watch = Stopwatch()
    print("read back:", watch.rate(sum(1 for _ in read_articles(root)), "articles"))


def fill(root: Path, known: int) -> None:
    """A ledger of many URLs, one in ten waiting, the rest fetched; written past the ledger, for speed."""
    Ledger.open(root).close()
    engine = sqlite_engine(root / "ledger.db")
    with engine.connect() as connection:
        with connection.begin():
            names = [{"id": n + 1, "name": f"khabar-{n}.example"} for n in range(50)]
            connection.execute(hosts.insert(), names)
        for start in range(0, known, 100_000):
            rows = []
            for number in range(start, min(known, start + 100_000)):
                waits = number % 10 == 0
                url = url_of(number)
                rows.append(
                    {
                        "key": digest(url.removeprefix("https://")),
                        "url": url,
                        "host_id": number % 50 + 1,
                        "state": State.DISCOVERED if waits else State.FETCHED,
                        "kind": "story",
                        "rank": 0 if waits else None,
                        "outcome": None if waits else "article",
                        "announced_at": 1_760_000_000,
                        "run": 1,
                    }
                )
            with connection.begin():
                connection.execute(urls.insert(), rows)
    engine.dispose()


def large(root: Path, known: int) -> None:
    """Open a ledger of many URLs, and ask it."""
    start = time.perf_counter()
    fill(root, known)
    size = (root / "ledger.db").stat().st_size / 1e6
    print(f"filled with {known:,} URLs in {time.perf_counter() - start:,.0f} s: {size:,.0f} MB")
    assert canonical_key(url_of(7)) == url_of(7).removeprefix("https://")
    before = resident()
    start = time.perf_counter()
    ledger = Ledger.open(root)
    print(f"open: {time.perf_counter() - start:.3f} s")
    for label, numbers in (
        ("known", random.sample(range(known), 40_000)),
        ("new", range(known, known + 40_000)),
    ):
        wanted = [url_of(n) for n in numbers]
        watch = Stopwatch()
        found = sum(len(ledger.known_many(wanted[at : at + 500])) for at in range(0, len(wanted), 500))
        print(f"look up {label}: {watch.rate(len(wanted), 'URLs')}, {found} found")
    watch = Stopwatch()
    leased = sum(len(ledger.lease(16)) for _ in range(100))
    print(f"lease: {watch.rate(leased, 'URLs')}, {ledger.frontier.held():,} rows held")
    print(f"memory above start: {resident() - before:.0f} MB (SQLite's cache takes up to 16)")
    start = time.perf_counter()
    accounts = ledger.accounts()
    print(f"accounts of {accounts.total('pending'):,} waiting: {time.perf_counter() - start:.2f} s")
    watch = Stopwatch()
    ledger.announce([Child(url=url_of(known + n)) for n in range(20_000)])
    ledger.flush()
    print("announce new:", watch.rate(20_000, "URLs"))
    ledger.close()


def main() -> None:
    """Run both parts in a folder that goes away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--known", type=int, default=5_000_000)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        for links, items in ((1, 50), (20, 50), (20, 200)):
            complete(folder / f"small-{links}-{items}", options.pages, links, items)
        if options.known:
            large(folder / "large", options.known)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
