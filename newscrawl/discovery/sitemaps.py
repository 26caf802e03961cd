"""Sitemaps and sitemap indexes (sitemaps.org), Google's news sitemaps, and what is served in their place.

A reader of our own, for Scrapy's raises on an empty file and loses all after 300 nested levels. It also takes
text sitemaps (one address a line), gzip by its magic number, RSS and Atom, and an urlset that really lists
further sitemaps. Pictures, videos and language alternates inside entries are passed over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Final

from newscrawl.discovery import markup
from newscrawl.discovery.announcement import Announcement, tidy_date, tidy_keywords, tidy_title
from newscrawl.discovery.feeds import feed_from_tree
from newscrawl.discovery.markup import Element
from newscrawl.limits import LIMITS
from newscrawl.urls import canonical_key, clean

_FEED_ROOTS: Final = frozenset({"rss", "rdf", "feed"})
_SITEMAP_ENDS: Final = (".xml", ".xml.gz")


@dataclass(frozen=True, slots=True)
class SitemapResult:
    """What a sitemap announces and refers to."""

    announcements: tuple[Announcement, ...] = ()
    """In the file's order, each story once; kind `news_sitemap` where Google's news elements are given."""
    sitemaps: tuple[tuple[str, str | None], ...] = ()
    """Further sitemaps, the last modified first, then those without a date in the file's order: address and
    last modification (ISO 8601 with offset, None when not given)."""
    problems: tuple[str, ...] = ()
    """What was wrong with the file, as `name` or `name: detail`."""


def read_sitemap(body: bytes, url: str, headers: Mapping[str, str] | None = None) -> SitemapResult:
    """Read the sitemap that was fetched from `url`.

    At most `LIMITS.sitemap_bytes` unpacked and `LIMITS.sitemap_urls` entries are read; how deep sitemaps may
    nest, and on which hosts, is for the caller to say. A file with a DTD is refused. Never raises.
    """
    prepared = markup.prepare(body, LIMITS.sitemap_bytes, headers, dtd="refuse")
    problems = prepared.problems
    if not prepared.data:
        return SitemapResult(problems=tuple(problems))
    if not prepared.data.startswith(b"<"):
        return _read_text(prepared.data, url, problems)
    noted = len(problems)
    root = markup.parse(prepared.data, problems)
    if root is None:
        return SitemapResult(problems=tuple(problems))
    name = markup.local_name(root)
    if name in _FEED_ROOTS:
        feed = feed_from_tree(root, url, problems, well_formed=len(problems) == noted)
        return SitemapResult(announcements=feed.announcements, problems=feed.problems)
    entries = list(_entries(root, problems))
    if not entries and name not in {"urlset", "sitemapindex"}:
        problems.append(f"not-a-sitemap: {name[:40]}")
    return _result(entries, url, problems)


@dataclass(slots=True)
class _Entry:
    loc: str
    index: bool = False
    lastmod: str | None = None
    news: bool = False
    title: str | None = None
    published: str | None = None
    language: str | None = None
    keywords: str | None = None


def _entries(root: Element, problems: list[str]) -> Iterator[_Entry]:
    count = 0
    for element in root.iter("{*}url", "{*}sitemap"):
        entry = _Entry("", index=markup.local_name(element) == "sitemap")
        for child in element:
            name = markup.local_name(child)
            if name == "loc":
                entry.loc = entry.loc or _content(child)
            elif name == "lastmod":
                entry.lastmod = _content(child)
            elif name == "news":
                entry.news = True
                _read_news(child, entry)
        if entry.loc:
            count += 1
            if count > LIMITS.sitemap_urls:
                problems.append(f"too-many-urls: read {LIMITS.sitemap_urls}")
                return
            yield entry


def _read_news(element: Element, entry: _Entry) -> None:
    for child in element.iter():
        name = markup.local_name(child)
        if name == "title":
            entry.title = _content(child)
        elif name == "publication_date":
            entry.published = _content(child)
        elif name == "language":
            entry.language = _content(child)
        elif name == "keywords":
            entry.keywords = _content(child)


def _content(element: Element) -> str:
    return (element.text or "").strip()


def _result(entries: list[_Entry], url: str, problems: list[str]) -> SitemapResult:
    found: dict[str, Announcement] = {}
    sitemaps: dict[str, str | None] = {}
    unusable = 0
    own = clean(url)
    for entry in entries:
        # Inside CDATA an ampersand needs no escape, but is often escaped all the same.
        address = clean(entry.loc.replace("&amp;", "&"), url)
        key = canonical_key(address)
        if address is None or key is None:
            unusable += 1
        elif entry.index or address.partition("?")[0].lower().endswith(_SITEMAP_ENDS):
            if address != own:
                sitemaps.setdefault(address, tidy_date(entry.lastmod))
        elif key not in found:
            found[key] = Announcement(
                address,
                source=url,
                kind="news_sitemap" if entry.news else "sitemap",
                title=tidy_title(entry.title),
                published_at=tidy_date(entry.published),
                modified_at=tidy_date(entry.lastmod),
                language=entry.language[:20].lower() or None if entry.language else None,
                keywords=tidy_keywords(entry.keywords),
            )
    if unusable:
        problems.append(f"no-address: {unusable} entries")
    newest = sorted(sitemaps.items(), key=lambda pair: _age(pair[1]))
    return SitemapResult(tuple(found.values()), tuple(newest), tuple(problems))


def _age(lastmod: str | None) -> float:
    """Sorts the newest first; what has no date comes last."""
    try:
        return -datetime.fromisoformat(lastmod).timestamp() if lastmod else inf
    except (ValueError, OverflowError):
        return inf


def _read_text(data: bytes, url: str, problems: list[str]) -> SitemapResult:
    entries: list[_Entry] = []
    strange = 0
    for line in data.decode("utf-8", "replace").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if not text.startswith(("http://", "https://")):
            strange += 1
            if strange > 100 and not entries:
                break
            continue
        if len(entries) >= LIMITS.sitemap_urls:
            problems.append(f"too-many-urls: read {LIMITS.sitemap_urls}")
            break
        entries.append(_Entry(text))
    if strange:
        problems.append(f"not-an-address: {strange} lines" if entries else "not-a-sitemap: text")
    return _result(entries, url, problems)
