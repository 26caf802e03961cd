"""A function of one string with its results kept: a plain look-up costs half of a cache's call."""

from collections.abc import Callable
from typing import Final, TypeVar

_KEPT: Final = 16_384
_LONGEST: Final = 1_024
"""Longer strings are asked for each time: what is kept has a bound in bytes."""

Result = TypeVar("Result")


class Remembered(dict[str, Result]):
    """Strings to what `function` gives for them, each asked once; no more than `kept` of them are known.

    When half as many are, they are put aside, and with the next half forgotten: but for those that were asked
    for in between. A plain dictionary is faster to look into than one that notes when it was.
    """

    def __init__(self, function: Callable[[str], Result], kept: int = _KEPT) -> None:
        self._function = function
        self._half = max(1, kept // 2)
        self._aside: dict[str, Result] = {}

    def __missing__(self, key: str) -> Result:
        result = self._aside[key] if key in self._aside else self._function(key)
        if len(key) <= _LONGEST:
            if len(self) >= self._half:
                self._aside = dict(self)
                self.clear()
            self[key] = result
        return result


def remembered(kept: int) -> Callable[[Callable[[str], Result]], Callable[[str], Result]]:
    """`Remembered` for a function's definition: a decorator, as `functools.lru_cache` is."""

    def keep(function: Callable[[str], Result]) -> Callable[[str], Result]:
        return Remembered(function, kept).__getitem__

    return keep
