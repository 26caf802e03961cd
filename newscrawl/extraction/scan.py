"""Looks over a page's bytes before it is parsed. `_bytes.pyx` holds the same, compiled."""

import re
from codecs import utf_8_decode

_PIECE = 32_768
FORMATTING = ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
"""The HTML standard's formatting elements, but `a`, which closes the one before; see `MERGED`."""
MERGED = ("html", "body")
"""Elements whose attributes add up over all their tags."""
_FORMATTING_TAG = re.compile(
    rb"<(?:" + "|".join((*FORMATTING, *MERGED)).encode() + rb")(?=[ \t\n\f\r/])", re.IGNORECASE
)


def is_utf8(data: bytes) -> bool:
    """True when `data` is valid UTF-8. In pieces, whose text fits the processor's cache."""
    view = memoryview(data)
    size = len(data)
    at = 0
    try:
        while at < size:
            end = at + _PIECE
            at += utf_8_decode(view[at:end], "strict", end >= size)[1]
    except UnicodeDecodeError:
        return False
    return True


def overview(data: bytes, stride: int, most: int) -> tuple[int, list[int], list[int]]:
    """What a page's markup may hold, in one look.

    How many "<" there are; where the start tags of `FORMATTING` and `MERGED` stand that may have attributes;
    and where, behind the last one that was looked at, the tag begins that may reach into a piece of `stride`
    bytes, counted from the start, without "<" or without ">". With over `most` of the first, none of the
    others are told.
    """
    tags = data.count(b"<")
    if tags > most:
        return most + 1, [], []
    formatting = [match.start() for match in _FORMATTING_TAG.finditer(data)]
    long: list[int] = []
    find, floor = data.find, 0
    for position in range(0, len(data), stride):
        end = position + stride
        if find(b">", position, end) >= 0 and find(b"<", position, end) >= 0:
            continue
        start = data.rfind(b"<", floor, position + 1)
        floor = position
        if start >= 0 and data[start + 1 : start + 2].isalpha():
            long.append(start)
    return tags, formatting, long
