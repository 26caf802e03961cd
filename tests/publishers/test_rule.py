"""What a rule may say, and how it says that it is wrong."""

import pickle
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.publishers.checks import problems
from newscrawl.publishers.rule import (
    AmpTwin,
    Archive,
    Feed,
    Layout,
    Listing,
    PageKind,
    Politeness,
    Publisher,
    RuleError,
)

GOOD = {
    "key": "nadi_samachar",
    "name": "नदी समाचार",
    "name_latin": "Nadi Samachar",
    "hosts": ("www.nadi.example", "nadi.example"),
    "sources": (Feed("https://www.nadi.example/feed/"),),
    "known": {"hosts": "seen 2025-09", "sources": "unverified"},
}
PATTERN = {
    "article_pattern": r"https://nadi\.example/(?!amp/)[a-z/-]+-[0-9]+\.html",
    "matches": ("https://nadi.example/khel/pul-12.html",),
    "rejects": ("https://nadi.example/khel/",),
    "known": GOOD["known"] | {"article_pattern": "unverified"},
}


def publisher(**changes) -> Publisher:
    return Publisher(**GOOD | changes)


def known(**facts) -> dict[str, str]:
    return PATTERN["known"] | facts


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"key": "Nadi Samachar"}, "key must be"),
        ({"key": ""}, "key must be"),
        ({"hosts": ()}, "hosts are missing"),
        ({"hosts": ("https://www.nadi.example",)}, "hosts must be"),
        ({"old_hosts": ("Nadi.example",)}, "hosts must be"),
    ],
)
def test_a_rule_without_a_key_or_hosts_is_refused(changes, message):
    with pytest.raises(RuleError, match="publisher '") as caught:
        publisher(**changes)
    assert message in str(caught.value)


def test_a_sound_rule_has_no_problems():
    assert problems(publisher()) == []
    assert problems(publisher(**PATTERN)) == []


TWIN = AmpTwin("https://nadi.example/{path}", "https://nadi.example/amp/{path}")
KIND = PageKind("video", "^/video/", "https://nadi.example/video/1")
WRONG = [
    ({"name": " "}, "name and name_latin"),
    ({"hosts": ("nadi.example", "nadi.example")}, "hosts repeat"),
    ({"mobile_hosts": ("nadi.example",)}, "hosts repeat"),
    ({"path": "hindi"}, "path must be"),
    ({"path": "/hindi/"}, "path must be"),
    ({"sources": ()}, "sources are missing"),
    ({"sources": (Feed("/feed/"),)}, "no http or https URL"),
    ({"sources": (Feed("ftp://nadi.example/feed"),)}, "no http or https URL"),
    ({"sources": (Feed("https://[nadi/feed"),)}, "no http or https URL"),
    ({"sources": (Feed("https://nadi.example/a"), Listing("https://nadi.example/a"))}, "named twice"),
    ({"sources": (Archive("https://nadi.example/2024"),)}, "has no {day:...}"),
    ({"sources": (Archive("https://nadi.example/{year}"),)}, "needs its date"),
    (PATTERN | {"sources": (Feed("https://nadi.example/feed-1.html"),)}, "matches the article pattern"),
    ({"article_pattern": "("}, "no regular expression"),
    ({"matches": ("https://nadi.example/1",)}, "need an article_pattern"),
    (PATTERN | {"rejects": ()}, "needs examples"),
    (PATTERN | {"matches": ("https://nadi.example/khel/",)}, "does not match the article pattern"),
    (PATTERN | {"hosts": ("www.nadi.example",)}, "is not on the publisher's hosts"),
    (PATTERN | {"rejects": ("https://nadi.example/a-1.html",)}, "stands in rejects and matches"),
    ({"kinds": (PageKind("film", "x", "https://nadi.example/x"),)}, "kind 'film' is none of"),
    ({"kinds": (PageKind("video", "(", "https://nadi.example/x"),)}, "is no regular expression"),
    ({"kinds": (PageKind("video", "x", "https://other.example/x"),)}, "not on the publisher's hosts"),
    (PATTERN | {"kinds": (PageKind("video", "y", "https://nadi.example/x"),)}, "should be of kind video"),
    (PATTERN | {"kinds": (PageKind("video", "l", "https://nadi.example/l"),)}, "its kind is video"),
    (
        PATTERN | {"amp": (AmpTwin("https://nadi.example/{a}", "https://nadi.example/{b}"),)},
        "the same fields",
    ),
    (PATTERN | {"amp": (AmpTwin("https://nadi.example/a", "https://nadi.example/b"),)}, "the same fields"),
    (PATTERN | {"amp": (AmpTwin("https://nadi.example/{path}", "/amp/{path}"),)}, "two different http"),
    (
        PATTERN | {"amp": (AmpTwin("https://nadi.example/{path}", "https://nadi.example/a/{path}"),)},
        "fits none",
    ),
    ({"layouts": (Layout(since=date(2024, 1, 1)), Layout(since=date(2023, 1, 1)))}, "layouts must be"),
    ({"layouts": (Layout(since=date(2024, 1, 1), body="article"),)}, "body must be a tuple"),
    ({"layouts": (Layout(since=date(2024, 1, 1), drops=("//p",)),)}, "drops '//p' is no CSS selector"),
    ({"layouts": (Layout(since=date(2024, 1, 1), title=(1,)),)}, "is no CSS selector"),
    ({"datelines": ("संवाददाता",)}, "must hold {place}"),
    ({"datelines": ("{place}",)}, "must hold {place}"),
    ({"country": "India"}, "country must be"),
    ({"timezone": "IST"}, "timezone must be"),
    ({"known": {"hosts": "unverified"}}, "does not say how sources is known"),
    ({"known": known(kinds="unverified")}, "speaks of 'kinds'"),
    ({"politeness": Politeness(delay=3)}, "does not say how politeness"),
    ({"known": GOOD["known"] | {"hosts": "seen in 2025"}}, "known['hosts'] must be"),
    ({"sources": (Feed("https://nadi.example/feed", known="in use"),)}, "must be 'seen 2025-09'"),
]


