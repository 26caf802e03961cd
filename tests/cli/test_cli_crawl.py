"""Commands that crawl, as a user runs them: in processes of their own, against servers on loopback."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from newscrawl.cli.crawling import crawl_overrides, spider_arguments
from newscrawl.cli.errors import CommandError, Exit
from newscrawl.cli.running import Outcome
from newscrawl.demo.server import serve
from newscrawl.urls import canonical_key

LOOPBACK = ("--allow-address", "127.0.0.0/8")


def start(*arguments, cwd):
    command = [sys.executable, "-m", "newscrawl", *arguments]
    path = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def newscrawl(*arguments, cwd):
    process = start(*arguments, cwd=cwd)
    out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    return process.returncode, out.decode(), err.decode()


def lines(folder: Path) -> list[dict]:
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*.jsonl"))
    return [json.loads(line) for text in texts for line in text.splitlines()]


@contextmanager
def silent_server():
    """A port that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(60)
        yield listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_demo_is_all_as_it_must_be_twice(tmp_path):
    for _ in range(2):
        code, out, err = newscrawl("demo", cwd=tmp_path)
        assert code == Exit.OK, out + err
        assert "Every article once, none else, every text equal to its source." in out
        assert err == ""
    urls = [article["url"] for article in lines(tmp_path / "output" / "articles")]
    assert urls
    assert len({url.split("/")[2] for url in urls}) == 1  # the first run's lines are gone


def test_crawl_stores_what_the_newsroom_has(tmp_path):
    with serve() as server:
        arguments = (
            "crawl",
            server.base_url,
            "--output",
            "news",
            "-o",
            "feed.csv",
            *LOOPBACK,
            "-s",
            "DOWNLOAD_DELAY=0",
        )
        quick = ("-s", "AUTOTHROTTLE_ENABLED=0", "-s", "NEWSCRAWL_LISTING_PAGES=20")
        code, out, err = newscrawl(*arguments, *quick, cwd=tmp_path)
        truth = server.newsroom.truth(server.base_url)
    assert code == Exit.OK, err
    assert out == ""
    assert "the output is in news" in err
    articles = lines(tmp_path / "news" / "articles")
    keys = [canonical_key(a["canonical_url"] or a["url"]) for a in articles]
    assert sorted(keys) == sorted(canonical_key(t["url"]) for t in truth)
    assert len((tmp_path / "feed.csv").read_text("utf-8").splitlines()) > len(articles)


def test_all_goes_with_no_target(tmp_path):
    code, _, err = newscrawl("crawl", "--all", "bbc_hindi", cwd=tmp_path)
    assert code == Exit.USAGE
    assert err.strip() == "newscrawl: --all goes with no target: bbc_hindi. Leave one of the two out."


def test_limit_and_since_and_language(tmp_path):
    code, _, err = newscrawl("crawl", "--limit", "3", "--since", "2d", "--language", "any", cwd=tmp_path)
    assert code in {Exit.OK, Exit.FAILURES}, err
    assert 0 < len(lines(tmp_path / "output" / "articles")) < 20


def test_extract_fetches_a_url(tmp_path):
    with serve() as server:
        story = server.newsroom.truth(server.base_url)[0]
        code, out, err = newscrawl("extract", story["url"], *LOOPBACK, cwd=tmp_path)
        assert (code, err) == (Exit.OK, "")
        assert json.loads(out)["text"] == story["text"]
        missing = server.base_url + "/no/such/story/"
        code, out, err = newscrawl("extract", missing, *LOOPBACK, cwd=tmp_path)
    assert code == Exit.NOTHING_FETCHED
    assert out == ""
    assert err.count("\n") == 1
    assert "fetch/http_status (404)" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["crawl", "extract"])
def test_a_server_that_is_not_there(command, tmp_path):
    address = f"http://127.0.0.1:{closed_port()}/"
    code, out, err = newscrawl(command, address, *LOOPBACK, cwd=tmp_path)
    assert code == Exit.NOTHING_FETCHED
    assert out == ""
    assert "connection" in err


@pytest.mark.parametrize("command", ["crawl", "extract"])
def test_private_addresses_are_refused(command, tmp_path):
    with serve() as server:
        code, out, err = newscrawl(command, server.base_url + "/", cwd=tmp_path)
        assert server.requests == []
    assert code == Exit.NOTHING_FETCHED
    assert out == ""
    assert "--allow-address" in err


