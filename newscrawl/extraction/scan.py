"""Looks over a page's bytes before it is parsed. `_bytes.pyx` holds the same, compiled."""

import re
from codecs import utf_8_decode

_PIECE = 32_768
_MOJIBAKE = b"\xc3\xa0\xc2\xa4"
NOT_UTF8, NUL, MOJIBAKE = 1, 2, 4
"""What `flaws` finds."""
FORMATTING = ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
"""The HTML standard's formatting elements, but `a`, which closes the one before; see `MERGED`."""
MERGED = ("html", "body")
"""Elements whose attributes add up over all their tags."""
# Attributes as the HTML standard's tokenizer reads them: a quote opens a value right after "=" only.
# Possessive throughout, and the end of input closes what is open: linear on any input.
_WHITE = rb"[ \t\n\f\r]*+"
_NAME = rb"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
_VALUE = rb"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)"""
ATTRIBUTE = _NAME + rb"(?:" + _WHITE + rb"=" + _WHITE + _VALUE + rb"?+)?+"
MANY = 100
"""A tag of more attributes is long."""
_START = re.compile(rb"<[a-zA-Z][^ \t\n\f\r/>]*+((?:[ \t\n\f\r/]*+" + ATTRIBUTE + rb")*+)[ \t\n\f\r/]*+")
_ATTRIBUTES = re.compile(ATTRIBUTE)
_FORMATTING_TAG = re.compile(
    rb"<(?:" + "|".join((*FORMATTING, *MERGED)).encode() + rb")(?=[ \t\n\f\r/])", re.IGNORECASE
)


def flaws(data: bytes) -> int:
    """What ails `data`, as a sum: `NOT_UTF8`, which ends the search; `NUL`; `MOJIBAKE`, where most Devanagari
    letters, encoded twice, begin as "à¤".
    """
    if not _is_utf8(data):
        return NOT_UTF8
    # One byte is looked for many times as fast as four.
    first = data.find(_MOJIBAKE[:1])
    twice = first >= 0 and data.find(_MOJIBAKE, first) >= 0
    return NUL * (b"\x00" in data) + MOJIBAKE * twice


def _is_utf8(data: bytes) -> bool:
    # In pieces, whose text fits the processor's cache.
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


def overview(data: bytes, stride: int, most: int) -> tuple[int, list[int], list[int], bool]:
    """What a page's markup may hold, in one look, linear in its size.

    How many "<" there are; where the start tags of `FORMATTING` and `MERGED` stand that may have attributes;
    how many attributes the tags of more than `MANY` have that reach over a piece of `stride` bytes, counted
    from the start, without "<" or without ">"; and whether tags reach into one another so often that not all
    were looked at. With over `most` of the first, nothing else is told.
    """
    tags = data.count(b"<")
    if tags > most:
        return most + 1, [], [], False
    formatting = [match.start() for match in _FORMATTING_TAG.finditer(data)]
    long: list[int] = []
    find, floor, read, size = data.find, 0, 0, len(data)
    for position in range(0, size, stride):
        end = position + stride
        if find(b">", position, end) >= 0 and find(b"<", position, end) >= 0:
            continue
        start = data.rfind(b"<", floor, position + 1)
        floor = position
        if start >= 0 and (tag := _START.match(data, start)):
            attributes = len(_ATTRIBUTES.findall(tag[1])) if len(tag[1]) > MANY else 0
            if attributes > MANY:
                long.append(attributes)
            read += tag.end() - start
            if read > 2 * size:
                return tags, formatting, long, True
    return tags, formatting, long, False
