"""Compare newscrawl with other extractors, side by side, on pages of your own.

    python benchmarks/extraction.py GOLD.jsonl --pages DIR --peers trafilatura,readability,resiliparse
    python benchmarks/extraction.py FOLDER
    python benchmarks/extraction.py GOLD.jsonl --text

A gold row: `file`, and as far as known `url`, `title`, `authors`, `published` (ISO 8601), `paragraphs` (the
story), `optional` (or `summary` and `headlines`: text that may come out), `negatives` (lines that must not).
Without gold the table shows speed, memory, words and pages without a text. `--text` reads flattened texts.

Printed: F1 (mean of the pages'), perfect (share of pages with F1 >= 0.98), leaks (negatives that came out),
share of right titles, author lists, days and minutes; CPU time a page, and as a ratio to a bare lxml parse of
the same pages, pass about with it (the best of `--passes` of each); that ratio for pages not seen before (the second
half, behind the first); peak memory on the largest page above what that parse takes, each in a process of its own.
The measure stands in `measure.py`.
"""

import argparse
import logging
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from extractors import EXTRACTORS, Extractor
from measure import Found, Score
from pages import BenchPage, read_bytes, read_pages
from rich.console import Console
from rich.table import Table

PASSES = 3
"""The first one pays for what is loaded when it is first used."""
MIB = 1 << 20


def peak_memory() -> int:
    """The process's highest resident size in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss would tell the parent's size where the parent was larger.
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def measure_memory(name: str, small: Path, large: Path) -> int:
    """Run in a process of its own: how far the peak rises from `small` (all is loaded) to `large`, in bytes."""
    run = EXTRACTORS[name]()
    run(read_bytes(small), None)
    data = read_bytes(large)
    before = peak_memory()
    run(data, None)
    return peak_memory() - before


def memory_of(name: str, pages: list[BenchPage]) -> int:
    """`measure_memory` in a new process, on the smallest and the largest page."""
    ordered = sorted(pages, key=lambda page: len(page.data))
    command = [sys.executable, __file__, "--memory", name, str(ordered[0].path), str(ordered[-1].path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout)


def run_once(run: Extractor, pages: list[BenchPage]) -> tuple[list[Found | None], float]:
    """What came of each page (None for an exception) and the CPU time of the pass in seconds."""
    found: list[Found | None] = []
    started = time.process_time()
    for page in pages:
        try:
            found.append(run(page.data, page.url))
        except Exception:  # noqa: BLE001  (a peer's exception is a result: it is counted)
            found.append(None)
    return found, time.process_time() - started


class Timing(NamedTuple):
    """What came of the pages, and the CPU seconds it took."""

    results: list[Found | None]
    seconds: float
    base: float
    """Those of a bare parse in turn with it."""
    unseen: float
    """The ratio of both on the second half of the pages, when nothing but the first half was seen before."""


def timed(name: str, pages: list[BenchPage], passes: int) -> Timing:
    """Run an extractor on all pages, `passes` times; the best pass counts."""
    run, parse = EXTRACTORS[name](), EXTRACTORS["parse"]()
    half = len(pages) // 2
    early, seconds = run_once(run, pages[:half])
    run_once(parse, pages)
    base = run_once(parse, pages[half:])[1]
    late, fresh = run_once(run, pages[half:])
    unseen = fresh / min(base, run_once(parse, pages[half:])[1])
    seconds += fresh
    base = run_once(parse, pages)[1]
    for _ in range(passes - 1):
        # A machine's speed drifts, and takes both with it.
        base = min(base, run_once(parse, pages)[1])
        seconds = min(seconds, run_once(run, pages)[1])
    return Timing([*early, *late], seconds, base, unseen)


def scored(results: list[Found | None], pages: list[BenchPage]) -> Score:
    """The sums over all pages."""
    score = Score()
    for result, page in zip(results, pages, strict=True):
        score.errors += result is None
        score.add(result or Found(), page.gold)
    return score


def row(name: str, score: Score, timing: Timing, memory: int | None, gold: bool) -> list[str]:
    """One line of the table."""
    cells = [name]
    if gold:
        cells += [f"{score.f1 / score.pages:.3f}", f"{score.perfect / score.pages:.3f}"]
        cells.append(f"{score.right['leaks']}/{score.asked['leaks']}" if score.asked["leaks"] else "-")
        for field in ("title", "authors", "day", "minute"):
            share = score.share(field)
            cells.append("-" if share is None else f"{share:.3f}")
    cells += [str(score.words // score.pages), str(score.empty), str(score.errors)]
    cells += [f"{1000 * timing.seconds / score.pages:.2f}"]
    if memory is not None:
        cells += [f"{timing.seconds / timing.base:.2f}", f"{timing.unseen:.2f}", f"{memory / MIB:.1f}"]
    return cells


def main(arguments: list[str]) -> int:
    """Print the table; 0, or 2 when the pages cannot be read or a peer is not installed."""
    if arguments[:1] == ["--memory"]:
        print(measure_memory(arguments[1], Path(arguments[2]), Path(arguments[3])))
        return 0
    parser = argparse.ArgumentParser(description="Compare extractors on pages of your own.")
    parser.add_argument("source", type=Path, metavar="FOLDER|GOLD.jsonl")
    parser.add_argument("--pages", type=Path, help="what the gold's file names are relative to")
    parser.add_argument("--peers", default="", help="trafilatura, readability, resiliparse: a comma list")
    parser.add_argument("--text", action="store_true", help="the files are flattened texts")
    parser.add_argument("--limit", type=int, default=0, help="only so many pages")
    parser.add_argument(
        "--passes", type=int, default=PASSES, help="runs over the pages, of which the best counts"
    )
    options = parser.parse_args(arguments)
    if options.passes < 1:
        parser.error("--passes must be at least 1")
    try:
        pages = read_pages(options.source, options.pages, options.limit)
    except (OSError, ValueError, KeyError) as error:
        print(f"extraction.py: cannot read the pages: {error}", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)  # Peers log what they stumble over; the table counts it.
    names = ["newscrawl_text", "untouched"] if options.text else ["newscrawl"]
    names += [name for name in options.peers.split(",") if name]
    missing = [name for name in names if name not in EXTRACTORS]
    if not pages or missing:
        print(f"extraction.py: {f'no extractor {missing[0]}' if missing else 'no pages'}", file=sys.stderr)
        return 2
    gold = any(page.gold for page in pages)
    base_memory = None if options.text else memory_of("parse", pages)
    heads = ["extractor"]
    heads += ["F1", "perfect", "leaks", "title", "authors", "day", "minute"] if gold else []
    heads += ["words", "empty", "errors", "ms"]
    heads += [] if options.text else ["x parse", "unseen", "MiB over parse"]
    table = Table(*heads, box=None, pad_edge=False)
    runs = []
    for name in names:
        try:
            runs.append((name, timed(name, pages, options.passes)))
        except ImportError as error:
            print(f"extraction.py: {error}: install the extra [bench]", file=sys.stderr)
            return 2
    for name, timing in runs:
        memory = None if base_memory is None else memory_of(name, pages) - base_memory
        table.add_row(*row(name, scored(timing.results, pages), timing, memory, gold=gold))
    console = Console(highlight=False, width=130)
    if base_memory is not None:
        size, parse = max(len(page.data) for page in pages), min(timing.base for _, timing in runs)
        console.print(
            f"{len(pages)} pages; a bare lxml parse takes {1000 * parse / len(pages):.2f} ms a page, and "
            f"{base_memory / MIB:.1f} MiB for the largest page ({size / MIB:.1f} MiB)"
        )
    console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
