"""The turns under way: what they have claimed so far, and their completion when they are over.

What a turn has claimed (stories it announces, addresses its redirects led to) is known to the ledger only
with its completion; until then it is known here. Memory grows with what is under way, not with the crawl.
"""

import logging
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.ledger import STORY, Child, Leased
from newscrawl.ledger.commit import Receipt
from newscrawl.ledger.records import digest
from newscrawl.net.sharing import shared
from newscrawl.pipelines.normalise import normalise_reject
from newscrawl.turns.session import Session, session_of
from newscrawl.turns.turn import Turn
from newscrawl.urls import canonical_key

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


_AT_ONCE: Final = 1_000
"""Children of one page stored in one transaction: a few hundredths of a second."""


class UnderWay:
    """The open turns of a crawl, by the id of their row."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.turns: dict[int, Turn] = {}
        self.claimed: dict[bytes, int] = {}
        """Keys of stories announced by open turns, to the turn's id."""
        self.aliases: dict[bytes, int] = {}
        """Keys of addresses found by turns whose completion is not stored, to the turn's id."""
        self.gave_way: set[int] = set()
        """Turns that leave their story to another's, until that is stored."""
        self.at: dict[str, str] = {}
        """Pages (canonical key) whose articles are in the pipelines, to the URL of their story."""
        session.on_stored.append(self._settled)

    def begin(self, leased: Leased) -> Turn:
        """The turn of a URL that was just leased."""
        turn = self.turns[leased.id] = Turn(leased)
        return turn

    def arrived(self, turn: Turn) -> None:
        """Note that the turn's page is here: while it is read, its host can be asked for another."""
        if self.session.ready:
            self.session.ledger.frontier.arrived(turn.leased.id)
            self.session.nudge()

    def asks(self, url: str) -> bool:
        """Whether the URL is being asked for right now."""
        return any(turn.leased.url == url for turn in self.turns.values())

    def story_of(self, article: Article) -> str:
        """The URL of the story whose page an article is from; for one without a URL, its text."""
        key = canonical_key(article.url)
        return self.at.get(key or "", article.url or article.content_hash)

    def announce(self, turn: Turn, child: Child) -> None:
        """Note that the turn's page announces a story or a source."""
        turn.children.append(child)
        self.session.include(child.url)
        if (key := canonical_key(child.url)) is not None:
            self.claimed.setdefault(digest(key), turn.leased.id)
        if len(turn.children) >= _AT_ONCE:
            self._announce_early(turn)

    def _announce_early(self, turn: Turn) -> None:
        """Hand over what a page has announced so far, where that is much.

        Invariant: children are stored before or with their page's outcome, never after.
        """
        if self.session.ready:
            with self.session.guarded():
                self.session.ledger.announce(turn.children)
                self._release(turn)
                turn.earlier += sum(child.kind == STORY and not child.again for child in turn.children)
                turn.children.clear()

    def _release(self, turn: Turn) -> None:
        """Forget what the ledger knows from here on."""
        for child in turn.children:
            if (key := canonical_key(child.url)) is not None:
                self.claimed.pop(digest(key), None)

    def settle(self, turn: Turn | None, item: Article | Reject) -> None:
        """Note what left the pipelines: the turn's outcome, or else an item on its own."""
        if isinstance(item, Reject):
            item = normalise_reject(item)
        if turn is not None and turn.take(item):
            return
        if turn is None or not isinstance(item, Reject):
            self.session.record(item)
            return
        of, lane = turn.leased, self.session.lane
        url = item.url or ""
        self.announce(turn, Child(url=url, lane=lane, publisher=of.publisher, source=of.url, reject=item))

    def finish(self, turn: Turn) -> None:
        """Hand a turn that is over to the ledger, once."""
        if not turn.over or self.turns.pop(turn.leased.id, None) is None:
            return
        session = self.session
        if session.ready:
            with session.guarded():
                completion = turn.completion()
                try:
                    session.ledger.complete(completion)
                except ValueError as error:
                    logger.exception("Cannot store the outcome of %s", turn.leased.url)
                    turn.item, turn.unchanged = turn.broken(str(error)), False
                    session.ledger.complete(turn.completion())
        self._release(turn)

    def drop_lost(self) -> None:
        """End the turns whose requests the engine has lost sight of: somebody's component dropped them."""
        for turn in list(self.turns.values()):
            turn.fail("its request was dropped")
            turn.ended, turn.awaited = True, 0
            self.finish(turn)

    def _settled(self, receipt: Receipt) -> None:
        ended = set(receipt.settled)
        self.gave_way -= ended
        if self.aliases:
            self.aliases = {key: of for key, of in self.aliases.items() if of not in ended}


_UNDER_WAY: WeakKeyDictionary["Crawler", UnderWay] = WeakKeyDictionary()


def under_way(crawler: "Crawler") -> UnderWay:
    """The turns that a crawl's components share."""
    return shared(_UNDER_WAY, crawler, lambda crawler: UnderWay(session_of(crawler)))
