"""The list of publishers and the page of one."""

import subprocess
import sys

import pytest

from newscrawl.cli.app import run
from newscrawl.cli.errors import Exit
from newscrawl.demo.server import serve
from newscrawl.drafting.write import shortcomings
from newscrawl.publishers.registry import publishers
from newscrawl.report.publishers import describe, publishers_page


def test_list_has_every_publisher(capfd):
    assert run(["publishers"]) == Exit.OK
    out = capfd.readouterr().out
    assert publishers()
    assert all(key in out for key in publishers())


@pytest.mark.parametrize("key", publishers())
def test_one_publisher(key, capfd):
    assert run(["publishers", key]) == Exit.OK
    out = capfd.readouterr().out
    publisher = publishers()[key]
    assert publisher.name in out
    assert all(source.url in out for source in publisher.sources)
    assert out.splitlines() == list(describe(publisher))


def test_markdown_is_the_page_of_the_docs(capfd):
    assert run(["publishers", "--markdown"]) == Exit.OK
    assert capfd.readouterr().out == publishers_page(publishers().values())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["bbc_hindii"], "no publisher 'bbc_hindii'. Did you mean bbc_hindi"),
        (["a", "b"], "one key at a time"),
        (["new"], "'publishers new' takes a key and a URL"),
        (["new", "Nadi", "https://nadi.example/"], "no key of a publisher"),
        (["new", "bbc_hindi", "https://nadi.example/"], "that key is taken"),
        (["new", "registry", "https://nadi.example/"], "that key is taken"),
        (["new", "nadi", "ftp://nadi.example/"], "not a web address"),
        (["bbc_hindi", "--output", "x"], "goes with 'publishers new' alone"),
    ],
)
def test_wrong_words_end_in_one_line(arguments, says, capfd):
    assert run(["publishers", *arguments]) == Exit.USAGE
    error = capfd.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_a_rule_is_drafted_from_a_folder_of_pages(tmp_path, capfd):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "page.html").write_text("<html><body><p>नमस्ते</p></body></html>", encoding="utf-8")
    arguments = [
        "publishers",
        "new",
        "nadi",
        "https://nadi.example/",
        "--from",
        str(pages),
        "--output",
        str(tmp_path / "o"),
    ]
    assert run(arguments) == Exit.FAILURES
    assert "Write the rule by hand" in capfd.readouterr().err


def test_a_rule_is_drafted_from_a_site_and_passes_its_own_tests(tmp_path):
    with serve() as server:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "newscrawl", "publishers", "new", "navprahar", server.base_url),
                *("--output", str(tmp_path), "--allow-address", "127.0.0.0/8"),
                *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        asked = [request.path for request in server.requests]
    assert done.returncode == Exit.OK, done.stderr
    assert len(asked) < 60
    assert "/robots.txt" in asked
    assert shortcomings(tmp_path / "navprahar.py", tmp_path / "fixtures" / "navprahar") == []
    assert "article URLs: https?://127\\.0\\.0\\.1" in done.stdout
