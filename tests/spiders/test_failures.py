"""Errors to reasons; the crawl of tests/spiders/test_urls_spider.py runs into most of them for real."""

import pytest
from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
)
from twisted.internet import error as tx
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from newscrawl.archive.codings import CodingError, CutShortError, TooLargeError
from newscrawl.items.reject import Reason, Stage
from newscrawl.middlewares.decompression import DamagedBodyError
from newscrawl.middlewares.robots import RobotsDisallowedError, RobotsUnreachableError
from newscrawl.middlewares.scope import OffSiteError
from newscrawl.spiders.failures import cause_of, of_status


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def response_failed(*reasons: BaseException) -> ResponseFailed:
    return ResponseFailed([Failure(reason) for reason in reasons])


@pytest.mark.parametrize(
    ("error", "stage", "reason"),
    [
        (DownloadTimeoutError(), "fetch", "timeout"),
        (tx.TCPTimedOutError(), "fetch", "timeout"),
        (tx.TimeoutError(), "fetch", "timeout"),
        (ResponseDataLossError(), "fetch", "truncated"),
        (DownloadCancelledError(), "decode", "too_large"),
        (CannotResolveHostError("x"), "fetch", "dns"),
        (tx.DNSLookupError(), "fetch", "dns"),
        (tx.NoRouteError(), "fetch", "connection"),
        (ConnectionResetError(), "fetch", "connection"),
        (caused(DownloadFailedError(), response_failed(tx.ConnectionLost())), "fetch", "connection"),
        (caused(DownloadFailedError(), response_failed(SSL.Error([]))), "fetch", "tls"),
        (NotSupported(), "scope", "not_http"),
        (OffSiteError("https://elsewhere.example/"), "scope", "off_site"),
        (RobotsDisallowedError(), "robots", "disallowed"),
        (RobotsUnreachableError("503"), "robots", "robots_unreachable"),
        (caused(RobotsUnreachableError(), DownloadTimeoutError()), "robots", "robots_unreachable"),
        (caused(RobotsUnreachableError(), CannotResolveHostError("x")), "fetch", "dns"),
        (IgnoreRequest("max redirections reached"), "fetch", "too_many_redirects"),
        (IgnoreRequest("something new"), "fetch", "bad_response"),
        (caused(DamagedBodyError(), CodingError("damaged")), "decode", "undecodable"),
        (caused(DamagedBodyError(), CutShortError("cut")), "fetch", "truncated"),
        (caused(DamagedBodyError(), TooLargeError("large")), "decode", "too_large"),
        (DamagedBodyError("by itself"), "decode", "undecodable"),
        (RuntimeError("what"), "fetch", "bad_response"),
    ],
)
def test_cause_of(error: Exception, stage: str, reason: str) -> None:
    assert cause_of(error, "https://samachar.example/a")[:2] == (Stage(stage), Reason(reason))


def test_a_circle_of_causes_ends() -> None:
    error = RuntimeError("a")
    error.__cause__ = caused(RuntimeError("b"), error)
    assert cause_of(error, "")[1] is Reason.BAD_RESPONSE


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "http_status"), (500, "http_status"), (403, "blocked"), (451, "blocked")]
)
def test_of_status(status: int, reason: str) -> None:
    assert of_status(status) == (Stage.FETCH, Reason(reason), str(status))
