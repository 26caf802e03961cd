"""Home, section and topic pages: which links are stories, which lead on, which are sections of the site."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

import regex
from selectolax.lexbor import LexborHTMLParser

from newscrawl.discovery.announcement import Announcement, tidy_date, tidy_title
from newscrawl.discovery.app_state import further_pages, stories_in
from newscrawl.discovery.fragments import fragment_page, load_more_addresses
from newscrawl.discovery.links import PageLink, read_links
from newscrawl.discovery.pagination import MAX_NEXT_PAGES, Pages, is_next_word
from newscrawl.extraction.decode import decode
from newscrawl.extraction.parse import parse
from newscrawl.urls import UrlKind, canonical_key, clean, host, registrable_domain, trap_reason, url_kind
from newscrawl.urls.shape import slug_words

MIN_SCORE: Final = 3
"""Score from which a link is taken for a story; `_score` gives the points."""
MAX_SECTIONS: Final = 150
MAX_ANNOUNCEMENTS: Final = 2_000

_STORY_KINDS: Final = frozenset({"article", "live", "gallery", "video", "web_story"})
_FEED_TYPES: Final = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
)
_NO_SECTION = re.compile(
    r"/(?:tags?|topics?|author|search|login|signin|sign-in|register|subscribe|epaper|e-paper|apps?|download|"
    r"advertise|live-?tv|contact|about|privacy|terms|rss)(?:[/.-]|$)",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\d{5}")
_DEVANAGARI = regex.compile(r"[\u0900-\u097f]{2}")


@dataclass(frozen=True, slots=True)
class ListingResult:
    """What a listing page announces and where it leads; all addresses are absolute and clean, each once."""

    announcements: tuple[Announcement, ...] = ()
    """Stories in the order of the page, then those named only in its JSON."""
    next_pages: tuple[str, ...] = ()
    """Further pages of this list, the next one first."""
    sections: tuple[str, ...] = ()
    """Other lists of the same host that the page's navigation names."""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """Why the page could not be read, or was read in part, as `name` or `name: detail`."""


