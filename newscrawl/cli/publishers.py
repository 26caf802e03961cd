"""`newscrawl publishers`: the publishers with rules."""

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from newscrawl.cli.errors import CommandError
from newscrawl.cli.teaching import TeachingCommand

if TYPE_CHECKING:
    from newscrawl.publishers.rule import Publisher


@click.command(cls=TeachingCommand, short_help="List the publishers with rules, or show one.")
@click.argument("key", metavar="[KEY]", required=False)
def command(key: str | None) -> None:
    """List the publishers with rules, or show what is known of one.

    The KEY is what 'newscrawl crawl' takes. Other Hindi news sites need no rule: crawl their URL.

    For example:
      newscrawl publishers
      newscrawl publishers bbc_hindi
    """
    from newscrawl.publishers.registry import publishers  # noqa: PLC0415 - scans the package

    known = publishers()
    if key is None:
        _list([known[name] for name in sorted(known)])
        return
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        todo = f"Did you mean {near[0]}?" if near else "'newscrawl publishers' lists them"
        raise CommandError("no such publisher", key, todo=todo)
    for line in describe(known[key]):
        click.echo(line)


def _list(found: "list[Publisher]") -> None:
    from rich.console import Console  # noqa: PLC0415 - heavy: only when called
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for heading in ("key", "name", "host", "sources"):
        table.add_column(heading, overflow="fold")
    for publisher in found:
        name = f"{publisher.name} ({publisher.name_latin})"
        table.add_row(publisher.key, name, publisher.hosts[0], str(len(publisher.sources)))
    Console(highlight=False).print(table)


def describe(publisher: "Publisher") -> Iterator[str]:
    """What is known of a publisher, line by line."""
    yield f"{publisher.key}: {publisher.name} ({publisher.name_latin})"
    yield f"hosts: {', '.join(publisher.hosts)}"
    if publisher.path:
        yield f"path: {publisher.path}"
    yield f"language: {publisher.language}, country: {publisher.country}, times: {publisher.timezone}"
    pace = publisher.politeness
    yield f"pace: {pace.delay:g} s between requests, {pace.concurrency} at a time"
    yield f"article URLs: {publisher.article_pattern or 'any'}"
    yield "sources:"
    for source in publisher.sources:
        yield f"  {type(source).__name__}: {source.url}"
    if publisher.layouts:
        yield f"layouts since: {', '.join(str(layout.since) for layout in publisher.layouts)}"
    if publisher.known:
        yield "known:"
        yield from (f"  {fact}: {how}" for fact, how in publisher.known.items())
