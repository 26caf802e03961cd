"""`newscrawl doctor`: is this machine ready?"""

from pathlib import Path

import click

from newscrawl.cli.errors import Exit
from newscrawl.cli.teaching import TeachingCommand


@click.command(cls=TeachingCommand, short_help="Check that this machine is ready, and say what to do.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="The folder a crawl would write to.",
)
def command(output: Path) -> int:
    """Check that this machine is ready, and say what to do.

    Looks at Python, the clock, the locale, the disk, the output folder and the installed packages.
    Nothing is fetched and nothing is left behind. Exit code 1 when something has to be done.

    For example:
      newscrawl doctor
      newscrawl doctor --output /data/news
    """
    from rich.console import Console  # noqa: PLC0415 - heavy: only when called
    from rich.table import Table  # noqa: PLC0415

    from newscrawl.cli.checks import all_checks  # noqa: PLC0415

    checks = list(all_checks(output))
    table = Table(box=None, pad_edge=False)
    for heading in ("", "check", "found"):
        table.add_column(heading, overflow="fold")
    for check in checks:
        table.add_row("[green]ok[/]" if check.ok else "[red]FAIL[/]", check.name, check.found)
    console = Console(highlight=False)
    console.print(table)
    failed = [check for check in checks if not check.ok]
    for check in failed:
        console.print(f"{check.name}: {check.found}. {check.todo}.", soft_wrap=True, markup=False)
    console.print("Ready." if not failed else f"{len(failed)} of {len(checks)} checks failed.")
    return Exit.FAILURES if failed else Exit.OK
