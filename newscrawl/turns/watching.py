"""Watching callbacks: what they announce goes with their outcome to the ledger, in one completion.

Invariant: a page's children are not scheduled one by one. Scheduled before the page's outcome is stored, they
would be announced without it; after, a kill in between would lose them.
"""

import math
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from scrapy import Request
from scrapy.utils.defer import _process_pending_io
from scrapy.utils.spider import iterate_spider_output

from newscrawl.items.article import Article
from newscrawl.net.deferral import Deferred
from newscrawl.turns.requests import TURN_META, child_of, is_announcement
from newscrawl.turns.turn import Turn
from newscrawl.turns.underway import UnderWay
from newscrawl.urls import canonical_key, host

if TYPE_CHECKING:
    from twisted.python.failure import Failure


_BREATH: Final = 100


def watched_errback(
    turns: UnderWay, turn: Turn, errback: Callable[["Failure"], Any] | None
) -> Callable[["Failure"], Any]:
    """The errback, watched as a callback is: what it yields passes no spider middleware.

    A deferral ends the turn without it: the URL stays pending.
    """

    def failed(failure: "Failure") -> Any:
        if isinstance(failure.value, Deferred):
            _defer(turns, turn, failure.value, failure.request.url)  # type: ignore[attr-defined]
            return ()
        found: Any = iterate_spider_output(errback(failure)) if errback is not None else ()
        watched = watch(turns, turn, found)
        # A response that is refused on its way to the callback ends here too, and then passes the middleware.
        turn.watched = True
        return watched

    return failed


async def watch(turns: UnderWay, turn: Turn, result: Any) -> AsyncIterator[Any]:
    """What the callback yields, without what it announces; at its end, the turn may be over.

    Closed from outside, as at a hard stop, it ends nothing: the URL is in the queue still.
    """
    goes_on, seen = False, 0
    try:
        async for found in each(result):
            if isinstance(found, Request) and is_announcement(found):
                lane = turns.session.lane
                turns.announce(turn, child_of(found, lane, source=turn.leased.url))
                seen += 1
                if seen % _BREATH == 0:
                    # A sitemap names tens of thousands: others shall have their turns in between.
                    await _process_pending_io()
                continue
            if isinstance(found, Request) and found.meta.get(TURN_META) == turn.leased.id:
                goes_on = True
            if not isinstance(found, Request) and found is not None:
                turn.awaited += 1
                if isinstance(found, Article) and (key := canonical_key(found.url)) is not None:
                    turns.at[key] = turn.leased.url
            yield found
    except Exception as error:
        turn.fail(f"{type(error).__name__}: {error}")
        turn.ended = True
        turns.finish(turn)
        raise
    if goes_on:
        turn.watched = False
        return
    turn.ended = True
    turns.finish(turn)


def _defer(turns: UnderWay, turn: Turn, deferred: Deferred, url: str) -> None:
    session = turns.session
    if session.ready:
        # The ledger waits by a clock that never jumps; what counts of an instant is how far ahead it lies.
        ahead = max(0.0, (deferred.until - datetime.now(UTC)).total_seconds())
        until = session.ledger.clock.now() + math.ceil(ahead)
        turn.retry_at, turn.detail = until, deferred.reason
        key = canonical_key(url if deferred.host == host(url) else f"https://{deferred.host}/")
        if deferred.host is not None and key is not None:
            with session.guarded():
                session.ledger.frontier.pause(key.partition("/")[0], until)
    turn.ended = True
    turns.finish(turn)


async def each(result: Any) -> AsyncIterator[Any]:
    """What a callback yields, be it a generator or an asynchronous one."""
    if hasattr(result, "__aiter__"):
        async for found in result:
            yield found
    else:
        for found in result:
            yield found
