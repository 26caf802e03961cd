"""What is asked once of each origin (scheme, host and port), however many requests wait for the answer."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from scrapy.utils.datatypes import LocalCache
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred as Turn

if TYPE_CHECKING:
    from scrapy import Request

_T = TypeVar("_T")
_ORIGINS: Final = 10_000
"""Origins whose answers are remembered."""


class PerOrigin(Generic[_T]):
    """Answers by origin. `ask` gets one from the network; `fresh` says whether one still holds."""

    def __init__(
        self, ask: "Callable[[str, Request], Awaitable[_T]]", fresh: Callable[[_T], bool] = lambda _: True
    ) -> None:
        self._ask = ask
        self._fresh = fresh
        self._known: LocalCache[str, _T] = LocalCache(_ORIGINS)
        self._waiting: dict[str, list[Turn[None]]] = {}

    async def get(self, request: "Request") -> _T:
        """The answer for the request's origin. Raises what `ask` raises, to each who waits."""
        url = urlparse_cached(request)
        origin = f"{url.scheme}://{url.netloc}"
        if origin in self._known and self._fresh(self._known[origin]):
            return self._known[origin]
        if origin in self._waiting:
            # One for each who waits: a Deferred that is awaited twice gives its result once.
            turn: Turn[None] = Turn()
            self._waiting[origin].append(turn)
            await maybe_deferred_to_future(turn)
            if origin in self._known:
                return self._known[origin]
            # The first could not ask; perhaps this one may, or is told why not.
            return await self.get(request)
        self._waiting[origin] = []
        try:
            answer = self._known[origin] = await self._ask(origin, request)
        finally:
            for turn in self._waiting.pop(origin):
                turn.callback(None)
        return answer
