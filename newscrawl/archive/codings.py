"""Transfer and content codings of an HTTP body, undone within bounds and only when whole.

A body cut short decodes to something in every library; here it is an error, because half a story must not
pass for a whole one.
"""

import importlib
import io
import re
import zlib
from collections.abc import Callable
from typing import Any

import brotli

MAX_CODINGS = 3
"""Codings applied one over another; no server has a reason for more."""
MAX_MEMBERS = 64
"""Streams one behind another in a body. Each costs a copy of the rest: 400,000 empty ones take hours."""
MAX_WINDOW_LOG = 23
"""8 MiB of memory for zstd, all that a server may ask of whoever reads (RFC 9659)."""

_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,1024})?\r?\n")
_IDENTITY = frozenset({"identity", "none", "utf-8", "utf8", "binary", "7bit", "8bit"})
"""Said by servers of bodies that are not coded at all."""
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


class CodingError(ValueError):
    """A body that cannot be decoded whole; the message says why."""


class CutShortError(CodingError):
    """A body that ends before its coding does."""


class TooLargeError(CodingError):
    """A body that decodes to more than it may."""


class UnknownCodingError(CodingError):
    """A coding that is not among ours."""


def _zstd_module() -> Any:
    """The standard library's zstd (Python 3.14) or its backport; None when neither is installed."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None


def unchunk(body: bytes) -> bytes:
    """Undo `Transfer-Encoding: chunked`; a body that never was chunked is returned as it is.

    Raises CodingError when chunks are cut short or malformed.
    """
    match = _CHUNK_SIZE.match(body)
    if match is None:
        return body
    parts: list[bytes] = []
    while match is not None:
        size, start = int(match[1], 16), match.end()
        if size == 0:
            return b"".join(parts)
        if start + size > len(body):
            raise CutShortError("chunked body cut short")
        parts.append(body[start : start + size])
        end = start + size
        end += 2 if body[end : end + 2] == b"\r\n" else 1 if body[end : end + 1] == b"\n" else 0
        match = _CHUNK_SIZE.match(body, end)
    raise CutShortError("chunked body without its last chunk")


def decode_body(body: bytes, content_encoding: str, limit: int) -> bytes:
    """Undo the codings of a Content-Encoding header, last applied first.

    A body that does not begin as its coding must is taken as already decoded: several archivers store it so
    and keep the header. Raises CodingError when a coding is unknown or damaged, when the stream is cut short,
    or when more than `limit` bytes come out.
    """
    names = coding_names(content_encoding)
    if len(names) > MAX_CODINGS:
        raise CodingError(f"{len(names)} content codings")
    for name in reversed(names):
        decoder = _DECODERS.get(name)
        if decoder is None:
            raise UnknownCodingError(f"content coding {name[:40]!r} is unknown")
        if body:
            body = decoder(body, limit)
    return body


def coding_names(content_encoding: str) -> list[str]:
    """The codings of a Content-Encoding header, first applied first, without those that change nothing."""
    names = [name for part in content_encoding.lower().split(",") if (name := part.strip())]
    return [name for name in names if name not in _IDENTITY]


def gzip_start(head: bytes, size: int) -> bytes:
    """What the beginning of a gzip file decompresses to, at most `size` bytes; b"" when to nothing."""
    try:
        return zlib.decompressobj(31).decompress(head, size)
    except zlib.error:
        return b""


def _too_large(limit: int) -> TooLargeError:
    return TooLargeError(f"larger than {limit} bytes when decoded")


def _gunzip(body: bytes, limit: int) -> bytes:
    if not body.startswith(_GZIP_MAGIC):
        return body
    parts: list[bytes] = []
    total = 0
    # A body may be several gzip members; what follows the last one (padding) is not data.
    while body.startswith(_GZIP_MAGIC):
        if len(parts) == MAX_MEMBERS:
            raise CodingError(f"more than {MAX_MEMBERS} streams")
        piece, body = _inflate(body, 31, limit - total)
        parts.append(piece)
        total += len(piece)
    return b"".join(parts)


def _inflate(body: bytes, window_bits: int, limit: int) -> tuple[bytes, bytes]:
    """The decompressed stream and the bytes behind it."""
    decompressor = zlib.decompressobj(window_bits)
    try:
        data = decompressor.decompress(body, limit + 1)
    except zlib.error as error:
        raise CodingError(f"compressed body damaged ({error})") from None
    if len(data) > limit:
        raise _too_large(limit)
    if not decompressor.eof:
        raise CutShortError("compressed body cut short")
    return data, decompressor.unused_data


def _undeflate(body: bytes, limit: int) -> bytes:
    # RFC 9110 means zlib's format, some servers send the bare stream: the first two bytes tell.
    zlib_format = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    if not zlib_format and body.lstrip()[:1] == b"<":
        return body
    return _inflate(body, 15 if zlib_format else -15, limit)[0]


def _unbrotli(body: bytes, limit: int) -> bytes:
    # brotli has no magic; markup and JSON that were stored decoded begin in a way of their own.
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"<", b"{"} and not _is_brotli(body):
        return body
    return _run_brotli(body, limit)


def _is_brotli(body: bytes) -> bool:
    try:
        brotli.Decompressor().process(body[:4096], output_buffer_limit=4096)
    except brotli.error:
        return False
    return True


def _run_brotli(body: bytes, limit: int) -> bytes:
    decompressor = brotli.Decompressor()
    decoded = io.BytesIO()
    try:
        piece = decompressor.process(body, output_buffer_limit=1 << 20)
        while piece:
            decoded.write(piece)
            if decoded.tell() > limit:
                raise _too_large(limit)
            piece = (
                b"" if decompressor.is_finished() else decompressor.process(b"", output_buffer_limit=1 << 20)
            )
    except brotli.error as error:
        raise CodingError(f"compressed body damaged ({error})") from None
    if not decompressor.is_finished():
        raise CutShortError("compressed body cut short")
    return decoded.getvalue()


def _unzstd(body: bytes, limit: int) -> bytes:
    if not body.startswith(_ZSTD_MAGIC):
        return body
    zstd = _zstd_module()
    if zstd is None:
        raise CodingError("content coding 'zstd' needs Python 3.14 or the package backports.zstd")
    parts: list[bytes] = []
    total = 0
    options = {zstd.DecompressionParameter.window_log_max: MAX_WINDOW_LOG}
    while body.startswith(_ZSTD_MAGIC):
        if len(parts) == MAX_MEMBERS:
            raise CodingError(f"more than {MAX_MEMBERS} streams")
        decompressor = zstd.ZstdDecompressor(options=options)
        try:
            piece = decompressor.decompress(body, max_length=limit - total + 1)
        except zstd.ZstdError as error:
            raise CodingError(f"compressed body damaged ({error})") from None
        parts.append(piece)
        total += len(piece)
        if total > limit:
            raise _too_large(limit)
        if not decompressor.eof:
            raise CutShortError("compressed body cut short")
        body = decompressor.unused_data
    return b"".join(parts)


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
