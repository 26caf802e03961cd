"""What a source's answer tells: its kind, its stories, how fresh it is, and which articles to look at."""

import json
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_and_answers import HOME, NOW, RULE, answer, article_url, feed, sitemap

from newscrawl.diagnosis.observed import Answer
from newscrawl.diagnosis.sources import (
    address_of,
    choose_samples,
    newest_of,
    on_site,
    read_home,
    read_source,
    sources_of,
    story_url,
    with_part,
)
from newscrawl.discovery.announcement import Announcement
from newscrawl.publishers.rule import Archive, Feed, Listing, NewsSitemap, Publisher, Sitemap

FEED, NEWS, OLD, LIST = (
    Feed(f"{HOME}/rss"),
    NewsSitemap(f"{HOME}/news.xml"),
    Sitemap(f"{HOME}/sitemap.xml"),
    Listing(f"{HOME}/khel/"),
)
HTML = f'<!doctype html><html><body><ul><li><a href="{article_url(50001)}">तैराकी स्पर्धा में नए खिलाड़ी उतरे</a></li></ul></body></html>'
INDEX = f"<sitemapindex><sitemap><loc>{HOME}/a.xml</loc><lastmod>2026-11-20</lastmod></sitemap><sitemap><loc>{HOME}/b.xml</loc><lastmod>2026-11-21</lastmod></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("source", "body", "state", "read_as", "stories"),
    [
        (FEED, feed(50001, 50002), "ok", "feed", 2),
        (FEED, feed(50001, age=timedelta(days=8)), "stale", "feed", 1),
        (FEED, feed(), "empty", "feed", 0),
        (FEED, feed(1), "empty", "feed", 0),  # not the form of an article's address
        (FEED, HTML, "misread", "listing", 1),
        (FEED, "", "misread", None, 0),
        (FEED, sitemap(50001), "ok", "news_sitemap", 1),
        (NEWS, sitemap(50001, 50002), "ok", "news_sitemap", 2),
        (NEWS, sitemap(50001, age=timedelta(days=3)), "stale", "news_sitemap", 1),
        (NEWS, sitemap(50001, news=False), "misread", "sitemap", 1),
        (NEWS, sitemap(), "empty", "sitemap", 0),
        (NEWS, HTML, "misread", "listing", 1),
        (NEWS, feed(50001), "misread", "feed", 1),
        (OLD, sitemap(50001, news=False, age=timedelta(days=30)), "ok", "sitemap", 1),
        (OLD, sitemap(50001, news=False, age=timedelta(days=32)), "stale", "sitemap", 1),
        (OLD, INDEX, "ok", "sitemap_index", 0),
        (LIST, HTML, "ok", "listing", 1),
        (LIST, "<html><body><p>आज कुछ नहीं।</p></body></html>", "empty", "listing", 0),
        (LIST, "", "misread", None, 0),
    ],
)
def test_a_source_is_read_as_what_it_is(source, body, state, read_as, stories):
    if body == "" and source is LIST:
        read_as, state = "listing", "empty"
    seen = read_source(source, RULE, answer(body, source.url), NOW).seen
    assert (seen.state, seen.read_as, seen.stories) == (state, read_as, stories), seen
    assert seen.form == type(source).__name__


@pytest.mark.parametrize(
    ("failure", "status", "state"),
    [
        ("fetch/http_status", 404, "gone"),
        ("fetch/http_status", 410, "gone"),
        ("fetch/http_status", 500, "failing"),
        ("fetch/blocked", 403, "blocked"),
        ("robots/disallowed", None, "disallowed"),
        ("robots/robots_unreachable", None, "unreachable"),
        ("fetch/dns", None, "unreachable"),
        ("fetch/timeout", None, "unreachable"),
        ("fetch/truncated", None, "failing"),
        ("decode/too_large", None, "failing"),
        ("unasked", None, "unasked"),
    ],
)
def test_a_failure_has_its_state(failure, status, state):
    found = Answer(url=f"{HOME}/rss", failure=failure, status=status, detail="x")
    seen = read_source(FEED, RULE, found, NOW).seen
    assert seen.state == state
    assert seen.detail


def test_dates_ahead_are_passed_over_and_ages_are_told():
    seen = read_source(FEED, RULE, answer(feed(50001, age=timedelta(days=-9)), FEED.url), NOW).seen
    assert (seen.state, seen.newest, seen.age_hours) == ("ok", None, None)
    seen = read_source(FEED, RULE, answer(feed(50001, age=timedelta(hours=5)), FEED.url), NOW).seen
    assert seen.age_hours == 5.0
    odd = [
        Announcement(f"{HOME}/a", source="", kind="feed", published_at=text)
        for text in ("", "x", "2026-01-01")
    ]
    assert newest_of(odd, NOW) is None


def test_an_index_stands_for_its_part():
    index = read_source(OLD, RULE, answer(INDEX, OLD.url), NOW)
    assert index.parts == (f"{HOME}/b.xml", f"{HOME}/a.xml")
    part = read_source(OLD, RULE, answer(sitemap(50001, news=False), f"{HOME}/b.xml"), NOW)
    joined = with_part(index, part)
    assert (joined.seen.url, joined.seen.read_as, joined.seen.stories) == (OLD.url, "sitemap_index", 1)
    assert f"{HOME}/b.xml" in joined.seen.detail
    gone = read_source(OLD, RULE, answer(url=f"{HOME}/b.xml", status=404, failure="fetch/http_status"), NOW)
    assert with_part(index, gone).seen.state == "gone"


