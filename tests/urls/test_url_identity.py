import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.urls import canonical_key, same_story

STORY = "https://www.khabar.example/rajya/patna/ganga-ka-jalstar-badha-4821733.html"
KEY = "khabar.example/rajya/patna/ganga-ka-jalstar-badha-4821733.html"
PATH = "/rajya/patna/ganga-ka-jalstar-badha-4821733.html"


@pytest.mark.parametrize(
    "url",
    [
        STORY,
        "http://khabar.example" + PATH,
        "https://m.khabar.example" + PATH,
        "https://www.m.khabar.example" + PATH,
        "https://mobile.khabar.example" + PATH,
        "https://amp.khabar.example" + PATH,
        "https://www.khabar.example./" + PATH.lstrip("/"),
        "https://WWW.KHABAR.EXAMPLE:443" + PATH,
        "http://khabar.example:80//rajya///patna/ganga-ka-jalstar-badha-4821733.html/",
        "https://khabar.example/amp" + PATH,
        "https://khabar.example/amphtml" + PATH,
        "https://m.khabar.example/lite" + PATH,
        "https://khabar.example/amp/story" + PATH,
        STORY + "/amp",
        STORY + "/amp/",
        STORY + "/lite/",
        STORY + "?amp",
        STORY + "?amp=1",
        STORY + "?outputType=amp",
        STORY + "?output=AMP&print=1",
        STORY.replace(".html", ".amp.html"),
        STORY + "?m=1",
        STORY + "?utm_source=x&UTM_Medium=y&fbclid=Iw1&gclid=2&igshid=3&ref=home&ref_src=twsrc&share=wa",
        STORY + "?_ga=1.2&mc_cid=a&spm=b&cmpid=c&replytocom=77&rand=0.5&ns_mchannel=rss&at_medium=x",
        STORY + "?source=rss&from=WhatsApp&via=twitter",
        STORY + "?utm%5Fsource=x",
        STORY + ";jsessionid=1A2B",
        STORY + "#comments",
        STORY + "/comment-page-3/#respond",
        "https://user:pass@www.khabar.example" + PATH,
        "https://www-khabar-example.cdn.ampproject.org/c/s/www.khabar.example/amp" + PATH,
        "https://www-khabar-example.cdn.ampproject.org/v/s/www.khabar.example" + PATH + "?amp_js_v=0.1",
        "https://www.google.com/amp/s/www.khabar.example" + PATH,
        "https://www.google.co.in/amp/s/m.khabar.example" + PATH + "/amp",
    ],
)
def test_one_story_one_key(url):
    assert canonical_key(url) == KEY
    assert same_story(url, STORY)


@pytest.mark.parametrize(
    "urls",
    [
        (
            "https://a.example/",
            "https://a.example",
            "https://a.example/index.html",
            "http://www.a.example/amp/",
        ),
        ("https://a.example/?p=12", "https://a.example/index.php?p=12", "https://a.example/?utm_id=1&p=12"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2", "https://a.example/x/?a=1&&b=2&a=1"),
        ("https://a.example/x?q=गंगा+घाट", "https://a.example/x?q=%e0%a4%97ंगा%20घाट"),
        ("https://a.example/x?id=", "https://a.example/x?id"),
        ("https://a.example/a%7Eb%2dc", "https://a.example/a~b-c"),
        ("https://a.example/!rajya", "https://a.example/%21rajya"),
        ("https://a.example/a%2fb", "https://a.example/a%2Fb"),
        (
            "https://a.example/खबर/बारिश",
            "https://a.example/" + quote("खबर/बारिश"),
            "https://a.example/खबर/बारिश/amp",
        ),
        ("https://a.example/सड़क", "https://a.example/सड\u093cक", "https://a.example/" + quote("सड़क").lower()),
        ("https://a.example/क्\u200dया", "https://a.example/क्या", "https://a.example/" + quote("क्\u200dया")),
        ("https://खबर.भारत/a", "https://xn--21b8bm.xn--h2brj9c/a"),
        (
            "https://n.example/state/patna/ganga/articleshow/98765432.cms",
            "https://n.example/state/patna/ganga/amp_articleshow/98765432.cms",
            "https://m.n.example/articleshow/98765432.cms?utm_source=a",
        ),
        ("https://b.example/article-amp/desh/x-1.html", "https://b.example/article/desh/x-1.html"),
    ],
)
def test_equal_spellings(urls):
    assert len({canonical_key(url) for url in urls}) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://a.example/Desh", "https://a.example/desh"),
        ("https://a.example/?p=1", "https://a.example/?p=2"),
        ("https://a.example/x?newsid=1", "https://a.example/x?newsid=2"),
        ("https://p.example/PressReleasePage.aspx?PRID=1", "https://p.example/PressReleasePage.aspx?PRID=2"),
        ("https://a.example/x?page=1", "https://a.example/x?page=2"),
        ("https://a.example/x?source=1234", "https://a.example/x?source=1235"),
        ("https://a.example/?m=202401", "https://a.example/?m=202402"),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a"),
        ("https://a.example/a/b", "https://a.example/a%2Fb"),
        ("https://hindi.a.example/x", "https://a.example/x"),
        ("https://a.example/lamp", "https://a.example/l"),
        ("https://a.example/camp/x", "https://a.example/x"),
        ("https://a.example/amp-ka-niyam", "https://a.example/ka-niyam"),
        ("https://a.example/feed", "https://a.example/"),
    ],
)
def test_different_stories(a, b):
    assert canonical_key(a) is not None
    assert canonical_key(a) != canonical_key(b)
    assert not same_story(a, b)


