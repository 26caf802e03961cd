"""Workers read what the crawl's own process reads, survive their deaths, and end with the crawl."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "spiders"))

from newsstand import crawl, newsstand, story_html

from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject
from newscrawl.reading import read_story
from newscrawl.workers.process import ANSWER, READY
from newscrawl.workers.workers import Workers

HEADERS = {"content-type": "text/html; charset=utf-8"}
URL = "https://khabar.example/desh/"


def page(number: int) -> bytes:
    return story_html(number).encode()


async def until(done: Callable[[], bool]) -> None:
    for _ in range(600):
        if done():
            return
        await asyncio.sleep(0.05)
    pytest.fail("waited half a minute")


def with_workers(number: int, use: Callable[[Workers], Awaitable[None]]) -> None:
    async def run() -> None:
        workers = Workers(number)
        try:
            await workers.read(page(0), URL, HEADERS)
            await until(lambda: len(workers.pids) == number)
            await use(workers)
        finally:
            workers.close()

    asyncio.run(run())


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


async def articles(workers: Workers, *numbers: int) -> list[type]:
    found = await asyncio.gather(*(workers.read(page(n), f"{URL}{n}", HEADERS) for n in numbers))
    return [type(one.item) for one in found]


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 10
    while any(alive(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_workers_read_as_the_crawl_does_and_end_with_it() -> None:
    pids: list[int] = []

    async def use(workers: Workers) -> None:
        pids.extend(workers.pids)
        found = await asyncio.gather(*(workers.read(page(n), f"{URL}{n}", HEADERS) for n in range(12)))
        assert found == [read_story(page(n), f"{URL}{n}", HEADERS) for n in range(12)]
        assert all(isinstance(one.item, Article) for one in found)
        assert workers.deaths == 0

    with_workers(2, use)
    assert os.getpid() not in pids
    assert gone(pids)


def test_a_page_whose_worker_is_killed_is_read_by_another() -> None:
    async def use(workers: Workers) -> None:
        (pid,) = workers.pids
        os.kill(pid, signal.SIGSTOP)
        reading = asyncio.ensure_future(articles(workers, *range(6)))
        await asyncio.sleep(0.1)
        os.kill(pid, signal.SIGKILL)
        assert await reading == [Article] * 6
        assert workers.deaths == 1

    with_workers(1, use)


def test_pages_behind_one_that_takes_long_are_read_by_the_crawl_itself() -> None:
    async def use(workers: Workers) -> None:
        (pid,) = workers.pids
        os.kill(pid, signal.SIGSTOP)
        first = asyncio.ensure_future(articles(workers, 1))
        await asyncio.sleep(0)
        begun = time.monotonic()
        assert await articles(workers, *range(2, 8)) == [Article] * 6
        assert time.monotonic() - begun < 5
        assert not first.done()
        os.kill(pid, signal.SIGCONT)
        assert await first == [Article]
        assert await articles(workers, 8, 9) == [Article] * 2
        assert (workers.deaths, workers.pids) == (0, [pid])

    with_workers(1, use)


@pytest.mark.parametrize("shared", [True, False])
def test_a_page_larger_than_a_place_is_read_as_any_other(
    shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shared:
        monkeypatch.delattr(os, "memfd_create", raising=False)
    large = page(1).replace(b"</head>", b"<style>" + b"a{} " * 400_000 + b"</style></head>")
    bodies = [page(0), large, page(2), large]

    async def use(workers: Workers) -> None:
        found = await asyncio.gather(
            *(workers.read(body, f"{URL}{n}", HEADERS) for n, body in enumerate(bodies))
        )
        assert found == [read_story(body, f"{URL}{n}", HEADERS) for n, body in enumerate(bodies)]
        assert workers.deaths == 0

    with_workers(1, use)


def test_a_workers_pages_are_left_to_it_while_it_gets_on() -> None:
    async def use(workers: Workers) -> None:
        (pid,), (worker,) = workers.pids, workers._workers
        os.kill(pid, signal.SIGSTOP)
        reading = [asyncio.ensure_future(articles(workers, number)) for number in range(3)]
        await until(lambda: len(worker.pages) == 3)
        worker.begun = time.monotonic() + 60
        await asyncio.sleep(0.5)
        assert not any(one.done() for one in reading), "they would be read twice"
        worker.begun = time.monotonic() - 1
        assert await asyncio.gather(*reading[1:]) == [[Article]] * 2
        assert not reading[0].done()
        worker.begun = time.monotonic()
        os.kill(pid, signal.SIGCONT)
        assert await reading[0] == [Article]

    with_workers(1, use)


@pytest.mark.parametrize("hosts", [1, 2])
def test_pages_of_one_site_wait_for_each_other_and_hold_up_no_other_site(
    hosts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[str] = []
    alone = Workers._read_here
    monkeypatch.setattr(
        Workers,
        "_read_here",
        lambda self, body, url, *rest: here.append(url) or alone(self, body, url, *rest),
    )

    async def use(workers: Workers) -> None:
        here.clear()
        urls = [f"https://khabar-{n % hosts}.example/desh/{n}" for n in range(600)]
        found = await asyncio.gather(*(workers.read(page(n % 9), url, HEADERS) for n, url in enumerate(urls)))
        assert all(isinstance(one.item, Article) for one in found)
        # A machine at its limit may stop a worker for a tenth of a second.
        assert (len(here) * 20 > len(urls)) == (hosts > 1)

    with_workers(1, use)


def test_a_large_page_waits_for_a_worker_while_small_ones_are_read_by_the_crawl_itself() -> None:
    large = page(1).replace(b"</head>", b"<style>" + b"a{} " * 100_000 + b"</style></head>")
    assert len(large) > 400_000

    async def use(workers: Workers) -> None:
        (pid,) = workers.pids
        os.kill(pid, signal.SIGSTOP)
        waiting = asyncio.gather(*(workers.read(large, f"{URL}{n}", HEADERS) for n in range(4)))
        await asyncio.sleep(0)
        assert await articles(workers, 5, 6, 7) == [Article] * 3
        await asyncio.sleep(0.3)
        assert not waiting.done()
        os.kill(pid, signal.SIGCONT)
        assert [type(one.item) for one in await waiting] == [Article] * 4

    with_workers(1, use)


def test_a_worker_that_is_stuck_is_ended_and_its_page_read_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("newscrawl.workers.workers._STUCK", 0.5)

    async def use(workers: Workers) -> None:
        (pid,) = workers.pids
        os.kill(pid, signal.SIGSTOP)
        assert await articles(workers, 1, 2) == [Article] * 2
        assert workers.deaths == 1
        assert gone([pid])

    with_workers(1, use)


def test_an_interrupt_of_the_terminal_reaches_no_worker() -> None:
    async def use(workers: Workers) -> None:
        (pid,) = workers.pids
        assert os.getpgid(pid) != os.getpgid(0)

    with_workers(1, use)


def test_a_page_that_kills_every_reader_becomes_a_reject_and_the_others_are_read() -> None:
    async def use(workers: Workers) -> None:
        (pid,) = workers.pids
        headers = [HEADERS, {"x": Fatal()}, HEADERS, HEADERS]
        found = await asyncio.gather(*(workers.read(page(n), URL, one) for n, one in enumerate(headers)))  # type: ignore[arg-type]
        first, fatal, *others = [one.item for one in found]
        assert isinstance(fatal, Reject)
        assert fatal.reason is Reason.INTERNAL_ERROR
        assert all(isinstance(item, Article) for item in (first, *others))
        assert workers.deaths == 2
        assert pid not in workers.pids
        await until(lambda: len(workers.pids) == 1)

    with_workers(1, use)


class Fatal:
    """Kills the process that takes it."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (9,)


