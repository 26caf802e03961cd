"""A story reads the same in every layout, and a page that is no story is none in any."""

from functools import cache

import pytest
from layout_parts import MINUTE
from layouts import LISTS, OtherPage, StoryPage, busy_story, other_page, plain_story

from newscrawl import Article, Reject, extract
from newscrawl.items.reject import Reason

LAYOUTS = 1_000
BATCH = 25
# A story of one paragraph is told from a list below it, or from a line of the site, by little.
TOLERATED = 3

every_batch = pytest.mark.parametrize(
    "seeds",
    [range(first, first + BATCH) for first in range(0, LAYOUTS, BATCH)],
    ids=lambda seeds: f"seeds-{seeds.start}-to-{seeds.stop - 1}",
)


def report(field: str, seed: int, read: object, page: StoryPage | OtherPage) -> str:
    return f"{field} of seed {seed} read as {read!r} in {dict(page.choices)}"


def lines_of(article: Article) -> list[str]:
    return [line for line in article.text.split("\n") if line.strip()]


def is_dated(article: Article, story: StoryPage) -> bool:
    dates = [article.published_at, article.modified_at] if story.only_updated else [article.published_at]
    return any(date is not None and date.startswith(MINUTE) for date in dates)


def wrong_data(seed: int, story: StoryPage, found: Article | Reject) -> list[str]:
    """A report for each field beside the text that is not as the story has it."""
    if isinstance(found, Reject):
        return [report("kind", seed, found.reason, story)]
    wrong = []
    if found.title != story.title:
        wrong.append(report("title", seed, found.title, story))
    if tuple(found.authors) != story.authors:
        wrong.append(report("authors", seed, found.authors, story))
    if not is_dated(found, story):
        wrong.append(report("date", seed, (found.published_at, found.modified_at), story))
    return wrong


def wrong_text(seed: int, story: StoryPage, found: Article | Reject) -> list[str]:
    lines = [] if isinstance(found, Reject) else lines_of(found)
    told = [line for line in lines if line not in story.allowed]
    return [] if told == list(story.told) else [report("text", seed, lines, story)]


@every_batch
def test_a_plain_story_reads_the_same_in_every_layout(seeds: range) -> None:
    wrong = []
    for seed in seeds:
        story = plain_story(seed)
        found = extract(story.html, story.url)
        wrong += wrong_data(seed, story, found) + wrong_text(seed, story, found)
    assert not wrong, "\n".join(wrong)


@cache
def read_busy(seed: int) -> tuple[StoryPage, Article | Reject]:
    story = busy_story(seed)
    return story, extract(story.html, story.url)


@every_batch
def test_what_surrounds_a_busy_story_does_not_change_its_data(seeds: range) -> None:
    wrong = [line for seed in seeds for line in wrong_data(seed, *read_busy(seed))]
    assert not wrong, "\n".join(wrong)


def test_hardly_a_busy_layout_loses_a_line_or_lets_a_foreign_one_in() -> None:
    lost, leaked, shuffled = [], [], []
    for seed in range(LAYOUTS):
        story, found = read_busy(seed)
        lines = [] if isinstance(found, Reject) else lines_of(found)
        if missing := [line for line in story.told if line not in lines]:
            lost.append(report("lost lines", seed, missing, story))
        if foreign := [line for line in lines if line not in story.told]:
            leaked.append(report("foreign lines", seed, foreign, story))
        if sorted(lines) == sorted(story.told) and lines != list(story.told):
            shuffled.append(report("order", seed, lines, story))
    assert len(lost) <= TOLERATED, "\n".join(lost)
    assert len(leaked) <= TOLERATED, "\n".join(leaked)
    assert not shuffled, "\n".join(shuffled)


REASONS = dict.fromkeys(LISTS, Reason.LISTING) | {
    "404": Reason.SOFT_404,
    "about": Reason.NOT_ARTICLE,
    "contact": Reason.NOT_ARTICLE,
    "privacy": Reason.NOT_ARTICLE,
}


@pytest.mark.parametrize("kind", REASONS)
def test_a_page_that_is_no_story_says_what_it_is(kind: str) -> None:
    wrong = []
    for seed in range(2 * BATCH):
        page = other_page(kind, seed)
        found = extract(page.html, page.url)
        reason = found.reason if isinstance(found, Reject) else None
        if reason is not REASONS[kind]:
            wrong.append(report("reason", seed, reason, page))
    assert not wrong, "\n".join(wrong)
