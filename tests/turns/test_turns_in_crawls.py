"""Turns end, whatever a project's parts do to them: in whole crawls."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "spiders"))

from newsstand import Newsstand, crawl, newsstand, story_html

PARTS = "tests.turns.faulty_parts"
PATHS = ("/good", "/drop", "/break", "/raise", "/announced", "/silent", "/soon", "/tomorrow", "/lose-to")


@pytest.fixture(scope="module")
def stand():
    with newsstand() as stand:
        for number, path in enumerate(PATHS):
            stand.page(path, story_html(number))
        stand.redirect("/lose", "/lose-to")
        yield stand


def urls(stand: Newsstand, *paths: str) -> str:
    return ",".join(stand.base + path for path in paths)


def test_items_that_a_pipeline_drops_or_breaks_on_are_accounted_for(stand: Newsstand, tmp_path: Path) -> None:
    settings = {"ITEM_PIPELINES": {f"{PARTS}.Dropping": 500}}
    run = crawl("urls", tmp_path, settings, urls=urls(stand, "/good", "/drop", "/break"))
    assert [article["url"] for article in run.articles] == [stand.base + "/good"]
    assert run.reject_of(stand.base + "/drop") == ("extract", "internal_error", "dropped: not to our taste")
    assert run.reject_of(stand.base + "/break") == (
        "extract",
        "internal_error",
        "RuntimeError: a pipeline broke",
    )
    assert (run.count("pending"), run.count("missing"), run.code) == (0, 0, 1)


def test_a_callback_that_breaks_keeps_what_it_announced(stand: Newsstand, tmp_path: Path) -> None:
    settings = {"SPIDER_MODULES": ["newscrawl.spiders", PARTS]}
    run = crawl("breaking", tmp_path, settings, urls=urls(stand, "/raise", "/silent"))
    assert [article["url"] for article in run.articles] == [stand.base + "/announced"]
    assert run.reject_of(stand.base + "/raise")[2] == "KeyError: 'a callback broke'"
    assert run.reject_of(stand.base + "/silent")[2] == "its callback gave no outcome"
    assert run.count("pending") == 0


def test_a_deferral_is_waited_for_or_left_to_a_later_run(stand: Newsstand, tmp_path: Path) -> None:
    settings = {"DOWNLOADER_MIDDLEWARES": {f"{PARTS}.Deferring": 50}}
    run = crawl("urls", tmp_path, settings, urls=urls(stand, "/soon", "/good"))
    assert sorted(article["url"] for article in run.articles) == [stand.base + "/good", stand.base + "/soon"]
    assert run.count("retries") == 1
    assert run.code == 0
    run = crawl("urls", tmp_path, settings, urls=urls(stand, "/tomorrow", "/announced"))
    assert (run.count("deferred"), run.count("pending")) == (2, 0), "the host is paused"
    assert run.code == 4, "nothing could be fetched"
    again = crawl("urls", tmp_path, urls=urls(stand, "/announced"))
    assert len(again.articles) == 2, "over runs too"


def test_a_request_that_is_dropped_on_its_way_ends_its_turn(stand: Newsstand, tmp_path: Path) -> None:
    settings = {"EXTENSIONS": {f"{PARTS}.Losing": 10}}
    run = crawl("urls", tmp_path, settings, urls=urls(stand, "/lose", "/good"))
    assert [article["url"] for article in run.articles] == [stand.base + "/good"]
    assert run.reject_of(stand.base + "/lose")[2] == "its request was dropped"
    assert run.count("pending") == 0
