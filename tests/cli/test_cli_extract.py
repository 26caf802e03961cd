"""`extract` and `clean`: every kind of input to JSON lines, with the right word and exit code for each."""

import gzip
import io
import json
import sys
from types import SimpleNamespace

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newscrawl.cli.app import run
from newscrawl.cli.errors import Exit
from newscrawl.demo.newsroom import Newsroom
from newscrawl.demo.pages import Pages
from newscrawl.items.schema import validate

BASE_URL = "https://demo.example"
NEWSROOM = Newsroom()
PAGES = Pages(NEWSROOM, BASE_URL)


def story(language="hi", template="tagdiv", number=0):
    found = [
        s
        for s in NEWSROOM.stories
        if (s.record.language, s.record.template, s.record.kind) == (language, template, "article")
    ]
    return found[number]


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGES.article(story()), encoding="utf-8")
    return path


def printed(capfdbinary):
    out, err = capfdbinary.readouterr()
    return [json.loads(line) for line in out.decode("utf-8").splitlines()], err.decode("utf-8")


def test_a_saved_page(page, capfdbinary):
    assert run(["extract", str(page)]) == Exit.OK
    (article,), err = printed(capfdbinary)
    assert validate(article) == []
    assert article["title"] == story().record.title
    assert article["language"] == "hi"
    assert article["fetched_at"] is None
    assert err == ""


def test_a_gzipped_page_and_standard_input_give_the_same(page, tmp_path, capfdbinary, monkeypatch):
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(page.read_bytes(), mtime=0))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(page.read_bytes())))
    texts = []
    for name in (str(page), str(packed), "-"):
        assert run(["extract", name]) == Exit.OK
        texts += [article["text"] for article in printed(capfdbinary)[0]]
    assert len(texts) == 3
    assert len(set(texts)) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_gives_each_story_once(jobs, tmp_path, capfdbinary):
    for number in range(3):
        found = story(number=number)
        (tmp_path / f"{number}.html").write_text(PAGES.article(found), encoding="utf-8")
    (tmp_path / "amp.html").write_text(PAGES.article(story(), amp=True), encoding="utf-8")
    assert run(["extract", str(tmp_path), "--jobs", jobs]) == Exit.OK
    articles, err = printed(capfdbinary)
    assert {a["title"] for a in articles} == {story(number=n).record.title for n in range(3)}
    assert len(articles) == 3
    assert err.startswith("newscrawl: 3 articles, 1 reject (validate/duplicate")


def test_a_warc(tmp_path, capfdbinary):
    path = tmp_path / "site.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
        )
        for found in (story(), story(number=1)):
            payload = io.BytesIO(PAGES.article(found).encode())
            url = BASE_URL + found.path
            record = writer.create_warc_record(url, "response", payload=payload, http_headers=headers)
            writer.write_record(record)
            record.raw_stream.close()
    assert run(["extract", str(path)]) == Exit.OK
    articles, err = printed(capfdbinary)
    assert [a["url"] for a in articles] == [BASE_URL + story(number=n).path for n in range(2)]
    assert err == ""


def test_other_languages_are_refused_unless_asked_for(tmp_path, capfdbinary):
    found = next(s for s in NEWSROOM.stories if s.record.language == "en")
    path = tmp_path / "page.html"
    path.write_text(PAGES.article(found), encoding="utf-8")
    assert run(["extract", str(path)]) == Exit.FAILURES
    articles, err = printed(capfdbinary)
    assert articles == []
    assert "language/other_language (en)" in err
    assert "--language any" in err
    for language in ("any", "en", "hi,en"):
        assert run(["extract", str(path), "--language", language]) == Exit.OK
        assert len(printed(capfdbinary)[0]) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "decode/empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "decode/not_html"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "decode/not_html"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "decode/not_html"),
        (b"\x1f\x8b\x08\x00broken", "input.html: "),
        (b"<html><body><p>Hello</p></body></html>", "extract/"),
    ],
)
def test_what_is_no_story_is_one_line(content, told, tmp_path, capfdbinary):
    path = tmp_path / "input.html"
    path.write_bytes(content)
    assert run(["extract", str(path)]) == Exit.FAILURES
    articles, err = printed(capfdbinary)
    assert articles == []
    assert err.count("\n") == 1
    assert str(path) in err
    assert told in err


def test_rejects_to_a_file(tmp_path, page, capfdbinary):
    (tmp_path / "empty.html").touch()
    rejects = tmp_path / "rejects.jsonl"
    assert (
        run(["extract", str(page), str(tmp_path / "empty.html"), "--rejects", str(rejects)]) == Exit.FAILURES
    )
    articles, err = printed(capfdbinary)
    assert len(articles) == 1
    assert "1 article, 1 reject (decode/empty 1)" in err
    (line,) = rejects.read_text("utf-8").splitlines()
    assert json.loads(line)["reason"] == "empty"


def test_a_folder_without_pages(tmp_path, capfdbinary):
    assert run(["extract", str(tmp_path)]) == Exit.FAILURES
    assert "no page in" in printed(capfdbinary)[1]


DUMP = """\
गोमती पर बना नया पुल सोमवार से खुलेगा

0
41
पुल
लखनऊ: गोमती नदी पर दो साल से बन रहा पुल सोमवार सुबह आम लोगों के लिए खोल दिया जाएगा.

लोक निर्माण विभाग के अभियंता रमाकांत तिवारी ने बताया कि पुल पर रोशनी और रेलिंग का काम पूरा हो चुका है.

पुल के खुलने से सरोजिनी नगर और अलीगंज के बीच की दूरी करीब पांच किलोमीटर कम हो जाएगी.

Follow us on Facebook

LEAVE A REPLY
"""


def test_clean_a_dump(tmp_path, capfdbinary, monkeypatch):
    path = tmp_path / "page.txt"
    path.write_text(DUMP, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(DUMP.encode())))
    for name in (str(path), "-"):
        assert run(["clean", name]) == Exit.OK
        (article,), err = printed(capfdbinary)
        assert article["title"] == "गोमती पर बना नया पुल सोमवार से खुलेगा"
        assert len(article["blocks"]) == 3
        assert article["place"] == "लखनऊ"
        assert validate(article) == []
        assert err == ""


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "decode/empty"), (b"\xff\xfe\x00", "decode/undecodable")]
)
def test_clean_what_is_no_dump(content, told, tmp_path, capfdbinary):
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    assert run(["clean", str(path)]) == Exit.FAILURES
    assert told in printed(capfdbinary)[1]
