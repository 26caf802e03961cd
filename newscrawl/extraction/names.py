"""Names of people, desks and agencies as bylines write them: labels off, lists apart, non-names out."""

import re
from typing import Final
from unicodedata import normalize

from newscrawl.extraction.sources import letters_key, tidy
from newscrawl.hindi.agencies import agency_name
from newscrawl.hindi.places import is_place
from newscrawl.hindi.remembered import remembered

_VERBS: Final = (
    "written|reported|edited|posted|published|created|compiled|curated|authored|uploaded|translated|verified"
)
LABEL: Final = re.compile(
    rf"\A\W{{0,3}}(?!powered\s)(?:(?:story|text|report|article|photographs?|photos?|video|{_VERBS})\s+by"
    r"|(?:[^\W\d_]{3,20}\s+)?(?:by|von|par|por)|di|av|af|door|oleh|autor(?:in)?(?:/autor(?:in)?)?"
    r"|auteur|authors?|writer|reporter|लेखक|लेखिका|रिपोर्टर|रिपोर्ट|द्वारा लिखित|लिखित|द्वारा|प्रस्तुति|संवाददाता"
    r"|संपादन|संपादक|संपादित|एडिटेड बाय|रिटन बाय|written|editor|edited)"
    r"(?:\s*[:：\-–]\s*|\s+|(?<=[a-z])(?=[\u0900-\u097f]))",
    re.IGNORECASE,
)
"""The word in front of a name: "By", "Von", "Edited by:", "लेखक:"."""
_EDITING: Final = re.compile(
    r"\A\W{0,3}(?:edit(?:ed|or)|published by|uploaded|curated|verified|fact.?check|photo|video|संपाद|एडिट"
    r"|फोटो)",
    re.IGNORECASE,
)
_SEGMENT: Final = re.compile(
    rf"\s*[|•·►»]\s*|[\s,;]+(?=(?:{_VERBS}) by\b)|[\s,;]+(?=(?:संपादन|संपादक|एडिटेड बाय)\s*:)", re.IGNORECASE
)
_TAIL_LABEL: Final = re.compile(r"\s+(?:द्वारा लिखित|द्वारा प्रकाशित|द्वारा|ने लिखा|की रिपोर्ट)\Z")
_MONTHS: Final = (
    "जनवरी|(?:फ|फ\u093c|\u095e)रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सित(?:ं|म्)बर|अक(?:्टू|्तू)बर|नव(?:ं|म्)बर|दिस(?:ं|म्)बर"
    "|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
)
_DAYS: Final = "(?:सोम|मंगल|बुध|गुरु|गुरू|बृहस्पति|वीर|शुक्र|शनि|रवि)वार|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
_CUT: Final = re.compile(
    r"\s+[-–—]\s+|\s*[(\[]|\s+(?:publish date|updated|published|posted|on|last|अपडेट|प्रकाशित|पब्लिश)(?!\w)"
    rf"|(?<![^\W\d_])\d|(?:\A|,?\s+)(?:{_MONTHS})\.?\s+\d|(?:\A|,?\s+)(?:{_DAYS})\.?,?\s+(?:\d|(?:{_MONTHS})\.?\s+\d)",
    re.IGNORECASE,
)
_AND: Final = re.compile(
    r"\s+(?:and|und|et|y|e|og|och|en|i|dan|ve|&|\+|और|एवं|एवम्|तथा|व)\s+|\s*[;/、]\s*", re.IGNORECASE
)
_COMMA: Final = re.compile(r"\s*[,،，]\s*")
_JOB: Final = (
    r"by|von|par|kommentar|search|show|story|authors?|(?:l['’])?auteur|autor|editor|reporter|correspondent|writer|journalist|news|desk|bureau"
    r"|staff|chief|columnist|contributor|agency|producer|redakteur(?:in)?|korrespondent(?:in)?|analyst|intern|team"
    r"|writes|online|digital"
)
_ROLE: Final = re.compile(
    rf"\b(?:{_JOB})\b|संवाददाता|रिपोर्टर|संपादक|ब्यूरो|डेस्क|पत्रकार",
    re.IGNORECASE,
)
_JOB_BEHIND: Final = re.compile(
    r"\s+(?:(?:senior|chief|staff|special|executive|managing|associate|deputy|political|national|principal)\s+)"
    r"(?:[^\W\d_]+\s)?(?:correspondent|reporter|editor|writer|producer)\Z",
    re.IGNORECASE,
)
_ROLE_BRACKET: Final = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]\Z")
_DESK: Final = re.compile(
    r"डेस्क|ब्यूरो|संवाददाता|संवाद सूत्र|न्यू(?:ज\u093c?|\u095b) नेटवर्क|टीम(?![\u0900-\u097f])|newsroom"
    r"|\bstaff\b|\bdesk\Z|\bbureau\Z|\b(?:news|web|digital|online|national|india)\s+(?:desk|team|bureau|network)",
    re.IGNORECASE,
)
_NOT_NAME: Final = re.compile(
    r"https?:|www\.|@|\.(?:com|in|org|net)\b|\d|[?!{}<>=_#]|\b(?:share|follow|updated|published|posted|min(?:ute)?s?"
    r"|read|comments?|views?|photo|image|subscribe|login|sign|facebook|twitter|whatsapp|am|pm|ist|home|copyright"
    r"|reserved|listen|save|print|email|undefined|null|admin|powered|bluesky|mastodon|linkedin|instagram|telegram|youtube)\b"
    r"|\A(?:more|all|other)\s(?:from|by)\b|\b(?:this|the)\sauthor\b|\b(?:learn|see|view)\smore\b|\barticles?\b"
    r"|\bpublish\b|\A(?:post(?:ed|ing)?|updat(?:ed|ing)|creat(?:ed|ion)|modified)?\s?(?:date|time)\Z"
    r"|\Asuper user\Z"
    r"|\A(?:first|last)\Z|\A(?:के|की|का|को|ने|से|में|पर)\s|शेयर|फॉलो|अपडेट|प्रकाशित|प्रकाशन|पब्लिश|दिनांक|प(?:ढ\u093c?|\u095d)ें|खबर|टिप्पणी|कमेंट|\sसे\Z",
    re.IGNORECASE,
)
_UNUSABLE: Final = re.compile(
    r"https?:|www\.[\w-]+\.\w+/|\S@\S+\.\w|\A@|\A\W*\Z|\A(?:undefined|null|none|n/a)\Z"
    r"|\A(?:admin|administrator|super user)\Z"
    r"|\A\W*(?:image|photo|picture|pic|video|bild|foto)\s*:",
    re.IGNORECASE,
)
DOMAIN: Final = re.compile(r"[\w-]{2,}\.(?:com|org|net|tv|in|co|news|info|de|uk)\b", re.IGNORECASE)
"""A site's address in a name says that the name is the site's."""
_LATIN_START: Final = re.compile(r"[A-Za-z]")
_CAPITALISED: Final = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_]*[.'’-]?(?:[^\W\d_]+)?\s){1,3}[^\W\d_a-z][^\W\d_]+\Z"
)
_PLACE_AFTER: Final = re.compile(r"\s+in\s+|,")
_SOUNDS: Final = dict(zip(
    "कखगघङचछजझञटठडढणतथदधनपफबभमरलवशषसहं",
    "k kh g gh n ch ch j jh n t th d dh n t th d dh n p f b bh m r l v sh sh s h n".split(),  # noqa: SIM905 - a list of 33 strings is no table to read
    strict=True,
))  # fmt: skip
# In this order. The English words in names of papers are written as they are spoken.
_SPELT: Final = (
    ("news", "nj"), ("chh", "ch"), ("ph", "f"), ("w", "v"), ("q", "k"), ("x", "ks"), ("z", "j"), ("ck", "k"),
)  # fmt: skip
_NO_CONSONANT: Final = re.compile("[^bcdfghjklmnpqrstv]")
_DOUBLED: Final = re.compile(r"([a-z])\1+")
EDGE: Final = " ,;:।|-–—·•\"'“”*&"
"""What may stand around a name without being of it."""

