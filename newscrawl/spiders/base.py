"""The road every announced story takes: request, page, article or reject. One outcome each."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.discovery.parts import Parts
from newscrawl.extensions.breakage import Watch, watch_of
from newscrawl.extraction.guide import disputed_by
from newscrawl.items.article import Article, Http
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.ledger import Known
from newscrawl.middlewares.gatekeeping import STORY_META
from newscrawl.middlewares.politeness import DELAY_META
from newscrawl.middlewares.scope import SCOPE_META
from newscrawl.publishers.registry import by_url, layout_for
from newscrawl.reading import StoryPage
from newscrawl.spiders.claims import UNASKED, Claims, Unasked
from newscrawl.spiders.failures import cause_of
from newscrawl.spiders.further import Further, further_of
from newscrawl.spiders.since import oldest_of, parse_since, published_before
from newscrawl.turns.conditional import is_unchanged, unconditionally
from newscrawl.turns.requests import ANNOUNCED_META, TURN_META
from newscrawl.turns.session import PREFIX
from newscrawl.turns.underway import UnderWay, under_way
from newscrawl.turns.watching import watched_errback
from newscrawl.twins import trusted_canonical
from newscrawl.urls import clean, url_kind
from newscrawl.watch.figures import Figures
from newscrawl.workers.workers import workers_of


class Site(NamedTuple):
    """What a story's request needs to know of its site."""

    publisher: str | None = None
    """Key of the publisher; None leaves it to the pipelines."""
    scope: str | None = None
    """Host, or a URL on it, whose site a redirect must not leave; None when it may lead anywhere."""
    delay: float | None = None
    """Seconds between two requests, as the publisher's rule says."""


ANY_SITE = Site()


class ArgumentError(Exception):
    """A spider argument or setting that cannot be meant; the message says what to write."""


