"""The root command: its help, its version, and how every ending becomes an exit code."""

import importlib
import subprocess
import sys

import click
import pytest

from newscrawl.cli import app
from newscrawl.cli.errors import CommandError, Exit
from newscrawl.cli.output import OutputClosedError
from newscrawl.version import __version__

HEAVY = (
    "scrapy",
    "twisted",
    "selectolax",
    "lxml",
    "bs4",
    "dateparser",
    "feedparser",
    "jinja2",
    "rich",
    "sqlalchemy",
)


@pytest.mark.parametrize("name", app.SUMMARIES)
def test_summaries_are_those_of_the_subcommands(name):
    command = importlib.import_module(f"newscrawl.cli.{name}").command
    assert command.short_help == app.SUMMARIES[name]


def test_help_lists_every_subcommand(capfd):
    assert app.run(["--help"]) == Exit.OK
    out = " ".join(capfd.readouterr().out.split())
    assert all(name in out and summary in out for name, summary in app.SUMMARIES.items())


@pytest.mark.parametrize("name", app.SUMMARIES)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_subcommand_help_shows_examples_line_by_line(name, option, capfd):
    assert app.run([name, option]) == Exit.OK
    lines = capfd.readouterr().out.splitlines()
    examples = [line for line in lines if line.strip().startswith(f"newscrawl {name}")]
    assert len(examples) >= 2


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_and_version_import_nothing_heavy(arguments):
    code = (
        "import sys; from newscrawl.cli.app import run; code = run(sys.argv[1:]); "
        f"print(*[m for m in {HEAVY!r} if m in sys.modules], sep=',', file=sys.stderr); sys.exit(code)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert ended.stderr.strip() == ""


def test_version(capfd):
    assert app.run(["--version"]) == Exit.OK
    assert capfd.readouterr().out == f"newscrawl {__version__}\n"


def test_module_runs_as_the_command():
    ended = subprocess.run([sys.executable, "-m", "newscrawl", "--version"], capture_output=True, check=True)
    assert ended.stdout.decode().strip() == f"newscrawl {__version__}"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nonesuch"], "nonesuch"),
        (["crawl", "--nonesuch"], "--nonesuch"),
        (["crawl", "--limit", "many"], "many"),
        (["crawl", "--limit", "0"], "0"),
        (["crawl", "--since", "tomorrow"], "2d, 12h"),
        (["crawl", "--allow-address", "everywhere"], "127.0.0.0/8"),
        (["crawl", "--language", "hindi!"], "hi,mr"),
        (["crawl", "-s", "delay 2"], "DOWNLOAD_DELAY=2"),
        (["crawl", "nonesuch_publisher"], "nonesuch_publisher"),
        (["crawl", "ftp://example.com/"], "ftp://example.com/"),
        (["crawl", "https://example.com/", "-s", "NEWSCRAWL_LIMITS=1"], "NEWSCRAWL_LIMIT"),
        (["crawl", "https://example.com/", "-o", "articles.doc"], ".csv"),
        (["extract"], "FILE"),
        (["extract", "no/such/page.html"], "no/such/page.html"),
        (["extract", "-", "-"], "once"),
        (["extract", "page.html", "--jobs", "0"], "0"),
        (["extract", "http://"], "http://"),
        (["clean"], "FILE"),
        (["clean", "no/such/page.txt"], "no/such/page.txt"),
        (["clean", "."], "folder"),
        (["publishers", "bbc_hind"], "bbc_hindi"),
        (["demo", "--port", "70000"], "70000"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(arguments, told, capfd):
    assert app.run(arguments) == Exit.USAGE
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("newscrawl: ")
    assert err.count("\n") == 1
    assert told in err


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), Exit.INTERRUPTED, ""),
        (click.Abort(), Exit.INTERRUPTED, ""),
        (OutputClosedError(), Exit.OK, ""),
        (OSError(28, "No space left on device", "out.jsonl"), Exit.STORAGE, "out.jsonl"),
        (
            CommandError("broken", "there", todo="Mend it", code=Exit.STORAGE),
            Exit.STORAGE,
            "broken: there. Mend it.",
        ),
    ],
)
def test_endings(raised, code, said, monkeypatch, capfd):
    def fail(*_args, **_kwargs):
        raise raised

    monkeypatch.setattr(app, "close_quietly", lambda: None)
    monkeypatch.setattr(app.root, "main", fail)
    assert app.run([]) == code
    err = capfd.readouterr().err
    assert said in err
    assert err.count("\n") <= 1


def test_a_defect_shows_itself(monkeypatch):
    def fail(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(app.root, "main", fail)
    with pytest.raises(ZeroDivisionError):
        app.run([])
