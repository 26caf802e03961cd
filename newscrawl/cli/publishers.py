"""`newscrawl publishers`: the publishers with rules, one of them, and a rule drafted for another."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscrawl.cli.errors import CommandError, Exit
from newscrawl.cli.params import allow_address_option, setting_option
from newscrawl.cli.teaching import TeachingCommand

if TYPE_CHECKING:
    from newscrawl.publishers.rule import Publisher


@click.command(cls=TeachingCommand, short_help="List the publishers with rules, show one, or draft one.")
@click.argument("words", metavar="[KEY | new KEY URL]", nargs=-1)
@click.option("--markdown", is_flag=True, help="Print the list as docs/publishers.md has it.")
@click.option(
    "--from",
    "archive",
    type=click.Path(path_type=Path),
    metavar="ARCHIVE",
    help="Draft from a WARC file or a folder of pages; nothing is fetched.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder for the draft: KEY.py and fixtures/KEY. By default the checkout you work in, or 'drafts'.",
)
@allow_address_option()
@setting_option()
def command(
    *,
    words: tuple[str, ...],
    markdown: bool,
    archive: Path | None,
    output: Path | None,
    allow_addresses: tuple[str, ...],
    assignments: tuple[tuple[str, str], ...],
) -> int:
    """List the publishers with rules, show what is known of one, or draft a rule.

    The KEY is what 'newscrawl crawl' takes. Other Hindi news sites need no rule: crawl their URL.

    With 'new', the site at URL is fetched as a crawl fetches it (some 25 requests), or read from an
    archive: its feeds and sitemaps, the form of its articles' addresses and the element of the story are
    learned, and written with their evidence as a rule and a fixture folder, which are then tested.

    For example:
      newscrawl publishers
      newscrawl publishers bbc_hindi
      newscrawl publishers new nadi_samachar https://example.com/
      newscrawl publishers new nadi_samachar https://example.com/ --from site.warc.gz --output drafts

    Exit codes: 0 all well, 1 the draft needs your hand, 2 usage, 3 storage, 4 nothing could be fetched.
    """
    if words[:1] == ("new",):
        if len(words) != 3 or markdown:
            raise CommandError("'publishers new' takes a key and a URL", todo="Write: new KEY https://…")
        from newscrawl.cli.drafting import draft_command  # noqa: PLC0415 - the extractor takes its time

        return draft_command(
            words[1],
            words[2],
            archive=archive,
            output=output,
            allow_addresses=allow_addresses,
            assignments=assignments,
        )
    if archive or output or allow_addresses or assignments:
        raise CommandError("that option goes with 'publishers new' alone", todo="Leave it out")
    _show(words, markdown=markdown)
    return Exit.OK


def _show(words: tuple[str, ...], *, markdown: bool) -> None:
    from newscrawl.publishers.registry import UnknownPublisherError, by_key, publishers  # noqa: PLC0415
    from newscrawl.report.publishers import describe, publishers_page  # noqa: PLC0415

    if len(words) > 1 or (words and markdown):
        raise CommandError("one key at a time", " ".join(words), todo="'newscrawl publishers' lists all")
    if markdown:
        click.echo(publishers_page(publishers().values()), nl=False)
    elif words:
        try:
            publisher = by_key(words[0])
        except UnknownPublisherError as error:
            what, _, near = str(error).partition("; ")
            todo = f"{near[:1].upper()}{near[1:]}" if near else "'newscrawl publishers' lists them"
            raise CommandError(what, todo=todo) from None
        for line in describe(publisher):
            click.echo(line)
    else:
        _list(list(publishers().values()))


def _list(found: "list[Publisher]") -> None:
    from rich.console import Console  # noqa: PLC0415 - heavy: only when called
    from rich.table import Table  # noqa: PLC0415

    from newscrawl.report.publishers import certainty, kinds_of, sources_of  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for heading in ("key", "name", "sources", "kinds", "how sure"):
        # A key is typed again, so it stays whole.
        table.add_column(heading, overflow="fold", no_wrap=heading == "key")
    for publisher in found:
        name = f"{publisher.name} ({publisher.name_latin})"
        table.add_row(publisher.key, name, sources_of(publisher), kinds_of(publisher), certainty(publisher))
    Console(highlight=False).print(table)
