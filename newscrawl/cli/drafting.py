"""`newscrawl publishers new`: a site's pages, fetched or archived, to a rule and its fixture folder."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

import newscrawl.publishers
from newscrawl.archive.folder import open_pages
from newscrawl.archive.page import ArchivedPage
from newscrawl.cli.crawling import check_writable, crawl_overrides, web_address
from newscrawl.cli.errors import CommandError, Exit, storage_error
from newscrawl.cli.inputs import check_inputs
from newscrawl.cli.output import note
from newscrawl.drafting.draft import Draft, DraftError, draft
from newscrawl.drafting.write import write
from newscrawl.publishers.registry import NO_PUBLISHERS, check_overlaps, publishers
from newscrawl.publishers.rule import RuleError
from newscrawl.report.publishers import describe

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_KEY = re.compile(r"[a-z][a-z0-9_]{1,40}")
_ARTICLES: Final = 16
_MOST_PAGES: Final = 300


def draft_command(
    key: str,
    url: str,
    *,
    archive: Path | None,
    output: Path | None,
    allow_addresses: tuple[str, ...],
    assignments: tuple[tuple[str, str], ...],
) -> Exit:
    """Draft the rule `key` for the site at `url` and say what came of it. Raises CommandError."""
    if not _KEY.fullmatch(key):
        raise CommandError("no key of a publisher", key, todo="Write it like nadi_samachar")
    if key in NO_PUBLISHERS or (output is None and key in publishers()):
        raise CommandError("that key is taken", key, todo="Choose another, or name a folder with --output")
    home = web_address(url)
    package, fixtures = _places(output)
    check_writable(package)
    check_writable(fixtures)
    if archive is not None:
        check_inputs((str(archive),))
        pages = [page for page in open_pages(archive) if isinstance(page, ArchivedPage)]
    else:
        pages = fetch_site(home, allow_addresses, assignments)
    if not pages:
        todo = "Look at it with a browser, or try later"
        raise CommandError("nothing could be fetched", home, todo=todo, code=Exit.NOTHING_FETCHED)
    try:
        made = draft(key, home, pages)
    except DraftError as error:
        todo = "Write the rule by hand: docs/adding-a-publisher.md shows how"
        raise CommandError(str(error), home, todo=todo, code=Exit.FAILURES) from None
    try:
        problems = [*_claimed(made, output), *write(made, package, fixtures)]
    except OSError as error:
        raise storage_error(error, str(error.filename or package)) from error
    return _tell(made, package, fixtures, problems)


def _places(output: Path | None) -> tuple[Path, Path]:
    """Where the rule and its fixture folder go: into the checkout this package runs from, or a folder."""
    if output is not None:
        return output, output / "fixtures"
    package = Path(newscrawl.publishers.__path__[0])
    fixtures = package.parent.parent / "tests" / "publishers" / "fixtures"
    return (package, fixtures) if fixtures.is_dir() else (Path("drafts"), Path("drafts") / "fixtures")


def _claimed(made: Draft, output: Path | None) -> Iterable[str]:
    """Hosts and sources that another rule has already."""
    others = [rule for rule in publishers().values() if output is None or rule.key != made.publisher.key]
    try:
        check_overlaps([*others, made.publisher])
    except RuleError as error:
        yield str(error)


def _tell(made: Draft, package: Path, fixtures: Path, problems: list[str]) -> Exit:
    rule = made.publisher
    for line in describe(rule):
        click.echo(line)
    for field, comment in made.comments.items():
        click.echo(f"{field}: {comment}")
    for problem in problems:
        note(problem)
    note(f"the rule is {package / f'{rule.key}.py'}, its fixtures are {fixtures / rule.key}")
    note("read both, and proofread expected.json: docs/adding-a-publisher.md says how")
    return Exit.FAILURES if problems else Exit.OK


def fetch_site(
    url: str, allow_addresses: tuple[str, ...], assignments: tuple[tuple[str, str], ...]
) -> list[ArchivedPage]:
    """What a small crawl of a site is answered: robots.txt, home page, feeds, sitemaps, some articles.

    Address guard, robots.txt, bounds and pace are a crawl's. Nothing is stored. Raises click.Abort when an
    interrupt ended the run. A process can do this once.
    """
    from newscrawl.cli.running import run_spider  # noqa: PLC0415 - Scrapy only where the network is asked

    pages: list[ArchivedPage] = []

    def keep(response: "Response", request: "Request") -> None:
        del request
        if len(pages) < _MOST_PAGES:
            pages.append(_archived(response))

    overrides: dict[str, Any] = {
        "NEWSCRAWL_LISTING_PAGES": 1,
        "NEWSCRAWL_SECTIONS": 3,
        **crawl_overrides(
            output=Path(),
            limit=_ARTICLES,
            language="any",
            allow_addresses=allow_addresses,
            assignments=assignments,
        ),
        "NEWSCRAWL_OUTPUT_DIR": "",
    }
    ended = run_spider("news", {"sites": url}, overrides, on_response=keep)
    if ended.interrupted:
        raise click.Abort
    return pages


def _archived(response: "Response") -> ArchivedPage:
    from newscrawl.spiders.base import header_dict  # noqa: PLC0415 - loads Scrapy

    return ArchivedPage(
        url=response.url,
        status=response.status,
        headers=header_dict(response),
        body=response.body,
        date=datetime.now(UTC).isoformat(timespec="seconds"),
    )