@pytest.mark.parametrize("url", [None, "", "javascript:x", "/desh/a", "http://[::1"])
def test_no_key(url):
    assert canonical_key(url) is None
    assert not same_story(url, url)


def test_short_mirror_names_stay():
    assert canonical_key("https://m.example/a") == "m.example/a"
    assert canonical_key("https://amp.dev/a") == "amp.dev/a"


def _words(text):
    return text.split()


_segment = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=12),
    st.sampled_from(
        _words(
            "amp lite story amphtml index.html comment-page-2 x.amp .amp ..amp article-amp articleshow "
            "12.cms %2e%2e amp_articleshow c s a.example x.cdn.ampproject.org ;sid=1 ..;sid=1 "
            "%E0%A4%95 %e0%a4 \u200d = \u0338"
        )
    ),
)
_pair = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=12),
    st.sampled_from(_words("a=1 a= =a utm_source=x m=1 from=rss b=%20+ c=%26 c==\u0338 %75tm_x=1 amp")),
)
_url = st.builds(
    lambda scheme, name, segments, pairs: f"{scheme}://{name}/{'/'.join(segments)}?{'&'.join(pairs)}",
    st.sampled_from(["http", "https"]),
    st.sampled_from(
        _words(
            "www.a.example m.www.a.example a.example:80 127.0.0.1:8000 [::1]:443 x.cdn.ampproject.org "
            "www.google.com m.google.co.in"
        )
    ),
    st.lists(_segment, max_size=5),
    st.lists(_pair, max_size=4),
)


@given(_url)
def test_a_key_is_its_own_key(url):
    key = canonical_key(url)
    if key is not None:
        assert canonical_key("https://" + key) == key
        assert canonical_key("http://" + key) == key
        assert unicodedata.is_normalized("NFC", key)
        assert not {unicodedata.category(char) for char in key} & {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}


@given(st.text(st.characters(), max_size=60))
def test_any_text_is_safe(text):
    assert canonical_key(text) is None or text
    canonical_key("http://a.example/" + text)


_slug = st.text(st.sampled_from("कखगमनरलसिीुेोा्ंड़-१23ab"), min_size=1, max_size=20)


@given(_slug, _slug, st.sampled_from(["", "?utm_source=a", "/?fbclid=b", "#x", "/amp/", "/comment-page-2/"]))
def test_rewrites_keep_the_key(section, slug, tail):
    raw = f"https://www.a.example/{section}/{slug}-x"
    encoded = (
        f"http://m.a.example/{quote(unicodedata.normalize('NFD', section))}/{quote(slug).lower()}-x{tail}"
    )
    assert canonical_key(raw) == canonical_key(encoded)


@pytest.mark.parametrize(
    "text",
    [
        "/amp" * 500,
        "/a.cms" * 300,
        "/articleshow" * 160,
        "%E0%A4" * 300,
        "\u200d" * 600,
        "&a=" * 600,
        ";sid=" * 400,
    ],
)
def test_hostile_urls_are_quick(text, stopwatch):
    assert stopwatch.cpu(lambda: canonical_key("https://a.example/x" + text), 0.05) < 0.05
