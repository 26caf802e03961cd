"""The spider `doctor`: looks at publishers as their rules describe them, and stores nothing.

One publisher has one request at a time, all publishers are looked at side by side. Robots.txt, the guard of
addresses, pace, pauses and bounds are a crawl's.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Final

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newscrawl.diagnosis.observed import Answer, HostSeen, RobotsSeen, SampleSeen, SourceRead, Visit, told_url
from newscrawl.diagnosis.samples import read_sample
from newscrawl.diagnosis.sources import (
    address_of,
    choose_samples,
    on_site,
    read_home,
    read_source,
    sources_of,
    with_part,
)
from newscrawl.discovery.autodiscovery import robots_sitemaps
from newscrawl.limits import LIMITS
from newscrawl.middlewares.politeness import DELAY_META
from newscrawl.middlewares.scope import SCOPE_META
from newscrawl.net.deferral import Deferred
from newscrawl.net.robots_groups import group_for
from newscrawl.publishers.registry import UnknownPublisherError, by_key
from newscrawl.publishers.rule import Feed, Listing, Publisher, Source
from newscrawl.spiders.base import header_dict
from newscrawl.spiders.failures import cause_of, of_status
from newscrawl.spiders.site import origin

publisher_visited: Final = object()
"""Signal with `visit`: all that was meant to be asked of a publisher was, or its time was up."""
_FOR_SOURCES: Final = 0.6
"""Share of a publisher's time in which its sources may be asked: the rest is for the articles."""
_MOST_PARTS: Final = 4
"""Parts of a sitemap index that are asked for a story: the last to change may be that of the categories."""
_NO_TIME: Final = "no time was left"


