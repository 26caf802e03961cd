"""Archives: one record per story, an account of every page."""

import gzip
import uuid
from collections import Counter
from pathlib import Path

import pytest
from newsstand import crawl, story_html

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.replay import replay

SITE = "https://samachar.example"


def write_warc(path: Path, records: list[tuple[str, str, bytes, dict[str, str]]]) -> Path:
    """A WARC file of (URL, status, body, headers), each record a gzip member."""
    with path.open("wb") as file:
        for url, status, body, headers in records:
            head = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | headers
            lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
            block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
            record = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\nWARC-Target-URI: {url}\r\n"
                "WARC-Date: 2026-03-04T05:06:07Z\r\nContent-Type: application/http;msgtype=response\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            ).encode()
            file.write(gzip.compress(record + block + b"\r\n\r\n", mtime=0))
    return path


def page(url: str, number: int, **options: str) -> tuple[str, str, bytes, dict[str, str]]:
    return url, "200 OK", story_html(number, **options).encode(), {}


STORY, SECOND, THIRD = (f"{SITE}/rajya/ward-{n}-ki-sadak-100{n}/" for n in (1, 2, 3))

RECORDS = [
    (f"{SITE}/robots.txt", "200 OK", b"User-agent: *", {"Content-Type": "text/plain"}),
    (f"{SITE}/feed/", "200 OK", b"<rss/>", {"Content-Type": "application/rss+xml"}),
    (f"{SITE}/bild.png", "200 OK", b"\x89PNG", {"Content-Type": "image/png"}),
    (f"{SITE}/?p=1", "301 Moved", b"", {"Location": STORY}),
    (f"{SITE}/old/", "301 Moved", b"", {"Location": f"{SITE}/nowhere/"}),
    (f"{SITE}/feed", "301 Moved", b"", {"Location": f"{SITE}/feed/", "Content-Type": "application/rss+xml"}),
    # The twins come first: the main page is to be taken all the same.
    page(f"{STORY}?amp=1", 1, canonical=STORY),
    page(f"{STORY}comment-page-2/", 1, canonical=f"{STORY}comment-page-2/"),
    page(f"{SITE}/?p=1&lang=hi", 1, canonical=STORY),
    page(f"{STORY}?utm_source=whatsapp", 1),
    page(STORY, 1, canonical=STORY),
    # A story whose main page is missing.
    page(f"{SECOND}?amp=1", 2, canonical=SECOND),
    page(f"{SITE}/?p=2&lang=hi", 2, canonical=SECOND),
    # A theme that calls every page by one address.
    page(f"{SITE}/khel/ward-4-1004/", 4, canonical=THIRD),
    page(f"{SITE}/khel/ward-5-1005/", 5, canonical=THIRD),
    page(f"{SITE}/khel/ward-6-1006/", 6, canonical=f"{SITE}/"),
    page(f"{SITE}/khel/ward-7-1007/", 7, canonical=f"{SITE}/"),
    (f"{SITE}/gone/", "404 Not Found", b"<html>", {}),
    (f"{SITE}/empty/", "200 OK", b"", {}),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_warc(tmp_path_factory.mktemp("warc") / "site.warc.gz", RECORDS)


@pytest.fixture(scope="module")
def told(archive: Path) -> tuple[list[Article | Reject], Counter[str]]:
    skipped: Counter[str] = Counter()
    return list(replay(archive, skipped=skipped)), skipped


def test_each_story_is_told_once_and_by_its_main_page(told) -> None:
    assert [item.url for item in told[0] if isinstance(item, Article)] == [
        STORY,
        f"{SITE}/khel/ward-6-1006/",
        f"{SITE}/khel/ward-7-1007/",
        # Only at the end is it known that their main pages are missing.
        f"{SECOND}?amp=1",
        f"{SITE}/khel/ward-4-1004/",
        f"{SITE}/khel/ward-5-1005/",
    ]


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        (f"{STORY}?amp=1", "validate/duplicate_url"),
        (f"{STORY}comment-page-2/", "validate/duplicate_url"),
        (f"{SITE}/?p=1&lang=hi", "validate/duplicate_url"),
        (f"{STORY}?utm_source=whatsapp", "validate/duplicate_url"),
        (f"{SITE}/?p=2&lang=hi", "validate/duplicate_url"),
        (f"{SITE}/?p=1", "validate/duplicate_url"),
        (f"{SITE}/old/", "fetch/http_status"),
        (f"{SITE}/gone/", "fetch/http_status"),
        (f"{SITE}/empty/", "decode/empty"),
    ],
)
def test_every_other_page_says_why(told, url: str, outcome: str) -> None:
    (found,) = [item for item in told[0] if item.url == url]
    assert isinstance(found, Reject)
    assert f"{found.stage}/{found.reason}" == outcome


def test_every_record_is_accounted_for(told) -> None:
    items, skipped = told
    assert skipped == {"text/plain": 1, "application/rss+xml": 2, "image/png": 1}
    assert len(items) + skipped.total() == len(RECORDS)


def test_the_archives_date_and_headers_are_the_articles(told) -> None:
    article = told[0][0]
    assert isinstance(article, Article)
    assert article.fetched_at == "2026-03-04T05:06:07+00:00"
    assert article.http is not None
    assert (article.http.status, article.http.content_type) == (200, "text/html; charset=utf-8")


def test_processes_tell_the_same_in_the_same_order(archive: Path, told) -> None:
    assert list(replay(archive, jobs=2)) == told[0]


def test_a_damaged_archive_is_told_as_far_as_it_goes(archive: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(archive.read_bytes()[:-200])
    items = list(replay(cut))
    assert STORY in [item.url for item in items if isinstance(item, Article)]
    (damage,) = [item for item in items if isinstance(item, Reject) and "cut.warc.gz at byte" in item.detail]
    assert f"{damage.stage}/{damage.reason}" in {"fetch/truncated", "decode/undecodable"}


def test_a_file_that_is_not_there_is_a_reject(tmp_path: Path) -> None:
    (found,) = replay(tmp_path / "none.warc")
    assert isinstance(found, Reject)


def test_a_saved_page_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(story_html(8), "utf-8")
    (alone,) = replay(tmp_path / "page.html")
    (inside,) = replay(tmp_path)
    assert isinstance(alone, Article)
    assert alone == inside
    assert alone.url is None


def test_the_spider_takes_the_same_road(archive: Path, tmp_path: Path) -> None:
    run = crawl("archive", tmp_path, path=str(archive))
    assert len(run.articles) == 6
    assert {article["publisher"] for article in run.articles} == {"samachar.example"}
    assert run.count("announced") == len(run.articles) + len(run.rejects)
    assert run.count("skipped") == 4
    assert run.count("missing") == run.count("pending") == 0
    assert {article["fetched_at"] for article in run.articles} == {"2026-03-04T05:06:07+00:00"}
    assert run.code == 1
    again = crawl("archive", tmp_path, path=str(archive))
    assert (again.articles, again.rejects) == (run.articles, run.rejects), "nothing is stored twice"


def test_an_archived_page_is_read_with_its_publishers_layout_of_that_day(tmp_path):
    url = "https://www.bhaskar.com/local/mp/betul/news/ward-ki-sadak-134512345.html"
    [article] = replay(write_warc(tmp_path / "a.warc.gz", [page(url, 1)]))
    assert isinstance(article, Article)
    assert article.evidence["text"].source == "rule:dainik_bhaskar"
    [article] = replay(
        write_warc(tmp_path / "b.warc.gz", [page(f"{SITE}/rajya/ward-ki-sadak-134512345.html", 1)])
    )
    assert article.evidence["text"].source == "blocks"
