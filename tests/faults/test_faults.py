"""Every fault at the first, a middle and the last story of a site, beside sites that behave."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import content_faults  # noqa: F401 - its classes are found by their base
import http_faults
import network_faults  # noqa: F401
import pytest
from farm import Farm, farm
from fault import Fault, faults_of, site
from fault_runs import Run, crawl
from well_sites import Well, well_sites

STORIES = 5
POSITIONS = (1, 3, 5)
WELL = [f"127.1.200.{number}" for number in (1, 2)]
WELL_STORIES = 40
WELL_DELAY = 0.1
TIMEOUTS = {"network": 2, "http": 5, "content": 15}
"""Seconds. Short where lines hang; long where pages of megabytes come from a loaded machine."""
Case = tuple[type[Fault], int, str]
"""A fault, its place among the stories of its site, and the site's host."""


@dataclass
class Crawled:
    run: Run
    served: Farm
    well: Well


def crawl_with_faults(found: list[Case], output: Path) -> Crawled:
    with (
        farm({host: site(fault, position) for fault, position, host in found}) as served,
        well_sites(WELL) as well,
    ):
        urls = [f"http://{host}:{served.port}/{n}" for *_, host in found for n in range(1, STORIES + 1)]
        urls += [f"http://{host}:{well.port}/{n}" for host in WELL for n in range(1, WELL_STORIES + 1)]
        (output / "urls.txt").write_text("\n".join(urls))
        slot = {"delay": WELL_DELAY, "jitter": 0, "concurrency": 1}
        settings = {
            # One request at a time for each, as on the web, and no pause between two.
            "DOWNLOAD_DELAY": 0.001,
            "AUTOTHROTTLE_ENABLED": False,
            "CONCURRENT_REQUESTS": 64,
            # Thirty sites with a page of megabytes at one moment: the bound on memory is another test's.
            "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 256_000_000,
            "DOWNLOAD_TIMEOUT": TIMEOUTS[found[0][0].kind],
            "DOWNLOAD_SLOTS": dict.fromkeys(WELL, slot),
            "NEWSCRAWL_HOST_PAUSE": 1,
            "NEWSCRAWL_MAX_WAIT": 5,
        }
        run = crawl("urls", output, settings, file=str(output / "urls.txt"))
    return Crawled(run, served, well)


def check(found: list[Case], crawled: Crawled) -> None:
    run, served, well = crawled.run, crawled.served, crawled.well
    wrong = {}
    for fault, position, host in found:
        for number in range(1, STORIES + 1):
            wanted = fault.outcome if number == position else fault.others
            outcome = run.outcome(f"http://{host}:{served.port}/{number}")
            if outcome not in wanted and not (wanted == {"*"} and outcome != "lost"):
                wrong[f"{fault.__name__} at {position}, story {number}"] = outcome
    assert not wrong, "\n".join(f"{where}: {outcome}" for where, outcome in wrong.items())
    counts = Counter(run.ended.values())
    assert counts.pop("article") == len(run.articles)
    counts.pop("waiting", None)
    counts.pop("alias", None)
    assert sum(counts.values()) == len(run.rejects)
    assert "Traceback" not in run.log
    assert "Unhandled" not in run.log
    assert [line for line in run.log.splitlines() if " ERROR" in line or " CRITICAL" in line] == []
    assert "FAKE LINE" not in run.log
    assert "\x1b" not in run.log
    assert run.stats["probe/held"] <= 1.0
    assert run.stats["finish_reason"] == "finished"
    assert served.paths("127.0.0.1") == []
    for fault, position, host in found:
        if fault is http_faults.UnavailableForHours:
            assert served.paths(host)[-1] == f"/{position}", "asked again before its time"
    for host in WELL:
        assert {run.outcome(f"http://{host}:{well.port}/{n}") for n in range(1, WELL_STORIES + 1)} == {
            "article"
        }
        gaps = [
            after
            - before
            - sum(lost for moment, lost in run.stats["probe/starved"] if before < moment < after + 0.1)
            for before, after in pairwise(well.times[host])
        ]
        assert max(gaps) <= WELL_DELAY + 1.0, sorted(gaps)[-3:]


def cases(kind: str, positions: tuple[int, ...]) -> list[Case]:
    number = {"network": 1, "http": 2, "content": 3}[kind]
    pairs = [(fault, position) for fault in faults_of(kind) for position in positions]
    return [(*pair, f"127.1.{number}.{n}") for n, pair in enumerate(pairs, start=1)]


def test_the_catalogue_is_a_long_one():
    assert sum(len(faults_of(kind)) for kind in ("network", "http", "content")) >= 60


@pytest.mark.parametrize("kind", ["network", "http", "content"])
def test_every_url_ends_accounted_for(kind, tmp_path):
    found = cases(kind, POSITIONS)
    check(found, crawl_with_faults(found, tmp_path))
