"""`newscrawl doctor`: is this machine ready, and do publishers' sites still look as their rules say?"""

from pathlib import Path

import click

from newscrawl.cli.errors import CommandError, Exit
from newscrawl.cli.params import allow_address_option, setting_option
from newscrawl.cli.teaching import TeachingCommand


@click.command(
    cls=TeachingCommand, short_help="Check this machine, or publishers' sites against their rules."
)
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="Look at every publisher that has a rule.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="The folder a crawl would write to; reports go to doctor/ in it.",
)
@click.option(
    "--json",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report on publishers to this file. By default OUTPUT/doctor/TIME.json.",
)
@click.option(
    "--seconds",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    help="Time for each publisher; all are looked at side by side.",
)
@allow_address_option()
@setting_option()
def command(
    *,
    keys: tuple[str, ...],
    everyone: bool,
    output: Path,
    file: Path | None,
    seconds: int,
    allow_addresses: tuple[str, ...],
    assignments: tuple[tuple[str, str], ...],
) -> int:
    """Check this machine, or hold publishers' rules against their sites.

    Without a KEY: Python, the clock, the locale, the disk, the output folder and the installed packages.
    Nothing is fetched and nothing is left behind. Exit code 1 when something has to be done.

    With keys, or --all, publishers' sites are asked, as politely as a crawl asks: robots.txt, each source
    of the rule, and five articles, which are read with the rule's layout and without it. A table says how
    each publisher is, with reasons; which facts of its rule hold today; and what to write into its file.
    The same, and more, goes to a JSON file.

    For example:
      newscrawl doctor
      newscrawl doctor --output /data/news
      newscrawl doctor bbc_hindi dainik_bhaskar
      newscrawl doctor --all --json report.json

    Exit codes: 0 all well, 1 something is wrong, 2 usage, 3 storage, 4 nothing could be fetched.
    """
    if keys or everyone:
        from newscrawl.cli.diagnosing import diagnose_command  # noqa: PLC0415 - heavy: only when called

        return diagnose_command(
            keys,
            everyone=everyone,
            output=output,
            file=file,
            seconds=seconds,
            allow_addresses=allow_addresses,
            assignments=assignments,
        )
    if file or allow_addresses or assignments:
        raise CommandError("that option goes with publishers", todo="Name a KEY, or write --all")
    return _check_machine(output)


def _check_machine(output: Path) -> Exit:
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