_WIRE_SERVICES: Final = frozenset(
    letters_key(name)
    for name in (
        "PTI", "ANI", "IANS", "UNI", "AFP", "AP", "dpa", "Reuters", "Bhasha", "Varta", "Xinhua", "TASS",
        "ANSA", "EFE", "Bloomberg", "SDA", "APA", "ANP", "Belga", "NTB", "TT", "Ritzau", "PAP", "AAP", "CNA",
        "Associated Press", "The Associated Press", "Press Trust of India", "PTI Bhasha",
    )
)  # fmt: skip


@remembered(2_048)
def is_agency(name: str) -> bool:
    """True when the whole name is a news agency's, with or without the place it reports from."""
    if len(name) > 60:
        return False
    name = _PLACE_AFTER.split(name, maxsplit=1)[0]
    key = letters_key(name)
    return key in _WIRE_SERVICES or agency_name(name, credit=True) is not None


@remembered(4_096)
def is_desk(name: str) -> bool:
    """True for desks, bureaus and unnamed correspondents."""
    return bool(_DESK.search(name))


def desk_with_date(line: str) -> bool:
    """True for a desk's name with nothing but a date and time behind it: "गोमती न्यूज डेस्क 5 मई 2024"."""
    value = before_details(line)
    return len(value) < len(line) and is_desk(value) and looks_like_name(clean_name(value))