def test_what_to_ask():
    assert address_of(Archive(HOME + "/{day:%Y/%m/%d}/"), NOW) == f"{HOME}/2026/11/21/"
    late = NOW.replace(hour=20)  # past midnight in India
    assert (
        address_of(Archive(HOME + "/{day:%Y/%m/%d}/", first=date(2020, 1, 1)), late) == f"{HOME}/2026/11/22/"
    )
    silent = Publisher(key="x", name="x", name_latin="x", hosts=("nadi.example",), no_source="dead")
    assert sources_of(silent) == (Listing("https://nadi.example/"),)
    assert sources_of(RULE) == RULE.sources


@pytest.mark.parametrize(
    ("url", "kind", "fetched"),
    [
        (article_url(50001), "feed", article_url(50001)),
        (f"{article_url(50001)}?utm_source=rss", "feed", article_url(50001)),
        (f"{HOME}/amp/khel/narmada-tairaki-50001.html", "feed", article_url(50001)),
        (f"{HOME}/video/tairaki-50124.html", "feed", None),
        (f"{HOME}/khel/", "sitemap", None),
        ("https://elsewhere.example/khel/narmada-tairaki-50001.html", "feed", None),
    ],
)
def test_stories_are_told_as_the_crawl_tells_them(url, kind, fetched):
    assert story_url(RULE, Announcement(url, source="", kind=kind)) == fetched


def test_without_a_pattern_the_shape_decides_in_sitemaps_and_listings():
    bare = Publisher(key="x", name="x", name_latin="x", hosts=("nadi.example",), path="/hindi")
    for url, kind, is_story in (
        ("https://nadi.example/hindi/tag/khel/", "sitemap", False),
        ("https://nadi.example/hindi/khel/narmada-tairaki-spardha-50001.html", "sitemap", True),
        ("https://nadi.example/hindi/tag/khel/", "feed", True),
        ("https://nadi.example/khel/narmada-tairaki-spardha-50001.html", "feed", False),
    ):
        assert (story_url(bare, Announcement(url, source="", kind=kind)) is not None) == is_story, url
    assert on_site(bare, "https://www.nadi.example/hindi/x")
    assert not on_site(bare, "no url")


def test_samples_come_from_every_source_in_turn_the_newest_first():
    first = read_source(FEED, RULE, answer(feed(50001, 50002, 50003, 50004, 50005, 50006), FEED.url), NOW)
    second = read_source(FEED, RULE, answer(feed(50001, 50007), FEED.url), NOW)
    chosen = choose_samples(RULE, [first, second])
    assert chosen == [article_url(number) for number in (50001, 50002, 50007, 50003, 50004)]
    older = read_source(NEWS, RULE, answer(sitemap(50011, age=timedelta(days=1)), NEWS.url), NOW)
    assert choose_samples(RULE, [older]) == [article_url(50011)]
    linked = [f"{HOME}/video/tairaki-50124.html", article_url(50020), "https://elsewhere.example/"]
    assert choose_samples(RULE, [], linked) == [article_url(50020)]


def test_a_home_page_names_sources_and_stories_of_all_kinds():
    links = f'<a href="{HOME}/video/narmada-tairaki-spardha-50124.html">तैराकी स्पर्धा का वीडियो देखिए</a>'
    head = '<head><link rel="alternate" type="application/rss+xml" href="/feed/"></head>'
    linked, named = read_home(answer(f"<!doctype html><html>{head}<body>{links}</body></html>"))
    assert linked == (f"{HOME}/video/narmada-tairaki-spardha-50124.html",)
    assert named == (f"{HOME}/feed/",)
    assert read_home(answer(failure="fetch/dns", status=None)) == ((), ())


BYTES = st.binary(max_size=400) | st.text(max_size=200).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
FRAGMENTS = st.lists(
    st.sampled_from(
        [
            feed(50001).encode(), sitemap(50001).encode(), INDEX.encode(), HTML.encode(), b"<rss><channel><item>",
            b"<urlset><url><loc>", b"{", b"\x1f\x8b", b"\x1b[31m", b"\x00", b"]]>", "नदी\u202e".encode(), b"</loc>",
        ]
    ),
    max_size=6,
).map(b"".join)  # fmt: skip


@given(
    st.sampled_from([FEED, NEWS, OLD, LIST, Archive(HOME + "/{day:%Y}")]),
    BYTES | FRAGMENTS,
    st.text(max_size=40),
)
def test_whatever_is_answered_gives_a_record_fit_for_a_terminal(source, body, final_url):
    read = read_source(source, RULE, answer(body, f"{HOME}/rss", final_url=final_url), NOW)
    text = json.dumps(asdict(read.seen), ensure_ascii=False, allow_nan=False)
    assert all(char.isprintable() or char in "\u200c\u200d" for char in text)
    choose_samples(RULE, [read], [final_url])
    read_home(answer(body, final_url or HOME))
