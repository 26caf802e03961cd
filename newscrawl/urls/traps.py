"""URLs that lead a crawler round in circles: endless calendars, facets, growing paths."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from typing import Final

from newscrawl.urls.identity import canonical_key

MAX_SEGMENTS: Final = 12
"""Path segments; the deepest story path seen at an Indian publisher has seven."""
MAX_REPEATS: Final = 2
"""Times one path segment may occur; a relative link that resolves against itself repeats it without end."""
MAX_QUERY_CHARS: Final = 400
"""Characters of a query that tracking parameters have left."""
MAX_PARAMETERS: Final = 8
"""Parameters of such a query."""
MAX_PAGE: Final = 1_000
"""The last numbered page of a listing worth asking for."""
FIRST_YEAR: Final = 1995
"""No Hindi newspaper was on the web before."""

_SESSION = re.compile(
    r"[;?&](?:jsessionid|phpsessid|aspsessionid[a-z]*|sessionid|session_id|cfid|cftoken)="
    r"|[?&]sid=[0-9a-f]{16}|/\((?:[a-z]\([a-z0-9]{10,}\))+\)(?:/|$)",
    re.IGNORECASE,
)
_FACET = re.compile(
    r"(?:^|&)(?:sort|sort_?by|sort_?order|order|order_?by|filter|filters|filter_[^=&]*|facet[^=&]*|dir|per_?page|"
    r"items_per_page|f(?:\[|%5B)[^=&]*)=",
    re.IGNORECASE,
)
_PAGE = re.compile(r"/page[/-](\d+)(?:[/?]|$)|[?&](?:page|paged|pageno|page_no|pg)=(\d+)", re.IGNORECASE)
_PATH_DATE = re.compile(r"/(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?(?:$|\?)")
_QUERY_DATE = re.compile(
    r"[?&](?:date|day|month|m|ym|archive|tribe-bar-date|from|fromdate)=(\d{4})-?(\d{2})(?:-?(\d{2}))?(?:&|$)",
    re.IGNORECASE,
)
_QUERY_YEAR = re.compile(r"[?&](?:year|yyyy|y)=(\d{4})(?:&|$)", re.IGNORECASE)
_QUERY_MONTH = re.compile(r"[?&](?:month|mm|mon)=(\d{1,2})(?:&|$)", re.IGNORECASE)


def trap_reason(url: str | None, *, today: date | None = None) -> str | None:
    """Return why a URL looks like a crawler trap, or None when it does not.

    Reasons: `invalid-url`, `session-id`, `deep-path`, `repeating-path`, `long-query`, `facets`,
    `endless-pages`, `calendar` (a page of a day, month or year before 1995 or more than a month ahead of
    `today`, UTC by default). A dated story, whose date is not the end of its path, is no calendar.
    """
    key = canonical_key(url)
    if key is None or url is None:
        return "invalid-url"
    if _SESSION.search(url):
        return "session-id"
    address, _, query = key.partition("?")
    segments = address.split("/")[1:]
    if len(segments) > MAX_SEGMENTS:
        return "deep-path"
    repeats = len(segments) - len(set(segments))
    if repeats >= MAX_REPEATS and max(Counter(segments).values()) > MAX_REPEATS:
        return "repeating-path"
    if query:
        if len(query) > MAX_QUERY_CHARS or query.count("&") >= MAX_PARAMETERS:
            return "long-query"
        if _FACET.search(query):
            return "facets"
    if (match := _PAGE.search(key)) and int((match[1] or match[2])[:9]) > MAX_PAGE:
        return "endless-pages"
    if _off_calendar(key, today or datetime.now(UTC).date()):
        return "calendar"
    return None


def _off_calendar(key: str, today: date) -> bool:
    match = (_QUERY_DATE.search(key) if "?" in key else None) or _PATH_DATE.search(key)
    if match is not None:
        year, month = int(match[1]), int(match[2] or 1)
    elif "?" in key and (match := _QUERY_YEAR.search(key)) is not None:
        year = int(match[1])
        month = int(found[1]) if (found := _QUERY_MONTH.search(key)) else 1
    else:
        return False
    if not 1 <= month <= 12:
        return False
    ahead = (year - today.year) * 12 + month - today.month
    # A lone number of four digits is a year only near our time: /news/4711 is an identifier.
    if match.re is _PATH_DATE and match[2] is None:
        return (today.year + 1 < year < 2200) or 1800 < year < FIRST_YEAR
    return year < FIRST_YEAR or ahead > 1
