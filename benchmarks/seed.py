"""Check the extraction on one page that was flattened to text.

    python benchmarks/seed.py PAGE.txt EXPECTED.json

PAGE is the text of a news page, a line of the page a line. EXPECTED says what is what in it: `title`, the
line numbers (from 0) of `body_lines` and `boilerplate_lines`, `dateline_place` and `language`.

Two roads are checked: `clean_text` on PAGE itself, and `extract` on the same story printed by the demo
newsroom's tagDiv template, with that theme's counters, follow lines and comment form around it. Both must
give the title, the body lines in order, the place, the language, and none of the boilerplate. Exit code 1
when one does not.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from newscrawl import Article, Block, Reject, clean_text, extract
from newscrawl.demo.newsroom import Newsroom
from newscrawl.demo.pages import Pages
from newscrawl.demo.records import Record
from newscrawl.hindi.language import detect_language
from newscrawl.hindi.script import fold_space

BASE_URL = "https://demo.example"


@dataclass(frozen=True)
class Seed:
    """The page and what is expected of it, white space folded."""

    page: str
    title: str
    body: list[str]
    boilerplate: list[str]
    place: str
    language: str


def read_seed(page: Path, expected: Path) -> Seed:
    """The seed from its two files."""
    text = page.read_text(encoding="utf-8")
    lines = text.split("\n")
    truth: dict[str, Any] = json.loads(expected.read_text(encoding="utf-8"))
    return Seed(
        page=text,
        title=fold_space(truth["title"]),
        body=[fold_space(lines[number]) for number in truth["body_lines"]],
        boilerplate=[fold_space(lines[number]) for number in truth["boilerplate_lines"]],
        place=truth["dateline_place"],
        language=truth["language"],
    )


def tagdiv_page(seed: Seed) -> str:
    """The story as the demo's tagDiv theme prints it."""
    record = Record(
        id=1,
        slug="seed",
        section=Newsroom().site["section"][0]["key"],
        template="tagdiv",
        title=seed.title,
        body=tuple(Block(kind="paragraph", text=line) for line in seed.body),
        published="-3h",
        place=seed.place,
        language=seed.language,
    )
    newsroom = Newsroom([record])
    return Pages(newsroom, BASE_URL).article(newsroom.stories[0])


def checks(seed: Seed, item: Article | Reject) -> Iterator[tuple[str, bool, str]]:
    """Name, outcome and particulars of each check."""
    if isinstance(item, Reject):
        yield "article", False, f"{item.stage}/{item.reason} {item.detail}"
        return
    got = item.text.split("\n\n")
    missing = [line for line in seed.body if line not in got]
    extra = [line for line in got if line not in seed.body]
    # A boilerplate line may also be a part of the story's own words: only whole pieces count.
    leaked = [line for line in seed.boilerplate if line in got]
    language = item.language or detect_language(item.text)
    yield "title", item.title == seed.title, item.title or "none"
    yield "body", not missing, "; ".join(missing) or f"all {len(seed.body)} lines"
    yield "order", got == seed.body, "; ".join(extra) or f"{len(got)} pieces"
    yield "boilerplate", not leaked, "; ".join(leaked) or f"0 of {len(seed.boilerplate)} lines"
    yield "place", item.place == seed.place, item.place or "none"
    yield "language", language == seed.language, language


def main(arguments: list[str]) -> int:
    """Print a table of the checks; 0 when all hold, 1 when one does not, 2 for wrong arguments."""
    if len(arguments) != 2:
        print("usage: seed.py PAGE.txt EXPECTED.json", file=sys.stderr)
        return 2
    try:
        seed = read_seed(Path(arguments[0]), Path(arguments[1]))
    except (OSError, ValueError, KeyError, IndexError) as error:
        print(f"seed.py: cannot read the seed: {error}", file=sys.stderr)
        return 2
    roads: dict[str, Callable[[], Article | Reject]] = {
        "clean_text": lambda: clean_text(seed.page),
        "extract (tagDiv)": lambda: extract(tagdiv_page(seed), url=f"{BASE_URL}/seed/"),
    }
    table = Table("road", "check", "", "found", box=None, pad_edge=False)
    failed = 0
    for road, read in roads.items():
        for name, good, found in checks(seed, read()):
            table.add_row(road, name, "[green]ok[/]" if good else "[red]DIFFERS[/]", found)
            failed += not good
    Console(highlight=False).print(table)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
