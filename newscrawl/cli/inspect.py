"""`newscrawl inspect`: one page with every decision on it, as a web page."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscrawl.cli.errors import CommandError, Exit, storage_error
from newscrawl.cli.params import allow_address_option
from newscrawl.cli.teaching import TeachingCommand

if TYPE_CHECKING:
    from newscrawl.report.inspection import Inspection

DEFAULT_OUTPUT = Path("output") / "inspect.html"
"""Where the web page goes when standard output is a terminal: the folder a crawl writes to."""
_TEXT_SUFFIXES = (".txt", ".txt.gz")


@click.command(
    cls=TeachingCommand,
    short_help="Show a page with the label and the reason of every block, as a web page.",
)
@click.argument("source", metavar="FILE|URL|-")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Web page to write, '-' for standard output; by default output/inspect.html, or standard output "
    "when that is no terminal.",
)
@click.option("--text", is_flag=True, help="Read plain text, as 'clean' does; a .txt file is read so anyway.")
@allow_address_option()
def command(source: str, output: Path | None, text: bool, allow_addresses: tuple[str, ...]) -> int:
    """Show a page with the label and the reason of every block, as a web page.

    The web page lists the blocks of the page in order, the kept ones green, the dropped ones in the colour
    of their role, each with its reason; beside them stand the article, or why there is none, and each
    field with its evidence. It is one file that needs no network. FILE is a saved page, gzip or not, or a
    plain-text dump; '-' is a page on standard input; a URL is fetched politely.

    For example:
      newscrawl inspect page.html
      newscrawl inspect https://example.com/story.html --output story.html
      newscrawl inspect dump.txt
      curl -s https://example.com/story.html | newscrawl inspect - > inspect.html

    Exit codes: 0 the web page is written, with an article or without, 2 usage, 3 storage, 4 the URL could
    not be fetched.
    """
    # Imported here: the extractor and the templates take their time, which `--help` shall not.
    from newscrawl.cli.inputs import Kind, check_inputs, kind_of  # noqa: PLC0415

    check_inputs((source,), folders=False)
    kind = kind_of(source)
    if kind is Kind.URL and text:
        raise CommandError("--text with a URL", source, todo="Save the text to a file and name that")
    to_stdout = str(output) == "-" or (output is None and not sys.stdout.isatty())
    path = output or DEFAULT_OUTPUT
    if not to_stdout:
        _keep_input(source, path)
    found = _of_url(source, allow_addresses) if kind is Kind.URL else _of_bytes(source, text=text)
    if found is None:
        return Exit.NOTHING_FETCHED
    _write(found, None if to_stdout else path)
    return Exit.OK


def _keep_input(source: str, path: Path) -> None:
    """Refuse to write over the page that is read."""
    if path.exists() and Path(source).exists() and path.samefile(source):
        raise CommandError("input and output are the same file", str(path), todo="Choose another --output")


def _of_bytes(source: str, *, text: bool) -> "Inspection":
    from newscrawl.cli.inputs import read_bytes, read_text  # noqa: PLC0415
    from newscrawl.items.reject import Reject  # noqa: PLC0415
    from newscrawl.report.inspection import inspect_html, inspect_reject, inspect_text  # noqa: PLC0415

    name = "standard input" if source == "-" else source
    content: bytes | str | Reject
    content = read_text(source) if text or source.lower().endswith(_TEXT_SUFFIXES) else read_bytes(source)
    if isinstance(content, Reject):
        return inspect_reject(content, name)
    return inspect_html(content, name) if isinstance(content, bytes) else inspect_text(content, name)


def _of_url(source: str, allow_addresses: tuple[str, ...]) -> "Inspection | None":
    """The page behind a URL; None, and a line that says why, when there is nothing to look at."""
    from newscrawl.cli.extracting import HINTS, addresses  # noqa: PLC0415
    from newscrawl.cli.fetching import fetch_page  # noqa: PLC0415
    from newscrawl.cli.output import note  # noqa: PLC0415
    from newscrawl.items.reject import Reject  # noqa: PLC0415
    from newscrawl.report.inspection import inspect_html  # noqa: PLC0415

    found = fetch_page(addresses((source,))[0], allow_addresses)
    if isinstance(found, Reject):
        detail = f" ({found.detail})" if found.detail else ""
        hint = f". {HINTS[found.reason]}" if found.reason in HINTS else ""
        note(f"no page at {source}: {found.stage}/{found.reason}{detail}{hint}")
        return None
    return inspect_html(found.body, found.url, found.url, headers=found.headers)


def _write(found: "Inspection", path: Path | None) -> None:
    """Write the web page, and one line that says what it shows and where it is."""
    from newscrawl.cli.output import emit, note, plural  # noqa: PLC0415
    from newscrawl.report.render import render  # noqa: PLC0415

    page = render(found)
    if path is None:
        emit(page)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise storage_error(error, path) from error
    reject = found.reject
    outcome = f"no article ({reject.stage}/{reject.reason})" if reject else "an article"
    told = plural(len(found.rows), "block" if found.tagged else "line")
    note(f"{path} shows {outcome}, {told}, {found.kept} of them the story's")
