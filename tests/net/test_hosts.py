"""When a host is left alone, and for how long."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.limits import LIMITS
from newscrawl.net.hosts import Hosts, deferred, later, retry_after_seconds

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def made(**settings: float) -> tuple[Hosts, Clock]:
    clock = Clock()
    return Hosts(clock=clock, **settings), clock  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("5", 5.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("999999999999", LIMITS.retry_after),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sunday, 01-Mar-26 12:00:30 GMT", 30.0),
        ("Sun Mar  1 12:00:30 2026", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Sun, 01 Mar 2099 12:00:00 GMT", LIMITS.retry_after),
        ("-5", None),
        ("soon", None),
        ("५", None),
        ("", None),
        (None, None),
        ("Sun, 99 Mar 2026 12:00:00 GMT", None),
    ],
)
def test_retry_after(header, seconds):
    assert retry_after_seconds(header, NOW) == seconds


@given(st.text(max_size=80))
def test_retry_after_never_raises(header):
    found = retry_after_seconds(header)
    assert found is None or 0 <= found <= LIMITS.retry_after


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_says_when_is_taken_at_its_word(status):
    hosts, clock = made()
    hosts.answered("a.in", status, "30")
    clock.now += 29
    assert hosts.paused("a.in").seconds == pytest.approx(1)
    assert hosts.paused("b.in") is None
    clock.now += 1
    assert hosts.paused("a.in") is None


def test_a_shorter_wait_does_not_end_a_longer_one():
    hosts, _ = made()
    hosts.answered("a.in", 503, "100")
    hosts.answered("a.in", 503, "1")
    assert hosts.paused("a.in").seconds == 100


def test_failures_in_a_row_pause_a_host_longer_each_time():
    hosts, clock = made(failures=5, pause=60)
    for _ in range(4):
        assert hosts.failed("a.in", "timeout") is None
    waits = []
    for _ in range(8):
        waits.append(hosts.failed("a.in", "timeout").seconds)
        clock.now += waits[-1]
    assert waits == [60, 120, 240, 480, 960, 1800, 1800, 1800]
    hosts.answered("a.in", 200)
    assert hosts.failed("a.in", "timeout") is None


def test_a_good_answer_between_ends_the_row():
    hosts, _ = made(failures=2)
    for _ in range(5):
        assert hosts.failed("a.in", "reset") is None
        hosts.answered("a.in", 404)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 522, 408])
def test_errors_of_the_server_are_failures(status):
    hosts, _ = made(failures=2)
    assert hosts.answered("a.in", status) is None
    assert hosts.answered("a.in", status).reason == f"{status}, 2 failures in a row"


def test_too_many_requests_is_a_pause_at_once():
    hosts, _ = made(pause=60)
    assert hosts.answered("a.in", 429).seconds == 60
    assert hosts.answered("a.in", 429).seconds == 120


@pytest.mark.parametrize("status", [401, 403, 451, 999])
def test_refusals_in_a_row_leave_a_host_to_a_later_run(status):
    hosts, _ = made(failures=3)
    assert hosts.answered("a.in", status) is None
    assert hosts.answered("a.in", status) is None
    assert hosts.answered("a.in", status).seconds == LIMITS.later_run
    hosts.answered("b.in", status)
    hosts.answered("b.in", 200)
    hosts.answered("b.in", status)
    assert hosts.answered("b.in", status) is None


def test_the_breaker_can_be_left_out():
    hosts, _ = made(failures=0)
    for _ in range(20):
        assert hosts.failed("a.in", "timeout") is None
        assert hosts.answered("a.in", 403) is None


def test_a_hosts_share_of_a_run():
    hosts, clock = made(pages=3, seconds=10)
    for _ in range(3):
        assert hosts.spent("a.in") is None
        hosts.sent("a.in")
    assert "3 pages" in hosts.spent("a.in")
    hosts.sent("b.in")
    clock.now += 9
    assert hosts.spent("b.in") is None
    clock.now += 1
    assert "10 seconds" in hosts.spent("b.in")


def test_times_to_ask_again_are_never_early():
    assert later(0.2, NOW.replace(microsecond=900_000)) == NOW.replace(second=2)
    assert later(5, NOW) == NOW.replace(second=5)
    assert later(float("inf"), NOW) == later(LIMITS.retry_after, NOW)
    hosts, _ = made()
    waiting = deferred("a.in", hosts.answered("a.in", 503, "30"))
    assert waiting.host == "a.in"
    assert waiting.reason == "503, Retry-After 30 s"
