"""The phrases of `phrases.toml`, compiled: spellings folded to one, alternatives spread out, words in a tree.

A line and a phrase meet as lists of canonical words. What a typist varies (case, nukta, chandrabindu,
joiners, punctuation, a name's ten spellings) is gone from them: one phrase stands for all its spellings.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from newscrawl.compiled import compiled
from newscrawl.hindi.remembered import Remembered
from newscrawl.hindi.script import loose_key

_COMPILED: Final = compiled("newscrawl.hindi._script")

_WORD: Final = re.compile("[\\w\u0900-\u0963\u0966-\u097f\u200b-\u200d\u0300-\u036f]+|©")
_WORD_OR_WILD: Final = re.compile(rf"{_WORD.pattern}|[*]")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?[km]?|\d+(?:st|nd|rd|th)")
_WILD: Final = "*"
_WILD_WORDS: Final = 4
_HOW: Final = ("whole", "prefix", "label", "contains", "tail", "link_whole", "link_prefix")
_DEFAULT_CHARS: Final = {"whole": 160, "prefix": 160, "label": 120, "contains": 320, "tail": 450}


# What a word of a line may begin or be part of; see `Book.look`.
WORD: Final = 1
STARTS: Final = 2
"""It begins a phrase that stands at the start of a line."""
ANYWHERE: Final = 4
"""It is the longest word of a phrase that may stand anywhere: few lines of prose hold one of these."""
TRIGGER: Final = 8
"""It is in the first group of a combination."""
PROSE: Final = 16
"""No combination is meant where it stands."""
FIRST_SHIFT: Final = 8


class Entry(NamedTuple):
    """One way a phrase matches."""

    role: str
    rule: str
    how: str
    chars: int
    """The longest line it may match."""


class Tree:
    """The phrases as a tree of words, held flat: each path of words to the entries that end there.

    Strings and tuples of strings alone: the cyclic garbage collector passes over them, where a tree of 50,000
    objects cost every collection of the host program 30 ms.
    """

    def __init__(self) -> None:
        self.paths: dict[str, tuple[tuple[str, str, str, int], ...]] = {}
        """Words parted by spaces to the entries of the phrase they are; none where one only begins so."""

    def entries(self, path: str) -> list[Entry]:
        """The entries of the phrases that are exactly `path`."""
        return [Entry(*entry) for entry in self.paths.get(path, ())]

    def all_entries(self) -> list[Entry]:
        """Every entry of every phrase."""
        return [Entry(*entry) for entries in self.paths.values() for entry in entries]

    def add(self, words: list[str], entry: Entry) -> None:
        """Add a phrase; a second one of the same words that matches the same way is dropped."""
        for end in range(1, len(words)):
            self.paths.setdefault(" ".join(words[:end]), ())
        path = " ".join(words)
        known = self.paths.get(path, ())
        if all(other[2] != entry.how for other in known):
            self.paths[path] = (*known, (entry.role, entry.rule, entry.how, entry.chars))

    def first_words(self) -> frozenset[str]:
        """The words that phrases begin with."""
        return frozenset(path for path in self.paths if " " not in path)


class Combination(NamedTuple):
    """An address to the reader told by its parts: a word of every group."""

    role: str
    rule: str
    chars: int
    groups: tuple[frozenset[str], ...]


class Book:
    """All phrases, ready to be matched. Build one with `load`, which caches it."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._spelling: dict[str, str] = {}
        for word, variants in table["spelling"].items():
            target = self._fold(word)
            for variant in variants:
                self._spelling[self._fold(variant)] = target
        self.start = Tree()
        self.anywhere = Tree()
        self._anywhere_longest: set[str] = set()
        self.combinations: list[Combination] = []
        self.patterns: list[tuple[re.Pattern[str], Entry]] = []
        hints = {hint for family in table.values() if "regex" in family for hint in family["regex_hints"]}
        self.pattern_hint = re.compile("|".join(map(re.escape, sorted(hints))))
        """What a line holds that any of the patterns can match."""
        self._triggers: frozenset[str] = frozenset()
        self._prose = frozenset(self._fold(word) for word in table["prose"]["words"])
        self._seen = Remembered(self._see)
        folded = Remembered(self._fold)
        for name, family in table.items():
            if name not in {"spelling", "prose", "combination"}:
                self._add_family(name, family, folded)
        for number, raw in enumerate(table["combination"], start=1):
            groups = tuple(frozenset(map(self._fold, group.split())) for group in raw["all"])
            rule = f"{raw['role']}: combination {number}"
            self.combinations.append(Combination(raw["role"], rule, raw["chars"], groups))
            self._triggers |= groups[0]
        self._traits = self._traits_by_key()
        self.anywhere_first = self.anywhere.first_words()
        self.roles = frozenset(
            family.get("role", name)
            for name, family in table.items()
            if name not in {"spelling", "prose", "combination"}
        )

    def words(self, line: str, limit: int) -> list[str]:
        """The canonical words in the first `limit` characters of `line`; numbers in a row are one "0"."""
        return self.look(line, limit)[1]

    def look(self, line: str, limit: int) -> tuple[int, list[str]]:
        """What the words in the first `limit` characters of `line` may be part of, and the words.

        The former is `WORD` and its kin added up, and above `FIRST_SHIFT` those of the first word; 0 without
        a word. The latter are those of `words`.
        """
        if _COMPILED is not None:
            told: tuple[int, list[str]] = _COMPILED.phrase_look(line, limit, self._seen)
            return told
        return self._look(line, limit)

    def _look(self, line: str, limit: int) -> tuple[int, list[str]]:
        found = first = 0
        words: list[str] = []
        before = ""
        for word in _WORD.findall(line, 0, limit):
            traits, key = self._seen[word]
            first = first or traits
            found |= traits
            if key and not (key == "0" == before):
                words.append(key)
            before = key
        return found | first << FIRST_SHIFT, words

    def _see(self, word: str) -> tuple[int, str]:
        key = self._fold(word)
        return (self._traits.get(key, WORD) if key else 0), key

    def _traits_by_key(self) -> dict[str, int]:
        """`WORD` and its kin for the words of phrases; any other is a `WORD`."""
        traits: dict[str, int] = {}
        for trait, keys in (
            (STARTS, self.start.first_words()),
            (ANYWHERE, self._anywhere_longest),
            (TRIGGER, self._triggers),
            (PROSE, self._prose),
        ):
            for key in keys:
                traits[key] = traits.get(key, WORD) | trait
        return traits

    def spans(self, line: str, limit: int) -> list[tuple[int, int]]:
        """Where each of `words(line, limit)` stands."""
        found: list[tuple[int, int]] = []
        before = ""
        for match in _WORD.finditer(line, 0, limit):
            key = self._seen[match[0]][1]
            if key and not (key == "0" == before):
                found.append(match.span())
            before = key
        return found

    def first(self, line: str, start: int = 0) -> str | None:
        """The first canonical word of `line`, from `start` on; None without a word."""
        match = _WORD.search(line, start)
        return self._seen[match[0]][1] if match else None

    def _fold(self, word: str) -> str:
        if word == _WILD:
            return word
        key = word.lower() if word.isascii() else loose_key(word).rstrip("\u0903")
        if not key.isascii():
            # Slots of one kind are numbered: "विज्ञापन2".
            key = key.rstrip("0123456789") or key
        if key[:1].isdigit() and _NUMBER.fullmatch(key):
            return "0"
        return self._spelling.get(key, key)

    def _add_family(self, name: str, family: dict[str, Any], folded: Mapping[str, str]) -> None:
        role = family.get("role", name)
        for how in _HOW:
            chars = family.get(f"{how}_chars", _DEFAULT_CHARS[how.removeprefix("link_")])
            tree = self.anywhere if how in {"contains", "tail"} else self.start
            for written in family.get(how, ()):
                for spread in _spread(written):
                    phrase = " ".join(spread.split())
                    self._plant(tree, phrase, Entry(role, f"{name}: {phrase}", how, chars), folded)
        for pattern in family.get("regex", ()):
            entry = Entry(role, f"{name}: /{pattern}/", "regex", _DEFAULT_CHARS["whole"])
            self.patterns.append((re.compile(pattern), entry))

    def _plant(self, tree: Tree, phrase: str, entry: Entry, folded: Mapping[str, str]) -> None:
        words: list[str] = []
        for part in _WORD_OR_WILD.findall(phrase):
            key = folded[part]
            if not (key == "0" and words and words[-1] == "0"):
                words.append(key)
        if words:
            tree.add(words, entry)
        if words and tree is self.anywhere:
            self._anywhere_longest.add(max((word for word in words if word != _WILD), key=len))


