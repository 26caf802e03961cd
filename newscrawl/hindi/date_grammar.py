"""The grammar of written dates: tokens in, the dates as they are written out.

Nothing here knows what day it is. A `Written` holds what the line says ("16 April", "two hours ago", "21:05
IST") and `newscrawl.hindi.dates` makes a point in time of it.

A date is taken only where it can be nothing else. Three grades say how much company it bears: a full date
stands anywhere; "2 hours ago" or "yesterday, 9:05 PM" must end its part of the line; a lone word or time
("आज", "9:05") must be its part of the line, for "आज तक" is a broadcaster. Parts are bounded by the ends of
the text, by `|` and its like, and by labels such as "Updated".
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from newscrawl.hindi import date_words as w
from newscrawl.hindi.date_clock import END, Clock, read_clock
from newscrawl.hindi.date_tokens import DECIMAL, DMY, HARD, NUM, SOFT, TIME, YMD, Token, full_year

ANYWHERE, AT_END, ALONE = range(3)

_MONTHS: Final = frozenset({w.MONTH, w.SHORT_MONTH})
_WEEKDAYS: Final = frozenset({w.WEEKDAY, w.SHORT_WEEKDAY})
_CLOCK_STARTS: Final = frozenset({TIME, DECIMAL, NUM, w.PART, w.QUARTER, w.NUMBER, w.HALF, w.UNIT, w.MOMENT})
_BOUNDARIES: Final = frozenset({HARD, w.LABEL, w.BY})
_INSIDE_DATE: Final = frozenset(map(ord, ",.-/'’‘("))
_MAX_FOUND: Final = 32
# Words and marks between a label and its date, as in "Updated by our desk in Lucknow on: ...".
_LABEL_REACH: Final = 12


@dataclass(slots=True)
class Written:
    """A date as written. `first` and `last` bound its tokens; of what is not written the field is None."""

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    numeric: bool = False
    """Day and month are figures in the writer's order, to be read by the reader's custom."""
    ago: tuple[tuple[int, int], ...] | None = None
    """Amounts to go back from now, each with its unit, an index into the units of `date_words`."""
    clock: Clock | None = None
    grade: int = ANYWHERE
    label: str | None = None
    labelled: bool = False


def read(tokens: list[Token]) -> list[Written]:
    """All dates of a line in their order, at most 32, each with the label that stands before or after it."""
    return _Reader(tokens).read()


class _Reader:
    """One pass over the tokens; looks at most a dozen tokens ahead, so time is linear in their number."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.size = len(tokens)
        # So that looking ahead needs no bounds check: no rule passes an END.
        self.tokens.extend([END] * 4)
        self.found: list[Written] = []

    def read(self) -> list[Written]:
        tokens, found = self.tokens, self.found
        label: str | None = None
        label_at = -1
        i = 0
        while i < self.size and len(found) < _MAX_FOUND:
            kind = tokens[i].kind
            if kind == w.LABEL:
                if tokens[i + 1].kind == w.BY:
                    label, label_at = None, i
                elif not self._closes_date(i):
                    # A mere "date:" or "time:" leaves a "published" before it in force.
                    label = w.KINDS[tokens[i].value] or (label if label_at >= 0 else None)
                    label_at = i
            elif label_at >= 0 and i - label_at > _LABEL_REACH:
                label, label_at = None, -1
            rule = _RULES.get(kind)
            date = rule(self, i) if rule else None
            if date is None:
                i += 1
                continue
            date.label, date.labelled = label, label_at >= 0
            if self._stands(date):
                found.append(date)
                label, label_at = None, -1
            i = date.last
        if label_at >= 0 and label and found and self._follows(label_at):
            found[-1].label = label
        return found

    # ---- where a date may stand

    def _stands(self, date: Written) -> bool:
        if date.day is None and date.ago is None and date.labelled and self.found:
            # "16 April 2022, updated 21:05": the time is of the day that was named.
            last = self.found[-1]
            date.year, date.month, date.day = last.year, last.month, last.day
            date.numeric, date.ago, date.weekday = last.numeric, last.ago, last.weekday
            return True
        if date.grade == ANYWHERE:
            return True
        return self._closes(date.last) and (date.grade == AT_END or self._opens(date.first))

    def _opens(self, i: int) -> bool:
        i -= 1
        while i >= 0 and self.tokens[i].kind in (SOFT, w.LINK):
            i -= 1
        return i < 0 or self.tokens[i].kind in _BOUNDARIES

    def _closes(self, i: int) -> bool:
        while self.tokens[i].kind == SOFT:
            i += 1
        return i >= self.size or self.tokens[i].kind in _BOUNDARIES

    def _follows(self, label_at: int) -> bool:
        """Whether a label stands right after the last date, which has none of its own."""
        last = self.found[-1]
        between = self.tokens[last.last : label_at]
        return not last.labelled and all(token.kind in (SOFT, w.LINK) for token in between)

    def _closes_date(self, label_at: int) -> bool:
        """Gives the last date the label that ends its part of the line: "16 अप्रैल 2022 को प्रकाशित"."""
        if not self.found or not self._follows(label_at):
            return False
        i = label_at + 1
        while self.tokens[i].kind == w.LINK:
            i += 1
        kind = w.KINDS[self.tokens[label_at].value]
        if kind is None or not (i >= self.size or self.tokens[i].kind == HARD):
            return False
        self.found[-1].label, self.found[-1].labelled = kind, True
        return True

    # ---- steps over what stands between the parts of a date

    def _marks(self, i: int, most: int = 2) -> int:
        while most and self.tokens[i].kind == SOFT and self.tokens[i].value in _INSIDE_DATE:
            i, most = i + 1, most - 1
        return i

    def _between(self, i: int, date: Written) -> int:
        """Over what may stand between a day and its time; a weekday there is noted."""
        bars = 1
        for _ in range(7):
            token = self.tokens[i]
            if token.kind in _WEEKDAYS:
                date.weekday = token.value
            elif token.kind == HARD and bars:
                bars = 0
            elif token.kind not in (SOFT, w.LINK) and not (token.kind == w.LABEL and not token.value):
                break
            i += 1
        return i

    def _with_clock(self, date: Written, *, plain_decimal: bool = True) -> Written:
        """Adds the time that follows, and the year that follows it in "Apr 16 21:05:00 IST 2022"."""
        i = self._between(date.last, date)
        if self.tokens[i].kind not in _CLOCK_STARTS:
            if i > date.last and self.tokens[i - 1].kind in _WEEKDAYS:
                date.last = i
            return date
        read = read_clock(self.tokens, i, plain_decimal=plain_decimal)
        if read is None:
            return date
        date.clock, date.last = read
        if date.grade == ALONE:
            date.grade = AT_END
        if date.day is not None and date.year is None:
            year, after = self._year(date.last)
            if year and year > 99:
                date.year, date.last, date.grade = year, after, ANYWHERE
        return date

    # ---- calendar dates

    def numeric(self, i: int) -> Written | None:
        token = self.tokens[i]
        if i and self.tokens[i - 1].kind == w.VERSION:
            return None
        if token.kind == YMD:
            year, month, day = token.numbers
            return self._with_clock(Written(i, i + 1, year, month, day))
        day, month, year, dotted = token.numbers
        date = Written(i, i + 1, year, month, day, numeric=True)
        if token.value == 2:
            # "3-1-22" may be a score and "10.12.22" a version: these need the line to themselves.
            date.grade = ALONE if token.end - token.start != 8 or dotted else AT_END
        return self._with_clock(date)

    def _year(self, i: int) -> tuple[int | None, int]:
        """The year at this place or after a mark, and the place after it."""
        j = self._marks(i)
        if self.tokens[j].kind == w.LINK:
            j += 1
        token = self.tokens[j]
        if token.kind != NUM:
            return None, i
        figures, after = token.end - token.start, self.tokens[j + 1]
        if figures == 4 and 1000 <= token.value <= 2100 and after.kind != w.OCLOCK:
            return token.value, j + 1
        if figures == 2 and (
            # "16 April 22 people died": a year of two figures needs a boundary or a time after it.
            after.kind in (SOFT, w.LINK, TIME, w.ZONE)
            or after.kind in _BOUNDARIES
            or after is END
            or (after.kind == w.PART and after.value > w.PM)
            or (after.kind == NUM and read_clock(self.tokens, j + 1) is not None)
        ):
            return full_year(token.value), j + 1
        return None, i

    def _day_number(self, i: int) -> bool:
        token = self.tokens[i]
        return token.kind == NUM and 1 <= token.value <= 99 and token.end - token.start <= 2

    def _day_month(self, i: int) -> Written | None:
        """Reads "16 अप्रैल 2022", "16th of April, 2022", "16-Apr-22", "16वीं अप्रैल"."""
        if not self._day_number(i):
            return None
        j = i + 1
        if self.tokens[j].kind == w.ORDINAL:
            j += 1
        j = self._marks(j)
        if self.tokens[j].kind == w.LINK:
            j += 1
        name = self.tokens[j]
        if name.kind not in _MONTHS:
            return None
        year, after = self._year(j + 1)
        short = year is None and name.kind == w.SHORT_MONTH
        return Written(i, after, year, name.value, self.tokens[i].value, grade=ALONE if short else ANYWHERE)

    def _month_day(self, i: int) -> Written | None:
        """Reads "अप्रैल 16, 2022", "Apr. 16th 2022", "Apr-16-2022"."""
        j = self._marks(i + 1)
        if not self._day_number(j):
            return None
        day, name = self.tokens[j].value, self.tokens[i]
        j += 1
        if self.tokens[j].kind in (w.OCLOCK, w.PAST, w.PART):
            return None
        if self.tokens[j].kind == w.ORDINAL:
            j += 1
        year, after = self._year(j)
        grade = ANYWHERE if year else ALONE if name.kind == w.SHORT_MONTH else AT_END
        return Written(i, after, year, name.value, day, grade=grade)

    def _year_month_day(self, i: int) -> Written | None:
        """Reads "2022 अप्रैल 16", "2022-Apr-16", "2022, 16 अप्रैल"."""
        token = self.tokens[i]
        if token.end - token.start != 4 or not 1000 <= token.value <= 2100:
            return None
        j = self._marks(i + 1)
        date = self._month_day(j) if self.tokens[j].kind in _MONTHS else self._day_month(j)
        if date is None or date.year is not None:
            return None
        return replace(date, first=i, year=token.value, grade=ANYWHERE)

    def _calendar(self, i: int) -> Written | None:
        """A day, without a time, that is named by the calendar."""
        kind = self.tokens[i].kind
        if kind == NUM:
            return self._day_month(i) or self._year_month_day(i)
        if kind in _MONTHS:
            return self._month_day(i)
        return None

    # ---- the rules, by the kind of the first token

    def at_number(self, i: int) -> Written | None:
        date = self._calendar(i)
        if date:
            return self._with_clock(date)
        return self.at_count(i)

    def at_month(self, i: int) -> Written | None:
        date = self._month_day(i)
        return self._with_clock(date) if date else None

    def at_count(self, i: int) -> Written | None:
        return self._back(i) or self.at_clock(i)

    def at_clock(self, i: int) -> Written | None:
        """A time, and the day that may follow it: "8:15 pm, Sat, 16 April 22"."""
        read = read_clock(self.tokens, i, plain_decimal=False)
        if read is None:
            return None
        clock, last = read
        alone = Written(i, last, clock=clock, grade=ALONE)
        weekday = Written(i, last)
        j = self._between(last, weekday)
        date = self._named_day(j)
        if date is None:
            return alone
        if self._with_clock(replace(date)).clock:
            return alone  # that day has a time of its own
        if date.grade == ALONE:
            date.grade = AT_END
        date.first, date.clock, date.weekday = i, clock, weekday.weekday
        return date

    def _named_day(self, i: int) -> Written | None:
        token = self.tokens[i]
        if token.kind in (YMD, DMY):
            date = self.numeric(i)
            return date if date is None or date.clock is None else None
        if token.kind == w.DAY:
            return Written(i, i + 1, ago=((token.value, w.DAYS),), grade=AT_END)
        return self._calendar(i)

    def at_weekday(self, i: int) -> Written | None:
        """A weekday before its date; alone with a time; or with day and year, the month forgotten."""
        weekday = self.tokens[i].value
        j = i + 1
        for _ in range(4):
            if self.tokens[j].kind not in (SOFT, w.LINK):
                break
            j += 1
        token = self.tokens[j]
        if token.kind in (YMD, DMY):
            date = self.numeric(j)
        else:
            date = self._calendar(j)
            date = self._with_clock(date) if date else None
        if date is None and self._day_number(j):
            year, after = self._year(j + 1)
            if year and year > 1900 and self.tokens[i].kind in _WEEKDAYS:
                date = self._with_clock(Written(j, after, year, None, token.value, grade=AT_END))
        if date is None and token.kind in _CLOCK_STARTS:
            date = self.at_clock(j)
            if date and date.day is None and date.ago is None and self.tokens[i].kind == w.SHORT_WEEKDAY:
                return None
        if date:
            date.first, date.weekday = i, weekday
        return date

    def at_day_word(self, i: int) -> Written | None:
        """Reads "आज", "कल रात 9 बजे", "yesterday at 9:05 PM"; a calendar date after it says it better."""
        j = self._marks(i + 1)
        date = self._calendar(j)
        if date:
            return self._with_clock(replace(date, first=i))
        return self._with_clock(
            Written(i, i + 1, ago=((self.tokens[i].value, w.DAYS),), grade=ALONE), plain_decimal=False
        )

    def at_now(self, i: int) -> Written | None:
        last = i + 1
        while self.tokens[last].kind == w.NOW or (
            self.tokens[last].kind == SOFT and self.tokens[last + 1].kind == w.NOW
        ):
            last += 1
        return Written(i, last, ago=((0, w.MINUTE),), grade=ALONE)

    def at_moment(self, i: int) -> Written | None:
        """Reads "कुछ ही क्षण पहले", "a few seconds ago" as now; hours or days of unknown number are none."""
        j = i
        while self.tokens[j].kind in (w.FEW, w.LINK, w.MOMENT) and j < i + 5:
            j += 1
        if self.tokens[j].kind == w.UNIT and self.tokens[j].value <= w.MINUTE:
            j += 1
        elif self.tokens[j - 1].kind != w.MOMENT:
            return None
        if self.tokens[j].kind != w.AGO:
            return None
        return Written(i, j + 1, ago=((0, w.MINUTE),), grade=AT_END)

    def _back(self, i: int) -> Written | None:
        """Reads "2 घंटे 5 मिनट पहले", "एक दिन पूर्व", "half an hour ago", "डेढ़ घंटे पहले"."""
        amounts: list[tuple[int, int]] = []
        j = i
        for _ in range(3):
            token, halves = self.tokens[j], 0
            if token.kind == w.HALF:
                halves = token.value
                j += 1 + (self.tokens[j + 1].kind == w.NUMBER)
            elif token.kind == w.NUMBER or (token.kind == NUM and token.value >= 0):
                j += 1
            elif token.kind == w.LINK and amounts:
                j += 1
                continue
            else:
                break
            if token.kind == w.NUMBER and self.tokens[j].kind in (w.FEW, w.MOMENT):
                return self.at_moment(j)
            unit = self.tokens[j]
            if not (unit.kind == w.UNIT or (unit.kind == w.OCLOCK and unit.value)) or (
                halves and unit.value != w.HOUR
            ):
                return None
            amounts.append((halves, w.MINUTE) if halves else (token.value, unit.value))
            j += 1
        while amounts and self.tokens[j].kind in (w.LINK, w.MOMENT) and j < i + 10:
            j += 1
        if not amounts or self.tokens[j].kind != w.AGO:
            return None
        j += 1
        if self.tokens[j].kind == w.LINK:
            j += 1
        date = Written(i, j, ago=tuple(amounts), grade=AT_END)
        return self._with_clock(date, plain_decimal=False) if amounts[-1][1] >= w.DAYS else date


_RULES: Final[dict[str, Callable[[_Reader, int], Written | None]]] = {
    YMD: _Reader.numeric,
    DMY: _Reader.numeric,
    NUM: _Reader.at_number,
    TIME: _Reader.at_clock,
    DECIMAL: _Reader.at_clock,
    w.PART: _Reader.at_clock,
    w.QUARTER: _Reader.at_clock,
    w.UNIT: _Reader.at_clock,
    w.NUMBER: _Reader.at_count,
    w.HALF: _Reader.at_count,
    w.MONTH: _Reader.at_month,
    w.SHORT_MONTH: _Reader.at_month,
    w.WEEKDAY: _Reader.at_weekday,
    w.SHORT_WEEKDAY: _Reader.at_weekday,
    w.DAY: _Reader.at_day_word,
    w.NOW: _Reader.at_now,
    w.FEW: _Reader.at_moment,
    w.MOMENT: _Reader.at_moment,
}
