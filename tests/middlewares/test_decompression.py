"""Compressed bodies: whole or not at all, and never more than a page may weigh."""

import contextlib
import gzip
import json
import os
import random
import subprocess
import sys
import zlib
from pathlib import Path

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, Spider
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newscrawl.archive.codings import CodingError, CutShortError, TooLargeError, UnknownCodingError
from newscrawl.limits import LIMITS
from newscrawl.middlewares.decompression import DamagedBodyError, DecompressionMiddleware, undo

PAGE = ("<!doctype html><p>घाट की सीढ़ियों पर जमी गाद हटाने का काम सोमवार से शुरू होगा।</p>\n" * 30).encode()
LIMIT = 8 * 1024 * 1024
ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
every_coding = pytest.mark.parametrize("name", ENCODERS)


def middleware() -> DecompressionMiddleware:
    crawler = get_crawler(Spider)
    crawler.spider = crawler._create_spider("test")
    crawler._apply_settings()
    return DecompressionMiddleware.from_crawler(crawler)


def answered(body: bytes, coding: str, **meta: object) -> tuple[Request, Response]:
    request = Request("https://samachar.example/a", meta=meta)
    headers = {"Content-Encoding": coding, "Content-Type": "text/html; charset=utf-8"}
    return request, Response(request.url, body=body, headers=headers, request=request)


@every_coding
def test_a_page_is_decoded_and_becomes_html(name):
    found = middleware().process_response(*answered(ENCODERS[name](PAGE), name))
    assert isinstance(found, HtmlResponse)
    assert found.body == PAGE
    assert b"Content-Encoding" not in found.headers


def test_codings_one_over_another_are_undone_in_their_order():
    body = brotli.compress(gzip.compress(PAGE))
    assert middleware().process_response(*answered(body, "gzip, br")).body == PAGE


@pytest.mark.parametrize(
    "coding", ["gzip", "br", "deflate", "zstd", "utf-8", "none", "windows-1252", "x-own"]
)
def test_markup_that_was_never_coded_is_read_as_it_is(coding):
    assert middleware().process_response(*answered(PAGE, coding)).body == PAGE


@every_coding
@pytest.mark.parametrize("cut", [0.5, 40, 1])
def test_a_cut_body_is_asked_for_once_more_then_refused(name, cut):
    whole = ENCODERS[name](os.urandom(3000) + PAGE)
    body = whole[: int(len(whole) * cut)] if isinstance(cut, float) else whole[:-cut]
    decompression = middleware()
    again = decompression.process_response(*answered(body, name))
    assert isinstance(again, Request)
    with pytest.raises(DamagedBodyError) as caught:
        decompression.process_response(*answered(body, name, retry_times=again.meta["retry_times"]))
    assert isinstance(caught.value.__cause__, CutShortError)


def test_a_damaged_body_is_asked_for_once_more_then_refused():
    whole = bytearray(gzip.compress(PAGE))
    whole[20] ^= 0x55
    decompression = middleware()
    assert isinstance(decompression.process_response(*answered(bytes(whole), "gzip")), Request)
    with pytest.raises(DamagedBodyError):
        decompression.process_response(*answered(bytes(whole), "gzip", retry_times=1))


@pytest.mark.parametrize(
    ("coding", "body", "error"),
    [
        ("gzip", gzip.compress(bytes(4 * LIMIT)), TooLargeError),
        ("x-own", b"\x01\x02\x03", UnknownCodingError),
        ("gzip, gzip, gzip, gzip", PAGE, CodingError),
    ],
)
def test_what_will_be_no_better_is_not_asked_for_again(coding, body, error):
    decompression = middleware()
    decompression.max_size = LIMIT
    request, response = answered(body, coding, dont_retry=error is CodingError)
    with pytest.raises(DamagedBodyError) as caught:
        decompression.process_response(request, response)
    assert isinstance(caught.value.__cause__, error)


