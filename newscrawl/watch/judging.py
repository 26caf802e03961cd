"""Whether figures differ from their history by more than chance and habit explain.

Two things must be true at once, so that small samples and moody sites raise no alarm:

- certain: the bounds of the two rates (Wilson's, of 99 %; Brown, Cai and DasGupta 2001, Interval Estimation
  for a Binomial Proportion) lie more than a factor of two apart. Three pages can never show that: of a field
  that every page had, it takes ten or twelve without it.
- unusual: no day on record was near it. A field that is rare every Sunday is not broken on Sundays.
"""

import math
from collections.abc import Sequence
from typing import Final

from newscrawl.watch.figures import Sums, total

LEAST_PAGES: Final = 10
"""Pages below which nothing is judged."""
LEAST_HISTORY: Final = 20
"""Pages of history below which nothing is judged."""
_Z: Final = 2.576
"""Normal quantile of 99.5 %. Many fields of many publishers are judged many times over; but that chance alone
halves a rate so that the bounds lie apart happens less than once in a million judgements."""
_USUAL: Final = 0.3
"""Share of pages that surely gave a field, below which its absence is no news."""
_FACTOR: Final = 2.0
"""By how much a rate must have fallen, or a length changed, beyond doubt."""
_LEAST_SPREAD: Final = 0.3
"""Standard deviation of the logarithm of lengths, at the least: few pages may be alike by chance."""
_AGREES: Final = 0.9
"""Share of its former rate from which on a field is as good as before."""


def low(filled: int, pages: int) -> float:
    """The lower bound of a rate; 0 without pages."""
    return _wilson(filled, pages)[0] if pages else 0.0


def high(filled: int, pages: int) -> float:
    """The upper bound of a rate; 1 without pages."""
    return _wilson(filled, pages)[1] if pages else 1.0


def _wilson(filled: int, pages: int) -> tuple[float, float]:
    square = _Z * _Z
    centre = (filled + square / 2) / (pages + square)
    rate = filled / pages
    half = _Z / (pages + square) * math.sqrt(rate * (1 - rate) * pages + square / 4)
    return max(0.0, min(rate, centre - half)), min(1.0, max(rate, centre + half))


def is_usual(history: Sequence[Sums]) -> bool:
    """Whether most pages surely gave the field."""
    past = total(history)
    return past.pages >= LEAST_HISTORY and low(past.filled, past.pages) >= _USUAL


def fallen(history: Sequence[Sums], now: Sums) -> str:
    """How far the fill rate has fallen, in words; '' when it has not, or when that cannot be told.

    `history` has one entry a day.
    """
    if now.pages < LEAST_PAGES or not is_usual(history):
        return ""
    past = total(history)
    worst = min((day.rate for day in history if day.pages >= LEAST_PAGES), default=past.rate)
    certain = high(now.filled, now.pages) * _FACTOR < low(past.filled, past.pages)
    if not certain or now.rate * _FACTOR >= worst:
        return ""
    return f"{now.filled} of {now.pages} pages, {past.filled} of {past.pages} before"


def changed_length(history: Sequence[Sums], now: Sums) -> str:
    """How the length has changed where the field is filled, in words; '' when it has not grossly.

    Lengths are compared by their logarithms, in which those of texts are near to normal: a few very long
    stories weigh no more than a few very short ones.
    """
    past = total(history)
    if now.filled < LEAST_PAGES or past.filled < LEAST_HISTORY:
        return ""
    before, after = past.logs / past.filled, now.logs / now.filled
    margin = _Z * max(_spread(past), _spread(now)) * math.sqrt(1 / now.filled + 1 / past.filled)
    days = [day.logs / day.filled for day in history if day.filled >= LEAST_PAGES] or [before]
    certain = abs(after - before) > math.log(_FACTOR) + margin
    if not certain or min(days) <= after <= max(days):
        return ""
    return f"typical length {now.typical:.0f} on {now.filled} pages, {past.typical:.0f} before"


def _spread(sums: Sums) -> float:
    mean = sums.logs / sums.filled
    return max(_LEAST_SPREAD, math.sqrt(max(0.0, sums.squares / sums.filled - mean * mean)))


def recovered(before: Sums, now: Sums) -> bool:
    """Whether a fill rate that had fallen is again what it was `before`."""
    certain = low(now.filled, now.pages) * _FACTOR > low(before.filled, before.pages)
    return now.pages >= LEAST_PAGES and certain and now.rate >= _AGREES * before.rate
