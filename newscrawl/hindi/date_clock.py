"""The time of day inside a written date: "9:05 PM IST", "रात 8 बजे", "21:05 [IST]", "साढ़े नौ बजे"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newscrawl.hindi import date_words as w
from newscrawl.hindi.date_tokens import DECIMAL, NUM, OFFSET, SOFT, TIME, Token

END: Final = Token("end", 0, -1, -1)
"""Stands after the last token; no rule passes it."""

_OPENING: Final = frozenset(map(ord, "(["))
_CLOSING: Final = frozenset(map(ord, ")]"))
_MARKS_BEFORE_ZONE: Final = frozenset(map(ord, ",(["))


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; hour 24 is the end of the day. `offset`: minutes east of Greenwich, None if unsaid."""

    hour: int
    minute: int
    second: int | None
    offset: int | None


def read_clock(tokens: Sequence[Token], i: int, *, plain_decimal: bool = False) -> tuple[Clock, int] | None:
    """The time that starts at token `i` and the place after it; None if none does or it cannot be.

    `plain_decimal`: take "21.05" for a time without "PM", "बजे" or a zone to say so, as after a date.
    """
    start = i
    part: int | None = None
    quarter = 0
    while i < start + 5:
        token = tokens[i]
        if token.kind == w.PART:
            part = token.value if part is None or token.value > w.PM else part
        elif token.kind == w.UNIT and token.value == w.DAYS and tokens[i + 1].kind == w.LINK:
            part = w.DAYTIME  # "दिन में 11 बजे"
        elif token.kind == w.QUARTER:
            quarter = token.value
        elif not (token.kind == w.MOMENT and part is None) and not (
            token.kind in (w.LINK, SOFT) and part is not None
        ):
            break
        i += 1
    head = tokens[i]
    if head.kind == TIME:
        hour, minute, second = head.numbers
    elif head.kind == DECIMAL:
        hour, minute, second = *head.numbers, -1
    elif head.kind in (NUM, w.NUMBER):
        hour, minute, second = head.value, 0, -1
        if head.kind == NUM and head.end - head.start == 4:
            hour, minute = divmod(head.value, 100)
    elif head.kind == w.HALF and head.value > 60:
        hour, minute, second = *divmod(head.value, 60), -1
    else:
        return None
    i += 1
    oclock = False
    counted = head.kind != TIME and head.end - head.start != 4
    if tokens[i].kind == w.PAST and tokens[i + 1].kind in (NUM, w.NUMBER) and tokens[i + 2].kind == w.UNIT:
        oclock, minute, i = True, tokens[i + 1].value, i + 3
    for _ in range(3):
        token = tokens[i]
        if token.kind == w.OCLOCK and not (token.value and counted):
            oclock = True  # "2105 hrs", but "2 hrs" is a duration
        elif (
            token.kind == w.PART and (token.value <= w.PM or oclock) and (part is None or token.value <= w.PM)
        ):
            part = token.value
        else:
            break
        i += 1
    if tokens[i].kind == w.UNIT and head.kind == TIME:
        return None  # "2:30 घंटे"
    offset, after = _zone(tokens, i)
    if head.kind == NUM:
        four = head.end - head.start == 4
        marked = (oclock or offset is not None) if four else oclock or (part is not None and part <= w.PM)
        if not marked or head.end - head.start not in (1, 2, 4):
            return None
    elif head.kind in (w.NUMBER, w.HALF):
        if not oclock:
            return None
    elif head.kind == DECIMAL and not (plain_decimal or oclock or part is not None or offset is not None):
        return None
    if quarter:
        hour, minute = divmod(hour * 60 + minute + quarter, 60)
    hour = _on_24_hours(hour, part)
    if not (hour < 24 or (hour == 24 and minute == 0 and second <= 0)) or minute > 59 or second > 60:
        return None
    # A leap second is the last one that Python knows.
    return Clock(hour, minute, min(second, 59) if second >= 0 else None, offset), after


def _on_24_hours(hour: int, part: int | None) -> int:
    """The hour on the 24-hour clock. "21:05 PM" is 21:05; the rest is usage, as "रात 2 बजे" is 02:00."""
    if part is None or hour > 12:
        return hour
    if part in (w.AM, w.MORNING):
        return hour % 12
    if part == w.NIGHT:
        return hour % 12 if hour < 5 or hour == 12 else hour + 12
    if part in (w.NOON, w.DAYTIME):
        return hour + 12 if 1 <= hour < 7 else hour
    return hour % 12 + 12


def _zone(tokens: Sequence[Token], i: int) -> tuple[int | None, int]:
    """The stated offset in minutes and the place after all that names it."""
    offset: int | None = None
    for _ in range(3):
        j = i
        bracketed = False
        while j < i + 2 and tokens[j].kind == SOFT and tokens[j].value in _MARKS_BEFORE_ZONE:
            bracketed = bracketed or tokens[j].value in _OPENING
            j += 1
        stated, after = _one_zone(tokens, j)
        if after == j:
            break
        if bracketed and tokens[after].kind == SOFT and tokens[after].value in _CLOSING:
            after += 1
        offset, i = stated if offset is None else offset, after
    return offset, i


def _one_zone(tokens: Sequence[Token], i: int) -> tuple[int | None, int]:
    token = tokens[i]
    if token.kind == OFFSET:
        return token.value, i + 1
    if token.kind == w.ZONE:
        if tokens[i + 1].kind == OFFSET:
            return tokens[i + 1].value, i + 2
        return token.value, _spelt_out(tokens, i + 1)
    if token.kind == w.ZONE_PART:
        # One word alone is none: "21:05 India" may go on with anything.
        after = _spelt_out(tokens, i)
        return (w.INDIA, after) if after > i + 1 else (None, i)
    return None, i


def _spelt_out(tokens: Sequence[Token], i: int) -> int:
    """Over the rest of a name such as "India Standard Time", "भारतीय समय के अनुसार" or "Asia/Kolkata"."""
    while tokens[i].kind == w.ZONE_PART or (
        tokens[i].kind in (w.LABEL, SOFT, w.LINK)
        and tokens[i - 1].kind in (w.ZONE_PART, w.ZONE)
        and tokens[i + 1].kind == w.ZONE_PART
    ):
        i += 1
    if tokens[i].kind == w.LABEL and tokens[i].value == 0 and tokens[i - 1].kind in (w.ZONE_PART, w.ZONE):
        i += 1
    return i