def server_of(workers: Workers) -> int:
    """The process that the workers are forked from."""
    process = workers._server._process
    assert process is not None
    return process.pid


def test_a_worker_that_dies_is_replaced_at_once() -> None:
    async def use(workers: Workers) -> None:
        (pid,), server = workers.pids, server_of(workers)
        os.kill(pid, signal.SIGKILL)
        await until(lambda: workers.pids not in ([pid], []))
        assert server_of(workers) == server
        assert await articles(workers, 1, 2) == [Article] * 2
        assert workers.deaths == 1

    with_workers(1, use)


def test_workers_outlive_the_process_they_were_forked_from() -> None:
    pids: list[int] = []

    async def use(workers: Workers) -> None:
        first, second = workers.pids
        server = server_of(workers)
        os.kill(server, signal.SIGKILL)
        assert gone([server])
        assert await articles(workers, 1, 2, 3) == [Article] * 3
        assert workers.deaths == 0
        os.kill(first, signal.SIGKILL)
        await until(lambda: len(workers.pids) == 2 and first not in workers.pids)
        assert second in workers.pids
        assert server_of(workers) != server
        pids.extend(workers.pids)

    with_workers(2, use)
    assert gone(pids)


def test_where_workers_die_of_anything_the_crawl_reads_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    async def use(workers: Workers) -> None:
        # Every worker from here on ends when it is ready, as where there is no memory for it.
        code = (
            "import socket\n"
            "control = socket.socket(fileno={})\n"
            "while (given := socket.recv_fds(control, 1, 2))[0]:\n"
            f"    socket.socket(fileno=given[1][0]).sendall({ANSWER.pack(0) + READY.pack(1 << 30)!r})\n"
        )
        monkeypatch.setattr("newscrawl.workers.worker._COMMAND", code)
        os.kill(server_of(workers), signal.SIGKILL)
        os.kill(workers.pids[0], signal.SIGKILL)
        await until(lambda: not workers.pids and workers.settled())
        assert workers.deaths < 10
        assert await articles(workers, 1, 2) == [Article] * 2

    with_workers(1, use)


