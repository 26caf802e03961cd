"""What a page says cannot forge a line of the log."""

import io
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extensions.log_lines import LogLines, OneLine, escaped


def logged(name: str, message: str, *args: object, error: bool = False) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(OneLine())
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    record = logging.LogRecord(
        name, logging.WARNING, __file__, 1, message, args, sys.exc_info() if error else None
    )
    handler.handle(record)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("पुल टूटा\nERROR: forged", "पुल टूटा\\nERROR: forged"),
        ("a\r\nb", "a\\r\\nb"),
        ("\x1b[2J\x07", "\\x1b[2J\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("a\u2028b", "a\\u2028b"),
        ("\u202efdp.exe", "\\u202efdp.exe"),
        ("\ud800", "\\ud800"),
        ("a\0b", "a\\x00b"),
        ("क्\u200dष\tठीक", "क्\u200dष\tठीक"),
    ],
)
def test_control_characters_are_shown_not_obeyed(text, shown):
    assert escaped(text) == shown
    assert logged("newscrawl.spiders", "Cannot read %s", text) == f"WARNING: Cannot read {shown}\n"


@given(st.text())
def test_one_event_is_one_line(text):
    assert len(logged("newscrawl", "title: %s", text).splitlines()) == 1


def test_a_long_message_is_cut():
    assert len(logged("newscrawl", "%s", "क" * 1_000_000)) < 10_000


def test_scrapys_tables_and_tracebacks_keep_their_lines():
    assert logged("scrapy.statscollectors", "Dumping:\n%s", "{\n}").count("\n") == 3
    try:
        int("bad \x1b[2J title")
    except ValueError:
        told = logged("scrapy.core.scraper", "Spider error", error=True)
    assert "Traceback" in told
    assert "\x1b" not in told


def test_a_message_that_cannot_be_built_is_loggings_to_report(capsys):
    logged("newscrawl", "%d", "no number")
    assert "Logging error" in capsys.readouterr().err


def test_every_handler_gets_it_once():
    LogLines.from_crawler(None)
    LogLines.from_crawler(None)
    for handler in logging.root.handlers:
        assert [type(one) for one in handler.filters].count(OneLine) == 1
        handler.filters = [one for one in handler.filters if not isinstance(one, OneLine)]


def test_lines_of_scrapys_that_no_handler_shows_are_not_made(monkeypatch):
    scrapy, quiet, loud = logging.getLogger("scrapy"), logging.NullHandler(), logging.NullHandler()
    quiet.setLevel(logging.INFO)
    loud.setLevel(logging.DEBUG)
    before = scrapy.level
    try:
        for handlers, level in (([quiet, loud], logging.DEBUG), ([quiet], logging.INFO), ([], logging.DEBUG)):
            scrapy.setLevel(logging.DEBUG)
            monkeypatch.setattr(logging.root, "handlers", handlers)
            LogLines.from_crawler(None)
            assert scrapy.level == level
    finally:
        scrapy.setLevel(before)
