"""The garbage collector's pace while spiders run."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

sys.path.append(str(Path(__file__).parents[1] / "spiders"))

from newsstand import crawl, newsstand, story_html

from newscrawl.extensions.collector import Collector


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def collector(objects: int) -> Collector:
    return Collector.from_crawler(get_crawler(settings_dict={"NEWSCRAWL_GC_OBJECTS": objects}))


def test_the_first_spider_sets_it_and_the_last_puts_it_back() -> None:
    before = gc.get_threshold()
    first, second = collector(4_000), collector(9_000)
    first.spider_opened()
    assert gc.get_threshold() == (4_000, *before[1:])
    assert gc.get_freeze_count() > 0
    second.spider_opened()
    first.spider_closed()
    assert gc.get_threshold()[0] == 4_000
    second.spider_closed()


def test_it_is_left_alone_where_that_is_asked_for() -> None:
    with pytest.raises(NotConfigured):
        collector(0)
    gc.disable()
    try:
        with pytest.raises(NotConfigured):
            collector(5_000)
    finally:
        gc.enable()


def test_a_crawl_runs_with_it(tmp_path: Path) -> None:
    with newsstand() as stand:
        stand.page("/desh/kahani-1", story_html(1))
        run = crawl("urls", tmp_path, {}, urls=f"{stand.base}/desh/kahani-1")
    assert "newscrawl.extensions.collector.Collector" in run.log
    assert run.count("articles") == 1
