"""Which links of a page lead to further parts of its story."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.discovery.parts import MAX_PARTS, read_parts

HOST = "https://samachar.example"
STORY = f"{HOST}/rajya/ganga-ka-jalstar-badha-gaon-khali-kiye-gaye"


def _page(links: str, head: str = "") -> bytes:
    return (
        f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{links}</body></html>'.encode()
    )


@pytest.mark.parametrize(
    ("links", "numbers"),
    [
        (f'<a href="{STORY}/2/">2</a> <a href="{STORY}/3/">3</a>', [2, 3]),
        (f'<a href="{STORY}/2"><span>2</span></a>', [2]),
        ('<a href="?page=2">पेज 2</a>', [2]),
        (f'<a href="{STORY}/2/">२</a>', [2]),
        (f'<a href="{STORY}/2/">अगला पेज »</a>', [2]),
        (f'<a rel="next" href="{STORY}/2/">आगे की कहानी</a>', [2]),
        (f'<nav><a href="{STORY}/2/">2</a></nav>', [2]),
        (f"<a class=page HREF = ' {STORY}/2/ '>2</a>", [2]),
        (f"<a href={STORY}/2>2</a>", [2]),
        (f'<a class="page"href="{STORY}/2/#kahani">2</a>', [2]),
        ('<a href="?page=2&amp;utm_source=nav">2</a>', [2]),
        ('<a href="?page=02">2</a>', [2]),
        ('<a href="2/">2</a> <a href="./3/">3</a>', [2, 3]),
        ('<base href="/rajya/"><a href="ganga-ka-jalstar-badha-gaon-khali-kiye-gaye/page/2/">2</a>', [2]),
    ],
)
def test_a_first_page_names_its_parts(links: str, numbers: list[int]) -> None:
    parts = read_parts(_page(links), STORY + "/")
    assert parts is not None
    assert (parts.first, parts.number) == (STORY + "/", 1)
    assert list(parts.others) == numbers


def test_the_heads_links_count() -> None:
    assert read_parts(_page("", f'<link rel="next" href="{STORY}/2/">'), STORY) is not None


@pytest.mark.parametrize(
    "links",
    [
        "",
        f'<a href="{HOST}/rajya/page/2/">2</a>',
        f'<a href="{HOST}/rajya/ek-aur-kahani/2/">2</a>',
        f'<a href="{STORY}/2/">गंगा का जलस्तर बढ़ने से दो गांव खाली</a>',
        f'<a href="{STORY}/comment-page-2/#comments">2</a>',
        f'<a href="{STORY}/3/">3</a>',
        '<a href="https://elsewhere.example/rajya/2/">2</a>',
        f'<a href="{STORY}/2025/">2025</a>',
    ],
)
def test_other_links_are_no_parts(links: str) -> None:
    assert read_parts(_page(links), STORY + "/") is None


@pytest.mark.parametrize(
    ("url", "links", "number"),
    [
        (f"{STORY}/2/", f'<a href="{STORY}/">1</a>', 2),
        (f"{STORY}/3/", f'<a href="{STORY}/2/">2</a>', 3),
        (f"{STORY}?page=2", f'<a href="{STORY}">« पिछला</a>', 2),
        (f"{STORY}/2/", f'<a rel="prev" href="{STORY}/">पहले पढ़ें</a>', 2),
    ],
)
def test_a_part_knows_its_story(url: str, links: str, number: int) -> None:
    parts = read_parts(_page(links), url)
    assert parts is not None
    assert (parts.first.rstrip("/"), parts.number) == (STORY, number)


def test_a_story_whose_address_ends_in_a_number_is_no_part() -> None:
    assert (
        read_parts(_page(f'<a href="{HOST}/rajya/">राज्य</a><a href="/x/2">2</a>'), f"{HOST}/rajya/7") is None
    )


def test_parts_are_bounded() -> None:
    links = "".join(f'<a href="{STORY}/{n}/">{n}</a>' for n in range(2, 60))
    parts = read_parts(_page(links), STORY)
    assert parts is not None
    assert (max(parts.others), parts.beyond) == (MAX_PARTS, 59)


@settings(deadline=None)  # the first of them loads what the others use
@given(st.binary(max_size=400), st.text(max_size=60))
def test_nothing_raises(body: bytes, url: str) -> None:
    read_parts(b'<a href="/2/">' + body, url)
    read_parts(b'<a href="/2/">' + body, STORY)
