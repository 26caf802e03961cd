"""A crawl counts where a page contradicts its publisher's rule, so that a change of layout is seen."""

from datetime import date

import pytest
from newsstand import story_html
from scrapy.utils.test import get_crawler

from newscrawl.extraction.extract import extract
from newscrawl.extraction.layout import Layout
from newscrawl.spiders.urls import UrlsSpider


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({"body": ("article",)}, {}),
        ({"body": ("div.story",)}, {"rule_set_aside": 1, "rule_set_aside/nadi/text": 1}),
        (
            {"body": ("footer",), "title": ("footer",)},
            {"rule_set_aside": 2, "rule_set_aside/nadi/text": 1, "rule_set_aside/nadi/title": 1},
        ),
    ],
)
def test_what_was_set_aside_is_counted(fields, counted):
    spider = UrlsSpider.from_crawler(get_crawler(UrlsSpider))
    layout = Layout(since=date(2025, 1, 1), publisher="nadi", **fields)
    article = extract(story_html(7), "https://www.nadi.example/ward-7.html", layout=layout)
    spider._count_rule(article, "nadi")
    stats = spider.crawler.stats.get_stats()
    assert {
        name.removeprefix("newscrawl/"): n for name, n in stats.items() if "rule_set_aside" in name
    } == counted
