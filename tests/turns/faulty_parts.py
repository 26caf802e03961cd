"""Parts of a project that misbehave, for crawls in processes of their own."""

from datetime import UTC, datetime, timedelta

from scrapy import Request
from scrapy.exceptions import DropItem, IgnoreRequest

from newscrawl.items.article import Article
from newscrawl.net.deferral import Deferred
from newscrawl.spiders.urls import UrlsSpider


class Dropping:
    """A pipeline that drops one article and breaks on another."""

    def process_item(self, item: object) -> object:
        if isinstance(item, Article) and item.url and item.url.endswith("/drop"):
            raise DropItem("not to our taste")
        if isinstance(item, Article) and item.url and item.url.endswith("/break"):
            raise RuntimeError("a pipeline broke")
        return item


class Deferring:
    """A downloader middleware that puts URLs off: for two seconds, or for a day."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def process_request(self, request: Request) -> None:
        if request.url in self.seen or request.url.endswith("/robots.txt"):
            return
        self.seen.add(request.url)
        if request.url.endswith("/soon"):
            raise Deferred(datetime.now(UTC) + timedelta(seconds=2), "busy")
        if request.url.endswith("/tomorrow"):
            raise Deferred(datetime.now(UTC) + timedelta(days=1), "Retry-After", "127.0.0.1")


class Losing:
    """An extension that drops a request as it is scheduled, as any project's may."""

    @classmethod
    def from_crawler(cls, crawler: object) -> "Losing":
        from scrapy import signals

        losing = cls()
        crawler.signals.connect(losing.scheduled, signals.request_scheduled)  # type: ignore[attr-defined]
        return losing

    def scheduled(self, request: Request) -> None:
        if request.url.endswith("/lose-to"):
            raise IgnoreRequest


class BreakingSpider(UrlsSpider):
    """A spider whose callback breaks on some pages, after it has announced one."""

    name = "breaking"

    async def parse_article(self, response):
        if response.url.endswith("/raise"):
            for request in self.story(response.url.replace("/raise", "/announced")):
                yield request
            raise KeyError("a callback broke")
        if not response.url.endswith("/silent"):
            async for found in super().parse_article(response):
                yield found
