"""How the demo shows a run: a table of the accounts, one article, and what differs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from newscrawl.cli.comparing import COUNTED, EXACT, Comparison, stored
from newscrawl.cli.output import plural
from newscrawl.extensions.accounts import reject_counts
from newscrawl.turns.session import PREFIX

_PARAGRAPHS = 3
_DIFFERENCES = 20


def show_run(stats: Mapping[str, Any], output: Path, base_url: str, comparison: Comparison | None) -> None:
    """Print the run's accounts, an article and, where it was compared, the outcome, on standard output."""
    console = Console(highlight=False)
    console.print(_table(stats))
    _show_article(console, output, base_url)
    for folder in ("articles", "rejects"):
        console.print(f"{folder}: {output / folder}", soft_wrap=True, markup=False)
    if comparison is not None:
        _show_comparison(console, comparison)


def _table(stats: Mapping[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name in ("announced", "fetched", "articles", "rejects"):
        table.add_row(name, str(stats.get(PREFIX + name, 0)))
    for name, count in reject_counts(stats).items():
        table.add_row(f"  {name}", str(count))
    return table


def _show_article(console: Console, output: Path, base_url: str) -> None:
    articles = sorted(stored(output, "articles", base_url), key=lambda a: (-len(a["blocks"]), a["url"]))
    if not articles:
        return
    article = next((a for a in articles if a["page_type"] == "article"), articles[0])
    facts = [*article["authors"], article["place"], article["published_at"], article["section"]]
    lines = ["", article["title"] or "", " · ".join(fact for fact in facts if fact), ""]
    lines += [block["text"] for block in article["blocks"][:_PARAGRAPHS]]
    if rest := len(article["blocks"]) - _PARAGRAPHS:
        lines.append(f"[... {plural(rest, 'more piece')}]" if rest > 0 else "")
    console.print("\n".join(lines), markup=False)
    console.print()


def _show_comparison(console: Console, comparison: Comparison) -> None:
    expected = comparison.expected
    counts = ", ".join(f"{name} {comparison.agreeing[name]}" for name in EXACT + COUNTED)
    console.print(f"equal to the newsroom's own, of {plural(expected, 'article')}: {counts}", soft_wrap=True)
    if not comparison.differences:
        console.print("Every article once, none else, every text equal to its source.")
        return
    for line in comparison.differences[:_DIFFERENCES]:
        console.print(line, markup=False, soft_wrap=True)
    if (rest := len(comparison.differences) - _DIFFERENCES) > 0:
        console.print(f"... and {rest} more")
    console.print(
        f"The output differs from the newsroom: {plural(len(comparison.differences), 'difference')}."
    )
