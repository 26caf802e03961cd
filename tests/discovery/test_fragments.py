"""Lists that grow: buttons, JSON answers and counted pages."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.discovery.fragments import fragment_page
from newscrawl.discovery.listings import read_listing
from newscrawl.discovery.sniffing import form_of

URL = "https://samachar.example/rajya/"
TITLE = "गंगा का जलस्तर बढ़ने से चार गांव खाली कराए गए, राहत शिविर खुले"
STORY = "https://samachar.example/rajya/ganga-ka-jalstar-badha-gaon-khali-kiye-gaye-100045/"


def _page(inside: str) -> bytes:
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{inside}</body></html>'.encode()


def _state(value: object) -> bytes:
    return _page(f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(value)}</script>')


@pytest.mark.parametrize(
    ("body", "following"),
    [
        (_page('<button data-url="/ajax/rajya?page=2">और खबरें</button>'), "/ajax/rajya?page=2"),
        (
            _page('<div class="btn load-more" data-href="/ajax/rajya" data-page="2"></div>'),
            "/ajax/rajya?page=2",
        ),
        (_page('<a data-ajax-url="/more?from=20" href="#">Load More</a>'), "/more?from=20"),
        (_page('<div data-next-url="/rajya/page/2/"></div>'), "/rajya/page/2/"),
        (_state({"props": {"pageProps": {"nextPageUrl": "/rajya?page=2"}}}), "/rajya?page=2"),
        (_state({"props": {"pagination": {"currentPage": 1, "totalPages": 9}}}), "/rajya/?page=2"),
        (_state({"props": {"list": {"page": 1, "hasMore": True}}}), "/rajya/?page=2"),
    ],
)
def test_the_next_piece_is_found(body: bytes, following: str) -> None:
    assert read_listing(body, URL).next_pages[0] == f"https://samachar.example{following}"


@pytest.mark.parametrize(
    "body",
    [
        _page('<button data-url="https://elsewhere.example/more?page=2">और खबरें</button>'),
        _page('<button data-url="/share?story=17">शेयर करें</button>'),
        _page('<button data-url="javascript:more()">और खबरें</button>'),
        _page('<button class="load-more" data-url="more">और खबरें</button>'),
        _state({"pagination": {"currentPage": 9, "totalPages": 9}}),
        _state({"story": {"next": "/rajya/kisi-aur-kahani-ka-pata-yahan-hai-100046"}}),
    ],
)
def test_other_addresses_are_not(body: bytes) -> None:
    assert read_listing(body, URL).next_pages == ()


@pytest.mark.parametrize(
    "answer",
    [
        {"html": f'<li><a href="{STORY}"><h3>{TITLE}</h3></a></li>', "next_page": "/ajax/rajya?page=3"},
        {
            "data": [{"headline": TITLE, "url": STORY, "datePublished": "2026-03-04T10:00:00+05:30"}],
            "next_page": "/ajax/rajya?page=3",
        },
        {
            "items": [f'<div><a href="{STORY}"><h3>{TITLE}</h3></a></div>', "</script>"],
            "page": 2,
            "total_pages": 4,
        },
    ],
)
def test_a_json_answer_is_read_as_a_page(answer: object) -> None:
    result = read_listing(json.dumps(answer).encode(), "https://samachar.example/ajax/rajya?page=2")
    (story,) = result.announcements
    assert (story.url, story.title) == (STORY, TITLE)
    assert result.next_pages == ("https://samachar.example/ajax/rajya?page=3",)


@pytest.mark.parametrize(
    ("body", "form"),
    [
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "feed"),
        (
            b'\xef\xbb\xbf\n<?xml version="1.0"?><!-- by hand -->\n<feed xmlns="http://www.w3.org/2005/Atom"/>',
            "feed",
        ),
        (b'<rdf:RDF xmlns:rdf="x">', "feed"),
        (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "sitemap"),
        (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', "sitemap"),
        (b"<sitemapindex >", "sitemap"),
        (b"<!DOCTYPE html><html><head>", "listing"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        (b'[{"headline": "x"}]', "listing"),
        (b"\x1f\x8b\x08", None),
        (b"https://samachar.example/a\n", None),
        (b"", None),
    ],
)
def test_the_form_of_a_source(body: bytes, form: str | None) -> None:
    assert form_of(body) == form


@given(st.binary(max_size=300))
def test_nothing_raises(body: bytes) -> None:
    form_of(body)
    fragment_page(b"{" + body)
    read_listing(b"[" + body, URL)
