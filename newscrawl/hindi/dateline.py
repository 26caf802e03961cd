"""The dateline at a story's head: place, agency, desk and reporter.

Forms seen in Hindi papers: "नई दिल्ली, 30 मार्च (भाषा)", "जागरण संवाददाता, मथुरा :", "कानपुर, जेएनएन ।",
"पटना/गया।", "पटना/टीम डिजिटल।", "न्यूज डेस्क, अमर उजाला, हाथरस", "संवाद सहयोगी, हिलसा (नालंदा)।", "करनाल, 5 मई
(हप्र)", "NEW DELHI, May 5 (PTI)". The order varies, and the end is one of danda, colon (a visarga typed for
it), full stop, dash or bar. A part that no list knows makes the head prose, unless it stands where only a
town can.
"""

import re
from dataclasses import dataclass
from typing import Final

from newscrawl.hindi.agencies import agency_in, agency_name
from newscrawl.hindi.names import split_names
from newscrawl.hindi.places import is_place
from newscrawl.hindi.script import loose_key

__all__ = ["Dateline", "agency_in", "split_dateline", "split_names"]

_HEAD: Final = 140
_MONTH: Final = (
    "जनवरी|फरवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|सितम्बर|अक्टूबर|अक्तूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर|"
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    "जन|फर|फ़र|अप्रै|जुला|अग|सित|सितं|अक्टू|अक्तू|नव|नवं|दिस|दिसं"
)
# How their names end.
_MONTHS: Final = (
    "वरी", "र्च", "ैल", "मई", "ून", "लाई", "स्त", "बर",
    "jan", "ary", "feb", "mar", "rch", "apr", "ril", "may", "jun", "une", "jul", "uly", "aug", "ust", "sep",
    "sept", "ber", "oct", "nov", "dec",
    "जन", "फर", "फ़र", "अप्रै", "जुला", "अग", "सित", "सितं", "अक्टू", "अक्तू", "नव", "नवं", "दिस", "दिसं",
)  # fmt: skip
# PTI-Bhasha writes the day as a word.
_DAY: Final = (
    r"\d{1,2}|एक|दो|तीन|चार|पांच|पाँच|छह|छः|सात|आठ|नौ|दस|ग्यारह|बारह|तेरह|चौदह|पंद्रह|पन्द्रह|सोलह|सत्रह|अठारह|उन्नीस|बीस|इक्कीस|"
    "बाईस|बाइस|तेईस|तेइस|चौबीस|पच्चीस|छब्बीस|सत्ताईस|सत्ताइस|अट्ठाईस|अट्ठाइस|उनतीस|तीस|इकतीस"
)
_DATE: Final = re.compile(
    rf"\(?(?:(?:{_DAY})\s*(?:{_MONTH})\.?(?:,?\s*\d{{2,4}})?|(?:{_MONTH})\.?\s+\d{{1,2}}(?:,?\s*\d{{4}})?)\)?",
    re.IGNORECASE,
)
_DATE_PART: Final = re.compile(
    rf"(?:{_DATE.pattern}|\d{{4}}|(?:अपडेटेड|अपडेट|प्रकाशित|updated|published)(?:[\s:].*)?|\d{{1,2}}:\d{{2}}.*)",
    re.IGNORECASE,
)
# Where a dateline may end; a full stop and a dash need white space, a bracket must hold an agency, a slash
# must stand behind a date: "रायपुर, 5 फरवरी 2026/", as press offices write.
_STOPS: Final = re.compile(
    r"[।॥|]|(?<!\d)[:：]|[:：](?=\s)|\u0903(?=\s|$)|\.(?=\s|$)|\s[-–—]+\s|[-–—]+(?=\s|$)|[)\]]|[/-]"
)
_GOES_ON: Final = frozenset("([0123456789०१२३४५६७८९")
# How papers sign for their own correspondents: हमारे प्रतिनिधि, निज संवाददाता, the paper's news service.
_SIGNS: Final = frozenset(
    map(
        loose_key,
        (
            "जेएनएन", "जासं", "संसू", "टीएनएन", "tnn", "jnn", "निप्र", "नप्र", "निसं", "निस",
            "कासं", "वसं", "हप्र", "ट्रिन्यू",
        ),
    )
)  # fmt: skip
_ROLE_WORDS: Final = _SIGNS | frozenset(
    map(
        loose_key,
        (
            "संवाददाता", "ब्यूरो", "डेस्क", "जागरण", "प्रतिनिधि", "नेटवर्क",
            "रिपोर्टर", "संवाद", "सहयोगी", "सूत्र",
            "कार्यालय", "टीम", "मुख्यालय", "desk", "bureau", "correspondent",
            "reporter", "network",
            "संपादकीय", "डिजिटल", "ऑनलाइन", "टीवी9",
        ),
    )
)  # fmt: skip
_PAPERS: Final = frozenset(
    map(
        loose_key,
        (
            "अमर उजाला", "दैनिक जागरण", "दैनिक भास्कर", "भास्कर न्यूज", "हिन्दुस्तान",
            "लाइव हिन्दुस्तान", "राजस्थान पत्रिका", "पत्रिका", "नई दुनिया",
            "नईदुनिया", "प्रभात खबर", "जनसत्ता", "नवभारत टाइम्स", "पंजाब केसरी", "न्यूज18",
            "आज तक", "एबीपी न्यूज", "जी न्यूज", "इंडिया टीवी",
        ),
    )
)  # fmt: skip
# The last word of a paper's or channel's name. Prose has it too: it counts beside a place in brackets alone.
_PAPER_ENDS: Final = frozenset(
    map(loose_key, ("न्यूज", "समाचार", "टाइम्स", "एक्सप्रेस", "मीडिया", "news", "times", "express", "media"))
)
_PROSE_LIST: Final = (
    "ने को में से पर है हैं था थे थी कि के का की और यह वह जो अब भी नहीं तो हो गया कर लिए the is was of to in"
)
_PROSE_WORDS: Final = frozenset(_PROSE_LIST.split())
_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_BY: Final = re.compile(r"^by\s+", re.IGNORECASE)
_SPLIT: Final = re.compile(r"\s*[,،|]\s*")
_NAME: Final = re.compile(r"[^\W\d_][^\d,:;।|/()!?\"]{1,40}")
_INITIALLED: Final = re.compile(
    r"\s*([^\d,:;।|()!?\"]{2,40}?)\s*,?\s*\(([^\d,:;।|()!?\"]{2,40})\)\s*(?:[:：\u0903]\s*[-–—]?|[-–—])\s*"
)
_TOWNS: Final = re.compile(r"[/-]")
_TOWN_CHARS: Final = 30


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says."""

    place: str | None
    """The place as printed, without a state in brackets; several stay joined ("पटना/गया"). None: no place."""
    agency: str | None
    """The agency as printed. None when not given."""
    desk: str | None
    """The desk, bureau or post that reports ("जागरण संवाददाता"). None when not given."""
    reporter: str | None
    """A person's name. None when not given."""
    end: int
    """Index in the paragraph where the text after the dateline begins."""