def is_usable(raw: str) -> bool:
    """False for what stands in author fields without being a name: addresses, handles, picture credits."""
    return not _UNUSABLE.search(raw)


def is_full_name(line: str) -> bool:
    """True for two to four capitalised words and nothing else (scripts with capitals only)."""
    return bool(_CAPITALISED.match(line))


@remembered(4_096)
def looks_like_name(name: str) -> bool:
    """True when printed words can be a name: short, no figures, none of a byline's other words."""
    if not 2 <= len(name) <= 60 or len(name.split()) > 5 or _NOT_NAME.search(name) or is_role(name):
        return False
    return not _LATIN_START.match(name) or name[0].isupper()


@remembered(4_096)
def is_role(name: str) -> bool:
    """True when nothing but words for a job stands there."""
    return not _ROLE.sub("", name).strip(" -–,.&")


@remembered(4_096)
def clean_name(raw: str) -> str:
    """A name without the label, the marks and the job in brackets around it."""
    value = tidy(raw).strip(EDGE)
    value = LABEL.sub("", value, count=1)
    value = _TAIL_LABEL.sub("", value).strip(EDGE)
    bracket = _ROLE_BRACKET.search(value)
    if (
        bracket
        and bracket.start()
        and _ROLE.search(bracket.group())
        and not _DESK.search(value[: bracket.start()])
    ):
        value = value[: bracket.start()]
    job = _JOB_BEHIND.search(value)
    if job and " " in value[: job.start()]:
        value = value[: job.start()]
    if value.startswith(("(", "[")) and value.endswith((")", "]")):
        value = value[1:-1].strip(EDGE)
    return value


@remembered(4_096)
def segments(line: str) -> tuple[tuple[bool, str], ...]:
    """A byline's parts, each with True when it credits editing: "Written by A | Edited by B"."""
    parts = [part for part in _SEGMENT.split(line) if part and part.strip()]
    return tuple((bool(_EDITING.match(part)), part) for part in parts)


def before_details(segment: str) -> str:
    """What stands in a byline before its date, place or bracket; '' when it starts with one."""
    value = LABEL.sub("", segment, count=1)
    cut = _CUT.search(value)
    return value[: cut.start()] if cut else value


def split_people(value: str, *, inverted: bool = False) -> tuple[str, ...]:
    """Names in one string: "A, B and C" gives three; with `inverted`, "Kumar, Ravi" gives "Ravi Kumar".

    Splits only where every part can be a name by itself, so that "Le Figaro et AFP" stays whole. A job or a
    place behind a comma is dropped.
    """
    if inverted:
        last, comma, first = value.strip(EDGE).partition(",")
        if comma and "," not in first and not _AND.search(f"{last},{first}"):
            return (f"{first.strip()} {last.strip()}".strip(),)
    return _people(value)


@remembered(4_096)
def _people(value: str) -> tuple[str, ...]:
    value = value.strip(EDGE)
    pieces = [piece.strip() for piece in _AND.split(value)]
    parts: list[str] = []
    for piece in pieces:
        for part in _COMMA.split(piece):
            # "..., लेह से" says where a report comes from.
            if not part or (parts and (is_place(part) or part.endswith(" से") or _ROLE.search(part))):
                continue
            parts.append(part)
    if len(parts) < 2:
        return tuple(parts) or ((value,) if value else ())
    if all(_can_stand_alone(part) for part in parts):
        return tuple(parts)
    if len(pieces) > 1 and "," in pieces[-1] and all(_can_stand_alone(part) for part in parts[:-1]):
        # "Ann Lee and Bo Kim, Nairobi": the place is not a name.
        return tuple(parts[:-1])
    if len(pieces) == 1 and _can_stand_alone(parts[0]):
        return tuple(parts[:1])
    return (value,)


def _can_stand_alone(part: str) -> bool:
    words = len(part.split())
    if not 1 <= words <= 5:
        return False
    return words >= 2 if _LATIN_START.match(part) else len(part) >= 2


@remembered(2_048)
def romanised(name: str) -> str:
    """The consonants of a name in Devanagari or Latin letters, in Latin: "नवभारत" and "Navbharat" give one.

    Vowels, doubling and what transliterations vary are left out: two keys of some length agree where one is
    the other's name in the other script, and hardly ever by chance.
    """
    if name.isascii():
        key = name.casefold()
        for spelt, sound in _SPELT:
            key = key.replace(spelt, sound)
        return _DOUBLED.sub(r"\1", _NO_CONSONANT.sub("", key))
    return _DOUBLED.sub(r"\1", "".join(_SOUNDS.get(letter, "") for letter in normalize("NFD", name)))
