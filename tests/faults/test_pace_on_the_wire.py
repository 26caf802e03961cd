"""What servers see of our manners: the moments at which requests reach them."""

from collections.abc import Iterator
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path
from time import time

import pytest
from farm import Exchange, Farm, farm, story_html
from fault_runs import Run, crawl

HOSTS = [f"127.2.5.{number}" for number in range(1, 11)]
WAIT = 2
DELAY, CRAWL_DELAY = 0.2, 0.4
NOISE = 0.08
NEAR = 0.1
STARVED = 0.05


def polite_site(number: int, crawl_delay: float | None):
    """Stories, a Crawl-delay perhaps, and now and then a plea to come back later."""
    pleas: list[float] = []

    async def serve(x: Exchange) -> None:
        if x.path == "/robots.txt":
            delay = f"Crawl-delay: {crawl_delay}\n" if crawl_delay else ""
            await x.send(f"User-agent: *\n{delay}Disallow: /none\n", kind="text/plain")
        elif number % 5 == 0 and x.path == "/3" and x.attempt == 1:
            pleas.append(time())
            # A date has whole seconds: two from now is up to one less.
            wait = str(WAIT) if number % 2 else formatdate(time() + WAIT, usegmt=True)
            await x.send(status=429 if number % 2 else 503, Retry_After=wait)
        else:
            await x.send(story_html(x.host.replace(".", "") + x.path[1:]))

    return serve


def visited(output: Path, pages: int) -> tuple[Run, Farm]:
    delays = {host: CRAWL_DELAY if n % 2 else None for n, host in enumerate(HOSTS)}
    with farm({host: polite_site(n, delays[host]) for n, host in enumerate(HOSTS)}) as served:
        urls = [f"http://{host}:{served.port}/{n}" for n in range(1, pages + 1) for host in HOSTS]
        (output / "urls.txt").write_text("\n".join(urls))
        settings = {
            "DOWNLOAD_DELAY": DELAY,
            "AUTOTHROTTLE_START_DELAY": DELAY,
            "NEWSCRAWL_HOST_PAUSE": 1,
            "NEWSCRAWL_MAX_WAIT": 10,
        }
        run = crawl("urls", output, settings, timeout=600, file=str(output / "urls.txt"))
    return run, served


def lateness(run: Run, served: Farm, moment: float) -> float:
    """Seconds for which a visit may have been noted too late: the machine had not let one of both sides run,
    and the next visit may have come in time.
    """
    spells = [*served.late, *run.stats["probe/starved"]]
    return NOISE + sum(lost for end, lost in spells if end - lost - NEAR <= moment <= end + NEAR)


def early(run: Run, served: Farm, pages: int) -> Iterator[tuple[str, str, float]]:
    assert len(run.articles) == len(HOSTS) * pages, run.ended
    for n, host in enumerate(HOSTS):
        # robots.txt first: from then on its word counts.
        visits = [(moment, path) for moment, found, path in served.log if found == host]
        assert visits[0][1] == "/robots.txt"
        required = CRAWL_DELAY if n % 2 else DELAY
        for (before, _), (after, path) in pairwise(visits[1:]):
            if after - before < required - lateness(run, served, before):
                yield host, path, after - before
        if n % 5 == 0:
            asked = next(position for position, (_, path) in enumerate(visits) if path == "/3")
            wait = WAIT if n % 2 else WAIT - 1
            assert visits[asked + 1][0] - visits[asked][0] >= wait - NOISE


def check(output: Path, pages: int) -> None:
    """A run in which the machine let one side wait for long shows nothing: it is made again, twice at most."""
    for attempt in range(3):
        (output / str(attempt)).mkdir()
        run, served = visited(output / str(attempt), pages)
        found = list(early(run, served, pages))
        starved = sum(lost for _, lost in [*served.late, *run.stats["probe/starved"]])
        if not found or starved < STARVED * run.stats["elapsed_time_seconds"]:
            break
    assert found == []


def test_no_request_comes_early(tmp_path):
    check(tmp_path, 8)


@pytest.mark.slow
def test_no_request_comes_early_in_two_hundred_pages(tmp_path):
    check(tmp_path, 200)
