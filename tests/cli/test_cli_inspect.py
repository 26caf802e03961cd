"""`inspect`: one web page for a file, text, a URL or standard input, and one line for what cannot be shown."""

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from newscrawl.cli.app import run
from newscrawl.cli.errors import Exit
from newscrawl.demo.newsroom import Newsroom
from newscrawl.demo.pages import Pages
from newscrawl.demo.server import serve

NEWSROOM = Newsroom()
STORY = next(story for story in NEWSROOM.stories if story.record.template == "hashed")
HTML = Pages(NEWSROOM, "https://demo.example").article(STORY)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(HTML, encoding="utf-8")
    return path


def test_writes_the_page_and_says_where(page, tmp_path, capfd):
    target = tmp_path / "folder" / "seen.html"
    assert run(["inspect", str(page), "--output", str(target)]) == Exit.OK
    assert STORY.record.title in target.read_text(encoding="utf-8")
    assert "seen.html shows an article" in capfd.readouterr().err


def test_prints_the_page_when_standard_output_is_no_terminal(page, capfd):
    assert run(["inspect", str(page)]) == Exit.OK
    assert capfd.readouterr().out.startswith("<!doctype html>")


def test_reads_standard_input(monkeypatch, capfd):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(HTML.encode()), isatty=lambda: False))
    assert run(["inspect", "-"]) == Exit.OK
    assert STORY.record.title in capfd.readouterr().out


def test_reads_plain_text(tmp_path, capfd):
    path = tmp_path / "dump.txt"
    path.write_text("मंडी में खरीद शुरू, किसानों को राहत\nमंडी में सोमवार को खरीद शुरू हुई।\n", encoding="utf-8")
    assert run(["inspect", str(path)]) == Exit.OK
    assert "खरीद शुरू" in capfd.readouterr().out


@pytest.mark.parametrize("arguments", [["missing.html"], []])
def test_what_cannot_be_read_is_usage(arguments, capfd):
    assert run(["inspect", *arguments]) == Exit.USAGE
    assert len(capfd.readouterr().err.strip().splitlines()) == 1


def test_the_input_is_never_written_over(page, capfd):
    assert run(["inspect", str(page), "--output", str(page)]) == Exit.USAGE
    assert page.read_text(encoding="utf-8") == HTML
    assert "same file" in capfd.readouterr().err


def test_on_a_terminal_the_page_goes_to_the_output_folder(page, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["inspect", str(page)]) == Exit.OK
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(f"newscrawl: {Path('output', 'inspect.html')} shows an article, ")
    assert err.count("\n") == 1
    assert STORY.record.title in (tmp_path / "output" / "inspect.html").read_text(encoding="utf-8")
    assert run(["inspect", str(page), "--output", "-"]) == Exit.OK
    assert capfd.readouterr().out.startswith("<!doctype html>")


def test_a_gzipped_page(page, tmp_path, capfd):
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(page.read_bytes()))
    assert run(["inspect", str(packed)]) == Exit.OK
    assert STORY.record.title in capfd.readouterr().out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "decode/empty"),
        (b"\x89PNG\r\n\x1a\n", "decode/not_html"),
        (b"\x1f\x8b\x08\x00broken", "decode/undecodable"),
        (b"<html><body><p>Hello</p></body></html>", "extract/no_story"),
    ],
)
def test_a_page_without_an_article_is_shown_too(content, told, tmp_path, capfd):
    path, target = tmp_path / "input.html", tmp_path / "seen.html"
    path.write_bytes(content)
    assert run(["inspect", str(path), "--output", str(target)]) == Exit.OK
    assert f"shows no article ({told})" in capfd.readouterr().err
    assert told in target.read_text(encoding="utf-8")


def test_text_that_is_not_named_so(tmp_path, capfd):
    path = tmp_path / "dump"
    path.write_text("मंडी में खरीद शुरू\n<b>मंडी</b> में सोमवार को गेहूं की खरीद शुरू हुई।\n", encoding="utf-8")
    assert run(["inspect", "--text", str(path)]) == Exit.OK
    assert "&lt;b&gt;मंडी" in capfd.readouterr().out
    assert run(["inspect", "--text", "https://example.com/"]) == Exit.USAGE


def test_a_page_that_cannot_be_written(page, tmp_path, capfd):
    assert run(["inspect", str(page), "--output", str(tmp_path)]) == Exit.STORAGE
    assert run(["inspect", str(page), "--output", str(page / "seen.html")]) == Exit.STORAGE
    assert capfd.readouterr().err.count("\n") == 2


def inspect(*arguments, cwd):
    """The command in a process of its own: one process can fetch but once."""
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "newscrawl", "inspect", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_url_is_fetched_as_a_crawl_fetches(tmp_path):
    with serve(NEWSROOM) as server:
        url = server.base_url + STORY.path
        code, out, err = inspect(url, "--allow-address", "127.0.0.0/8", cwd=tmp_path)
        asked = [request.path for request in server.requests]
    assert (code, err) == (Exit.OK, "")
    assert STORY.record.title in out
    assert f'<a href="{url}"' in out
    assert asked == ["/robots.txt", STORY.path]
    assert list(tmp_path.iterdir()) == []


def test_a_url_that_gives_no_page(tmp_path):
    with serve(NEWSROOM) as server:
        missing = server.base_url + "/no/such/story/"
        code, out, err = inspect(missing, "--allow-address", "127.0.0.0/8", cwd=tmp_path)
        assert (code, out) == (Exit.NOTHING_FETCHED, "")
        assert f"no page at {missing}: fetch/http_status (404)" in err
        asked = len(server.requests)
        code, out, err = inspect(server.base_url + STORY.path, "--output", "seen.html", cwd=tmp_path)
        assert (code, out) == (Exit.NOTHING_FETCHED, "")
        assert "scope/address_refused" in err
        assert "--allow-address" in err
        assert len(server.requests) == asked
    assert list(tmp_path.iterdir()) == []
