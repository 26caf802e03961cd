"""What the fetched pages of a site tell about it: its sources, its articles, and what is neither.

The pages come from a crawl (`newscrawl publishers new` keeps what it was answered) or from an archive;
nothing is fetched here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

from newscrawl.archive.page import ArchivedPage
from newscrawl.discovery.announcement import Announcement
from newscrawl.discovery.autodiscovery import candidate_urls, robots_sitemaps
from newscrawl.discovery.feeds import read_feed
from newscrawl.discovery.listings import read_listing
from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.extraction.extract import Reading, read_page
from newscrawl.items.article import Article
from newscrawl.urls import canonical_key, clean, same_site, url_kind
from newscrawl.urls.tracking import untracked

_MOST_READ: Final = 60
"""Pages that are read to tell articles from others."""
_MOST_ARTICLES: Final = 24
_NO_ARTICLES: Final = frozenset({"listing", "static", "feed", "media"})
_ARTICLES: Final = frozenset({"article", "brief", "live"})


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A feed or sitemap that announces articles."""

    kind: str
    """`feed`, `news_sitemap` or `sitemap`."""
    url: str
    announcements: tuple[Announcement, ...]
    evidence: str
    """Where its address was found."""


@dataclass(slots=True)
class Survey:
    """A site as its pages show it. All addresses are clean."""

    home: str
    articles: dict[str, tuple[ArchivedPage, Reading]] = field(default_factory=dict)
    """Pages that gave an article under their own address."""
    announced: dict[str, Announcement] = field(default_factory=dict)
    """What feeds and news sitemaps announce, fetched or not."""
    others: dict[str, None] = field(default_factory=dict)
    """Addresses of sections, topics, pages about the site, feeds, AMP copies."""
    sources: list[FoundSource] = field(default_factory=list)
    """Freshest first."""
    twins: list[tuple[str, str]] = field(default_factory=list)
    """Article and AMP address."""
    home_page: ArchivedPage | None = None


class _Pages:
    """Fetched pages by their address."""

    def __init__(self, pages: Iterable[ArchivedPage]) -> None:
        self._by_key: dict[str, ArchivedPage] = {}
        self._exact: dict[str, ArchivedPage] = {}
        for page in pages:
            address = clean(page.url)
            good = page.status is None or 200 <= page.status < 300
            if address is None or not good or not page.body:
                continue
            self._exact.setdefault(address, page)
            self._by_key.setdefault(canonical_key(address) or address, page)

    def at(self, url: str) -> ArchivedPage | None:
        """The page at an address, or at another form of it."""
        address = clean(url) or url
        return self._exact.get(address) or self._by_key.get(canonical_key(address) or address)

    def all(self) -> Iterator[tuple[str, ArchivedPage]]:
        """Every page with its address."""
        yield from self._exact.items()


def survey(home: str, pages: Iterable[ArchivedPage]) -> Survey:
    """Read what a site's pages tell; `home` is where its home page was asked. Never raises on a page."""
    known = _Pages(pages)
    page = known.at(home)
    found = Survey(home=(clean(page.url) if page is not None else clean(home)) or home, home_page=page)
    listed = _read_home(found, page)
    for url, evidence in list(_source_addresses(found, known)):
        _read_source(found, known, url, evidence)
    order = {"news_sitemap": 0, "feed": 1, "sitemap": 2}
    found.sources.sort(key=lambda source: (order[source.kind], len(urlsplit(source.url).path)))
    _read_articles(found, known, listed)
    return found


def _read_home(found: Survey, page: ArchivedPage | None) -> list[str]:
    if page is None:
        return []
    listing = read_listing(page.body, found.home, headers=page.headers)
    for url in (found.home, *listing.next_pages, *listing.sections, *listing.feeds, *listing.sitemaps):
        found.others.setdefault(url)
    return [announcement.url for announcement in listing.announcements]


def _source_addresses(found: Survey, known: _Pages) -> Iterator[tuple[str, str]]:
    """Addresses of feeds and sitemaps with the place that names them; then the usual ones that answered."""
    robots = urljoin(found.home, "/robots.txt")
    page = known.at(robots)
    if page is not None:
        yield from ((url, "robots.txt") for url in robots_sitemaps(page.body, robots))
    if found.home_page is not None:
        listing = read_listing(found.home_page.body, found.home, headers=found.home_page.headers)
        yield from ((url, "home page") for url in (*listing.feeds, *listing.sitemaps))
    yield from ((url, "a usual address") for url in candidate_urls(found.home) if known.at(url) is not None)


