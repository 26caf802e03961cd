"""Cuts a line of text into the tokens of the date grammar, with their places in the text.

The tokeniser decides only what a look at the characters decides: a group of figures is a numeric date, a
time of day, an offset or a number; a word has the role that `date_words` gives it. What they mean together is
the grammar's business.
"""

import re
from typing import Final, NamedTuple

from newscrawl.hindi.date_words import PART, role

YMD: Final = "ymd"  # numbers: year, month, day
DMY: Final = "dmy"  # value: figures of the year; numbers: first, second, year, 1 if full stops divide them
TIME: Final = "time"  # numbers: hour, minute, second (-1 without)
OFFSET: Final = "offset"  # value: minutes east of Greenwich
DECIMAL: Final = "decimal"  # numbers: before and after the point; a time if the grammar finds a reason
NUM: Final = "num"  # value: the number
HARD: Final = "hard"  # what separates unrelated parts of a line
SOFT: Final = "soft"  # value: code point of a punctuation mark that may stand inside a date
OTHER: Final = "other"


class Token(NamedTuple):
    """A piece of the text: `text[start:end]`; `value` and `numbers` depend on the kind."""

    kind: str
    value: int
    start: int
    end: int
    numbers: tuple[int, ...] = ()


# One character for one, so that places in the translated text are places in the text.
_FOLD: Final[dict[int, str]] = {
    **{0x0966 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys([0x00A0, 0x2007, 0x2009, 0x200A, 0x202F, 0x205F, 0x3000, 0x0009], " "),
    **dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-"),
}

_TOKEN: Final = re.compile(
    # The look ahead spares every letter six failures.
    r"(?=[\d+-])(?:(?P<ymd>(?<!\d)(\d{4}) ?([-/.]) ?(\d{1,2}) ?\3 ?(\d{1,2})(?!\d)(?:[Tt](?=\d))?)"
    # A fourth group of figures makes an address or a telephone number of it, but a time may be glued on.
    r"|(?P<dmy>(?<![\dvV])(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\8 ?(\d{4}|\d\d)(?!\d|[./]\d|-\d+(?![\d:])))"
    r"|(?P<time>(?<!\d)(\d{1,2})(?: : |[:hH\u0903])(\d\d)(?:(?: : |[:\u0903])(\d\d)(?:[.,]\d+)?)?(?!\d|:\d))"
    # Fourteen hours at most: a year after a hyphen is none. West of Greenwich whole or known half hours.
    r"|(?P<offset>\+(?:0?\d|1[0-4]):?[0-5]\d(?!\d|[-:/.]\d)|\+(?:0\d|1[0-4])(?![\d:.-])"
    r"|-(?:(?:0\d|1[0-2]):?00|0[239]:?30)(?!\d|[-:/.]\d))"
    r"|(?P<decimal>(?<![\d.])(\d{1,2})\.(\d\d)(?!\d|\.\d))"
    r"|(?P<num>\d+))"
    r"|(?=[APapएप])(?P<meridiem>[AP]M(?=IST)|[AaPp]\. ?[Mm](?![A-Za-z])\.?"
    r"|(?<![\u0900-\u0963])(?:ए|पी)[. ] ?एम(?![\u0900-\u0963])\.?)"
    # Pages glue what follows to the word: "2 घंटे पहलेलेखक".
    r"|(?P<word>पहले(?=[\u0915-\u0939])|[A-Z]+(?![a-z])|[A-Z]?[a-z\u00c0-\u024f]+|[\u0900-\u0963\u0970-\u097f\u200b-\u200d]+|[^\W\d_]+)"
    r"|(?P<hard>[|\n\r\u0964\u0965\u2022\u00b7\u00bb\u203a~\u00a6])"
    r"|(?P<soft>[-,.()\[\]:;@/_'\"\u2018\u2019\u201c\u201d])"
    r"|(?P<other>\S)"
)


def tokens(text: str) -> list[Token]:
    """The tokens of the text; every character but white space is in one."""
    cut: list[Token] = []
    add = cut.append
    for match in _TOKEN.finditer(text.translate(_FOLD)):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "word":
            add(Token(*role(match.group()), start, end))
        elif kind == NUM:
            # Seven figures are more than any part of a date has.
            add(Token(NUM, int(match.group()) if end - start < 8 else -1, start, end))
        elif kind == SOFT:
            add(Token(SOFT, ord(match.group()), start, end))
        elif kind == TIME:
            hour, minute, second = match.group(12, 13, 14)
            add(Token(TIME, 0, start, end, (int(hour), int(minute), int(second) if second else -1)))
        elif kind == DMY:
            first, separator, then, year = match.group(7, 8, 9, 10)
            full = int(year) if len(year) == 4 else full_year(int(year))
            add(Token(DMY, len(year), start, end, (int(first), int(then), full, separator == ".")))
        elif kind == YMD:
            year, month, day = match.group(2, 4, 5)
            add(Token(YMD, 0, start, end, (int(year), int(month), int(day))))
        elif kind == DECIMAL:
            add(Token(DECIMAL, 0, start, end, (int(match.group(17)), int(match.group(18)))))
        elif kind == OFFSET:
            add(Token(OFFSET, _offset(match.group()), start, end))
        elif kind == "meridiem":
            add(Token(PART, 1 if match.group()[0] in "Ppप" else 0, start, end))
        else:
            add(Token(HARD if kind == HARD else OTHER, 0, start, end))
    return cut


def full_year(year: int) -> int:
    """A year of two figures in full, by the POSIX rule: 69 and later are of the last century."""
    return year + (2000 if year < 69 else 1900)


def _offset(figures: str) -> int:
    digits = figures[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) == 2 else (digits[:-2], digits[-2:])
    minutes_east = int(hours) * 60 + int(minutes)
    return -minutes_east if figures[0] == "-" else minutes_east
