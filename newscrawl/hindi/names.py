"""The names in a byline, parted from places, agencies, roles and dates."""

import re
from typing import Final

from newscrawl.hindi.agencies import agency_name
from newscrawl.hindi.places import is_place
from newscrawl.hindi.script import fold_space

_LABEL: Final = re.compile(
    r"(?:(?:written|edited|published|posted|reported|curated|translated|compiled|authored|reviewed|story|text|report|"
    r"photo|input|created|submitted)\s+by|by|author|reporter|report|editor|updated\s+by|"
    r"लेखक|लेखिका|रिपोर्टर|रिपोर्ट|संवाददाता|संपादक|द्वारा\s+लिखित|लिखित|द्वारा|प्रस्तुति|अनुवाद|ब्यूरो|संपादन|edited|published|"
    r"रिटेन\s+बाय|एडिटेड\s+बाय|पब्लिश्ड\s+बाय|पोस्टेड\s+बाय)"
    r"(?:\s*[:：\-–—]+\s*|\s+(?=[^\s:]))",
    re.IGNORECASE,
)
_LABEL_AFTER: Final = re.compile(r"\s+(?:द्वारा|की\s+रिपोर्ट|की\s+खास\s+रिपोर्ट)\s*$")
# Where a byline turns into the times of the page.
_TIMES: Final = re.compile(
    r"(?:last\s+)?(?:updated|published|publish\s+date|modified|posted)(?:\s+(?:on|at|date))?"
    r"\s*[:：-]?\s*(?=\S*\d|[A-Z][a-z]{2}\b)"
    r"|(?:अपडेटेड|अपडेट|प्रकाशित|पब्लिश|पब्लिश्ड|दिनांक)\s*(?:तिथि)?\s*[:：-]?\s*(?=\S*\d|[A-Z][a-z]{2}\b)",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(
    r"\s*[|,;/•·&\n]\s*|\s+(?:और|एवं|तथा|व|and|und|et|y|e|og|och)\s+(?=\S)|\s+[-–—]\s+", re.IGNORECASE
)
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_DATED: Final = re.compile(
    r"\d{1,2}:\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}\s+\S+\s+\d{2,4}"
    r"|(?:मिनट|घंटे|घंटा|दिन|min|mins|hours?|days?)\s+(?:पहले|ago)|^\d|\b(?:am|pm|ist)\b",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u1fff\u0900-\u0963\u3040-\u9fff]")
_NO_NAMES: Final = frozenset({"admin", "administrator", "by", "ist", "updated", "published", "लेखक", "द्वारा"})
_BYLINE_CHARS: Final = 400
_NAME_CHARS: Final = 80


def split_names(byline: str) -> tuple[list[str], list[str]]:
    """Persons and desks of `byline` in order, then its places and agencies, as printed, without duplicates.

    Labels ("Written by", "रिपोर्ट:", "द्वारा"), dates and times are dropped. Names are parted at commas, bars,
    slashes, semicolons, "और", "एवं", "&" and "and"; vowel signs are never cut. 400 characters are read.
    """
    text = fold_space(byline[:_BYLINE_CHARS])
    times = _TIMES.search(text)
    if times:
        text = text[: times.start()]
    names: list[str] = []
    others: list[str] = []
    for bracket in _BRACKET.finditer(text):
        inside = bracket[1].strip()
        if agency_name(inside, credit=True) or is_place(inside):
            others.append(inside)
    for raw in _PARTS.split(_BRACKET.sub(" ", text)):
        part = _bare(raw)
        if not part or len(part) > _NAME_CHARS or part.casefold() in _NO_NAMES or not _LETTERS.search(part):
            continue
        if agency_name(part, credit=True) or is_place(part):
            others.append(part)
        elif not _DATED.search(part):
            names.append(part)
    return list(dict.fromkeys(names)), list(dict.fromkeys(others))


def _bare(part: str) -> str:
    text = part.strip(" \t:：-–—*.\u200b")
    while True:
        label = _LABEL.match(text)
        if label is None or label.end() == len(text):
            break
        text = text[label.end() :]
    return fold_space(_LABEL_AFTER.sub("", text)).strip(" :：-–—")
