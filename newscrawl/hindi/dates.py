"""Dates of news pages, from what a byline, a `time` element, a feed or JSON-LD says.

The grammar (`date_grammar`) reads Hindi and English in full; other languages go to dateparser, and only when
the caller names them. Three rules come from Indian publishers: IST is +05:30 (elsewhere also Israel's), a
time without a zone is of India, and 05/04/2022 is the fifth of April.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final, Literal, cast

from newscrawl.hindi import date_words as w
from newscrawl.hindi.date_clock import Clock
from newscrawl.hindi.date_grammar import Written, read
from newscrawl.hindi.date_tokens import tokens
from newscrawl.limits import LIMITS

IST: Final = timezone(timedelta(minutes=w.INDIA), "IST")
"""Indian Standard Time, +05:30."""

Precision = Literal["day", "minute", "second"]
Kind = Literal["published", "modified"]

EARLIEST: Final = datetime(1995, 1, 1, tzinfo=IST)
"""No news page is older: the first Indian paper went online in that year."""
FUTURE_STAMP: Final = timedelta(hours=48)
"""How far ahead of now a time stamp or a labelled date may be: for clocks and zones that are wrong."""
FUTURE_DAY: Final = timedelta(days=366)
"""How far ahead a bare calendar day may be, which can be an event's or a print edition's."""

_SCAN_CHARS: Final = 2 * LIMITS.field_chars
_OWN_LANGUAGES: Final = frozenset({"hi", "en"})
_SECONDS: Final = {w.SECOND: 1, w.MINUTE: 60, w.HOUR: 3600, w.DAYS: 86_400, w.WEEK: 604_800}
# Without a figure or one of these, no date: most strings end here.
_CUE: Final = re.compile(r"\d|बज|पह|पेह|पूर्व|आज|कल|परस|अभी|(?i:ago|now|today|yesterday|back)")
_ISO: Final = re.compile(
    r"(\d{4})(?:-?(\d\d)-?(\d\d)|-?W(\d\d)-?([1-7])|-(\d{3}))"
    r"(?:[Tt ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,12})?)?\s?(?:([Zz]|UTC|GMT)|([+-])(\d\d):?(\d\d)?)?)?"
)
_EPOCH: Final = re.compile(r"(\d{10})(?:\.\d{1,9}|\d{3}|\d{6})?")
_FIGURES_TO_FIGURES: Final = re.compile(r"\d(?:.*\d)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A point in time as far as the text states it."""

    value: datetime
    """Always with a zone; at day precision midnight of that day."""
    precision: Precision
    zone_stated: bool
    """Whether the text names the zone (or is an epoch); else `value` has the default one."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date inside a text."""

    parsed: ParsedDate
    kind: Kind | None
    """What the label beside it says: "Updated" is modified, "प्रकाशित" published, None without a label."""
    start: int
    end: int
    """The date is `text[start:end]`, without its label."""


@dataclass(frozen=True, slots=True)
class _Context:
    now: datetime
    zone: tzinfo
    day_first: bool
    max_future: timedelta | None


def parse_date(
    text: str,
    *,
    now: datetime | None = None,
    default_tz: tzinfo = IST,
    languages: Sequence[str] = ("hi", "en"),
    day_first: bool = True,
    max_future: timedelta | None = None,
) -> ParsedDate | None:
    """The date that a string states, or None; of several the modified one, else the published, or the first.

    `now` (default: the present; a naive one is in `default_tz`) is the base of relative dates, of dates
    without a year and of the sanity window: from `EARLIEST` to `max_future` ahead, by default `FUTURE_STAMP`
    for what has a time or a label and `FUTURE_DAY` for a bare day. Languages beyond hi and en are tried with
    dateparser, on at most 64 characters that hold a figure. Reads the first 2,000 characters; never raises.
    """
    context = _context(now, default_tz, day_first, max_future)
    stripped = text.strip()
    if not stripped or not _CUE.search(stripped, 0, _SCAN_CHARS):
        return None
    if stripped[0].isdigit():
        whole = _ISO.fullmatch(stripped)
        if whole:
            return _iso(whole, context)
        epoch = _EPOCH.fullmatch(stripped)
        if epoch:
            return _epoch(stripped, context)
    found, void = _find(stripped, context)
    if found:
        return max(found, key=_preference).parsed
    others = [code for code in languages if code not in _OWN_LANGUAGES]
    if not others or void or len(stripped) > LIMITS.date_chars or not any(map(str.isalpha, stripped)):
        return None
    # "Publié le 16 avril 2022 à 21:05": dateparser knows no labels, but the date ends in figures.
    core = _FIGURES_TO_FIGURES.search(stripped)
    return core and (_foreign(stripped, others, context) or _foreign(core.group(), others, context))