def read_listing(
    body: bytes,
    url: str,
    article_pattern: str | re.Pattern[str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> ListingResult:
    """Read the listing page that was fetched from `url`.

    `article_pattern`, searched in each absolute address, decides which links are stories; without it their
    shape and their words do. Only links within the site (one registrable domain) count. `headers`, with
    lower-case names, give a charset where the page does not. Never raises on a page; a pattern that is no
    regular expression is the caller's error.
    """
    pattern = re.compile(article_pattern) if isinstance(article_pattern, str) else article_pattern
    address = clean(url)
    if address is None:
        return ListingResult(problems=("invalid-url",))
    decoded = decode(fragment_page(body) or body, headers)
    if decoded.reason is not None:
        return ListingResult(problems=(f"{decoded.reason.value}: {decoded.detail}"[:200],))
    parsed = parse(decoded.data)
    if parsed.tree is None:
        reason = parsed.reason.value if parsed.reason is not None else "malformed"
        return ListingResult(problems=(f"{reason}: {parsed.detail}"[:200],))
    return _Reader(address, pattern).read(parsed.tree)


class _Reader:
    def __init__(self, url: str, pattern: re.Pattern[str] | None) -> None:
        self.url = url
        self.key = canonical_key(url) or ""
        self.pattern = pattern
        self.domain = registrable_domain(url)
        self.host = self.key.partition("/")[0]
        self.base = url
        self.pages = Pages(url)
        self.stories: dict[str, Announcement] = {}
        self.weights: dict[str, int] = {}
        self.sections: dict[str, str] = {}
        self.feeds: dict[str, None] = {}
        self.sitemaps: dict[str, None] = {}
        self.problems: list[str] = []
        self._domains: dict[str, bool] = {}

    def read(self, tree: LexborHTMLParser) -> ListingResult:
        node = tree.css_first("base[href]")
        if node is not None:
            self.base = clean((node.attributes.get("href") or "").strip(), self.url) or self.url
        self._read_head(tree)
        for link in read_links(tree, self.base):
            self._read_link(link)
        self._read_state(tree)
        for key in self.stories.keys() & self.sections.keys():
            del self.sections[key]
        if len(self.stories) > MAX_ANNOUNCEMENTS:
            self.problems.append(f"too-many-links: kept {MAX_ANNOUNCEMENTS}")
        return ListingResult(
            announcements=tuple(self.stories.values())[:MAX_ANNOUNCEMENTS],
            next_pages=self.pages.result(),
            sections=tuple(self.sections.values())[:MAX_SECTIONS],
            feeds=tuple(self.feeds),
            sitemaps=tuple(self.sitemaps),
            problems=tuple(self.problems),
        )

    def _read_head(self, tree: LexborHTMLParser) -> None:
        for node in tree.css("link[rel][href]"):
            attributes = node.attributes
            relations = (attributes.get("rel") or "").lower().split()
            if not {"alternate", "next", "sitemap"} & set(relations):
                continue
            address = clean(attributes.get("href"), self.base)
            if address is None:
                continue
            if "next" in relations and self._is_own(address):
                self.pages.offer(address, named=True)
            elif "sitemap" in relations:
                self.sitemaps.setdefault(address)
            elif (attributes.get("type") or "").lower().partition(";")[0].strip() in _FEED_TYPES:
                self.feeds.setdefault(address)
        for raw in load_more_addresses(tree):
            self._offer_next(raw)

    def _offer_next(self, raw: str) -> None:
        address = clean(raw, self.base)
        if address is not None and self._is_own(address):
            self.pages.offer(address, named=True)

    def _read_link(self, link: PageLink) -> None:
        address = link.address
        if not self._is_own(address):
            return
        kind = url_kind(address)
        if kind == "media":
            return
        if kind == "feed":
            (self.sitemaps if "sitemap" in address.lower() else self.feeds).setdefault(address)
            return
        key = canonical_key(address)
        if key is None or key == self.key:
            return
        if key in self.stories:
            self._improve(key, link)
        elif self.pages.offer(address, named="next" in link.rel.split() or is_next_word(link.text)):
            return
        elif self._is_story(link, kind):
            title = tidy_title(link.title)
            self.stories[key] = Announcement(address, source=self.url, kind="listing", title=title)
            self.weights[key] = link.weight
        elif link.frame and key not in self.sections and self._is_section(key, link, kind):
            self.sections[key] = address

    def _is_own(self, address: str) -> bool:
        name = address.partition("://")[2].partition("/")[0]
        own = self._domains.get(name)
        if own is None:
            own = self._domains[name] = registrable_domain(host(address)) == self.domain
        return own

    def _is_story(self, link: PageLink, kind: UrlKind | None) -> bool:
        if self.pattern is not None:
            return self.pattern.search(link.address) is not None
        if kind is not None and kind not in _STORY_KINDS:
            return False
        return _score(link, kind) >= MIN_SCORE and trap_reason(link.address) is None

    def _is_section(self, key: str, link: PageLink, kind: UrlKind | None) -> bool:
        name, _, path = key.partition("/")
        return (
            name == self.host
            and kind in {None, "listing"}
            and bool(path)
            and "?" not in path
            and path.count("/") <= 2
            and 1 <= len(link.text) <= 40
            and _NO_SECTION.search("/" + path) is None
            and trap_reason(link.address) is None
        )

    def _improve(self, key: str, link: PageLink) -> None:
        """Take a better headline: on most cards the picture's link comes first."""
        if link.weight > self.weights[key] and (title := tidy_title(link.title)):
            self.stories[key] = replace(self.stories[key], title=title)
            self.weights[key] = link.weight

    def _read_state(self, tree: LexborHTMLParser) -> None:
        nodes = tree.css(
            'script#__NEXT_DATA__,script[type="application/json"],script[type="application/ld+json"]'
        )
        scripts = [text for node in nodes if (text := node.text())]
        for raw in islice(further_pages(scripts, self.url), MAX_NEXT_PAGES):
            self._offer_next(raw)
        for story in stories_in(scripts):
            address = clean(story.address, self.url)
            key = canonical_key(address)
            title = tidy_title(story.title)
            if (
                address is None
                or key is None
                or title is None
                or key == self.key
                or not self._is_own(address)
            ):
                continue
            published, modified = tidy_date(story.published), tidy_date(story.modified)
            known = self.stories.get(key)
            if known is not None:
                self.stories[key] = replace(
                    known,
                    title=known.title or title,
                    published_at=known.published_at or published,
                    modified_at=known.modified_at or modified,
                )
            elif self._is_story(PageLink(address, title, title, 4, frame=False, rel=""), url_kind(address)):
                self.stories[key] = Announcement(
                    address,
                    source=self.url,
                    kind="listing",
                    title=title,
                    published_at=published,
                    modified_at=modified,
                )


def _score(link: PageLink, kind: UrlKind | None) -> int:
    """Points for a story: its URL's shape, a line of text long enough for a headline, and its place.

    A story's shape alone is enough outside the page's frame (a picture's link has no text); inside it, where
    a menu's links may be long, it needs a headline too. Any other URL needs a slug or number and a headline.
    """
    last = link.address.partition("?")[0].rstrip("/").rpartition("/")[2]
    score = 0
    if kind in _STORY_KINDS:
        score += 4
    else:
        if "%" in last:
            last = (canonical_key(link.address) or "").rpartition("/")[2]
        if last.count("-") >= 3 and slug_words(last) >= 4:
            score += 2
        if _LONG_NUMBER.search(link.address):
            score += 1
        if _DEVANAGARI.search(last):
            score += 1
        if not score:
            return 0
    length = len(link.title)
    if length >= 20:
        score += 2 if length >= 40 or link.weight == 4 else 1
        if link.weight == 4:
            score += 1
    return score - 3 if link.frame else score
