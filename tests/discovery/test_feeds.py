import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.discovery.feeds import read_feed

URL = "https://www.khabar.example/rss/bihar.xml"
ITEM = """<item><title>{title}</title><link>{link}</link>
<pubDate>Mon, 11 Aug 2025 14:30:00 +0530</pubDate><category>बिहार</category><category>बाढ़</category></item>"""
FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"
FIRST = "गंगा का जलस्तर घटा, दीघा घाट से लौटे नाविक"
SECOND = "गया में तीन नए पुस्तकालय खुलेंगे"


def rss(*items, head='<rss version="2.0">', tail="</channel></rss>"):
    return (head + "<channel><title>खबर बिहार</title>" + "".join(items) + tail).encode()


def item(number=1, title=FIRST, link=None):
    return ITEM.format(title=title, link=link or f"https://www.khabar.example/bihar/story-{number}.html")


def urls(result):
    return [found.url for found in result.announcements]


def test_rss():
    result = read_feed(rss(item(1), item(2, SECOND)), URL)
    assert result.problems == ()
    assert result.title == "खबर बिहार"
    first, second = result.announcements
    assert first.url == "https://www.khabar.example/bihar/story-1.html"
    assert first.title == FIRST
    assert first.published_at == "2025-08-11T14:30:00+05:30"
    assert first.modified_at is None
    assert first.keywords == ("बिहार", "बाढ़")
    assert (first.source, first.kind) == (URL, "feed")
    assert second.title == SECOND


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>खबर</title>
<link rel="self" href="/atom.xml"/><link rel="next" href="/atom.xml?paged=2"/>
<entry><title type="html">&lt;b&gt;{FIRST}&lt;/b&gt;</title><id>tag:khabar.example,2025:1</id>
<link rel="enclosure" href="/a.jpg"/><link href="/bihar/story-1.html"/>
<published>2025-08-11T14:30:00+05:30</published><updated>2025-08-11T16:00:00+05:30</updated></entry></feed>"""


def test_atom():
    result = read_feed(ATOM.encode(), URL)
    assert result.problems == ()
    assert result.next_pages == ("https://www.khabar.example/atom.xml?paged=2",)
    (found,) = result.announcements
    assert found.url == "https://www.khabar.example/bihar/story-1.html"
    assert found.title == FIRST
    assert found.published_at == "2025-08-11T14:30:00+05:30"
    assert found.modified_at == "2025-08-11T16:00:00+05:30"


def test_rdf_with_dublin_core_dates():
    body = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>खबर</title></channel>
    <item><title>{FIRST}</title><link>https://www.khabar.example/a-1</link><dc:date>2025-08-11T09:00:00Z</dc:date>
    </item></rdf:RDF>"""
    (found,) = read_feed(body.encode(), URL).announcements
    assert found.published_at == "2025-08-11T09:00:00+00:00"
    assert found.modified_at is None


def test_rss_091_with_its_doctype():
    doctype = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    result = read_feed(rss(item(), head=doctype + '<rss version="0.91">'), URL)
    assert result.problems == ("dtd-dropped",)
    assert len(result.announcements) == 1