def test_where_no_worker_can_be_started_the_crawl_reads_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        workers = Workers(1)
        assert await articles(workers, 1, 2) == [Article] * 2
        await until(workers.settled)
        assert workers.pids == []
        assert await articles(workers, 3) == [Article]
        workers.close()

    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    asyncio.run(run())


def test_workers_that_nobody_asked_for_wait_until_reading_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        workers = Workers(1, eager=False)
        await articles(workers, 1, 2)
        assert not workers.settled()
        monkeypatch.setattr("newscrawl.workers.workers._MEASURED", 0.0)
        monkeypatch.setattr("newscrawl.workers.workers._BUSY", 0.0)
        await articles(workers, 3)
        await until(lambda: len(workers.pids) == 1)
        workers.close()

    asyncio.run(run())


def test_workers_end_when_their_crawl_is_killed() -> None:
    script = (
        "import asyncio, sys\n"
        "from newscrawl.workers.workers import Workers\n"
        "async def run():\n"
        "    workers = Workers(2)\n"
        "    await workers.read(b'<p>', 'https://khabar.example/', {})\n"
        "    while len(workers.pids) < 2: await asyncio.sleep(0.02)\n"
        "    print(*workers.pids, flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(run())\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as crawl:
        assert crawl.stdout is not None
        pids = [int(pid) for pid in crawl.stdout.readline().split()]
        assert len(pids) == 2
        crawl.kill()
    assert gone(pids)


@pytest.mark.parametrize("number", [0, 2])
def test_a_crawl_with_workers_accounts_for_every_page(number: int, tmp_path: Path) -> None:
    with newsstand() as stand:
        paths = [f"/desh/kahani-{n}" for n in range(40)]
        for n, path in enumerate(paths):
            stand.page(path, story_html(n))
        settings = {"NEWSCRAWL_WORKERS": number, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
        run = crawl("urls", tmp_path, settings, urls=",".join(stand.base + path for path in paths))
    assert sorted(article["url"] for article in run.articles) == sorted(stand.base + path for path in paths)
    assert (run.count("articles"), run.count("pending"), run.count("missing")) == (40, 0, 0)
    assert run.code == 0


def test_a_page_that_is_expected_starts_workers_that_are_wanted_in_any_case() -> None:
    async def run() -> None:
        eager, other = Workers(1), Workers(1, eager=False)
        try:
            eager.expect()
            other.expect()
            await until(lambda: len(eager.pids) == 1)
            assert not other.settled()
            eager.expect()
            assert await articles(eager, 1) == [Article]
            assert len(eager.pids) == 1
        finally:
            eager.close()
            other.close()

    asyncio.run(run())
