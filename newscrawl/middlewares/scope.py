"""Where requests may go: a redirect that leaves the site ends there, for what another site serves is not the
story that was announced; and nobody's credentials are taken along.
"""

from typing import TYPE_CHECKING, Final

from scrapy.exceptions import IgnoreRequest

from newscrawl.urls import clean, same_site

if TYPE_CHECKING:
    from scrapy import Request

SCOPE_META: Final = "newscrawl_scope"
"""Key of `Request.meta` that names the host, or a URL on it, whose site a request must not leave."""


class OffSiteError(IgnoreRequest):
    """A redirect leads to another site; the message is its URL."""


class ScopeMiddleware:
    """Refuses requests to another site than the one of their `SCOPE_META`; requests without it pass.

    A redirect may name a user and a password; they are not ours to give.
    """

    def process_request(self, request: "Request") -> "Request | None":
        """Raises OffSiteError, which goes to the request's errback."""
        scope = request.meta.get(SCOPE_META)
        if scope is not None and not same_site(scope, request.url):
            raise OffSiteError(request.url)
        if "@" in request.url.split("/", 3)[2]:
            bare = clean(request.url)
            if bare is None:
                raise OffSiteError(request.url)
            return request.replace(url=bare)
        return None
