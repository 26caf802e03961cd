"""What `crawl` and `demo` share: targets to spider arguments, options to settings, a run to its report."""

import difflib
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscrawl import settings
from newscrawl.cli.errors import CommandError, Exit, storage_error
from newscrawl.cli.output import note
from newscrawl.publishers.registry import publishers
from newscrawl.urls import clean

if TYPE_CHECKING:
    from newscrawl.cli.running import Outcome

FEED_FORMATS = {".jsonl": "jsonlines", ".jl": "jsonlines", ".csv": "csv", ".xml": "xml"}
"""Suffix of `-o` to Scrapy's name of the format."""


def spider_arguments(targets: Iterable[str]) -> dict[str, str]:
    """The `-a` arguments of the spider `news` for keys of publishers and URLs of sites.

    Raises CommandError for what is neither.
    """
    known = publishers()
    keys, sites = [], []
    for target in targets:
        if target in known:
            keys.append(target)
        elif "://" in target or "." in target or target.startswith("localhost"):
            sites.append(web_address(target))
        else:
            near = difflib.get_close_matches(target, known, n=1)
            todo = (
                f"Did you mean {near[0]}?" if near else "'newscrawl publishers' lists them; a site is a URL"
            )
            raise CommandError("no such publisher", target, todo=todo)
    arguments = {"publishers": ",".join(keys), "sites": ",".join(sites)}
    return {name: value for name, value in arguments.items() if value}


def every_publisher() -> dict[str, str]:
    """The `-a` arguments of the spider `news` for all publishers that have a source to begin with."""
    return {"publishers": ",".join(key for key, rule in publishers().items() if rule.sources)}


def web_address(text: str) -> str:
    """The http or https URL a user means, `https://` added where he left it out; CommandError for others."""
    address = text if "://" in text else f"https://{text}"
    url = clean(address) if address.lower().startswith(("http://", "https://")) else None
    if url is None:
        raise CommandError("not a web address", text, todo="Write it as https://example.com/")
    # Spider arguments are lists joined by commas.
    return url.replace(",", "%2C")


def crawl_overrides(
    *,
    output: Path,
    since: str | None = None,
    max_age: str | None = None,
    limit: int | None = None,
    refetch: bool = False,
    language: str = "hi",
    respect_tdm: bool = False,
    allow_addresses: Iterable[str] = (),
    feed: Path | None = None,
    assignments: Iterable[tuple[str, str]] = (),
) -> dict[str, Any]:
    """The settings the options of `crawl` stand for; `assignments` (`-s`) have the last word.

    Raises CommandError for a feed of an unknown format and for a NEWSCRAWL_ setting that does not exist.
    """
    overrides: dict[str, Any] = {"NEWSCRAWL_OUTPUT_DIR": str(output), "NEWSCRAWL_LANGUAGE": language}
    if since:
        overrides["NEWSCRAWL_SINCE"] = since
    if max_age:
        overrides["NEWSCRAWL_MAX_AGE"] = max_age
    if limit:
        overrides["NEWSCRAWL_LIMIT"] = limit
    if refetch:
        overrides["NEWSCRAWL_REFETCH"] = True
    if respect_tdm:
        overrides["NEWSCRAWL_RESPECT_TDM"] = True
    if allowed := list(allow_addresses):
        overrides["NEWSCRAWL_ALLOW_ADDRESSES"] = allowed
    if feed is not None:
        form = FEED_FORMATS.get(feed.suffix.lower())
        if form is None:
            todo = f"Name a file that ends in {', '.join(FEED_FORMATS)}"
            raise CommandError("no format for this suffix", str(feed), todo=todo)
        overrides["FEEDS"] = {feed.absolute().as_uri(): {"format": form}}
    assignments = list(assignments)
    _check_settings(name for name, _ in assignments)
    return overrides | dict(assignments)


def _check_settings(names: Iterable[str]) -> None:
    """Scrapy's own settings may be any; a NEWSCRAWL_ one must exist, or a slip would pass unseen."""
    ours = [name for name in vars(settings) if name.startswith("NEWSCRAWL_")]
    for name in names:
        if name.startswith("NEWSCRAWL_") and name not in ours:
            near = difflib.get_close_matches(name, ours, n=1)
            todo = f"Did you mean {near[0]}?" if near else "docs/settings.md lists them"
            raise CommandError("no such setting", name, todo=todo)


def check_writable(folder: Path) -> None:
    """Make the folder, try a file in it; raises CommandError (storage) when that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise storage_error(error, folder) from error


def run_news(arguments: Mapping[str, str], overrides: Mapping[str, Any]) -> "Outcome":
    """Run the spider `news`; raises CommandError (storage) at once when the output cannot be written."""
    for folder in _written(overrides):
        check_writable(folder)
    from newscrawl.cli.running import run_spider  # noqa: PLC0415 - Scrapy only once all is found right

    return run_spider("news", arguments, overrides)


def _written(overrides: Mapping[str, Any]) -> Iterable[Path]:
    if output := overrides.get("NEWSCRAWL_OUTPUT_DIR"):
        yield Path(str(output))
    for uri in overrides.get("FEEDS") or ():
        yield Path(str(uri).removeprefix("file://")).parent


def report(outcome: "Outcome", output: Path) -> None:
    """Say in a few lines on standard error how a run ended, and what to do about it."""
    from newscrawl.extensions.accounts import summary  # noqa: PLC0415 - loads Scrapy

    code = outcome.exit_code()
    if code is Exit.STORAGE:
        return  # told already, in one line
    note(summary(outcome.stats))
    if code is Exit.INTERRUPTED:
        note(f"interrupted; what was stored is in {output}")
    elif code is Exit.NOTHING_FETCHED:
        note("nothing could be fetched: " + nothing_fetched(outcome))
    elif code is Exit.FAILURES:
        if outcome.stats.get("newscrawl/broken"):
            note(f"what broke is listed in {output / 'broken'}")
        note(
            f"finished with failures worth a look: see {output / 'rejects'}, or run it with -s LOG_LEVEL=INFO"
        )
    elif code is Exit.OK:
        note(f"the output is in {output}")


def nothing_fetched(outcome: "Outcome") -> str:
    """Why nothing was fetched, as far as the accounts tell, and what to do."""
    prefix = "newscrawl/source_failed/"
    reasons = [name.removeprefix(prefix) for name in outcome.stats if name.startswith(prefix)]
    if any("address_refused" in reason for reason in reasons):
        return "the address is not public. Allow it with --allow-address if it is yours."
    cause = f"{', '.join(sorted(reasons))}. " if reasons else ""
    return f"{cause}Check the address and the network, or run it with -s LOG_LEVEL=INFO."
