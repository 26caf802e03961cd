"""The spider `urls`, on a server with one page for each way a request can end."""

import gzip
import json
import socket
import struct
from http.server import BaseHTTPRequestHandler
from itertools import count

import pytest
from newsstand import Newsstand, Reply, Run, crawl, newsstand, story_html
from scrapy.utils.test import get_crawler

from newscrawl.items.schema import validate
from newscrawl.spiders.base import ArgumentError
from newscrawl.spiders.urls import UrlsSpider

_numbers = count(1)


def _reset(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _slow(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(1)  # the client goes away first


def _garbage(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/9.9 hello\r\n\r\n")


def _stand(stand: Newsstand) -> None:
    stand.routes["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private/\n", kind="text/plain")
    stand.page("/story", story_html(1))
    stand.page("/moved-to", story_html(2))
    stand.redirect("/moved", "/moved-to")
    stand.redirect("/moved-to-known", "/story")
    stand.page("/copy", story_html(1))
    stand.page("/private/story", story_html(3))
    for step in range(8):
        stand.redirect(f"/hop{step}", f"/hop{step + 1}")
    stand.routes["/report.pdf"] = Reply(b"%PDF-1.4", kind="application/pdf")
    stand.routes["/data"] = Reply(b'{"a": 1}', kind="application/json")
    stand.routes["/story-as-text"] = Reply(story_html(4).encode(), kind="text/plain; charset=utf-8")
    stand.routes["/gone"] = Reply(status=410)
    stand.routes["/forbidden"] = Reply(status=403)
    stand.routes["/broken"] = Reply(status=500)
    stand.routes["/short"] = Reply(b"<html>", length=5_000)
    stand.routes["/huge"] = Reply(b"", length=900_000_000)
    bomb = gzip.compress(b"<p>" + b" " * (9 * 1024 * 1024), mtime=0)
    stand.routes["/bomb"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    stand.routes["/no-gzip"] = Reply(
        gzip.compress(b"<html>")[:9] + b"rust and holes", headers={"Content-Encoding": "gzip"}
    )
    stand.routes["/empty"] = Reply(b"")
    stand.routes["/reset"] = _reset
    stand.routes["/slow"] = _slow
    stand.routes["/garbage"] = _garbage
    stand.redirect("/into-the-network", "http://127.0.0.2:9/latest")


PATHS = {
    "/report.pdf": ("decode", "not_html", "application/pdf"),
    "/data": ("decode", "not_html", "application/json"),
    "/private/story": ("robots", "disallowed", ""),
    "/gone": ("fetch", "http_status", "410"),
    "/forbidden": ("fetch", "blocked", "403"),
    "/broken": ("fetch", "http_status", "500"),
    "/not-there": ("fetch", "http_status", "404"),
    "/short": ("fetch", "truncated", ""),
    "/huge": ("decode", "too_large", ""),
    "/bomb": ("decode", "too_large", "larger than 2763300 bytes when decoded"),
    "/reset": ("fetch", "connection", None),
    "/slow": ("fetch", "timeout", ""),
    "/garbage": ("fetch", "bad_response", None),
    "/no-gzip": ("decode", "undecodable", None),
    "/empty": ("decode", "empty", None),
    "/hop0": ("fetch", "too_many_redirects", None),
    "/moved-to-known": ("validate", "duplicate_url", None),
    "/into-the-network": ("scope", "address_refused", None),
}
"""Path to the reject it must end as; None leaves the detail open."""

NO_PATHS = {
    "ftp://example.invalid/story": ("scope", "not_http", ""),
    "मुखपृष्ठ": ("scope", "bad_url", ""),
    "http://[::1": ("scope", "bad_url", ""),
    "http://no-such-host.invalid/": ("fetch", "dns", ""),
    "http://127.0.0.1:1/": ("fetch", "connection", "refused"),
    "http://127.0.0.2:9/": ("scope", "address_refused", None),
    "http://2130706434:9/": ("scope", "address_refused", None),
}


@pytest.fixture(scope="module")
def stand():
    with newsstand() as stand:
        _stand(stand)
        yield stand


@pytest.fixture(scope="module")
def run(stand: Newsstand, tmp_path_factory: pytest.TempPathFactory) -> Run:
    output = tmp_path_factory.mktemp("urls")
    urls = [stand.base + path for path in ("/story", "/story?utm_source=rss", "/moved", "/story-as-text")]
    urls += [stand.base + path for path in PATHS]
    urls += [stand.base + "/copy", *NO_PATHS]
    (output / "urls.txt").write_text("# जांच के लिए पते\n\n" + "\n".join(urls) + "\n", "utf-8")
    return crawl("urls", output, file=str(output / "urls.txt"))


def test_a_story_becomes_an_article(run: Run, stand: Newsstand) -> None:
    (article,) = [a for a in run.articles if a["url"] == stand.base + "/story"]
    assert not validate(article)
    assert article["title"].startswith("वार्ड 1 की सड़कों")
    assert "महापौर सुनीता वर्मा" in article["text"]
    assert article["publisher"] == "127.0.0.1"
    assert article["fetched_at"].endswith("+00:00")
    assert article["http"]["status"] == 200
    assert article["http"]["content_type"] == "text/html; charset=utf-8"


def test_a_redirected_story_stands_under_the_address_it_was_found_at(run: Run, stand: Newsstand) -> None:
    assert stand.base + "/moved-to" in [a["url"] for a in run.articles]


def test_html_is_known_by_its_beginning(run: Run, stand: Newsstand) -> None:
    assert stand.base + "/story-as-text" in [a["url"] for a in run.articles]


def test_every_failure_says_where_and_why(run: Run, stand: Newsstand) -> None:
    # One test for all: the suite runs in parallel, and each worker would crawl anew.
    wanted = {stand.base + path: outcome for path, outcome in PATHS.items()} | NO_PATHS
    found = {url: run.reject_of(url) for url in wanted}
    assert {url: outcome[:2] for url, outcome in found.items()} == {u: w[:2] for u, w in wanted.items()}
    details = {url: outcome[2] for url, outcome in wanted.items() if outcome[2] is not None}
    assert {url: found[url][2] for url in details} == details


def test_one_text_is_one_article(run: Run, stand: Newsstand) -> None:
    texts = [a["content_hash"] for a in run.articles]
    assert len(texts) == len(set(texts))
    outcome = {a["url"] for a in run.articles} | {r["url"] for r in run.rejects if r["reason"] == "duplicate"}
    assert {stand.base + "/story", stand.base + "/copy"} <= outcome


def test_the_accounts_add_up(run: Run) -> None:
    assert run.count("announced") == 4 - 1 + len(PATHS) + 1 + len(NO_PATHS)
    assert run.count("announced_again") == 1
    assert run.count("announced") == run.count("articles") + run.count("rejects")
    assert len(run.articles) == run.count("articles")
    assert len(run.rejects) == run.count("rejects")
    assert run.count("missing") == run.count("pending") == 0
    assert run.stats["finish_reason"] == "finished"
    assert not run.stats.get("spider_exceptions/count")


def test_so_many_failures_are_worth_a_look(run: Run) -> None:
    assert run.code == 1


def test_the_crawler_says_who_it_is(run: Run, stand: Newsstand) -> None:
    assert {agent.partition("/")[0] for agent in stand.agents} == {"newscrawl"}
    assert all("(+https://" in agent for agent in stand.agents)


def test_the_refused_address_was_not_asked(run: Run, stand: Newsstand) -> None:
    _, _, detail = run.reject_of("http://127.0.0.2:9/")
    assert "NEWSCRAWL_ALLOW_ADDRESSES" in detail


def test_standard_input_and_language_and_feed(stand: Newsstand, tmp_path) -> None:
    feed = tmp_path / "articles.jsonl"
    english = story_html(
        5,
        title="The council sets aside money to mend the roads of ward five",
        body=(
            "The municipal council agreed on Tuesday to set aside money for broken roads in the old town.",
            "Mayor Sunita Verma said twelve wards would come first and work would end before the rains.",
        ),
    ).replace('lang="hi"', 'lang="en"')
    stand.page("/english", english)
    run = crawl(
        "urls",
        tmp_path,
        {"FEEDS": {str(feed): {"format": "jsonlines"}}},
        urls="-",
        stdin=f"{stand.base}/story\n{stand.base}/english\n{stand.base}/gone\n",
    )
    assert run.reject_of(stand.base + "/english") == ("language", "other_language", "en")
    (line,) = feed.read_text("utf-8").splitlines()
    assert json.loads(line) == run.articles[0]
    assert "सड़कों" in line
    assert run.code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "no URLs"),
        ({"file": "/no/such/file"}, "cannot read /no/such/file"),
        ({"urls": "http://127.0.0.1:1/", "since": "yesterday"}, "no period or date"),
    ],
)
def test_a_wrong_argument_says_what_to_write(arguments: dict[str, str], words: str) -> None:
    spider = get_crawler(UrlsSpider)._create_spider(**arguments)
    with pytest.raises(ArgumentError, match=words):
        _begin(spider)


def _begin(spider: UrlsSpider) -> None:
    spider.read_settings()
    list(spider.announcements())


def test_a_wrong_argument_is_one_line_in_the_log(tmp_path) -> None:
    words = "no period or date"
    run = crawl("urls", tmp_path, urls="http://127.0.0.1:1/", since="yesterday")
    assert run.stats["finish_reason"] == "usage_error"
    (line,) = [line for line in run.log.splitlines() if "] ERROR: " in line]
    assert words in line
