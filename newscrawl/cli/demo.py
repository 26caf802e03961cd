"""`newscrawl demo`: the whole road on a newsroom of our own, compared with its source."""

import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from newscrawl.cli.errors import CommandError, Exit
from newscrawl.cli.teaching import TeachingCommand

_LOOK_SECONDS = 0.1


@click.command(cls=TeachingCommand, short_help="Crawl a small Hindi newsroom that newscrawl serves itself.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder for articles/ and rejects/.",
)
@click.option("--serve", is_flag=True, help="Only serve the newsroom, until Ctrl-C.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port to serve on; a free one by default."
)
def command(output: Path, serve: bool, port: int) -> int:
    """Crawl a small Hindi newsroom that newscrawl serves itself.

    The newsroom listens on loopback alone; nothing leaves this machine. The run ends with a table of
    what was announced, fetched, stored and refused, shows one article, and compares every article with
    the newsroom's own text. What an earlier demo left in the folder is replaced; where other crawls share
    the folder, the demo's output is in the folder demo inside it.

    For example:
      newscrawl demo
      newscrawl demo --output demo-news
      newscrawl demo --serve --port 8000

    Exit codes: 0 all as it must be, 1 something differs, 2 usage, 3 storage.
    """
    if serve:
        return serve_demo(port)
    from newscrawl.cli.crawling import crawl_overrides  # noqa: PLC0415 - what is heavy waits until it is needed

    return crawl_demo(crawl_overrides(output=output), port)


def serve_demo(port: int) -> int:
    """Serve the newsroom until an interrupt, which is its ordinary end."""
    from newscrawl.demo.newsroom import Newsroom  # noqa: PLC0415
    from newscrawl.demo.server import serve  # noqa: PLC0415

    interrupts: list[int] = []
    # An exception out of a handler is lost where Python ignores them: in finalizers, at the end of imports.
    before = signal.signal(signal.SIGINT, lambda number, _frame: interrupts.append(number))
    try:
        with serve(Newsroom(), port=port) as server:
            click.echo(f"The demo newsroom is at {server.base_url}/ until Ctrl-C. In another terminal:")
            click.echo(f"  newscrawl crawl {server.base_url}/ --allow-address 127.0.0.0/8")
            while not interrupts:
                time.sleep(_LOOK_SECONDS)
    except OSError as error:
        raise _cannot_serve(error, port) from error
    finally:
        signal.signal(signal.SIGINT, before)
    click.echo()
    return Exit.OK


def crawl_demo(overrides: Mapping[str, Any], port: int = 0) -> int:
    """Serve the newsroom, crawl it with `overrides` on top of the demo's settings, report, compare.

    Gives the exit code. Raises CommandError when the port is taken or the output cannot be written.
    """
    # Imported here: Scrapy and the templates take most of a second, which `--help` shall not.
    from newscrawl.cli.comparing import Comparison, demo_folder, remember_demo  # noqa: PLC0415
    from newscrawl.cli.crawling import check_writable, report, run_news  # noqa: PLC0415
    from newscrawl.cli.showing import show_run  # noqa: PLC0415
    from newscrawl.demo.newsroom import Newsroom  # noqa: PLC0415
    from newscrawl.demo.server import serve  # noqa: PLC0415

    output = Path(str(overrides["NEWSCRAWL_OUTPUT_DIR"]))
    check_writable(output)
    output = demo_folder(output)
    check_writable(output)
    overrides = {**overrides, "NEWSCRAWL_OUTPUT_DIR": str(output)}
    newsroom = Newsroom()
    try:
        serving = serve(newsroom, port=port)
        server = serving.__enter__()
    except OSError as error:
        raise _cannot_serve(error, port) from error
    try:
        remember_demo(output, server.base_url)
        outcome = run_news({"sites": f"{server.base_url}/"}, demo_settings(overrides))
    finally:
        serving.__exit__(None, None, None)
    if outcome.exit_code() not in {Exit.OK, Exit.FAILURES}:
        report(outcome, output)
        return outcome.exit_code()
    partly = overrides.keys() & {"NEWSCRAWL_LIMIT", "NEWSCRAWL_SINCE", "NEWSCRAWL_MAX_AGE"}
    comparison = (
        None if partly else Comparison(newsroom, server.base_url, overrides["NEWSCRAWL_LANGUAGE"], output)
    )
    show_run(outcome.stats, output, server.base_url, comparison)
    return Exit.FAILURES if comparison is not None and comparison.differences else outcome.exit_code()


def demo_settings(overrides: Mapping[str, Any]) -> dict[str, Any]:
    """The user's settings, and under them what a site of our own on loopback needs: leave, and no waiting."""
    allowed = [*overrides.get("NEWSCRAWL_ALLOW_ADDRESSES", []), "127.0.0.0/8"]
    quick = {
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "NEWSCRAWL_LISTING_PAGES": 20,
    }
    return {**quick, **overrides, "NEWSCRAWL_ALLOW_ADDRESSES": allowed}


def _cannot_serve(error: OSError, port: int) -> CommandError:
    reason = (error.strerror or str(error)).lower()
    return CommandError(f"cannot serve ({reason})", f"127.0.0.1:{port}", todo="Choose another --port")
