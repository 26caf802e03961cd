"""What class and id say; and that ordinary names of stories say nothing."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extraction.hints import (
    _HEAD,
    _ROLES,
    NOTHING,
    away_label,
    by_first_letter,
    head_label,
    names_body,
)
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


_PIECES = sorted({piece for _, pattern in (*_ROLES, *_HEAD) for piece in re.findall("[a-z]{2,}", pattern)})
_MADE_UP = re.compile(r"(?<!\S)(?:css|sc|jsx|jss|emotion|svelte)-(?=[a-z]*\d)[0-9a-z]{4,12}(?!\S)")


def searched_whole(roles: Sequence[tuple[str, str]], hints: str) -> Label:
    """The first match in all of the hints: what the search word by word has to find."""
    pattern = "|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(roles))
    found = re.search(pattern, _MADE_UP.sub("", hints))
    if found is None:
        return NOTHING
    assert found.lastgroup is not None
    return Label(roles[int(found.lastgroup[1:])][0], f"class {found.group().strip(' -_')}")


@settings(max_examples=1_500, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(_PIECES),
            st.sampled_from([" ", " ", "-", "_", "__", "--", "2", "x", "sc-", "css-ad88d6", "उप"]),
        ),
        max_size=8,
    ).map("".join)
)
def test_names_are_found_as_by_one_search_of_all(hints: str) -> None:
    assert away_label(hints) == searched_whole(_ROLES, hints)
    assert head_label(hints) == searched_whole(_HEAD, hints)


def test_alternatives_by_their_first_letter() -> None:
    assert by_first_letter([r"ab|(?:^|[\s_-])c(?:d|e)", "ax?|-f"]) == r"(?:^|[\s_-])(?:c(?:d|e))|-f|a(?:b|x?)"
    assert by_first_letter(["ab|c"]) == "a(?:b)|c(?:)"
