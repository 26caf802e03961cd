import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.discovery.listings import read_listing

URL = "https://www.khabar.example/bihar"
FIRST = "गंगा का जलस्तर घटा, दीघा घाट पर लौटी रौनक और नाविकों ने ली राहत की सांस"
SECOND = "गया में तीन नए पुस्तकालय खुलेंगे, मार्च तक पूरा होगा भवन का काम"
THIRD = "मुज़फ़्फ़रपुर की लीची इस बार पंद्रह दिन पहले पहुंची बाज़ार"

PAGE = f"""<!doctype html><html lang="hi"><head><title>बिहार</title>
<link rel="alternate" type="application/rss+xml" href="/rss/bihar.xml">
<link rel="alternate" type="application/atom+xml; charset=utf-8" href="https://www.khabar.example/atom">
<link rel="alternate" hreflang="en" href="https://en.khabar.example/bihar">
<link rel="sitemap" href="/sitemap.xml"><link rel="stylesheet" href="/a.css"></head><body>
<header><nav class="main-nav"><a href="/">होम</a><a href="/desh">देश</a><a href="/bihar">बिहार</a>
<a href="/khel/cricket">क्रिकेट</a><a href="/videos">वीडियो</a><a href="/epaper">ई-पेपर</a>
<a href="/tag/chunav">चुनाव</a><a href="https://en.khabar.example/">English</a>
<a href="/login">लॉगिन</a><a href="https://www.facebook.com/khabar">फ़ेसबुक</a></nav></header>
<main>
<div class="card"><a href="/bihar/patna/ganga-ka-jalstar-ghata-4821733.html">
<img alt="दीघा घाट पर नावें" src="a.jpg"></a>
<h3><a href="/bihar/patna/ganga-ka-jalstar-ghata-4821733.html?utm_source=home">{FIRST}</a></h3>
<a href="/bihar/patna/ganga-ka-jalstar-ghata-4821733.html">और पढ़ें</a></div>
<a class="card" href="https://m.khabar.example/bihar/gaya/teen-pustakalaya-khulenge-4821734.html"><h2>{SECOND}</h2>
<p>ज़िलाधिकारी ने बताया कि ज़मीन का चयन हो चुका है।</p></a>
<a href="/bihar/मुज़फ़्फ़रपुर-की-लीची-पहुंची-बाज़ार">{THIRD}</a>
<a href="/about-us">हमारे बारे में और हमारे संपादकीय नियमों की पूरी जानकारी</a>
<a href="/tag/ganga">गंगा से जुड़ी सभी खबरें यहां एक साथ पढ़ें</a>
<a href="/notice-of-2025-tender-document-number-77.pdf">निविदा सूचना का पूरा दस्तावेज़ यहां देखें</a>
<a href="https://other.example/some-long-slug-of-a-story-1234567.html">{FIRST}</a>
<a href="javascript:void(0)">{FIRST}</a><a href="#top">ऊपर</a>
<div class="pagination"><a href="/bihar?page=1">1</a><a href="/bihar?page=3">3</a>
<a href="/bihar?page=2">2</a>
<a href="/bihar?page=2">अगला</a></div></main>
<footer><a href="/privacy-policy">निजता</a><a href="/rss">RSS</a>
<a href="/hamari-company-ke-bare-me-sab-kuch-1234567">कंपनी</a></footer></body></html>"""


def urls(result):
    return [found.url for found in result.announcements]


def read(markup, url=URL, pattern=None):
    return read_listing(markup.encode(), url, pattern)


def test_a_section_page():
    result = read(PAGE)
    assert result.problems == ()
    assert [(found.title, found.kind, found.source) for found in result.announcements] == [
        (FIRST, "listing", URL),
        (SECOND, "listing", URL),
        (THIRD, "listing", URL),
    ]
    assert urls(result)[:2] == [
        "https://www.khabar.example/bihar/patna/ganga-ka-jalstar-ghata-4821733.html",
        "https://m.khabar.example/bihar/gaya/teen-pustakalaya-khulenge-4821734.html",
    ]
    assert result.next_pages == (
        "https://www.khabar.example/bihar?page=2",
        "https://www.khabar.example/bihar?page=3",
    )
    assert result.sections == (
        "https://www.khabar.example/desh",
        "https://www.khabar.example/khel/cricket",
        "https://www.khabar.example/videos",
    )
    assert result.feeds == (
        "https://www.khabar.example/rss/bihar.xml",
        "https://www.khabar.example/atom",
        "https://www.khabar.example/rss",
    )
    assert result.sitemaps == ("https://www.khabar.example/sitemap.xml",)


