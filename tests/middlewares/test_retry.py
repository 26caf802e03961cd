"""Second tries: when, and when not."""

from datetime import UTC, datetime, timedelta

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from newscrawl.middlewares.retry import BackoffMiddleware
from newscrawl.net.deferral import Deferred
from newscrawl.net.handler import TooManyHeadersError, is_odd
from newscrawl.turns.requests import TURN_META


def middleware(**settings: object) -> BackoffMiddleware:
    crawler = get_crawler(
        Spider, {"RETRY_TIMES": 2, "NEWSCRAWL_HOST_FAILURES": 5, "NEWSCRAWL_HOST_PAUSE": 60, **settings}
    )
    crawler.spider = crawler._create_spider("test")
    crawler._apply_settings()
    return BackoffMiddleware.from_crawler(crawler)


def leased(turn: int = 1) -> Request:
    return Request("https://a.in/1", meta={TURN_META: turn})


def answer(request: Request, status: int) -> Response:
    return Response(request.url, status=status, request=request)


def test_without_a_ledger_it_is_scrapys() -> None:
    retry = middleware()
    request = Request("https://a.in/1")
    again = retry.process_response(request, answer(request, 502))
    assert isinstance(again, Request)
    assert again.meta["retry_times"] == 1
    assert retry.process_exception(request, DownloadTimeoutError()).meta["retry_times"] == 1
    assert retry.process_exception(request, RuntimeError()) is None
    assert retry.process_response(request, answer(request, 404)).status == 404


def test_a_paused_host_is_not_asked_again_at_once() -> None:
    retry = middleware()
    retry.hosts.answered("a.in", 429, "30")
    request = Request("https://a.in/1")
    assert retry.process_response(request, answer(request, 429)).status == 429
    assert retry.process_exception(request, DownloadTimeoutError()) is None


def test_with_a_ledger_each_try_is_later_than_the_one_before() -> None:
    retry = middleware()
    waits = []
    for _ in range(2):
        with pytest.raises(Deferred, match="DownloadTimeoutError") as caught:
            retry.process_exception(leased(), DownloadTimeoutError())
        assert caught.value.host is None
        waits.append((caught.value.until - datetime.now(UTC)).total_seconds())
    assert 0.5 < waits[0] < 2.6
    assert 1.5 < waits[1] < 4.1
    assert retry.process_exception(leased(), DownloadTimeoutError()) is None
    with pytest.raises(Deferred):
        retry.process_exception(leased(turn=2), DownloadTimeoutError())


def test_what_the_server_asks_for_is_kept_to_and_a_server_that_always_asks_is_left_to_a_later_run() -> None:
    retry = middleware()
    retry.hosts.answered("a.in", 503, "30")
    for _ in range(2):
        with pytest.raises(Deferred) as caught:
            retry.process_response(leased(), answer(leased(), 503))
        assert caught.value.host == "a.in"
        assert timedelta(seconds=25) < caught.value.until - datetime.now(UTC) < timedelta(seconds=32)
    with pytest.raises(Deferred) as caught:
        retry.process_response(leased(), answer(leased(), 503))
    assert caught.value.host is None
    assert caught.value.until - datetime.now(UTC) > timedelta(hours=5)


def test_what_is_no_http_is_not_asked_for_again() -> None:
    error = DownloadFailedError()
    error.__cause__ = ResponseFailed([Failure(TooManyHeadersError("many"))])
    assert is_odd(error)
    assert middleware().process_exception(leased(), error) is None
    assert not is_odd(DownloadFailedError())
