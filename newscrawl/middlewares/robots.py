"""robots.txt, obeyed by every request (RFC 9309).

Scrapy 2.19 has a middleware for it that lets through what should be refused: of several requests that wait
for one robots.txt, the first alone gets its rules, the others none (the Deferred they share is empty once
awaited on asyncio); http and https share an entry; a server that fails, or does not answer, allows
everything, where section 2.3.1.4 says the opposite; files may be of any size; and Crawl-delay is not kept to.
"""

import logging
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Self

from scrapy import Request, signals
from scrapy.exceptions import IgnoreRequest, NotConfigured, StopDownload
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.misc import build_from_crawler, load_object

from newscrawl.limits import LIMITS
from newscrawl.net.deferral import Deferred
from newscrawl.net.handler import UNCOUNTED_META
from newscrawl.net.per_origin import PerOrigin
from newscrawl.net.robots_groups import group_for
from newscrawl.net.sharing import pace_of
from newscrawl.urls import host

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

_PRIORITY: Final = 1_000
_FILE_META: Final = "newscrawl_robots"
"""Key of `Request.meta`: the request is for a robots.txt; holds how many bytes have come."""
_TRY_LATER: Final = 429
"""Counted among the failures of a server, as Google does: it says nothing about the rules."""


class RobotsDisallowedError(IgnoreRequest):
    """The host's robots.txt forbids the request."""


class RobotsUnreachableError(IgnoreRequest):
    """The host's robots.txt could not be had, so nothing may be fetched; `__cause__` says why, if known."""


@dataclass(frozen=True, slots=True)
class _Rules:
    parser: "RobotParser | None"
    """None when the file could not be had."""
    until: float
    """On the monotonic clock."""
    why: str = ""
    cause: BaseException | None = None


class RobotsMiddleware:
    """Asks for each origin's robots.txt once a day and refuses what it forbids.

    Requests with `dont_obey_robotstxt` in their meta pass. Settings: ROBOTSTXT_OBEY, ROBOTSTXT_PARSER,
    ROBOTSTXT_USER_AGENT or else the request's User-Agent. Sends the signal `robots_parsed`.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        self.agent: str | None = crawler.settings.get("ROBOTSTXT_USER_AGENT")
        self._parser_class: type[RobotParser] = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self._rules = PerOrigin(self._fetch, lambda rules: rules.until > monotonic())
        self._pace = pace_of(crawler)
        self._asking = 0
        """Files on their way."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Disabled without ROBOTSTXT_OBEY."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises RobotsDisallowedError or RobotsUnreachableError, which go to the request's errback; or
        Deferred, when the host is left alone before it gave its rules.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._rules.get(request)
        if rules.parser is None:
            self.crawler.stats.inc_value("robotstxt/unreachable")
            raise RobotsUnreachableError(rules.why) from rules.cause
        if not rules.parser.allowed(request.url, self._agent_of(request)):
            self.crawler.stats.inc_value("robotstxt/forbidden")
            raise RobotsDisallowedError(request.url)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """What comes behind the first `LIMITS.robots_bytes` of a robots.txt is left where it is."""
        if _FILE_META in request.meta:
            request.meta[_FILE_META] += len(data)
            if request.meta[_FILE_META] >= LIMITS.robots_bytes:
                raise StopDownload(fail=False)

    def _agent_of(self, request: Request) -> str:
        found: Any = self.agent or request.headers.get(b"User-Agent") or self.crawler.settings["USER_AGENT"]
        return found.decode("latin-1") if isinstance(found, bytes) else str(found)

    async def _fetch(self, origin: str, request: Request) -> _Rules:
        asking = Request(
            f"{origin}/robots.txt",
            priority=_PRIORITY,
            # As it is: of a compressed file the beginning alone could not be read.
            headers={"Accept-Encoding": "identity"},
            meta={"dont_obey_robotstxt": True, _FILE_META: 0, UNCOUNTED_META: True, "download_maxsize": 0},
            callback=NO_CALLBACK,
        )
        self.crawler.stats.inc_value("robotstxt/request_count")
        try:
            response = await self._download(asking)
        except Deferred:
            raise
        except IgnoreRequest as error:
            if str(error).startswith("max redirections"):
                # Section 2.3.1.2: as if there were none.
                return await self._parsed(b"", request)
            return self._unreachable(asking, error)
        except Exception as error:  # noqa: BLE001 - whatever it was, the rules are not known
            return self._unreachable(asking, error)
        self.crawler.stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if response.status >= 500 or response.status == _TRY_LATER:
            return self._unreachable(asking, None, str(response.status))
        return await self._parsed(_text_of(response), request)

    async def _download(self, asking: Request) -> "Response":
        # Listened to as long as needed, and no longer: the signal is sent for each piece of every page.
        if not self._asking:
            self.crawler.signals.connect(self.bytes_received, signal=signals.bytes_received)
        self._asking += 1
        try:
            return await self.crawler.engine.download_async(asking)
        finally:
            self._asking -= 1
            if not self._asking:
                self.crawler.signals.disconnect(self.bytes_received, signal=signals.bytes_received)

    async def _parsed(self, body: bytes, request: Request) -> _Rules:
        group = group_for(body, self._agent_of(request))
        parser = build_from_crawler(self._parser_class, self.crawler, group.text)
        name = host(request.url)
        if group.delay and name is not None:
            self._pace.require(name, group.delay)
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return _Rules(parser, monotonic() + LIMITS.robots_age)

    @staticmethod
    def _unreachable(asking: Request, error: Exception | None, why: str = "") -> _Rules:
        why = why or str(error) or type(error).__name__
        logger.warning("Nothing is fetched from %s: its robots.txt gives %s", asking.url, why)
        return _Rules(None, monotonic() + LIMITS.robots_failure_age, why=why, cause=error)


def _text_of(response: "Response") -> bytes:
    """The rules: none where the file is not there, or the server does not want us to see it."""
    return response.body if 200 <= response.status < 300 else b""
