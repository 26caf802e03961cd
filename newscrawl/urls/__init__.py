"""URLs: safe to request, one identity per story, the site they belong to, what their shape tells.

Every function takes what a page, feed or command line may hold and returns None (or False) for what it cannot
use; none raises on a string.
"""

from newscrawl.urls.address import clean, host
from newscrawl.urls.identity import canonical_key, same_story
from newscrawl.urls.shape import UrlKind, url_kind
from newscrawl.urls.sites import registrable_domain, same_site
from newscrawl.urls.traps import trap_reason

__all__ = [
    "UrlKind",
    "canonical_key",
    "clean",
    "host",
    "registrable_domain",
    "same_site",
    "same_story",
    "trap_reason",
    "url_kind",
]
