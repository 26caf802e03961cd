"""What stands inside each element of a page, summed up: asked of any element at no cost."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from newscrawl.extraction.page import Box, TextBlock


class Mass:
    """Sums over elements. They stand in the order of the page, so each sum is a difference of two."""

    def __init__(self, own: Sequence[int]) -> None:
        """Sum up `own`: for each element of the page what stands in itself, and in none of its children."""
        self._before = [0, *accumulate(own)]

    def inside(self, box: Box) -> int:
        """What stands in `box` and in the elements inside it."""
        return self._before[box.end] - self._before[box.index]

    def total(self) -> int:
        """What stands on the page."""
        return self._before[-1]


def holders(blocks: Iterable[TextBlock]) -> Iterable[Box]:
    """The elements around `blocks`, each of them once."""
    found: dict[int, Box] = {}
    for block in blocks:
        box: Box | None = block.box
        while box is not None and box.index not in found:
            found[box.index] = box
            box = box.parent
    return found.values()
