"""One site in a crawl: its scope, its budget, and what was asked of it so far."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, NamedTuple
from urllib.parse import urlsplit

from newscrawl.discovery.announcement import Announcement
from newscrawl.limits import LIMITS
from newscrawl.publishers.rule import Archive, Feed, Listing, NewsSitemap, Publisher, Sitemap
from newscrawl.spiders.base import Site
from newscrawl.urls import canonical_key, clean, url_kind
from newscrawl.urls.tracking import untracked

SourceKind = Literal["robots", "feed", "sitemap", "listing"]

MAX_BACKLOG: Final = LIMITS.sitemap_urls
"""Stories a site keeps in hand while its limit is reached."""
MAX_ARCHIVE_DAYS: Final = 92
"""Days an archive by date is asked for."""

_XML = re.compile(r"\.xml(?:\.gz)?(?:\?|$)|sitemap", re.IGNORECASE)
_NO_STORIES: Final = frozenset({"listing", "static", "feed", "media"})


class Source(NamedTuple):
    """A feed, sitemap, listing or robots.txt to read."""

    kind: SourceKind
    url: str
    declared: bool = False
    """Named by a rule or by the user: it may lie on another host, and its failure is worth a word."""
    home: bool = False
    """The page that tells of the site's other sources."""
    depth: int = 0
    """Sitemaps above this one, or pages of the listing before it."""
    candidates: tuple[str, ...] = ()
    """For a guess: the guesses to try next when this one fails."""
    guess: bool = False
    """Nobody named it: it may well not exist."""
    misnamed: bool = False
    """Served in the place of another kind of source."""
    dated: bool = False
    """A day of an archive, which is asked for by its date."""
    day: str = ""
    """The day, as YYYY-MM-DD; "" for other sources."""

    @property
    def recurs(self) -> bool:
        """Whether it is read again by itself: not the further pages of a listing, or a day of an archive."""
        return not self.dated and not (self.kind == "listing" and self.depth)


