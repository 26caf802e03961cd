import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscrawl.limits import LIMITS
from newscrawl.urls import clean, host

BASE = "https://www.khabar.example/rajya/patna/story-1.html?x=1"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://khabar.example/a-b-c.html", "https://khabar.example/a-b-c.html"),
        ("https://khabar.example", "https://khabar.example/"),
        ("https://khabar.example?p=12", "https://khabar.example/?p=12"),
        ("HTTPS://Khabar.EXAMPLE/Desh", "https://khabar.example/Desh"),
        ("http://khabar.example:80/a", "http://khabar.example/a"),
        ("https://khabar.example:443/a", "https://khabar.example/a"),
        ("http://khabar.example:8080/a", "http://khabar.example:8080/a"),
        ("https://khabar.example:80/a", "https://khabar.example:80/a"),
        ("http://khabar.example:443/a", "http://khabar.example:443/a"),
        ("https://khabar.example:4430/a", "https://khabar.example:4430/a"),
        ("http://khabar.example:59999/a", "http://khabar.example:59999/a"),
        ("http://khabar.example:65535/a", "http://khabar.example:65535/a"),
        ("http://khabar.example:65536/a", None),
        ("http://khabar.example:08080/a", "http://khabar.example:8080/a"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("https://user:secret@khabar.example/a", "https://khabar.example/a"),
        ("https://khabar.example/a#:~:text=अंश", "https://khabar.example/a"),
        (" \u200b\ufeffhttps://khabar.example/a\u00a0\n", "https://khabar.example/a"),
        ("https://khabar.example/de\nsh/a", "https://khabar.example/desh/a"),
        ("https://khabar.example\\desh\\a", "https://khabar.example/desh/a"),
        ("https://khabar.example/desh/../a/./b", "https://khabar.example/a/b"),
        ("https://khabar.example/%2e%2E/a", "https://khabar.example/a"),
        ("https://khabar.example/a b", "https://khabar.example/a%20b"),
        ("https://khabar.example/देश", "https://khabar.example/%E0%A4%A6%E0%A5%87%E0%A4%B6"),
        ("https://खबर.भारत/a", "https://xn--21b8bm.xn--h2brj9c/a"),
        ("https://www.etvbharat.example/hi/!rajya/x-1", "https://www.etvbharat.example/hi/!rajya/x-1"),
    ],
)
def test_clean_absolute(url, expected):
    assert clean(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("story-2.html", "https://www.khabar.example/rajya/patna/story-2.html"),
        ("/desh/", "https://www.khabar.example/desh/"),
        ("../gaya", "https://www.khabar.example/rajya/gaya"),
        ("?page=2", "https://www.khabar.example/rajya/patna/story-1.html?page=2"),
        ("//m.khabar.example/a", "https://m.khabar.example/a"),
        ("\\\\m.khabar.example\\a", "https://m.khabar.example/a"),
        ("http:/desh", None),
        ("https://other.example/a", "https://other.example/a"),
        ("#top", BASE),
        ("javascript:void(0)", None),
        ("mailto:desk@khabar.example", None),
        ("whatsapp://send?text=x", None),
    ],
)
def test_clean_relative(url, expected):
    assert clean(url, BASE) == expected


@pytest.mark.parametrize("base", ["", "not a url", "http://[::1", "mailto:x@y", "http://a..b/"])
def test_clean_with_a_broken_base_refuses_relative_links_only(base):
    assert clean("desh/a", base) is None
    assert clean("https://khabar.example/a", base) == "https://khabar.example/a"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "   ",
        "desh/a",
        "//khabar.example/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/hosts",
        "ftp://khabar.example/a",
        "about:blank",
        "http://",
        "http:///a",
        "http://[::1",
        "http://[zz]/",
        "http://[fe80::1%25eth0]/",
        "http://khabar.example:abc/",
        "http://khabar.example:99999/",
        "http://khabar.example:0/",
        "http://khabar.example:8\u0661/",
        "http://khabar..example/",
        "http://.khabar.example/",
        "http://-khabar.example/",
        "http://kha bar.example/",
        "http://khabar%2eexample/",
        f"http://{'a' * 64}.example/",
        "http://khabar.example/\ud800",
        "http://khabar.example/a\0b",
        "http://khabar.example/" + "a" * LIMITS.url_chars,
        "http://khabar.example/" + "क" * 300,
    ],
)
def test_clean_refuses(url):
    assert clean(url) is None
    assert host(url) is None


def test_a_long_fragment_does_not_make_a_url_too_long():
    assert clean("https://khabar.example/a#:~:text=" + "%E0" * 4_000) == "https://khabar.example/a"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://WWW.Khabar.example:8443/a", "www.khabar.example"),
        ("https://khabar.example./a", "khabar.example"),
        ("http://[::FFFF:127.0.0.1]:8000/", "::ffff:7f00:1"),
        ("https://user@खबर.भारत/", "xn--21b8bm.xn--h2brj9c"),
    ],
)
def test_host(url, expected):
    assert host(url) == expected


_text = st.text(max_size=80)
_urlish = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["http://", "https://", "//", "", "HTTP:\\\\", "javascript:", "http:"]),
    st.sampled_from(
        ["khabar.example", "a.b:80", "[::1]", "u:p@खबर.भारत", "127.1", "-", "a..b", "x:", "[::1"]
    ),
    st.sampled_from(["", "/", "\\", "/..", "/.", "//", "?", "#", "/%2e%2e/", "/%"]),
    _text,
)


@given(st.one_of(_text, _urlish, st.text(st.characters(), max_size=80)), st.none() | st.just(BASE) | _urlish)
@example("http://a.example/\u1680", None)
@example("http://a.example/%", None)
def test_clean_never_raises_and_is_idempotent(url, base):
    cleaned = clean(url, base)
    if cleaned is not None:
        assert cleaned.isascii()
        assert cleaned.startswith(("http://", "https://"))
        assert len(cleaned) <= LIMITS.url_chars
        assert "#" not in cleaned
        assert clean(cleaned) == cleaned
        assert host(cleaned)
