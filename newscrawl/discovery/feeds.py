"""RSS 0.9 to 2.0, RDF, Atom and JSON Feed: bytes in, announcements out.

Feedparser reads the feeds that are well-formed. The others, and those whose shape would cost it seconds (one
tag with 50,000 attributes: 20 s), are read from libxml2's recovered tree by `newscrawl.discovery.salvage`, so
that one stray byte never costs a feed and one hostile feed never costs the crawl.
"""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import feedparser
from lxml import etree

from newscrawl.discovery import markup
from newscrawl.discovery.announcement import Announcement, tidy_date, tidy_title
from newscrawl.discovery.markup import Element
from newscrawl.discovery.salvage import FeedItem, salvage
from newscrawl.limits import LIMITS
from newscrawl.urls import canonical_key, clean

_ROOTS: Final = frozenset({"rss", "rdf", "feed"})
_MAX_ATTRIBUTES: Final = 100
"""On one element; a media:content has about ten."""
_FEEDPARSER_BYTES: Final = 4 * 1024 * 1024
"""Feedparser takes about 0.25 s a megabyte, libxml2 a hundredth of it."""
_MAX_TAGS: Final = 32
"""Categories of one item."""


@dataclass(frozen=True, slots=True)
class FeedResult:
    """What a feed announces."""

    announcements: tuple[Announcement, ...] = ()
    """In the feed's order, each story once."""
    problems: tuple[str, ...] = ()
    """What was wrong with the file, as `name` or `name: detail`; a feed with problems may still announce."""
    title: str | None = None
    """The feed's own title."""
    next_pages: tuple[str, ...] = ()
    """Older parts of the feed (RFC 5005)."""


def read_feed(body: bytes, url: str, headers: Mapping[str, str] | None = None) -> FeedResult:
    """Read the feed that was fetched from `url`.

    `headers` are the response's, with lower-case names; only a charset is taken from them. What is no feed
    (an error page, a sitemap) gives no announcements and says so in `problems`. Never raises.
    """
    if body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_json(body, url)
    prepared = markup.prepare(body, LIMITS.feed_bytes, headers, dtd="drop")
    problems = prepared.problems
    if not prepared.data:
        return FeedResult(problems=tuple(problems))
    noted = len(problems)
    root = markup.parse(prepared.data, problems)
    if root is None:
        return FeedResult(problems=tuple(problems))
    name = markup.local_name(root)
    if name not in _ROOTS:
        problems.append(f"not-a-feed: {name[:40]}")
        return FeedResult(problems=tuple(problems))
    return feed_from_tree(root, url, problems, well_formed=len(problems) == noted)


def feed_from_tree(root: Element, url: str, problems: list[str], *, well_formed: bool = True) -> FeedResult:
    """Read a feed from its tree (`newscrawl.discovery.markup.parse`); `problems` are those found so far."""
    items: list[FeedItem] = []
    title: str | None = None
    pages: list[str] = []
    if well_formed and _is_tame(root):
        # The tree is written out anew, so feedparser gets clean UTF-8 whatever the file was.
        data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        if len(data) <= _FEEDPARSER_BYTES:
            items, title, pages = _parsed(data, problems)
    if not items:
        items, title = salvage(root)
    return FeedResult(
        announcements=tuple(_announcements(items, url, problems)),
        problems=tuple(problems),
        title=tidy_title(title),
        next_pages=tuple(dict.fromkeys(page for raw in pages if (page := clean(raw, url)))),
    )


def _is_tame(root: Element) -> bool:
    return all(len(element.attrib) <= _MAX_ATTRIBUTES for element in root.iter())


