import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.jsonld import Crumb, JsonLd, object_urls, read_jsonld, text, type_names
from newscrawl.limits import LIMITS

HEADLINE = "गया में फल्गु के घाट फिर से बनेंगे"


def one(raw: str) -> JsonLd:
    return read_jsonld([raw])


@pytest.mark.parametrize(
    ("raw", "types"),
    [
        ('{"@type": "NewsArticle"}', {"newsarticle"}),
        ('[{"@type": "NewsArticle"}, {"@type": "BreadcrumbList"}]', {"newsarticle", "breadcrumblist"}),
        (
            '{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle", "Article"]}]}',
            {"webpage", "newsarticle", "article"},
        ),
        ('{"@type": "https://schema.org/NewsArticle"}', {"newsarticle"}),
        ('{"@type": "schema:LiveBlogPosting"}', {"liveblogposting"}),
        (
            '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "x"}}',
            {"webpage", "newsarticle"},
        ),
        ('{"name": "no type"}', set()),
        ("null", set()),
        ('"text"', set()),
        ("17", set()),
        ("", set()),
        ("   \n ", set()),
    ],
)
def test_objects_are_flattened(raw: str, types: set[str]) -> None:
    assert one(raw).types() == types


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        (f'<!-- {{"@type": "NewsArticle", "headline": "{HEADLINE}"}} -->', "wrapper"),
        (f'//<![CDATA[\n{{"@type": "NewsArticle", "headline": "{HEADLINE}"}}\n//]]>', "wrapper"),
        (f'/* <![CDATA[ */{{"@type": "NewsArticle", "headline": "{HEADLINE}"}}/* ]]> */', "wrapper"),
        (f'{{"@type": "NewsArticle", "headline": "{HEADLINE}"}};', "wrapper"),
        (f'{{"@type": "NewsArticle", "headline": "{HEADLINE}",}}', "commas"),
        (f'{{"@type": "NewsArticle", "tags": ["a", ], "headline": "{HEADLINE}"}}', "commas"),
        (
            f"{{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;{HEADLINE}&quot;}}",
            "entities",
        ),
        (
            f'{{"@type": "NewsArticle", "description": "मंत्री ने "काम जारी है" कहा", "headline": "{HEADLINE}"}}',
            "quotes",
        ),
        (f'{{"@type": "NewsArticle", "headline": "{HEADLINE}"}} trailing words', "wrapper"),
        (f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "broken": [1, 2', "searched"),
        (f'{{"@type": "NewsArticle", "x": "बोले, "हां", "headline": "{HEADLINE}"}}', "searched"),
    ],
)
def test_damage_is_repaired_or_searched(raw: str, note: str) -> None:
    result = one(raw)
    article = result.article()
    assert article is not None
    assert article["headline"] == HEADLINE
    assert note in result.notes[0]


def test_raw_line_breaks_and_tabs_inside_strings_are_no_damage() -> None:
    result = one('{"@type": "NewsArticle", "headline": "पहली\n\tपंक्ति"}')
    assert result.article() == {"@type": "NewsArticle", "headline": "पहली\n\tपंक्ति"}
    assert result.notes == []


def test_one_bad_script_does_not_hurt_the_next() -> None:
    result = read_jsonld(["{ nonsense", f'{{"@type": "NewsArticle", "headline": "{HEADLINE}"}}'])
    assert result.article() is not None
    assert len(result.notes) == 1


def test_a_script_over_the_limit_is_searched_for_keys() -> None:
    raw = json.dumps(
        {
            "@type": "LiveBlogPosting",
            "headline": HEADLINE,
            "datePublished": "2026-04-05T10:00:00+05:30",
            "author": [{"@type": "Person", "name": "रश्मि दुबे"}, {"@type": "Person", "name": "Anil Bhatt"}],
            "liveBlogUpdate": [{"@type": "BlogPosting", "articleBody": "अ" * 1000}] * 600,
        },
        ensure_ascii=False,
    )
    assert len(raw) > LIMITS.jsonld_bytes
    result = one(raw)
    article = result.article()
    assert article is not None
    assert article["datePublished"] == "2026-04-05T10:00:00+05:30"
    assert article["author"] == ["रश्मि दुबे", "Anil Bhatt"]
    assert "too large" in result.notes[0]


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000, "-" + "9" * 5000])
def test_numbers_that_are_none_become_null(literal: str) -> None:
    article = one(f'{{"@type": "NewsArticle", "wordCount": {literal}}}').article()
    assert article == {"@type": "NewsArticle", "wordCount": None}


def test_lone_surrogates_are_dropped_and_pairs_kept() -> None:
    article = one(r'{"@type": "NewsArticle", "headline": "a\ud83d b\ud83d\ude00"}').article()
    assert article is not None
    assert article["headline"] == "a b\U0001f600"


