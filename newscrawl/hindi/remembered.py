"""A function of one string with its results kept: a plain look-up costs half of a cache's call."""

from collections.abc import Callable
from typing import Final, TypeVar

_KEPT: Final = 65_536

Result = TypeVar("Result")


class Remembered(dict[str, Result]):
    """Strings to what `function` gives for them, each asked once; emptied when 65,536 are kept."""

    def __init__(self, function: Callable[[str], Result]) -> None:
        self._function = function

    def __missing__(self, key: str) -> Result:
        if len(self) >= _KEPT:
            self.clear()
        self[key] = result = self._function(key)
        return result
