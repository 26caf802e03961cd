"""Stories under templates put together at random: the story, all of it and nothing else, and its fields."""

from collections.abc import Callable
from functools import lru_cache

import pytest
from crowded_pages import KINDS, blog_page, crowded_page, other_page
from live_pages import ENTRIES, live_page
from made_pages import MadePage, story_page

from newscrawl import Article, Reject, extract

MAKERS = {"stories": story_page, "crowded": crowded_page, "blogs": blog_page, "live": live_page}
PAGES = 600
Made = tuple[MadePage, Article]


@lru_cache(maxsize=4)
def made(kind: str) -> list[Made]:
    found = []
    for seed in range(PAGES):
        page = MAKERS[kind](seed)
        article = extract(page.html, page.url)
        assert isinstance(article, Article), (seed, article, page.choices)
        found.append((page, article))
    return found


def flat(article: Article) -> str:
    return " ".join(article.text.split())


def lost(page: MadePage, article: Article) -> list[str]:
    return [text for text in (*page.paragraphs, *page.required) if text not in flat(article)]


def leaked(page: MadePage, article: Article) -> list[str]:
    lines = filter(None, map(str.strip, article.text.splitlines()))
    known = {*page.allowed, *page.required}
    return [line for line in lines if line not in known and not any(line in text for text in page.paragraphs)]


def wrong_title(page: MadePage, article: Article) -> str | None:
    return None if article.title == page.title else article.title or "none"


def wrong_authors(page: MadePage, article: Article) -> tuple[str, ...] | None:
    return None if list(article.authors) == page.authors else (*article.authors, "!")


def wrong_date(page: MadePage, article: Article) -> str | None:
    stated = article.modified_at if page.changed_only else article.published_at
    return None if (stated or "").startswith(page.published) else stated or "none"


FIELDS = {"title": wrong_title, "authors": wrong_authors, "date": wrong_date}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("kind", MAKERS)
def test_a_field_is_right_under_every_template(kind: str, field: str) -> None:
    told = ((page, FIELDS[field](page, article)) for page, article in made(kind))
    assert [(found, page.choices) for page, found in told if found] == []


@pytest.mark.parametrize("read", [lost, leaked])
@pytest.mark.parametrize("kind", MAKERS)
def test_the_text_is_the_story_under_every_template(kind: str, read: Callable[..., list[str]]) -> None:
    told = [(page.choices, read(page, article)) for page, article in made(kind)]
    assert [found for found in told if found[1]] == []


def test_a_blogs_section_is_found_wherever_the_theme_prints_it() -> None:
    told = [
        (article.section, page.choices) for page, article in made("blogs") if article.section != page.section
    ]
    assert told == []


def test_a_live_pages_entries_have_their_times() -> None:
    told = []
    for page, article in made("live"):
        times = {block.text: block.time or "" for block in article.blocks if block.kind == "live_entry"}
        wrong = [clock for clock, (_, text) in ENTRIES.items() if clock not in times.get(text, "")]
        if wrong or article.page_type != "live":
            told.append((wrong, article.page_type, page.choices))
    assert told == []


@pytest.mark.parametrize("kind", KINDS)
def test_other_pages_are_no_stories(kind: str) -> None:
    for seed in range(60):
        page = other_page(kind, seed)
        found = extract(page.html, page.url)
        assert isinstance(found, Reject), page.choices
        assert found.reason == page.kind, page.choices
