"""With or without the compiled modules: the same articles, and a word why they are missing."""

import os
import subprocess
import sys

import pytest
from story_pages import CASES, page

from newscrawl import extract
from newscrawl.extraction import acceleration
from newscrawl.items.schema import to_json_line

READ = """
import sys
from newscrawl import extract
from newscrawl.extraction.acceleration import BYTES, WALK, WHY_NOT
from newscrawl.items.schema import to_json_line
assert BYTES is None and WALK is None and WHY_NOT == "NEWSCRAWL_PURE_PYTHON is set", WHY_NOT
print(to_json_line(extract(sys.stdin.buffer.read(), url="https://khabar.example/1")))
"""
CASE = min(CASES)


def test_without_them_the_articles_are_the_same() -> None:
    told = subprocess.run(
        [sys.executable, "-c", READ],
        input=page(CASE),
        capture_output=True,
        check=True,
        env={**os.environ, "NEWSCRAWL_PURE_PYTHON": "1", "PYTHONIOENCODING": "utf-8"},
    )
    assert told.stdout.decode().rstrip("\n") == to_json_line(
        extract(page(CASE), url="https://khabar.example/1")
    ).rstrip("\n")


def test_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscrawl.compiled._PURE", False)
    monkeypatch.setitem(sys.modules, "newscrawl.extraction._walk", None)
    _, walk, why = acceleration._load()
    assert walk is None
    assert "C compiler" in why


@pytest.mark.skipif(acceleration.WALK is None, reason="not compiled")
def test_a_parser_without_the_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selectolax.lexbor.__file__", None)
    loaded, walk, why = acceleration._load()
    assert loaded is not None
    assert walk is None
    assert "lacks a function" in why
