"""The pace towards hosts, settled and kept."""

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.settings import Settings

from newscrawl.addon import NewscrawlAddon
from newscrawl.middlewares.politeness import DELAY_META, PolitenessMiddleware
from newscrawl.net.deferral import Deferred
from newscrawl.net.hosts import Hosts
from newscrawl.net.pace import Pace, is_loopback

FIXED = "autothrottle_dont_adjust_delay"


def middleware(slots: dict[str, Any], **settings: object) -> PolitenessMiddleware:
    """The middleware with the add-on's settings under those of a command line."""
    found = Settings()
    found.setdict(settings, priority="cmdline")
    NewscrawlAddon().update_settings(found)
    downloader = SimpleNamespace(per_slot_settings=slots)
    crawler = SimpleNamespace(settings=found, engine=SimpleNamespace(downloader=downloader))
    return PolitenessMiddleware(Pace(crawler), Hosts())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("localhost", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("a.in", False),
    ],
)
def test_is_loopback(name: str, loopback: bool) -> None:
    assert is_loopback(name) is loopback


def test_this_machine_is_not_slowed_down() -> None:
    slots: dict[str, Any] = {}
    request = Request("http://127.0.0.1:8000/a")
    middleware(slots).process_request(request)
    assert slots["127.0.0.1"]["delay"] == 0
    assert request.meta[FIXED]


def test_unless_somebody_asked_for_it() -> None:
    slots: dict[str, Any] = {}
    request = Request("http://127.0.0.1:8000/a")
    middleware(slots, DOWNLOAD_DELAY=2).process_request(request)
    assert not slots
    assert FIXED not in request.meta


def test_a_longer_delay_of_a_rule_is_kept_for_all_requests_to_its_host() -> None:
    slots: dict[str, Any] = {}
    pace = middleware(slots)
    first, later = Request("https://a.in/1", meta={DELAY_META: 3.0}), Request("https://a.in/2")
    pace.process_request(first)
    pace.process_request(later)
    assert slots == {"a.in": {"delay": 3.0}}
    assert first.meta[FIXED]
    assert later.meta[FIXED]


@pytest.mark.parametrize("declared", [None, 0.5, 1.0])
def test_else_the_setting_holds_and_autothrottle_adapts(declared: float | None) -> None:
    slots: dict[str, Any] = {}
    request = Request("https://a.in/1", meta={} if declared is None else {DELAY_META: declared})
    middleware(slots).process_request(request)
    assert not slots
    assert FIXED not in request.meta


def test_a_slot_the_user_set_stays() -> None:
    slots: dict[str, Any] = {"a.in": {"delay": 9}}
    request = Request("https://a.in/1", meta={DELAY_META: 3.0})
    middleware(slots).process_request(request)
    assert slots == {"a.in": {"delay": 9}}
    assert request.meta[FIXED]


def test_a_paused_host_is_not_asked_and_others_are() -> None:
    pace = middleware({})
    pace.hosts.answered("a.in", 429, "30")
    with pytest.raises(Deferred, match="Retry-After 30 s") as caught:
        pace.process_request(Request("https://a.in/1"))
    assert caught.value.host == "a.in"
    pace.process_request(Request("https://b.in/1"))


def test_a_host_gets_its_share_of_a_run() -> None:
    pace = middleware({})
    pace.hosts.pages = 1
    pace.process_request(Request("https://a.in/1"))
    pace.hosts.sent("a.in")
    with pytest.raises(Deferred, match="1 pages of this run are spent"):
        pace.process_request(Request("https://a.in/2"))


def test_a_redirect_waits_in_its_own_hosts_queue() -> None:
    request = Request("https://b.in/1", meta={"download_slot": "a.in", FIXED: True, "redirect_times": 1})
    middleware({}).process_request(request)
    assert "download_slot" not in request.meta
    assert FIXED not in request.meta