def find_dates(
    text: str,
    *,
    now: datetime | None = None,
    default_tz: tzinfo = IST,
    day_first: bool = True,
    max_future: timedelta | None = None,
) -> list[FoundDate]:
    """All Hindi and English dates in the first 2,000 characters of a text, in order, at most 32.

    The parameters are those of `parse_date`. A time that a label sets apart from its day ("16 अप्रैल 2022,
    अपडेटेड 21:05") comes as a second date of that day. Never raises.
    """
    if not _CUE.search(text, 0, _SCAN_CHARS):
        return []
    return _find(text, _context(now, default_tz, day_first, max_future))[0]


def iso(parsed: ParsedDate) -> str:
    """ISO 8601 to the second with the offset: "2022-04-16T21:05:00+05:30"; midnight for a mere day."""
    return parsed.value.isoformat(timespec="seconds")


def _context(now: datetime | None, zone: tzinfo, day_first: bool, max_future: timedelta | None) -> _Context:
    if now is None:
        now = datetime.now(zone)
    elif now.tzinfo is None:
        now = now.replace(tzinfo=zone)
    return _Context(now.astimezone(zone), zone, day_first, max_future)


def _preference(found: FoundDate) -> int:
    return w.KINDS.index(found.kind)


def _find(text: str, context: _Context) -> tuple[list[FoundDate], bool]:
    """The dates, and whether one was written that cannot be or lies outside the window."""
    found: list[FoundDate] = []
    void = False
    for written, start, end in _written(text[:_SCAN_CHARS]):
        parsed = _resolve(written, context)
        if parsed is None:
            void = True
            continue
        found.append(FoundDate(parsed, cast("Kind | None", written.label), start, end))
    return found, void


@lru_cache(maxsize=8)
def _written(text: str) -> tuple[tuple[Written, int, int], ...]:
    """The dates as written, with their places. A byline is read for its authors, its dates and its role."""
    cut = tokens(text)
    return tuple((written, cut[written.first].start, cut[written.last - 1].end) for written in read(cut))


def _within(parsed: ParsedDate, context: _Context, *, labelled: bool = False) -> ParsedDate | None:
    ahead = context.max_future
    if ahead is None:
        ahead = FUTURE_DAY if parsed.precision == "day" and not labelled else FUTURE_STAMP
    return parsed if EARLIEST <= parsed.value <= context.now + ahead else None


def _iso(match: re.Match[str], context: _Context) -> ParsedDate | None:
    year, month, day, week, weekday, ordinal, hour, minute, second, utc, sign, east, east_minutes = (
        match.groups()
    )
    try:
        if week:
            on = date.fromisocalendar(int(year), int(week), int(weekday))
        elif ordinal:
            on = date(int(year), 1, 1) + timedelta(days=int(ordinal) - 1)
        else:
            on = date(int(year), int(month), int(day))
        if not hour:
            return _within(
                ParsedDate(datetime(on.year, on.month, on.day, tzinfo=context.zone), "day", False), context
            )
        offset = None
        if utc or sign:
            offset = 0 if utc else int(east) * 60 + int(east_minutes or 0)
            offset = -offset if sign == "-" else offset
        clock = Clock(int(hour), int(minute), min(int(second), 59) if second else None, offset)
        return _within(_at(on, clock, context), context)
    except (ValueError, OverflowError):
        return None


def _epoch(figures: str, context: _Context) -> ParsedDate | None:
    try:
        value = datetime.fromtimestamp(int(figures[:10]), context.zone)
    except (ValueError, OverflowError, OSError):
        return None
    return _within(ParsedDate(value, "second", True), context)


def _at(on: date, clock: Clock, context: _Context) -> ParsedDate:
    zone = context.zone
    if clock.offset is not None:
        zone = IST if clock.offset == w.INDIA else timezone(timedelta(minutes=clock.offset))
    if clock.hour == 24:
        on += timedelta(days=1)
    value = datetime(on.year, on.month, on.day, clock.hour % 24, clock.minute, clock.second or 0, tzinfo=zone)
    precision: Precision = "minute" if clock.second is None else "second"
    return ParsedDate(value, precision, clock.offset is not None)


def _resolve(written: Written, context: _Context) -> ParsedDate | None:
    """A written date as a point in time; None if it cannot be, cannot be told or is out of the window."""
    try:
        if written.ago is not None:
            parsed = _back(written.ago, written.clock, context)
        else:
            on = _day(written, context)
            if on is None:
                return None
            if written.clock:
                parsed = _at(on, written.clock, context)
            else:
                parsed = ParsedDate(datetime(on.year, on.month, on.day, tzinfo=context.zone), "day", False)
        return _within(parsed, context, labelled=written.labelled)
    except (ValueError, OverflowError):
        return None


