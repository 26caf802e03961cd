"""The watch on a crawl: what it sees, what it leaves in the ledger, and that it can be left out."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from newscrawl.extensions.breakage import BreakageWatch, Watch
from newscrawl.ledger import fills
from newscrawl.ledger.commit import Receipt
from newscrawl.spiders.urls import UrlsSpider
from newscrawl.turns.session import session_of
from newscrawl.watch.figures import FIELDS, RULE, TEXT, Figures

FULL = dict.fromkeys(FIELDS, 40) | {TEXT: 1_500, RULE: 1}


def page(**changes: int) -> Figures:
    return Figures("nadi", "article", FULL | changes)


@contextmanager
def watching(root: Path | str, **settings: object) -> Iterator[Watch]:
    crawler = get_crawler(
        UrlsSpider,
        {"NEWSCRAWL_OUTPUT_DIR": str(root), "NEWSCRAWL_WATCH": True, "NEWSCRAWL_BROKEN_PAGES": 2, **settings},
    )
    session = session_of(crawler)
    session.open(crawler._create_spider("urls") if crawler.spider is None else crawler.spider)
    session._running = False
    try:
        yield BreakageWatch.from_crawler(crawler).watch
    finally:
        session.close("finished")


def give(watch: Watch, *pages: Figures, number: int = 0) -> None:
    """Let these pages be read and stored, one commit each."""
    session = watch._session
    for at, figures in enumerate(pages):
        watch.saw(figures, f"https://nadi.example/{number + at}", b"<p>...</p>")
        with session.ledger.connection().begin():
            fills.count(session.ledger.connection(), [figures], session.run, session.ledger.clock.utc())
        watch.stored(Receipt(figures=(figures,)))


def stats(watch: Watch) -> dict[str, int]:
    found = watch._stats.get_stats()
    return {
        name.removeprefix("newscrawl/"): n for name, n in found.items() if "broken" in name or "rules" in name
    }


def test_a_break_is_loud_counted_kept_and_remembered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with watching(tmp_path) as watch:
        give(watch, *[page()] * 30)
        assert stats(watch) == {}
    with watching(tmp_path) as watch:
        assert not watch.is_aside("nadi")
        give(watch, *[page(**{RULE: 0})] * 20, number=100)
        assert watch.is_aside("nadi")
        assert stats(watch) == {"broken": 1, "broken/nadi/article/rule": 1, "rules_aside": 1}
    said = [record.message for record in caplog.records if record.levelno >= logging.ERROR]
    assert said[0] == "Broken: nadi, article: the rule fits: 0 of 10 pages, 30 of 30 before"
    assert said[1].startswith("The rule of nadi is set aside")
    assert len(said) == 2
    assert len(list((tmp_path / "broken").rglob("nadi-*.html.gz"))) == 2
    with watching(tmp_path) as watch:
        assert watch.is_aside("nadi")
        give(watch, *[page()] * 20)
        # The same day is no later one.
        assert watch.is_aside("nadi")
        assert watch._record("nadi").history[("article", RULE)].keys() == {watch._record("nadi").day}


def test_a_rule_is_taken_up_again_a_day_later(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with watching(tmp_path) as watch:
        give(watch, *[page()] * 30)
    with watching(tmp_path) as watch:
        give(watch, *[page(**{RULE: 0})] * 20)
    with watching(tmp_path) as watch:
        wall = watch._session.ledger.clock._wall
        watch._session.ledger.clock._wall = lambda: wall() + 86_400
        give(watch, *[page()] * 20)
        assert not watch.is_aside("nadi")
        assert stats(watch) == {"rules_aside": 1, "rules_taken_up": 1}
    assert "The rule of nadi is set aside since" in caplog.text
    assert "The rule of nadi fits again" in caplog.text
    with watching(tmp_path) as watch:
        assert not watch.is_aside("nadi")


def test_over_midnight_what_is_broken_stays_out_of_the_history(tmp_path: Path) -> None:
    with watching(tmp_path) as watch:
        give(watch, *[page()] * 30)
    with watching(tmp_path) as watch:
        give(watch, *[page(authors=0)] * 20)
        wall = watch._session.ledger.clock._wall
        watch._session.ledger.clock._wall = lambda: wall() + 86_400
        give(watch, *[page(authors=0)] * 20)
        assert stats(watch)["broken"] == 1
    with watching(tmp_path) as watch:
        days = watch._record("nadi").history[("article", "authors")]
        assert [sums.filled for sums in days.values()] == [30]


def test_without_an_output_folder_there_is_no_history_and_nothing_kept() -> None:
    with watching("") as watch:
        give(watch, *[page()] * 40, *[page(authors=0)] * 40)
        assert stats(watch) == {}


def test_it_can_be_left_out() -> None:
    crawler = get_crawler(UrlsSpider, {"NEWSCRAWL_WATCH": False})
    with pytest.raises(NotConfigured):
        BreakageWatch.from_crawler(crawler)
    watch = Watch(crawler)
    watch.saw(page(), "https://nadi.example/1", b"")
    assert not watch.is_aside("nadi")


def test_when_the_ledger_fails_it_is_silent(tmp_path: Path) -> None:
    with watching(tmp_path) as watch:
        give(watch, page())
    watch.saw(page(), "https://nadi.example/1", b"")
    watch.stored(Receipt(figures=(page(),)))
    assert not watch.is_aside("nadi")
