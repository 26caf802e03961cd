"""Which stories are taken on already, by whom, and which of two pages gives way: asked of the ledger.

What is under way and not yet stored counts too (`newscrawl.turns.underway`).
"""

from collections.abc import Collection, Iterable
from enum import Enum
from typing import Final, Literal

from newscrawl.items.reject import Reason, Stage
from newscrawl.ledger import STORY, Known
from newscrawl.ledger.clock import epoch
from newscrawl.ledger.records import digest
from newscrawl.turns.underway import UnderWay
from newscrawl.urls import canonical_key

Claim = Literal["new", "again"]
"""How a story is taken on: for the first time, or although it has an outcome."""
PASSING: Final = frozenset(
    (
        (Stage.ROBOTS, Reason.ROBOTS_UNREACHABLE),
        *(
            (Stage.FETCH, reason)
            for reason in (
                Reason.TIMEOUT,
                Reason.CONNECTION,
                Reason.DNS,
                Reason.TRUNCATED,
                Reason.BAD_RESPONSE,
                Reason.TLS,
            )
        ),
    )
)
"""Failures that say nothing of the story: announced again in a later run, it is tried again."""
MOST_ATTEMPTS: Final = 5
"""Turns a story gets while its page cannot be had."""


class Unasked(Enum):
    """Stands for what the ledger was not asked."""

    UNASKED = 0


UNASKED: Final = Unasked.UNASKED


class Claims:
    """The stories of the ledger and of the turns under way."""

    def __init__(self, turns: UnderWay) -> None:
        self.turns = turns
        self.session = turns.session

    def claim(
        self,
        url: str,
        known: Known | Unasked | None = UNASKED,
        *,
        modified_at: str | None = None,
        forgiven: Collection[Reason] = (),
    ) -> Claim | None:
        """Whether the story is to be taken on, and how; None when it is already, or need not be.

        `known` is what the ledger has of it, where that was asked before (`look_up`). A stored article is
        fetched again when its source says that it was modified since; a reject when its reason is among the
        `forgiven`, or passes.
        """
        key = canonical_key(url)
        if key is None or not self.session.ready:
            return None
        mark = digest(key)
        if mark in self.turns.claimed or mark in self.turns.aliases:
            return None
        found = None if isinstance(known, Unasked) else known
        with self.session.guarded():
            if self.session.ledger.is_waiting(mark):
                return None
            if isinstance(known, Unasked):
                found = self.session.ledger.known(url)
        if found is None:
            return "new"
        if found.outcome == "article" and self._modified(found, modified_at):
            return "again"
        return "again" if found.reason in forgiven else self._once_more(found)

    def look_up(self, urls: Iterable[str]) -> dict[str, Known]:
        """What the ledger has of many URLs; those that are unknown are left out."""
        if self.session.ready:
            with self.session.guarded():
                return self.session.ledger.known_many(urls)
        return {}

    def _modified(self, known: Known, modified_at: str | None) -> bool:
        modified = epoch(modified_at)
        # A date in the future would have it fetched at every reading.
        return modified is not None and (known.fetched_at or 0) < modified <= self.session.ledger.clock.utc()

    def _once_more(self, known: Known) -> Claim | None:
        if known.outcome is None:
            # What waits in the lane of another spider is taken over.
            return "new" if known.lane != self.session.lane else None
        if known.kind != STORY or known.outcome == "alias" or known.run == self.session.run:
            return None
        if self.session.refetch:
            return "again"
        if known.outcome != "reject" or known.attempts >= MOST_ATTEMPTS:
            return None
        return "again" if (known.stage, known.reason) in PASSING else None

    def rival(self, turn: int, url: str | None) -> str | None:
        """The URL of another story that has this address; None when there is none.

        A story that ended as a reject is no rival: this page may be the one that tells it.
        """
        key = canonical_key(url)
        own = self.turns.turns.get(turn)
        if key is None or url is None or own is None or key == canonical_key(own.leased.url):
            return None
        mark = digest(key)
        if (found := self.turns.aliases.get(mark)) is not None:
            return None if found == turn else url
        known: Known | None = None
        with self.session.guarded():
            if mark in self.turns.claimed or self.session.ledger.is_waiting(mark):
                return url
            known = self.session.ledger.known(url)
        if known is None or known.kind != STORY or known.outcome == "reject":
            return None
        owner = known.id if known.target is None else known.target
        return None if owner in self.turns.gave_way or owner == turn else known.url

    def alias(self, turn: int, url: str) -> None:
        """Note that the server keeps the story at `url` too: announced there later, it is no other story."""
        key = canonical_key(url)
        own = self.turns.turns.get(turn)
        if key is not None and own is not None and key != canonical_key(own.leased.url):
            self.turns.aliases.setdefault(digest(key), turn)
            own.aliases.append(url)

    def give_way(self, turn: int) -> None:
        """Note that this turn's page leaves its story to another's: it is no rival to that one."""
        self.turns.gave_way.add(turn)
