"""A rule for any site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.publishers.generic import publisher_for_site
from newscrawl.publishers.rule import Listing, Publisher

SITES = [
    ("khabar.co.in", "khabar.co.in", ("khabar.co.in", "www.khabar.co.in"), "https://khabar.co.in/"),
    ("https://www.khabar.in", "khabar.in", ("www.khabar.in", "khabar.in"), "https://www.khabar.in/"),
    ("http://hindi.khabar.in/rajya/", "khabar.in", ("hindi.khabar.in",), "http://hindi.khabar.in/rajya/"),
    ("http://127.0.0.1:8000", "127.0.0.1", ("127.0.0.1",), "http://127.0.0.1:8000/"),
    ("http://[::1]:8000/", "1", ("::1",), "http://[::1]:8000/"),
    ("localhost:8000", "localhost", ("localhost",), "https://localhost:8000/"),
]


@pytest.mark.parametrize(("url", "key", "hosts", "start"), SITES)
def test_a_site_has_its_domain_hosts_and_home_page(url, key, hosts, start):
    publisher = publisher_for_site(url)
    assert publisher.key == key
    assert set(hosts) <= set(publisher.hosts)
    assert publisher.hosts[0] == hosts[0]
    assert publisher.sources == (Listing(start),)
    assert publisher.owns(start)
    assert publisher.is_article_url(f"{start}anything.html")


@pytest.mark.parametrize(
    "url", ["", "ftp://khabar.in/", "https://", "नहीं है", "mailto:a@khabar.in", "https://a:99999/"]
)
def test_what_is_no_site_is_refused_in_one_line(url):
    with pytest.raises(ValueError, match="is no address of a web site; write it like https://"):
        publisher_for_site(url)


@given(st.text(max_size=60) | st.text("abc./:-_[]%@१०", max_size=30))
def test_any_text_gives_a_publisher_or_a_value_error(text):
    try:
        assert isinstance(publisher_for_site(text), Publisher)
    except ValueError as error:
        if "is no address" not in str(error):
            raise
