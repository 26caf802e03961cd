import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.limits import LIMITS

URL = "https://www.khabar.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*entries, namespaces=NS):
    return f"<urlset {namespaces}>{''.join(entries)}</urlset>".encode()


def entry(address, extra=""):
    return f"<url><loc>{address}</loc>{extra}</url>"


def urls(result):
    return [found.url for found in result.announcements]


def test_urlset():
    body = urlset(
        entry("https://www.khabar.example/a-1", "<lastmod>2025-08-11T14:30:00+05:30</lastmod>"),
        entry("\n https://www.khabar.example/a-2 \n", "<lastmod>sometime</lastmod><priority>1</priority>"),
        entry("/a-3"),
        entry("https://www.khabar.example/a-4?x=1&y=2"),
        entry("<![CDATA[https://www.khabar.example/a-5?x=1&amp;y=2]]>"),
        entry("https://www.khabar.example/a-1?utm_source=sitemap"),
    )
    result = read_sitemap(body, URL)
    assert urls(result) == [
        "https://www.khabar.example/a-1",
        "https://www.khabar.example/a-2",
        "https://www.khabar.example/a-3",
        "https://www.khabar.example/a-4?x=1&y=2",
        "https://www.khabar.example/a-5?x=1&y=2",
    ]
    first = result.announcements[0]
    assert (first.kind, first.source, first.modified_at) == ("sitemap", URL, "2025-08-11T14:30:00+05:30")
    assert result.announcements[1].modified_at is None
    assert result.problems == ()


def test_news_sitemap():
    news = """<lastmod>2025-08-11T15:00:00+05:30</lastmod><news:news><news:publication>
    <news:name>खबर</news:name><news:language>HI</news:language></news:publication>
    <news:publication_date>2025-08-11T14:30:00+05:30</news:publication_date>
    <news:title><![CDATA[ गंगा का जलस्तर घटा ]]></news:title>
    <news:keywords>पटना, गंगा</news:keywords></news:news>
    <image:image><image:loc>https://a.example/x.jpg</image:loc><image:title>घाट</image:title>
    </image:image>"""
    body = urlset(
        entry("https://www.khabar.example/a-1", news),
        namespaces=NS + ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"',
    )
    (found,) = read_sitemap(body, URL).announcements
    assert found.kind == "news_sitemap"
    assert found.title == "गंगा का जलस्तर घटा"
    assert found.published_at == "2025-08-11T14:30:00+05:30"
    assert found.modified_at == "2025-08-11T15:00:00+05:30"
    assert found.language == "hi"
    assert found.keywords == ("पटना", "गंगा")


def test_prefixes_nobody_declared():
    news = "<news:news><news:title>क</news:title></news:news>"
    body = f"<urlset><url><loc>https://a.example/x</loc>{news}</url></urlset>".encode()
    (found,) = read_sitemap(body, URL).announcements
    assert (found.url, found.title) == ("https://a.example/x", "क")


def test_index():
    body = f"""<?xml version="1.0"?><sitemapindex {NS}>
    <sitemap><loc>https://www.khabar.example/news-1.xml</loc><lastmod>2025-08-11</lastmod></sitemap>
    <sitemap><loc>/news-2.xml.gz</loc></sitemap><sitemap><loc>/news-2.xml.gz</loc></sitemap>
    <sitemap><loc>https://www.khabar.example/sitemap.xml</loc></sitemap>
    <sitemap><loc>javascript:x</loc></sitemap></sitemapindex>"""
    result = read_sitemap(body.encode(), URL)
    assert result.announcements == ()
    assert result.sitemaps == (
        ("https://www.khabar.example/news-1.xml", "2025-08-11T00:00:00+05:30"),
        ("https://www.khabar.example/news-2.xml.gz", None),
    )
    assert result.problems == ("no-address: 1 entries",)


def test_an_index_that_calls_itself_an_urlset():
    result = read_sitemap(urlset(entry("https://a.example/2025-08.xml"), entry("https://a.example/x")), URL)
    assert [address for address, _ in result.sitemaps] == ["https://a.example/2025-08.xml"]
    assert urls(result) == ["https://a.example/x"]


def test_text_sitemap():
    body = (
        "\ufeffhttps://a.example/1\r\n\r\n# टिप्पणी\nhttps://a.example/2\nhttps://a.example/1\nनोट\n".encode()
    )
    result = read_sitemap(body, URL)
    assert urls(result) == ["https://a.example/1", "https://a.example/2"]
    assert result.problems == ("not-an-address: 1 lines",)


def test_feeds_served_as_sitemaps():
    rss = b"<rss><channel><item><link>https://a.example/1</link><title>x</title></item></channel></rss>"
    assert [(found.url, found.kind) for found in read_sitemap(rss, URL).announcements] == [
        ("https://a.example/1", "feed")
    ]


def test_gzip():
    body = urlset(entry("https://a.example/1"))
    assert urls(read_sitemap(gzip.compress(body, mtime=0), URL)) == ["https://a.example/1"]
    assert urls(read_sitemap(gzip.compress(gzip.compress(body), mtime=0), URL)) == ["https://a.example/1"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<html><body>404</body></html>", "html"),
        (b"nothing here", "not-a-sitemap"),
        (b"<catalog><book/></catalog>", "not-a-sitemap"),
        (
            b'<!DOCTYPE urlset [<!ENTITY x "y">]><urlset><url><loc>https://a.example/1</loc></url></urlset>',
            "dtd-refused",
        ),
        (b"<", "xml"),
    ],
)
def test_what_is_no_sitemap_says_so(body, problem):
    result = read_sitemap(body, URL)
    assert result.announcements == result.sitemaps == ()
    assert problem in [found.partition(":")[0] for found in result.problems]


def test_an_empty_sitemap_is_none_to_worry_about():
    assert read_sitemap(urlset(), URL).problems == ()


def test_a_cut_file_keeps_its_whole_entries():
    body = urlset(*[entry(f"https://a.example/{n}") for n in range(100)])
    assert len(urls(read_sitemap(body[: len(body) // 2], URL))) >= 48


def test_deep_nesting_costs_no_entry_beside_it():
    body = urlset(entry("https://a.example/1"), "<x>" * 300 + "</x>" * 300, entry("https://a.example/2"))
    assert "https://a.example/1" in urls(read_sitemap(body, URL))


def test_a_full_sitemap_is_read_to_its_limit_and_quick(stopwatch):
    count = LIMITS.sitemap_urls + 10
    body = urlset(*[entry(f"https://a.example/desh/story-{n}.html") for n in range(count)])
    assert stopwatch.cpu(lambda: read_sitemap(body, URL), 4.0) < 4.0
    result = stopwatch.result
    assert len(result.announcements) == LIMITS.sitemap_urls
    assert result.problems == (f"too-many-urls: read {LIMITS.sitemap_urls}",)


_piece = st.sampled_from(
    [entry("https://a.example/1"), "<url>", "<loc>", "</loc>", "</url>", "&", "<sitemap>", "<![CDATA[", "\n"]
)


@given(
    st.binary(max_size=200)
    | st.lists(_piece | st.text(max_size=20), max_size=8).map(
        lambda p: urlset(*[t.encode("utf-8", "ignore").decode() for t in p])
    )
)
def test_any_bytes_are_safe(body):
    result = read_sitemap(body, URL)
    assert read_sitemap(body, URL) == result
    assert len(set(urls(result))) == len(urls(result))
