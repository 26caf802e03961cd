"""Inputs: what a name stands for, and bytes read under bounds."""

import gzip
import io
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from newscrawl.cli import inputs
from newscrawl.cli.errors import CommandError, Exit
from newscrawl.cli.inputs import Kind, check_inputs, kind_of, read_bytes, read_text
from newscrawl.items.reject import Reason, Reject
from newscrawl.limits import LIMITS


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("-", Kind.STDIN),
        ("https://example.com/", Kind.URL),
        ("HTTP://EXAMPLE.COM/", Kind.URL),
        ("page.html", Kind.PATH),
        ("./-", Kind.PATH),
        ("http.html", Kind.PATH),
    ],
)
def test_kind(name, kind):
    assert kind_of(name) is kind


@pytest.mark.parametrize("name", ["no-such-file", "no/such/file", "a\0b", ""])
def test_what_cannot_be_read_is_refused_before_any_work(name):
    with pytest.raises(CommandError) as caught:
        check_inputs((name,))
    assert caught.value.code == Exit.USAGE


def test_what_can_be_read_passes(tmp_path):
    file = tmp_path / "page.html"
    file.touch()
    check_inputs((str(file), str(tmp_path), "-", "https://example.com/"))
    with pytest.raises(CommandError, match="folder"):
        check_inputs((str(tmp_path),), folders=False)


@pytest.mark.parametrize("packed", [False, True])
def test_bytes_of_files_and_standard_input(packed, tmp_path, monkeypatch):
    body = "<p>पुल</p>".encode()
    stored = gzip.compress(body, mtime=0) if packed else body
    file = tmp_path / "page"
    file.write_bytes(stored)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stored)))
    assert read_bytes(str(file)) == read_bytes("-") == body


def test_bounds(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "LIMITS", replace(LIMITS, page_bytes=1000))
    plain, bomb = tmp_path / "plain", tmp_path / "bomb"
    plain.write_bytes(b"a" * 1001)
    bomb.write_bytes(gzip.compress(b"a" * 100_000, mtime=0))
    for file in (plain, bomb):
        item = read_bytes(str(file))
        assert isinstance(item, Reject)


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("पुल".encode(), "पुल"),
        ("पुल".encode("utf-8-sig"), "पुल"),
        ("पुल".encode("utf-16"), "पुल"),
        (b"", ""),
    ],
)
def test_text(stored, text, tmp_path):
    file = tmp_path / "page.txt"
    file.write_bytes(stored)
    assert read_text(str(file)) == text


@pytest.mark.parametrize(
    "stored", [b"\x89PNG\r\n\x1a\n", b"caf\xe9", b"\xff\xfe\x00", b"\x1f\x8b\x08\x00broken"]
)
def test_bytes_that_are_no_text_are_a_reject(stored, tmp_path):
    file = tmp_path / "page.txt"
    file.write_bytes(stored)
    item = read_text(str(file))
    assert isinstance(item, Reject)
    assert item.reason is Reason.UNDECODABLE