@pytest.mark.parametrize("raw", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000])
def test_deep_nesting_ends_with_a_note(raw: str) -> None:
    result = one(raw)
    assert result.objects == []
    assert result.notes


def test_more_scripts_than_the_limit_are_left_unread() -> None:
    result = read_jsonld(['{"@type": "WebPage"}'] * (LIMITS.jsonld_blocks + 5))
    assert len(result.objects) == LIMITS.jsonld_blocks
    assert "unread" in result.notes[-1]


def test_the_article_that_names_the_page_wins_over_related_ones() -> None:
    related = {
        "@type": "NewsArticle",
        "headline": "दूसरी खबर",
        "url": "https://a.in/b-2",
        "datePublished": "2026-01-01",
    }
    own = {"@type": "Article", "headline": HEADLINE, "mainEntityOfPage": {"@id": "https://a.in/a-1"}}
    result = one(json.dumps([related, own]))
    assert result.article(["http://www.a.in/a-1/?utm_source=x"])["headline"] == HEADLINE  # type: ignore[index]
    assert result.article([], [HEADLINE])["headline"] == HEADLINE  # type: ignore[index]
    assert result.article()["headline"] == "दूसरी खबर"  # type: ignore[index]


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["VideoObject", "NewsArticle"], "NewsArticle"),
        (["ImageGallery", "VideoObject"], "ImageGallery"),
        (["NewsArticle", "LiveBlogPosting"], "LiveBlogPosting"),
        (["WebPage", "WebSite"], None),
    ],
)
def test_types_are_ranked(types: list[str], expected: str | None) -> None:
    article = one(json.dumps([{"@type": name} for name in types])).article()
    assert (article or {}).get("@type") == expected


def test_references_are_followed_across_scripts() -> None:
    result = read_jsonld(
        [
            '{"@type": "NewsArticle", "author": {"@id": "#p"}}',
            '{"@graph": [{"@id": "#p", "@type": "Person", "name": "नीलम"}]}',
        ]
    )
    article = result.article()
    assert article is not None
    assert result.resolve(article["author"])["name"] == "नीलम"
    assert result.resolve({"@id": "#unknown"}) == {"@id": "#unknown"}
    assert result.resolve("plain") == "plain"


def test_breadcrumbs_come_in_the_order_of_their_positions() -> None:
    items = [
        {"@type": "ListItem", "position": "2", "item": {"@id": "https://a.in/bihar", "name": "बिहार"}},
        {"@type": "ListItem", "position": 1, "name": "होम", "item": "https://a.in/"},
        {"@type": "ListItem", "position": "x", "name": "गया"},
        "junk",
        {"position": 9},
    ]
    raw = json.dumps({"@type": "BreadcrumbList", "itemListElement": items})
    assert one(raw).breadcrumbs() == [
        Crumb("होम", "https://a.in/"),
        Crumb("बिहार", "https://a.in/bihar"),
        Crumb("गया", None),
    ]
    assert one('{"@type": "BreadcrumbList", "itemListElement": 7}').breadcrumbs() == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" x ", "x"),
        ("", None),
        (["", "y"], "y"),
        ({"@value": "z"}, "z"),
        ({"name": ["n"]}, "n"),
        (5, None),
        (None, None),
        ([[[["deep"]]]], None),
    ],
)
def test_text_of_a_value(value: object, expected: str | None) -> None:
    assert text(value) == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@id",
                    "@graph",
                    "name",
                    "author",
                    "itemListElement",
                    "mainEntity",
                    "url",
                    "position",
                    "item",
                ]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(JSON)
def test_any_json_is_read_without_error(value: object) -> None:
    result = one(json.dumps(value))
    result.article(["https://a.in/x"], ["headline"])
    result.breadcrumbs()
    result.types()
    for obj in result.objects:
        type_names(obj)
        object_urls(obj)
        result.resolve(obj)


@given(st.text(max_size=300) | st.text(alphabet='{}[]":,\\ \n<!-/a1&;', max_size=300))
def test_any_text_is_read_without_error(raw: str) -> None:
    one(raw).article()


@pytest.mark.parametrize(
    "raw",
    [
        " " * 65_000 + "x",
        '"' * 65_000,
        "{" + '"headline":"' * 6_000,
        '{"headline":"' + " " * 65_000,
        "," + " " * 65_000 + "x",
        ", " * 32_000 + "x",
        '{"author":[' + '{"name":' * 8_000,
        "<!--" * 16_000,
        "&quot;" * 11_000,
    ],
)
def test_hostile_scripts_cost_little(raw: str, stopwatch) -> None:
    assert stopwatch.cpu(lambda: one(raw), 0.5) < 0.5
