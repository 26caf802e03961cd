"""Pages learn what their site reserves for them, where they do not say it themselves.

A site states reservations for folders in one file (`newscrawl.net.tdmrep`). It goes to the page as the
protocol's header would: whoever reads a page's rights finds it there, and a page's own word outranks it.
"""

import logging
from typing import TYPE_CHECKING, Final, Self

from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK

from newscrawl.limits import LIMITS
from newscrawl.middlewares.gatekeeping import STORY_META
from newscrawl.net.deferral import Deferred
from newscrawl.net.handler import UNCOUNTED_META
from newscrawl.net.per_origin import PerOrigin
from newscrawl.net.tdmrep import PATH, Reservation, read_tdmrep, reservation_for

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

_FLAG: Final = "tdm-reservation"
_META: Final = "newscrawl_tdm"
"""Key of `Request.meta`: the `Reservation` for its page."""
_PRIORITY: Final = 1_000


class TdmRepMiddleware:
    """Asks each origin of a story for its file, once in a run. With NEWSCRAWL_RESPECT_TDM."""

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        self._files = PerOrigin(self._fetch)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Disabled without NEWSCRAWL_RESPECT_TDM."""
        if not crawler.settings.getbool("NEWSCRAWL_RESPECT_TDM"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises Deferred when the host is left alone before it gave its file."""
        if STORY_META in request.meta:
            request.meta[_META] = reservation_for(request.url, await self._files.get(request))

    def process_response(self, request: Request, response: "Response") -> "Response":
        """The page, with the header where it has none and the file states something."""
        stated: Reservation | None = request.meta.get(_META)
        if stated is not None and _FLAG not in response.headers:
            response.headers[_FLAG] = "1" if stated.reserved else "0"
            if stated.policy is not None:
                response.headers["tdm-policy"] = stated.policy
        return response

    async def _fetch(self, origin: str, _request: Request) -> tuple[Reservation, ...]:
        meta = {UNCOUNTED_META: True, "download_maxsize": LIMITS.robots_bytes}
        asking = Request(f"{origin}{PATH}", priority=_PRIORITY, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(asking)
        except Deferred:
            raise
        except Exception as error:  # noqa: BLE001 - most sites have none, and none reserves nothing
            logger.debug("%s could not be had: %s", asking.url, error)
            return ()
        return read_tdmrep(response.body, asking.url) if response.status == 200 else ()