def test_json_feed():
    body = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "खबर",
            "next_url": "/feed.json?page=2",
            "items": [
                {
                    "id": "1",
                    "url": "/a-1",
                    "title": FIRST,
                    "date_published": "2025-08-11T14:30:00+05:30",
                    "tags": ["क", 3],
                },
                {"id": "https://www.khabar.example/a-2", "language": "hi"},
                {"id": "7"},
                "text",
            ],
        }
    ).encode()
    result = read_feed(body, URL)
    assert urls(result) == ["https://www.khabar.example/a-1", "https://www.khabar.example/a-2"]
    assert result.announcements[0].published_at == "2025-08-11T14:30:00+05:30"
    assert result.announcements[0].keywords == ("क",)
    assert result.announcements[1].language == "hi"
    assert result.next_pages == ("https://www.khabar.example/feed.json?page=2",)
    assert result.problems == ("no-address: 1 items",)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<link>/a-1</link>", "https://www.khabar.example/a-1"),
        ("<link>\n  https://www.khabar.example/a-1\n</link>", "https://www.khabar.example/a-1"),
        (
            "<link><![CDATA[https://www.khabar.example/x?a=1&b=2]]></link>",
            "https://www.khabar.example/x?a=1&b=2",
        ),
        ("<link>https://www.khabar.example/x?a=1&b=2</link>", "https://www.khabar.example/x?a=1&b=2"),
        (
            "<link>https://www.khabar.example/गंगा</link>",
            "https://www.khabar.example/%E0%A4%97%E0%A4%82%E0%A4%97%E0%A4%BE",
        ),
        ('<guid isPermaLink="true">https://www.khabar.example/a-1</guid>', "https://www.khabar.example/a-1"),
        ('<guid isPermaLink="false">https://www.khabar.example/a-1</guid>', "https://www.khabar.example/a-1"),
        (
            (
                f'<link>https://feeds.example/~r/1</link><f:origLink xmlns:f="{FEEDBURNER}">'
                "https://www.khabar.example/a-1</f:origLink>"
            ),
            "https://www.khabar.example/a-1",
        ),
        ("<link>javascript:void(0)</link><guid>4821</guid>", None),
        ("<guid>4821</guid>", None),
        ("<title>बिना पते का</title>", None),
    ],
)
def test_item_addresses(markup, expected):
    body = rss(f"<item><title>क</title>{markup}</item>")
    assert urls(read_feed(body, URL)) == ([expected] if expected else [])
    broken = body.replace(b"</channel>", b"<oops></channel>")
    assert urls(read_feed(broken, URL)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: body.replace(b"<channel>", b"<channel>\0"),
        lambda body: body.replace(b"<channel>", b"<channel>&nbsp;&bogus; & "),
        lambda body: body.replace(b"</channel></rss>", b""),
        lambda body: body.replace(b"</title><link>", b"<link>", 1),
        lambda body: body.replace(b"<channel>", b"<channel><description><b>x</description>"),
        lambda body: body.replace(b"<channel>", b'<channel><media:content url="x">'),
        lambda body: b"\n\n<?xml version='1.0' encoding='utf-16'?>" + body,
        lambda body: b"PHP Warning: x in y on line 1\n" + body,
        lambda body: body.replace(b"<channel>", b"<channel><description>\xff\xfe\xc3</description>"),
    ],
)
def test_damage_costs_no_item(damage):
    result = read_feed(damage(rss(item(1), item(2, SECOND))), URL)
    assert [url.rpartition("/")[2] for url in urls(result)] == ["story-1.html", "story-2.html"]
    assert result.announcements[1].title == SECOND
    assert result.announcements[1].published_at == "2025-08-11T14:30:00+05:30"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"<!doctype html><html><title>Not found</title></html>", "html"),
        (b"404 page not found", "xml"),
        (b"<urlset><url><loc>https://a.example/</loc></url></urlset>", "not-a-feed"),
        (b'{"items": []}', "not-a-feed"),
        (b'{"version": "https://jsonfeed.org/version/1"', "json"),
        (b'{"a":' * 100_000, "json"),
        (b'{"a": ' + b"1" * 10_000 + b"}", "json"),
    ],
)
def test_what_is_no_feed_says_so(body, problem):
    result = read_feed(body, URL)
    assert result.announcements == ()
    assert problem in [found.partition(":")[0] for found in result.problems]


def test_each_story_once():
    body = rss(
        item(1), item(1, link="https://m.khabar.example/amp/bihar/story-1.html?utm_source=rss"), item(2)
    )
    assert [url.rpartition("/")[2] for url in urls(read_feed(body, URL))] == ["story-1.html", "story-2.html"]


@pytest.mark.parametrize(
    "body",
    [
        rss("<item " + " ".join(f'a{n}="1"' for n in range(50_000)) + ">" + item()[6:]),
        rss("<item><description><![CDATA[" + "<" * 500_000 + "]]></description>" + item()[6:]),
        rss("<a>" * 240 + "</a>" * 240 + item()),
        rss("<a>" * 50_000),
        rss(*[item(n) for n in range(2_000)]),
        rss("&a" * 200_000, item()),
    ],
)
def test_hostile_feeds_are_quick(body, stopwatch):
    assert stopwatch.cpu(lambda: read_feed(body, URL), 2.0) < 2.0


_fragment = st.sampled_from(
    [item(), "<item>", "</item>", "<link/>", "<title>&lt;", "<![CDATA[", "]]>", "&nbsp;", "\0", "<entry>"]
)


@given(
    st.binary(max_size=200)
    | st.lists(_fragment | st.text(max_size=20), max_size=8).map(
        lambda p: (
            rss(*p, tail="")[:-1]
            if p and p[-1] == "\0"
            else "".join(["<rss><channel>", *p]).encode("utf-8", "ignore")
        )
    )
)
def test_any_bytes_are_safe(body):
    result = read_feed(body, URL)
    assert read_feed(body, URL) == result
    assert len(set(urls(result))) == len(urls(result))
