"""Looks over bytes: what they find, and that the compiled ones find the same."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl.extraction import scan
from newscrawl.extraction.acceleration import BYTES

LOOKS = [pytest.param(scan, id="python")]
if BYTES is not None:
    LOOKS.append(pytest.param(BYTES, id="compiled"))

UTF8 = [
    (b"", True),
    (b"plain ascii, longer than eight bytes", True),
    ("गोमती पर नए पुल का काम".encode(), True),
    ("é ߿ ࠀ \ud7ff \ue000 \uffff 𐀀 \U0010ffff".encode("utf-8", "surrogatepass"), True),
    (b"\x80", False),
    (b"abcdefgh\xff", False),
    (b"\xc0\x80", False),
    (b"\xc1\xbf", False),
    (b"\xc2", False),
    (b"\xc2\x41", False),
    (b"\xe0\x9f\xbf", False),
    (b"\xed\xa0\x80", False),
    (b"\xe0\xa4", False),
    (b"\xe0\xa4\x41", False),
    (b"\xf0\x8f\xbf\xbf", False),
    (b"\xf4\x90\x80\x80", False),
    (b"\xf5\x80\x80\x80", False),
    (b"\xf0\x90\x80", False),
]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("data", "valid"), UTF8)
def test_utf8(look, data: bytes, valid: bool) -> None:
    assert (look.flaws(data) == 0) is valid
    assert (look.flaws(b"a" * 40 + data) == 0) is valid


@pytest.mark.parametrize("look", LOOKS)
def test_mojibake(look) -> None:
    twice = "गोमती".encode().decode("latin-1").encode()
    assert look.flaws(b"<p>" + twice) == scan.MOJIBAKE
    assert look.flaws("à la mode, déjà vu ".encode() * 50 + twice[:4]) == scan.MOJIBAKE
    assert look.flaws("à la mode, déjà vu, गोमती".encode()) == 0
    assert look.flaws(b"") == 0


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("before", range(70))
def test_nul(look, before: int) -> None:
    assert look.flaws(b"\x01" * before + b"\x00" + b"\x01" * 70) == scan.NUL
    assert look.flaws(b"\x01" * before) == 0
    assert look.flaws("à¤".encode() + b"a" * before + b"\x00") == scan.NUL + scan.MOJIBAKE
    assert look.flaws(b"a" * before + b"\x00\xff") == scan.NOT_UTF8


@pytest.mark.parametrize("look", LOOKS)
def test_formatting_tags_are_those_that_may_have_attributes(look) -> None:
    data = b"<b x><B><i\n><strong/><strongest x><em></em x><bod y><body x><HTML\tx><h1 x><s x><a x><tt x"
    _, formatting, _, _ = look.overview(data, 1_024, 100)
    assert [data[at : at + 4] for at in formatting] == [
        b"<b x",
        b"<i\n>",
        b"<str",
        b"<bod",
        b"<HTM",
        b"<s x",
        b"<tt ",
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_long_tags_are_looked_for_where_brackets_are_missing(look) -> None:
    data = b"<p>" + b"<div " + b"a " * 101 + b">" + b"y" * 50 + b"<3" + b"z" * 60 + b"<i" + b" a" * 100
    assert look.overview(data, 16, 100) == (4, [data.index(b"<i")], [101], False)


@pytest.mark.parametrize("look", LOOKS)
def test_tags_that_reach_into_one_another_are_told(look) -> None:
    assert look.overview((b"<a" + b"y" * 46) * 30, 16, 100) == (30, [], [], True)
    assert look.overview((b"<a" + b"y" * 46 + b">") * 30, 16, 100) == (30, [], [], False)


@pytest.mark.parametrize("look", LOOKS)
def test_over_the_most_nothing_else_is_told(look) -> None:
    assert look.overview(b"<b x>" * 30, 16, 20) == (21, [], [], False)
    assert look.overview(b"<b x>" * 20, 64, 20)[0] == 20


MARKUP = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "<b ",
            "<I\t",
            "<p" + " a='<' b" * 30,
            "/a=x" * 40,
            "a = b'",
            '"' * 2 + "x=" * 45,
            "= >",
            "<code/",
            "</s ",
            "<strong",
            "x" * 30,
            " a=1",
            "<3",
            "<bodyx ",
            "क",
        ]
    )
).map(lambda pieces: "".join(pieces).encode())


@pytest.mark.skipif(BYTES is None, reason="not compiled")
@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.one_of(st.binary(max_size=200), MARKUP), st.integers(1, 70), st.integers(0, 30))
@example(b"<", 1, 5)
@example(b"<b", 1, 5)
@example(b"", 1, 0)
def test_the_compiled_look_finds_the_same(data: bytes, stride: int, most: int) -> None:
    assert BYTES.overview(data, stride, most) == scan.overview(data, stride, most)
    assert BYTES.flaws(data) == scan.flaws(data)


@pytest.mark.skipif(BYTES is None, reason="not compiled")
@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")), st.integers(0, 70))
def test_the_compiled_look_believes_the_same_bytes(data: bytes, cut: int) -> None:
    assert BYTES.flaws(data) == scan.flaws(data)
    assert BYTES.flaws(data[:cut]) == scan.flaws(data[:cut])
