"""What a page counts for."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items.article import Article, Block
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.watch.figures import FIELDS, RULE, RULE_FIELDS, TEXT, Sums, figures_of, total

STORY = Article(
    url="https://khabar.example/1",
    title="तालाब की सफाई शुरू",
    text="ग्वालियर के तालाब की सफाई शुरू हुई।",
    blocks=(Block(kind="paragraph", text="ग्वालियर के तालाब की सफाई शुरू हुई।"),),
    tags=("ग्वालियर", "तालाब"),
    published_at="2026-01-31T10:00:00+05:30",
    word_count=6,
    content_hash="0" * 64,
    extractor="newscrawl/0",
)


def reject(reason: Reason, stage: Stage = Stage.EXTRACT) -> Reject:
    return Reject(url="https://khabar.example/1", stage=stage, reason=reason)


def test_an_article_counts_every_field() -> None:
    found = figures_of(STORY, "khabar")
    assert found is not None
    assert tuple(found.lengths) == FIELDS
    lengths = {name: length for name, length in found.lengths.items() if length}
    assert lengths == {"title": len(STORY.title), TEXT: len(STORY.text), "tags": 2, "published_at": 25}


@pytest.mark.parametrize(
    ("changes", "amp", "page_type"),
    [
        ({}, False, "article"),
        ({"page_type": "brief"}, False, "article"),
        ({"page_type": "live"}, False, "live"),
        ({"page_type": "brief"}, True, "article (AMP)"),
    ],
)
def test_page_types(changes: dict, amp: bool, page_type: str) -> None:
    found = figures_of(replace(STORY, **changes), "khabar", amp=amp)
    assert found is not None
    assert found.page_type == page_type


@pytest.mark.parametrize(("fits", "lengths"), [(True, 1), (False, 0), (None, None)])
def test_the_fit_of_a_rule_is_a_field(fits: bool | None, lengths: int | None) -> None:
    found = figures_of(STORY, "khabar", rule_fits=fits, rule_fields_fit=True)
    assert found is not None
    assert found.lengths.get(RULE) == lengths
    assert found.lengths[RULE_FIELDS] == 1


@pytest.mark.parametrize(
    ("item", "expected", "counts"),
    [
        (reject(Reason.NO_STORY), True, True),
        (reject(Reason.NO_STORY), False, True),
        (reject(Reason.LISTING), True, True),
        (reject(Reason.LISTING), False, False),
        (reject(Reason.NOT_ARTICLE), False, False),
        (reject(Reason.SOFT_404), True, False),
        (reject(Reason.OTHER_LANGUAGE, Stage.LANGUAGE), True, False),
        (reject(Reason.TIMEOUT, Stage.FETCH), True, False),
    ],
)
def test_a_page_without_its_story_has_no_text(item: Reject, expected: bool, counts: bool) -> None:
    found = figures_of(item, "khabar", page_type="brief", expected=expected, rule_fits=False)
    assert (found is not None) is counts
    if found is not None:
        assert found == ("khabar", "article", {TEXT: 0})


@given(st.lists(st.integers(min_value=0, max_value=10_000)), st.integers(min_value=0, max_value=50))
def test_sums_of_parts_are_the_sum_of_the_whole(lengths: list[int], cut: int) -> None:
    parts = [Sums(), Sums()]
    for number, length in enumerate(lengths):
        parts[number >= cut].count(length)
    whole = Sums()
    for length in lengths:
        whole.count(length)
    added = total(parts)
    assert (added.pages, added.filled, added.length) == (whole.pages, whole.filled, whole.length)
    assert math.isclose(added.logs, whole.logs, abs_tol=1e-6)
    assert math.isclose(added.squares, whole.squares, abs_tol=1e-6)


def test_of_nothing_there_is_nothing() -> None:
    assert (Sums().rate, Sums().typical) == (0.0, 0.0)
    one = Sums()
    one.count(7)
    assert (one.rate, round(one.typical, 9)) == (1.0, 7.0)
