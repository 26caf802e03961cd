"""Text as characters: normal form, white space, comparison keys, words and sentences.

The standard library's word class and `str.isalpha` split Devanagari at every vowel sign, so words come
from the `regex` package. Stored text is never changed by a key: ZWJ and ZWNJ change how a word is drawn.
"""

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import Final, Literal

import regex

from newscrawl.compiled import compiled
from newscrawl.hindi.remembered import Remembered

JOINERS: Final = "\u200c\u200d"
"""ZWNJ and ZWJ: part of the spelling, not of the comparison."""

_IGNORED_CHARS: Final = "\u200d\u200c\u200b\u00ad\ufeff\u2060"
_IGNORED: Final = re.compile(f"[{_IGNORED_CHARS}]")
_ENDS: Final = " \u200b\u2060\ufeff"
_MARKS: Final = "\u0901-\u0903\u093c\u093e-\u094d"
_MARK: Final = re.compile(f"[अ-औ{_MARKS}]")
_DOUBLED: Final = re.compile(f"([{_MARKS}])\\1+")
# A typist's independent vowel plus sign that draws like another vowel, and the vowel it draws like.
_BUILT_VOWELS: Final = {
    "अाॅ": "ऑ",
    "अा": "आ",
    "आॅ": "ऑ",
    "अॉ": "ऑ",
    "अो": "ओ",
    "अौ": "औ",
    "एे": "ऐ",
    "अॅ": "ॲ",
}
_BUILT: Final = re.compile("|".join(_BUILT_VOWELS))
_BUILT_HINT: Final = re.compile("[अआए][ाेॅॉोौ]")
# Text that a few replacements bring to its key: ASCII, Devanagari without accents, general punctuation.
_PLAIN: Final = re.compile("[\t\n\r -~\u0900-\u0950\u0955-\u097f\u200b-\u200d\u2010-\u2027]*")
_PRECOMPOSED: Final = re.compile("[\u0958-\u095f]")
_UNORDERED_NUKTA: Final = re.compile("[नरळ\u0958-\u095f\u094d]\u093c")
_NUKTA_OR_BINDU: Final = re.compile("[\u0901\u093c]")
_KEPT_CHARS: Final = 48
_MARKS_IN_A_ROW: Final = 30
# न्द, म्ब, ण्ट and their kin are written with anusvara as often.
_NASAL: Final = re.compile("[ङञणनम]\u094d(?=[क-म])")
_UNSAFE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_WHITE_CONTROL: Final = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
_DEVANAGARI: Final = re.compile("[\u0900-\u0963\u0971-\u097f\ua8e0-\ua8ff]+")
_LETTER: Final = regex.compile(r"[\p{L}\p{M}]")
_STOP: Final = re.compile("[।॥?!.\u2026]+[\"'”’»)\\]]*")
_LAST_TOKEN: Final = re.compile(r"[^\s.()\[\]\"'“”‘’]{1,12}$")
# Before a full stop these end no sentence: titles, units, and the letter names that spell initials.
_ABBREVIATION_LIST: Final = (
    "डॉ डा प्रो श्री रु रू नं मो पं सं पृ स्व कि मी हि इंजी एड कु ले कर्नल जन सेंट "
    "ए बी सी डी ई एफ एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड "
    "mr mrs ms dr prof st no vs rs jr sr gen col lt capt inc ltd co govt dept jan feb mar apr "
    "jun jul aug sep sept oct nov dec a b c d e f g h i j k l m n o p q r s t u v w x y z"
)
_COMPILED: Final = compiled("newscrawl.hindi._script")
_ABBREVIATIONS: Final = frozenset(_ABBREVIATION_LIST.split())


def nfc(s: str) -> str:
    """`s` in Unicode normal form C, which writes क़ ख़ ग़ ज़ ड़ ढ़ फ़ य़ as letter plus nukta."""
    return s if s.isascii() else _normalized("NFC", s)