@pytest.mark.parametrize(("changes", "message"), WRONG)
def test_a_wrong_rule_says_what_is_wrong(changes, message):
    assert message in "; ".join(problems(publisher(**changes)))


def test_no_source_needs_its_reason():
    assert (
        problems(publisher(sources=(), no_source="403 to all readers", known={"hosts": "unverified"})) == []
    )


@pytest.mark.parametrize(
    "politeness", [{"delay": -1}, {"delay": 301}, {"concurrency": 0}, {"concurrency": 99}]
)
def test_a_wrong_pace_is_refused(politeness):
    with pytest.raises(RuleError, match="politeness"):
        Politeness(**politeness)


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
    old, new = replace(old, publisher=rule.key), replace(new, publisher=rule.key)
    assert rule.layout_on() == new
    assert rule.layout_on(date(2024, 5, 1)) == new
    assert rule.layout_on(date(2024, 4, 30)) == old
    assert rule.layout_on(date(2018, 1, 1)) is None
    assert publisher().layout_on() is None


def test_an_archive_has_an_address_for_each_day():
    archive = Archive("https://nadi.example/{day:%Y}/{day:%m-%d}.xml")
    assert (
        publisher(sources=(archive,)).sources[0].url_on(date(2024, 3, 9))
        == "https://nadi.example/2024/03-09.xml"
    )


def test_kinds_count_before_the_article_pattern():
    rule = publisher(**PATTERN, kinds=(KIND,))
    assert rule.kind_of("https://nadi.example/khel/pul-12.html") == "article"
    assert rule.kind_of("https://nadi.example/video/pul-12.html") == "video"
    assert rule.kind_of("https://nadi.example/khel/video/pul-12.html") == "article"
    assert rule.kind_of("https://nadi.example/") is None
    assert rule.kind_of("https://nadi.example") is None


def test_amp_twins_there_and_back():
    rule = publisher(**PATTERN, amp=(TWIN,))
    article, amp = "https://nadi.example/khel/pul-12.html", "https://nadi.example/amp/khel/pul-12.html"
    assert rule.amp_of(article) == amp
    assert rule.article_of(amp) == article
    assert rule.amp_of(amp) is None
    assert rule.article_of(article) is None
    assert rule.amp_of("https://nadi.example/khel/") is None
    assert rule.article_of("https://nadi.example/amp/khel/") is None


def test_the_fields_of_a_twin_keep_to_one_piece_of_a_path():
    twin = AmpTwin(
        "https://nadi.example/{path}/show/{id}.cms", "https://nadi.example/{path}/amp_show/{id}.cms"
    )
    assert twin.amp_of("https://nadi.example/a/b/show/12.cms") == "https://nadi.example/a/b/amp_show/12.cms"
    assert twin.amp_of("https://nadi.example/a/show/12/13.cms") is None
    assert twin.article_of("https://nadi.example/a/amp_show/12.cms?x=1") is None


def test_a_rule_travels_between_processes():
    rule = publisher(known={"feed": "2026"})
    assert pickle.loads(pickle.dumps(rule)) == rule
    assert hash(rule) == hash(publisher(known={}))


@given(st.text(max_size=80))
def test_any_text_may_be_asked_for(url):
    assert publisher().owns(url) in {True, False}
