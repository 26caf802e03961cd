"""A turn ends when its callback has ended and its item is back, and everything of it is stored at once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.ledger import Child, Ledger, read_articles
from newscrawl.middlewares.gatekeeping import STORY_META
from newscrawl.middlewares.turns import TurnsMiddleware
from newscrawl.spiders.urls import UrlsSpider
from newscrawl.turns import watching
from newscrawl.turns.requests import SOURCE_META, TURN_META, child_of, request_of
from newscrawl.turns.turn import Turn
from newscrawl.turns.underway import UnderWay, under_way

SITE = "https://samachar.example"


class Crawl:
    """A session and its turns, without an engine."""

    def __init__(self, root: Path, **settings: Any) -> None:
        self.crawler = get_crawler(UrlsSpider, {"NEWSCRAWL_OUTPUT_DIR": str(root), **settings})
        self.spider = self.crawler._create_spider()
        self.turns: UnderWay = under_way(self.crawler)
        self.session = self.turns.session
        self.middleware = TurnsMiddleware(self.turns)
        self.session.open(self.spider)

    def request(self, number: int, **changes: Any) -> Request:
        meta = {STORY_META: {"url": f"{SITE}/khabar-{number}/", "publisher": "samachar"}}
        return Request(
            f"{SITE}/khabar-{number}/",
            callback=self.spider.parse_article,
            errback=self.spider.story_failed,
            **{"meta": meta, **changes},
        )

    def begin(self, request: Request) -> tuple[Turn, HtmlResponse]:
        self.session.announce(child_of(request, "urls"))
        leased = self.session.lease(lambda _: 9)
        assert leased is not None
        asked = request_of(leased, self.spider)
        return self.turns.begin(leased), HtmlResponse(leased.url, request=asked)

    def known(self, number: int) -> bool:
        self.session.ledger.flush()
        return self.session.ledger.known(f"{SITE}/khabar-{number}/") is not None


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawl]:
    crawl = Crawl(tmp_path)
    yield crawl
    crawl.session.close("finished")


@pytest.fixture(autouse=True)
def _no_reactor(monkeypatch: pytest.MonkeyPatch) -> None:
    async def breathe() -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(watching, "_process_pending_io", breathe)


def reject(url: str) -> Reject:
    return Reject(url=url, stage=Stage.EXTRACT, reason=Reason.NO_STORY)


async def output(*things: Any) -> AsyncIterator[Any]:
    for thing in things:
        yield thing


def test_children_and_outcome_are_one_completion(crawl: Crawl) -> None:
    turn, response = crawl.begin(crawl.request(1))
    item = reject(response.url)

    async def page() -> list[Any]:
        return [
            one
            async for one in crawl.middleware.process_spider_output(response, output(crawl.request(2), item))
        ]

    assert asyncio.run(page()) == [item], "what announces is not scheduled"
    assert turn.ended
    assert not turn.over
    assert not crawl.known(2), "the item is in the pipelines: nothing is stored"
    crawl.middleware.item_scraped(item, response)
    assert crawl.known(2)
    known = crawl.session.ledger.known(response.url)
    assert known is not None
    assert known.seen


@pytest.mark.parametrize("how", ["closed", "cancelled"])
def test_a_callback_that_is_closed_from_outside_ends_nothing(crawl: Crawl, how: str) -> None:
    turn, response = crawl.begin(crawl.request(1))

    async def page() -> None:
        found = crawl.middleware.process_spider_output(response, output(reject("x"), reject("y")))
        await anext(found)
        if how == "closed":
            await found.aclose()

    asyncio.run(page())
    assert not turn.ended
    assert turn.leased.id in crawl.turns.turns


def test_many_children_are_stored_before_the_page_is_done(crawl: Crawl) -> None:
    source = Request(
        f"{SITE}/sitemap.xml", callback=crawl.spider.parse_article, meta={SOURCE_META: {"publisher": "x"}}
    )
    turn, response = crawl.begin(source)
    numbers = range(2_500)

    async def page() -> None:
        announced = (crawl.request(number) for number in numbers)
        async for _ in crawl.middleware.process_spider_output(response, output(*announced)):
            pass

    asyncio.run(page())
    assert turn.earlier == 2_000
    assert all(crawl.known(number) for number in (0, 1_500, 2_499))
    state = crawl.session.ledger.source(source.url)
    assert state is not None
    assert crawl.session.ledger.accounts().total("announced") == 2_500
    assert not crawl.turns.claimed


def test_a_request_outlives_a_kill(tmp_path: Path) -> None:
    first = Crawl(tmp_path)
    request = first.request(1, priority=7, cb_kwargs={"name": "ख़बर"})
    first.session.announce(child_of(request, "urls"))
    first.session.ledger.flush()
    first.session.close("shutdown")
    second = Crawl(tmp_path)
    second.session.include(SITE)
    leased = second.session.lease(lambda _: 9)
    assert leased is not None
    made = request_of(leased, second.spider)
    assert (made.url, made.priority, made.cb_kwargs) == (request.url, 7, {"name": "ख़बर"})
    assert made.callback == second.spider.parse_article
    assert made.meta[STORY_META] == request.meta[STORY_META]
    assert made.meta[TURN_META] == leased.id
    second.session.close("finished")


def test_what_waits_elsewhere_is_not_handed_out(tmp_path: Path) -> None:
    first = Crawl(tmp_path)
    first.session.announce(child_of(first.request(1), "urls"))
    first.session.announce(Child(url="https://other.example/a", lane="news"))
    first.session.close("shutdown")
    second = Crawl(tmp_path)
    assert second.session.lease(lambda _: 9) is None, "the crawl is about neither host"
    second.session.include("https://other.example/")
    assert second.session.lease(lambda _: 9) is None, "it waits for another spider"
    second.session.include("http://www.samachar.example/")
    assert second.session.lease(lambda _: 9) is not None
    second.session.close("finished")


@pytest.mark.parametrize(
    "request_",
    [
        Request(SITE, callback=lambda _: None, meta={STORY_META: {}}),
        Request(SITE, meta={STORY_META: {"x": object()}}),
    ],
)
def test_a_request_that_could_not_be_made_again_is_refused_at_once(request_: Request) -> None:
    with pytest.raises(ValueError, match=r"no method|cannot be stored"):
        child_of(request_, "urls")


def test_past_days_are_compressed_and_the_present_is_not(tmp_path: Path) -> None:
    first = Crawl(tmp_path)
    first.session.record(reject(f"{SITE}/khabar-1/"))
    first.session.close("finished")
    (today,) = (tmp_path / "rejects").iterdir()
    old = tmp_path / "rejects" / "2020-01-31.jsonl"
    with Ledger.open(tmp_path) as ledger, ledger.connection().begin():
        today.rename(old)
        ledger.connection().exec_driver_sql(
            "UPDATE journals SET path = 'rejects/2020-01-31.jsonl' WHERE kind = 'rejects'"
        )
    second = Crawl(tmp_path, NEWSCRAWL_COMPRESS="gz")
    second.session.record(reject(f"{SITE}/khabar-2/"))
    second.session.close("finished")
    names = sorted(path.name for path in (tmp_path / "rejects").iterdir())
    assert names == ["2020-01-31.jsonl.gz", today.name]
    assert len(list(read_articles(tmp_path, "rejects"))) == 2


def test_a_codec_there_is_none_for_ends_the_run_before_it_begins(tmp_path: Path) -> None:
    crawl = Crawl(tmp_path, NEWSCRAWL_COMPRESS="rar")
    assert not crawl.session.ready
    assert crawl.session.failure is not None
    assert "no module" in str(crawl.session.failure)
    crawl.session.close("storage_error")