def test_a_pattern_decides_alone():
    result = read(PAGE, pattern=r"^https://(?:www|m)\.khabar\.example/bihar/\w+/[a-z-]+-\d{7}\.html$")
    assert len(urls(result)) == 2
    about = read(PAGE, pattern=r"/about-us$")
    assert urls(about) == ["https://www.khabar.example/about-us"]


@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        (f'<a href="/x-y-z-w-1234567">{FIRST}</a>', FIRST),
        (f'<a href="/x-y-z-w-1234567"><span>{FIRST}</span></a>', FIRST),
        (f'<h2><span><a href="/x-y-z-w-1234567">{FIRST}</a></span></h2>', FIRST),
        (f'<a href="/x-y-z-w-1234567"><div class="card-title">{FIRST}</div><p>सार</p></a>', FIRST),
        (f'<a href="/x-y-z-w-1234567"><img alt="{FIRST}"></a>', FIRST),
        (f'<a href="/x-y-z-w-1234567" title="{FIRST}"><img alt="चित्र"></a>', FIRST),
        ('<a href="/x-y-z-w-1234567"><img></a>', None),
        (f'<a href="/x-y-z-w-1234567">और पढ़ें</a><a href="/x-y-z-w-1234567">{FIRST}</a>', FIRST),
    ],
)
def test_headlines(anchor, title):
    (found,) = read(f"<body><div>{anchor}</div></body>").announcements
    assert found.title == title


@pytest.mark.parametrize(
    ("anchor", "taken"),
    [
        (f'<a href="/desh/chaar-shabd-wala-slug">{FIRST}</a>', True),
        ('<a href="/desh/chaar-shabd-wala-slug">देश</a>', False),
        (f'<a href="/desh/987654">{FIRST}</a>', True),
        (f'<a href="/desh/vishesh">{FIRST}</a>', False),
        (f'<a href="/photos/ganga-ghat-1234567">{FIRST}</a>', True),
        (f'<a href="/desh/chaar-shabd-wala-slug?sort=asc">{FIRST}</a>', False),
        (f'<footer><a href="/desh/chaar-shabd-wala-slug">{FIRST}</a></footer>', False),
        (
            '<div class="mega-menu"><a href="/yojana-ki-jaankari-dekhen-1234567">योजना की जानकारी</a></div>',
            False,
        ),
        (f'<nav><a href="/desh/chaar-shabd-wala-slug-1234567">{FIRST}</a></nav>', True),
        (f'<a href="/bihar">{FIRST}</a>', False),
        (f'<a href="https://hindi.khabar.example/desh/chaar-shabd-wala-slug">{FIRST}</a>', True),
    ],
)
def test_which_links_are_stories(anchor, taken):
    assert bool(urls(read(f"<body><div>{anchor}</div></body>"))) is taken


@pytest.mark.parametrize(
    ("markup", "url", "expected"),
    [
        ('<link rel="next" href="/bihar/page/2/">', URL, ["https://www.khabar.example/bihar/page/2/"]),
        ('<a rel="next nofollow" href="?page=2">2</a>', URL, ["https://www.khabar.example/bihar?page=2"]),
        ('<a href="/bihar/2">2</a><a href="/bihar/3">3</a>', URL, ["https://www.khabar.example/bihar/2", "https://www.khabar.example/bihar/3"]),
        ('<a href="/bihar/page/3/">Older Posts</a>', URL + "/page/2/", ["https://www.khabar.example/bihar/page/3/"]),
        ('<a href="/bihar/page/1/">Newer</a>', URL + "/page/2/", []),
        ('<button data-next-url="/bihar?page=2">और खबरें</button>', URL, ["https://www.khabar.example/bihar?page=2"]),
        ('<a href="/desh">और पढ़ें</a>', URL, []),
        ('<a href="https://other.example/bihar?page=2" rel="next">2</a>', URL, []),
    ],
)  # fmt: skip
def test_next_pages(markup, url, expected):
    assert list(read(f"<html><head></head><body>{markup}</body></html>", url).next_pages) == expected