@dataclass(slots=True, eq=False)
class SiteCrawl:
    """A site's state for one run. Memory grows with its sources and its backlog, not with its stories."""

    publisher: Publisher
    home: str
    """The address of its home page, or the page the user named."""
    generic: bool
    """No rule of ours: everything must be found."""
    limit: int = 0
    """Articles wanted; 0 for all."""
    kinds: frozenset[str] = frozenset({"article", "live"})
    """Kinds of pages to fetch, as far as a rule tells them by their URL (`Publisher.kind_of`)."""
    taken: int = 0
    """Stories requested and not (yet) rejected."""
    announced: int = 0
    """Stories requested so far."""
    read: int = 0
    """Sources read so far."""
    recognised: int = 0
    """Announced addresses that can be stories, known ones too."""
    backlog: deque[Announcement] = field(default_factory=deque)
    """Stories announced while `taken` was at the limit."""
    undiscovered: int = 0
    """Of robots.txt and home page, those not yet read."""
    found_sources: bool = False
    """A feed or sitemap was named by robots.txt, home page or rule."""
    unreachable: bool = False
    """The host could not be connected to at all."""
    sitemaps: int = 0
    name: str = ""
    """Names the site in a run, where two may have one publisher."""
    _asked: set[str] = field(default_factory=set)
    _source_keys: set[str] = field(default_factory=set)
    _hosts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.name = f"{self.publisher.key} {self.home}"
        self.settle_at(self.home)

    @property
    def full(self) -> bool:
        """As many stories are under way or done as are wanted."""
        return 0 < self.limit <= self.taken

    @property
    def hosts(self) -> frozenset[str]:
        """Its hosts, without `www.`, `m.` and `amp.`."""
        return self._hosts

    @property
    def site(self) -> Site:
        """What its stories' requests carry."""
        politeness = self.publisher.politeness
        return Site(
            publisher=self.publisher.key,
            scope=self.home,
            delay=None if self.generic else politeness.delay,
        )

    def settle_at(self, home: str) -> None:
        """The site lives at this address: where the user's led by redirects."""
        self.home = home
        names = [home] if self.generic else [f"https://{name}/" for name in self.publisher.all_hosts]
        self._hosts = frozenset(host for name in names if (host := folded_host(name)))

    def first_sources(self, today: date | None = None, since: datetime | None = None) -> list[Source]:
        """What to read first: robots.txt and home page of a site without a rule, else what the rule names."""
        robots = Source("robots", f"{origin(self.home)}/robots.txt", guess=True)
        if self.generic or not self.publisher.sources:
            self.undiscovered = 2
            return [robots, Source("listing", self.home, declared=True, home=True)]
        found: list[Source] = []
        for source in self.publisher.sources:
            match source:
                case Feed():
                    found.append(Source("feed", source.url, declared=True))
                case NewsSitemap() | Sitemap():
                    found.append(Source("sitemap", source.url, declared=True))
                case Listing():
                    found.append(Source("listing", source.url, declared=True))
                case Archive():
                    found += archive_sources(source, today or datetime.now(UTC).date(), since)
        self.found_sources = True
        has_sitemap = any(isinstance(source, NewsSitemap | Sitemap) for source in self.publisher.sources)
        # robots.txt of a shared host names the sitemaps of all who share it.
        if not has_sitemap and not self.publisher.path:
            found.append(robots)
        return found

    def may_ask(self, source: Source) -> bool:
        """Whether the source is new, on the site or declared, and within bounds; counts it when it is."""
        if source.url in self._asked or (self.full and not source.declared):
            return False
        if not source.declared and not source.guess and not self.on_site(source.url):
            return False
        if source.kind == "sitemap":
            if source.depth > LIMITS.sitemap_depth or self.sitemaps >= LIMITS.sitemaps_per_host:
                return False
            self.sitemaps += 1
        self.note(source)
        return True

    def note(self, source: Source) -> None:
        """The source is being asked: it is none to ask again, and no story."""
        self._asked.add(source.url)
        self._source_keys.add(canonical_key(source.url) or "")

    def on_site(self, url: str) -> bool:
        """Whether the URL is on the site's hosts; `www.`, `m.` and `amp.` make no difference."""
        return folded_host(url) in self._hosts

    def in_scope(self, url: str) -> bool:
        """Whether a story at the URL is the site's: on its hosts and, if they are shared, under its path."""
        path = self.publisher.path
        return self.on_site(url) and (not path or f"{urlsplit(url).path}/".startswith(f"{path}/"))

    def main_address(self, url: str) -> str:
        """Where to fetch a story that was announced at `url`: its page, when that is its AMP copy's."""
        bare = untracked(url)
        return self.publisher.article_of(bare) or bare

    def may_be_story(self, url: str, kind: str) -> bool:
        """Whether an announced URL can be a story of a wanted kind, by the rule's patterns or, for sitemaps,
        by its shape; what the crawl reads as a listing, feed or sitemap is none.

        A feed announces stories; a sitemap all pages, which only their shape tells apart unread.
        """
        if canonical_key(url) in self._source_keys:
            return False
        if self.publisher.kind_of(url) not in self.kinds:
            return False
        if self.publisher.article_pattern is not None:
            return True
        if kind in {"feed", "news_sitemap"}:
            return True
        return url_kind(url) not in _NO_STORIES and (kind == "listing" or self._under_home(url))

    def _under_home(self, url: str) -> bool:
        """A site named by a section of a host (`/hindi/`) has the stories below it; sitemaps list all."""
        prefix = urlsplit(self.home).path
        return not self.generic or not prefix.endswith("/") or urlsplit(url).path.startswith(prefix)


def folded_host(url: str) -> str | None:
    """Host and port of a URL's identity; None when it is no URL."""
    key = canonical_key(url)
    return key.partition("/")[0] if key is not None else None


def origin(url: str) -> str:
    """Scheme, host and port of a clean URL."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def archive_sources(archive: Archive, today: date, since: datetime | None) -> Iterable[Source]:
    """The pages of an archive by date from `since` to `today`, the newest first; two days without `since`."""
    first = since.date() if since else today - timedelta(days=1)
    first = max(first, archive.first or first, today - timedelta(days=MAX_ARCHIVE_DAYS - 1))
    daily = archive.url_on(date(2026, 1, 10)) != archive.url_on(date(2026, 1, 11))
    seen: set[str] = set()
    for back in range((today - first).days + 1):
        day = today - timedelta(days=back)
        url = archive.url_on(day)
        if url in seen:
            continue  # A page a month.
        seen.add(url)
        kind: SourceKind = "sitemap" if _XML.search(url) else "listing"
        yield Source(kind, clean(url) or url, declared=True, dated=True, day=str(day) if daily else "")


def on_its_day(announcements: Sequence[Announcement], source: Source) -> Sequence[Announcement]:
    """The stories that a day of an archive announces; those without a date are of that day, at its latest
    minute.
    """
    if not source.day:
        return announcements
    moment = f"{source.day}T23:59:00+05:30"
    return [
        one if one.published_at or one.modified_at else replace(one, published_at=moment)
        for one in announcements
    ]
