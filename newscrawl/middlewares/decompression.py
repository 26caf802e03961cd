"""Content codings undone within bounds, and only when whole.

Scrapy's own middleware takes what it gets of a stream that was cut short, and lets a few kilobytes become
`DOWNLOAD_MAXSIZE`. Here half a story is no story, and a bomb ends where it stops looking like text.
"""

import logging
from typing import TYPE_CHECKING, Final, Self

from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from newscrawl.archive.codings import (
    MAX_CODINGS,
    CodingError,
    TooLargeError,
    UnknownCodingError,
    coding_names,
    decode_body,
)
from newscrawl.limits import LIMITS

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

ACCEPTED: Final = b"gzip, deflate, br, zstd"
RETRIES: Final = 1
"""A damaged body is asked for once more: the line may have been at fault, the server seldom is."""


class DamagedBodyError(IgnoreRequest):
    """A body whose coding cannot be undone; `__cause__` is the CodingError that says why."""


class DecompressionMiddleware:
    """Takes the place of Scrapy's HttpCompressionMiddleware; settings COMPRESSION_ENABLED, DOWNLOAD_MAXSIZE.

    A body that is cut short or damaged is requested once more, then it is an error. One that does not begin
    as its coding must is read as it is.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        self.max_size = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Disabled without COMPRESSION_ENABLED."""
        if not crawler.settings.getbool("COMPRESSION_ENABLED"):
            raise NotConfigured
        return cls(crawler)

    def process_request(self, request: "Request") -> None:
        """Say what we can read."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: "Request", response: Response) -> "Response | Request":
        """The response with its body decoded; raises DamagedBodyError, which goes to the errback."""
        header = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        if not header or request.method == "HEAD":
            return response
        try:
            body = undo(response.body, header, request.meta.get("download_maxsize", self.max_size))
        except CodingError as error:
            again = None if isinstance(error, TooLargeError) else self._again(request, error)
            if again is None:
                raise DamagedBodyError(str(error)) from error
            return again
        return _decoded(response, body)

    def _again(self, request: "Request", error: CodingError) -> "Request | None":
        spider = self.crawler.spider
        assert spider is not None
        if request.meta.get("dont_retry") or isinstance(error, UnknownCodingError):
            return None
        return get_retry_request(
            request, spider=spider, reason=type(error).__name__, max_retry_times=RETRIES, logger=logger
        )


def undo(body: bytes, header: str, limit: int) -> bytes:
    """The body without the codings of a Content-Encoding header; `limit` is in bytes, 0 sets none.

    Each coding may make it `LIMITS.expansion` times as large, and `LIMITS.expansion_free` bytes in any case.
    Markup under a coding nobody knows (a charset, a word of the server's own) is taken as not coded. Raises
    CodingError.
    """
    names = coding_names(header)
    if len(names) > MAX_CODINGS:
        raise CodingError(f"{len(names)} content codings")
    for name in reversed(names):
        bound = max(LIMITS.expansion_free, LIMITS.expansion * len(body))
        try:
            body = decode_body(body, name, min(limit or bound, bound))
        except UnknownCodingError:
            if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
                raise
    return body


def _decoded(response: Response, body: bytes) -> Response:
    del response.headers["Content-Encoding"]
    kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
    if issubclass(kind, TextResponse):
        # What it was before the body could be read says nothing.
        return response.replace(cls=kind, body=body, encoding=None)
    return response.replace(cls=kind, body=body)
