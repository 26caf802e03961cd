from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.urls import trap_reason

TODAY = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://a.example/desh/ganga-ka-jalstar-1234567.html", None),
        ("https://a.example/2025/03/14/ganga-ka-jalstar", None),
        ("https://a.example/2025/03/14/", None),
        ("https://a.example/2011/11/11/", None),
        ("https://a.example/2025-03-14", None),
        ("https://a.example/?yyyy=2025&mm=3", None),
        ("https://a.example/news/4711", None),
        ("https://a.example/news/1234", None),
        ("https://a.example/1947/08/15/azadi-ki-subah", None),
        ("https://a.example/x?page=40", None),
        ("https://a.example/x?fbclid=" + "a" * 500, None),
        ("https://a.example/a/b/a/b", None),
        ("https://a.example/a/b/a/b/a/b", "repeating-path"),
        ("https://a.example/" + "/".join("abcdefghijklm"), "deep-path"),
        ("https://a.example/x;jsessionid=0A1B2C", "session-id"),
        ("https://a.example/x?PHPSESSID=abc", "session-id"),
        ("https://a.example/x?sid=0123456789abcdef0", "session-id"),
        ("https://a.example/(S(lit3py55t21z5v55vlm25s55))/x.aspx", "session-id"),
        ("https://a.example/x?q=" + "a" * 500, "long-query"),
        ("https://a.example/x?" + "&".join(f"k{n}=1" for n in range(9)), "long-query"),
        ("https://a.example/x?sort=asc", "facets"),
        ("https://a.example/x?filter_city=patna", "facets"),
        ("https://a.example/x?f[0]=a", "facets"),
        ("https://a.example/x?page=99999", "endless-pages"),
        ("https://a.example/desh/page/1001/", "endless-pages"),
        ("https://a.example/x?page=" + "9" * 300, "endless-pages"),
        ("https://a.example/2025/05/", "calendar"),
        ("https://a.example/2031/05/12/", "calendar"),
        ("https://a.example/events/1912/01/", "calendar"),
        ("https://a.example/calendar/2077", "calendar"),
        ("https://a.example/x?date=2031-05-12", "calendar"),
        ("https://a.example/x?m=193001", "calendar"),
        ("https://a.example/x?year=2040&month=2", "calendar"),
        ("javascript:void(0)", "invalid-url"),
        (None, "invalid-url"),
    ],
)
def test_trap_reason(url, reason):
    assert trap_reason(url, today=TODAY) == reason


@given(st.text(max_size=80))
def test_any_url_is_safe(text):
    url = "https://a.example/" + text
    assert trap_reason(url, today=TODAY) == trap_reason(url, today=TODAY)
    trap_reason(text)
