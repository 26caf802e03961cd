"""The spider `news`: publishers and sites, from where they announce their stories to the stories."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawl.discovery.announcement import Announcement
from newscrawl.discovery.autodiscovery import candidate_urls, robots_sitemaps
from newscrawl.discovery.feeds import read_feed
from newscrawl.discovery.listings import read_listing
from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.discovery.sniffing import form_of
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.ledger import Known, SourceRead, StorageError
from newscrawl.limits import LIMITS
from newscrawl.middlewares.gatekeeping import STORY_META
from newscrawl.middlewares.politeness import DELAY_META
from newscrawl.publishers.generic import publisher_for_site
from newscrawl.publishers.registry import UnknownPublisherError, by_key
from newscrawl.publishers.rule import KINDS
from newscrawl.spiders.base import ArgumentError, BaseNewsSpider, header_dict
from newscrawl.spiders.claims import UNASKED, Unasked
from newscrawl.spiders.days import days_of, said
from newscrawl.spiders.failures import cause_of
from newscrawl.spiders.further import Further
from newscrawl.spiders.since import announced_before
from newscrawl.spiders.site import MAX_BACKLOG, SiteCrawl, Source, SourceKind, on_its_day
from newscrawl.turns.conditional import is_unchanged, unconditionally
from newscrawl.turns.requests import ANNOUNCED_META, SOURCE_META, TURN_META
from newscrawl.turns.session import PREFIX
from newscrawl.turns.watching import each
from newscrawl.urls import trap_reason

_PRIORITY: Final = {"robots": 40, "feed": 30, "listing": 20, "sitemap": 5}
"""What tells of the newest stories is read first; sitemaps, which tell of all, after those stories."""
_STORY_PRIORITY: Final = 10
_ASKED_AT_ONCE: Final = 500
_UNREACHABLE: Final = frozenset((Reason.DNS, Reason.CONNECTION, Reason.TLS, Reason.ADDRESS_REFUSED))
"""A host that fails so has no other address worth a guess."""
_BYTES: Final = {
    "robots": LIMITS.page_bytes,
    "feed": LIMITS.feed_bytes,
    "listing": LIMITS.page_bytes,
    "sitemap": LIMITS.sitemap_bytes,
}


class NewsSpider(BaseNewsSpider):
    """`scrapy crawl news -a publishers=KEY,KEY` or `-a sites=URL,URL`.

    `-a since=2d` leaves out older stories, `-a limit=N` stops each site at N articles.
    """

    name = "news"

    def __init__(
        self, publishers: str = "", sites: str = "", limit: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self._publishers = publishers
        self._sites = sites
        self._limit_argument = limit
        self.crawls: dict[str, SiteCrawl] = {}
        self._readers: dict[str, Callable[[Response, SiteCrawl, Source], Iterator[Any]]] = {
            "robots": self._read_robots,
            "feed": self._read_feed,
            "listing": self._read_listing,
            "sitemap": self._read_sitemap,
        }

    def read_settings(self) -> None:
        """The sites to crawl, besides what all spiders read. Raises ArgumentError."""
        super().read_settings()
        limit = str(self._limit_argument or self.settings.getint("NEWSCRAWL_LIMIT"))
        if not limit.isdecimal():
            raise ArgumentError(f"not a number of articles: limit={limit}")
        self._pages = max(1, self.settings.getint("NEWSCRAWL_LISTING_PAGES", 1))
        self._sections = self.settings.getint("NEWSCRAWL_SECTIONS")
        kinds = self._kinds()
        try:
            crawls = [self._rule(key) for key in _parts(self._publishers)]
            crawls += [self._generic(url) for url in _parts(self._sites)]
        except (UnknownPublisherError, ValueError) as error:
            raise ArgumentError(str(error)) from None
        if not crawls:
            raise ArgumentError("nothing to crawl: give -a publishers=KEY,KEY or -a sites=URL,URL")
        for crawl in crawls:
            crawl.limit = int(limit)
            crawl.kinds = kinds
            self.crawls[crawl.name] = crawl
            for name in crawl.hosts:
                self.turns.session.include(f"https://{name}/")

    def _kinds(self) -> frozenset[str]:
        kinds = frozenset(self.settings.getlist("NEWSCRAWL_KINDS", ["article", "live"]))
        if unknown := sorted(kinds - {"article", *KINDS}):
            known = ", ".join(("article", *KINDS))
            raise ArgumentError(f"no such kind of page: {unknown[0]} (NEWSCRAWL_KINDS knows {known})")
        return kinds

    @staticmethod
    def _rule(key: str) -> SiteCrawl:
        publisher = by_key(key)
        return SiteCrawl(publisher=publisher, home=publisher.home, generic=False)

    @staticmethod
    def _generic(url: str) -> SiteCrawl:
        publisher = publisher_for_site(url)
        return SiteCrawl(publisher=publisher, home=publisher.sources[0].url, generic=True)

    def announcements(self) -> Iterator[Request]:
        """The first sources of every site."""
        for name, crawl in self.crawls.items():
            for source in crawl.first_sources(since=self.window):
                yield from self._ask(name, source)

    # Sources

    def _ask(self, name: str, source: Source) -> Iterator[Request]:
        crawl = self.crawls[name]
        if not crawl.may_ask(source):
            return
        meta: dict[str, Any] = {
            # Bounds of our own hold: sitemaps by level, listings by page.
            "depth_reset": True,
            "download_maxsize": _BYTES[source.kind],
        }
        if source.kind == "robots":
            meta["dont_obey_robotstxt"] = True
        meta[SOURCE_META] = {"publisher": crawl.publisher.key}
        # What came up by itself may be on its way when a page names it.
        meta[ANNOUNCED_META] = {"again": not self.turns.asks(source.url) and self._is_due(source)}
        if (delay := crawl.site.delay) is not None and crawl.on_site(source.url):
            meta[DELAY_META] = delay
        yield Request(
            source.url,
            callback=self.parse_source,
            errback=self.source_failed,
            cb_kwargs={"name": name, "source": source._asdict()},
            meta=meta,
            priority=_PRIORITY[source.kind],
            dont_filter=True,
        )

    def _is_due(self, source: Source) -> bool:
        """Whether a source is to be read although it was read before."""
        session = self.turns.session
        # Further pages are asked for when the first brought something: then their time has come.
        if session.refetch or not session.ready or (source.kind == "listing" and source.depth):
            return True
        state = None
        with session.guarded():
            state = session.ledger.source(source.url)
        if state is not None and not state.due:
            self.count("sources_not_due")
        return state is None or state.due

    def parse_source(self, response: Response, name: str, source: dict[str, Any]) -> Iterator[Any]:
        """The callback of a source: requests for its stories and for further sources."""
        crawl = self.crawls.get(name)
        if crawl is not None:
            yield from self._read_source(response, crawl, Source(**source))

    def _read_source(self, response: Response, crawl: SiteCrawl, source: Source) -> Iterator[Any]:
        headers = header_dict(response)
        crawl.note(source)
        crawl.read += 1
        validators = {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}
        self._note(response, source, **validators)
        if is_unchanged(response):
            self.count("sources_read")
            self.count("sources_unchanged")
            self._note(response, source, unchanged=True, **validators)
            return
        if source.home and not crawl.on_site(response.url):
            self.logger.info("%s has moved to %s", crawl.home, response.url)
            crawl.settle_at(response.url)
        yield from self._by_form(response, crawl, source._replace(url=response.url))
        yield from self._discovered(crawl.name, source)

    def _by_form(self, response: Response, crawl: SiteCrawl, source: Source) -> Iterator[Any]:
        """Read the source as what it is, whatever its name or content type says."""
        form = form_of(response.body) if source.kind != "robots" else None
        guessed_page = source.guess and form == "listing"
        if form is None or form == source.kind or guessed_page:
            yield from self._readers[source.kind](response, crawl, source)
            return
        self.count("sources_misnamed")
        self.logger.info("The %s %s is a %s: read as such", source.kind, source.url, form)
        before = crawl.recognised
        # Of a page in a feed's place this page alone is read, and the feeds it names.
        real = source._replace(kind=form, misnamed=True, depth=self._pages)
        yield from self._readers[form](response, crawl, real)
        if form == "listing" and crawl.recognised == before:
            self._failed(source, "html", f"html: a page in place of a {source.kind}")
            self._note(response, source, failed=True)

    def _note(self, response: Any, source: Source, **how: Any) -> None:
        """Tell the turn of a source how reading it went."""
        turn = self.turns.turns.get(response.request.meta.get(TURN_META))
        if turn is not None:
            turn.read = SourceRead(kind=source.kind, once=not source.recurs, **how)

    def source_failed(self, failure: Failure) -> Iterator[Any]:
        """The errback of a source: counted and logged, unless it was a guess."""
        request: Request = failure.request  # type: ignore[attr-defined]
        crawl = self.crawls.get(request.cb_kwargs["name"])
        if crawl is None:
            return
        error = failure.value or RuntimeError("a failure without an exception")
        if (once_more := unconditionally(error, request)) is not None:
            yield once_more
            return
        source = Source(**request.cb_kwargs["source"])
        self._note(failure, source, failed=True)
        stage, reason, detail = cause_of(error, request.url)
        self._failed(source, f"{stage}/{reason}", detail)
        if reason in _UNREACHABLE and crawl.on_site(source.url):
            crawl.unreachable = True
        if source.candidates:
            yield from self._guess(crawl.name, source.candidates)
        yield from self._discovered(crawl.name, source)

    def _failed(self, source: Source, why: str, detail: str = "") -> None:
        # Dead links in a menu, last pages and guesses: only what somebody vouched for is missed.
        gone = why == "fetch/http_status" and detail in {"404", "410"}
        if source.guess or (gone and not source.declared):
            self.count("source_absent")
            return
        self.count("source_failed")
        self.count(f"source_failed/{why}")
        self.logger.warning("Cannot read the %s %s: %s %s", source.kind, source.url, why, detail)

    def _was_read(self, response: Response, source: Source, found: object, problems: Iterable[str]) -> bool:
        """Count a source that was read, or failed: False when nothing came of it but problems."""
        problems = tuple(problems)
        if problems and not found:
            self._failed(source, problems[0].partition(":")[0], problems[0])
            self._note(response, source, failed=True)
            return False
        self.count("sources_read")
        if problems:
            self.logger.info("Read the %s %s with problems: %s", source.kind, source.url, "; ".join(problems))
        return True

    def _read_robots(self, response: Response, crawl: SiteCrawl, source: Source) -> Iterator[Any]:
        self.count("sources_read")
        for url in robots_sitemaps(response.body, source.url):
            crawl.found_sources = True
            yield from self._ask(crawl.name, Source("sitemap", url))

    def _read_feed(self, response: Response, crawl: SiteCrawl, source: Source) -> Iterator[Any]:
        result = read_feed(response.body, source.url, header_dict(response))
        if not self._was_read(response, source, result.announcements, result.problems) and source.candidates:
            yield from self._guess(crawl.name, source.candidates)
        yield from self._all_announced(crawl, result.announcements)

    def _read_sitemap(self, response: Response, crawl: SiteCrawl, source: Source) -> Iterator[Any]:
        result = read_sitemap(response.body, source.url, header_dict(response))
        found = result.announcements or result.sitemaps
        if not self._was_read(response, source, found, result.problems) and source.candidates:
            yield from self._guess(crawl.name, source.candidates)
        yield from self._all_announced(crawl, on_its_day(result.announcements, source))
        for url, modified in result.sitemaps:
            # A sitemap that has not changed since holds nothing that is new.
            if self.since is None or not announced_before(modified, self.since):
                yield from self._ask(crawl.name, Source("sitemap", url, depth=source.depth + 1))

    def _read_listing(self, response: Response, crawl: SiteCrawl, source: Source) -> Iterator[Any]:
        headers = header_dict(response)
        result = read_listing(response.body, source.url, crawl.publisher.article_pattern, headers)
        found = result.announcements or result.feeds or result.sitemaps
        self._was_read(response, source, found, result.problems)
        before = crawl.announced
        yield from self._all_announced(crawl, on_its_day(result.announcements, source))
        if source.home:
            crawl.found_sources = crawl.found_sources or bool(result.feeds or result.sitemaps)
        if source.home or source.misnamed:
            for url in result.feeds:
                yield from self._ask(crawl.name, Source("feed", url))
        if source.home:
            for url in result.sitemaps:
                yield from self._ask(crawl.name, Source("sitemap", url))
            for url in result.sections[: self._sections]:
                yield from self._ask(crawl.name, Source("listing", url))
        # A page of known stories is followed by pages of older ones.
        if source.depth + 1 < self._pages and crawl.announced > before:
            for url in result.next_pages[:1]:
                further = Source("listing", url, depth=source.depth + 1, dated=source.dated, day=source.day)
                yield from self._ask(crawl.name, further)

    def _discovered(self, name: str, source: Source) -> Iterator[Request]:
        """Once robots.txt and home page were read and named nothing, try the usual addresses."""
        crawl = self.crawls[name]
        if not crawl.undiscovered or not (source.home or source.kind == "robots"):
            return
        crawl.undiscovered -= 1
        if crawl.undiscovered == 0 and not crawl.found_sources:
            yield from self._guess(name, tuple(candidate_urls(crawl.home)))

    def _guess(self, name: str, candidates: tuple[str, ...]) -> Iterator[Request]:
        if self.crawls[name].unreachable:
            return
        for position, url in enumerate(candidates):
            kind: SourceKind = "sitemap" if "sitemap" in url else "feed"
            source = Source(kind, url, guess=True, candidates=candidates[position + 1 :])
            asked = list(self._ask(name, source))
            if asked:
                yield from asked
                return

    # Stories

    def _all_announced(
        self, crawl: SiteCrawl, announcements: Sequence[Announcement]
    ) -> Iterator[Request | Reject]:
        """The stories of a source; the ledger is asked of many at a time."""
        for start in range(0, len(announcements), _ASKED_AT_ONCE):
            some = announcements[start : start + _ASKED_AT_ONCE]
            addresses = [crawl.main_address(one.url) for one in some]
            known = self.claims.look_up(addresses)
            for announcement, url in zip(some, addresses, strict=True):
                yield from self._announced(crawl, announcement, url, known.get(url))

    def _announced(
        self, crawl: SiteCrawl, announcement: Announcement, url: str, known: Known | None
    ) -> Iterator[Request | Reject]:
        from_listing = announcement.kind == "listing"
        if not crawl.in_scope(url):
            if from_listing:
                self.count("links_off_site")
            else:
                yield from self.refuse(url, Stage.SCOPE, Reason.OFF_SITE, announcement.source)
        elif not crawl.may_be_story(url, announcement.kind):
            self.count("no_story_urls")
            if (kind := crawl.publisher.kind_of(url)) not in {None, "article"}:
                self.count(f"no_story_urls/{kind}")
        elif trap := trap_reason(url):
            yield from self.refuse(url, Stage.SCOPE, Reason.TRAP, trap)
        elif too_old := self._too_old(announcement):
            yield from self.refuse(url, Stage.SCOPE, Reason.TOO_OLD, too_old)
        elif not crawl.full:
            crawl.recognised += 1
            yield from self._take(crawl, url, announcement, known)
        elif known is not None and known.outcome is not None:
            self.count("announced_again")
        elif len(crawl.backlog) < MAX_BACKLOG:
            crawl.backlog.append(announcement)
            self.turns.session.left_over.add(crawl.publisher.key)
        else:
            self.count("over_limit")

    def _too_old(self, announcement: Announcement) -> str | None:
        """The date that says so. What was last changed before was published before."""
        if self.since is None:
            return None
        for date in (announcement.published_at, announcement.modified_at):
            if announced_before(date, self.since):
                return date
        return None

    def _take(
        self,
        crawl: SiteCrawl,
        url: str,
        announcement: Announcement,
        known: Known | Unasked | None = UNASKED,
    ) -> Iterator[Request]:
        told = {name: getattr(announcement, name) for name in ("title", "published_at", "modified_at")}
        for request in self.story(url, crawl.site, priority=_STORY_PRIORITY, told=told, known=known):
            crawl.taken += 1
            crawl.announced += 1
            # What an earlier run announced has no place in this one's budget.
            request.meta[STORY_META] |= {"site": crawl.name, "run": self.turns.session.run}
            yield request

    def parse_article(self, response: Response) -> AsyncIterator[Any]:
        """As for all spiders; a reject frees its place for the next story in hand."""
        return self._and_next(response.request, super().parse_article(response))

    def story_failed(self, failure: Failure) -> AsyncIterator[Any]:  # type: ignore[override]
        """As for all spiders; a failure frees its place for the next story in hand."""
        return self._and_next(failure.request, super().story_failed(failure))  # type: ignore[attr-defined]

    def parse_further(self, response: Response, further: Further) -> AsyncIterator[Any]:
        """As for all spiders; a reject frees its place for the next story in hand."""
        return self._and_next(response.request, super().parse_further(response, further))

    def further_failed(self, failure: Failure) -> AsyncIterator[Any]:  # type: ignore[override]
        """As for all spiders; a reject frees its place for the next story in hand."""
        return self._and_next(failure.request, super().further_failed(failure))  # type: ignore[attr-defined]

    async def _and_next(self, request: Any, outcomes: Any) -> AsyncIterator[Any]:
        story = request.meta[STORY_META]
        crawl = self.crawls.get(story.get("site", ""))
        ours = story.get("run") == self.turns.session.run
        async for item in each(outcomes):
            yield item
            if crawl is not None and ours and isinstance(item, Reject):
                crawl.taken -= 1
        while crawl is not None and crawl.backlog and not crawl.full:
            announcement = crawl.backlog.popleft()
            for following in self._take(crawl, crawl.main_address(announcement.url), announcement):
                yield following

    def closed(self, reason: str) -> None:
        """Note what the limits left over, and name the sites that announced nothing like a story."""
        del reason
        if left := sum(len(crawl.backlog) for crawl in self.crawls.values()):
            self.count("over_limit", left)
        for crawl in self.crawls.values():
            if crawl.read and not crawl.recognised and not self._unchanged():
                self.logger.warning("%s announced no story we could recognise", crawl.home)

        self._tell_days()

    def _tell_days(self) -> None:
        """Of a run that was told how far to look back: each day's stories in `days.json`, the gaps said."""
        root = self.settings.get("NEWSCRAWL_OUTPUT_DIR")
        if self.window is None or not root or self.turns.session.failure is not None:
            return
        try:
            days = days_of(Path(root), sorted({c.publisher.key for c in self.crawls.values()}), self.window)
            days.write(Path(root))
        except (OSError, StorageError) as error:
            self.logger.warning("Cannot tell the days of this run: %s", error)
            return
        for publisher, gaps in days.gaps().items():
            self.count("gap_days", len(gaps))
            self.logger.warning("%s", said(publisher, gaps, days.counts[publisher]))

    def _unchanged(self) -> bool:
        return bool(self.crawler.stats.get_value(f"{PREFIX}sources_unchanged"))


def _parts(argument: str) -> list[str]:
    return [part.strip() for part in argument.split(",") if part.strip()]
