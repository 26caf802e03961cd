"""What is refused before it is parsed, and what is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from story_pages import CASES, page

from newscrawl.extraction.decode import decode
from newscrawl.extraction.guards import bomb
from newscrawl.extraction.open_tags import OpenTags
from newscrawl.extraction.scan import FORMATTING
from newscrawl.items.reject import Reason
from newscrawl.limits import LIMITS

MANY = 60_000


def numbered(form: str, count: int) -> bytes:
    return "".join(form % i for i in range(count)).encode()


REFUSED = {
    "tags": (b"<p>" * (LIMITS.nodes + 1), Reason.TOO_MANY_NODES),
    "depth": (b"<div>" * MANY, Reason.TOO_DEEP),
    "depth behind a quote in an unquoted value": (b'<p a=x">' + b"<div>" * MANY, Reason.TOO_DEEP),
    "depth behind a quote for a name": (b'<p ="x>' + b"<div>" * MANY, Reason.TOO_DEEP),
    "depth behind an empty comment": (b"<!-->" + b"<div>" * MANY, Reason.TOO_DEEP),
    "depth behind a closed comment": (b"<!--x--!>" + b"<div>" * MANY, Reason.TOO_DEEP),
    "depth behind a script of svg": (b"<svg><script>" + b"<div>" * MANY, Reason.TOO_DEEP),
    "depth with end tags of nothing": (b"<div></x>" * MANY, Reason.TOO_DEEP),
    "depth with end tags out of reach": (b"<span><div></span>" * MANY, Reason.TOO_DEEP),
    "depth with forms": (b"<form><div></form>" * MANY, Reason.TOO_DEEP),
    "depth in tables": (b"<div><table><td></div>" * MANY, Reason.TOO_DEEP),
    "depth in lists": (b"<ul><li>" * MANY, Reason.TOO_DEEP),
    "attributes": (b"<div " + numbered("a%d ", MANY) + b">", Reason.TAG_TOO_LONG),
    "attributes with values": (b"<div " + numbered("a%d='' ", MANY) + b">", Reason.TAG_TOO_LONG),
    "attributes holding >": (b"<div " + numbered('a%d=">" ', MANY) + b">", Reason.TAG_TOO_LONG),
    "attributes behind one with a value": (b'<div id="x" ' + numbered("a%d ", MANY), Reason.TAG_TOO_LONG),
    "attributes of an unclosed tag": (b"<div " + numbered("a%d ", MANY), Reason.TAG_TOO_LONG),
    "attributes of many tags": ((b"<div " + numbered("a%d ", 5_000) + b">") * 40, Reason.TAG_TOO_LONG),
    "attributes added to body": (numbered("<body a%d>", MANY), Reason.TAG_TOO_LONG),
    "options": (b"<select>" + b"<option>x" * MANY, Reason.TAG_TOO_LONG),
    "open formatting": (numbered("<b id=%d><p>x", 2_000), Reason.TOO_DEEP),
    "formatting made anew": (
        b"<p>" + numbered("<b id=%d>", 290) + b"</p>" + b"<p>x" * 5_000,
        Reason.TOO_MANY_NODES,
    ),
    "formatting with > in its values": (numbered('<b title=">%d"><p>x', 2_000), Reason.TOO_DEEP),
    "misnested formatting": (numbered("<b id=%d><div>", 200) + b"</b>" * 5_000, Reason.TOO_MANY_NODES),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bomb_is_refused_in_little_time(name: str, stopwatch) -> None:
    data, reason = REFUSED[name]
    assert stopwatch.cpu(lambda: bomb(data), 0.5) < 0.5
    refused = stopwatch.result
    assert refused is not None
    assert refused[0] is reason
    assert refused[1]


HARMLESS = {
    "nothing": b"",
    "depth within bounds": b"<div>" * 3_000,
    "many closed elements": b"<div><p>x</p></div>" * 40_000,
    "unclosed paragraphs": b"<p>x" * 100_000,
    "unclosed list items": b"<ul>" + b"<li>x" * 50_000 + b"</ul>",
    "unclosed cells": b"<table>" + b"<tr><td>x<td>y" * 40_000 + b"</table>",
    "unclosed b in each paragraph": b"<p><b>x" * 20_000,
    "unclosed fonts in each cell": b"<table>" + numbered("<tr><td><font size=%d>x<td>y", 10_000),
    "unclosed anchors": numbered("<a name=n%d><p>x", 20_000),
    "paths of svg": b"<svg>" + b"<path d='M0 0'/>" * 30_000 + b"</svg>",
    "tags in scripts": (b"<script>var a = '" + b"<div>" * 50 + b"'</script>") * 2_000,
    "tags in comments": b"<!-- " + b"<div>" * 50_000 + b" -->",
    "a long value": b"<img src='data:" + b"A" * 200_000 + b"'>",
    "a long script": b"<script>" + b"if(a<b&&c<d){e=f}" * 20_000 + b"</script>",
    "a page of selects": (b"<select>" + b"<option>x</option>" * 250 + b"</select>") * 20,
    "a table of tables": b"<table><tr><td>" * 1_000 + b"x" + b"</td></tr></table>" * 1_000,
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_pages_do_is_not_refused(name: str) -> None:
    assert bomb(HARMLESS[name]) is None


@pytest.mark.parametrize("case", CASES)
def test_no_written_page_is_refused(case: str) -> None:
    assert bomb(decode(page(case)).data) is None
    assert bomb(decode(page(case)).data * 20) is None


NAMES = (
    "div span p b i a table tr td th li ul dd section form button h1 h2 svg path select object x-y br".split()
)
TAGS = st.lists(st.tuples(st.booleans(), st.sampled_from(NAMES), st.integers(0, 3)), max_size=250)


def depth_of(markup: bytes) -> int:
    deepest = 0
    stack = [(LexborHTMLParser(markup).body, 0)]
    while stack:
        node, depth = stack.pop()
        if node is None:
            continue
        deepest = max(deepest, depth)
        stack += [(child, depth + 1) for child in node.iter(include_text=False)]
    return deepest


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TAGS)
def test_the_model_counts_no_less_than_the_parser_holds_open(tags: list[tuple[bool, str, int]]) -> None:
    """A cell stands for up to four elements (table, tbody, tr, td), a list item for none but its list's."""
    model = OpenTags()
    highest = 0
    parts = []
    for closing, name, number in tags:
        attributes = b"" if closing else b" id=%d" % number
        parts.append((b"</" if closing else b"<") + name.encode() + attributes + b">")
        refused = model.close(name.encode()) if closing else model.open(name.encode(), attributes)
        assert refused is None
        highest = max(highest, model.height)
    assert depth_of(b"".join(parts)) <= 3 * highest + 6


def test_formatting_elements_are_those_of_the_standard() -> None:
    """All but `a`: one closes the one before."""
    assert sorted(FORMATTING) == sorted("b big code em font i nobr s small strike strong tt u".split())