def _normalized(form: Literal["NFC", "NFD"], s: str) -> str:
    """`s` in a normal form, runs of combining marks cut at the 30 of Unicode's stream-safe text (UAX 15).

    Marks are put in order by insertion: a run of a million would take hours.
    """
    # A run that is too long holds two neighbours of this sample.
    sample = list(map(unicodedata.combining, s[:: _MARKS_IN_A_ROW // 2]))
    if any(sample) and any(first and second for first, second in pairwise(sample)):
        s = _long_run().sub(lambda found: found[0][:_MARKS_IN_A_ROW], s)
    return unicodedata.normalize(form, s)


@cache
def _long_run() -> re.Pattern[str]:
    marks = "".join(char for char in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(char))
    return re.compile(f"[{marks}]{{{_MARKS_IN_A_ROW + 1},}}")


def fold_space(s: str) -> str:
    """`s` with each run of Unicode white space (NBSP too) as one space, trimmed, ZWSP and BOM too."""
    folded = " ".join(s.split())
    if folded.isascii():
        return folded
    return folded.strip(_ENDS)


def comparison_key(s: str) -> str:
    """The form in which two texts are compared, never stored.

    NFC, without ZWJ, ZWNJ, ZWSP, BOM and soft hyphens, white space folded, case folded, doubled vowel signs
    collapsed and built-up vowels (अ + ा) replaced by the letter they draw. Applying it twice changes nothing.
    """
    if _COMPILED is not None:
        found: str | None = _COMPILED.comparison_key(s)
        if found is None and "ß" in s:
            found = _COMPILED.comparison_key(s.replace("ß", "ss"))
        if found is not None:
            return found
    return _comparison_key(s)


def _comparison_key(s: str) -> str:
    if s.isascii():
        return " ".join(s.split()).lower()
    key = " ".join(s.split())
    if any(map(key.__contains__, _IGNORED_CHARS)):
        key = " ".join(_IGNORED.sub("", key).split())
    if not _PLAIN.fullmatch(key) or ("\u093c" in key and _UNORDERED_NUKTA.search(key)):
        key = _normalized("NFC", key.casefold())
    else:
        key = _PRECOMPOSED.sub(_decomposed, key.lower())
    if not _MARK.search(key):
        return key
    if _DOUBLED.search(key):
        key = _DOUBLED.sub(r"\1", key)
    if _BUILT_HINT.search(key):
        key = _BUILT.sub(lambda found: _BUILT_VOWELS[found[0]], key)
    return key


def _decomposed(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found[0])


def loose_key(s: str) -> str:
    """`comparison_key` without what typists vary: no nukta, chandrabindu and half nasals as anusvara.

    For looking up names and phrases ("हिन्दी", "हिंदी"; "क़ानून", "कानून"), never for telling two texts apart.
    """
    # A site's towns, desks and small words come again and again.
    return _known_loose_key[s] if len(s) <= _KEPT_CHARS else _loose_key(s)


def _loose_key(s: str) -> str:
    key = comparison_key(s)
    if key.isascii():
        return key
    if _COMPILED is not None and (found := _COMPILED.loose_key(key)) is not None:
        return str(found)
    return _loosened(key)


def _loosened(key: str) -> str:
    key = _normalized("NFD", key)
    key = _NUKTA_OR_BINDU.sub(lambda found: "" if found[0] == "\u093c" else "\u0902", key)
    return _normalized("NFC", _NASAL.sub("\u0902", key))


_known_loose_key: Final = Remembered(_loose_key)


def devanagari_share(s: str) -> float:
    """Share of the letters and vowel signs of `s` that are Devanagari, 0.0 to 1.0; 0.0 without letters."""
    if s.isascii():
        return 0.0
    rest = _DEVANAGARI.sub("", s)
    devanagari = len(s) - len(rest)
    if not devanagari:
        return 0.0
    return devanagari / (devanagari + len(_LETTER.findall(rest)))


def scrub(s: str) -> str:
    """`s` without what no text may hold: lone surrogates, control characters but tab and line ends, U+FFFE/F.

    A surrogate pair left as two halves becomes its character; control characters that mean white space (line
    tabulation, form feed, NEL) become a space, so that no words are joined. ZWJ and ZWNJ stay.
    """
    # What can be printed is safe, and told sooner.
    if s.isprintable() or not _UNSAFE.search(s):
        return s
    if _SURROGATE.search(s):
        s = s.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _UNSAFE.sub("", _WHITE_CONTROL.sub(" ", s))


def words(s: str) -> list[str]:
    """The words of `s` in order: runs of letters, signs and digits, with inner ZWJ, ZWNJ and apostrophes.

    Numbers with separators ("1,200", "14:30") are one word, hyphenated pairs are two.
    """
    return _words(s) if _COMPILED is None else list(_COMPILED.words(s))


def _words(s: str) -> list[str]:
    return _word().findall(s)


def word_count(s: str) -> int:
    """How many `words` are in `s`."""
    return len(_words(s)) if _COMPILED is None else int(_COMPILED.word_count(s))


@cache
def _word() -> re.Pattern[str]:
    """A word: what the standard library calls one, with the marks it leaves out; twice as fast as `regex`."""
    marks = "".join(char for char in map(chr, range(0x300, 0xAC00)) if unicodedata.category(char)[0] == "M")
    letter = rf"[\w{marks}]"
    rest = rf"[\w{marks}{JOINERS}]*+"
    return re.compile(rf"\d+(?:[.,:]\d+)+|{letter}{rest}(?:['’]{letter}{rest})*+")


def sentences(s: str) -> list[str]:
    """The sentences of `s`, trimmed, none empty; joined by spaces they are `s` with white space folded.

    A danda ends one always; full stop, question and exclamation mark do before white space or the end, but
    not after an initial or an abbreviation (डॉ. ए. पी. जे.). Line ends end one too. ASCII "|" does not:
    it parts bylines and titles.
    """
    return [part for line in s.splitlines() for part in _line_sentences(fold_space(line))]


def _line_sentences(line: str) -> list[str]:
    parts = []
    start = 0
    for found in _STOP.finditer(line):
        end = found.end()
        if end < len(line) and line[end] != " " and "।" not in found[0] and "॥" not in found[0]:
            continue
        if found[0] == "." and _is_abbreviation(line, found.start()):
            continue
        part = line[start:end].strip()
        if part:
            parts.append(part)
        start = end
    rest = line[start:].strip()
    if rest:
        parts.append(rest)
    return parts


def _is_abbreviation(line: str, stop: int) -> bool:
    token = _LAST_TOKEN.search(line, max(0, stop - 13), stop)
    return token is not None and comparison_key(token[0]) in _ABBREVIATIONS
