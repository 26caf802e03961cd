"""How a text and its fields are compared with a gold row; used by `extraction.py`.

Texts are compared as multisets of word 4-grams (a text shorter than that is one gram; CJK characters count as
words of their own), in NFC and lower case. Recall is asked against the gold paragraphs, precision against
paragraphs and optional text together: standfirsts, captions and sub-heads are neither asked for nor punished.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

PERFECT = 0.98
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Python's \w splits Devanagari at every vowel sign, so its block stands in the class by itself.
_WORD = re.compile(rf"[{_CJK}]|[\u0900-\u097f\u200c\u200d]+|[^\W_{_CJK}\u0900-\u097f]+")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_GRAM = 4
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor made of a page."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


@dataclass(slots=True)
class Score:
    """Sums over pages: what was asked, what was right, and how often the extractor gave a field at all."""

    pages: int = 0
    f1: float = 0.0
    perfect: int = 0
    empty: int = 0
    errors: int = 0
    words: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)

    def share(self, name: str) -> float | None:
        """Share of right answers of one field; None when no page asks for it or the extractor never gives it."""
        return self.right[name] / self.asked[name] if self.asked[name] and self.given[name] else None

    def _judge(self, name: str, right: bool) -> None:
        self.asked[name] += 1
        self.right[name] += right

    def add(self, found: Found, gold: dict[str, Any] | None) -> None:
        """Count one page; without `gold` only words and empty pages are."""
        self.words += len(words(found.text))
        self.empty += not found.text.strip()
        self.pages += 1
        self.given.update(
            {"title": bool(found.title), "authors": bool(found.authors)}
            | dict.fromkeys(("day", "minute"), bool(found.published))
        )
        if gold is None:
            return
        story = "\n".join(gold["paragraphs"])
        optional = "\n".join(
            [
                gold.get("title") or "",
                *(gold.get("optional") or gold.get("summary", []) + gold.get("headlines", [])),
            ]
        )
        f1 = f1_of(found.text, story, optional)
        self.f1 += f1
        self.perfect += f1 >= PERFECT
        lines = {letters(line) for line in found.text.split("\n")}
        whole, kept = letters(found.text), letters(story + optional)
        for line in {letters(line) for line in gold.get("negatives", ())} - {""}:
            if line not in kept:
                self._judge("leaks", line in lines or (len(line) >= _SHORT and line in whole))
        if gold.get("title"):
            self._judge("title", letters(found.title) == letters(gold["title"]))
        if gold.get("authors"):
            mine = {letters(name) for name in found.authors}
            choices = [gold["authors"], *gold.get("authors_alt", [])]
            self._judge("authors", any(mine == {letters(name) for name in names} for names in choices))
        if gold.get("published"):
            self._judge("day", same_day(found.published, gold["published"]))
            if ":" in gold["published"]:
                self._judge("minute", same_minute(found.published, gold["published"]))


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def letters(text: str | None) -> str:
    """A line without white space, marks and case."""
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFC", text or "")).lower()


def _grams(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    if not tokens:
        return Counter()
    count = max(1, len(tokens) - _GRAM + 1)
    return Counter(tuple(tokens[i : i + _GRAM]) for i in range(count))


def f1_of(text: str, story: str, optional: str = "") -> float:
    """F1 of `text`, 0 to 1: the harmonic mean of recall against `story` and precision against both."""
    out, gold = _grams(words(text)), _grams(words(story))
    # Optional text may stand before or after the story: the grams where the two meet are allowed both ways.
    allowed = _grams(words(f"{story}\n{optional}")) | _grams(words(f"{optional}\n{story}")) | gold
    if not out or not gold:
        return float(not out and not gold)
    precision = sum((out & allowed).values()) / sum(out.values())
    recall = sum((out & gold).values()) / sum(gold.values())
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _instant(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None


def same_day(one: str | None, other: str | None) -> bool:
    """True when two ISO 8601 dates lie within 18 hours on the clock, whatever their zones."""
    a, b = _instant(one), _instant(other)
    return bool(a and b and abs(a.replace(tzinfo=None) - b.replace(tzinfo=None)) < timedelta(hours=18))


def same_minute(one: str | None, other: str | None) -> bool:
    """True for the same minute; where one of two dates states no zone, the clocks are compared."""
    a, b = _instant(one), _instant(other)
    if a is None or b is None:
        return False
    if a.tzinfo is None or b.tzinfo is None:
        a, b = a.replace(tzinfo=None), b.replace(tzinfo=None)
    return abs(a - b) < timedelta(minutes=1)
