"""Publishers are found without being registered, and none can claim what another has."""

import re
from datetime import date

import pytest

import newscrawl.publishers
from newscrawl.publishers import registry
from newscrawl.publishers.registry import (
    UnknownPublisherError,
    by_host,
    by_key,
    by_url,
    check_overlaps,
    layout_for,
    publishers,
)
from newscrawl.publishers.rule import Feed, Publisher, RuleError

ALL = list(publishers().values())


def rule(key: str, *hosts: str, path: str = "", old: tuple[str, ...] = (), feed: str = "") -> Publisher:
    return Publisher(
        key=key,
        name="नाम",
        name_latin="Name",
        hosts=hosts,
        path=path,
        old_hosts=old,
        sources=(Feed(feed or f"https://{hosts[0]}{path}/rss"),),
    )


def test_every_file_of_the_package_is_a_publisher_or_named_otherwise():
    assert {publisher.key for publisher in ALL} == set(publishers())
    assert publishers() is publishers()
    assert list(publishers()) == sorted(publishers())


def test_by_url_heeds_the_path():
    assert by_url("https://www.bbc.com/hindi/india-61234567").key == "bbc_hindi"
    assert by_url("https://www.bbc.com/news/india-61234567") is None
    assert by_url("https://samachar.example/") is None
    assert by_url("https://[bad/") is None


def test_the_layout_of_a_page_is_its_publishers_on_the_day_it_was_fetched():
    url = "https://www.aajtak.in/india/news/story/a-2212345-2025-09-14"
    assert layout_for(url).since == by_key("aajtak").layouts[-1].since
    assert layout_for(url, date(2020, 6, 1)).since == by_key("aajtak").layouts[0].since
    assert layout_for(url, date(2010, 6, 1)) is None
    assert layout_for(url).publisher == "aajtak"
    assert layout_for("https://samachar.example/") is None
    assert layout_for(None) is None


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


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (
            [rule("a", "x.example"), rule("b", "y.example", old=("x.example",))],
            "'a' and 'b' both claim x.example",
        ),
        ([rule("a", "x.example", "x.example")], "'a' names the host x.example twice"),
        ([rule("a", "x.example", old=("x.example",))], "'a' names the host x.example twice"),
        (
            [rule("a", "x.example"), rule("b", "y.example", feed="https://x.example/rss")],
            "'a' and 'b' both read https://x.example/rss",
        ),
    ],
)
def test_old_hosts_and_sources_count_too(rules, message):
    with pytest.raises(RuleError, match=re.escape(message)):
        check_overlaps(rules)


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
