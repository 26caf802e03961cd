"""Bytes to a tree: depth is kept, bombs are refused, nothing raises."""

import pytest

from newscrawl.extraction.parse import parse
from newscrawl.items.reject import Reason


@pytest.mark.parametrize(
    "markup",
    [
        b"",
        b" ",
        b"x",
        b"<",
        b"<p",
        b"<!--",
        b"<script>",
        b"</p>",
        b"<p a=",
        b"<?php",
        b"<![CDATA[",
        b"\xff\xfe",
        b"\x00",
    ],
    ids=repr,
)
def test_any_fragment_has_a_document_or_a_reason(markup: bytes) -> None:
    parsed = parse(markup)
    assert (parsed.tree is None) == (parsed.reason is not None)


def test_a_bomb_has_its_reason() -> None:
    parsed = parse(b"<div>" * 50_000)
    assert parsed.tree is None
    assert parsed.reason is Reason.TOO_DEEP
    assert "nested deeper" in parsed.detail


@pytest.mark.parametrize("depth", [254, 256, 1_000, 3_900])
def test_deep_elements_are_kept(depth: int) -> None:
    """libxml2 drops what stands below 255 levels without a word."""
    parsed = parse(b"<div>" * depth + "<p>गहराई में</p>".encode() + b"</div>" * depth)
    assert parsed.tree is not None
    found = parsed.tree.css_first("p")
    assert found is not None
    assert found.text() == "गहराई में"
