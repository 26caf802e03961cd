"""When figures are broken and when they are only few, or moody."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.watch.figures import Sums
from newscrawl.watch.judging import changed_length, fallen, high, low, recovered


def rate(filled: int, pages: int) -> Sums:
    return Sums(pages, filled)


def lengths(values: list[int]) -> Sums:
    found = Sums()
    for value in values:
        found.count(value)
    return found


@pytest.mark.parametrize(
    ("history", "now", "broken"),
    [
        ([], rate(0, 100), False),
        ([rate(100, 100)], rate(0, 3), False),
        ([rate(100, 100)], rate(0, 9), False),
        ([rate(100, 100)], rate(0, 12), True),
        ([rate(20, 20)], rate(0, 12), True),
        ([rate(19, 19)], rate(0, 100), False),
        ([rate(100, 100)], rate(4, 24), True),
        ([rate(100, 100)], rate(6, 24), False),
        ([rate(100, 100)], rate(60, 100), False),
        ([rate(1_000, 1_000)], rate(30, 100), True),
        # A field that half of the pages have is missing on a dozen now and then.
        ([rate(50, 100)], rate(0, 12), False),
        # Every fourth day was like this one.
        ([rate(50, 50), rate(50, 50), rate(50, 50), rate(2, 20)], rate(1, 20), False),
        ([rate(50, 50), rate(50, 50), rate(50, 50), rate(16, 20)], rate(1, 20), True),
        # A day of a few pages is no habit.
        ([rate(50, 50), rate(0, 3)], rate(0, 20), True),
        ([rate(0, 100)], rate(0, 100), False),
        ([rate(0, 100)], rate(100, 100), False),
    ],
)
def test_a_fill_rate_that_has_fallen(history: list[Sums], now: Sums, broken: bool) -> None:
    assert bool(fallen(history, now)) is broken


def test_it_says_what_was_and_what_is() -> None:
    assert fallen([rate(50, 50), rate(48, 50)], rate(1, 30)) == "1 of 30 pages, 98 of 100 before"


@pytest.mark.parametrize(
    ("before", "now", "broken"),
    [
        ([1_000] * 40, [400] * 30, True),
        ([1_000] * 40, [2_600] * 30, True),
        ([1_000] * 40, [700] * 30, False),
        ([1_000] * 40, [400] * 9, False),
        ([1_000] * 19, [100] * 30, False),
        ([200, 5_000] * 20, [400] * 10, False),
        ([], [400] * 30, False),
    ],
)
def test_a_length_that_has_changed_grossly(before: list[int], now: list[int], broken: bool) -> None:
    assert bool(changed_length([lengths(before)], lengths(now))) is broken


def test_a_length_of_a_day_on_record_is_none() -> None:
    history = [lengths([1_000] * 200), lengths([300] * 20)]
    assert changed_length(history, lengths([350] * 30)) == ""
    assert changed_length(history, lengths([250] * 30)) == "typical length 250 on 30 pages, 896 before"


@given(st.integers(0, 400), st.integers(1, 400))
def test_bounds_enclose_the_rate(filled: int, pages: int) -> None:
    filled = min(filled, pages)
    assert 0.0 <= low(filled, pages) <= filled / pages <= high(filled, pages) <= 1.0


def test_nothing_is_known_of_no_pages() -> None:
    assert (low(0, 0), high(0, 0)) == (0.0, 1.0)


@settings(max_examples=200)
@given(st.integers(0, 9), st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=8))
def test_few_pages_never_break(pages: int, days: list[tuple[int, int]]) -> None:
    history = [rate(min(pair), max(pair)) for pair in days]
    assert fallen(history, rate(0, pages)) == ""


@pytest.mark.parametrize("pages", [10, 12, 24, 50, 200])
@pytest.mark.parametrize("share", [0.5, 0.7, 0.9, 0.98])
def test_chance_alone_breaks_less_than_once_in_a_million_judgements(share: float, pages: int) -> None:
    history = [rate(round(share * 1_000), 1_000)]
    probability = sum(
        math.comb(pages, filled) * share**filled * (1 - share) ** (pages - filled)
        for filled in range(pages + 1)
        if fallen(history, rate(filled, pages))
    )
    assert probability < 1e-6


def test_texts_of_all_lengths_are_no_change() -> None:
    chance = random.Random(11)
    draw = [max(1, int(chance.lognormvariate(7.2, 0.8))) for _ in range(40_000)]
    days = [lengths(draw[at : at + 60]) for at in range(0, 1_800, 60)]
    for at in range(1_800, 40_000, 24):
        assert changed_length(days, lengths(draw[at : at + 24])) == ""


@pytest.mark.parametrize(
    ("before", "now", "good"),
    [
        (rate(98, 100), rate(12, 12), True),
        (rate(20, 20), rate(10, 10), True),
        (rate(98, 100), rate(9, 9), False),
        (rate(98, 100), rate(18, 24), False),
        (rate(70, 100), rate(18, 24), True),
        (rate(98, 100), rate(0, 24), False),
    ],
)
def test_a_rate_that_has_recovered(before: Sums, now: Sums, good: bool) -> None:
    assert recovered(before, now) is good


def test_a_rate_that_has_recovered_is_not_broken() -> None:
    for pages in range(1, 60):
        for filled in range(pages + 1):
            now = rate(filled, pages)
            assert not (recovered(rate(95, 100), now) and fallen([rate(95, 100)], now))