def follow(tree: Tree, words: list[str], at: int) -> list[tuple[int, Entry]]:
    """Entries of phrases that begin at word `at`, each with the index after its last word.

    Longest first, and among equals the whole phrase first.
    """
    paths = tree.paths
    found: list[tuple[int, Entry]] = []
    size = len(words)
    if at >= size or words[at] not in paths:
        return found
    waiting = [(words[at], at + 1)]
    while waiting:
        path, index = waiting.pop()
        if entries := paths[path]:
            found.extend((index, Entry(*entry)) for entry in entries)
        if index >= size:
            continue
        after = f"{path} {words[index]}"
        if after in paths:
            waiting.append((after, index + 1))
        wild = f"{path} {_WILD}"
        if wild in paths:
            last = min(size, index + _WILD_WORDS)
            waiting.extend((wild, skipped) for skipped in range(index + 1, last + 1))
    if len(found) > 1:
        found.sort(key=lambda pair: (-pair[0], pair[1].how != "whole"))
    return found


def _spread(written: str) -> list[str]:
    """`{a,b} c` as `a c` and `b c`; braces may nest."""
    head, brace, rest = written.partition("{")
    if not brace:
        return [written]
    depth = 1
    options = [""]
    for index, character in enumerate(rest):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            tails = _spread(rest[index + 1 :])
            return [
                head + choice + tail for option in options for choice in _spread(option) for tail in tails
            ]
        if character == "," and depth == 1:
            options.append("")
        else:
            options[-1] += character
    msg = f"unclosed brace in phrase {written!r}"
    raise ValueError(msg)


@lru_cache(maxsize=1)
def load() -> Book:
    """The book of the package's own `phrases.toml`; read once."""
    text = files("newscrawl.hindi").joinpath("phrases.toml").read_text(encoding="utf-8")
    return Book(tomllib.loads(text))
