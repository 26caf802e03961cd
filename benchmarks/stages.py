"""Where an extraction's time goes: python benchmarks/stages.py FOLDER|GOLD.jsonl [--pages DIR] [--passes N]

Each stage of `newscrawl.extract` in milliseconds a page and as a multiple of a bare lxml parse of the same page right
before it. Of each page and stage the least of all passes counts, which is what the work takes when nothing disturbs
it; whole runs beside other work are in `extraction.py`.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import html
from pages import read_pages

from newscrawl.extraction import extract as stages

NAMES = {
    "decode": "decode",
    "parse": "parse",
    "build_page": "walk",
    "read_sources": "sources",
    "headline_candidates": "stated headlines",
    "label_page": "labels",
    "read_metadata": "metadata",
    "build_story": "story",
    "_article": "language, words, hash, article",
}


class Clock:
    """The seconds of the page under way, by stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        for name in NAMES:
            setattr(stages, name, self.timed(name, getattr(stages, name)))

    def timed(self, name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        """The stage, its time noted under `name`."""

        def run(*arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return stage(*arguments, **named)
            finally:
                self.spent[name] += time.perf_counter() - began

        return run


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Where an extraction's time goes.")
    parser.add_argument("source", type=Path, metavar="FOLDER|GOLD.jsonl")
    parser.add_argument("--pages", type=Path, help="what the gold's file names are relative to")
    parser.add_argument("--passes", type=int, default=20)
    options = parser.parse_args(arguments)
    try:
        pages = read_pages(options.source, options.pages)
    except (OSError, ValueError, KeyError) as error:
        print(f"stages.py: cannot read the pages: {error}", file=sys.stderr)
        return 2
    clock = Clock()
    least: list[dict[str, float]] = [{} for _ in pages]
    for _ in range(max(1, options.passes)):
        for page, known in zip(pages, least, strict=True):
            began = time.perf_counter()
            html.document_fromstring(page.data, parser=html.HTMLParser(encoding="utf-8"))
            parsed = time.perf_counter()
            clock.spent.clear()
            stages.extract(page.data, page.url)
            whole = time.perf_counter() - parsed
            spent = {**clock.spent, "": whole - clock.spent.total(), "all": whole, "lxml": parsed - began}
            for name, seconds in spent.items():
                known[name] = min(known.get(name, seconds), seconds)
    sums = {name: sum(known.get(name, 0.0) for known in least) for name in (*NAMES, "", "all", "lxml")}
    print(f"{len(pages)} pages; a bare lxml parse takes {1000 * sums['lxml'] / len(pages):.2f} ms a page")
    for name, told in {**NAMES, "": "between, and freeing the tree", "all": "newscrawl.extract"}.items():
        print(f"{told:32} {1000 * sums[name] / len(pages):6.3f} ms {sums[name] / sums['lxml']:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
