"""News agencies: which words credit one, and where they may be believed.

"भाषा" is PTI's Hindi service and the noun "language", "वार्ता" is UNI's and the noun "talks": they count in
brackets, after "इनपुट", in a dateline, or at the head of a slug line of desk members' names only.
"""

import re
from typing import Final

from newscrawl.hindi.places import is_place
from newscrawl.hindi.script import fold_space, loose_key

_CERTAIN: Final = frozenset(
    map(
        loose_key,
        (
            "पीटीआई", "पीटीआइ", "पीटीआई भाषा", "पीटीआई/भाषा", "प्रेट्र", "प्रेस ट्रस्ट",
            "प्रेस ट्रस्ट ऑफ इंडिया", "एएनआई", "एएनआइ", "आईएएनएस", "आइएएनएस",
            "यूनीवार्ता", "यूनी वार्ता", "यूएनआई", "हिन्दुस्थान समाचार", "हि स", "हि.स.", "हि.स", "हि. स.",
            "ईएमएस", "ems",
            "एएफपी", "एसोसिएटेड प्रेस",
            "रॉयटर्स", "रायटर्स", "रॉयटर", "रायटर", "शिन्हुआ", "सिन्हुआ", "डीपीए", "तास",
            "पीटीआई वार्ता", "एजेंसी", "एजेंसियां",
            "एजेंसीज", "एजेंसिंयां", "समाचार एजेंसी", "pti", "pti bhasha", "pti hindi",
            "press trust of india", "ani",
            "ians", "uni", "univarta", "afp", "reuters", "associated press", "xinhua", "dpa",
            "tass", "agency",
            "agencies", "news agency", "hindusthan samachar", "bhasha",
        ),
    )
)  # fmt: skip
_IN_CREDIT: Final = _CERTAIN | frozenset(
    map(loose_key, ("भाषा", "वार्ता", "एपी", "ap", "बीबीसी", "bbc", "निप्र"))
)
_BETWEEN_WORDS: Final = re.compile(r"[^\w\u0900-\u0963\u0966-\u097f\u200c\u200d]+")
_NAME_WORDS: Final = frozenset(word for name in _IN_CREDIT for word in _BETWEEN_WORDS.split(name) if word)
_GENERIC: Final = frozenset(map(loose_key, ("निप्र",)))
_SLUG_HEAD: Final = loose_key("भाषा")
# Words that make "भाषा ..." a phrase of prose or a headline rather than a slug line.
_NO_NAME: Final = frozenset(
    map(
        loose_key,
        (
            "के", "की", "का", "को", "में", "से", "पर", "ने", "है", "हैं", "और", "नहीं", "विवाद",
            "नीति", "विभाग", "विश्वविद्यालय",
            "परिषद", "शिक्षा", "शिक्षक", "आयोग", "विज्ञान", "मंत्री", "बचाओ", "दिवस", "सम्मान",
            "अकादमी", "संगम", "शैली", "मर्यादा", "बोली", "साहित्य", "संस्थान", "ज्ञान", "मुद्दा",
            "मुद्दे", "सीखें",
        ),
    )
)  # fmt: skip
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]")
_INPUT: Final = re.compile(
    r"(?:इनपुट्?स?|inputs?(?:\s+from)?)\s*[-–—:ः|]*\s*([^()।\n]{2,60}?)\s*[)\]।.]*\s*$", re.IGNORECASE
)
_WITH: Final = re.compile(
    # "with inputs from X", "X न्यूज के इनपुट के साथ", "इनपुट- X", "X से", "X फोटो", "फोटो: X"
    r"^(?:with\s+)?(?:inputs?\s+(?:from\s+)?)|\s*(?:न्यूज\s+|समाचार\s+)?(?:के\s+)?(?:इनपुट|inputs?)"
    r"(?:\s+के\s+साथ)?\s*$"
    r"|^इनपुट\s*[-–—:ः]?\s*|\s+से(?:\s+इनपुट.*)?$|\s+(?:के\s+साथ|photo|फोटो|hindi)$"
    r"|^(?:photo|फोटो|फ़ोटो|तस्वीर|चित्र|image|इमेज|credit|courtesy|source|via|साभार|सौजन्य|"
    r"स्रोत|agency|एजेंसी)\s*[-–—:]\s*",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*(?:[,/&|;]|\s(?:और|एवं|तथा|व|and)\s)\s*")
_LATIN_IN_CREDIT: Final = re.compile(r"(?<![A-Za-z])(?:PTI|ANI|IANS|AFP|AP|UNI|Reuters|REUTERS)(?![A-Za-z])")
_CREDIT_CHARS: Final = 100
_ENDS: Final = 120


def agency_name(part: str, *, credit: bool) -> str | None:
    """`part` as printed when it is nothing but an agency's name, without "इनपुट", "के साथ" and their kin.

    `credit` says that the place is one where "भाषा", "वार्ता" and "एपी" can only be agencies: brackets, a
    dateline, after "इनपुट".
    """
    if not part or len(part) > _CREDIT_CHARS:
        return None
    if not _has_name_word(part):
        return None
    name = fold_space(_WITH.sub("", fold_space(part))).strip(" ।:-–—")
    if name.count(".") == 1:
        name = name.strip(".")
    known = _IN_CREDIT if credit else _CERTAIN
    if loose_key(name) in known or loose_key(name.replace("-", " ")) in known:
        return name
    return None


def _has_name_word(text: str) -> bool:
    """Most of what is asked is prose, and none of its words is one of an agency's."""
    return not _NAME_WORDS.isdisjoint(map(loose_key, _BETWEEN_WORDS.split(text)))


def agency_in(text: str) -> str | None:
    """The agency that `text` credits, as printed ("भाषा", "पीटीआई-भाषा"; two are joined by ", "), or None.

    `text` is a paragraph, a credit or a byline. In a long text only its first and last 120 characters are
    looked at: brackets and "इनपुट-" there, and a slug line. A short one may also be, or hold between
    separators, an agency's name.
    """
    text = fold_space(text[:_ENDS] + " " + text[-_ENDS:] if len(text) > 3 * _ENDS else text)
    if not text:
        return None
    for found in _BRACKET.finditer(text):
        named = _names(found[1], credit=True)
        # A name in brackets within a sentence explains it: "एसोसिएटेड प्रेस (एपी) के अनुसार".
        if named and (found.end() >= len(text) - 12 or _in_dateline(text[: found.start()])):
            return named
    told = "इनपुट" in text or "input" in text.lower()
    found_input = _INPUT.search(text, max(0, len(text) - _ENDS)) if told else None
    if found_input:
        named = _names(found_input[1], credit=True)
        if named:
            return named
    if len(text) > _CREDIT_CHARS:
        return None
    return _names(text, credit=False) or _slug(text) or _latin(text)


def _in_dateline(before: str) -> bool:
    """Whether the words before a bracket are a dateline's: none, a date, or a known place."""
    if len(before) > _ENDS // 2:
        return False
    parts = [part.partition("(")[0].strip(" -–—") for part in before.split(",")]
    return not before.strip() or any(is_place(part) or part[:1].isdigit() for part in parts)


def _names(text: str, *, credit: bool) -> str | None:
    if not _has_name_word(text):
        return None
    whole = agency_name(text, credit=credit)
    if whole:
        return whole
    named = [agency_name(part, credit=credit) for part in _PARTS.split(text)]
    kept = [name for name in named if name and loose_key(name) not in _GENERIC]
    return ", ".join(dict.fromkeys(kept)) or None


def _slug(text: str) -> str | None:
    words = text.split()
    if not 2 <= len(words) <= 5 or loose_key(words[0]) != _SLUG_HEAD:
        return None
    rest = [loose_key(word) for word in words[1:]]
    if text[-1] in "।.?!:" or any(word in _NO_NAME or len(word) > 12 for word in rest):
        return None
    return words[0]


def _latin(text: str) -> str | None:
    found = _LATIN_IN_CREDIT.search(text)
    return found[0] if found and len(text) <= 60 else None
