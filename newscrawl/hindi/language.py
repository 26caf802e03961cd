"""Which language a text is in, told by its script and its function words; no model, no dependency.

Devanagari is shared by Hindi, Marathi, Nepali, Bhojpuri, Maithili, Sanskrit and Konkani, whose small words
and endings differ; Latin by English, Hindi in Roman letters and Europe's languages. Other scripts are told by
block and by letters that only one of their languages has. The words are data (`languages.toml`).
"""

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple, Protocol

from newscrawl.compiled import compiled
from newscrawl.hindi.remembered import Remembered, remembered
from newscrawl.hindi.script import comparison_key

_COMPILED: Final = compiled("newscrawl.hindi._script")

# Letters and their signs, by block: the dandas (0964, 0965) and symbols between the scripts stand outside.
_TOKEN: Final = re.compile(
    "[\u0900-\u0963\u0970-\u0dff]+"
    "|[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u08ff\u0e00-\u1fff\u2c00-\u2dff\u3040-\u318f"
    "\u31f0-\u31ff\u3400-\ud7ff\uf900-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\uff66-\uffdc\U00020000-\U0003ffff]+"
)
# An address says nothing about the language around it.
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|(?<![a-z0-9-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|in|org|net|gov|edu|co)(?:/\S*)?\b"
)
_ADDRESS_HINT: Final = re.compile(r"\.[a-z]|://")
_SAMPLE_CHARS: Final = 1_600
_SHORT_WORDS: Final = 12
_SCRIPTS: Final = (
    (0x0041, "Latn"), (0x0250, ""), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"),
    (0x0590, "Hebr"), (0x0600, "Arab"),
    (0x0700, ""), (0x0750, "Arab"), (0x0780, "Thaa"), (0x07C0, ""), (0x08A0, "Arab"),
    (0x0900, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"),
    (0x0A80, "Gujr"), (0x0B00, "Orya"), (0x0B80, "Taml"), (0x0C00, "Telu"), (0x0C80, "Knda"),
    (0x0D00, "Mlym"), (0x0D80, "Sinh"), (0x0E00, "Thai"),
    (0x0E80, "Laoo"), (0x0F00, "Tibt"), (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"),
    (0x1200, "Ethi"), (0x13A0, ""), (0x1780, "Khmr"), (0x1800, ""),
    (0x1C50, "Olck"), (0x1C80, ""), (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, ""),
    (0x3040, "Kana"), (0x3100, ""), (0x3130, "Hang"),
    (0x3190, ""), (0x31F0, "Kana"), (0x3400, "Hani"), (0xA000, ""), (0xA8E0, "Deva"), (0xA900, ""),
    (0xABC0, "Mtei"), (0xAC00, "Hang"), (0xD7B0, ""),
    (0xF900, "Hani"), (0xFB00, "Latn"), (0xFB50, "Arab"), (0xFE00, ""), (0xFE70, "Arab"),
    (0xFF00, ""), (0xFF66, "Kana"), (0xFFA0, ""), (0x20000, "Hani"), (0x30000, ""),
)  # fmt: skip
_STARTS: Final = tuple(start for start, _ in _SCRIPTS)
_BY_SCRIPT: Final = {
    "Grek": "el", "Armn": "hy", "Hebr": "he", "Thaa": "dv", "Guru": "pa", "Gujr": "gu",
    "Orya": "or", "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml",
    "Sinh": "si", "Thai": "th", "Laoo": "lo", "Tibt": "bo", "Mymr": "my", "Geor": "ka",
    "Hang": "ko", "Ethi": "am", "Khmr": "km", "Olck": "sat", "Mtei": "mni",
}  # fmt: skip
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]+")
# Letters only one language of a Latin-script group uses, as evidence beside the words.
_LATIN_LETTERS: Final = (
    ("de", re.compile("[äöüß]")),
    ("pt", re.compile("[ãõ]")),
    ("es", re.compile("[ñ¿¡]")),
    ("pl", re.compile("[łżźśćńęą]")),
    ("tr", re.compile("[ığş]")),
    ("da", re.compile("[øæ]")),
    ("no", re.compile("[øæ]")),
    ("fr", re.compile("[êœèç]")),
)
# One weak ending in a headline is no evidence against the language most pages in the script are in.
_HINDI_PRIOR: Final = 0.3
_FEW_EVIDENCE: Final = 0.06
_MIXED_SHARE: Final = 0.12


class _Words(NamedTuple):
    weights: dict[str, tuple[tuple[str, float], ...]]
    endings: dict[str, tuple[tuple[str, float], ...]]
    letters: dict[str, tuple[tuple[str, float], ...]]
    sizes: tuple[int, ...]
    """Lengths of endings, longest first."""

    def evidence(self, token: str) -> tuple[tuple[str, float], ...]:
        """What one word says: by itself, else by its longest known ending."""
        evidence = self.weights.get(token)
        if evidence is None and len(token) >= 4:
            for size in self.sizes:
                evidence = self.endings.get(token[-size:])
                if evidence is not None:
                    break
        return evidence or ()


def detect_language(text: str) -> str:
    """The language of `text` as a BCP 47 code: hi, mr, ne, bho, mai, sa, gom, hi-Latn, en and others.

    `und` when nothing tells (no letters, or Latin text without a known small word). Devanagari without any
    evidence is taken for Hindi. Texts over 1,600 characters are judged by pieces of that length in all. Hindi
    that quotes English or carries English names stays Hindi.
    """
    return _judge(comparison_key(_sample(text)))


def language_of_key(key: str) -> str:
    """`detect_language` of a text whose `comparison_key` is at hand."""
    return _judge(_sample(key))


def _judge(key: str) -> str:
    tokens = _tokens(_ADDRESS.sub(" ", key) if _may_hold_address(key) else key)
    shares = _shares(tokens)
    if not shares:
        return "und"
    script = max(shares, key=lambda name: shares[name])
    if script == "Latn" and shares.get("Deva", 0.0) >= _MIXED_SHARE:
        hindi = _scores("devanagari", tokens)
        latin = _scores("latin", tokens)
        if sum(hindi.values()) >= max(latin.get("en", 0.0), 0.5) or shares["Deva"] >= 3 * _MIXED_SHARE:
            return _devanagari(tokens)
    if script == "Deva":
        return _devanagari(tokens)
    if script == "Latn":
        return _latin(tokens)
    return _by_letters(script, "".join(tokens.words()), shares)


def _may_hold_address(key: str) -> bool:
    return ("." in key or "://" in key) and _ADDRESS_HINT.search(key) is not None


def script_shares(text: str) -> dict[str, float]:
    """ISO 15924 script code to its share of the letters, biggest first; empty without letters."""
    return dict(sorted(_shares(_tokens(_sample(text))).items(), key=lambda item: -item[1]))


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE_CHARS:
        return text
    piece = _SAMPLE_CHARS // 2
    middle = len(text) // 2
    return f"{text[:piece]} {text[middle : middle + piece]}"


class Tokens(Protocol):
    """The words of a text, each once with how often it comes."""

    def words(self) -> list[str]:
        """The words."""

    def total(self) -> int:
        """How many there are, each as often as it comes."""

    def holds(self, letter: str) -> int:
        """How often `letter` stands in the words, each taken once."""

    def first_letters(self) -> dict[str, int]:
        """First letters of words to the characters of those words."""

    def add_evidence(
        self, evidence: Mapping[str, tuple[tuple[str, float], ...]], scores: dict[str, float]
    ) -> None:
        """Add to `scores`, by language, what the words say."""


class Counted:
    """`Tokens` in Python, as `_TOKEN` finds them."""

    def __init__(self, text: str) -> None:
        self._counts = Counter(_TOKEN.findall(text))

    def words(self) -> list[str]:
        """As `Tokens.words`."""
        return list(self._counts)

    def total(self) -> int:
        """As `Tokens.total`."""
        return self._counts.total()

    def holds(self, letter: str) -> int:
        """As `Tokens.holds`."""
        return sum(word.count(letter) for word in self._counts)

    def first_letters(self) -> dict[str, int]:
        """As `Tokens.first_letters`."""
        letters: dict[str, int] = {}
        for word, count in self._counts.items():
            letters[word[0]] = letters.get(word[0], 0) + len(word) * count
        return letters

    def add_evidence(
        self, evidence: Mapping[str, tuple[tuple[str, float], ...]], scores: dict[str, float]
    ) -> None:
        """As `Tokens.add_evidence`."""
        for word, count in self._counts.items():
            for code, weight in evidence[word]:
                scores[code] = scores.get(code, 0.0) + weight * count


_tokens: Final[Callable[[str], Tokens]] = Counted if _COMPILED is None else _COMPILED.Tokens


def _shares(tokens: Tokens) -> dict[str, float]:
    """Scripts of the words, each word by its first letter, weighed by length."""
    found: dict[str, int] = {}
    for letter, size in tokens.first_letters().items():
        if script := _script(letter):
            found[script] = found.get(script, 0) + size
    total = sum(found.values())
    return {script: size / total for script, size in found.items()}


@remembered(4_096)
def _script(letter: str) -> str:
    return _SCRIPTS[bisect_right(_STARTS, ord(letter)) - 1][1] if letter >= "A" else ""


def _devanagari(tokens: Tokens) -> str:
    scores = _scores("devanagari", tokens)
    best = max(scores, key=lambda code: scores[code], default="hi")
    return best if scores.get(best, 0.0) > scores.get("hi", 0.0) + _HINDI_PRIOR else "hi"


def _latin(tokens: Tokens) -> str:
    scores = _scores("latin", tokens)
    if not scores:
        return "und"
    letters = "".join(_BEYOND_ASCII.findall(" ".join(tokens.words()), 0, 1_000))
    for code, pattern in _LATIN_LETTERS if letters else ():
        if code in scores:
            scores[code] += min(3.0, 0.5 * len(pattern.findall(letters)))
    best = max(scores, key=lambda code: scores[code])
    size = tokens.total()
    enough = _FEW_EVIDENCE * size if size > _SHORT_WORDS else 0.4
    return best if scores[best] >= enough else "und"


def _by_letters(script: str, text: str, shares: dict[str, float]) -> str:
    if script == "Beng":
        return "as" if re.search("[\u09f0\u09f1]", text) else "bn"
    if script == "Arab":
        if re.search("[\u0679\u0688\u0691\u06ba\u06d2\u06c1]", text):
            return "ur"
        return "fa" if re.search("[\u067e\u0686\u0698\u06af]", text) else "ar"
    if script == "Cyrl":
        return "uk" if re.search("[іїєґ]", text) else "ru"
    if script in {"Hani", "Kana"}:
        return "ja" if shares.get("Kana", 0.0) > 0.05 or re.search("[\u3040-\u30ff]", text) else "zh"
    return _BY_SCRIPT.get(script, "und")


def _scores(script: str, tokens: Tokens) -> dict[str, float]:
    scores: dict[str, float] = {}
    tokens.add_evidence(_evidence(script), scores)
    for letter, owners in _words()[script].letters.items():
        found = tokens.holds(letter)
        for code, weight in owners if found else ():
            scores[code] = scores.get(code, 0.0) + weight * found
    return scores


@lru_cache(maxsize=2)
def _evidence(script: str) -> Remembered[tuple[tuple[str, float], ...]]:
    return Remembered(_words()[script].evidence)


@lru_cache(maxsize=1)
def _words() -> dict[str, _Words]:
    text = files("newscrawl.hindi").joinpath("languages.toml").read_text(encoding="utf-8")
    return {script: _compile(table) for script, table in tomllib.loads(text).items()}


def _compile(table: dict[str, dict[str, Any]]) -> _Words:
    weights: dict[str, dict[str, float]] = {}
    endings: dict[str, dict[str, float]] = {}
    letters: dict[str, dict[str, float]] = {}
    for code, language in table.items():
        for words, weight in ((language["strong"], 2.0), (language["words"], 1.0)):
            for word in words.split():
                weights.setdefault(comparison_key(word), {})[code] = weight
        for ending, weight in language.get("endings", {}).items():
            endings.setdefault(comparison_key(ending), {})[code] = weight
        for letter, weight in language.get("letters", {}).items():
            letters.setdefault(letter, {})[code] = weight
    return _Words(
        {
            word: tuple((code, w / len(owners)) for code, w in owners.items())
            for word, owners in weights.items()
        },
        {ending: tuple(owners.items()) for ending, owners in endings.items()},
        {letter: tuple(owners.items()) for letter, owners in letters.items()},
        tuple(sorted(set(map(len, endings)), reverse=True)),
    )