@pytest.mark.parametrize("arguments", [("crawl", "https://example.com/"), ("crawl",), ("demo",)])
def test_an_output_that_cannot_be_written_is_told_before_anything_is_fetched(arguments, tmp_path):
    (tmp_path / "file").touch()
    code, out, err = newscrawl(*arguments, "--output", "file/folder", cwd=tmp_path)
    assert code == Exit.STORAGE
    assert out == ""
    assert err.count("\n") == 1
    assert "file/folder" in err


@pytest.mark.parametrize("twice", [False, True])
def test_interrupt_ends_quietly(twice, tmp_path):
    with silent_server() as (listener, address):
        process = start("crawl", address, *LOOPBACK, cwd=tmp_path)
        connection, _ = listener.accept()
        with connection:
            process.send_signal(signal.SIGINT)
            if twice:
                time.sleep(0.5)
                process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED
    assert out == b""
    assert b"Traceback" not in err
    assert b"interrupted" in err


def test_a_reader_that_goes_is_no_failure(tmp_path):
    with serve() as server:
        urls = [story["url"] for story in server.newsroom.truth(server.base_url)[:3]]
        process = start("extract", *urls, *LOOPBACK, cwd=tmp_path)
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        assert process.wait(timeout=60) == Exit.OK
    assert err == b""


def test_demo_serve_says_where_and_ends_with_an_interrupt(tmp_path):
    process = start("demo", "--serve", cwd=tmp_path)
    first = process.stdout.readline().decode()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert "http://127.0.0.1:" in first
    assert process.returncode == Exit.OK
    assert err == b""


def test_demo_port_that_is_taken(tmp_path):
    with serve() as server:
        port = server.base_url.rpartition(":")[2]
        code, _, err = newscrawl("demo", "--port", port, cwd=tmp_path)
    assert code == Exit.USAGE
    assert "--port" in err


@pytest.mark.parametrize(
    ("targets", "arguments"),
    [
        (["bbc_hindi"], {"publishers": "bbc_hindi"}),
        (["https://example.com/"], {"sites": "https://example.com/"}),
        (["example.com"], {"sites": "https://example.com/"}),
        (["https://example.com/a,b"], {"sites": "https://example.com/a%2Cb"}),
        (
            ["bbc_hindi", "https://example.com/", "dainik_bhaskar"],
            {"publishers": "bbc_hindi,dainik_bhaskar", "sites": "https://example.com/"},
        ),
    ],
)
def test_targets(targets, arguments):
    assert spider_arguments(targets) == arguments


@pytest.mark.parametrize(
    "target", ["no_such_publisher", "https://", "https:///path", "file:///etc/passwd", ""]
)
def test_targets_that_are_none(target):
    with pytest.raises(CommandError) as caught:
        spider_arguments([target])
    assert caught.value.code == Exit.USAGE


def test_options_become_settings_and_assignments_win(tmp_path):
    overrides = crawl_overrides(
        output=tmp_path,
        since="2026-01-31T00:00:00+00:00",
        limit=5,
        language="any",
        allow_addresses=["10.0.0.0/8"],
        feed=tmp_path / "feed.xml",
        assignments=[("NEWSCRAWL_LIMIT", "7"), ("DOWNLOAD_DELAY", "2")],
    )
    assert overrides == {
        "NEWSCRAWL_OUTPUT_DIR": str(tmp_path),
        "NEWSCRAWL_LANGUAGE": "any",
        "NEWSCRAWL_SINCE": "2026-01-31T00:00:00+00:00",
        "NEWSCRAWL_LIMIT": "7",
        "NEWSCRAWL_ALLOW_ADDRESSES": ["10.0.0.0/8"],
        "FEEDS": {(tmp_path / "feed.xml").as_uri(): {"format": "xml"}},
        "DOWNLOAD_DELAY": "2",
    }


COUNTS = ("newscrawl/announced", "newscrawl/fetched", "newscrawl/settled", "newscrawl/articles")


@pytest.mark.parametrize(
    ("stats", "code"),
    [
        (dict.fromkeys(COUNTS, 1) | {"finish_reason": "finished"}, Exit.OK),
        ({"finish_reason": "shutdown", "newscrawl/fetched": 1}, Exit.INTERRUPTED),
        ({"finish_reason": "shutdown", "newscrawl/storage_errors": 1}, Exit.STORAGE),
        ({"finish_reason": "usage_error"}, Exit.USAGE),
        ({"finish_reason": "finished"}, Exit.NOTHING_FETCHED),
        ({}, Exit.FAILURES),
    ],
)
def test_exit_codes_of_runs(stats, code):
    assert Outcome(stats=stats).exit_code() is code
