"""The spider middleware that gives turns their ends: what pages announce, and what their items became."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.turns.requests import TURN_META
from newscrawl.turns.turn import Turn
from newscrawl.turns.underway import UnderWay, under_way
from newscrawl.turns.watching import watch
from newscrawl.urls import canonical_key

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure


class TurnsMiddleware:
    """The spider middleware next to the engine: it sees what all others let through."""

    def __init__(self, turns: UnderWay) -> None:
        self.turns = turns

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Listens for what leaves the pipelines, and for callbacks that break off."""
        middleware = cls(under_way(crawler))
        connect = crawler.signals.connect
        connect(middleware.item_scraped, signal=signals.item_scraped)
        connect(middleware.item_dropped, signal=signals.item_dropped)
        connect(middleware.item_error, signal=signals.item_error)
        connect(middleware.spider_error, signal=signals.spider_error)
        return middleware

    def process_spider_input(self, response: "Response") -> None:
        """A page is here, and its callback comes next."""
        turn = self._turn_of(response)
        if turn is not None:
            self.turns.arrived(turn)

    async def process_spider_output(
        self, response: "Response", result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """What a callback yields, without the requests that announce; these go to its turn."""
        turn = self._turn_of(response)
        if turn is None or turn.watched:
            async for found in result:
                yield found
            return
        async for found in watch(self.turns, turn, result):
            yield found

    # Signals

    def item_scraped(self, item: Any, response: Any) -> None:
        """An item passed all pipelines."""
        turn = self._turn_of(response)
        if isinstance(item, Article | Reject):
            self.turns.settle(turn, item)
        self._arrived(turn, item)

    def item_dropped(self, item: Any, response: Any, exception: BaseException) -> None:
        """A pipeline dropped an item."""
        self._lost(item, response, f"dropped: {exception}")

    def item_error(self, item: Any, response: Any, failure: "Failure") -> None:
        """A pipeline broke off."""
        self._lost(item, response, f"{type(failure.value).__name__}: {failure.value}")

    def spider_error(self, failure: "Failure", response: Any) -> None:
        """A callback raised before it could be watched, or while it was."""
        turn = self._turn_of(response)
        if turn is not None:
            turn.fail(f"{type(failure.value).__name__}: {failure.value}")
            turn.ended = True
            self.turns.finish(turn)

    def _lost(self, item: Any, response: Any, why: str) -> None:
        turn = self._turn_of(response)
        if turn is not None:
            turn.fail(why)
        self._arrived(turn, item)

    def _arrived(self, turn: Turn | None, item: Any) -> None:
        if isinstance(item, Article | Reject) and (key := canonical_key(item.url)) is not None:
            self.turns.at.pop(key, None)
        if turn is not None:
            turn.awaited -= 1
            self.turns.finish(turn)

    def _turn_of(self, response: Any) -> Turn | None:
        request = getattr(response, "request", None)
        return None if request is None else self.turns.turns.get(request.meta.get(TURN_META))
