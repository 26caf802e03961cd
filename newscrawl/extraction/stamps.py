"""Machine-readable dates: ISO 8601 and its near misses, compact, epoch, RFC 2822, read fast.

The wall clock and the zone stay apart, because a page's zone is often wrong or missing and is judged later
with the page's other dates.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from newscrawl.hindi.dates import IST

Precision = Literal["day", "minute", "second"]

_STAMP: Final = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[T_]|\s+|\s*,\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*([AaPp])?\.?(?:[Mm]\.?)?\s*(Z|z|UTC|GMT|IST|[+\-−]\d{1,2}:?\d{2}|[+\-−]\d{1,2})?"
    r"(?:\s*\[[A-Za-z_/]{1,40}\])?)?\s*\Z"
)
# The form of nearly all, which the standard library reads fast.
_PLAIN: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-](?:0\d|1[0-4]):\d\d)", re.ASCII)
_COMPACT: Final = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d{4})?\s*\Z")
_EPOCH: Final = re.compile(r"\s*(1\d{9}|2\d{9})(\d{3})?(?:\.\d+)?\s*\Z")
_RFC2822: Final = re.compile(r"\s*(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}[a-z]*\s+\d{4}\s+\d{1,2}:\d\d")
_OFFSET: Final = re.compile(r"([+\-−])(\d{1,2}):?(\d{2})?\Z")


class Stamp(NamedTuple):
    """A date as it was written: wall clock, zone if stated, how exact."""

    wall: datetime
    zone: tzinfo | None
    precision: Precision

    def at(self, zone: tzinfo) -> datetime:
        """The instant, with `zone` where none was stated."""
        return self.wall.replace(tzinfo=self.zone or zone)


@lru_cache(maxsize=16)
def read_stamp(raw: str) -> Stamp | None:
    """A machine-readable date: ISO 8601 and its near misses, compact, epoch, RFC 2822; else None.

    A year alone and a month alone are no dates. Never raises.
    """
    if not 8 <= len(raw) <= 64:
        return None
    if _PLAIN.fullmatch(raw):
        with suppress(ValueError):
            value = datetime.fromisoformat(raw)
            return Stamp(value.replace(tzinfo=None), value.tzinfo, "second")
    try:
        match = _STAMP.match(raw)
        if match:
            return _from_parts(match)
        match = _COMPACT.match(raw)
        if match:
            year, month, day, hour, minute, second, zone = match.groups()
            wall = _wall(year, month, day, (hour, minute, second))
            precision: Precision = "second" if second else "minute" if hour else "day"
            return Stamp(wall, _zone(zone), precision)
        match = _EPOCH.match(raw)
        if match:
            return Stamp(datetime.fromtimestamp(int(match[1]), UTC).replace(tzinfo=None), UTC, "second")
        if _RFC2822.match(raw):
            parsed = parsedate_to_datetime(raw.replace("IST", "+0530"))
            return Stamp(
                parsed.replace(tzinfo=None), parsed.tzinfo, "second" if raw.count(":") > 1 else "minute"
            )
    except (ValueError, OverflowError, OSError, IndexError, TypeError):
        return None
    return None


def _from_parts(match: re.Match[str]) -> Stamp:
    year, month, day, hour, minute, second, half, zone = match.groups()
    wall = _wall(year, month, day, (hour, minute, second), half)
    if hour is None:
        return Stamp(wall, None, "day")
    return Stamp(wall, _zone(zone), "second" if second else "minute")


def _wall(
    year: str,
    month: str,
    day: str,
    clock: tuple[str | None, str | None, str | None] = (None, None, None),
    half: str | None = None,
) -> datetime:
    """The wall clock, without zone on purpose. "21:05 PM" is five past nine in the evening."""
    hour, minute, second = clock
    hours = int(hour or 0)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half in "pP" else 0)
    return datetime(
        int(year), int(month), int(day), hours, int(minute or 0), int(second or 0), tzinfo=UTC
    ).replace(tzinfo=None)


def _zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written in {"Z", "z", "UTC", "GMT"}:
        return UTC
    if written == "IST":
        return IST
    match = _OFFSET.match(written)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > 15 * 60:
        return None
    return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))
