"""A site's scope, its sources and its bounds."""

from datetime import UTC, date, datetime

import pytest

from newscrawl.limits import LIMITS
from newscrawl.publishers.generic import publisher_for_site
from newscrawl.publishers.registry import publishers
from newscrawl.publishers.rule import AmpTwin, Archive, Feed, Listing, PageKind, Publisher, Sitemap
from newscrawl.spiders.site import SiteCrawl, Source, archive_sources, untracked


def generic(url: str = "https://www.samachar.example/") -> SiteCrawl:
    publisher = publisher_for_site(url)
    return SiteCrawl(publisher=publisher, home=publisher.sources[0].url, generic=True)


def rule(**changes: object) -> SiteCrawl:
    fields = {
        "key": "portal",
        "name": "पोर्टल",
        "name_latin": "Portal",
        "hosts": ("www.portal.example",),
        "path": "/hindi",
        "sources": (
            Feed("https://feeds.portal.example/hindi.xml"),
            Listing("https://www.portal.example/hindi/"),
        ),
    }
    publisher = Publisher(**fields | changes)  # type: ignore[arg-type]
    return SiteCrawl(publisher=publisher, home="https://www.portal.example/hindi/", generic=False)


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://www.samachar.example/a", True),
        ("http://m.samachar.example/a", True),
        ("https://amp.samachar.example/a", True),
        ("https://english.samachar.example/a", False),
        ("https://www.samachar.example:8443/a", False),
        ("https://samachar.example.evil.example/", False),
        ("", False),
    ],
)
def test_scope_of_a_site(url: str, inside: bool) -> None:
    assert generic().in_scope(url) is inside


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://www.portal.example/hindi/a", True),
        ("https://www.portal.example/hindi", True),
        ("https://www.portal.example/hindinews/a", False),
        ("https://www.portal.example/english/a", False),
        ("https://feeds.portal.example/hindi/a", False),
    ],
)
def test_scope_of_a_publisher_that_shares_its_host(url: str, inside: bool) -> None:
    assert rule().in_scope(url) is inside


def test_a_site_that_has_moved_takes_its_scope_along() -> None:
    crawl = generic()
    crawl.settle_at("https://khabar.example/")
    assert crawl.in_scope("https://khabar.example/a")
    assert not crawl.in_scope("https://www.samachar.example/a")


def test_first_sources() -> None:
    kinds = [(s.kind, s.url, s.home) for s in generic().first_sources()]
    assert kinds == [
        ("robots", "https://www.samachar.example/robots.txt", False),
        ("listing", "https://www.samachar.example/", True),
    ]
    assert [s.kind for s in rule().first_sources()] == ["feed", "listing"]
    own_host = rule(path="")
    assert [s.kind for s in own_host.first_sources()] == ["feed", "listing", "robots"]
    with_map = rule(path="", sources=(Sitemap("https://www.portal.example/s.xml"),))
    assert [s.kind for s in with_map.first_sources()] == ["sitemap"]


@pytest.mark.parametrize("key", publishers())
def test_every_publisher_can_be_begun(key: str) -> None:
    publisher = publishers()[key]
    crawl = SiteCrawl(
        publisher=publisher, home=f"https://{publisher.hosts[0]}{publisher.path}/", generic=False
    )
    sources = crawl.first_sources(date(2026, 3, 4))
    assert all(crawl.may_ask(source) for source in sources)
    assert crawl.site.publisher == key
    for url in publisher.matches:
        assert crawl.in_scope(url)
        assert crawl.may_be_story(url, "sitemap")


def test_an_archive_by_date() -> None:
    archive = Archive("https://portal.example/sitemap-{day:%Y-%m-%d}.xml", first=date(2026, 3, 2))
    today = date(2026, 3, 4)
    days = [source.url[-14:-4] for source in archive_sources(archive, today, None)]
    assert days == ["2026-03-04", "2026-03-03"]
    since = datetime(2020, 1, 1, tzinfo=UTC)
    found = list(archive_sources(archive, today, since))
    assert len(found) == 3
    assert {source.kind for source in found} == {"sitemap"}


def test_bounds() -> None:
    crawl = generic()
    base = "https://www.samachar.example"
    assert crawl.may_ask(Source("feed", f"{base}/feed"))
    assert not crawl.may_ask(Source("feed", f"{base}/feed"))
    assert not crawl.may_ask(Source("feed", "https://elsewhere.example/feed"))
    assert crawl.may_ask(Source("feed", "https://elsewhere.example/feed", declared=True))
    deep = LIMITS.sitemap_depth
    assert crawl.may_ask(Source("sitemap", f"{base}/deep.xml", depth=deep))
    assert not crawl.may_ask(Source("sitemap", f"{base}/deeper.xml", depth=deep + 1))
    crawl.sitemaps = LIMITS.sitemaps_per_host
    assert not crawl.may_ask(Source("sitemap", f"{base}/one-more.xml"))
    crawl.limit = crawl.taken = 3
    assert crawl.full
    assert not crawl.may_ask(Source("feed", f"{base}/other-feed"))


