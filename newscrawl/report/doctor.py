"""The look at publishers as a table for a terminal, and under it what was found and what to write.

Every text of a site has passed `newscrawl.diagnosis.observed.told` before it comes here.
"""

from collections.abc import Iterator
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from newscrawl.diagnosis.observed import VERDICTS, Diagnosis, SampleSeen
from newscrawl.diagnosis.record import Report
from newscrawl.diagnosis.verdict import age_text

_COLOURS: Final = {"healthy": "green", "degraded": "yellow", "unfinished": "yellow"}
_MOST_LINES: Final = 6
"""Lines of advice for a publisher where many are looked at."""


def print_report(report: Report, *, in_full: bool, console: Console | None = None) -> None:
    """Print the report on standard output; `in_full` with each source, article and fact."""
    console = console or Console(highlight=False, markup=False, emoji=False)
    console.print(_summary(report))
    for one in report.publishers:
        console.print()
        console.print(f"{one.key} ({one.name}, {one.name_latin}): {one.verdict}")
        for reason in one.reasons:
            _say(console, reason.text)
        if in_full:
            _print_details(console, one)
        for line in _advice(one, _MOST_LINES if not in_full else len(one.write)):
            # In one piece, so that it can be copied; the terminal wraps it.
            console.print(f"  write: {line}", soft_wrap=True)
    console.print()
    counts = ", ".join(f"{report.verdicts[name]} {name}" for name in VERDICTS if name in report.verdicts)
    number = len(report.publishers)
    console.print(f"{number} {'publisher' if number == 1 else 'publishers'}: {counts or 'none looked at'}")


def _summary(report: Report) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("publisher", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for heading in ("sources", "newest", "samples", "layout", "facts"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in report.publishers:
        table.add_row(one.key, one.verdict, *_figures(one), style=_COLOURS.get(one.verdict, "red"))
    return table


def _figures(one: Diagnosis) -> Iterator[str]:
    """Sources that are well, the newest story, articles, those on which the layout held, facts verified."""
    yield f"{sum(source.state == 'ok' for source in one.sources)}/{len(one.sources)}"
    yield age_text(one.age_hours)
    yield f"{sum(sample.state == 'article' for sample in one.samples)}/{len(one.samples)}"
    ruled = [sample for sample in one.samples if sample.layout is not None]
    yield f"{sum(sample.layout == 'used' for sample in ruled)}/{len(ruled)}" if ruled else "-"
    yield f"{sum(fact.today == 'verified' for fact in one.facts)}/{len(one.facts)}"


def _print_details(console: Console, one: Diagnosis) -> None:
    for robots in one.robots:
        delay = f", Crawl-delay {robots.crawl_delay:g} s" if robots.crawl_delay is not None else ""
        _say(console, f"{robots.origin}/robots.txt: HTTP {robots.status}{delay}")
    sources = _grid("source", "read as", "newest", "stories", "was", "address")
    was = {fact.at: fact.was for fact in one.facts if fact.fact == "sources"}
    for source in one.sources:
        read_as = (source.read_as or "").replace("_", " ")
        figures = (read_as, age_text(source.age_hours), str(source.stories), was.get(source.url, ""))
        sources.add_row(source.state, *figures, source.url)
    samples = _grid("sample", "words", "layout", "alike", "address")
    for sample in one.samples:
        samples.add_row(*_sample(sample))
    facts = _grid("fact", "was", "today", "what")
    for fact in one.facts:
        # The sources have a table of their own, which says the same.
        if fact.fact != "sources":
            what = " ".join(part for part in (fact.at, fact.detail) if part)
            facts.add_row(fact.fact, fact.was, fact.today, what)
    for table in (sources, samples, facts):
        if table.row_count:
            console.print()
            console.print(table)
    console.print()
    if filled := [field for field in one.fields if field.of]:
        _say(console, "fields: " + ", ".join(f"{field.name} {field.filled}/{field.of}" for field in filled))
    if ruled := [field for field in filled if field.agreed + field.differing + field.set_aside]:
        told = ", ".join(f"{field.name} {field.agreed}/{field.of}" for field in ruled)
        _say(console, f"the same with the layout and without: {told}")
    for url in one.unlisted:
        _say(console, f"named by the site, not by the rule: {url}")


def _say(console: Console, text: str) -> None:
    console.print(Padding(Text(text, overflow="fold"), (0, 0, 0, 2), expand=False))


def _sample(sample: SampleSeen) -> tuple[str, str, str, str, str]:
    alike = f"{sample.overlap:.2f}" if sample.overlap is not None else ""
    layout = (sample.layout or "").replace("_", " ")
    return sample.state.replace("_", " "), str(sample.words or ""), layout, alike, sample.url


def _grid(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in {"newest", "stories", "words", "alike"})
    return table


def _advice(one: Diagnosis, most: int) -> Iterator[str]:
    yield from one.write[:most]
    if (rest := len(one.write) - most) > 0:
        yield f"... and {rest} more: they are in the report's file"
