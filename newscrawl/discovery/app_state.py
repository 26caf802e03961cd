"""Stories listed in a page's JSON: an application's state (`__NEXT_DATA__`) and JSON-LD item lists.

Such pages may print no anchors at all. The objects are found by what they hold, a headline beside an address,
whatever the application calls the rest.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

MAX_SCRIPT_CHARS: Final = 4 * 1024 * 1024
"""Characters of one script; the state of a Hindi home page has up to 1.5 million."""
MAX_SCRIPTS: Final = 30
MAX_VALUES: Final = 200_000
"""Objects and lists looked at in one page."""
MAX_STORIES: Final = 2_000
MIN_TITLE_CHARS: Final = 15

_TITLES: Final = ("headline", "title", "storyTitle", "heading", "name", "shortHeadline")
_ADDRESSES: Final = (
    "url",
    "storyUrl",
    "storyURL",
    "webUrl",
    "websiteUrl",
    "canonicalUrl",
    "canonical_url",
    "permalink",
    "link",
    "href",
    "webTitleUrl",
    "path",
    "slug",
    "@id",
)
_PUBLISHED: Final = (
    "datePublished",
    "firstPublishedDate",
    "first-published-at",
    "published-at",
    "publishedAt",
    "published_at",
    "publishedDate",
    "publishDate",
    "pubDate",
    "createdDate",
)
_MODIFIED: Final = (
    "dateModified",
    "last-published-at",
    "updatedAt",
    "updated_at",
    "modifiedAt",
    "lastModifiedDate",
    "modDate",
    "updatedDate",
)

_NEXT_ADDRESSES: Final = (
    "nextPageUrl",
    "next_page_url",
    "nextPageURL",
    "nextUrl",
    "next_url",
    "nextPage",
    "next_page",
    "nextLink",
    "next",
    "loadMoreUrl",
    "load_more_url",
    "moreUrl",
)
_CURRENT: Final = ("currentPage", "current_page", "pageNumber", "page_number", "pageNo", "page_no", "page")
_TOTAL: Final = ("totalPages", "total_pages", "pageCount", "page_count", "lastPage", "last_page")
_HAS_MORE: Final = ("hasNextPage", "has_next_page", "hasNext", "has_next", "hasMore", "has_more")


@dataclass(frozen=True, slots=True)
class StateStory:
    """An object of a page's JSON that looks like a story."""

    address: str
    """As written: absolute, or a path from the root of the site."""
    title: str
    published: str | None
    modified: str | None


def stories_in(scripts: list[str]) -> Iterator[StateStory]:
    """Yield the stories of JSON scripts in document order; what is no JSON is passed over."""
    stories = 0
    for value in _objects(scripts):
        story = _story(value)
        if story is not None:
            stories += 1
            yield story
            if stories >= MAX_STORIES:
                return


def further_pages(scripts: list[str], url: str) -> Iterator[str]:
    """Yield the addresses, as written or made from `url`, under which a page's JSON says the list goes on.

    An application names the next page (`nextPageUrl`), or counts: a current page beside a number of pages.
    """
    for value in _objects(scripts):
        for name in _NEXT_ADDRESSES:
            address = value.get(name)
            if not isinstance(address, str) or address[:1] not in {"/", "?", "h"} or len(address) > 2_048:
                continue
            # Beside a story, "next" is the next story.
            if name != "next" or "?" in address or "page" in address:
                yield address
        here = _number(value, _CURRENT)
        if here is not None and (here < (_number(value, _TOTAL) or 0) or _is_true(value, _HAS_MORE)):
            yield _numbered(url, here + 1)


def html_in(text: str) -> str:
    """The pieces of HTML that a JSON text holds, one after the other: what "load more" gets from a server."""
    return "\n".join(piece for value in _objects([text]) for piece in _pieces(value))


def _pieces(value: Mapping[str, Any]) -> Iterator[str]:
    for inner in value.values():
        for piece in inner if isinstance(inner, list) else (inner,):
            if isinstance(piece, str) and "<" in piece and "href" in piece:
                yield piece


def _objects(scripts: list[str]) -> Iterator[Mapping[str, Any]]:
    """The objects of JSON scripts in document order, within the bounds."""
    values = 0
    for script in scripts[:MAX_SCRIPTS]:
        if len(script) > MAX_SCRIPT_CHARS:
            continue
        try:
            stack: list[Any] = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            value = stack.pop()
            values += 1
            if values > MAX_VALUES:
                return
            if isinstance(value, dict):
                yield value
                inner: Iterable[Any] = value.values()
            else:
                inner = value if isinstance(value, list) else ()
            stack.extend(reversed([part for part in inner if isinstance(part, dict | list)]))


def _number(value: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    for name in names:
        found = value.get(name)
        if isinstance(found, int) and not isinstance(found, bool) and 0 < found < 100_000:
            return found
    return None


def _is_true(value: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    return any(value.get(name) is True for name in names)


def _numbered(url: str, number: int) -> str:
    """The address of a numbered page of the list at `url`."""
    address, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part and part.partition("=")[0].lower() != "page"]
    return f"{address}?{'&'.join([*kept, f'page={number}'])}"


def _story(value: Mapping[str, Any]) -> StateStory | None:
    title = _first(value, _TITLES)
    if title is None or len(title) < MIN_TITLE_CHARS:
        return None
    for name in _ADDRESSES:
        address = value.get(name)
        if not isinstance(address, str) or not 2 < len(address) < 2_048:
            continue
        if not address.startswith(("/", "http://", "https://")):
            # A bare slug may hang under any section; a path with sections is one from the root (Quintype).
            if (
                name not in {"slug", "path", "url"}
                or "/" not in address
                or ":" in address
                or address[0] in "#.?"
            ):
                continue
            address = "/" + address
        return StateStory(address, title, _date(value, _PUBLISHED), _date(value, _MODIFIED))
    return None


def _first(value: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        found = value.get(name)
        if isinstance(found, str) and found.strip():
            return found
    return None


def _date(value: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        found = value.get(name)
        if isinstance(found, str) and found.strip():
            return found
        # Seconds or milliseconds since 1970, from 2001 on.
        if isinstance(found, int) and not isinstance(found, bool) and 10**9 < found < 10**14:
            return str(found)
    return None
