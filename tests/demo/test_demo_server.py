"""The demo newsroom over HTTP on loopback."""

import urllib.error
import urllib.request
from dataclasses import replace
from datetime import datetime

import pytest

from newscrawl.demo.newsroom import Newsroom
from newscrawl.demo.records import IST
from newscrawl.demo.server import serve
from newscrawl.items.article import Block

NOW = datetime(2026, 11, 22, 18, 0, 30, tzinfo=IST)


def fetch(url, method="GET"):
    request = urllib.request.Request(url, method=method, headers={"User-Agent": "test"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=5) as response:
            return response.status, response.url, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.url, error.read()


def test_the_server_answers_counts_and_closes():
    with serve(now=NOW) as server:
        assert server.base_url.startswith("http://127.0.0.1:")
        story = server.newsroom.stories[0]
        status, _, body = fetch(server.base_url + story.path)
        assert status == 200
        assert f'<link rel="canonical" href="{server.base_url}{story.path}">'.encode() in body
        status, url, _ = fetch(f"{server.base_url}/?p={story.record.id}")
        assert (status, url) == (200, server.base_url + story.path)
        assert fetch(f"{server.base_url}/nothing")[0] == 404
        assert fetch(f"{server.base_url}/", "HEAD")[2] == b""
        answered = [(request.path, request.status) for request in server.requests]
        assert answered == [
            (story.path, 200),
            (f"/?p={story.record.id}", 301),
            (story.path, 200),
            ("/nothing", 404),
            ("/", 200),
        ]
        assert {request.user_agent for request in server.requests} == {"test"}
        address = server.base_url
    with pytest.raises(urllib.error.URLError):
        fetch(address)


def test_a_changed_newsroom_is_served_under_the_same_address():
    record = Newsroom(now=NOW).by_id[1005].record
    changed = replace(record, body=(Block(kind="paragraph", text="पटना। तारीख बदल गई है।"),), modified="-1m")
    with serve(Newsroom([record], now=NOW)) as server:
        path = server.newsroom.stories[0].path
        before = fetch(server.base_url + path)[2]
        server.publish(Newsroom([changed], now=NOW))
        after = fetch(server.base_url + path)[2]
    assert "तारीख बदल गई है" not in before.decode()
    assert "तारीख बदल गई है" in after.decode()


def test_two_newsrooms_run_side_by_side():
    with serve(now=NOW) as first, serve(now=NOW) as second:
        assert first.base_url != second.base_url
        assert fetch(f"{second.base_url}/robots.txt")[0] == 200
        assert first.requests == []