@dataclass(slots=True)
class _Reading:
    places: list[str]
    agencies: list[str]
    desks: list[str]
    dated: bool
    unknown: list[str]
    bracketed: list[str]
    """Places in brackets: a town's state, or the town behind who reports from it."""
    signed: bool
    """Whether a bracket holds a correspondent's sign, as it would an agency."""


def split_dateline(paragraph: str) -> Dateline | None:
    """The dateline `paragraph` begins with, or None. Only its first 140 characters are read.

    A known place followed by a stop is enough; an unknown town is believed beside a desk, an agency, a date
    with an agency, or a state in brackets. A line that is nothing but a dateline counts too, and there a
    reporter's name before or after a known place ("अनिल वर्मा, आगरा").
    """
    head = paragraph[:_HEAD]
    return _slash_form(head) or _with_stop(paragraph, head) or _initialled(head)


def _with_stop(paragraph: str, head: str) -> Dateline | None:
    """The forms of places, agencies, desks and dates that end with a stop or with the line."""
    short: Dateline | None = None
    for stop in _STOPS.finditer(head):
        mark = stop[0].strip()
        closes = mark in {")", "]"}
        until = stop.end() if closes else stop.start()
        if not head[:until].strip():
            return short
        if mark == "/" and not _may_end_in_date(head[:until].rstrip()):
            continue
        reading = _read(head[:until])
        if reading is None:
            if mark in {"।", "॥"}:
                return short
            continue
        if closes and not (reading.agencies or reading.dated or reading.signed):
            continue
        if mark == "/" and not reading.dated:
            continue
        if mark == "-" and head[until : until + 1] == "-" and not stop[0].endswith(" "):
            bare = stop.end() < len(head) and not head[stop.end()].isspace()
            if bare and not (reading.desks and not reading.places):
                continue
        found = _accept(reading, alone=stop.end() >= len(paragraph.rstrip()))
        if found is not None:
            whole = _finish(found, paragraph, stop.end())
            # A full stop may cut the month short: "5 Feb. (भाषा)", "5 Feb. 2026 (भाषा)".
            if mark != "." or not reading.dated or head[whole.end : whole.end + 1] not in _GOES_ON:
                return whole
            short = short or whole
    if short is not None:
        return short
    if len(paragraph) <= _HEAD:
        reading = _read(paragraph)
        found = _accept(reading, alone=True) if reading is not None else None
        if found is not None:
            return Dateline(found.place, found.agency, found.desk, found.reporter, len(paragraph))
    return None


