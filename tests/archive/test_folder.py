"""Folders and single files of saved pages."""

import gzip
import json
import os
import shutil

import pytest

from newscrawl.archive.folder import open_pages, read_folder
from newscrawl.archive.page import ArchivedPage, ArchiveProblem
from newscrawl.limits import LIMITS

PAGE = "<h1>कोरबा में मेला शुरू</h1>".encode()
WARC = (
    b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://samachar.example/a\r\n"
    b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(PAGE), PAGE)
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "2.html").write_bytes(PAGE + b"2")
    (tmp_path / "1.HTM").write_bytes(PAGE + b"1")
    (tmp_path / "b" / "3.html.gz").write_bytes(gzip.compress(PAGE + b"3", mtime=0))
    (tmp_path / "notes.txt").write_bytes(b"none of ours")
    (tmp_path / "old.warc.gz").write_bytes(gzip.compress(WARC, mtime=0))
    return tmp_path


def test_a_folder_is_read_in_the_order_of_names(folder):
    items = list(open_pages(folder))
    assert [(item.where, item.body) for item in items] == [
        ("1.HTM", PAGE + b"1"),
        ("2.html", PAGE + b"2"),
        ("old.warc.gz at byte 0", PAGE),
        ("b/3.html.gz", PAGE + b"3"),
    ]
    assert [item.url for item in items] == [None, None, "https://samachar.example/a", None]


def test_lists_name_the_urls_of_their_own_folder(folder):
    (folder / "urls.tsv").write_text(
        "\ufeff2.html\thttps://samachar.example/2\nbroken line\n1.HTM\t\n", "utf-8"
    )
    (folder / "b" / "urls.json").write_text(json.dumps({"3.html.gz": "https://samachar.example/3", "x": 1}))
    urls = {item.where: item.url for item in read_folder(folder)}
    assert urls["2.html"] == "https://samachar.example/2"
    assert urls["1.HTM"] is None
    assert urls["b/3.html.gz"] == "https://samachar.example/3"


@pytest.mark.parametrize("content", [b"[1]", b"{", b"\xff", b"[" * 100_000])
def test_a_broken_list_is_a_problem_and_the_pages_are_read(folder, content):
    (folder / "urls.json").write_bytes(content)
    items = list(read_folder(folder))
    assert sum(isinstance(item, ArchiveProblem) for item in items) == 1
    assert sum(isinstance(item, ArchivedPage) for item in items) == 4


BROKEN = [
    (gzip.compress(PAGE * 99, mtime=0)[:-9], "cut short"),
    (gzip.compress(bytes(LIMITS.page_bytes + 1), mtime=0), "larger than"),
    (bytes(LIMITS.page_bytes + 1), "larger than"),
]


@pytest.mark.parametrize(("content", "what"), BROKEN, ids=lambda value: str(value)[:12])
def test_a_broken_page_is_a_problem(tmp_path, content, what):
    (tmp_path / "a.html.gz").write_bytes(content)
    (item,) = open_pages(tmp_path / "a.html.gz")
    assert isinstance(item, ArchiveProblem)
    assert what in item.what


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", PAGE),
        ("a", gzip.compress(PAGE, mtime=0)),
        ("a.warc", WARC),
        ("a.bin", WARC),
        ("a.gz", gzip.compress(WARC, mtime=0)),
    ],
)
def test_the_content_decides_what_a_file_is(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (item,) = open_pages(tmp_path / name)
    assert item.body == PAGE
    assert (item.url is not None) == (b"WARC/" in content or name == "a.gz")


def test_pipes_links_and_absent_files_do_not_stop_the_reader(folder):
    os.mkfifo(folder / "pipe.html")
    (folder / "b" / "loop").symlink_to(folder)
    (folder / "gone.html").symlink_to(folder / "nowhere.html")
    items = list(read_folder(folder))
    assert {item.where for item in items if isinstance(item, ArchiveProblem)} == {"pipe.html", "gone.html"}
    assert len(items) == 6
    (absent,) = open_pages(folder / "absent.html")
    assert absent.what == "cannot be read: No such file or directory"


def test_an_empty_folder_gives_nothing(folder):
    shutil.rmtree(folder / "b")
    (folder / "b").mkdir()
    assert list(open_pages(folder / "b")) == []