class BaseNewsSpider(Spider):
    """Turns announced URLs into requests, and their pages and failures into articles and rejects.

    A subclass writes `announcements()`. Argument of all: `-a since=2d`.
    """

    def __init__(self, since: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.since: datetime | None = None
        """What was published before is too old."""
        self.window: datetime | None = None
        """How far back the run was told to look; None when it was not."""
        self._since_argument = since

    @cached_property
    def turns(self) -> UnderWay:
        """The turns under way."""
        return under_way(self.crawler)

    @cached_property
    def watch(self) -> Watch:
        """The watch on breakage."""
        return watch_of(self.crawler)

    @cached_property
    def claims(self) -> Claims:
        """Which stories are taken on already."""
        return Claims(self.turns)

    async def start(self) -> AsyncIterator[Any]:
        """Read the settings, then begin as the subclass says; a wrong argument ends the run in one line."""
        try:
            # Not earlier: an add-on's settings are not there yet when a spider is made.
            self.read_settings()
            for found in self.announcements():
                yield found
        except ArgumentError as error:
            self.logger.error("%s", error)  # noqa: TRY400 - the line says it all
            raise CloseSpider("usage_error") from error

    def read_settings(self) -> None:
        """Take the arguments, or else the settings. Raises ArgumentError for what they cannot mean."""
        try:
            since = parse_since(self._since_argument or self.settings.get("NEWSCRAWL_SINCE"))
            self.since = oldest_of(since, self.settings.get("NEWSCRAWL_MAX_AGE"))
            self.window = self.since if since is not None else None
        except (ValueError, OverflowError) as error:
            raise ArgumentError(str(error)) from None

    def announcements(self) -> Iterator[Request | Article | Reject]:
        """What the run begins with."""
        raise NotImplementedError

    def count(self, name: str, by: int = 1) -> None:
        """Add to a stat of ours; `newscrawl.extensions.accounts` lists them."""
        self.crawler.stats.inc_value(PREFIX + name, by)

    def story(
        self,
        url: str,
        site: Site = ANY_SITE,
        *,
        priority: int = 0,
        told: Mapping[str, str | None] = MappingProxyType({}),
        known: Known | Unasked | None = UNASKED,
    ) -> Iterator[Request]:
        """The request for an announced story, once; nothing when the story is taken on already.

        `told` is what its source says of it: title, published_at, modified_at; `known` what the ledger has of
        it, where that was asked before.
        """
        claim = self.claims.claim(
            url, known, modified_at=told.get("modified_at"), forgiven=() if self.since else (Reason.TOO_OLD,)
        )
        if claim is None:
            self.count("announced_again")
            return
        meta: dict[str, Any] = {
            STORY_META: {"url": url, "publisher": site.publisher},
            ANNOUNCED_META: {**told, "again": claim == "again"},
            # Scrapy drops what is too deep without a word; a story is the end of a path, never its middle.
            "depth_reset": True,
        }
        if site.scope is not None:
            meta[SCOPE_META] = site.scope
        if site.delay is not None:
            meta[DELAY_META] = site.delay
        yield Request(
            url,
            callback=self.parse_article,
            errback=self.story_failed,
            meta=meta,
            priority=priority,
            # The ledger is the only filter: Scrapy's would drop a redirect to a seen URL without a word.
            dont_filter=True,
        )

    def refuse(self, url: str, stage: Stage, reason: Reason, detail: str = "") -> Iterator[Reject]:
        """The reject of an announced URL that is not even requested, once."""
        if clean(url) is not None and not self.claims.claim(url):
            self.count("announced_again")
            return
        yield Reject(url=url, stage=stage, reason=reason, detail=detail, at=utc_now())

    async def parse_article(self, response: Response) -> AsyncIterator[Any]:
        """The callback of a story's page: its article, or the reject that says why there is none."""
        story, turn = response.meta[STORY_META], response.meta.get(TURN_META, 0)
        if is_unchanged(response):
            self.count("not_modified")
            if (own := self.turns.turns.get(turn)) is not None:
                own.unchanged = True
            return
        self.count("fetched")
        if rival := self.claims.rival(turn, response.url):
            self.logger.debug("%s is the story of %s", story["url"], rival)
            self.claims.give_way(turn)
            yield self._reject(story, Reason.DUPLICATE_URL, f"redirects to {response.url}")
            return
        self.claims.alias(turn, response.url)
        page = await self._read(response)
        if page.figures is not None and (own := self.turns.turns.get(turn)) is not None:
            own.figures = page.figures
            self.watch.saw(page.figures, response.url, response.body)
        page = page._replace(item=self._judge(story, turn, page.item))
        parts = page.parts
        if isinstance(page.item, Article) and parts is not None and parts.number > 1:
            for found in self._part_alone(response, parts):
                yield found
            return
        further = further_of(page, response.url)
        for found in self._go_on(response, further) if further is not None else (page.item,):
            yield found

    async def parse_further(self, response: Response, further: Further) -> AsyncIterator[Any]:
        """The callback of a page that the story of another page waits for."""
        self.count("further_pages")
        # `/page/2/` behind a story's address is no list, whatever its form says.
        known_as = response.meta[STORY_META]["url"] if url_kind(response.url) == "listing" else response.url
        page = await self._read(response, known_as)
        self.claims.alias(response.meta[TURN_META], response.url)
        further.read(response.url, page.item, page.parts)
        for found in self._go_on(response, further):
            yield found

    def further_failed(self, failure: Failure) -> Iterator[Any]:
        """The errback of such a page: the story is told without it."""
        request: Request = failure.request  # type: ignore[attr-defined]
        stage, reason, detail = cause_of(failure.value or RuntimeError("no exception"), request.url)
        further: Further = request.cb_kwargs["further"]
        self.count("further_pages_missing")
        further.missing(f"{stage}/{reason} {detail}".rstrip(), stage)
        yield from self._go_on(failure, further)

    def _go_on(self, answer: Any, further: Further) -> Iterator[Any]:
        """The request for the next page the story waits for, or its end."""
        request: Request = answer.request
        number = request.meta.get(TURN_META, 0)
        turn = self.turns.turns.get(number)
        url = further.next_url() if turn is not None else None
        if turn is None or url is None:
            recheck = turn is not None and turn.leased.recheck
            yield self._judge(request.meta[STORY_META], number, further.result(recheck=recheck))
            return
        kept = (STORY_META, TURN_META, SCOPE_META, DELAY_META)
        yield Request(
            url,
            callback=self.parse_further,
            errback=watched_errback(self.turns, turn, self.further_failed),
            cb_kwargs={"further": further},
            meta={name: request.meta[name] for name in kept if name in request.meta} | {"depth_reset": True},
            priority=request.priority + 1,
            dont_filter=True,
        )

    def _part_alone(self, response: Response, parts: Parts) -> Iterator[Any]:
        """A part that was announced by itself: its story is that of the first page, which is taken on."""
        meta = response.meta
        priority = response.request.priority if response.request is not None else 0
        self.claims.give_way(meta.get(TURN_META, 0))
        site = Site(meta[STORY_META]["publisher"], meta.get(SCOPE_META), meta.get(DELAY_META))
        yield from self.story(parts.first, site, priority=priority)
        yield self._reject(meta[STORY_META], Reason.DUPLICATE_URL, f"part {parts.number} of {parts.first}")

    def story_failed(self, failure: Failure) -> Iterator[Any]:
        """The errback of a story's request."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value or RuntimeError("a failure without an exception")
        if (once_more := unconditionally(error, request)) is not None:
            yield once_more
            return
        story = request.meta[STORY_META]
        stage, reason, detail = cause_of(error, request.url)
        if request.url != story["url"] and request.url not in detail:
            detail = f"{detail} at {request.url}".strip()
        yield Reject(url=story["url"], stage=stage, reason=reason, detail=detail, at=utc_now())

    async def _read(self, response: Response, known_as: str | None = None) -> StoryPage:
        headers = header_dict(response)
        layout = layout_for(response.url)
        aside = layout is not None and self.watch.is_aside(layout.publisher)
        reader = workers_of(self.crawler)
        page = await reader.read(response.body, response.url, headers, known_as, aside=aside)
        page = page._replace(figures=self._figures(response, page.figures))
        item = page.item
        if isinstance(item, Reject):
            return page._replace(item=replace(item, url=response.url, at=utc_now()))
        if layout is not None:
            self._count_rule(item, layout.publisher)
        http = Http(
            status=response.status,
            content_type=headers.get("content-type"),
            encoding=item.http.encoding if item.http else None,
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
        )
        self.turns.session.note_bands(item.content_hash, page.bands)
        publisher = response.meta[STORY_META]["publisher"]
        item = replace(
            item, url=response.url, publisher=publisher or item.publisher, fetched_at=utc_now(), http=http
        )
        return page._replace(item=item)

    def _figures(self, response: Response, figures: Figures | None) -> Figures | None:
        """What the page counts for; None without a watch, and for a page of no site."""
        if figures is None or not self.watch.enabled:
            return None
        publisher = response.meta[STORY_META]["publisher"]
        if publisher and by_url(response.url) is None:
            figures = figures._replace(publisher=publisher)
        return figures if figures.publisher else None

    def _count_rule(self, article: Article, publisher: str) -> None:
        """Count the fields in which a publisher's rule was set aside for what the page itself shows."""
        for field in disputed_by(f"rule:{publisher}", article.evidence):
            self.count("rule_set_aside")
            self.count(f"rule_set_aside/{publisher}/{field}")

    def _judge(self, story: dict[str, Any], turn: int, item: Article | Reject) -> Article | Reject:
        """What the run knows and the page does not: that the story is another's, or too old."""
        if isinstance(item, Reject):
            return item
        if self.claims.rival(turn, trusted_canonical(item)):
            self.claims.give_way(turn)
            return self._reject(story, Reason.DUPLICATE_URL, f"canonical {item.canonical_url}")
        if self.since and published_before(item, self.since):
            return Reject.of(item, Stage.SCOPE, Reason.TOO_OLD, item.published_at or "")
        return item

    @staticmethod
    def _reject(story: dict[str, Any], reason: Reason, detail: str) -> Reject:
        return Reject(url=story["url"], stage=Stage.VALIDATE, reason=reason, detail=detail, at=utc_now())


def header_dict(response: Response) -> dict[str, str]:
    """The response's headers, names in lower case, repeated ones joined by a comma."""
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("utf-8", "replace")
        for name, values in response.headers.items()
    }


def utc_now() -> str:
    """The present second, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
