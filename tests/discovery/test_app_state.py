import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.discovery.app_state import MAX_STORIES, stories_in

TITLE = "गंगा का जलस्तर घटा, नाविक लौटे"


def found(value):
    return [(story.address, story.title) for story in stories_in([json.dumps(value)])]


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ({"headline": TITLE, "url": "https://a.example/x-1"}, "https://a.example/x-1"),
        ({"title": TITLE, "webTitleUrl": "/bihar/x-1.html"}, "/bihar/x-1.html"),
        ({"title": TITLE, "slug": "bihar/patna/x-1"}, "/bihar/patna/x-1"),
        ({"name": TITLE, "@id": "https://a.example/x-1"}, "https://a.example/x-1"),
        ({"title": TITLE, "url": "javascript:x/y", "path": "/x-1"}, "/x-1"),
    ],
)
def test_stories(value, address):
    assert found({"props": [{"list": [value]}]}) == [(address, TITLE)]


@pytest.mark.parametrize(
    "value",
    [
        {"title": TITLE},
        {"title": "बिहार", "url": "/bihar"},
        {"title": TITLE, "slug": "x-1"},
        {"title": TITLE, "url": 7},
        {"title": [TITLE], "url": "/x-1"},
        {"title": TITLE, "url": ""},
    ],
)
def test_other_objects(value):
    assert found(value) == []


def test_order_and_dates():
    value = {
        "a": {
            "title": TITLE + " 1",
            "url": "/1a",
            "firstPublishedDate": "2025-08-11T14:30:00",
            "modDate": 1754902800000,
        },
        "b": [
            {"title": TITLE + " 2", "url": "/2b", "publishDate": True},
            {"title": TITLE + " 3", "url": "/3c"},
        ],
    }
    stories = list(stories_in([json.dumps(value)]))
    assert [story.address for story in stories] == ["/1a", "/2b", "/3c"]
    assert (stories[0].published, stories[0].modified) == ("2025-08-11T14:30:00", "1754902800000")
    assert stories[1].published is None


def test_bounds(stopwatch):
    many = json.dumps([{"title": TITLE, "url": f"/x-{number}"} for number in range(MAX_STORIES * 2)])
    hostile = ["[" * 100_000, "{", "", '{"a":' + "1" * 5_000 + "}", "[" + "[]," * 300_000 + "[]]"]
    assert stopwatch.cpu(lambda: list(stories_in([many])), 2.0) < 2.0
    assert len(stopwatch.result) == MAX_STORIES
    assert stopwatch.cpu(lambda: list(stories_in(hostile)), 2.0) < 2.0
    assert stopwatch.result == []


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from([TITLE, "/x-1"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["title", "url", "slug", "modDate", "x"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(_json, st.text(max_size=50))
def test_any_json_is_safe(value, text):
    list(stories_in([json.dumps(value), text]))
