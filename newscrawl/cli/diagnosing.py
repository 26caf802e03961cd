"""`newscrawl doctor KEY…`: publishers as their rules describe them, held against their sites today."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from newscrawl.cli.crawling import check_writable, crawl_overrides
from newscrawl.cli.errors import CommandError, Exit, storage_error
from newscrawl.cli.network import has_proxy, why_offline
from newscrawl.cli.output import note
from newscrawl.publishers.registry import UnknownPublisherError, by_key, publishers
from newscrawl.publishers.rule import Publisher

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newscrawl.diagnosis.observed import Diagnosis, Visit
    from newscrawl.diagnosis.record import Report

_PROBED: Final = 8
"""Hosts whose names are looked up to see whether there is a network."""
_IN_FULL: Final = 3
"""Publishers of which each source, article and fact is printed; of more, the file has them."""
_RESOLVED_ELSEWHERE: Final = frozenset({"TWISTED_DNS_RESOLVER", "DOWNLOAD_HANDLERS"})
"""Settings by which a user has names resolved, or hosts reached, in another way than the system's."""
_DEFAULTS: Final[dict[str, Any]] = {"DOWNLOAD_TIMEOUT": 20, "RETRY_TIMES": 1, "NEWSCRAWL_PROGRESS": False}


def diagnose_command(
    keys: Sequence[str],
    *,
    everyone: bool,
    output: Path,
    file: Path | None,
    seconds: int,
    allow_addresses: tuple[str, ...],
    assignments: tuple[tuple[str, str], ...],
) -> Exit:
    """Look at the publishers with `keys`, or at all; print and write what was found. Raises CommandError."""
    rules = _rules(keys, everyone=everyone)
    overrides = {
        **_DEFAULTS,
        "NEWSCRAWL_HOST_SECONDS": seconds,
        **crawl_overrides(
            output=output, language="any", allow_addresses=allow_addresses, assignments=assignments
        ),
        "NEWSCRAWL_OUTPUT_DIR": "",
    }
    started = datetime.now(UTC)
    path = file or output / "doctor" / f"{started:%Y-%m-%dT%H-%M-%SZ}.json"
    _check_network(rules, assignments)
    check_writable(path.absolute().parent)
    diagnoses, interrupted = _look(rules, overrides)

    from newscrawl.diagnosis.record import report_of, write_report  # noqa: PLC0415 - once there is something

    report = report_of(diagnoses, started, datetime.now(UTC), complete=len(diagnoses) == len(rules))
    try:
        write_report(report, path)
    except OSError as error:
        raise storage_error(error, path) from error
    return _tell(report, path, in_full=len(rules) <= _IN_FULL, interrupted=interrupted)


def _rules(keys: Sequence[str], *, everyone: bool) -> list[Publisher]:
    if everyone and keys:
        raise CommandError("--all goes with no key", keys[0], todo="Leave one of the two out")
    if everyone:
        return list(publishers().values())
    try:
        return [by_key(key) for key in dict.fromkeys(keys)]
    except UnknownPublisherError as error:
        what, _, near = str(error).partition("; ")
        todo = f"{near[:1].upper()}{near[1:]}" if near else "'newscrawl publishers' lists them"
        raise CommandError(what, todo=todo) from None


def _check_network(rules: Sequence[Publisher], assignments: Sequence[tuple[str, str]]) -> None:
    """Raises CommandError when the machine is offline; asks nothing where names are resolved elsewhere."""
    if has_proxy() or any(name in _RESOLVED_ELSEWHERE for name, _ in assignments):
        return
    # One dead publisher is no dead network: others are asked beside it.
    named = [rule.hosts[0] for rule in (*rules[: _PROBED // 2], *publishers().values())]
    why = why_offline(list(dict.fromkeys(named))[:_PROBED])
    if why is not None:
        raise CommandError(
            "no network", why, todo="Connect this machine, or check its DNS", code=Exit.NOTHING_FETCHED
        )


def _look(rules: Sequence[Publisher], overrides: dict[str, Any]) -> "tuple[list[Diagnosis], bool]":
    """The diagnoses of those that were looked at, and whether an interrupt ended it."""
    from newscrawl.cli.running import run_spider  # noqa: PLC0415 - Scrapy only where the network is asked
    from newscrawl.diagnosis.verdict import diagnose  # noqa: PLC0415 - loads the extractor
    from newscrawl.spiders.doctor import publisher_visited  # noqa: PLC0415 - loads Scrapy

    found: list[Diagnosis] = []
    by_name = {rule.key: rule for rule in rules}

    class Diagnoses:
        """A Scrapy extension that takes each visit as it ends; an extension is how a run is watched."""

        @classmethod
        def from_crawler(cls, crawler: "Crawler") -> Self:
            """Listens for visits."""
            taker = cls()
            crawler.signals.connect(taker.visited, signal=publisher_visited)
            return taker

        def visited(self, visit: "Visit") -> None:
            """Judge one, and say so: all together take minutes."""
            one = diagnose(by_name[visit.key], visit, datetime.now(UTC).date())
            found.append(one)
            note(f"{len(found)} of {len(rules)}: {one.key} is {one.verdict}")

    ended = run_spider(
        "doctor", {"publishers": ",".join(by_name)}, {**overrides, "EXTENSIONS": {Diagnoses: 900}}
    )
    return found, ended.interrupted


def _tell(report: "Report", path: Path, *, in_full: bool, interrupted: bool) -> Exit:
    from newscrawl.report.doctor import print_report  # noqa: PLC0415 - rich is heavy

    print_report(report, in_full=in_full)
    note(f"the report is {path}")
    if interrupted:
        return Exit.INTERRUPTED
    if not any(_fetched(one) for one in report.publishers):
        note("nothing could be fetched: check the network, or run it with -s LOG_LEVEL=INFO")
        return Exit.NOTHING_FETCHED
    return Exit.OK if set(report.verdicts) == {"healthy"} and report.complete else Exit.FAILURES


def _fetched(one: "Diagnosis") -> bool:
    """Whether anything answered as it should, be it the robots.txt that forbids the rest."""
    statuses = [seen.status for seen in one.robots] + [seen.status for seen in one.hosts]
    statuses += [seen.status for seen in one.sources] + [seen.status for seen in one.samples]
    return any(status is not None and 200 <= status < 300 for status in statuses)
