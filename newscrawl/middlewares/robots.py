"""robots.txt, obeyed by every request (RFC 9309).

Scrapy 2.19 has a middleware for it that lets through what should be refused: of several requests that wait
for one robots.txt, the first alone gets its rules, the others none (the Deferred they share is empty once
awaited on asyncio); http and https share an entry; and a server that fails, or does not answer, allows
everything, where section 2.3.1.4 says the opposite.
"""

import logging
from typing import TYPE_CHECKING, Final, Self

from scrapy import Request, signals
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object
from twisted.internet.defer import Deferred

from newscrawl.discovery.autodiscovery import ROBOTS_BYTES

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

_PRIORITY: Final = 1_000
_TRY_LATER: Final = 429
"""Counted among the failures of a server, as Google does: it says nothing about the rules."""


class RobotsDisallowedError(IgnoreRequest):
    """The host's robots.txt forbids the request."""


class RobotsUnreachableError(IgnoreRequest):
    """The host's robots.txt could not be had, so nothing may be fetched; `__cause__` says why, if known."""


class RobotsMiddleware:
    """Asks for each origin's robots.txt once and refuses what it forbids.

    Requests with `dont_obey_robotstxt` in their meta pass. Settings: ROBOTSTXT_OBEY, ROBOTSTXT_PARSER,
    ROBOTSTXT_USER_AGENT or else the request's User-Agent. Sends the signal `robots_parsed`.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        self.agent: str | None = crawler.settings.get("ROBOTSTXT_USER_AGENT")
        self._parser_class: type[RobotParser] = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self._rules: dict[str, RobotParser | RobotsUnreachableError] = {}
        self._waiting: dict[str, list[Deferred[None]]] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Disabled without ROBOTSTXT_OBEY."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises RobotsDisallowedError or RobotsUnreachableError, which go to the request's errback."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._rules_for(request)
        if isinstance(rules, RobotsUnreachableError):
            self.crawler.stats.inc_value("robotstxt/unreachable")
            raise RobotsUnreachableError(str(rules)) from rules.__cause__
        agent = self.agent or request.headers.get(b"User-Agent") or self.crawler.settings["USER_AGENT"]
        if not rules.allowed(request.url, agent):
            self.crawler.stats.inc_value("robotstxt/forbidden")
            raise RobotsDisallowedError(request.url)

    async def _rules_for(self, request: Request) -> "RobotParser | RobotsUnreachableError":
        url = urlparse_cached(request)
        origin = f"{url.scheme}://{url.netloc}"
        if origin not in self._rules:
            if origin in self._waiting:
                # One for each who waits: a Deferred that is awaited twice gives its result once.
                turn: Deferred[None] = Deferred()
                self._waiting[origin].append(turn)
                await maybe_deferred_to_future(turn)
            else:
                self._waiting[origin] = []
                try:
                    self._rules[origin] = await self._fetch(origin, request)
                finally:
                    for turn in self._waiting.pop(origin):
                        turn.callback(None)
        return self._rules.get(origin) or RobotsUnreachableError("given up")

    async def _fetch(self, origin: str, request: Request) -> "RobotParser | RobotsUnreachableError":
        asking = Request(
            f"{origin}/robots.txt",
            priority=_PRIORITY,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        self.crawler.stats.inc_value("robotstxt/request_count")
        try:
            response = await self.crawler.engine.download_async(asking)
        except IgnoreRequest as error:
            if str(error).startswith("max redirections"):
                return self._parse(b"")  # section 2.3.1.2: as if there were none
            return self._unreachable(asking, error)
        except Exception as error:  # noqa: BLE001 - whatever it was, the rules are not known
            return self._unreachable(asking, error)
        self.crawler.stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if response.status >= 500 or response.status == _TRY_LATER:
            return self._unreachable(asking, None, str(response.status))
        rules = self._parse(_text_of(response))
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        return rules

    def _parse(self, body: bytes) -> "RobotParser":
        return build_from_crawler(self._parser_class, self.crawler, body)

    @staticmethod
    def _unreachable(asking: Request, error: Exception | None, why: str = "") -> RobotsUnreachableError:
        unreachable = RobotsUnreachableError(why or str(error) or type(error).__name__)
        unreachable.__cause__ = error
        logger.warning("Nothing is fetched from %s: its robots.txt gives %s", asking.url, unreachable)
        return unreachable


def _text_of(response: "Response") -> bytes:
    """The rules: none where the file is not there, or the server does not want us to see it."""
    return response.body[:ROBOTS_BYTES] if 200 <= response.status < 300 else b""
