"""Which stories are taken on already, by whom, and which of two pages gives way: asked of the ledger.

What is under way and not yet stored counts too (`newscrawl.turns.underway`).
"""

from newscrawl.ledger import STORY, Known
from newscrawl.ledger.records import digest
from newscrawl.turns.underway import UnderWay
from newscrawl.urls import canonical_key


class Claims:
    """The stories of the ledger and of the turns under way."""

    def __init__(self, turns: UnderWay) -> None:
        self.turns = turns
        self.session = turns.session

    def claim(self, url: str) -> bool:
        """Whether the story is to be taken on: no other announcement of it was, in this run or an earlier."""
        key = canonical_key(url)
        if key is None or not self.session.ready:
            return False
        mark = digest(key)
        if mark in self.turns.claimed or mark in self.turns.aliases:
            return False
        known = None
        with self.session.guarded():
            if self.session.ledger.is_waiting(mark):
                return False
            known = self.session.ledger.known(url)
        # What waits in the lane of another spider is taken over.
        return known is None or (known.outcome is None and known.lane != self.session.lane)

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
