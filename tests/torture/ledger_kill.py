"""Kill the ledger's writer at random moments and look for what is lost, double or torn.

    python tests/torture/ledger_kill.py [--kills 200] [--limits 0] [--seed N] [--pages 3000]

A site of `--pages` stories over five hosts is crawled without a network: completing a page announces further
pages and stores an article, a reject or a retry. `--kills` processes are killed with SIGKILL, `--limits`
processes run into a random limit on the size of their files, as on a full disk; then one runs to the end. The
exit code is 0 when every story is stored or refused once, nothing else is in the journals, what was
acknowledged before a kill is known after it, and the accounts add up.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from newscrawl.items.article import Article, Block
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.ledger import SOURCE, Child, Completion, Grouping, Leased, Ledger, SourceRead, StorageError

HOSTS = 5
AT = "2026-01-31T10:00:00+00:00"
FEED = "https://khabar-0.example/rss.xml"
GROUPING = Grouping(items=20, seconds=0.05)


def url_of(number: int) -> str:
    return f"https://khabar-{number % HOSTS}.example/desh/kahani-{10_000_000 + number}.html"


def number_of(url: str) -> int:
    return int(url.rpartition("-")[2].removesuffix(".html")) - 10_000_000


def trap_of(number: int) -> str:
    return f"https://khabar-0.example/calendar/{number}"


def is_reject(number: int) -> bool:
    return number % 10 == 7


def children_of(number: int, pages: int) -> tuple[Child, ...]:
    linked = [2 * number + 1, 2 * number + 2, number * 7 % pages, number - 1]
    found = [
        Child(url=url_of(other), publisher=f"khabar-{other % HOSTS}", priority=other % 3)
        for other in linked
        if 0 <= other < pages
    ]
    if number % 50 == 0:
        trap = Reject(url=trap_of(number), stage=Stage.SCOPE, reason=Reason.TRAP, at=AT)
        found.append(Child(url=trap_of(number), publisher="khabar-0", reject=trap))
    return tuple(found)


def outcome_of(leased: Leased, pages: int) -> Completion:
    if leased.kind == SOURCE:
        seeds = tuple(Child(url=url_of(n), publisher=f"khabar-{n % HOSTS}", source=FEED) for n in range(3))
        return Completion(id=leased.id, source=SourceRead(kind="feed"), children=seeds)
    number = number_of(leased.url)
    if number % 13 == 5 and leased.attempts == 0:
        return Completion(id=leased.id, retry_at=0, detail="503")
    children = children_of(number, pages)
    if is_reject(number):
        item: Article | Reject = Reject(url=leased.url, stage=Stage.EXTRACT, reason=Reason.NO_STORY, at=AT)
        return Completion(id=leased.id, item=item, children=children)
    text = f"ख़बर क्रमांक {number}। " + "ज़िले में बारिश के बाद नदी का जलस्तर बढ़ गया है। " * (1 + number % 9)
    item = Article(
        url=leased.url,
        publisher=leased.publisher,
        text=text,
        blocks=(Block(kind="paragraph", text=text),),
        word_count=10,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        fetched_at=AT,
        extractor="newscrawl/0",
    )
    return Completion(id=leased.id, item=item, children=children, aliases=(f"{leased.url}?story={number}",))


def crawl(root: Path, pages: int, acknowledged: int, latency: float = 0.0) -> None:
    """Crawl to the end. URLs whose end was acknowledged go to the descriptor, a line each."""
    under_way: dict[int, str] = {}
    with Ledger.open(root, grouping=GROUPING) as ledger:
        ledger.begin_run({"pages": pages})
        ledger.announce([Child(url=FEED, kind=SOURCE)])
        while True:
            batch = ledger.lease(16, per_host=8)
            if not batch:
                _acknowledge(ledger.flush().settled, under_way, acknowledged)
                turn = ledger.next_turn()
                if turn is None or turn > ledger.clock.now() + 60:  # rechecks are for later runs
                    break
                time.sleep(0.01)
                continue
            for leased in batch:
                under_way[leased.id] = leased.url
                if latency:
                    time.sleep(random.uniform(0, latency))
                ledger.complete(outcome_of(leased, pages))
            settled = [of for of in under_way if of not in ledger.frontier.in_flight]
            _acknowledge(settled, under_way, acknowledged)
        ledger.end_run("finished")


def _acknowledge(settled: list[int], under_way: dict[int, str], descriptor: int) -> None:
    urls = [under_way.pop(identity) for identity in settled if identity in under_way]
    if urls:
        os.write(descriptor, "".join(f"{url}\n" for url in urls).encode())


def in_child(job: Callable[[int], None], within: Callable[[int], None]) -> tuple[int, list[str], list[str]]:
    """Run `job(descriptor)` in a forked process; return its exit code, its last words and its
    acknowledgements.

    Both come through a pipe: a limit on the size of files holds for standard error too.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 70
        try:
            job(writing)
            code = 0
        except StorageError as error:
            os.write(writing, f"!{error}\n".encode())
            code = 3
        except BaseException:  # noqa: BLE001 - the parent judges
            os.write(writing, b"!" + traceback.format_exc().replace("\n", "\n!").encode() + b"\n")
        finally:
            os._exit(code)
    os.close(writing)
    within(child)
    said = b""
    while part := os.read(reading, 1 << 16):
        said += part
    os.close(reading)
    _, status = os.waitpid(child, 0)
    *whole, _torn = said.decode().split("\n")
    words = [line[1:] for line in whole if line.startswith("!")]
    return os.waitstatus_to_exitcode(status), words, [line for line in whole if not line.startswith("!")]


