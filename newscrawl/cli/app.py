"""The root of the command: finds subcommands, and turns every ending into an exit code.

`newscrawl --help` must answer at once, so nothing here or in `cli/__init__.py` imports Scrapy, lxml or a
subcommand: a subcommand's module is imported when it is called, and imports what is heavy when it runs.
"""

import importlib
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from newscrawl.cli.errors import CommandError, Exit, one_line, storage_error
from newscrawl.cli.output import OutputClosedError, close_quietly
from newscrawl.cli.teaching import keep_indented

SUMMARIES = {
    "crawl": "Crawl publishers or sites into a folder of articles.",
    "extract": "Turn saved pages, archives or URLs into articles on standard output.",
    "clean": "Turn plain-text dumps of news pages into articles.",
    "inspect": "Show a page with the label and the reason of every block, as a web page.",
    "export": "Print what crawls have stored, as JSON lines.",
    "publishers": "List the publishers with rules, show one, or draft one.",
    "demo": "Crawl a small Hindi newsroom that newscrawl serves itself.",
    "doctor": "Check this machine, or publishers' sites against their rules.",
}
"""Subcommand to its first help line, so that the list needs no imports; a test compares them."""


class LazyGroup(click.Group):
    """A group whose subcommands are modules of `newscrawl.cli`, each with a `command`."""

    def __init__(self, name: str | None, *, help: str = "", **kwargs: Any) -> None:  # noqa: A002
        super().__init__(name, help=keep_indented(help), **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The subcommands in the order a newcomer needs them."""
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the subcommand's module; None when there is no such subcommand."""
        if cmd_name not in SUMMARIES:
            return None
        command: click.Command = importlib.import_module(f"newscrawl.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of subcommands from `SUMMARIES`: none is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from newscrawl import __version__  # noqa: PLC0415 - only here is it needed

        click.echo(f"newscrawl {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
def root() -> None:
    """Crawl Hindi news sites and get clean articles.

    See it work, on a newsroom that newscrawl serves itself:
      newscrawl demo

    Crawl a publisher or any Hindi news site into output/:
      newscrawl crawl bbc_hindi --since 2d
      newscrawl crawl https://example.com/ --limit 50

    One saved page, a web archive or a folder of pages to JSON lines:
      newscrawl extract page.html
      newscrawl extract site.warc.gz > articles.jsonl

    Exit codes: 0 all well, 1 finished with failures worth a look, 2 usage, 3 storage,
    4 nothing could be fetched.
    """


def run(args: Sequence[str] | None = None) -> int:
    """Run the command with `args` (the process's own by default) and give its exit code.

    Whatever the user can cause ends as one line on standard error; only a defect shows a traceback.
    """
    try:
        # standalone_mode off: click would print usage errors on several lines and exit by itself.
        result: Any = root.main(args=args, prog_name="newscrawl", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "newscrawl"
        message = one_line(error.format_message()).rstrip(".")
        click.echo(f"newscrawl: {message}. See '{path} --help'.", err=True)
        return Exit.USAGE
    except CommandError as error:
        error.show()
        return error.code
    except (click.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except (OutputClosedError, BrokenPipeError):
        close_quietly()
        return Exit.OK
    except OSError as error:
        if not error.filename:
            raise
        storage_error(error, str(error.filename)).show()
        return Exit.STORAGE
    return int(result) if isinstance(result, int) else Exit.OK


def main() -> NoReturn:
    """The entry point of the installed command."""
    sys.exit(run())


__all__ = ["CommandError", "main", "root", "run"]
