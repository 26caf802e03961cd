"""The page as the parser gets it: the same tree, without what no reader wants."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from newscrawl.extraction.acceleration import BYTES, WHY_NOT
from newscrawl.extraction.marks import READ_DATA

pytestmark = pytest.mark.skipif(BYTES is None, reason=f"not compiled: {WHY_NOT}")

_HOLLOW = frozenset(("script", "style", "svg", "select", "template"))


def _is_unread(name: str) -> bool:
    if name.startswith(("data-", "aria-")):
        return name not in READ_DATA and name != "aria-label" and len(name) > 5
    return name in {"target", "sizes", "media"} or re.match(r"on[a-z].", name) is not None


def outline(html: bytes, *, read: bool = False) -> list[Any]:
    """A page's elements in order with their attributes and texts, those of `_HOLLOW` without content.

    `read`: only the attributes that the walk may ask for.
    """
    tree = LexborHTMLParser(html)
    found: list[Any] = []

    def step(node: Any) -> Iterator[Any]:
        text = ""
        child = node.first_child
        while child is not None:
            if child.tag == "-text":
                text += child.text_content or ""
            elif child.tag != "-comment":
                if text:
                    yield text
                text = ""
                yield child
            child = child.next
        if text:
            yield text

    stack = [step(tree.root)] if tree.root is not None else []
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            found.append("/")
        elif isinstance(node, str):
            found.append(("text", node))
        else:
            attributes = node.attributes
            told = [(name, value) for name, value in attributes.items() if not (read and _is_unread(name))]
            found.append((node.tag, sorted(told, key=str)))
            data = "json" in (attributes.get("type") or "").lower() or attributes.get("id") == "__NEXT_DATA__"
            if node.tag == "script" and data:
                found.append(node.text())
            elif node.tag not in _HOLLOW:
                stack.append(step(node))
    return found


def shortened(html: str) -> str:
    assert BYTES is not None
    result = BYTES.shortened(html.encode())
    assert outline(result) == outline(html.encode())
    fewer = BYTES.shortened(html.encode(), attributes_too=True)
    assert outline(fewer, read=True) == outline(html.encode(), read=True)
    return result.decode()


def trimmed(html: str) -> str:
    """Without the attributes no reader asks for."""
    assert BYTES is not None
    result = BYTES.shortened(html.encode(), attributes_too=True)
    assert outline(result, read=True) == outline(html.encode(), read=True)
    return result.decode()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href='x' target='_blank' rel=y>", "<a href='x'  rel=y>"),
        ('<div onClick="f(1 > 0)" class="a" DATA-X = "{}">', '<div  class="a" >'),
        ('<p class="a"data-x="1"id="b">', '<p class="a"data-x="1"id="b">'),
        ('<p data-x="1"id="b">', '<p id="b">'),
        ('<img data-src="a" data-srcset="b" data-x="c" sizes="1px">', '<img data-src="a" data-srcset="b"  >'),
        ('<div data-testid="a" aria-label="b" aria-hidden="true">', '<div data-testid="a" aria-label="b" >'),
    ],
)
def test_attributes_no_reader_asks_for_go(html: str, expected: str) -> None:
    assert trimmed(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p data-x>",
        "<p data-x=1>",
        "<svg/data-x='1'></svg>",
        # Formatting elements are told apart by their attributes when they are opened again.
        "<b data-x='1'><font data-x='1'><body data-x='1'>",
        "<p one='1' on='2' data-='3' dat='4' xdata-y='5' aria-='6' targets='7'>",
        "<p data-x='1",
        "<p data-x='1'",
        "<title><p data-x='1'></title>",
        "<p " + "data-x='1' " * 65 + ">",
    ],
)
def test_other_attributes_stay(html: str) -> None:
    assert trimmed(html) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>गोमती</p>", "<p>गोमती</p>"),
        ("<script>var a = '<p>';</script><p>पुल</p>", "<script></script><p>पुल</p>"),
        ("<STYLE a='>'>p > a {}</Style ><p>", "<STYLE a='>'></Style ><p>"),
        ("<p>एक<!-- <p>दो -->तीन", "<p>एकतीन"),
        ("<!--><p>एक<!---><p>दो<!--x--!><p>तीन", "<p>एक<p>दो<p>तीन"),
        ("<svg a=1><path d='M0'/><g></g></svg><p>", "<svg a=1></svg><p>"),
        ("<svg><svg><g/></svg><title>नाम</title></svg><p>", "<svg></svg><p>"),
        ("<select><option>१<option selected>२</select>", "<select></select>"),
        ("<script>a</script>b<style>c</style>", "<script></script>b<style></style>"),
        ("<script><!-- document.write('x') //--></script><p>", "<script></script><p>"),
        ("<script>'</scripts>'</script>x", "<script></script>x"),
    ],
)
def test_what_no_reader_wants_goes(html: str, expected: str) -> None:
    assert shortened(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">{"@type":"NewsArticle"}</script>',
        "<SCRIPT TYPE=Application/JSON>{}</SCRIPT>",
        '<script id="__NEXT_DATA__">{"props":{}}</script>',
        '<script type="application/ld&#43;j&#115;on">{}</script>',
        "<title><!-- a --><script>b</script></title>",
        "<textarea><script>a</script></textarea>",
        "<iframe><style>a</style></iframe>",
        "<p title='<script>a</script>'>",
        "<script>a",
        "<script>a</script",
        "<style>a</styles>",
        "<p><!-- a",
        # A second script in the comment of a script hides the end of the first.
        "<script><!-- <script>a</script> b --></script><p>एक<script>c</script>",
        "<svg><p>एक<style>a</style>",
        "<svg><style><p>एक</style></svg>",
        "<svg><desc><p>एक</desc></svg>",
        "<svg><![CDATA[<p>]]></svg><script>a</script>",
        "<svg/><style>a</style>",
        "<svg></p><style>a</style></svg>",
        "<math><style>a</style></math>",
        "<select><style><p>एक</style></select>",
        "<plaintext><script>a</script>",
        "<frameset><script>a</script></frameset>",
        "<",
        "</",
        "<!",
        "<a",
        "",
    ],
)
def test_what_is_read_or_in_doubt_stays(html: str) -> None:
    assert shortened(html) == html


def test_doubt_costs_only_what_follows() -> None:
    html = "<script>a</script><!-- b --><svg><desc></desc></svg><script>c</script>"
    assert shortened(html) == "<script></script><svg><desc></desc></svg><script>c</script>"


_PIECES = st.sampled_from(
    """<script> </script> <script~type=ld+json> <style> </style> <STYLE/> <svg> </svg> <svg/> <g> </g> <path/>
    <title> </title> <textarea> </textarea> <select> </select> <option> </option> <iframe> </iframe> <noscript>
    </noscript> <p> </p> <b> </b> <a~href=x> </a> <div> </div> <table> <tr> <td> </table> <desc> <xmp> </xmp>
    <!-- --> --!> <!--> <!-----> <! <!x> <? </ </> < > - -- ! ' " = / a पुल <p~a="> <p~a='> ~data-x="1" ~onclick=' ~aria-label='a' ~target="_top" <p~data-x="1"~id='a'> <a~data-y='2'>
    <b~data-x="3"> <svg~data-x="1"> <div~data-x='1'/> <script~data-x="json">
    <i~a=b/> <html> <head> </head>
    <body> </body> </html> <math> </math> <br> </br> <li> <ul> <h1> </h1> <image> <form> </form> <button> <template>
    </template> <![CDATA[ ]]> <!doctype~html> <style~a="b""".split()
)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.lists(st.one_of(_PIECES, st.sampled_from([" ", "\n", "\t"]), st.text(max_size=3)), max_size=30))
def test_the_tree_is_the_same(pieces: list[str]) -> None:
    shortened("".join(pieces).replace("~", " "))


@given(st.binary(max_size=300))
def test_any_bytes_are_taken(data: bytes) -> None:
    assert BYTES is not None
    assert len(BYTES.shortened(data)) <= len(data)
