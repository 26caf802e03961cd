"""A stopwatch for the bounds in time: CPU seconds, as the machine would take on which the bounds were set."""

import json
import re
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

_T = TypeVar("_T")
_TRIES = 5
# Seconds of `_yardstick` on the machine on which the bounds of these tests were set, with nothing else to do.
_STANDARD = 0.0107
_LINES = "मुख्यमंत्री ने सोमवार को लखनऊ में बैठक ली <p class='a'> 1,204 12:30\n" * 2_600
_WORD = re.compile(r"\d+(?::\d+)?|<[^>]*>|\S+")


def _yardstick() -> float:
    """CPU seconds of work of the kind the bounds are about: patterns, strings, dictionaries, JSON."""
    started = time.process_time()
    counted: dict[str, int] = {}
    for found in _WORD.finditer(_LINES):
        word = found[0]
        counted[word] = counted.get(word, 0) + len(word)
    json.loads(json.dumps(sorted(counted.items()) * 40))
    _LINES.encode().decode().split("\n")
    return time.process_time() - started


class Stopwatch:
    """Bounds that hold on a slower or a busy machine too.

    CPU time is no constant: a neighbour on the same core or cache makes all work slower. So work that takes
    longer than its bound is tried again, and what it takes is compared with a yardstick of the same moment.
    """

    def __init__(self) -> None:
        self.result: object = None

    def least(self, seconds_of: Callable[[], float], bound: float) -> float:
        """The least of what `seconds_of` returns, in standard seconds; tried until it is within `bound`."""
        least = float("inf")
        for attempt in range(_TRIES):
            found = seconds_of()
            if attempt == 0 and found <= bound / 2:
                return found
            slowness = max(1.0, min(_yardstick() for _ in range(2)) / _STANDARD)
            least = min(least, found / slowness)
            if least <= bound:
                break
        return least

    def cpu(self, work: Callable[[], _T], bound: float) -> float:
        """CPU seconds of `work`, as above. What it returned is in `result`."""

        def seconds() -> float:
            started = time.process_time()
            self.result = work()
            return time.process_time() - started

        return self.least(seconds, bound)


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()
