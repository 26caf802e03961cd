"""A site's file of reservations: what it states for which page."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.net.tdmrep import read_tdmrep, reservation_for

FILE = "https://khabar.example/.well-known/tdmrep.json"


def statements(*found: object) -> bytes:
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    ("location", "path", "fits"),
    [
        ("/", "/desh/khabar-1.html", True),
        ("/desh/", "/desh/khabar-1.html", True),
        ("/desh/", "/khel/khabar-1.html", False),
        ("*.html", "/desh/khabar-1.html", True),
        ("*.html$", "/desh/khabar-1.html?page=2", False),
        ("/desh/*/", "/desh/up/khabar", True),
        ("/desh/*/$", "/desh/up/khabar", False),
        ("/desh/khabar$", "/desh/khabar", True),
        ("/desh/khabar$", "/desh/khabar-2", False),
        ("/a*a$", "/a", False),
        ("/*?id=", "/news.php?id=7", True),
        ("/देश/", "/%E0%A4%A6%E0%A5%87%E0%A4%B6/khabar", True),
        ("", "/anything", True),
    ],
)
def test_a_location_is_a_pattern_of_paths(location: str, path: str, fits: bool) -> None:
    body = statements({"location": location, "tdm-reservation": 1})
    found = reservation_for(f"https://khabar.example{path}", read_tdmrep(body, FILE))
    assert (found is not None) is fits


def test_the_longest_location_decides_and_in_doubt_the_one_that_reserves() -> None:
    body = statements(
        {"location": "/", "tdm-reservation": 1, "tdm-policy": "/policy.json"},
        {"location": "/open/", "tdm-reservation": "0"},
        {"location": "/both/", "tdm-reservation": 0},
        {"location": "/both/", "tdm-reservation": 1},
    )
    stated = read_tdmrep(body, FILE)

    def reserved(path: str) -> bool | None:
        found = reservation_for(f"https://khabar.example{path}", stated)
        return None if found is None else found.reserved

    assert (reserved("/desh/1"), reserved("/open/1"), reserved("/both/1")) == (True, False, True)
    first = reservation_for("https://khabar.example/x", stated)
    assert first is not None
    assert first.policy == "https://khabar.example/policy.json"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>not found</html>",
        b"[" * 100_000,
        b"null",
        statements("/", 7, None),
        statements({"location": "/"}, {"tdm-reservation": 1}, {"location": "/", "tdm-reservation": 2}),
        statements({"location": ["/"], "tdm-reservation": 1}),
        b" " * 600_000 + statements({"location": "/", "tdm-reservation": 1}),
    ],
)
def test_what_is_no_such_file_states_nothing(body: bytes) -> None:
    assert read_tdmrep(body, FILE) == ()


def test_a_single_statement_needs_no_list() -> None:
    assert len(read_tdmrep(b'\xef\xbb\xbf{"location": "/", "tdm-reservation": 1}', FILE)) == 1


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(
            st.dictionaries(st.sampled_from(["location", "tdm-reservation", "tdm-policy"]), JSON | st.just(1))
        ).map(lambda found: json.dumps(found).encode()),
    ),
    st.text(max_size=40),
)
def test_any_bytes_can_be_read(body: bytes, path: str) -> None:
    reservation_for(f"https://khabar.example/{path}", read_tdmrep(body, FILE))
