"""A function of one string with its results kept: a plain look-up costs half of a cache's call."""

from collections.abc import Callable
from typing import Final, TypeVar

_KEPT: Final = 65_536
_LONGEST: Final = 1_024
"""Longer strings are asked for each time: what is kept has a bound in bytes."""

Result = TypeVar("Result")


class Remembered(dict[str, Result]):
    """Strings to what `function` gives for them, each asked once; emptied when `kept` of them are known."""

    def __init__(self, function: Callable[[str], Result], kept: int = _KEPT) -> None:
        self._function = function
        self._kept = kept

    def __missing__(self, key: str) -> Result:
        result = self._function(key)
        if len(key) <= _LONGEST:
            if len(self) >= self._kept:
                self.clear()
            self[key] = result
        return result


def remembered(kept: int) -> Callable[[Callable[[str], Result]], Callable[[str], Result]]:
    """`Remembered` for a function's definition: a decorator, as `functools.lru_cache` is."""

    def keep(function: Callable[[str], Result]) -> Callable[[str], Result]:
        return Remembered(function, kept).__getitem__

    return keep