def _read_source(found: Survey, known: _Pages, url: str, evidence: str, depth: int = 0) -> None:
    page = known.at(url)
    if page is None or any(canonical_key(source.url) == canonical_key(url) for source in found.sources):
        return
    address = clean(page.url) or url
    found.others.setdefault(address)
    result = read_sitemap(page.body, address, page.headers)
    feed = read_feed(page.body, address, page.headers)
    if feed.announcements and not feed.problems:
        _keep(found, "feed", address, feed.announcements, evidence)
    elif result.announcements:
        kind = "news_sitemap" if any(a.kind == "news_sitemap" for a in result.announcements) else "sitemap"
        _keep(found, kind, address, result.announcements, evidence)
    elif result.sitemaps and depth == 0:
        before = len(found.sources)
        if not any(known.at(child) for child, _ in result.sitemaps):
            found.sources.append(FoundSource("sitemap", address, (), f"{evidence}; its parts were not read"))
        for child, _ in result.sitemaps:
            _read_source(found, known, child, f"{evidence}, {urlsplit(address).path}", 1)
        children = found.sources[before:]
        if len(children) > 1:
            # An index stands for its parts, of which some are new each month.
            best = max(children, key=lambda source: len(source.announcements))
            found.sources[before:] = [FoundSource("sitemap", address, best.announcements, evidence)]


def _keep(found: Survey, kind: str, url: str, told: tuple[Announcement, ...], evidence: str) -> None:
    own = [one for one in told if same_site(one.url, found.home)]
    stories = [one for one in own if url_kind(one.url) not in _NO_ARTICLES and "comment" not in url]
    for one in own:
        if one not in stories:
            found.others.setdefault(clean(one.url) or one.url)
    feeds = [source for source in found.sources if source.kind == kind == "feed"]
    known = {canonical_key(one.url) for source in feeds for one in source.announcements}
    if not stories or {canonical_key(one.url) for one in told} <= known:
        # Atom beside RSS, a feed of one section beside that of the site: nothing new in it.
        return
    found.sources.append(FoundSource(kind, url, tuple(told), evidence))
    if kind != "sitemap":
        for one in stories:
            found.announced.setdefault(untracked(one.url), one)


def _read_articles(found: Survey, known: _Pages, listed: list[str]) -> None:
    """Read announced pages, then listed ones, until there are enough articles to learn from."""
    candidates = [*found.announced, *map(untracked, listed)]
    for source in found.sources:
        candidates += [untracked(one.url) for one in source.announcements]
    read = 0
    for url in dict.fromkeys(candidates):
        page = known.at(url)
        if page is None or read >= _MOST_READ or len(found.articles) >= _MOST_ARTICLES:
            continue
        read += 1
        _file(found, url, page)
    for url, page in known.all():
        # What is left tells what articles are not; reading it costs more than its address is worth.
        if url not in found.articles and url_kind(url) in _NO_ARTICLES and _is_html(page):
            found.others.setdefault(url)


def _file(found: Survey, url: str, page: ArchivedPage) -> None:
    address = clean(page.url) or url
    reading = read_page(page.body, address, headers=page.headers)
    article = reading.result
    if not isinstance(article, Article) or article.page_type not in _ARTICLES:
        if not isinstance(article, Article):
            found.others.setdefault(address)
        return
    canonical = clean(article.canonical_url) or address
    if reading.page is not None and reading.page.amp and canonical != address:
        found.others.setdefault(address)
        return
    if canonical_key(canonical) != canonical_key(address):
        return
    found.articles[address] = (page, reading)
    if reading.page is not None:
        for link in reading.page.links:
            amp = clean(link.href, address) if "amphtml" in link.rel.split() else None
            if amp is not None and amp != address:
                found.twins.append((address, amp))
                found.others.setdefault(amp)


def _is_html(page: ArchivedPage) -> bool:
    return "html" in page.headers.get("content-type", "html")
