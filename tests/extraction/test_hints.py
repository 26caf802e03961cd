"""What class and id say; and that ordinary names of stories say nothing."""

import pytest

from newscrawl.extraction.hints import NOTHING, away_label, head_label, names_body
from newscrawl.extraction.page import Label


@pytest.mark.parametrize(
    ("hints", "role"),
    [
        ("related-stories", "related"),
        ("td-related-title", "related"),
        ("comment-list", "comment"),
        ("comments-area", "comment"),
        ("adsbygoogle", "ad"),
        ("div-gpt-ad-1234", "ad"),
        ("share-buttons", "share"),
        ("cookie-consent", "cookie_notice"),
        ("newsletter-box", "newsletter"),
        ("breadcrumbs", "breadcrumb"),
        ("also-read", "also_read"),
        ("author-bio", "author_bio"),
        ("post-tags", "tags"),
        ("sidebar", "widget"),
        ("wp-caption-text", "caption"),
        ("main-menu", "navigation"),
    ],
)
def test_names_of_what_stands_beside_a_story(hints: str, role: str) -> None:
    found = away_label(hints)
    assert found.role == role
    words = found.reason.removeprefix("class ")
    assert words
    assert words in hints


@pytest.mark.parametrize(
    "hints",
    [
        "",
        "entry-content",
        "story",
        "headline",
        "css-1k9x0",
        "paragraph",
        "lead",
        "shadow",
        "road",
        "header-text",
        "load",
        "thread",
    ]
    + ["download", "gradient", "reader", "adhyay", "badge", "col-8", "article__body"],
)
def test_other_names_say_nothing(hints: str) -> None:
    assert away_label(hints) is NOTHING


@pytest.mark.parametrize(
    ("hints", "role"),
    [
        ("byline", "byline"),
        ("post-date", "byline"),
        ("entry-meta", "byline"),
        ("subtitle", "subtitle"),
        ("standfirst", "subtitle"),
    ]
    + [("post-views", "counter"), ("kicker", "kicker")],
)
def test_names_of_a_story_s_head(hints: str, role: str) -> None:
    assert head_label(hints) == Label(role, f"class {hints}")


def test_other_names_are_none_of_a_head() -> None:
    assert head_label("hero") is NOTHING


@pytest.mark.parametrize(
    "hints", ["entry-content", "td-post-content", "article-body", "story_text", "news-detail", "post-body"]
)
def test_names_of_bodies(hints: str) -> None:
    assert names_body(hints)


@pytest.mark.parametrize("hints", ["", "sidebar", "css-8a7f", "wrapper"])
def test_names_of_no_body(hints: str) -> None:
    assert not names_body(hints)


@pytest.mark.parametrize("hints", ["css-ad88d6", "jss-nav1f", "sc-ad4k2 css-share9x"])
def test_names_made_up_by_a_build_say_nothing(hints: str) -> None:
    assert away_label(hints) is NOTHING
    assert head_label(hints) is NOTHING


@pytest.mark.parametrize("hints", ["ad-300", "ad-300x250", "ad_1", "css-1ab23 ad-slot"])
def test_but_numbered_names_do(hints: str) -> None:
    assert away_label(hints).role == "ad"
