"""Every way a request can fail, as the stage and reason of a reject."""

from collections.abc import Iterator
from typing import Final

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error as tx
from twisted.web.client import ResponseFailed

from newscrawl.archive.codings import CutShortError, TooLargeError
from newscrawl.items.reject import Reason, Stage
from newscrawl.middlewares.decompression import DamagedBodyError
from newscrawl.middlewares.gatekeeping import NotHtmlError
from newscrawl.middlewares.media import media_type
from newscrawl.middlewares.robots import RobotsDisallowedError, RobotsUnreachableError
from newscrawl.middlewares.scope import OffSiteError
from newscrawl.net.resolver import AddressRefused, refusal_of
from newscrawl.urls import host

BLOCKED: Final = frozenset({401, 403, 407, 451, 999})
"""Statuses by which a server refuses us rather than the page."""

Cause = tuple[Stage, Reason, str]


def cause_of(error: BaseException, url: str) -> Cause:
    """Stage, reason and particulars of what the errback of a request for `url` got. Never raises."""
    match error:
        case HttpError():
            return of_status(error.response.status)
        case OffSiteError():
            return Stage.SCOPE, Reason.OFF_SITE, str(error)
        case NotHtmlError():
            return Stage.DECODE, Reason.NOT_HTML, str(error)
        case StopDownload():
            header = error.response.headers.get(b"Content-Type") if error.response else None
            return Stage.DECODE, Reason.NOT_HTML, media_type(header)
        case RobotsDisallowedError():
            return Stage.ROBOTS, Reason.DISALLOWED, ""
        case RobotsUnreachableError():
            return _no_robots(error, url)
        case DamagedBodyError():
            return _damaged(error)
        case IgnoreRequest():
            return _ignored(error)
        case DownloadTimeoutError() | tx.TCPTimedOutError() | tx.TimeoutError():
            return Stage.FETCH, Reason.TIMEOUT, ""
        case ResponseDataLossError():
            return Stage.FETCH, Reason.TRUNCATED, ""
        case DownloadCancelledError():
            # Scrapy cancels a download for one reason: DOWNLOAD_MAXSIZE.
            return Stage.DECODE, Reason.TOO_LARGE, ""
        case NotSupported() | UnsupportedURLSchemeError():
            return Stage.SCOPE, Reason.NOT_HTTP, ""
    return _network(error, url)


def of_status(status: int) -> Cause:
    """Stage, reason and particulars of a response that is no 2xx."""
    return Stage.FETCH, Reason.BLOCKED if status in BLOCKED else Reason.HTTP_STATUS, str(status)


def _ignored(error: IgnoreRequest) -> Cause:
    # Scrapy tells its refusals apart by their text alone; tests/spiders crawl into each of them.
    text = str(error)
    if text.startswith("max redirections"):
        return Stage.FETCH, Reason.TOO_MANY_REDIRECTS, ""
    return Stage.FETCH, Reason.BAD_RESPONSE, text


def _damaged(error: DamagedBodyError) -> Cause:
    match error.__cause__:
        case CutShortError():
            return Stage.FETCH, Reason.TRUNCATED, str(error)
        case TooLargeError():
            return Stage.DECODE, Reason.TOO_LARGE, str(error)
    return Stage.DECODE, Reason.UNDECODABLE, str(error)


def _no_robots(error: RobotsUnreachableError, url: str) -> Cause:
    """A host that cannot be reached at all is told apart from one that only fails to give its rules."""
    if error.__cause__ is not None:
        cause = cause_of(error.__cause__, url)
        if cause[1] in {Reason.DNS, Reason.ADDRESS_REFUSED, Reason.TLS, Reason.CONNECTION}:
            return cause
        return Stage.ROBOTS, Reason.ROBOTS_UNREACHABLE, cause[1].value
    return Stage.ROBOTS, Reason.ROBOTS_UNREACHABLE, str(error)


def _network(error: BaseException, url: str) -> Cause:
    chain = list(_chain(error))
    for cause in chain:
        if isinstance(cause, AddressRefused):
            return Stage.SCOPE, Reason.ADDRESS_REFUSED, str(cause)
    for cause in chain:
        kind = type(cause)
        if isinstance(cause, CannotResolveHostError | tx.DNSLookupError):
            # Twisted forgets why a name led nowhere; the resolver remembers.
            refusal = refusal_of(host(url) or "")
            return (
                (Stage.SCOPE, Reason.ADDRESS_REFUSED, refusal) if refusal else (Stage.FETCH, Reason.DNS, "")
            )
        if kind.__module__.startswith(("OpenSSL", "service_identity")) or kind is tx.VerifyError:
            return Stage.FETCH, Reason.TLS, str(cause)
        if kind.__name__ in {"ParseError", "_DataLoss", "BadHeaders"}:
            return Stage.FETCH, Reason.BAD_RESPONSE, str(cause)
    if isinstance(error, DownloadConnectionRefusedError):
        return Stage.FETCH, Reason.CONNECTION, "refused"
    if isinstance(error, DownloadFailedError | OSError | tx.ConnectError | tx.ConnectionClosed):
        return Stage.FETCH, Reason.CONNECTION, type(chain[-1]).__name__
    return Stage.FETCH, Reason.BAD_RESPONSE, f"{type(error).__name__}: {error}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what it was raised from, and the reasons Twisted keeps in a list, outermost first."""
    queue: list[BaseException] = [error]
    seen: set[int] = set()
    while queue:
        current = queue.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if current.__cause__ is not None:
            queue.append(current.__cause__)
        if isinstance(current, ResponseFailed):
            queue += [failure.value for failure in current.reasons]