def test_expansion_is_bounded_below_the_limit_of_size():
    body = zlib.compress(bytes(LIMIT - 1), 9)
    with pytest.raises(TooLargeError):
        undo(body, "deflate", LIMIT)
    small = bytes(LIMITS.expansion_free)
    assert undo(zlib.compress(small), "deflate", LIMIT) == small


def test_a_limit_of_none_still_bounds_the_expansion():
    with pytest.raises(TooLargeError):
        undo(gzip.compress(bytes(4 * LIMIT)), "gzip", 0)


def test_a_body_of_many_streams_is_refused_quickly():
    with pytest.raises(CodingError, match="streams"):
        undo(gzip.compress(b"") * 50_000, "gzip", LIMIT)


@given(st.sampled_from([*ENCODERS, "gzip, br", "x", ""]), st.binary(max_size=300))
def test_foreign_bytes_decode_or_are_a_coding_error(coding, body):
    with contextlib.suppress(CodingError):
        assert isinstance(undo(body, coding, LIMIT), bytes)


PROBE = """
import json, sys, time
from pathlib import Path
from newscrawl.archive.codings import CodingError
from newscrawl.middlewares.decompression import undo
coding, path, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
body = open(path, "rb").read()
undo(b"<p>", coding, limit)
def peak():
    # The kernel's ru_maxrss of a child begins with its parent's.
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
before = peak()
began = time.process_time()
try:
    undo(body, coding, limit)
    how = "decoded"
except CodingError as error:
    how = type(error).__name__
spent = time.process_time() - began
grown = peak() - before
print(json.dumps({"how": how, "seconds": spent, "mib": grown}))
"""


def bomb(name: str, size: int = 256 * 1024 * 1024) -> bytes:
    """`size` zeros under one coding, made piece by piece."""
    piece = bytes(1 << 20)
    if name == "br":
        compressor = brotli.Compressor(quality=4)
        parts = [compressor.process(piece) for _ in range(size >> 20)]
        return b"".join([*parts, compressor.finish()])
    if name == "zstd":
        return zstd.compress(bytes(size))
    squeeze = zlib.compressobj(6, wbits=31 if name == "gzip" else 15)
    return b"".join([*(squeeze.compress(piece) for _ in range(size >> 20)), squeeze.flush()])


def just_below(name: str) -> bytes:
    """A body that unpacks to as much as its size allows: noise, then what packs best."""
    noise = random.Random(7).randbytes(LIMIT // LIMITS.expansion + 20_000)
    return ENCODERS[name](noise + bytes(LIMIT - len(noise)))


def wide_window() -> bytes:
    options = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.content_size_flag: 0}
    squeeze = zstd.ZstdCompressor(options=options)
    return squeeze.compress(bytes(160 << 20)) + squeeze.flush()


BOMBS = {
    "gzip": ("gzip", lambda: bomb("gzip")),
    "deflate": ("deflate", lambda: bomb("deflate")),
    "br": ("br", lambda: bomb("br")),
    "zstd": ("zstd", lambda: bomb("zstd")),
    "gzip twice": ("gzip, gzip", lambda: gzip.compress(bomb("gzip"))),
    "gzip under br": ("gzip, br", lambda: brotli.compress(bomb("gzip"), quality=4)),
    "br under zstd": ("br, zstd", lambda: zstd.compress(bomb("br"))),
    "wide window": ("zstd", wide_window),
    "whole gzip": ("gzip", lambda: just_below("gzip")),
    "whole br": ("br", lambda: just_below("br")),
    "whole zstd": ("zstd", lambda: just_below("zstd")),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little_memory_and_time(name, tmp_path: Path, stopwatch):
    coding, make = BOMBS[name]
    body = make()[:LIMIT]
    (tmp_path / "body").write_bytes(body)
    command = [sys.executable, "-c", PROBE, coding, str(tmp_path / "body"), str(LIMIT)]

    def seconds():
        run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        found = json.loads(run.stdout)
        assert found["how"] == "decoded" if name.startswith("whole") else "Error" in found["how"], found
        assert found["mib"] <= 64, found
        return found["seconds"]

    assert stopwatch.least(seconds, 0.5) <= 0.5
