import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.discovery.autodiscovery import candidate_urls, robots_sitemaps

BASE = "https://www.khabar.example/robots.txt"


def test_robots_sitemaps():
    body = b"""\xef\xbb\xbfSitemap: https://www.khabar.example/a.xml
User-agent: *
Disallow: /admin
 SITEMAP :https://cdn.khabar.example/b.xml.gz   # daily
site-map: /c.xml
Sitemap:
Sitemap: # none
Sitemap: javascript:alert(1)
Sitemap: https://www.khabar.example/a.xml
Not-a-sitemap: https://www.khabar.example/d.xml
"""
    absolute = ["https://www.khabar.example/a.xml", "https://cdn.khabar.example/b.xml.gz"]
    assert robots_sitemaps(body, BASE) == [*absolute, "https://www.khabar.example/c.xml"]
    assert robots_sitemaps(body) == absolute


def test_robots_are_read_to_their_limit(stopwatch):
    body = b"#" * 600_000 + b"\nSitemap: https://www.khabar.example/a.xml\n"
    assert robots_sitemaps(body) == []
    body = b"Sitemap: https://a.example/" + b"\nSitemap:" * 60_000
    assert stopwatch.cpu(lambda: robots_sitemaps(body), 0.5) < 0.5
    assert len(stopwatch.result) <= 1


@pytest.mark.parametrize(
    ("site", "some", "first"),
    [
        (
            "https://www.khabar.example/",
            "https://www.khabar.example/wp-sitemap.xml",
            "https://www.khabar.example/news-sitemap.xml",
        ),
        ("https://a.example/hindi", "https://a.example/feed/", "https://a.example/hindi/news-sitemap.xml"),
        (
            "https://a.example/hindi/index.html?x=1",
            "https://a.example/hindi/feed/",
            "https://a.example/hindi/news-sitemap.xml",
        ),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/rss", "http://127.0.0.1:8000/news-sitemap.xml"),
    ],
)
def test_candidate_urls(site, some, first):
    found = candidate_urls(site)
    assert found[0] == first
    assert some in found
    assert len(found) == len(set(found)) <= 40


def test_no_candidates_without_a_site():
    assert candidate_urls("javascript:x") == []


@given(st.binary(max_size=300), st.text(max_size=50))
def test_anything_is_safe(body, site):
    robots_sitemaps(body, site)
    robots_sitemaps(b"Sitemap: " + body, BASE)
    candidate_urls(site)
    candidate_urls("https://a.example/" + site)
