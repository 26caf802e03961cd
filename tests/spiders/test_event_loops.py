"""A crawl with a worker, on each event loop there is: uvloop's where it is installed, asyncio's own elsewhere."""

import sys
from pathlib import Path

import pytest
from newsstand import Reply, crawl, newsstand, story_html

from newscrawl import settings

LOOPS = (
    ["asyncio.SelectorEventLoop"] if sys.platform == "win32" else ["asyncio.SelectorEventLoop", "uvloop.Loop"]
)


@pytest.mark.parametrize("loop", LOOPS)
def test_crawl(loop: str, tmp_path: Path) -> None:
    with newsstand() as stand:
        stand.routes["/robots.txt"] = Reply(b"User-agent: *\nDisallow:\n", kind="text/plain")
        for number in range(12):
            stand.page(f"/story-{number}", story_html(number))
        urls = "\n".join(f"{stand.base}/story-{number}" for number in range(13))
        quick = {"DOWNLOAD_DELAY": 0.01, "AUTOTHROTTLE_ENABLED": False}
        wanted = {"ASYNCIO_EVENT_LOOP": loop, "NEWSCRAWL_WORKERS": 1, "LOG_LEVEL": "DEBUG"} | quick
        run = crawl("urls", tmp_path, wanted, stdin=urls, file="-")
    assert f"Using asyncio event loop: {loop}" in run.log.replace(
        "asyncio.unix_events._UnixSelector", "asyncio.Selector"
    )
    assert len(run.articles) == 12
    assert [reject["reason"] for reject in run.rejects] == ["http_status"]
    assert run.code == 0


def test_default_is_what_is_installed() -> None:
    pytest.importorskip("uvloop")
    assert settings.ASYNCIO_EVENT_LOOP == "uvloop.Loop"
