import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.urls import registrable_domain, same_site


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("https://hindi.news18.com/desh/", "news18.com"),
        ("hindi.news18.com", "news18.com"),
        ("HINDI.News18.com.", "news18.com"),
        ("www.deshbandhu.co.in", "deshbandhu.co.in"),
        ("https://www.pib.gov.in/x", "pib.gov.in"),
        ("gov.in", "gov.in"),
        ("गंगा.खबर.भारत", "xn--21b8bm.xn--h2brj9c"),
        ("http://127.0.0.1:8000/x", "127.0.0.1"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("http://[::1]:8000/", "::1"),
        ("::1", "::1"),
        ("localhost", "localhost"),
        ("http://localhost:6800/", "localhost"),
        ("patna-samachar.blogspot.com", "patna-samachar.blogspot.com"),
        ("a.unknown-suffix", "a.unknown-suffix"),
        ("www.khabar.example", "khabar.example"),
        ("", None),
        (None, None),
        ("desh/a", None),
        ("mailto:x@khabar.example", None),
        ("http://[::1", None),
    ],
)
def test_registrable_domain(name, expected):
    assert registrable_domain(name) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("https://m.jagran.com/x", "http://www.jagran.com/", True),
        ("https://cms.patrika.com/", "patrika.com", True),
        ("https://a.co.in/", "https://b.co.in/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", True),
        ("http://127.0.0.1/", "http://127.0.0.2/", False),
        ("https://x.blogspot.com/", "https://y.blogspot.com/", False),
        ("", "", False),
        (None, None, False),
    ],
)
def test_same_site(a, b, expected):
    assert same_site(a, b) is expected
    assert same_site(b, a) is expected


@given(st.text(max_size=60))
def test_any_name_is_safe(name):
    domain = registrable_domain(name)
    assert domain is None or registrable_domain(domain) == domain
