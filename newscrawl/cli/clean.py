"""`newscrawl clean`: plain-text dumps of news pages, as web-text corpora hold them, to articles."""

from pathlib import Path

import click

from newscrawl.cli.params import language_option
from newscrawl.cli.teaching import TeachingCommand


@click.command(cls=TeachingCommand, short_help="Turn plain-text dumps of news pages into articles.")
@click.argument("files", metavar="FILE|-...", nargs=-1, required=True)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    help="Write rejects to this file as JSON lines; else they are counted on standard error.",
)
@language_option()
def command(files: tuple[str, ...], rejects: Path | None, language: str) -> int:
    """Turn plain-text dumps of news pages into articles.

    A dump is the text of a page without its tags: one line of the page a line, menus and notices
    included. Each FILE is one page; '-' reads one page from standard input. An article is one JSON
    line on standard output.

    For example:
      newscrawl clean page.txt
      cat page.txt | newscrawl clean -
      newscrawl clean dumps/*.txt --rejects rejects.jsonl > articles.jsonl

    Exit codes: 0 every file gave an article, 1 some did not, 2 a file cannot be read.
    """
    from newscrawl.cli.inputs import check_inputs  # noqa: PLC0415 - what is heavy waits until it is needed

    check_inputs(files, folders=False)
    from newscrawl.cli.extracting import Extraction  # noqa: PLC0415
    from newscrawl.cli.output import Results  # noqa: PLC0415

    with Results(rejects) as results:
        extraction = Extraction(language, results)
        for name in files:
            extraction.clean(name)
    return extraction.finish()
