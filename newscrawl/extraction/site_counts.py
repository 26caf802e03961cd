"""How often lines recur, counted in stories instead of pages.

Copies, updates and other forms of one story share its paragraphs; they are told from pages that only share
the site's furniture, and count once. So a story's own paragraphs do not recur however often it is published.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from newscrawl.extraction.site_record import COHESIVE, KIN, TAIL, PageRecord

LEAST_STORIES = 3
"""A line in fewer stories never recurs."""
_SAME_STORY = 0.2
"""Share of its paragraphs, weighted, from which on a page tells the story of another."""
_COMMON = 21
"""Pages from which on a shared line without cohesion says nothing of their stories."""


class Recurrence(NamedTuple):
    """A line that recurs."""

    stories: int
    tail: float
    """Share of its pages where it stands at the story's end."""
    cohesive: float
    """Share of its pages where it shares words of substance with the rest of the story."""


@dataclass(slots=True)
class Counts:
    """What the learned pages say together."""

    stories: int = 0
    """Distinct stories among them."""
    lines: dict[int, Recurrence] = field(default_factory=dict)
    """The lines of `LEAST_STORIES` and more, by digest."""
    paths: dict[int, int] = field(default_factory=dict)
    """Pages by the path of their story's element."""
    name: int = 0
    """Digest of what at least half of the pages call the site, or 0."""


def count(records: Sequence[PageRecord]) -> Counts:
    """Count stories, recurring lines and paths in `records`; their order does not matter."""
    where: dict[int, list[tuple[int, int]]] = {}
    for index, record in enumerate(records):
        for line in record.lines:
            where.setdefault(line >> 8, []).append((index, line & 255))
    story_of = _stories(records, where)
    lines: dict[int, Recurrence] = {}
    for line, seen in where.items():
        if len(seen) >= LEAST_STORIES:
            stories = len({story_of[index] for index, _ in seen})
            if stories >= LEAST_STORIES:
                tail = sum(bool(traits & TAIL) for _, traits in seen)
                cohesive = sum(bool(traits & COHESIVE) for _, traits in seen)
                lines[line] = Recurrence(stories, tail / len(seen), cohesive / len(seen))
    names = Counter(record.name for record in records if record.name)
    name, times = max(names.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return Counts(
        stories=len(set(story_of)),
        lines=lines,
        paths=Counter(record.path for record in records),
        name=name if times * 2 >= len(records) else 0,
    )


def _stories(records: Sequence[PageRecord], where: dict[int, list[tuple[int, int]]]) -> list[int]:
    """For each record the index that stands for its story.

    A paragraph that belongs to the rest of its story speaks in full for one story on both pages; any other by
    one over the number of further pages that have it, which makes furniture nothing, and not alone: a
    brief and the line pasted under it are no two halves of a story.
    """
    totals = [0.0] * len(records)
    weights: dict[tuple[int, int], float] = {}
    clues: Counter[tuple[int, int]] = Counter()
    for seen in where.values():
        pages = [(index, bool(traits & COHESIVE)) for index, traits in seen if traits & KIN]
        rarity = 1.0 / max(1, len(pages) - 1)
        for index, cohesive in pages:
            totals[index] += 1.0 if cohesive else rarity
        if len(pages) > _COMMON:
            pages = [(index, cohesive) for index, cohesive in pages if cohesive]
        for (a, cohesive_a), (b, cohesive_b) in combinations(pages, 2):
            cohesive = cohesive_a and cohesive_b
            weights[a, b] = weights.get((a, b), 0.0) + (1.0 if cohesive else rarity)
            clues[a, b] += 2 if cohesive else 1
    root = list(range(len(records)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for (a, b), weight in weights.items():
        if clues[a, b] > 1 and weight > _SAME_STORY * min(totals[a], totals[b]):
            first, second = sorted((find(a), find(b)))
            root[second] = first
    return [find(index) for index in range(len(records))]