def _back(amounts: Iterable[tuple[int, int]], clock: Clock | None, context: _Context) -> ParsedDate:
    value, finest = context.now, w.YEAR
    for amount, unit in amounts:
        finest = min(finest, unit)
        if unit in (w.MONTHS, w.YEAR):
            value = _months_back(value, amount * (12 if unit == w.YEAR else 1))
        else:
            value -= timedelta(seconds=amount * _SECONDS[unit])
    if clock:
        return _at(value.date(), clock, context)
    if finest >= w.DAYS:
        return ParsedDate(value.replace(hour=0, minute=0, second=0, microsecond=0), "day", False)
    if finest == w.SECOND:
        return ParsedDate(value.replace(microsecond=0), "second", False)
    return ParsedDate(value.replace(second=0, microsecond=0), "minute", False)


def _months_back(value: datetime, months: int) -> datetime:
    year, month = divmod(value.year * 12 + value.month - 1 - months, 12)
    for day in range(value.day, 27, -1):
        # The 31st a month before a month of 30 days is its 30th.
        with suppress(ValueError):
            return value.replace(year=year, month=month + 1, day=day)
    return value.replace(year=year, month=month + 1)


def _day(written: Written, context: _Context) -> date | None:
    today = context.now.date()
    year, month, day = written.year, written.month, written.day
    if day is None:
        return _day_of_clock(written, context)
    if month is None:
        return _forgotten_month(written, today)
    if written.numeric:
        if not context.day_first:
            day, month = month, day
        if month > 12:
            day, month = month, day
        if year is not None and written.weekday is not None:
            # "Sun, 11/08/2026": the order in which it is that day of the week.
            here, there = _date(year, month, day), _date(year, day, month)
            if (
                there
                and there.weekday() == written.weekday
                and not (here and here.weekday() == written.weekday)
            ):
                return there
    if year is not None:
        return date(year, month, day)
    # Of the last eight years one has a 29 February.
    past = [_date(today.year - back, month, day) for back in range(9)]
    candidates = [on for on in past if on and on <= today]
    for on in candidates[:2]:
        if on.weekday() == written.weekday:
            return on
    return candidates[0] if candidates else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_clock(written: Written, context: _Context) -> date | None:
    """The day of a mere time: its last occurrence, on the weekday if one is named."""
    assert written.clock is not None
    today = context.now.date()
    back = 0 if written.weekday is None else (today.weekday() - written.weekday) % 7
    step = 1 if written.weekday is None else 7
    on = today - timedelta(days=back)
    # Ten minutes for clocks that differ.
    if _at(on, written.clock, context).value > context.now + timedelta(minutes=10):
        on -= timedelta(days=step)
    return on


def _forgotten_month(written: Written, today: date) -> date | None:
    """For "Sat, 16, 2022" the month of the past year in which that day was that weekday, if just one is."""
    assert written.year is not None
    assert written.day is not None
    candidates = [_date(written.year, month, written.day) for month in range(1, 13)]
    near = [
        on
        for on in candidates
        if on and on.weekday() == written.weekday and timedelta(days=-2) <= today - on <= timedelta(days=365)
    ]
    return near[0] if len(near) == 1 else None


def _foreign(text: str, languages: list[str], context: _Context) -> ParsedDate | None:
    """A date in another language, by dateparser; None also for languages that it does not know."""
    # Its import costs 0.4 s, which Hindi pages need not pay.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {
        "DATE_ORDER": "DMY" if context.day_first else "MDY",
        "PREFER_DATES_FROM": "past",
        "REQUIRE_PARTS": ["day", "month"],
        "RETURN_TIME_AS_PERIOD": True,
        "RELATIVE_BASE": context.now.replace(second=0, microsecond=0, tzinfo=None),
    }
    try:
        data = DateDataParser(languages=languages, settings=settings).get_date_data(text)
    except Exception:  # noqa: BLE001 - it names no errors of its own, and foreign text must not stop a crawl
        return None
    value = data.date_obj
    if value is None:
        return None
    stated = value.tzinfo is not None
    value = value.replace(microsecond=0) if stated else value.replace(microsecond=0, tzinfo=context.zone)
    if data.period != "time":
        value = value.replace(hour=0, minute=0, second=0)
    precision: Precision = "day" if data.period != "time" else "second" if value.second else "minute"
    try:
        return _within(ParsedDate(value, precision, stated), context)
    except OverflowError:
        return None
