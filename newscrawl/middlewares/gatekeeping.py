"""Only HTML reaches a story's callback; the rest goes to its errback, unread where headers tell."""

from typing import TYPE_CHECKING, Final, Self

from scrapy import signals
from scrapy.exceptions import IgnoreRequest, StopDownload

from newscrawl.middlewares.media import is_html, is_never_html, media_type

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Headers, Response

STORY_META: Final = "newscrawl_story"
"""Key of `Request.meta` that marks a request for a story's page."""


class NotHtmlError(IgnoreRequest):
    """A story's URL answered with something else; the message names the content type."""


class GatekeepingMiddleware:
    """Refuses what is no HTML: by its headers while it downloads, else by its first bytes.

    Applies to requests with `STORY_META`; feeds, sitemaps and robots.txt pass.
    """

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Listens for headers as they arrive."""
        middleware = cls()
        crawler.signals.connect(middleware.headers_received, signal=signals.headers_received)
        return middleware

    def headers_received(self, headers: "Headers", request: "Request") -> None:
        """Stop the download of a picture, a film or a PDF. A redirect may carry any type."""
        if STORY_META not in request.meta or b"Location" in headers:
            return
        if is_never_html(media_type(headers.get(b"Content-Type"))):
            raise StopDownload(fail=True)

    def process_spider_input(self, response: "Response") -> None:
        """Raises NotHtmlError, which goes to the request's errback."""
        if STORY_META not in response.meta:
            return
        kind = media_type(response.headers.get(b"Content-Type"))
        if not is_html(kind, response.body):
            raise NotHtmlError(kind)
