"""Stories on several pages of an archive: which pages belong together, and what becomes of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from newscrawl.discovery.parts import Parts
from newscrawl.extraction.joining import Part, join
from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.urls import canonical_key


class Paged(NamedTuple):
    """A page that is a part of a story."""

    parts: Parts
    url: str


@dataclass(slots=True)
class Group:
    """The pages of one story."""

    first: str
    """Address of its first page."""
    others: dict[int, str] = field(default_factory=dict)
    """The further parts that its pages link."""
    beyond: int = 0
    positions: dict[int, int] = field(default_factory=dict)
    """Place in the archive to the number of the part there."""
    found: dict[int, Article] = field(default_factory=dict)
    awaited: int = 0

    def outcomes(self) -> tuple[Article, list[Part]] | None:
        """The joined article and its parts; None when none of its pages could be read again."""
        if not self.found:
            return None
        lowest = min(self.found)
        last = max([*self.others, *self.found])
        parts = [
            Part(number, self.others.get(number, ""), self.found.get(number), self._why(number))
            for number in range(1, last + 1)
            if number != lowest
        ]
        parts = [part if part.article is None else _at_its_url(part) for part in parts]
        return join(self.found[lowest], parts, beyond=self.beyond), parts

    def _why(self, number: int) -> str:
        return "no page links it" if number > 1 and number not in self.others else "no article in the archive"


def _at_its_url(part: Part) -> Part:
    assert part.article is not None
    return Part(part.number, part.article.url or part.url, part.article)


class Groups:
    """The stories on several pages of one archive. Memory grows with their pages."""

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}
        self._at: dict[int, Group] = {}

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, position: object) -> bool:
        return position in self._at

    @property
    def last(self) -> int:
        """The last place in the archive that holds a part."""
        return max(self._at)

    def note(self, position: int, paged: Paged) -> None:
        """Take in the page at that place of the archive."""
        parts = paged.parts
        group = self._groups.setdefault(canonical_key(parts.first) or parts.first, Group(parts.first))
        if parts.number == 1:
            group.first = parts.first
        group.others = {**parts.others, **group.others}
        if parts.number > 1:
            group.others[parts.number] = paged.url
        group.beyond = max(group.beyond, parts.beyond)
        group.positions[position] = parts.number
        group.awaited += 1
        self._at[position] = group

    def tell(
        self, pages: Iterable[tuple[int, Article | Reject]]
    ) -> Iterator[tuple[Article | Reject, list[str]]]:
        """What becomes of the pages, read once more in the archive's order: joined articles, each with the
        addresses of its parts, and a reject for every other page. A story is told when its last page is read.
        """
        for position, item in pages:
            group = self._at.get(position)
            if group is None:
                continue
            number = group.positions[position]
            group.awaited -= 1
            if isinstance(item, Reject):
                yield item, []
            elif number in group.found:
                yield _reject(item, f"page of {group.found[number].url}"), []
            else:
                group.found[number] = item
            if group.awaited == 0:
                yield from _told(group)


def _told(group: Group) -> Iterator[tuple[Article | Reject, list[str]]]:
    outcome = group.outcomes()
    if outcome is None:
        return
    article, parts = outcome
    pages = [part.article for part in parts if part.article is not None]
    yield article, [page.url for page in pages if page.url]
    for part in parts:
        if part.article is not None:
            yield _reject(part.article, f"part {part.number} of {article.url}"), []
    group.found.clear()


def _reject(page: Article, detail: str) -> Reject:
    return Reject.of(page, Stage.VALIDATE, Reason.DUPLICATE_URL, detail)
