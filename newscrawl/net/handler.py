"""Scrapy's HTTP handler with a gate before the wire and a bound on headers.

The gate stands here, behind the queue of the host's slot, because a host may be paused while requests wait in
it; and what comes back is noted before the slot sends its next.
"""

import logging
from typing import TYPE_CHECKING, Any, Final, cast

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from twisted.web._newclient import HEADER, ParseError

from newscrawl.limits import LIMITS
from newscrawl.net.hosts import Hosts, Pause, deferred
from newscrawl.net.resolver import refusal_of
from newscrawl.net.sharing import hosts_of
from newscrawl.urls import host

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

UNCOUNTED_META: Final = "newscrawl_uncounted"
"""Key of `Request.meta`: what becomes of the request says nothing about how its host is."""

_FAILURES: Final = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)


class TooManyHeadersError(Exception):
    """A response with more, or longer, header lines than any server has a reason for."""


class GuardedHandler(HTTP11DownloadHandler):
    """The handler for http and https. Raises Deferred for a host that is paused."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        self._hosts: Hosts = hosts_of(crawler)
        self._pool._factory = _bounded(self._pool._factory)  # noqa: SLF001 - Scrapy sets its own there

    async def download_request(self, request: "Request") -> "Response":
        """The response; what it says of its host is noted."""
        name = host(request.url) or ""
        if (pause := self._hosts.paused(name)) is not None:
            raise deferred(name, pause)
        self._hosts.sent(name)
        try:
            response = await super().download_request(request)
        except _FAILURES as error:
            if not is_odd(error) and refusal_of(name) is None and UNCOUNTED_META not in request.meta:
                self._note(name, self._hosts.failed(name, type(error).__name__))
            raise
        if UNCOUNTED_META not in request.meta or response.status in {429, 503}:
            header = response.headers.get(b"Retry-After")
            text = header.decode("latin-1") if header is not None else None
            self._note(name, self._hosts.answered(name, response.status, text))
        return response

    @staticmethod
    def _note(name: str, pause: Pause | None) -> None:
        if pause is not None:
            logger.warning("Nothing is asked of %s for %.0f s: %s", name, pause.seconds, pause.reason)


def is_odd(error: BaseException) -> bool:
    """Whether the server answered with what is no HTTP: it is there, and would answer so again."""
    reasons: list[Any] = getattr(error.__cause__, "reasons", None) or []
    return any(failure.check(TooManyHeadersError, ParseError, ValueError) is not None for failure in reasons)


def _bounded(factory: type[Any]) -> type[Any]:
    """The factory of connections, whose parsers count header lines. Twisted offers no other way in."""

    class Factory(factory):  # type: ignore[misc]
        def buildProtocol(self, addr: Any) -> Any:  # noqa: N802 - Twisted's name
            protocol = super().buildProtocol(addr)
            request = protocol.request

            def counted(*arguments: Any, **named: Any) -> Any:
                result = request(*arguments, **named)
                _bound_headers(protocol._parser)  # noqa: SLF001
                return result

            protocol.request = counted
            return protocol

    return cast("type[Any]", Factory)


def _bound_headers(parser: Any) -> None:
    received = parser.lineReceived
    lines = size = 0

    def counted(line: bytes) -> None:
        nonlocal lines, size
        if parser.state == HEADER:
            lines += 1
            size += len(line)
            if lines > LIMITS.headers + 1 or size > LIMITS.header_bytes:
                raise TooManyHeadersError(f"more than {LIMITS.headers} header lines, or too long ones")
        received(line)

    parser.lineReceived = counted