def _initialled(head: str) -> Dateline | None:
    """The form "town (name): text", in which papers of Punjab and Haryana sign a report."""
    found = _INITIALLED.match(head) if "(" in head else None
    if found is None or not _is_place_part(found[1]) or len(found[2].split()) > 3 or _has_prose(found[2]):
        return None
    reporter = found[2].strip() if len(found[2].split()) > 1 else None
    return Dateline(found[1], None, None, reporter, found.end())


def _finish(found: Dateline, paragraph: str, end: int) -> Dateline:
    """After a bracket the stop proper may follow: "(भाषा)।", "(एजेंसी):"."""
    while end < len(paragraph) and paragraph[end] in " \u00a0।:.-–—|":
        if paragraph[end] in "-." and end + 1 < len(paragraph) and paragraph[end + 1].isalnum():
            break
        end += 1
    return Dateline(found.place, found.agency, found.desk, found.reporter, end)


def _read(segment: str) -> _Reading | None:
    """The parts of `segment`, each classified; None when one of them is prose."""
    reading = _Reading([], [], [], False, [], [], False)
    text = segment.strip().strip("*•\"' ")
    if not text or len(text) > _HEAD:
        return None
    for found in _BRACKET.finditer(text):
        if text[found.end() : found.end() + 2].strip(" ,।:"):
            return None
        _read_bracket(found[1].strip(), reading)
    for raw in _SPLIT.split(_BRACKET.sub(" ", text)):
        part = _BY.sub("", raw.strip()).strip(" .-–—\u0903:")
        if part and not _read_part(part, reading):
            return None
    return reading


def _read_bracket(inside: str, reading: _Reading) -> None:
    agency = agency_in(f"({inside})")
    if agency:
        reading.agencies.append(agency)
    elif _DATE_PART.fullmatch(inside):
        reading.dated = True
    elif is_place(inside):
        reading.bracketed.append(inside)
    elif _is_desk(inside) or _is_paper(inside):
        reading.desks.append(inside)
        reading.signed = reading.signed or loose_key(inside) in _SIGNS
    else:
        reading.unknown.append(inside)


def _read_part(part: str, reading: _Reading) -> bool:
    if _is_place_part(part):
        reading.places.append(part)
        return True
    agency = agency_name(part, credit=True)
    if agency:
        reading.agencies.append(agency)
        return True
    if _DATE_PART.fullmatch(part):
        reading.dated = True
        return True
    dated = _DATE.search(part) if _may_end_in_date(part) else None
    if dated and dated.end() == len(part) and _is_place_part(part[: dated.start()].strip()):
        reading.places.append(part[: dated.start()].strip())
        reading.dated = True
        return True
    if _read_slashed(part, reading):
        return True
    if reading.bracketed and _is_paper(part):
        reading.desks.append(part)
        return True
    if _is_desk(part):
        place = _place_after_paper(part)
        reading.desks.append(part.removesuffix(place).strip() if place else part)
        if place:
            reading.places.append(place)
        return True
    if (
        len(part) <= _TOWN_CHARS + 10
        and len(part.split()) <= 4
        and not _has_prose(part)
        and _NAME.fullmatch(part)
    ):
        reading.unknown.append(part)
        return True
    return False


