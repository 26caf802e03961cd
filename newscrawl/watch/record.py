"""One publisher in a run: its history, what its pages gave in this run, and what of that is broken."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from newscrawl.watch.figures import RULE, RULES, TEXT, Figures, Sums, total
from newscrawl.watch.judging import LEAST_PAGES, changed_length, fallen, is_usual, recovered

WINDOW: Final = 24
"""The last pages of a run by which a rule is judged: a layout that changes halfway is seen within a dozen."""
MEASURED: Final = frozenset(("title", "subtitle", TEXT))
"""Fields whose length is judged. That of a list of tags or pictures is the story's affair."""

_ODD: Final = 2.0
"""Factor by which the length of an odd page differs."""


class Key(NamedTuple):
    """One field of one type of page."""

    page_type: str
    field: str


History = Mapping[Key, Mapping[int, Sums]]
"""Sums by key and day (UTC days since 1970)."""


class Break(NamedTuple):
    """A field whose figures are not what they were."""

    publisher: str
    page_type: str
    field: str
    why: str
    """In words: the figures and those before."""

    def __str__(self) -> str:
        what = "the rule fits" if self.field == RULE else self.field.replace("_", " ")
        return f"{self.publisher}, {self.page_type}: {what}: {self.why}"

    @property
    def key(self) -> Key:
        """What broke."""
        return Key(self.page_type, self.field)


@dataclass(frozen=True, slots=True)
class Aside:
    """A rule that is set aside."""

    publisher: str
    since: int
    """UTC epoch seconds."""
    page_type: str
    """Type of the pages that broke; by them it is judged whether the rule fits again."""
    field: str
    """Which of its fits is judged (`newscrawl.watch.figures.RULES`)."""
    pages: int
    filled: int
    """On how many pages it was compared before, and on how many of them it fitted."""
    why: str

    @property
    def before(self) -> Sums:
        """How well it fitted before."""
        return Sums(self.pages, self.filled)

    @property
    def key(self) -> Key:
        """By what it is judged."""
        return Key(self.page_type, self.field)


@dataclass(slots=True)
class Record:
    """What is known of one publisher. `history` is what the ledger had when the run began."""

    publisher: str
    history: dict[Key, dict[int, Sums]]
    day: int
    """The UTC day, in days since 1970."""
    run: dict[Key, Sums] = field(default_factory=dict)
    """What the pages of this run gave on this day."""
    broken: dict[Key, Break] = field(default_factory=dict)
    """What was found broken in this run."""
    aside: Aside | None = None
    _last: dict[Key, deque[bool]] = field(default_factory=dict)
    """For each fit of the rule, whether it fitted the last pages."""
    _usual: dict[str, dict[str, float]] = field(default_factory=dict)
    """Page type to the fields that its pages usually have, each with its typical length."""

    def turn_day(self, day: int) -> None:
        """From the next day on, what this run has counted is history, but for what broke."""
        if day == self.day:
            return
        for key, sums in self.run.items():
            if key not in self.broken:
                self.history.setdefault(key, {}).setdefault(self.day, Sums()).add(sums)
        self.run.clear()
        self._last.clear()
        self._usual.clear()
        self.day = day

    def take(self, figures: Figures) -> None:
        """Count a page."""
        for name, length in figures.lengths.items():
            key = Key(figures.page_type, name)
            self.run.setdefault(key, Sums()).count(length)
            if name in RULES:
                self._last.setdefault(key, deque(maxlen=WINDOW)).append(bool(length))

    def judge(self, page_types: Iterable[str]) -> list[Break]:
        """What has broken on pages of these types and was not known as broken in this run."""
        wanted = set(page_types)
        found = [
            Break(self.publisher, *key, why)
            for key in self.run
            if key.page_type in wanted and key not in self.broken and (why := self._judge(key))
        ]
        self.broken |= {broken.key: broken for broken in found}
        return found

    def _judge(self, key: Key) -> str:
        if key.field in RULES:
            return fallen(self._fit_before(key), self.recent(key))
        history, now = list(self.history.get(key, {}).values()), self.run[key]
        why = fallen(history, now)
        if not why and key.field in MEASURED:
            why = changed_length(history, now)
        return why

    def _fit_before(self, key: Key) -> list[Sums]:
        """How the rule fitted before the last pages.

        Pages of the same run count: whether a rule fits is seen on each page by itself, while a field's fill
        may follow what a run comes to read first.
        """
        days = list(self.history.get(key, {}).values())
        if not days and self.aside is not None and self.aside.key == key:
            days = [self.aside.before]
        last, run = self.recent(key), self.run[key]
        earlier = Sums(run.pages - last.pages, run.filled - last.filled)
        return [*days, earlier] if earlier.pages else days

    def recent(self, key: Key) -> Sums:
        """How the rule fitted the last pages, of this run and day."""
        last = self._last.get(key, ())
        return Sums(len(last), sum(last))

    def aside_for(self, found: Break, now: int) -> Aside | None:
        """What is to be remembered of a rule that is to be set aside for a break; None where it is not.

        That is so where the rule itself does not fit, and where texts are lost or change while it is in use:
        of other fields it is only one source among several.
        """
        key = found.key if found.field in RULES else Key(found.page_type, RULE)
        if found.field not in {*RULES, TEXT} or key not in self.run:
            return None
        fitted = total(self._fit_before(key))
        if fitted.pages < LEAST_PAGES:
            fitted = self.run[key]
        return Aside(self.publisher, now, *key, fitted.pages, fitted.filled, found.why)

    def is_good_again(self, day_of_break: int) -> bool:
        """Whether the rule that is set aside fits again, on a later day than that of the break."""
        broken = any(key.field in {*RULES, TEXT} for key in self.broken)
        if self.aside is None or self.day <= day_of_break or broken:
            return False
        return recovered(self.aside.before, self.recent(self.aside.key))

    def odd(self, figures: Figures) -> frozenset[str]:
        """The fields that the page gives not at all, or not in the length pages of its type usually do.

        Many are odd and nothing is broken; but where something is, one of the odd pages shows it.
        """
        usual = self._usual.get(figures.page_type)
        if usual is None:
            usual = self._usual[figures.page_type] = {
                key.field: total(days.values()).typical
                for key, days in self.history.items()
                if key.page_type == figures.page_type and is_usual(list(days.values()))
            }
        found = {name for name, typical in usual.items() if _is_odd(name, figures.lengths.get(name), typical)}
        # The pages of this run may be history enough for these.
        return frozenset(found | {name for name in RULES if figures.lengths.get(name) == 0})


def _is_odd(name: str, length: int | None, typical: float) -> bool:
    if not length:
        # Of a page without a story nothing but that is known.
        return length is not None
    return name in MEASURED and not typical <= _ODD * length <= _ODD * _ODD * typical