def _parsed(data: bytes, problems: list[str]) -> tuple[list[FeedItem], str | None, list[str]]:
    try:
        found = feedparser.parse(
            io.BytesIO(data),  # never bytes or a string, which it may take for an address to open
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        rss = not str(found.get("version", "")).startswith("atom")
        items = [_item(entry, rss=rss) for entry in found.entries[: LIMITS.sitemap_urls]]
        title = _text(found.feed, "title")
        pages = [
            str(link.get("href", "")) for link in found.feed.get("links", []) if link.get("rel") == "next"
        ]
    except Exception as error:  # noqa: BLE001  (it raises what its handlers happen to raise)
        problems.append(f"feedparser: {type(error).__name__}")
        return [], None, []
    return items, title, pages


def _item(entry: Any, *, rss: bool) -> FeedItem:
    alternates = [link for link in entry.get("links", []) if link.get("rel", "alternate") == "alternate"]
    links = [_text(entry, "feedburner_origlink")]
    links += [_text(entry, "link"), *(_text(link, "href") for link in alternates)]
    identifier = _text(entry, "id")
    published = _text(entry, "published")
    updated = _text(entry, "updated")
    if rss and published is None:  # dc:date, which feedparser counts as an update
        published, updated = updated, None
    return FeedItem(
        links=[link for link in links if link and link != identifier],  # it offers a guid as a link
        identifier=identifier,
        title=_text(entry, "title"),
        published=published,
        modified=updated,
        tags=[str(tag.get("term") or "") for tag in entry.get("tags", [])[:_MAX_TAGS]],
    )


def _text(mapping: Any, name: str) -> str | None:
    # `in` first: asking for a missing "updated" makes feedparser answer with "published", and warn.
    if name not in mapping:
        return None
    value = mapping[name]
    return value if isinstance(value, str) and value.strip() else None


def _announcements(items: Iterable[FeedItem], url: str, problems: list[str]) -> list[Announcement]:
    found: dict[str, Announcement] = {}
    unusable = 0
    for item in items:
        address = _address(item, url)
        key = canonical_key(address)
        if address is None or key is None:
            unusable += 1
            continue
        if key in found:
            continue
        found[key] = Announcement(
            address,
            source=url,
            kind="feed",
            title=tidy_title(item.title),
            published_at=tidy_date(item.published),
            modified_at=tidy_date(item.modified),
            language=item.language,
            keywords=tuple(dict.fromkeys(tag for raw in item.tags if (tag := tidy_title(raw)))),
        )
        if len(found) >= LIMITS.sitemap_urls:
            problems.append(f"too-many-items: read {LIMITS.sitemap_urls}")
            break
    if unusable:
        problems.append(f"no-address: {unusable} items")
    return list(found.values())


def _address(item: FeedItem, url: str) -> str | None:
    for link in item.links:
        if address := clean(link, url):
            return address
    # A guid is an address only when it is a whole one: "4821" resolves against anything.
    return clean(item.identifier)


def _read_json(body: bytes, url: str) -> FeedResult:
    """Read JSON Feed 1.0 and 1.1 (jsonfeed.org)."""
    if len(body) > LIMITS.feed_bytes:
        return FeedResult(problems=(f"too-large: {len(body)} bytes",))
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        return FeedResult(problems=(f"json: {error}"[:200],))
    version = feed.get("version")
    entries = feed.get("items")
    if not isinstance(version, str) or "jsonfeed.org" not in version or not isinstance(entries, list):
        return FeedResult(problems=("not-a-feed: json",))
    problems: list[str] = []
    items = [_json_item(entry) for entry in entries[: LIMITS.sitemap_urls] if isinstance(entry, dict)]
    following = _json_text(feed, "next_url")
    page = clean(following, url) if following else None
    return FeedResult(
        announcements=tuple(_announcements(items, url, problems)),
        problems=tuple(problems),
        title=tidy_title(_json_text(feed, "title")),
        next_pages=(page,) if page else (),
    )


def _json_item(entry: dict[str, Any]) -> FeedItem:
    tags = entry.get("tags")
    links = [_json_text(entry, "url"), _json_text(entry, "external_url")]
    return FeedItem(
        links=[link for link in links if link],
        identifier=_json_text(entry, "id"),
        title=_json_text(entry, "title"),
        published=_json_text(entry, "date_published"),
        modified=_json_text(entry, "date_modified"),
        tags=[tag for tag in tags[:_MAX_TAGS] if isinstance(tag, str)] if isinstance(tags, list) else [],
        language=_json_text(entry, "language"),
    )


def _json_text(mapping: dict[str, Any], name: str) -> str | None:
    value = mapping.get(name)
    return value if isinstance(value, str) else None