def test_the_base_element_counts():
    page = f'<base href="https://www.khabar.example/bihar/"><a href="gaya/x-y-z-w-1234567">{FIRST}</a>'
    assert urls(read(page)) == ["https://www.khabar.example/bihar/gaya/x-y-z-w-1234567"]


def test_stories_in_the_applications_state():
    state = {
        "props": {
            "list": [
                {
                    "headline": FIRST,
                    "webTitleUrl": "/bihar/ganga-ka-jalstar-4821733.html",
                    "modDate": "2025-08-11 14:30",
                },
                {"headline": SECOND, "url": "https://cdn.other.example/x-y-z-w-1234567"},
                {
                    "title": SECOND,
                    "url": "https://www.khabar.example/uploads/gaya-ka-naya-pustakalaya-4821734.jpg",
                },
                {
                    "headline": THIRD,
                    "slug": "bihar/litchi-pahunchi-bazaar-me",
                    "firstPublishedDate": 1754902800000,
                },
            ]
        }
    }
    anchor = '<a href="/bihar/ganga-ka-jalstar-4821733.html"><img></a>'
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    page = f"<body>{anchor}{script}</body>"
    first, second = read(page).announcements
    assert (first.title, first.modified_at) == (FIRST, "2025-08-11T14:30:00+05:30")
    assert second.url == "https://www.khabar.example/bihar/litchi-pahunchi-bazaar-me"
    assert second.published_at is not None


def test_the_listed_items_of_json_ld():
    items = [{"@type": "ListItem", "position": 1, "url": URL + "/x-y-z-w-1234567", "name": FIRST}]
    script = json.dumps({"@type": "ItemList", "itemListElement": items}, ensure_ascii=False)
    assert urls(read(f'<script type="application/ld+json">{script}</script>')) == [URL + "/x-y-z-w-1234567"]


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (b"", URL),
        (b"%PDF-1.4", URL),
        (b"<rss><channel/></rss>", URL),
        (b"<a>" * 400_000, URL),
        (b"<html>", "nowhere"),
    ],
)
def test_what_cannot_be_read_says_so(body, url):
    result = read_listing(body, url)
    assert result.announcements == ()
    assert result.problems


def test_legacy_bytes_and_odd_links():
    page = f'<a href="http://[::1">{FIRST}</a><a href="/x-y-z-w-1234567">{FIRST}</a>'
    assert urls(read_listing(page.encode("utf-16"), URL)) == ["https://www.khabar.example/x-y-z-w-1234567"]


def test_a_home_page_of_200_kb_is_quick(stopwatch):
    href = "/bihar/patna/ganga-ka-jalstar-ghata-{n}.html"
    card = (
        f'<div class="col card"><a href="{href}"><img src="a.jpg" alt="{FIRST}"></a>'
        f'<h3 class="t"><a href="{href}">{FIRST}</a></h3><p>{FIRST}</p></div>'
    )
    cards = "".join(card.format(n=4_000_000 + n) for n in range(200))
    body = (PAGE + cards).encode()
    assert len(body) > 150_000
    read_listing(b"<p>", URL)
    assert stopwatch.cpu(lambda: read_listing(body, URL), 0.1) < 0.1  # about 0.012 s alone
    assert len(stopwatch.result.announcements) == 203


_tag = st.sampled_from(
    [
        "<a href=",
        "<a href='/x-y-z-w-1234567'>",
        "</a>",
        "<nav>",
        "<h2>",
        "<base href='//x'>",
        "<link rel=next href='?page=2'>",
        FIRST,
    ]
)


@given(
    st.binary(max_size=200)
    | st.lists(_tag | st.text(max_size=20), max_size=10).map(lambda p: "".join(p).encode("utf-8", "ignore"))
)
def test_any_bytes_are_safe(body):
    result = read_listing(body, URL)
    assert read_listing(body, URL) == result
