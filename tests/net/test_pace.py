"""Delays that are kept, whoever asks for them."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.core.downloader import Slot
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from newscrawl.addon import NewscrawlAddon
from newscrawl.net.downloader import PatientDownloader, PatientSlot
from newscrawl.net.pace import Pace


def pace(slots: dict[str, Any], running: dict[str, Slot], **settings: object) -> Pace:
    found = Settings()
    found.setdict(settings, priority="cmdline")
    NewscrawlAddon().update_settings(found)
    downloader = SimpleNamespace(per_slot_settings=slots, slots=running)
    return Pace(SimpleNamespace(settings=found, engine=SimpleNamespace(downloader=downloader)))  # type: ignore[arg-type]


def test_chance_makes_a_wait_longer_never_shorter():
    slot = PatientSlot(1, 2.0, 0.5)
    waits = [slot.download_delay() for _ in range(500)]
    assert min(waits) >= 2.0
    assert max(waits) <= 3.0
    assert max(waits) - min(waits) > 0.5
    assert PatientSlot(1, 0.0, 0.5).download_delay() == 0


def test_the_downloader_makes_such_slots():
    async def found() -> tuple[object, ...]:
        crawler = get_crawler(
            Spider, {"DOWNLOAD_SLOTS": {"a.in": {"delay": 7, "concurrency": 3, "jitter": 0.1}}}
        )
        crawler.spider = crawler._create_spider("test")
        downloader = PatientDownloader(crawler)
        key, slot = downloader._get_slot(Request("https://a.in/x"))
        same = downloader._get_slot(Request("https://a.in/y"))[1] is slot
        downloader.close()
        await downloader.handlers._close()
        return key, type(slot), slot.delay, slot.concurrency, slot.jitter, slot.least, same

    assert asyncio.run(found()) == ("a.in", PatientSlot, 7, 3, 0.1, 7, True)


@pytest.mark.parametrize(
    ("name", "seconds", "delay"),
    [("a.in", 5.0, 5.0), ("a.in", 0.5, None), ("127.0.0.1", 0.5, 0.5), ("declared.in", 2.0, 3.0)],
)
def test_a_crawl_delay_counts_where_it_is_the_longest(name, seconds, delay):
    slots: dict[str, Any] = {}
    running = {name: PatientSlot(4, 1.0 if name != "127.0.0.1" else 0.0, 0)}
    found = pace(slots, running)
    found.settle(name, 3.0 if name == "declared.in" else None)
    found.require(name, seconds)
    assert slots.get(name, {}).get("delay") == delay
    assert running[name].least == (seconds if delay == seconds else 0)
    if delay == seconds:
        running[name].delay = 0.1
        assert running[name].download_delay() >= seconds
        assert slots[name]["concurrency"] == running[name].concurrency == 1
        assert found.settle(name, None)


def test_the_user_has_the_last_word():
    slots: dict[str, Any] = {"a.in": {"delay": 0.1}}
    found = pace(slots, {})
    found.settle("a.in", None)
    found.require("a.in", 30.0)
    assert slots == {"a.in": {"delay": 0.1}}