def _may_end_in_date(part: str) -> bool:
    """Whether the last word is one that a date ends with; to look for a date takes longer."""
    end = part.removesuffix(")").removesuffix(".").casefold()
    return end[-1:].isdecimal() or end.endswith(_MONTHS)


def _read_slashed(part: str, reading: _Reading) -> bool:
    """The form "नई दिल्ली/टीम डिजिटल": towns, and a desk or an agency."""
    pieces = [piece.strip() for piece in part.split("/")]
    towns = [piece for piece in pieces if is_place(piece)]
    others = [piece for piece in pieces if piece not in towns]
    if not towns or not others or len(pieces) > 4:
        return False
    agencies = [piece for piece in others if agency_name(piece, credit=True)]
    desks = [piece for piece in others if piece not in agencies]
    if not all(_is_desk(piece) and not any(map(is_place, piece.split())) for piece in desks):
        return False
    reading.places.append("/".join(towns))
    reading.agencies += agencies
    reading.desks += desks
    return True


def _is_paper(part: str) -> bool:
    words = part.split()
    return 2 <= len(words) <= 4 and loose_key(words[-1]) in _PAPER_ENDS and not _has_prose(part)


def _is_place_part(part: str) -> bool:
    if is_place(part):
        return True
    pieces = _TOWNS.split(part)
    return 1 < len(pieces) <= 4 and all(is_place(piece.strip()) for piece in pieces)


def _is_desk(part: str) -> bool:
    words = part.split()
    if len(words) > 6 or _has_prose(part):
        return False
    return (
        loose_key(part) in _PAPERS
        or _place_after_paper(part) is not None
        or any(loose_key(word) in _ROLE_WORDS for word in words)
    )


def _place_after_paper(part: str) -> str | None:
    """The place in "अमर उजाला नई दिल्ली" or "वरिष्ठ संवाददाता लखनऊ", None for other parts."""
    words = part.split()
    for at in range(len(words) - 1, max(0, len(words) - 4), -1):
        before = words[:at]
        role = loose_key(" ".join(before)) in _PAPERS or loose_key(before[-1]) in _ROLE_WORDS
        if role and is_place(" ".join(words[at:])):
            return " ".join(words[at:])
    return None


def _has_prose(part: str) -> bool:
    return any(loose_key(word) in _PROSE_WORDS for word in part.split())


def _accept(reading: _Reading | None, *, alone: bool) -> Dateline | None:
    """The dateline a reading makes, its `end` still zero; None when it is too little or too much."""
    if reading is None or len(reading.unknown) > 1 or len(reading.places) > 2:
        return None
    unknown = reading.unknown[0] if reading.unknown else None
    agency = ", ".join(reading.agencies) or None
    desk = ", ".join(reading.desks) or None
    place = reading.places[-1] if reading.places else None
    if place is None and unknown is None and (agency or desk) and reading.bracketed:
        place = reading.bracketed[0]
    reporter = None
    if unknown is not None:
        person = alone and not reading.bracketed and len(unknown.split()) >= 2
        if place is None and (agency or desk or reading.bracketed) and len(unknown.split()) <= 3:
            place, reporter = (None, unknown) if person else (unknown, None)
        elif place is not None and (alone or desk) and 2 <= len(unknown.split()) <= 4:
            reporter = unknown
        elif place is not None and desk and len(unknown.split()) == 1:
            desk = f"{desk}, {unknown}"  # The paper's own name: "न्यूज डेस्क, <paper>, मुजफ्फरपुर।"
        else:
            return None
    if place is None and not agency and not desk:
        return None
    if place is None and alone and not desk:
        return None
    return Dateline(place, agency, desk, reporter, 0)


_SLASH: Final = re.compile(
    rf"\s*([^/,:।\d]{{3,40}}?)\s*/\s*([^/,:।\d]{{2,30}}?)\s+({_DATE.pattern})[,\s]*", re.IGNORECASE
)


def _slash_form(head: str) -> Dateline | None:
    """The form "reporter / place Month d, yyyy", glued to the text."""
    found = _SLASH.match(head) if "/" in head else None
    if found is None or not is_place(found[2]) or is_place(found[1]) or _has_prose(found[1]):
        return None
    desk = found[1] if _is_desk(found[1]) else None
    return Dateline(found[2], None, desk, None if desk else found[1], found.end())
