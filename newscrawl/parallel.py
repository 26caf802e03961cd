"""A function over many things in several processes, in order and in bounded memory."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

Thing = TypeVar("Thing")
Known = TypeVar("Known")
Result = TypeVar("Result")

_AHEAD = 8
"""Things per process that may wait for the one before them."""
_known: Any = None
"""In a process of the pool: what every call is told besides its thing."""


def each(
    function: Callable[[Thing, Known], Result], things: Iterable[Thing], known: Known, jobs: int = 1
) -> Iterator[Result]:
    """`function(thing, known)` for each of `things`, in their order, in `jobs` processes if that is above 1.

    `function` must be a module's own, `known` goes to each process once; both, the things and the results
    must be picklable then.
    """
    if jobs <= 1:
        for thing in things:
            yield function(thing, known)
        return
    # Forked children would inherit an event loop's threads and locks in whatever state they are.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        max_workers=jobs, mp_context=context, initializer=_begin, initargs=(known,)
    ) as pool:
        window: deque[Future[Result]] = deque()
        for thing in things:
            window.append(pool.submit(_call, function, thing))
            if len(window) >= _AHEAD * jobs:
                yield window.popleft().result()
        for future in window:
            yield future.result()


def _begin(known: object) -> None:
    global _known  # noqa: PLW0603 - a pool's processes have no other memory between two calls
    _known = known


def _call(function: Callable[[Thing, Any], Result], thing: Thing) -> Result:
    return function(thing, _known)
