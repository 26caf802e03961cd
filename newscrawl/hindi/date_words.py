"""The words of a Hindi or English date line and the role each plays in it.

`role(word)` looks a word up by a key that forgives what editors and keyboards vary: case, nukta, ZWJ and
ZWNJ, chandrabindu, a nasal consonant for the anusvara, doubled vowel signs, the abbreviation sign. Month
names whose vowels are often mistyped are found by their consonants alone.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

MONTH: Final = "month"  # value: 1 to 12
SHORT_MONTH: Final = "short month"  # the same, but also an everyday word or a mere abbreviation
WEEKDAY: Final = "weekday"  # value: 0 (Monday) to 6
SHORT_WEEKDAY: Final = "short weekday"  # the same, but perhaps a planet or a person
DAY: Final = "day"  # value: days back from today
NOW: Final = "now"
FEW: Final = "few"  # "कुछ", "a few": a number too small to matter before moments and minutes
MOMENT: Final = "moment"
NUMBER: Final = "number"  # value: the number
HALF: Final = "half"  # value: minutes to an hour when it stands before "घंटा": half 30, one and a half 90
QUARTER: Final = "quarter"  # value: minutes added to the hour that follows: "सवा", "साढ़े", "पौने"
UNIT: Final = "unit"  # value: index into UNITS
AGO: Final = "ago"
PART: Final = "part"  # value: index into PARTS; a part of the day or a meridiem
OCLOCK: Final = "oclock"  # value: HOUR for "hrs", which is also a unit
PAST: Final = "past"  # "बजकर" as in "9 बजकर 5 मिनट"
ORDINAL: Final = "ordinal"
ZONE: Final = "zone"  # value: minutes east of Greenwich
ZONE_PART: Final = "zone part"  # words of a spelt-out zone, as in "India Standard Time"
LABEL: Final = "label"  # value: index into KINDS
LINK: Final = "link"  # small words that may stand between the parts of one date
BY: Final = "by"  # what follows a date and is no part of it
VERSION: Final = "version"
UNKNOWN: Final = "word"

SECOND, MINUTE, HOUR, DAYS, WEEK, MONTHS, YEAR = range(7)
AM, PM, MORNING, NOON, EVENING, NIGHT, DAYTIME = range(7)
INDIA: Final = 330
"""Indian Standard Time in minutes east of Greenwich."""
KINDS: Final = (None, "published", "modified")

_MONTHS: Final = (
    "जनवरी जनवरि जनबरी जन्वरी जैनवरी जनुअरी जानेवारी january januari",
    "फरवरी फरवरि फरबरी फेब्रुअरी फेब्रुवारी फेब्रवरी february febuary feburary",
    "मार्च मर्च march",
    "अप्रैल अप्रेल अप्रिल एप्रिल एप्रैल एप्रल अपरैल april",
    "मई मइ may",
    "जून जुन june",
    "जुलाई जुलाइ जूलाई जूलाइ जुलाय जुलै july",
    "अगस्त आगस्त अगस्ट ऑगस्ट ऑगस्त august",
    "सितंबर सितंवर सेप्टेंबर सप्टेंबर सेप्टंबर september",
    "अक्टूबर अक्तूबर ऑक्टोबर ऑक्टूबर अक्टोबर ओक्टूबर october",
    "नवंबर नबंबर नवंवर नोवेंबर नोव्हेंबर नोवंबर november",
    "दिसंबर दिसंवर डिसेंबर डिसंबर december",
)
_SHORT_MONTHS: Final = (
    "जन जनव jan",
    "फर फरव फेब फेब्रु feb febr",
    "मार मार् mar",
    "अप्र अप्रै अप्रे एप्र एप्रि apr",
    "",
    "jun",
    "जुल जुला जूल jul",
    "अग अगस अगस् ऑग aug",
    "सित सितं सितम सेप सेप्ट सप्टें sep sept",
    "अक्टू अक्तू अक्टु अक्ट अक्त अक्टूब ऑक्ट ऑक्टो oct",
    "नव नवं नवम नोव नोवें nov",
    "दिस दिसं दिसम डिस डिसें dec",
)
# Consonants in their order, with the vowel signs and the nasal gone. Not for January, whose consonants are
# those of जानवर (animal), nor August, whose are those of a helicopter maker.
_SKELETONS: Final = {
    "फरवर": 2, "अपरल": 4, "सतबर": 9, "अकटबर": 10, "अकतबर": 10, "नवबर": 11, "दसबर": 12, "दसवर": 12,
}  # fmt: skip
# Also English verbs and a modal: "may", "march".
_EVERYDAY: Final = frozenset({"may", "march"})

_WEEKDAYS: Final = (
    "सोमवार monday mon",
    "मंगलवार मंगरवार tuesday tue tues",
    "बुधवार बुद्धवार wednesday wed weds",
    "गुरुवार गुरूवार बृहस्पतिवार वृहस्पतिवार बृहस्पतवार वीरवार thursday thu thur thurs",
    "शुक्रवार जुमा friday fri",
    "शनिवार शनिचर शनिश्चरवार सनिवार saturday sat",
    "रविवार इतवार एतवार sunday sun",
)
_SHORT_WEEKDAYS: Final = ("सोम", "मंगल", "बुध", "गुरु गुरू बृह बृहस्पति", "शुक्र", "शनि", "रवि")

_UNITS: Final = (
    "सेकंड सेकेंड सेकिंड सैकंड सैकेंड सेकंडों सेकेंडों sec secs second seconds s",
    "मिनट मिनिट मिनटों मि min mins minute minutes m",
    "घंटा घंटे घंटों घंटो घंटें घं hour h",
    "दिन दिनों दिनो दिवस day days d",
    "सप्ताह सप्ताहों हफ्ता हफ्ते हफ्तों हफ्तो week weeks wk wks w",
    "महीना महीने महीनों महिना महिने माह मास month months mo mos mth mths",
    "साल सालों वर्ष वर्षों बरस year years yr yrs y",
)

_PARTS: Final = (
    "am एएम पूर्वाह्न पूर्वान्ह पूर्वाहन पूर्वाह्ण तड़के भोर",
    "pm पीएम अपराह्न अपरान्ह अपराहन अपराह्ण",
    "सुबह सवेरे सबेरे प्रातः प्रातःकाल morning",
    "दोपहर दुपहर मध्याह्न मध्यान्ह afternoon",
    "शाम सायं सायंकाल सांय संध्या evening",
    "रात रात्रि रात्री मध्यरात्रि night",
    "",
)

_NUMBERS: Final = (
    ("एक", "a", "an", "one"), ("दो", "two"), ("तीन", "three"), ("चार", "four"), ("पांच", "पाच", "five"),
    ("छह", "छ", "छे", "छै", "six"), ("सात", "seven"), ("आठ", "eight"), ("नौ", "nine"), ("दस", "ten"),
    ("ग्यारह", "eleven"), ("बारह", "twelve"), ("तेरह", "thirteen"), ("चौदह", "fourteen"),
    ("पंद्रह", "fifteen"), ("सोलह", "sixteen"), ("सत्रह", "seventeen"), ("अठारह", "eighteen"),
    ("उन्नीस", "nineteen"), ("बीस", "twenty"), ("इक्कीस",), ("बाईस", "बाइस"), ("तेईस", "तेइस"),
    ("चौबीस",), ("पच्चीस",), ("छब्बीस",), ("सत्ताईस", "सत्ताइस"), ("अट्ठाईस", "अठाईस", "अट्ठाइस"),
    ("उनतीस", "उन्तीस"), ("तीस", "thirty"), ("इकतीस", "इकत्तीस"),
)  # fmt: skip
_LARGE_NUMBERS: Final = {
    "पैंतीस": 35, "चालीस": 40, "पैंतालीस": 45, "पचास": 50, "पचपन": 55, "साठ": 60, "forty": 40, "fifty": 50,
}  # fmt: skip

_LABELS: Final = (
    # These only introduce a date; they do not say which.
    "दिनांक तारीख तिथि date dated datetime time समय",
    "published publish publishing pub pubdate publication posted post created uploaded issued released added \
    प्रकाशित प्रकाशन पब्लिश पब्लिश्ड पब्लिस्ड पोस्ट पोस्टेड पोस्टिड अपलोड अपलोडेड जारी",
    "updated update updates updation modified modification revised edited lastmod refreshed \
    अपडेट अपडेटेड अपडेटिड अपडेटड अपडेशन अप्डेट अप्डेटेड अद्यतन अद्यतित संशोधित संशोधन संपादित परिवर्तित",
)

_ZONES: Final = {
    "ist": INDIA,  "आईएसटी": INDIA, "utc": 0, "gmt": 0, "z": 0, "जीएमटी": 0, "यूटीसी": 0, "npt": 345,
    "pkt": 300, "bst": 60, "cet": 60, "cest": 120, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "sgt": 480, "aest": 600, "jst": 540, "msk": 180,
}  # fmt: skip

_OTHERS: Final = {
    AGO: "पहले पूर्व पहिले पहलें पेहले ago back",
    OCLOCK: "बजे बजें uhr",
    PAST: "बजकर बजके",
    ORDINAL: "st nd rd th वीं वां वें वी वा ला ली रा री था थी ठा ठी",
    ZONE_PART: "भारत भारतीय india indian standard time daylight मानक समयानुसार समयनुसार kolkata asia calcutta",
    LINK: "on at the of just last first to was and about around को पर के की में ही और सन बार पहली अंतिम आखिरी \
    बीते करीब लगभग किया गया हुआ हुई",
    FEW: "कुछ few चंद थोड़ी थोड़े",
    MOMENT: "क्षण क्षणों पल पलों लम्हे देर moment moments भर",
    BY: "by copy share कॉपी शेयर author writer reporter editor source द्वारा लेखक संवाददाता रिपोर्टर",
    VERSION: "version v ver संस्करण वर्जन वर्ज़न",
}

_DROPPED: Final = dict.fromkeys(map(ord, "\u093c\u200b\u200c\u200d\ufeff\u0970'’"))
_NASAL: Final = re.compile("\u0901|[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u0928\u092a-\u092d])")
_DOUBLED: Final = re.compile("([\u0900-\u0903\u093e-\u094d])\\1+")
_VOWEL_SIGNS: Final = re.compile("[\u0900-\u0903\u093e-\u094d]+")


def key(word: str) -> str:
    """The form under which spellings of one word meet: lower case, no nukta or joiner, one nasal sign."""
    plain = unicodedata.normalize("NFD", word.lower()).translate(_DROPPED)
    return _DOUBLED.sub(r"\1", _NASAL.sub("\u0902", plain)).rstrip("\u0903")


def _lexicon() -> dict[str, tuple[str, int]]:
    words: dict[str, tuple[str, int]] = {}

    def add(kind: str, names: str, value: int = 0) -> None:
        for name in names.split():
            words.setdefault(key(name), (kind, value))

    for kind, table, first in (
        (MONTH, _MONTHS, 1),
        (SHORT_MONTH, _SHORT_MONTHS, 1),
        (WEEKDAY, _WEEKDAYS, 0),
        (SHORT_WEEKDAY, _SHORT_WEEKDAYS, 0),
        (UNIT, _UNITS, 0),
        (PART, _PARTS, 0),
        (LABEL, _LABELS, 0),
    ):
        for value, names in enumerate(table, first):
            add(kind, names, value)
    for word in _EVERYDAY:
        words[word] = (SHORT_MONTH, words[word][1])
    for value, number_names in enumerate(_NUMBERS, 1):
        add(NUMBER, " ".join(number_names), value)
    for name, value in _LARGE_NUMBERS.items():
        add(NUMBER, name, value)
    for name, value in _ZONES.items():
        add(ZONE, name, value)
    for back, names in enumerate(("आज today", "कल yesterday", "परसों परसो")):
        add(DAY, names, back)
    add(NOW, "अभी now")
    add(OCLOCK, "hr hrs hours", HOUR)
    for name, value in {"आधा": 30, "आधे": 30, "आधी": 30, "half": 30, "डेढ़": 90, "ढाई": 150}.items():
        add(HALF, name, value)
    for name, value in {"सवा": 15, "साढ़े": 30, "पौने": -15}.items():
        add(QUARTER, name, value)
    for kind, names in _OTHERS.items():
        add(kind, names)
    return words


_LEXICON: Final = _lexicon()
_NO_ROLE: Final = (UNKNOWN, 0)


@lru_cache(maxsize=4096)
def role(word: str) -> tuple[str, int]:
    """A word's kind and value; `(UNKNOWN, 0)` for a word that has no part in a date.

    The word comes as the text has it, without its full stop; words over 24 characters have no role.
    """
    if len(word) > 24:
        return _NO_ROLE
    plain = key(word)
    found = _LEXICON.get(plain)
    if found is None and plain[:1] >= "\u0900":
        month = _SKELETONS.get(_VOWEL_SIGNS.sub("", plain))
        found = (MONTH, month) if month else None
    return found or _NO_ROLE
