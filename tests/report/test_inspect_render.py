"""The inspector's page: complete, self-contained, and safe whatever the page it shows holds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inspected import HOSTILE, Drawn, demo_page, long_page

from newscrawl.report.inspection import inspect_html, inspect_text
from newscrawl.report.render import render

LOADING = (
    "//*[@src or @srcset or @data or @background or @poster or @action or @formaction or @ping or @style]"
)
FOREIGN = "//link | //iframe | //object | //embed | //img | //video | //audio | //base | //form | //svg"


def drawn(html, url=None):
    return Drawn.of(render(inspect_html(html, url or "page.html", url)))


def test_every_block_is_shown_with_role_reason_and_place():
    url, html = demo_page()
    found = inspect_html(html, url, url)
    page = Drawn.of(render(found))
    rows = page.rows()
    assert len(rows) == len(found.rows)
    for element, row in zip(rows, found.rows, strict=True):
        assert page.cell(element, "n") == str(row.index)
        assert page.cell(element, "role") == row.role
        assert page.cell(element, "why") == " ".join(row.reason.split())
        assert element.get("title") == row.reason
        assert row.text in page.cell(element, "text")
        assert element.get("data-role") == row.role
        assert element.get("class").split()[1] == ("kept" if row.kept else "gone")
        assert page.cell(element, "where") == row.path
        assert page.cell(element, "share") == (f"{row.link_share} %" if row.link_share else "")


def test_the_legend_counts_the_roles():
    url, html = demo_page()
    page = drawn(html, url)
    for chip in page.root.xpath("//button[@data-role]"):
        role = chip.get("data-role")
        count = len(page.root.xpath(f"//tr[@data-role='{role}']"))
        assert chip.text_content() == f"{role} {count}"


def test_the_article_stands_beside_it():
    url, html = demo_page()
    found = inspect_html(html, url, url)
    page = Drawn.of(render(found))
    text = page.text_of("result")
    article = found.article
    assert article.title in text
    assert article.subtitle in text
    assert article.authors[0] in text
    for block in article.blocks:
        assert " ".join(block.text.split()) in text
    assert page.root.xpath("//article/@lang") == ["hi"]
    fields = page.text_of("fields")
    for name, evidence in article.evidence.items():
        if name in {row.name for row in found.fields}:
            assert name in fields
            assert evidence.source in fields


def test_a_refused_page_says_why():
    html = "<html><body class=home><nav><a href=/a>होम</a></nav><p>बस.</p></body></html>"
    found = inspect_html(html, "page.html")
    page = Drawn.of(render(found))
    assert f"extract/{found.reject.reason}" in page.text_of("result")
    assert found.reject.detail in page.text_of("result")
    assert len(page.rows()) == len(found.rows)


def test_an_empty_input():
    assert "decode/empty" in drawn(b"").text_of("result")


def test_repairs_are_told():
    html = demo_page()[1].encode().decode("latin-1").encode()
    found = inspect_html(html, "page.html")
    assert found.notes
    page = Drawn.of(render(found))
    assert all(note in page.text_of("notes") for note in found.notes)


def test_nothing_is_loaded_from_elsewhere():
    url, html = demo_page()
    text = render(inspect_html(html, url, url))
    page = Drawn.of(text)
    assert page.root.xpath(LOADING) == []
    assert page.root.xpath(FOREIGN) == []
    style = page.root.xpath("string(//style)")
    assert "url(" not in style
    assert "@import" not in style
    (policy,) = page.root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def assert_harmless(text):
    page = Drawn.of(text)
    scripts = page.root.xpath("//script")
    assert len(scripts) == 1
    assert "pwned" not in scripts[0].text_content()
    assert len(page.root.xpath("//style")) == 1
    assert page.root.xpath(LOADING) == []
    assert page.root.xpath(FOREIGN) == []
    handlers = [name for element in page.root.iter() for name in element.attrib if name.startswith("on")]
    assert handlers == []
    for href in page.root.xpath("//a/@href"):
        assert re.match(r"(?:https?://|#)", href)
    text.encode("utf-8")
    return page


def test_a_hostile_page_injects_nothing():
    page = assert_harmless(render(inspect_html(HOSTILE, '"><script>x</script>', "https://example.com/a")))
    shown = " ".join(page.cell(row, "text") for row in page.rows())
    assert "<script>window.pwned=10</script>" in shown
    assert "javascript:window.pwned=7" in shown


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<script>",
                "</script>",
                "<a href='",
                "'>",
                '"',
                "&lt;script&gt;",
                "&quot;",
                "]]>",
                "<!--",
            ]
        )
        | st.text(max_size=20),
        max_size=40,
    )
)
def test_whatever_a_page_holds(parts):
    html = "".join(parts).encode("utf-8", "surrogatepass")
    assert_harmless(render(inspect_html(html, "page.html", "https://example.com/")))
    assert_harmless(render(inspect_text("".join(parts), "page.txt")))


@pytest.mark.parametrize("blocks", [500])
def test_size_and_time(blocks, stopwatch):
    html = long_page(blocks)
    render(inspect_html(html, "warm.html"))
    found = inspect_html(html, "page.html")
    assert stopwatch.cpu(lambda: render(found), 0.2) < 0.2
    text = stopwatch.result
    assert len(Drawn.of(text).rows()) == blocks
    assert len(text.encode()) < 2_000_000
