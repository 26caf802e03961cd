import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.discovery.pagination import MAX_NEXT_PAGES, Pages, is_next_word, page_number


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/bihar", ("a.example/bihar", 1)),
        ("https://a.example/bihar/page/3/", ("a.example/bihar", 3)),
        ("https://a.example/bihar/page-3", ("a.example/bihar", 3)),
        ("https://a.example/bihar?page=3", ("a.example/bihar", 3)),
        ("https://a.example/?paged=2", ("a.example/", 2)),
        ("https://a.example/page/2/", ("a.example/", 2)),
        ("https://a.example/x?id=7&page=3&z=1", ("a.example/x?id=7&z=1", 3)),
        ("https://a.example/topic/patna/news/4", ("a.example/topic/patna/news", 4)),
        ("https://a.example/archive/2024", ("a.example/archive/2024", 1)),
        ("https://a.example/?p=12", ("a.example/?p=12", 1)),
        ("https://a.example/story/4821733", ("a.example/story/4821733", 1)),
        ("javascript:x", None),
    ],
)
def test_page_number(url, expected):
    assert page_number(url) == expected


@pytest.mark.parametrize(
    "text",
    [
        "अगला",
        "अगला पेज",
        "अगले »",
        "Next",
        "next page »",
        "Older Posts",
        "« Older posts",
        "Load More",
        "›",
        "»",
        ">>",
        "पुरानी खबरें",
    ],
)
def test_next_words(text):
    assert is_next_word(text)


@pytest.mark.parametrize(
    "text", ["", "और पढ़ें", "Next-gen कार लॉन्च", "अगला चुनाव कब", "पिछला", "Previous", "2", "> " * 5_000]
)
def test_other_words(text):
    assert not is_next_word(text)


def pages(url, *links):
    found = Pages(url)
    for address, named in links:
        found.offer(address, named=named)
    return found.result()


def test_pages_come_marked_first_then_by_number():
    here = "https://a.example/bihar?page=2"
    assert pages(
        here,
        ("https://a.example/bihar?page=4", False),
        ("https://a.example/bihar?page=3", False),
        ("https://a.example/bihar?page=3", True),
        ("https://a.example/bihar?page=1", False),
        ("https://a.example/bihar", True),
        ("https://a.example/up?page=3", False),
        ("https://a.example/bihar?page=9999999", False),
        ("https://a.example/bihar?page=99999", True),
    ) == ("https://a.example/bihar?page=3", "https://a.example/bihar?page=4")


def test_a_marked_link_may_have_any_form_but_a_storys():
    assert pages("https://a.example/bihar", ("https://a.example/bihar/older/x", True)) == (
        "https://a.example/bihar/older/x",
    )
    story = "https://a.example/bihar/ganga-ka-jalstar-ghata-4821733.html"
    assert pages("https://a.example/bihar", (story, True)) == ()


def test_pages_are_bounded():
    links = [(f"https://a.example/bihar/page/{number}", False) for number in range(2, 200)]
    assert len(pages("https://a.example/bihar/", *links)) == MAX_NEXT_PAGES


@given(st.text(max_size=60), st.text(max_size=60), st.booleans())
def test_any_url_is_safe(here, there, named):
    pages("https://a.example/" + here, ("https://a.example/" + there, named), (there, named))
    is_next_word(there)
