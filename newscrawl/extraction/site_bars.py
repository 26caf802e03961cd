"""How often a line must recur, by its looks, before it counts as the site's furniture and not as a story's.

A bar is a share of the site's distinct stories. What stands beside the paragraphs or closes the story, names
the site, or has no word in common with the rest of its story needs little; a paragraph that belongs to its
story, a sub-heading, a dateline nearly or quite all there is.
"""

from collections.abc import Sequence
from functools import lru_cache

from newscrawl.extraction.container import Region
from newscrawl.extraction.page import HEADINGS, Label, Page, TextBlock
from newscrawl.extraction.prose import ends_sentence
from newscrawl.extraction.site_counts import Counts, Recurrence
from newscrawl.extraction.site_record import digest, name_key, site_name
from newscrawl.hindi.dateline import split_dateline
from newscrawl.urls import registrable_domain

NEVER = 2.0
"""A bar that no line reaches."""
_LOW, _LOWER = 0.03, 0.02
"""Together with `LEAST_STORIES`. Editors paste one of many promotion lines: each stands on 3 to 10 %."""
_COLONS = (":", "\uff1a", ":-", ":\u2013", ":\u2014")
_LEAST_DOMAIN = 5
"""Letters from which on a domain's first part in a line is its name: `agra` is a town, too."""


class Bars:
    """The bars for the lines of one page."""

    def __init__(self, counts: Counts, host: str, page: Page, region: Region) -> None:
        """Prepare for `page`, a page of `host`, whose other pages are counted in `counts`."""
        self._names: list[str] = []
        name = site_name(page)
        if name and counts.name and digest(name_key(name)) == counts.name:
            self._names.append(name_key(name))
        self._names += _domain_names(host)
        self._weights = region.weights
        self._first = min(region.kin, default=0)

    def bar(
        self, block: TextBlock, label: Label, line: Recurrence, *, tail: bool, beside: bool
    ) -> tuple[float, str]:
        """The share of stories that `line`, the recurrence of `block`, must reach, and what lowered it.

        `tail` says that nothing of the story follows, `beside` that the block stands in another element than
        the story's paragraphs.
        """
        if self._weights[block.index]:
            return self._prose(block, line, tail=tail, beside=beside)
        if tail:
            return _LOWER, ", after the story"
        if label.role == "heading":
            # "What is it about?": sub-headings recur, and head different paragraphs each time.
            return (0.4 if block.box.tag in HEADINGS else 0.25), ""
        if label.role in ("table", "quote"):
            return 0.3, ""
        if block.text.rstrip().endswith(_COLONS):
            # Question, answer, speaker: it leads the line below.
            return 0.4, ""
        if block.index <= self._first and split_dateline(block.text) is not None:
            return NEVER, ""
        if beside:
            return _LOWER, ", beside the story"
        if label.role == "list_item":
            return 0.15, ""
        if ends_sentence(block.text):
            return 0.08, ""
        return _LOW, ", a short line"

    def _names_site(self, block: TextBlock) -> bool:
        text = name_key(block.text)
        return any(name in text for name in self._names)

    def _prose(self, block: TextBlock, line: Recurrence, *, tail: bool, beside: bool) -> tuple[float, str]:
        closes = tail and line.tail >= 0.8
        if line.cohesive >= 0.5:
            # The background of a series: it is about the same as its stories.
            return (0.6 if closes and line.stories >= 8 else 0.9 if line.stories >= 12 else NEVER), ""
        if self._names_site(block):
            return 0.0, ", names the site"
        if line.cohesive > 0.25:
            return (0.15 if beside else 0.3), ""
        if closes or beside:
            enough = line.stories >= 4
            return (_LOWER if enough else 0.3), ", after the story" if closes else ", beside the story"
        return (0.15 if line.stories >= 5 else NEVER), ", has no word in common with it"


@lru_cache(maxsize=1_024)
def _domain_names(host: str) -> tuple[str, ...]:
    name = (registrable_domain(host) or host).split(".")[0]
    return (name,) if len(name) >= _LEAST_DOMAIN else ()


def whole_tables(
    story: Sequence[TextBlock], labels: Sequence[Label], found: dict[int, Recurrence]
) -> set[int]:
    """Indexes of blocks in tables all of whose cells recur: single cells do so in any table of figures."""
    cells: dict[int, list[int]] = {}
    for block in story:
        if labels[block.index].role == "table":
            box = block.box
            while box.tag != "table" and box.parent is not None:
                box = box.parent
            cells.setdefault(box.index, []).append(block.index)
    return {i for group in cells.values() if all(i in found for i in group) for i in group}
