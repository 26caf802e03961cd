"""What a rule may say, and how it says that it is wrong."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.publishers.rule import (
    Archive,
    Feed,
    Layout,
    Listing,
    Politeness,
    Publisher,
    RuleError,
    is_xpath,
)

GOOD = {
    "key": "nadi_samachar",
    "name": "नदी समाचार",
    "name_latin": "Nadi Samachar",
    "hosts": ("www.nadi.example", "nadi.example"),
    "sources": (Feed("https://www.nadi.example/feed/"),),
}


def publisher(**changes) -> Publisher:
    return Publisher(**GOOD | changes)


WRONG = [
    ({"key": "Nadi Samachar"}, "key must be"),
    ({"key": ""}, "key must be"),
    ({"name": " "}, "name and name_latin"),
    ({"hosts": ()}, "hosts must be"),
    ({"hosts": ("https://www.nadi.example",)}, "hosts must be"),
    ({"hosts": ("Nadi.example",)}, "hosts must be"),
    ({"hosts": ("nadi.example", "nadi.example")}, "repeat"),
    ({"path": "hindi"}, "path must be"),
    ({"path": "/hindi/"}, "path must be"),
    ({"sources": ()}, "sources are missing"),
    ({"sources": (Feed("/feed/"),)}, "no http or https URL"),
    ({"sources": (Feed("ftp://nadi.example/feed"),)}, "no http or https URL"),
    ({"sources": (Feed("https://[nadi/feed"),)}, "no http or https URL"),
    ({"sources": (Feed("https://nadi.example/a"), Listing("https://nadi.example/a"))}, "repeat"),
    ({"sources": (Archive("https://nadi.example/2024"),)}, "has no {day:...}"),
    ({"sources": (Archive("https://nadi.example/{year}"),)}, "needs its date"),
    ({"article_pattern": "("}, "no regular expression"),
    ({"matches": ("https://nadi.example/1",)}, "need an article_pattern"),
    ({"layouts": (Layout(since=date(2024, 1, 1)), Layout(since=date(2023, 1, 1)))}, "layouts must be"),
    ({"country": "India"}, "country must be"),
    ({"timezone": "IST"}, "timezone must be"),
]


@pytest.mark.parametrize(("changes", "message"), WRONG)
def test_a_wrong_rule_says_what_is_wrong(changes, message):
    with pytest.raises(RuleError, match="publisher '") as caught:
        publisher(**changes)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "politeness", [{"delay": -1}, {"delay": 301}, {"concurrency": 0}, {"concurrency": 99}]
)
def test_a_wrong_pace_is_refused(politeness):
    with pytest.raises(RuleError, match="politeness"):
        Politeness(**politeness)


@pytest.mark.parametrize("selectors", ["article", ("",), (1,), ["article"]])
def test_selectors_are_a_tuple_of_texts(selectors):
    with pytest.raises(RuleError, match="body must be a tuple"):
        Layout(since=date(2024, 1, 1), body=selectors)


@pytest.mark.parametrize(
    ("url", "path", "owned"),
    [
        ("https://www.nadi.example/a.html", "", True),
        ("http://NADI.example:8080/", "", True),
        ("https://nadi.example./a", "", True),
        ("https://m.nadi.example/a", "", False),
        ("https://nadi.example.mirror.example/a", "", False),
        ("https://nadi.example/hindi", "/hindi", True),
        ("https://nadi.example/hindi/a", "/hindi", True),
        ("https://nadi.example/hindustan/a", "/hindi", False),
        ("https://nadi.example/", "/hindi", False),
        ("https://[nadi/", "", False),
        ("nadi.example", "", False),
    ],
)
def test_owns(url, path, owned):
    assert publisher(path=path).owns(url) is owned


def test_the_pattern_must_match_the_whole_url():
    rule = publisher(article_pattern=r"https://nadi\.example/[0-9]+")
    assert rule.is_article_url("https://nadi.example/12")
    assert not rule.is_article_url("https://nadi.example/12/amp")
    assert publisher().is_article_url("https://nadi.example/anything")


def test_layouts_by_day():
    old, new = Layout(since=date(2019, 1, 1)), Layout(since=date(2024, 5, 1))
    rule = publisher(layouts=(old, new))
    assert rule.layout_on() is new
    assert rule.layout_on(date(2024, 5, 1)) is new
    assert rule.layout_on(date(2024, 4, 30)) is old
    assert rule.layout_on(date(2018, 1, 1)) is None
    assert publisher().layout_on() is None


def test_an_archive_has_an_address_for_each_day():
    archive = Archive("https://nadi.example/{day:%Y}/{day:%m-%d}.xml")
    assert (
        publisher(sources=(archive,)).sources[0].url_on(date(2024, 3, 9))
        == "https://nadi.example/2024/03-09.xml"
    )


@pytest.mark.parametrize(
    ("selector", "xpath"), [("//p", True), ("(//p)[1]", True), ("./p", True), ("div > p", False)]
)
def test_xpath_is_told_from_css(selector, xpath):
    assert is_xpath(selector) is xpath


def test_a_rule_travels_between_processes():
    rule = publisher(known={"feed": "2026"})
    assert pickle.loads(pickle.dumps(rule)) == rule
    assert hash(rule) == hash(publisher(known={}))


@given(st.text(max_size=80))
def test_any_text_may_be_asked_for(url):
    assert publisher().owns(url) in {True, False}
