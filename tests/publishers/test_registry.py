"""The whole collection keeps the rules' rules, and is found without being registered."""

import time
from datetime import date

import pytest
from lxml import etree, html
from lxml.cssselect import CSSSelector

import newscrawl.publishers
from newscrawl.publishers import registry
from newscrawl.publishers.registry import (
    UnknownPublisherError,
    by_host,
    by_key,
    by_url,
    check_overlaps,
    publishers,
)
from newscrawl.publishers.rule import Archive, Feed, Publisher, RuleError, is_xpath

ALL = list(publishers().values())
every_publisher = pytest.mark.parametrize("publisher", ALL, ids=lambda publisher: publisher.key)


def rule(key: str, *hosts: str, path: str = "") -> Publisher:
    return Publisher(
        key=key,
        name="नाम",
        name_latin="Name",
        hosts=hosts,
        path=path,
        sources=(Feed(f"https://{hosts[0]}/rss"),),
    )


@every_publisher
def test_its_examples_match_and_its_counterexamples_do_not(publisher):
    assert publisher.matches
    assert publisher.rejects
    for url in publisher.matches:
        assert publisher.is_article_url(url), url
        assert publisher.owns(url), url
        assert by_url(url) is publisher
    for url in publisher.rejects:
        assert not publisher.is_article_url(url), url


@every_publisher
def test_its_sources_are_no_articles_and_have_addresses(publisher):
    for source in publisher.sources:
        url = source.url_on(date(2025, 1, 31)) if isinstance(source, Archive) else source.url
        assert url.startswith("https://"), url
        assert not publisher.is_article_url(url)


@every_publisher
def test_its_pattern_does_not_backtrack(publisher):
    start = time.process_time()
    for piece in ("a-", "a/", "1", "/", "india-1234567", "a/b-12345678.htm", "2013/06/"):
        publisher.is_article_url(
            f"https://{publisher.hosts[0]}{publisher.path}/" + piece * (65_536 // len(piece))
        )
    assert time.process_time() - start < 0.05 * 7


@every_publisher
def test_its_selectors_can_be_compiled(publisher):
    page = html.fromstring("<article><p>पाठ</p></article>")
    for layout in publisher.layouts:
        for name in ("title", "subtitle", "body", "authors", "published", "drops"):
            for selector in getattr(layout, name):
                (etree.XPath if is_xpath(selector) else CSSSelector)(selector)(page)


@every_publisher
def test_it_says_how_it_knows(publisher):
    assert {"sources", "article_pattern"} <= set(publisher.known)
    assert not publisher.layouts or "layouts" in publisher.known
    assert any("\u0900" <= char <= "\u097f" for char in publisher.name)
    assert publisher.name_latin.isascii()


def test_every_file_of_the_package_is_a_publisher_or_named_otherwise():
    assert {publisher.key for publisher in ALL} == set(publishers())
    assert publishers() is publishers()
    assert list(publishers()) == sorted(publishers())


def test_by_url_heeds_the_path():
    assert by_url("https://www.bbc.com/hindi/india-61234567").key == "bbc_hindi"
    assert by_url("https://www.bbc.com/news/india-61234567") is None
    assert by_url("https://samachar.example/") is None
    assert by_url("https://[bad/") is None


def test_by_host():
    assert by_host("WWW.bhaskar.com.").key == "dainik_bhaskar"
    assert by_host("samachar.example") is None


def test_by_key_suggests_near_keys():
    assert by_key("bbc_hindi").name_latin == "BBC News Hindi"
    for asked, near in [
        ("bbc", "bbc_hindi"),
        ("Dainik Bhasker", "dainik_bhaskar"),
        ("भास्कर", "dainik_bhaskar"),
    ]:
        with pytest.raises(UnknownPublisherError, match=f"did you mean.*{near}"):
            by_key(asked)
    with pytest.raises(UnknownPublisherError) as caught:
        by_key("qqqqqq")
    assert str(caught.value) == "no publisher 'qqqqqq'"


def test_overlaps_are_found_and_neighbours_are_not():
    check_overlaps([rule("a", "x.example"), rule("b", "y.example"), rule("c", "z.example", path="/hindi")])
    check_overlaps([rule("a", "x.example", path="/hindi"), rule("b", "x.example", path="/marathi")])
    check_overlaps([rule("a", "x.example", path="/hi"), rule("b", "x.example", path="/hindi")])
    for second in (rule("b", "y.example", "x.example"), rule("b", "x.example", path="/hindi")):
        with pytest.raises(RuleError, match=r"'a' and 'b' both claim x\.example"):
            check_overlaps([rule("a", "x.example"), second])


OTHER_KEY = """
from newscrawl.publishers.rule import Feed, Publisher
source = Feed("https://a.example/rss")
PUBLISHER = Publisher(key="other", name="a", name_latin="a", hosts=("a.example",), sources=(source,))
"""


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "defines no PUBLISHER"),
        ("PUBLISHER = 1", "defines no PUBLISHER"),
        (OTHER_KEY, "must be the file's name"),
    ],
)
def test_a_file_that_is_no_publisher_is_named(tmp_path, monkeypatch, source, message):
    name = f"broken_{abs(hash(source))}"
    (tmp_path / f"{name}.py").write_text(source)
    (tmp_path / "_private.py").write_text("raise AssertionError")
    monkeypatch.setattr(newscrawl.publishers, "__path__", [str(tmp_path)])
    with pytest.raises(RuleError, match=message):
        registry.publishers.__wrapped__()
