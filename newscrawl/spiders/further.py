"""What a story's page leaves to other pages: its further parts, or the AMP page that has the text.

They are fetched inside the story's own turn: a kill in between leaves the whole story in the queue.
"""

from dataclasses import dataclass, field, replace
from typing import Protocol

from newscrawl.discovery.parts import Parts
from newscrawl.extraction.guide import with_note
from newscrawl.extraction.joining import Part, join
from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.reading import StoryPage
from newscrawl.twins import trusted_canonical
from newscrawl.urls import canonical_key

_PASSING = frozenset((Stage.ROBOTS, Stage.FETCH))


class Further(Protocol):
    """A story that waits for another page."""

    def next_url(self) -> str | None:
        """The page to fetch now; None when the story can be told."""

    def read(self, url: str, item: Article | Reject, parts: Parts | None) -> None:
        """Take in what was read of that page; `url` is where redirects led."""

    def missing(self, why: str, stage: Stage) -> None:
        """Take in that it cannot be had."""

    def result(self, *, recheck: bool) -> Article | Reject:
        """The story. `recheck`: its article is stored already."""


@dataclass(slots=True)
class FurtherParts:
    """The parts of a story, asked for one after the other in the order of their numbers."""

    first: Article
    others: dict[int, str]
    beyond: int = 0
    parts: list[Part] = field(default_factory=list)
    failed: Reject | None = None
    """Of a part that may well be there, and could not be had."""
    _number: int = 1

    @classmethod
    def of(cls, first: Article, parts: Parts) -> "FurtherParts":
        """The story of a first page that links further ones."""
        return cls(first, dict(parts.others), parts.beyond)

    def next_url(self) -> str | None:
        """The next part that a page has linked so far."""
        while self._number < max(self.others, default=1):
            self._number += 1
            if (url := self.others.get(self._number)) is not None:
                return url
            self.parts.append(Part(self._number, ""))
        return None

    def read(self, url: str, item: Article | Reject, parts: Parts | None) -> None:
        """A part's page, which may link further parts. One that redirects to the first page is none."""
        if isinstance(item, Reject):
            self.missing(f"{item.stage}/{item.reason} {item.detail}".rstrip(), item.stage)
            return
        if canonical_key(url) == canonical_key(self.first.url):
            self.missing("redirects to the first page", Stage.VALIDATE)
            return
        self.parts.append(Part(self._number, url, item))
        if parts is not None and canonical_key(parts.first) == canonical_key(self.first.url):
            self.others = {**parts.others, **self.others}
            self.beyond = max(self.beyond, parts.beyond)

    def missing(self, why: str, stage: Stage) -> None:
        """A part that is not to be had now, or not at all."""
        self.parts.append(Part(self._number, self.others[self._number], None, why))
        if stage in _PASSING and self.failed is None:
            detail = f"part {self._number}: {why}"
            self.failed = Reject(
                url=self.first.url, stage=Stage.FETCH, reason=Reason.TRUNCATED, detail=detail
            )

    def result(self, *, recheck: bool) -> Article | Reject:
        """The joined article. A stored one is not replaced by less because a server failed today."""
        if recheck and self.failed is not None:
            return replace(self.failed, at=self.first.fetched_at)
        return join(self.first, self.parts, beyond=self.beyond)


@dataclass(slots=True)
class AmpInstead:
    """A page without a story, whose AMP page may have it."""

    shell: Reject
    url: str
    """Where the page is; the story is stored under it."""
    amp: str | None
    article: Article | None = None
    why: str = ""

    def next_url(self) -> str | None:
        """The AMP page, once."""
        url, self.amp = self.amp, None
        return url

    def read(self, url: str, item: Article | Reject, parts: Parts | None) -> None:
        """The AMP page; one that calls another page its main one tells another story."""
        del parts
        if isinstance(item, Reject):
            self.missing(f"{item.stage}/{item.reason}", item.stage)
            return
        canonical = trusted_canonical(item)
        if canonical is not None and canonical_key(canonical) not in {
            canonical_key(self.url),
            canonical_key(url),
        }:
            self.missing(f"it belongs to {canonical}", Stage.VALIDATE)
            return
        note = f"read from the AMP page {url}: the page itself shows no story"
        evidence = {**item.evidence, "text": with_note(item.evidence.get("text"), note)}
        # Its validators are those of another address.
        http = replace(item.http, etag=None, last_modified=None) if item.http is not None else None
        self.article = replace(item, url=self.url, evidence=evidence, http=http)

    def missing(self, why: str, stage: Stage) -> None:
        """No story there either."""
        del stage
        self.why = why

    def result(self, *, recheck: bool) -> Article | Reject:
        """The AMP page's article, or the reject of the page, which says that both were tried."""
        del recheck
        if self.article is not None:
            return self.article
        return replace(self.shell, detail=f"{self.shell.detail}; its AMP page: {self.why}".lstrip("; "))


def further_of(page: StoryPage, url: str) -> FurtherParts | AmpInstead | None:
    """What the story read at `url` waits for; None when it is told already."""
    item, parts = page.item, page.parts
    if isinstance(item, Article):
        if parts is not None and parts.number == 1 and parts.others:
            return FurtherParts.of(item, parts)
        return None
    return AmpInstead(item, url, page.amp) if page.amp is not None else None
