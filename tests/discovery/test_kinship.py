"""Links told by their spelling: nothing that is a part is missed, whatever way it is written."""

from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl.discovery.kinship import Kin, _second_links
from newscrawl.discovery.parts import read_parts
from newscrawl.extraction.acceleration import BYTES
from newscrawl.urls import canonical_key

HOST = "https://samachar.example"
SLUGS = (
    "ganga-ka-jalstar-badha",
    "ganga-ka-jalstar-badha-1234567.html",
    "गंगा-का-जलस्तर-बढ़ा-गाँव-ख़ाली",
    "क्\u200dया-है-मामला",
    "12345678.cms",
    "story.php",
    "x",
)
BEHIND = (
    "{}/2/",
    "{}/2",
    "{}/page/2/",
    "{}?page=2",
    "{}?id=7&amp;page=2",
    "{}/amp?page=2",
    "{}-page-2",
    "{}/2.amp",
)


def _ways(path: str) -> list[str]:
    """A part's address as pages write it."""
    whole = f"{HOST}/rajya/{path}"
    return [
        whole,
        f"{HOST}/rajya/{quote(path, safe='/?=&;')}",
        f"{HOST}/rajya/{quote(path, safe='/?=&;').replace('%E', '%e')}",
        f"/rajya/{path}",
        f"//m.samachar.example/rajya/{path}",
        "".join(f"&#{ord(char)};" if char > "\x7f" else char for char in whole),
        path,
    ]


@settings(deadline=None)
@given(
    st.sampled_from(SLUGS),
    st.sampled_from(BEHIND),
    st.integers(0, 6),
    st.sampled_from(["'", '"', ""]),
    st.booleans(),
)
@example("गंगा-का-जलस्तर-बढ़ा-गाँव-ख़ाली", "{}/2/", 2, '"', True)
def test_what_the_slow_way_finds_the_fast_way_finds(
    slug: str, form: str, way: int, sign: str, raw: bool
) -> None:
    own = f"{HOST}/rajya/{slug if raw else quote(slug)}"
    filler = "".join(f'<li><a href="/rajya/khabar-{n}/">खबर {n}</a></li>' for n in range(40))
    link = f"<a class=x href={sign}{_ways(form.format(slug))[way]}{sign}>2</a>"
    body = f'<!doctype html><meta charset="utf-8"><base href="/rajya/">{filler}{link}{filler}'.encode()
    with pytest.MonkeyPatch.context() as slowly:
        slowly.setattr(Kin, "second_in", lambda *_: True)
        slowly.setattr(Kin, "may_be", lambda *_: True)
        slow = read_parts(body, own)
    assert read_parts(body, own) == slow


@pytest.mark.parametrize(
    ("own", "href", "kin"),
    [
        ("/rajya/ganga-ka-jalstar-badha/", "/rajya/ganga-ka-jalstar-badha/2/", True),
        ("/rajya/ganga-ka-jalstar-badha/", "?page=2", True),
        ("/rajya/ganga-ka-jalstar-badha/", "2/", True),
        ("/rajya/ganga-ka-jalstar-badha/", "/rajya/dusri-kahani/2/", False),
        ("/rajya/ganga-ka-jalstar-badha/", "https://elsewhere.example/2", False),
        ("/rajya/गंगा-का-जलस्तर/", "/rajya/गंगा-का-जलस्तर/2/", True),
        ("/rajya/गंगा-का-जलस्तर/", quote("/rajya/गंगा-का-जलस्तर/2/"), True),
        ("/rajya/गंगा-का-जलस्तर/", "/rajya/यमुना-का-पानी/2/", False),
        ("/rajya/12345678.cms", "/rajya/12345678.amp.cms?page=2", True),
        ("/", "/rajya/", True),
    ],
)
def test_kin(own: str, href: str, kin: bool) -> None:
    key = canonical_key(HOST + own)
    assert key is not None
    assert Kin(key).may_be(href.lower().encode()) is kin


@pytest.mark.parametrize(
    ("html", "second"),
    [
        ('<a href="/rajya/ganga-ka-jalstar/2/">', True),
        ('<a href="?replytocom=2#respond">', False),
        ('<a href="?replytocom=7&amp;page=2">', True),
        ("<a HREF = ' /rajya/ganga-ka-jalstar?page=02 '>", True),
        (
            '<a href="https://share.example/?u=https%3A%2F%2Fsamachar.example%2Frajya%2Fganga-ka-jalstar">',
            False,
        ),
        ('<a href="/rajya/ganga-ka-jalstar/#comments">', False),
        ('<a href="/rajya/page/2/">', False),
        ('<a data-href="2">', False),
    ],
)
def test_only_a_page_that_links_a_second_is_parsed_again(html: str, second: bool) -> None:
    kin = Kin("samachar.example/rajya/ganga-ka-jalstar")
    assert kin.second_in(html.encode()) is second


def test_a_page_in_utf_16_is_not_judged_by_its_bytes() -> None:
    assert Kin("samachar.example/rajya/ganga-ka-jalstar").second_in("<p>".encode("utf-16-le"))


@pytest.mark.parametrize(
    "unit",
    [
        'href="',
        " href=",
        " href='/2",
        " href='a2b ",
        '"href=2a',
        "href =",
        ' href=" ',
        " href=/0",
        ' href="/00000',
        "href=href=/",
        "-",
        " ",
    ],
)
def test_hostile_links_are_searched_in_linear_time(unit: str, stopwatch) -> None:
    body = (unit * (65_536 // len(unit))).encode()
    kin = Kin("samachar.example/rajya/ganga-ka-jalstar")
    assert stopwatch.cpu(lambda: kin.second_in(body), 0.05) < 0.05


@given(st.text(max_size=60), st.binary(max_size=200))
def test_nothing_raises(key: str, html: bytes) -> None:
    kin = Kin(key)
    kin.may_be(html)
    kin.second_in(b'<a href="' + html)


PIECES = st.sampled_from(
    [
        "<a ",
        "href",
        "HREF",
        "hrefx",
        "=",
        " = ",
        " " * 21,
        '"',
        "'",
        "/x-2",
        "2",
        "?page=2",
        ">",
        "</a>",
        "\n",
        "\v",
        "क",
        "x" * 2_050,
    ]
)


@pytest.mark.skipif(BYTES is None, reason="not compiled")
@settings(max_examples=800, deadline=None)
@given(st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode()), st.integers(0, 4))
@example(b"href=2", 5)
@example(b" href=2", 5)
@example(b' href="2', 5)
@example(b"=", 5)
def test_the_compiled_links_are_the_same(html: bytes, most: int) -> None:
    assert BYTES.second_links(html, most) == _second_links(html, most)
