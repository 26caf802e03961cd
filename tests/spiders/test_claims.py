"""One claim a story, over turns and runs; of two pages of one story, one gives way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.utils.test import get_crawler

from newscrawl.spiders.claims import Claims
from newscrawl.spiders.urls import UrlsSpider
from newscrawl.turns.requests import child_of
from newscrawl.turns.turn import Turn
from newscrawl.turns.underway import under_way

A, B, C, D = (f"https://samachar.example/khabar-{n}/" for n in (1, 2, 3, 4))


class Crawl:
    """A crawl's session without its engine."""

    def __init__(self, root: Path) -> None:
        self.crawler = get_crawler(
            UrlsSpider, {"NEWSCRAWL_OUTPUT_DIR": str(root), "NEWSCRAWL_SYNC_EVERY": 50}
        )
        self.spider = self.crawler._create_spider()
        self.turns = under_way(self.crawler)
        self.session = self.turns.session
        self.session.open(self.spider)
        self.claims = Claims(self.turns)

    def story(self, *urls: str) -> None:
        for url in urls:
            for request in self.spider.story(url):
                self.session.announce(child_of(request, self.session.lane))

    def begin(self, number: int = 1) -> list[Turn]:
        leased = [self.session.lease(lambda _: 99) for _ in range(number)]
        return [self.turns.begin(one) for one in leased if one is not None]

    def end(self, turn: Turn) -> None:
        turn.ended = True
        self.turns.finish(turn)
        self.session.ledger.flush()


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawl]:
    crawl = Crawl(tmp_path)
    yield crawl
    crawl.session.close("finished")


def test_a_story_is_claimed_once_however_it_is_spelled(crawl: Crawl, tmp_path: Path) -> None:
    same = "http://m.samachar.example/khabar-1?utm_source=rss"
    assert crawl.claims.claim(A)
    crawl.story(A)
    assert not crawl.claims.claim(same), "it waits to be stored"
    (turn,) = crawl.begin()
    assert not crawl.claims.claim(same)
    crawl.end(turn)
    assert not crawl.claims.claim(same), "it has its outcome"
    assert not crawl.claims.claim("no address")
    crawl.session.close("finished")
    again = Crawl(tmp_path)
    assert not again.claims.claim(A), "an earlier run has it"
    again.session.close("finished")


def test_what_an_open_page_announces_is_claimed(crawl: Crawl) -> None:
    crawl.story(A)
    (turn,) = crawl.begin()
    (request,) = crawl.spider.story(B)
    crawl.turns.announce(turn, child_of(request, "urls", source=A))
    assert not crawl.claims.claim(B)
    crawl.end(turn)
    assert not crawl.claims.claim(B)
    assert not crawl.turns.claimed


def test_a_redirect_to_another_announced_story_finds_it(crawl: Crawl) -> None:
    crawl.story(A, B)
    a, b = (turn.leased.id for turn in crawl.begin(2))
    assert crawl.claims.rival(a, B) == B
    assert crawl.claims.rival(a, A) is None
    assert crawl.claims.rival(a, C) is None
    assert crawl.claims.rival(a, None) is None
    assert crawl.claims.rival(b, A) == A


def test_where_a_story_was_found_is_no_new_story(crawl: Crawl) -> None:
    crawl.story(A, B)
    first, second = crawl.begin(2)
    a, b = first.leased.id, second.leased.id
    crawl.claims.alias(a, C)
    assert not crawl.claims.claim(C)
    assert crawl.claims.rival(b, C) is not None
    assert crawl.claims.rival(a, C) is None
    crawl.end(first)
    assert not crawl.turns.aliases, "the ledger knows it now"
    assert not crawl.claims.claim(C)
    assert crawl.claims.rival(b, C) is not None


def test_two_pages_that_name_each_other_do_not_both_give_way(crawl: Crawl) -> None:
    crawl.story(A, B, C)
    first, second, _ = crawl.begin(3)
    a, b = first.leased.id, second.leased.id
    assert crawl.claims.rival(a, B)
    crawl.claims.give_way(a)
    assert crawl.claims.rival(b, A) is None, "it gave way, though nothing is stored yet"
    crawl.end(first)
    assert not crawl.turns.gave_way
    assert crawl.claims.rival(b, A) is None, "it ended as a reject"


def test_a_source_is_no_rival(crawl: Crawl) -> None:
    from scrapy import Request

    from newscrawl.turns.requests import SOURCE_META

    request = Request(D, callback=crawl.spider.parse_article, meta={SOURCE_META: {"publisher": "x"}})
    crawl.session.announce(child_of(request, "urls"))
    crawl.story(A)
    crawl.session.ledger.flush()
    turns = crawl.begin(2)
    (story,) = (turn.leased.id for turn in turns if turn.leased.kind == "story")
    assert crawl.claims.rival(story, D) is None
