"""Lines that say who wrote, where and when, and nothing else: "राकेश कुमार, पटना। 5 मई 2024".

Nothing but the date marks them. A name in them is known by its family name, by a label before it, or by the
place beside it; "बिहार चुनाव, 5 मई 2024" has none of these.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from newscrawl.extraction.names import (
    EDGE,
    LABEL,
    clean_name,
    is_agency,
    is_desk,
    is_role,
    looks_like_name,
    segments,
    split_people,
)
from newscrawl.hindi.dates import find_dates
from newscrawl.hindi.places import is_place
from newscrawl.hindi.surnames import ends_with_surname

_LONGEST: Final = 120
_LONGEST_TIME: Final = 50
_CLOCK: Final = re.compile(r"[0-9०-९][:.][0-9०-९]{2}|[0-9०-९]\s?(?:बजे|[ap]\.?m\b)", re.IGNORECASE)
_CLOCK_ALONE: Final = re.compile(
    r"\W{0,3}[0-9०-९]{1,2}(?:[:.][0-9०-९]{2})?\s?(?:[ap]\.?m\.?|बजे)?(?:\s?\(?ist\)?)?\W{0,3}", re.IGNORECASE
)
_FIGURE: Final = re.compile(r"[0-9०-९]")
_APART: Final = re.compile(r"\s*[|,।;•·/()]\s*|\s+[-–—]\s+")
_TIME_WORDS: Final = re.compile(
    r"(?:\A|\s)(?:publish(?:ed)?|posted|(?:last )?updated?|modified|प्रकाशित|पब्लिश|अपडेटेड|अपडेट|दिनांक|तारीख)"
    r"(?: (?:date|on|at|तिथि))?\W*\Z|\bist\b|\A\W*(?:बजे|को)\W*\Z",
    re.IGNORECASE,
)
_TIME_HINTS: Final = (
    "publish", "post", "update", "modified", "ist", "प्रकाशित", "पब्लिश", "अपडेट", "दिनांक", "तारीख", "बजे", "को"
)  # fmt: skip
"""What `_TIME_WORDS` can match holds one of these."""
# What stands before a place and a date without being a name.
_TOPIC: Final = re.compile(
    r"न्यू(?:ज\u093c?|\u095b)|समाचार|(?:ख|ख\u093c|\u0959)बर|चुनाव|विशेष|लाइव|अपडेट|बा(?:ज|ज\u093c|\u095b)ार|जगत|राज्य|देश|दुनिया|खेल"
    r"|मनोरंजन|कारोबार|क्राइम|अपराध|धर्म|शिक्षा|राजनीति|प्रदेश|मौसम|संस्करण|\b(?:live|updates?|sports?|politics|election)\b",
    re.IGNORECASE,
)
_NAME_WORDS: Final = range(2, 5)


def is_dated(line: str) -> bool:
    """True for a short line with a day in it."""
    return _beside_dates(line) is not None


def is_credit(line: str) -> bool:
    """True for a short line of names, places, jobs and agencies, with a person or a desk among them."""
    if len(line) > _LONGEST:
        return False
    parts = [part.strip(EDGE) for part in _APART.split(line)]
    return any(writers(parts)) and all(not part or _is_other(part) or any(writers((part,))) for part in parts)


def is_time(line: str) -> bool:
    """True for a time of day and nothing else, with its day or without: "11:25 बजे", "5 मई 2024, 11:25 AM"."""
    if len(line) > _LONGEST_TIME or not _CLOCK.search(line):
        return False
    return is_clock(line) or signed_by(line) == []


def is_clock(line: str) -> bool:
    """True for a time of day and nothing else, without its day."""
    return bool(_CLOCK.search(line[:_LONGEST_TIME])) and bool(_CLOCK_ALONE.fullmatch(line))


def is_signature(line: str) -> bool:
    """True for a line with a date and nothing else but who wrote and where."""
    return signed_by(line) is not None


def signed_by(line: str) -> list[str] | None:
    """The persons and desks of a signature, editors left out; None when the line is none."""
    parts = _beside_dates(line)
    return None if parts is None else _signed(parts)


def near_date(line: str) -> list[str]:
    """The persons and desks among the parts of a short line, whatever else stands in it."""
    parts = _beside_dates(line)
    if parts is None:
        return list(writers(_APART.split(line)))
    return _signed(parts) or list(writers(parts))


def _signed(parts: list[str]) -> list[str] | None:
    """`signed_by` of a line's parts beside its dates."""
    names: list[str] = []
    unknown = False
    for part in filter(None, parts):
        found = list(writers((part,)))
        if not found and not _is_other(part):
            if unknown or not (any(map(is_place, parts)) and _may_be_name(part)):
                return None
            unknown = True
            found = [clean_name(part)]
        names += found
    return names


def writers(parts: Iterable[str]) -> Iterator[str]:
    """The names in `parts` that are a person's or a desk's by their words."""
    for part in parts:
        if any(editing for editing, _ in segments(part)):
            continue
        labelled = bool(LABEL.match(part))
        for name in split_people(clean_name(part)):
            if looks_like_name(name) and (labelled or ends_with_surname(name) or is_desk(name)):
                yield name


def _is_other(part: str) -> bool:
    """True for an editor, a place, an agency or a job."""
    return any(flag for flag, _ in segments(part)) or is_place(part) or is_agency(part) or is_role(part)


def _may_be_name(part: str) -> bool:
    return len(part.split()) in _NAME_WORDS and looks_like_name(part) and not _TOPIC.search(part)


def _beside_dates(line: str) -> list[str] | None:
    """The parts of a short line without its dates; None when there is no date in it."""
    if len(line) > _LONGEST or not _FIGURE.search(line):
        return None
    dates, rest = find_dates(line), line
    for date in reversed(dates):
        rest = f"{rest[: date.start]}|{rest[date.end :]}"
    return [_without_time_words(part).strip(EDGE) for part in _APART.split(rest)] if dates else None


def _without_time_words(part: str) -> str:
    return _TIME_WORDS.sub("", part) if any(map(part.lower().__contains__, _TIME_HINTS)) else part