class DoctorSpider(Spider):
    """`scrapy crawl doctor -a publishers=KEY,KEY`. NEWSCRAWL_HOST_SECONDS bounds the time for each.

    Sends `publisher_visited` for each publisher. `newscrawl.diagnosis` makes a diagnosis of a visit.
    """

    name = "doctor"

    def __init__(self, publishers: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._publishers = publishers
        self._robots: dict[str, RobotsSeen] = {}
        """Of each origin that gave an answer to the robots middleware."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "DoctorSpider":
        """Listens for the robots.txt that the crawl asks for anyway."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_robots, signal=signals.response_received)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Look at all publishers side by side; nothing is yielded."""
        nothing: tuple[Any, ...] = ()
        try:
            rules = [by_key(key.strip()) for key in self._publishers.split(",") if key.strip()]
        except UnknownPublisherError as error:
            self.logger.error("%s", error)  # noqa: TRY400 - the line says it all
            raise CloseSpider("usage_error") from error
        await asyncio.gather(*(self._look(rule) for rule in rules))
        for found in nothing:
            yield found

    def note_robots(self, response: Response, request: Request) -> None:
        """Keep what a robots.txt says; the middleware that asked for it keeps the rules alone."""
        first = request.meta.get("redirect_urls", [request.url])[0]
        if not first.endswith("/robots.txt"):
            return
        body = response.body if 200 <= response.status < 300 else b""
        agent = self.settings.get("ROBOTSTXT_USER_AGENT") or self.settings.get("USER_AGENT")
        self._robots[origin(first)] = RobotsSeen(
            origin=told_url(origin(first)),
            status=response.status,
            crawl_delay=group_for(body, agent).delay,
            sitemaps=tuple(map(told_url, robots_sitemaps(body, first))),
        )

    async def _look(self, rule: Publisher) -> None:
        look = _Look(self, rule)
        try:
            await look.go()
        except Exception:
            look.complete = False
            self.logger.exception("The look at %s broke off", rule.key)
        self.crawler.signals.send_catch_log(publisher_visited, visit=look.visit(self._robots))


class _Look:
    """The look at one publisher, step by step."""

    def __init__(self, spider: DoctorSpider, rule: Publisher) -> None:
        self.spider = spider
        self.rule = rule
        self.began = monotonic()
        self.seconds = spider.settings.getfloat("NEWSCRAWL_HOST_SECONDS")
        self.home: Answer | None = None
        self.hosts: list[HostSeen] = []
        self.sources: list[SourceRead] = []
        self.samples: list[SampleSeen] = []
        self.linked: tuple[str, ...] = ()
        self.named: tuple[str, ...] = ()
        self.origins: dict[str, None] = {}
        self.heard = False
        """Whether anything answered."""
        self.complete = True

    async def go(self) -> None:
        """Home page, sources, articles, then the other hosts."""
        rule = self.rule
        home = self.home = await self.ask(rule.home)
        self.note_host(rule.hosts[0], home)
        self.linked, self.named = read_home(home)
        for source in sources_of(rule):
            self.sources.append(await self.read(source))
        for url in choose_samples(rule, self.sources, self.linked):
            answer = await self.ask(url, meta={SCOPE_META: rule.home})
            self.samples.append(read_sample(rule, answer, datetime.now(UTC).date()))
        # Where nothing answers, further time-outs tell nothing.
        for host in (*rule.hosts[1:], *rule.mobile_hosts) if self.heard else ():
            self.note_host(host, await self.ask(f"https://{host}{rule.path}/"))

    def visit(self, robots: Mapping[str, RobotsSeen]) -> Visit:
        """What was found. `robots` are all of the run by origin."""
        own = [robots[name] for name in self.origins if name in robots]
        sitemaps = (url for one in own for url in one.sitemaps if on_site(self.rule, url))
        shared = bool(self.rule.path)
        return Visit(
            key=self.rule.key,
            robots=tuple(own),
            hosts=tuple(self.hosts),
            sources=tuple(self.sources),
            samples=tuple(self.samples),
            # The robots.txt of a shared host names the sitemaps of all who share it.
            named=tuple(dict.fromkeys((*self.named, *(() if shared else sitemaps)))),
            linked=self.linked,
            seconds=monotonic() - self.began,
            complete=self.complete,
        )

    async def read(self, source: Source) -> SourceRead:
        """A source; of a sitemap index, its newest parts too, until one has stories."""
        now = datetime.now(UTC)
        size = LIMITS.page_bytes
        if not isinstance(source, Listing):
            size = LIMITS.feed_bytes if isinstance(source, Feed) else LIMITS.sitemap_bytes
        index = read_source(
            source, self.rule, await self.ask(address_of(source, now), size, share=_FOR_SOURCES), now
        )
        best = index
        parts = list(index.parts[:_MOST_PARTS])
        asked = 0
        while parts and not best.seen.stories and asked < _MOST_PARTS:
            asked += 1
            url = parts.pop(0)
            if not on_site(self.rule, url):
                continue
            answer = await self.ask(url, LIMITS.sitemap_bytes, share=_FOR_SOURCES)
            part = read_source(source, self.rule, answer, now)
            # An index of indexes: its newest parts before those of the first.
            parts = [*part.parts[:_MOST_PARTS], *parts]
            if best is index or part.seen.stories:
                best = with_part(index, part)
        return best

    def note_host(self, host: str, answer: Answer) -> None:
        """What the home page of a host answered."""
        self.hosts.append(
            HostSeen(
                host=host,
                state=answer.state,
                status=answer.status,
                final_url=told_url(answer.final_url) or None,
                detail=answer.said,
            )
        )

    async def ask(
        self,
        url: str,
        size: int = LIMITS.page_bytes,
        *,
        share: float = 1.0,
        meta: Mapping[str, Any] | None = None,
    ) -> Answer:
        """The answer to a request, or why there is none; not asked once `share` of the time is over."""
        if url == self.rule.home and self.home is not None:
            # A home page may be a source too.
            return self.home
        if 0 < self.seconds * share <= monotonic() - self.began:
            self.complete = False
            return Answer(url=url, failure="unasked", detail=_NO_TIME)
        self.origins.setdefault(origin(url))
        asked: dict[str, Any] = {"download_maxsize": size, **(meta or {})}
        if on_site(self.rule, url):
            asked[DELAY_META] = self.rule.politeness.delay
        try:
            request = Request(url, meta=asked, callback=NO_CALLBACK, dont_filter=True)
            engine = self.spider.crawler.engine
            assert engine is not None
            answer = _answered(url, await engine.download_async(request))
        except Deferred as error:
            self.complete = False
            answer = Answer(url=url, failure="unasked", detail=f"the host is left alone: {error.reason}")
        except Exception as error:  # noqa: BLE001 - whatever it was, the answer says it
            stage, reason, detail = cause_of(error, url)
            answer = Answer(url=url, failure=f"{stage}/{reason}", detail=detail)
        self.heard = self.heard or answer.state not in {"unreachable", "unasked"}
        return answer


def _answered(url: str, response: Response) -> Answer:
    found = Answer(
        url=url,
        final_url=response.url,
        status=response.status,
        headers=header_dict(response),
        body=response.body,
    )
    if 200 <= response.status < 300:
        return found
    stage, reason, detail = of_status(response.status)
    return replace(found, body=b"", failure=f"{stage}/{reason}", detail=detail)
