"""Crawls of a site that reserves folders in its tdmrep.json."""

import json
from pathlib import Path

import pytest
from newsstand import Reply, crawl, newsstand, story_html

PATH = "/.well-known/tdmrep.json"
FILE = json.dumps(
    [
        {"location": "/desh/", "tdm-reservation": 1, "tdm-policy": "https://khabar.example/policy"},
        {"location": "/khel/", "tdm-reservation": 0},
    ]
).encode()
PAGES = ("/desh/kahani-1", "/desh/kahani-2", "/khel/kahani-3", "/aur/kahani-4")


@pytest.mark.parametrize("respect", [True, False])
def test_what_a_folder_reserves_is_left_out_where_asked_for(respect: bool, tmp_path: Path) -> None:
    with newsstand() as stand:
        for number, path in enumerate(PAGES):
            stand.page(path, story_html(number))
        stand.routes[PATH] = Reply(FILE, kind="application/json")
        # A page's own word outranks the file.
        own = Reply(story_html(9).encode(), headers={"tdm-reservation": "0"})
        stand.routes["/desh/kahani-9"] = own
        urls = ",".join(stand.base + path for path in (*PAGES, "/desh/kahani-9"))
        run = crawl("urls", tmp_path, {"NEWSCRAWL_RESPECT_TDM": respect}, urls=urls)
    assert stand.seen[PATH] == respect
    kept = {article["url"].removeprefix(stand.base): article["rights"] for article in run.articles}
    if not respect:
        assert len(kept) == 5
        return
    assert sorted(kept) == ["/aur/kahani-4", "/desh/kahani-9", "/khel/kahani-3"]
    assert kept["/khel/kahani-3"]["tdm_reservation"] is False
    assert kept["/aur/kahani-4"]["tdm_reservation"] is None
    reason = ("robots", "tdm_reserved", "tdm-reservation https://khabar.example/policy")
    assert run.reject_of(stand.base + PAGES[0]) == reason
    assert run.count("missing") == 0


@pytest.mark.parametrize("reply", [Reply(status=404), Reply(status=500), Reply(b"<html>", length=5_000)])
def test_a_site_whose_file_cannot_be_had_reserves_nothing(reply: Reply, tmp_path: Path) -> None:
    with newsstand() as stand:
        stand.page(PAGES[0], story_html(1))
        stand.routes[PATH] = reply
        settings = {"NEWSCRAWL_RESPECT_TDM": True, "RETRY_TIMES": 0}
        run = crawl("urls", tmp_path, settings, urls=stand.base + PAGES[0])
    assert len(run.articles) == 1