@pytest.mark.parametrize(
    ("url", "kind", "story"),
    [
        ("https://www.samachar.example/desh/khabar-123456.html", "sitemap", True),
        ("https://www.samachar.example/category/desh/", "sitemap", False),
        ("https://www.samachar.example/contact-us/", "sitemap", False),
        ("https://www.samachar.example/category/desh/", "feed", True),
        ("https://www.samachar.example/news.pdf", "listing", False),
    ],
)
def test_what_may_be_a_story(url: str, kind: str, story: bool) -> None:
    assert generic().may_be_story(url, kind) is story


def test_what_is_read_as_a_source_is_no_story() -> None:
    crawl = generic()
    assert crawl.may_ask(Source("listing", "https://www.samachar.example/bihar-news-live/"))
    assert not crawl.may_be_story("https://samachar.example/bihar-news-live", "feed")


def test_a_section_of_a_host_has_the_stories_below_it() -> None:
    crawl = generic("https://www.samachar.example/hindi/")
    assert crawl.may_be_story("https://www.samachar.example/hindi/desh/khabar-123456.html", "sitemap")
    assert not crawl.may_be_story("https://www.samachar.example/urdu/desh/khabar-123456.html", "sitemap")
    assert crawl.may_be_story("https://www.samachar.example/desh/khabar-123456.html", "listing")


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://a.in/x?utm_source=rss&utm_medium=feed", "https://a.in/x"),
        ("https://a.in/x?id=7&fbclid=abc", "https://a.in/x?id=7"),
        ("https://a.in/x?amp=1", "https://a.in/x"),
        ("https://a.in/x?id=7&b=%E0%A4%95", "https://a.in/x?id=7&b=%E0%A4%95"),
        ("https://a.in/x", "https://a.in/x"),
    ],
)
def test_untracked(url: str, bare: str) -> None:
    assert untracked(url) == bare


KINDLY = {
    "article_pattern": r"https://www\.portal\.example/hindi/[a-z-]+-[0-9]+",
    "kinds": (
        PageKind("live", r"-live-[0-9]+$", "https://www.portal.example/hindi/baadh-live-12"),
        PageKind("video", "/video/", "https://www.portal.example/hindi/video/mela-12"),
    ),
    "amp": (AmpTwin("https://www.portal.example/{path}", "https://www.portal.example/amp/{path}"),),
}


@pytest.mark.parametrize(
    ("url", "kinds", "wanted"),
    [
        ("https://www.portal.example/hindi/mela-12", {"article", "live"}, True),
        ("https://www.portal.example/hindi/mela-12", {"live"}, False),
        ("https://www.portal.example/hindi/baadh-live-12", {"article", "live"}, True),
        ("https://www.portal.example/hindi/baadh-live-12", {"article"}, False),
        ("https://www.portal.example/hindi/video/mela-12", {"article", "live"}, False),
        ("https://www.portal.example/hindi/video/mela-12", {"video"}, True),
        ("https://www.portal.example/hindi/", {"article", "video"}, False),
    ],
)
def test_a_rule_tells_kinds_by_their_url(url: str, kinds: set[str], wanted: bool) -> None:
    crawl = rule(**KINDLY)
    crawl.kinds = frozenset(kinds)
    assert crawl.may_be_story(url, "feed") is wanted


def test_kinds_are_told_without_a_pattern_of_articles_too() -> None:
    crawl = rule(kinds=KINDLY["kinds"])
    assert crawl.may_be_story("https://www.portal.example/hindi/anything", "feed")
    assert not crawl.may_be_story("https://www.portal.example/hindi/video/mela-12", "feed")


def test_an_amp_copy_is_fetched_as_its_page() -> None:
    crawl = rule(**KINDLY)
    page = "https://www.portal.example/hindi/mela-12"
    assert crawl.main_address("https://www.portal.example/amp/hindi/mela-12?utm_source=rss") == page
    assert crawl.main_address(page + "?utm_source=rss") == page
    other = "https://www.portal.example/amp/hindi/"
    assert crawl.main_address(other) == other


def test_old_and_mobile_hosts_are_the_sites() -> None:
    crawl = rule(old_hosts=("portal.in.example",), mobile_hosts=("mobile.portal.example",), path="")
    assert crawl.on_site("https://portal.in.example/a")
    assert crawl.on_site("https://mobile.portal.example/a")


def test_a_rule_without_sources_begins_at_its_home_page() -> None:
    crawl = rule(sources=(), no_source="no feed answers")
    kinds = [(source.kind, source.url, source.home) for source in crawl.first_sources()]
    assert kinds == [
        ("robots", "https://www.portal.example/robots.txt", False),
        ("listing", "https://www.portal.example/hindi/", True),
    ]
    assert crawl.undiscovered == 2
