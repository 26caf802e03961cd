"""What one page gave, field by field, and sums of it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from newscrawl.items.article import STORY_FIELDS, Article
from newscrawl.items.reject import Reason, Reject, Stage

RULE: Final = "rule"
"""The field that is filled where the publisher's rule, set aside or not, finds the story where it is."""
RULE_FIELDS: Final = "rule_fields"
"""The field that is filled where the rule's single fields are found and the page contradicts none of them."""
RULES: Final = (RULE, RULE_FIELDS)
TEXT: Final = "text"
FIELDS: Final = (*STORY_FIELDS, "images")
"""Fields of an article that are counted."""
_LONG: Final = "article"
_SAME_TYPE: Final = {"brief": _LONG}
"""A story that lost half of its text is a brief: its kind must not hide what happened to it."""
_UNREAD: Final = frozenset((Reason.NO_STORY, Reason.LISTING, Reason.NOT_ARTICLE))


class Figures(NamedTuple):
    """What one page gave."""

    publisher: str
    """Key of the publisher, or the registrable domain of a site without a rule."""
    page_type: str
    """As `Article.page_type`, briefs among the articles; ` (AMP)` behind it for AMP pages, which have a
    template of their own."""
    lengths: Mapping[str, int]
    """Field to its length: characters, members of a list, 1 for anything else; 0 where it is empty."""


@dataclass(slots=True)
class Sums:
    """Figures of several pages, one field of them."""

    pages: int = 0
    filled: int = 0
    """Pages that gave the field."""
    length: int = 0
    """All lengths together."""
    logs: float = 0.0
    """Sum of the natural logarithms of the lengths, where there is one."""
    squares: float = 0.0
    """Sum of the squares of these."""

    @property
    def rate(self) -> float:
        """Share of the pages that gave the field; 0 without pages."""
        return self.filled / self.pages if self.pages else 0.0

    @property
    def typical(self) -> float:
        """The geometric mean of the lengths; 0 without any."""
        return math.exp(self.logs / self.filled) if self.filled else 0.0

    def count(self, length: int) -> None:
        """Take in a page that gave a field of that length."""
        self.pages += 1
        if length > 0:
            log = math.log(length)
            self.filled += 1
            self.length += length
            self.logs += log
            self.squares += log * log

    def add(self, other: "Sums") -> None:
        """Take in other sums."""
        self.pages += other.pages
        self.filled += other.filled
        self.length += other.length
        self.logs += other.logs
        self.squares += other.squares


def total(parts: Iterable[Sums]) -> Sums:
    """The sum of sums."""
    found = Sums()
    for part in parts:
        found.add(part)
    return found


def figures_of(
    item: Article | Reject,
    publisher: str,
    *,
    page_type: str = _LONG,
    expected: bool = True,
    amp: bool = False,
    rule_fits: bool | None = None,
    rule_fields_fit: bool | None = None,
) -> Figures | None:
    """What a page gave, from what became of it; None for a page that says nothing of its publisher's pages.

    `page_type` is what the page shows where it gave no article, `expected` whether its address is that of an
    article: a list of stories in place of one is a failure there alone. `rule_fits` and `rule_fields_fit`
    are None for a page without a rule, or one that says nothing of it.
    """
    suffix = " (AMP)" if amp else ""
    if isinstance(item, Reject):
        counts = item.stage is Stage.EXTRACT and item.reason in _UNREAD
        if not counts or (item.reason is not Reason.NO_STORY and not expected):
            return None
        return Figures(publisher, _SAME_TYPE.get(page_type, page_type) + suffix, {TEXT: 0})
    lengths = {field: _length(getattr(item, field)) for field in FIELDS}
    fits = zip(RULES, (rule_fits, rule_fields_fit), strict=True)
    lengths |= {name: int(fit) for name, fit in fits if fit is not None}
    return Figures(publisher, _SAME_TYPE.get(item.page_type, item.page_type) + suffix, lengths)


def _length(value: object) -> int:
    return len(value) if isinstance(value, str | tuple) else int(value is not None)
