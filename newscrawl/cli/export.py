"""`newscrawl export`: what crawls stored, out of the journals."""

from pathlib import Path

import click

from newscrawl.cli.params import Since
from newscrawl.cli.teaching import TeachingCommand


@click.command(cls=TeachingCommand, short_help="Print what crawls have stored, as JSON lines.")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--rejects", is_flag=True, help="The rejects instead of the articles.")
@click.option("--publisher", "publishers", multiple=True, help="Only this publisher's. May be repeated.")
@click.option("--since", type=Since(), help="Only what was fetched since: 2d, 12h, 1w or 2026-01-31.")
@click.option("--latest", is_flag=True, help="Of a story that was revised, only the last version.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to this file, whole or not at all; compressed when it ends in .gz.",
)
def command(
    *,
    folder: Path,
    rejects: bool,
    publishers: tuple[str, ...],
    since: str | None,
    latest: bool,
    output: Path | None,
) -> int:
    """Print what crawls have stored, as JSON lines.

    FOLDER is the output folder of a crawl ('output' by default). Its journals are read oldest first, the
    compressed ones too; while a crawl runs, up to what it has committed.

    For example:
      newscrawl export
      newscrawl export news --publisher bbc_hindi --since 2d --output week.jsonl
      newscrawl export --rejects | grep robots

    Exit codes: 0 all well, 1 no journal there, or lines that are no record, 2 usage, 3 storage.
    """
    # Imported here: the ledger takes a tenth of a second, which `--help` shall not.
    from newscrawl.cli.exporting import Selection, export  # noqa: PLC0415

    kind = "rejects" if rejects else "articles"
    selection = Selection(publishers=frozenset(publishers), since=since, latest=latest and not rejects)
    return export(folder, kind, selection, output)
