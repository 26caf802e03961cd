"""The compiled walk leaves what the reference leaves, whatever the page."""

import pytest
from crowded_pages import KINDS, blog_page, crowded_page, other_page
from hypothesis import example, given, settings
from hypothesis import strategies as st
from live_pages import live_page
from made_pages import story_page
from story_pages import CASES, page
from test_blocks import RUNS
from test_extract_bounds import BOMBS, SIZE
from walks import assert_equal

from newscrawl.extraction.acceleration import WALK, WHY_NOT
from newscrawl.limits import LIMITS

pytestmark = pytest.mark.skipif(WALK is None, reason=f"no compiled walk: {WHY_NOT}")

TAGS = (
    "html head body title base meta link div p span a b strong em i h1 h2 ul li table tr td th nav footer article main"
    " figure figcaption img amp-img time abbr br hr iframe video script style noscript template svg select textarea"
    " label button pre x-story section aside amp-video"
).split()
NAMES = (
    "class id role data-testid data-component aria-label data-type data-block data-module hidden style itemprop"
    " itemtype datetime href rel title src data-src srcset alt width height content property name http-equiv type"
    " lang xml:lang amp ⚡ hreflang onclick data-x CLASS"
).split()
VALUES = [
    "",
    "entry-content",
    "author vcard",
    "fn",
    "byline reporter",
    "published",
    "sr-only",
    "d-none d-md-block",
    "display:none",
    "VISIBILITY : hidden",
    "color:red",
    "until-found",
    "datePublished author",
    "headline",
    "https://schema.org/NewsArticle",
    "2026-11-22T11:25:00+05:30",
    "/samachar/1.html",
    "nofollow SPONSORED",
    "https://www.youtube.com/embed/x",
    "data:image/png;base64,AA",
    "a.jpg 1x, b.jpg 2x",
    "640px",
    "application/ld+json",
    "__NEXT_DATA__",
    "breadcrumb",
    "og:title",
    " description ",
    "hi",
    "क\u200dष " * 60,
]
TEXTS = [
    "",
    " ",
    "\n\t ",
    "\n\nपुल का काम\nशुरू हुआ।\n \nसड़क बनेगी।\n\n\n",
    "लखनऊ में  बैठक हुई।",
    "एक\u00a0दो\u2003तीन",
    " agle saal ",
    "\u200b",
    "\ufeff",
    "न्\u200dयाय",
    "é ü \x85 x",
    "🙂 हाँ ",
    "-",
    "{}",
    "<!-- छिपा -->",
    "गोमती पर नए पुल का काम शुरू " * 13,
]


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attribute = st.one_of(
        st.builds("{}".format, st.sampled_from(NAMES)),
        st.builds('{}="{}"'.format, st.sampled_from(NAMES), st.sampled_from(VALUES)),
    )
    return st.builds(
        lambda tag, attributes, inner, closed: (
            f"<{' '.join([tag, *attributes])}>{''.join(inner)}" + (f"</{tag}>" if closed else "")
        ),
        st.sampled_from(TAGS),
        st.lists(attribute, max_size=4),
        st.lists(children, max_size=5),
        st.integers(0, 5).map(bool),
    )


MARKUP = st.lists(st.recursive(st.sampled_from(TEXTS), element, max_leaves=40), max_size=8).map("".join)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(MARKUP)
@example("<nav>" + "<a href=/x>खेल की ख़बरें</a> " * 40 + "</nav>")
@example("<footer>" + "<p>पता और फ़ोन</p> " * 40 + "</footer><nav class=breadcrumb>" + "x " * 400 + "</nav>")
@example("<article><nav>" + "<a href=/x>खेल की ख़बरें</a> " * 40 + "</nav></article>")
@example("<p>एक <a href=1 rel=NoFollow>दो <b>तीन</b><br>चार</a> पाँच</p>")
@example("<a href=1><div>एक</div><a href=2>दो</a></a>")
@example("<p><span class=author><i>मीरा</i> जोशी</span> <span style='display:none'>छिपा</span> दिखता</p>")
def test_any_markup(markup: str) -> None:
    assert_equal(markup.encode(), "https://khabar.example/1")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert_equal(data)


@pytest.mark.parametrize("body", [run.values[0] for run in RUNS], ids=[run.id for run in RUNS])
def test_runs_of_text(body: str) -> None:
    assert_equal(
        f"<!doctype html><html lang=hi><head><title>शीर्षक</title></head><body>{body}</body></html>".encode()
    )


@pytest.mark.parametrize("case", CASES)
def test_stories(case: str) -> None:
    assert_equal(page(case), "https://khabar.example/1")


@pytest.mark.parametrize("make", [story_page, crowded_page, blog_page, live_page])
def test_pages_put_together_at_random(make) -> None:
    for seed in range(120):
        made = make(seed)
        assert_equal(made.html.encode(), made.url)


@pytest.mark.parametrize("kind", KINDS)
def test_pages_that_are_no_story(kind: str) -> None:
    for seed in range(10):
        assert_equal(other_page(kind, seed).html.encode())


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str) -> None:
    assert_equal(BOMBS[name]()[: SIZE // 16])


def test_the_bounds() -> None:
    assert_equal(b"<p>x" * (LIMITS.blocks + 50))
    assert_equal(b"x<br>" * (LIMITS.blocks + 50))
    assert_equal(b"<p>" + b"x " * LIMITS.block_chars)
    assert_equal(b"<meta name=a content=b>" * (LIMITS.list_items + 50))
    assert_equal(b"<link rel=a href=b>" * (LIMITS.list_items + 50))
    assert_equal(b'<b><time itemprop="datePublished">' + b"x " * 400 + b"</time></b>" * 300)


def test_it_is_attached_once_and_rightly() -> None:
    assert WALK is not None
    with pytest.raises(ValueError, match="addresses"):
        WALK.attach([1, 2], 2)
