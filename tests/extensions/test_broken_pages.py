"""Pages that show a break: bounded, under safe names, and no reason to fail."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extensions import broken_pages
from newscrawl.extensions.broken_pages import BrokenPages, SeenPage, file_name
from newscrawl.limits import LIMITS

WHY = {"authors": "0 of 12 pages, 60 of 60 before"}


def lines(root: Path) -> list[dict]:
    [file] = (root / "broken").glob("*.jsonl")
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def page(number: int, body: bytes = b"<p>\xe0\xa4\xa8\xe0\xa4\xa6\xe0\xa5\x80</p>") -> SeenPage:
    return SeenPage(f"https://khabar.example/{number}", body)


def test_pages_and_their_list(tmp_path: Path) -> None:
    pages = BrokenPages(tmp_path, 2)
    for number in (1, 1, 2, 3):
        pages.keep("khabar", "article", WHY, page(number))
    pages.keep("samachar", "live", WHY, None)
    found = lines(tmp_path)
    assert [line["url"] and line["url"][-1] for line in found] == ["1", "2", "3", None]
    kept = [line["file"] for line in found if line["file"]]
    assert len(kept) == 2
    assert all(gzip.decompress((tmp_path / "broken" / name).read_bytes()) == page(1).body for name in kept)
    assert found[3]["publisher"] == "samachar"
    assert found[0]["why"] == WHY
    assert not pages.wants("khabar")
    assert pages.wants("samachar")


def test_a_page_is_kept_up_to_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broken_pages, "LIMITS", replace(LIMITS, broken_page_bytes=5))
    BrokenPages(tmp_path, 1).keep("khabar", "article", WHY, page(1, b"0123456789"))
    [line] = lines(tmp_path)
    assert gzip.decompress((tmp_path / "broken" / line["file"]).read_bytes()) == b"01234"


def test_without_a_folder_nothing_is_kept() -> None:
    pages = BrokenPages(None, 3)
    assert not pages.wants("khabar")
    pages.keep("khabar", "article", WHY, page(1))


def test_what_cannot_be_written_is_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "broken").write_text("a file in the folder's place")
    BrokenPages(tmp_path, 3).keep("khabar", "article", WHY, page(1))
    assert "Cannot keep a page that shows a break" in caplog.text


@given(st.text(), st.text())
def test_names_are_safe(publisher: str, url: str) -> None:
    name = file_name(publisher, url)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-.")
    assert name.count(".") == 2
    assert len(name) <= 110
    assert not name.startswith(("-.", "."))
    assert name == file_name(publisher, url)
