"""Kill crawls at random moments and look for what is lost, double or torn.

    python tests/torture/kill.py [--kills 200] [--mixed 50] [--limits 0] [--pages 3000] [--workers N] [--seed N]

A site of `--pages` stories on loopback is crawled by real processes, `newscrawl crawl` and `scrapy crawl` in
turn. `--kills` of them are killed with SIGKILL at a random moment, `--mixed` get SIGINT, SIGTERM or SIGKILL,
some of them twice, `--limits` run into a random limit on the size of their files, as on a full disk. When the
site is crawled, another folder is begun; at the end one process runs to its end. The exit code is 0 when
every story is stored or refused once, nothing is torn, and the accounts add up. With `--workers`, pages are
read in worker processes; one that outlived its crawl would hold its standard error open, and be waited for.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from large_site import LargeSite, large_site  # noqa: E402

from newscrawl.ledger import open_view  # noqa: E402

QUICK = {
    "NEWSCRAWL_ALLOW_ADDRESSES": "127.0.0.0/8",
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "0",
    "RETRY_TIMES": "2",
}
LONGEST_END = 30.0
"""Seconds a crawl may take to end after a signal."""
WHOLE_CRAWL = 600.0
"""Seconds for a crawl of the whole site."""


def command(site: LargeSite, output: Path, *, scrapy: bool = False) -> list[str]:
    """A crawl of the site into a folder."""
    settings = [f"-s{name}={value}" for name, value in QUICK.items()]
    if scrapy:
        head = [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"sites={site.base}/"]
        return [*head, "-s", f"NEWSCRAWL_OUTPUT_DIR={output}", "-s", "LOG_LEVEL=ERROR", *settings]
    return [sys.executable, "-m", "newscrawl", "crawl", site.base, "--output", str(output), *settings]


LIMITED = """
import os, resource, sys
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
os.execv(sys.argv[2], sys.argv[2:])
"""
"""Limits the size of files, then becomes the program: after a fork of a process with threads, less is safe."""


def start(arguments: list[str]) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        arguments,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str], within: float = LONGEST_END) -> tuple[int, str]:
    """Exit code and standard error; raises SystemExit when it does not end."""
    try:
        _, said = process.communicate(timeout=within)
    except subprocess.TimeoutExpired:
        process.kill()
        _, said = process.communicate()
        arguments = " ".join(map(str, process.args))  # type: ignore[arg-type]
        raise SystemExit(f"a crawl did not end within {within} s: {arguments}: {said[-2000:]}") from None
    # An interrupt while modules are imported is Python's own to tell.
    if "Traceback" in said and not said.rstrip().endswith("KeyboardInterrupt"):
        raise SystemExit(f"a crawl raised: {said[-3000:]}")
    return process.returncode, said


class Torture:
    """One site, crawled over and over; what is seen is checked as it goes."""

    def __init__(self, site: LargeSite, folder: Path, chance: random.Random) -> None:
        self.site = site
        self.folder = folder
        self.chance = chance
        self.rounds = 0
        self.refused = 0

    @property
    def output(self) -> Path:
        return self.folder / f"output-{self.rounds}"

    def moment(self, longest: float) -> float:
        # Starting takes most of a second: now and then it is killed in the middle of that.
        return self.chance.uniform(0.05 if self.chance.random() < 0.1 else 0.9, longest)

    def kill(self, longest: float) -> None:
        process = start(command(self.site, self.output, scrapy=self.chance.random() < 0.5))
        self._after(process, longest, [signal.SIGKILL])
        ended(process)

    def mixed(self, longest: float) -> None:
        signals = [self.chance.choice((signal.SIGINT, signal.SIGTERM, signal.SIGKILL)) for _ in range(2)]
        process = start(command(self.site, self.output, scrapy=self.chance.random() < 0.5))
        self._after(process, longest, signals[: self.chance.choice((1, 1, 2))])
        try:
            process.wait(timeout=LONGEST_END / 2)
        except subprocess.TimeoutExpired:
            # Python loses an interrupt now and then that comes while it starts: whoever sent it tries again.
            process.send_signal(signal.SIGTERM)
        ended(process)

    def _after(self, process: subprocess.Popen[str], longest: float, signals: list[signal.Signals]) -> None:
        for number in signals:
            try:
                process.wait(timeout=self.moment(longest))
            except subprocess.TimeoutExpired:
                process.send_signal(number)
            else:
                return

    def limit(self) -> None:
        """Run with a limit on file sizes somewhere about what the files have already."""
        sizes = [path.stat().st_size for path in self.output.rglob("*") if path.is_file()]
        largest = max(sizes, default=0)
        limit = self.chance.choice(
            (self.chance.randint(1, largest + 1), largest + self.chance.randint(1, 400_000))
        )

        limited = [sys.executable, "-c", LIMITED, str(limit)]
        began = time.monotonic()
        # Where the limit is not reached, it crawls to the end.
        code, said = ended(start(limited + command(self.site, self.output)), WHOLE_CRAWL)
        if code == 3:
            self.refused += 1
            lines = [line for line in said.splitlines() if "cannot" in line.lower()]
            if len(lines) != 1:
                raise SystemExit(f"limit {limit}: said {said}")
        elif code not in {0, 1}:
            raise SystemExit(f"limit {limit}: exit {code} after {time.monotonic() - began:.1f} s: {said}")

    def look(self, *, ended: bool = False) -> None:
        """Check the folder; when its crawl is over, begin another."""
        done = not ended and self._is_done()
        if problems := self._problems(ended=ended or done):
            raise SystemExit("; ".join(problems[:5]) + f" ({len(problems)} problems, in {self.output})")
        if done:
            self.rounds += 1

    def _problems(self, *, ended: bool) -> list[str]:
        # Before a start cuts it off, a killed writer's last line may be torn: only then is it wrong.
        return self.site.problems(self.output, ended=ended) if ended else []

    def _is_done(self) -> bool:
        with open_view(self.output) as view:
            counts = view.counts() if view is not None else {}
            records = view.run_records(1) if view is not None else []
        over = bool(records) and records[0].verdict == "finished"
        return over and not counts.get("DISCOVERED") and not counts.get("FETCH_ERROR")

    def finish(self) -> None:
        """Run to the end and check everything."""
        code, said = ended(start(command(self.site, self.output)), WHOLE_CRAWL)
        if code != 0:
            raise SystemExit(f"the last crawl ended with {code}: {said}")
        self.look(ended=True)
        with open_view(self.output) as view:
            assert view is not None
            accounts = view.run_records(1)[0].accounts
        if accounts is None or accounts["problems"]:
            raise SystemExit(f"the accounts do not add up: {accounts}")


def torture(options: argparse.Namespace) -> str:
    """Do it; a line that says what was done. Raises SystemExit with what is wrong."""
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder, large_site(options.pages) as site:
        run = Torture(site, Path(folder), chance)
        jobs = ["kill"] * options.kills + ["mixed"] * options.mixed + ["limit"] * options.limits
        chance.shuffle(jobs)
        for job in jobs:
            if job == "limit":
                run.limit()
            else:
                (run.kill if job == "kill" else run.mixed)(options.longest)
            run.look()
        run.finish()
    return (
        f"seed {options.seed}: {options.kills} kills, {options.mixed} mixed signals, {options.limits} limits "
        f"({run.refused} reached), {run.rounds + 1} crawls of {options.pages} stories: "
        "0 lost, 0 double, 0 torn, accounts add up"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill crawls and look for losses.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--mixed", type=int, default=0)
    parser.add_argument("--limits", type=int, default=0)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--longest", type=float, default=4.0, help="seconds before a signal, at most")
    parser.add_argument("--workers", type=int, help="NEWSCRAWL_WORKERS")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    if options.workers is not None:
        QUICK["NEWSCRAWL_WORKERS"] = str(options.workers)
    sys.stdout.write(torture(options) + "\n")


if __name__ == "__main__":
    main()
