"""A leased URL between its request and its completion."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.ledger import SOURCE, Child, Completion, Leased, SourceRead
from newscrawl.limits import LIMITS
from newscrawl.watch.figures import Figures


@dataclass(slots=True, eq=False)
class Turn:
    """What is known so far of how a URL's turn ends."""

    leased: Leased
    children: list[Child] = field(default_factory=list)
    """What its page announced."""
    earlier: int = 0
    """Stories it announced that are stored already."""
    aliases: list[str] = field(default_factory=list)
    """Other addresses of the story."""
    item: Article | Reject | None = None
    """Its outcome, as it left the pipelines."""
    read: SourceRead | None = None
    """For a source, how reading it went."""
    retry_at: int | None = None
    """UTC epoch seconds before which it is not asked for again."""
    detail: str = ""
    """Why it waits, or what went wrong."""
    unchanged: bool = False
    """The server said that the stored article has not changed."""
    figures: Figures | None = None
    """What its page gave; None before there is one."""
    watched: bool = False
    """Its callback or errback is being watched."""
    ended: bool = False
    """Its callback or errback has ended."""
    awaited: int = 0
    """Items on their way through the pipelines."""

    @property
    def over(self) -> bool:
        """Whether nothing more can come."""
        return self.ended and self.awaited == 0

    def take(self, item: Article | Reject) -> bool:
        """Take an item of its page as its outcome; False when it is none: a source's, or a second one."""
        if self.leased.kind == SOURCE or self.item is not None:
            return False
        self.item = item
        return True

    def fail(self, detail: str) -> None:
        """Note that a callback, or a pipeline, of ours or the project's, broke off."""
        self.detail = self.detail or detail

    def completion(self) -> Completion:
        """The end of the turn, for the ledger. What has no outcome of its own is an error of ours."""
        children, aliases = tuple(self.children), tuple(self.aliases)
        identity = self.leased.id
        if self.retry_at is not None:
            return Completion(id=identity, retry_at=self.retry_at, detail=self.detail, children=children)
        if self.leased.kind == SOURCE:
            read = self.read or SourceRead(kind="", failed=bool(self.detail))
            return Completion(id=identity, source=replace(read, earlier=self.earlier), children=children)
        if self.unchanged and self.leased.recheck:
            return Completion(id=identity, unchanged=True, children=children)
        item = self.item or self.broken()
        return Completion(id=identity, item=item, children=children, aliases=aliases, figures=self.figures)

    def broken(self, detail: str = "") -> Reject:
        """The reject of a turn that went wrong."""
        why = detail or self.detail or "its callback gave no outcome"
        return Reject(
            url=self.leased.url,
            stage=Stage.EXTRACT,
            reason=Reason.INTERNAL_ERROR,
            detail=" ".join(why.split())[: LIMITS.field_chars],
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
