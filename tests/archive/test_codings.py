"""Codings undone whole or not at all."""

import gzip
import importlib.util
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.archive.codings import CodingError, decode_body, gzip_start, unchunk

PAGE = ("<!doctype html><p>बस्तर में महुए की पहली खेप मंडी पहुँची, दाम पिछले साल से ऊँचे रहे।</p>\n" * 40).encode()
LIMIT = 1024 * 1024


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli.compress,
}
if importlib.util.find_spec("backports.zstd"):
    ENCODERS["zstd"] = importlib.import_module("backports.zstd").compress
elif importlib.util.find_spec("compression"):
    ENCODERS["zstd"] = importlib.import_module("compression.zstd").compress

every_coding = pytest.mark.parametrize("name", ENCODERS)


@every_coding
def test_a_whole_body_comes_back(name):
    assert decode_body(ENCODERS[name](PAGE), name, LIMIT) == PAGE


@every_coding
def test_a_body_stored_decoded_is_taken_as_it_is(name):
    assert decode_body(PAGE, name, LIMIT) == PAGE


@every_coding
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.999])
def test_a_cut_body_is_an_error(name, share):
    body = ENCODERS[name](PAGE)
    with pytest.raises(CodingError):
        decode_body(body[: max(8, min(len(body) - 1, int(len(body) * share)))], name, LIMIT)


@every_coding
def test_a_bomb_stops_at_the_limit(name):
    bomb = ENCODERS[name](bytes(LIMIT * 8))
    with pytest.raises(CodingError, match="larger than"):
        decode_body(bomb, name, LIMIT)


@every_coding
def test_a_body_of_exactly_the_limit_is_kept(name):
    assert decode_body(ENCODERS[name](PAGE), name, len(PAGE)) == PAGE
    with pytest.raises(CodingError):
        decode_body(ENCODERS[name](PAGE), name, len(PAGE) - 1)


def test_several_codings_are_undone_in_reverse():
    assert decode_body(brotli.compress(gzip.compress(PAGE, mtime=0)), "gzip, br", LIMIT) == PAGE
    with pytest.raises(CodingError, match="4 content codings"):
        decode_body(PAGE, "gzip, gzip, gzip, gzip", LIMIT)


def test_an_unknown_coding_is_an_error():
    with pytest.raises(CodingError, match="sdch"):
        decode_body(PAGE, "sdch", LIMIT)


@pytest.mark.parametrize("name", ["", "identity", " , ", "utf-8", "none"])
def test_no_coding_changes_nothing(name):
    assert decode_body(PAGE, name, LIMIT) == PAGE


def test_an_empty_body_needs_no_decoding():
    assert decode_body(b"", "gzip", LIMIT) == b""


def test_gzip_members_are_joined_and_padding_dropped():
    body = gzip.compress(PAGE[:100], mtime=0) + gzip.compress(PAGE[100:]) + bytes(512)
    assert decode_body(body, "gzip", LIMIT) == PAGE


CHUNKED = [
    (b"4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n", b"abcdefg"),
    (b"4;name=value\r\nabcd\r\n0\r\nTrailer: x\r\n\r\n", b"abcd"),
    (b"A\r\n0123456789\r\n0\r\n\r\n", b"0123456789"),
    (b" 2 \nab\n0\n\n", b"ab"),
    (b"0\r\n\r\n", b""),
    (b"<html>never chunked", b"<html>never chunked"),
]


@pytest.mark.parametrize(("raw", "body"), CHUNKED)
def test_unchunk(raw, body):
    assert unchunk(raw) == body


@pytest.mark.parametrize(
    "raw", [b"4\r\nab", b"4\r\nabcd\r\n", b"4\r\nabcd\r\nzz\r\n", b"ffffffffffffffff\r\nab"]
)
def test_a_cut_chunked_body_is_an_error(raw):
    with pytest.raises(CodingError):
        unchunk(raw)


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=6))
def test_chunks_of_any_bytes_come_back(pieces):
    raw = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    assert unchunk(raw) == b"".join(pieces)


@given(
    st.one_of(
        st.binary(max_size=300), st.binary(max_size=60).map(gzip.compress).map(lambda b: b[:-3] + b"???")
    ),
    st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br", "x"]),
)
def test_any_bytes_decode_or_say_why(body, name):
    try:
        decoded = decode_body(unchunk(body), name, 100)
    except CodingError:
        return
    assert len(decoded) <= max(100, len(body))


def test_gzip_start_reads_no_more_than_asked():
    assert gzip_start(gzip.compress(PAGE, mtime=0)[:200], 9) == PAGE[:9]
    assert gzip_start(b"\x1f\x8bnonsense", 9) == b""
