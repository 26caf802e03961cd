"""WARC records off a tape, each checked before it is handed on (ISO 28500, WARC 1.0 and 1.1).

A record counts as whole when its block digest is right or, where it states none, when all its declared bytes
are there, another record or the file's end follows, and its gzip member passes its checksum. Of any other
record comes a `Flaw`, and the reader looks for the next record inside the bytes it could not trust.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from newscrawl.archive.tape import Tape
from newscrawl.limits import LIMITS

_HEADER_BYTES = 64 * 1024
_SCAN_BYTES = 16 * LIMITS.record_bytes
"""Decompressed bytes searched for a record's beginning before the gzip member is given up."""
# The literal comes first: `re` searches for it many times as fast as for a look-behind.
_NEXT_RECORD = re.compile(rb"WARC/(?:(?<=\nWARC/)|(?<=\AWARC/))[01]\.[0-9]{1,2}\r?\n(?=[A-Za-z-]{1,64}:)")
_NEXT_RECORD_LONGEST = 128
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_DIGESTS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "md5": "md5"}


@dataclass(frozen=True, slots=True)
class Record:
    """A verified record."""

    offset: int
    """Byte of the file where it, or its gzip member, begins."""
    headers: dict[str, str]
    """WARC headers, names in lower case; the last of repeated ones."""
    block: bytes
    """The record's content as stored."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A stretch of the file that gave no record."""

    offset: int
    what: str
    headers: dict[str, str]
    """WARC headers when they could be read, else empty."""


def read_records(tape: Tape) -> Iterator[Record | Flaw]:
    """All records of the file in order, and a flaw for each stretch that cannot be read. Never raises."""
    while True:
        _skip_blank(tape)
        offset = tape.position
        start = tape.peek(5)
        if not start:
            if tape.damage is None:
                return
            yield Flaw(offset, tape.damage, {})
            if not tape.resume():
                return
            continue
        outcome = (
            _read_record(tape, offset)
            if start == b"WARC/"
            else Flaw(offset, "no WARC record begins here", {})
        )
        yield outcome
        if isinstance(outcome, Flaw) and not _seek_record(tape):
            return


def _skip_blank(tape: Tape) -> None:
    while (ahead := tape.peek(64)) and (blank := len(ahead) - len(ahead.lstrip(b"\r\n \t\0"))):
        tape.skip(blank)


def _seek_record(tape: Tape) -> bool:
    """Move to the next record; False when the file holds none.

    A damage met on the way belongs to the flaw just reported and is passed over in silence.
    """
    if tape.find(_NEXT_RECORD, _NEXT_RECORD_LONGEST, _SCAN_BYTES):
        return True
    return tape.resume()


def _read_record(tape: Tape, offset: int) -> Record | Flaw:
    """The record the tape stands at. After a flaw the tape stands behind the part that was trusted."""
    for size in (4 * 1024, _HEADER_BYTES):
        ahead = tape.peek(size)
        end = _HEADER_END.search(ahead)
        if end:
            break
    else:
        tape.skip(5)
        return Flaw(offset, tape.damage or "record header without an end", {})
    headers = parse_headers(ahead[: end.start()])
    tape.skip(end.end())
    length_text = headers.get("content-length", "")
    if not re.fullmatch("[0-9]{1,18}", length_text):
        return Flaw(offset, f"Content-Length {length_text[:40]!r} is no length", headers)
    length = int(length_text)
    if length > LIMITS.record_bytes:
        return Flaw(offset, f"record of {length} bytes, larger than {LIMITS.record_bytes}", headers)
    # Four bytes of line breaks and "WARC/" behind the block tell that the length is right.
    ahead = tape.peek(length + 16)
    if len(ahead) < length:
        what = tape.damage or f"cut short: the file ends {length - len(ahead)} bytes before the record"
        return Flaw(offset, what, headers)
    block, following = ahead[:length], ahead[length:].lstrip(b"\r\n")
    verified = _digest_matches(headers.get("warc-block-digest", ""), block)
    if not verified:
        if not following and tape.damaged_within(length):
            return Flaw(offset, str(tape.damage), headers)
        ends_here = not following or following.startswith(b"WARC/")
        if not ends_here and (
            verified is False or not tape.member_begins(length, len(ahead) - len(following))
        ):
            return Flaw(offset, "Content-Length does not lead to the record's end", headers)
    tape.skip(length)
    if verified is False:
        return Flaw(offset, "block digest does not match", headers)
    return Record(offset, headers, block)


def parse_headers(raw: bytes) -> dict[str, str]:
    """`Name: value` lines behind a first line. Names lower case, folded lines joined, the last one wins."""
    headers: dict[str, str] = {}
    name = ""
    for line in raw.split(b"\n")[1:]:
        text = line.decode("utf-8", "replace").rstrip("\r")
        if text[:1] in {" ", "\t"} and name:
            headers[name] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        name = name.strip().lower()
        if colon and name:
            headers[name] = value.strip()
        else:
            name = ""
    return headers


def _digest_matches(stated: str, block: bytes) -> bool | None:
    """None when the record states no digest, or one of a kind we do not compute."""
    algorithm, _, value = stated.partition(":")
    name = _DIGESTS.get(algorithm.strip().lower())
    if name is None or not value:
        return None
    digest = hashlib.new(name, block, usedforsecurity=False)
    spellings = {digest.hexdigest(), base64.b32encode(digest.digest()).decode().rstrip("=").lower()}
    return value.strip().rstrip("=").lower() in spellings
