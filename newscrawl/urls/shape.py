"""What a URL's shape tells of the page behind it, by the path words Indian news sites share.

A hint and no more: it orders a crawl and names a page's kind when the page does not. None means "cannot
tell", and a page's own evidence always wins.
"""

import re
from functools import lru_cache
from typing import Final, Literal

import regex

from newscrawl.urls.identity import canonical_key
from newscrawl.urls.vocabulary import (
    FEED_ENDS,
    FEED_FILES,
    GALLERY,
    LISTING,
    LIVE,
    MEDIA,
    PAGE_FILES,
    STATIC,
    VIDEO,
    WEB_STORY,
)

UrlKind = Literal["article", "listing", "live", "gallery", "video", "web_story", "static", "feed", "media"]

_LIVE_SLUG = re.compile(r"(?:^|-)live-(?:news-)?(?:updates?|blog|coverage)(?:-|$)|(?:^|-)liveblog(?:-|$)")
_DW = re.compile(r"(a|g|s|video|av|live)-\d{5,}")
_DW_KINDS: Final[dict[str, UrlKind]] = {
    "a": "article",
    "g": "gallery",
    "s": "listing",
    "video": "video",
    "av": "video",
    "live": "live",
}

_STORY_ID = re.compile(r"(?:^|[-_/])[a-z]{0,4}\d{5,17}(?:_\d)?$", re.IGNORECASE)
_DATED = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:[0-3]?\d/)?[^/]*[^/\d][^/]*$")
_STORY_QUERY = re.compile(r"(?:^|&)(?:p|prid|newsid|news_id|storyid|story_id|articleid|article_id|nid)=\d+")
_SEARCH_QUERY = re.compile(r"(?:^|&)(?:s|q|query|search|cat|tag|author|paged?)=")
_PAGE_NUMBER = re.compile(r"/page[/-]\d+$")
_BBC = re.compile(r"/articles/[a-z0-9]{10,13}$")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def url_kind(url: str | None) -> UrlKind | None:
    """Return what kind of page an absolute http(s) URL seems to lead to, None when its shape does not tell.

    "listing" covers home pages, tags, authors, searches and numbered pages; "static" pages about the site;
    "feed" feeds and sitemaps; "media" all files that are no page. AMP forms count as the page they show.
    """
    key = canonical_key(url)
    return _kind(key) if key is not None else None


def slug_words(segment: str) -> int:
    """How many words a path segment joins, numbers of three and more digits left out."""
    return sum(1 for word in _WORD.findall(segment) if not (len(word) > 2 and word.isdecimal()))


@lru_cache(maxsize=16_384)
def _kind(key: str) -> UrlKind | None:
    address, _, query = key.partition("?")
    host, _, path = address.partition("/")
    segments = path.split("/") if path else []
    if host.startswith(("epaper.", "e-paper.")):
        return "static"
    if "feed=" in query:
        return "feed"
    if not segments:
        return _root_kind(query)
    last, dot, extension = segments[-1].rpartition(".")
    extension = extension.lower()
    if not dot or (extension not in PAGE_FILES and extension not in FEED_FILES and extension not in MEDIA):
        last, extension = segments[-1], ""
    if extension in MEDIA:
        return "media"
    if extension in FEED_FILES or segments[-1].endswith(".xml.gz"):
        return "feed"
    words = [segment.lower() for segment in segments[:-1]]
    words.append(last.lower())
    return _kind_of_words(words, "/" + "/".join(words), query)


def _root_kind(query: str) -> UrlKind:
    return "article" if _STORY_QUERY.search(query.lower()) else "listing"


def _kind_of_words(words: list[str], path: str, query: str) -> UrlKind | None:
    last = words[-1]
    if last in FEED_ENDS or (len(words) > 1 and words[-2] == "feed"):
        return "feed"
    if (match := _DW.fullmatch(last)) is not None:
        return _DW_KINDS[match[1]]
    present = set(words)
    if present & LISTING or _PAGE_NUMBER.search(path):
        return "listing"
    if len(words) <= 2 and last in STATIC:
        return "static"
    for kind, signs in _SECTIONED:
        if present & signs:
            # The section's own page lists; what lies below it is one of the kind.
            return kind if last not in signs or query else "listing"
    if _LIVE_SLUG.search(last) or present & LIVE - {last}:
        return "live"
    if last.startswith("photoshow-"):
        return "gallery"
    if last.startswith(("articleshow-", "articleshow_")) or _is_story(words, path, query):
        return "article"
    if _SEARCH_QUERY.search(query):
        return "listing"
    return None


_SECTIONED: Final[tuple[tuple[UrlKind, frozenset[str]], ...]] = (
    ("web_story", WEB_STORY),
    ("gallery", GALLERY),
    ("video", VIDEO),
)


def _is_story(words: list[str], path: str, query: str) -> bool:
    last = words[-1]
    if _STORY_QUERY.search(query.lower()) or _BBC.search(path) or "articleshow" in words[:-1]:
        return True
    count = slug_words(last)
    # Devanagari slugs are never section names, which are written in Latin letters or are one or two words.
    if count >= (6 if last.isascii() else 4) or (
        count >= 3 and (_STORY_ID.search(last) or _DATED.search(path))
    ):
        return True
    # The number may stand in a segment of its own, after the slug or before it.
    before = words[-2] if len(words) > 1 else ""
    if last.isdecimal() and 5 <= len(last) <= 13:
        return slug_words(before) >= 3
    return before.isdecimal() and len(before) >= 5 and count >= 3