def kill_once(root: Path, pages: int, chance: random.Random, longest: float) -> list[str]:
    def killer(child: int) -> None:
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)

    code, words, said = in_child(lambda fd: crawl(root, pages, fd, 0.0004), killer)
    if code not in {-signal.SIGKILL, 0}:
        raise SystemExit(f"a writer ended with {code}: {words}")
    return said


def limit_once(root: Path, pages: int, chance: random.Random) -> tuple[int, list[str]]:
    """Run with a limit on file sizes somewhere above what the files have already."""
    largest = max((path.stat().st_size for path in root.rglob("*") if path.is_file()), default=0)
    limit = chance.choice((chance.randint(1, largest + 1), largest + chance.randint(1, 400_000)))

    def job(fd: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        crawl(root, pages, fd)

    torn_before = torn(root)
    started = time.monotonic()
    code, words, said = in_child(job, lambda _child: None)
    took = time.monotonic() - started
    if code not in {0, 3} or (code == 3 and len(words) != 1) or took > 10:
        raise SystemExit(f"limit {limit}: exit {code} after {took:.1f} s, said {words}")
    if not torn_before and torn(root):
        raise SystemExit(f"limit {limit}: left a torn line in {torn(root)}")
    return code, said


def torn(root: Path) -> list[str]:
    """Journals that do not end in a line feed."""
    files = [(path.name, path.read_bytes()[-1:]) for path in root.glob("*/*.jsonl")]
    return [name for name, end in files if end not in {b"", b"\n"}]


def check(root: Path, pages: int, acknowledged: set[str], *, ended: bool) -> dict[str, int]:
    """Compare the journals, the ledger and the site; raises SystemExit with what is wrong."""
    with Ledger.open(root) as ledger:
        known = ledger.known_many(acknowledged)
        forgotten = [url for url in acknowledged if url not in known]
        ledger.begin_run({"check": True})
        accounts = ledger.end_run("checked")
    problems = list(accounts.problems)
    if forgotten:
        problems.append(f"{len(forgotten)} acknowledged URLs are unknown, such as {forgotten[0]}")
    stored = {kind: _read(root / kind, problems) for kind in ("articles", "rejects")}
    double = {url: n for kind in stored.values() for url, n in kind.items() if n > 1}
    if double:
        problems.append(f"{len(double)} are stored twice, such as {next(iter(double))}")
    if ended:
        wanted = {url_of(n) for n in range(pages) if not is_reject(n)}
        refused = {url_of(n) for n in range(pages) if is_reject(n)}
        refused |= {trap_of(n) for n in range(0, pages, 50)}
        for kind, expected in (("articles", wanted), ("rejects", refused)):
            if lost := expected - stored[kind].keys():
                problems.append(f"{len(lost)} {kind} are lost, such as {min(lost)}")
            if extra := stored[kind].keys() - expected:
                problems.append(f"{len(extra)} {kind} are too many, such as {min(extra)}")
        if accounts.total("pending"):
            problems.append(f"{accounts.total('pending')} are pending after the end")
    if damaged := list(root.rglob("*.damaged")):
        problems.append(f"lines of ours were taken for a stranger's: {damaged[0].name}")
    if problems:
        raise SystemExit("; ".join(problems))
    return {kind: sum(found.values()) for kind, found in stored.items()}


def _read(folder: Path, problems: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in folder.glob("*.jsonl"):
        data = path.read_bytes()
        if data and not data.endswith(b"\n"):
            problems.append(f"{path.name} ends in a torn line")
        for line in data.splitlines():
            try:
                found[json.loads(line)["url"]] += 1
            except (ValueError, TypeError, KeyError):
                problems.append(f"{path.name} holds a torn line")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill the ledger's writer and look for losses.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--limits", type=int, default=0)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--longest", type=float, default=0.25, help="seconds before a kill, at most")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    acknowledged: set[str] = set()
    refused = rounds = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "output")
        jobs = ["kill"] * options.kills + ["limit"] * options.limits
        chance.shuffle(jobs)
        for number, job in enumerate(jobs, 1):
            if job == "kill":
                acknowledged |= set(kill_once(root, options.pages, chance, options.longest))
            else:
                code, said = limit_once(root, options.pages, chance)
                acknowledged |= set(said)
                refused += code == 3
            if number % 5 == 0:
                check(root, options.pages, acknowledged, ended=False)
                acknowledged.clear()
            if len(list_done(root)) >= options.pages:
                # The site is crawled: another one, until all kills are spent.
                check(root, options.pages, acknowledged, ended=True)
                acknowledged.clear()
                rounds += 1
                root = Path(folder, f"output-{rounds}")
        code, words, said = in_child(lambda fd: crawl(root, options.pages, fd), lambda _child: None)
        if code:
            raise SystemExit(f"the last writer ended with {code}: {words}")
        stored = check(root, options.pages, acknowledged | set(said), ended=True)
    stored_each = f"{stored['articles']} articles and {stored['rejects']} rejects each"
    sys.stdout.write(
        f"seed {options.seed}: {options.kills} kills, {options.limits} limits ({refused} reached), "
        f"{rounds + 1} crawls of {options.pages}: {stored_each}, 0 lost, 0 double, 0 torn, accounts add up\n"
    )


def list_done(root: Path) -> list[bytes]:
    return [
        line
        for kind in ("articles", "rejects")
        for path in (root / kind).glob("*.jsonl")
        for line in path.read_bytes().splitlines()
        if b"/calendar/" not in line
    ]


if __name__ == "__main__":
    main()
