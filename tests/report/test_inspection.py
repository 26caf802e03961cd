"""What the inspector gathers: every block with its label, every field with its evidence."""

import pytest
from inspected import SENTENCE, demo_page, long_page

from newscrawl.extraction.extract import extract, read_page
from newscrawl.extraction.page import Box, Label, TextBlock
from newscrawl.items.article import Article, Evidence
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.report.fields import FIELDS, field_rows
from newscrawl.report.inspection import inspect_html, inspect_reject, inspect_text
from newscrawl.report.rows import build_rows, count_roles, safe_target, tag_path

DUMP = f"""\
नदी पर बने पुराने बांध की मरम्मत शुरू

होम
Follow us on Facebook
गोरखपुर: {SENTENCE}

{SENTENCE[:-1]}, ऐसा ठेकेदार ने कहा है।

LEAVE A REPLY
"""


@pytest.mark.parametrize("template", ["tagdiv", "hashed", "table"])
def test_every_block_with_its_label(template):
    url, html = demo_page(template)
    reading = read_page(html, url)
    found = inspect_html(html, url, url)
    assert found.article == extract(html, url)
    assert found.reject is None
    assert [(row.index, row.role, row.reason) for row in found.rows] == [
        (i, label.role, label.reason) for i, label in enumerate(reading.labels)
    ]
    assert all(row.reason for row in found.rows)
    assert sum(entry.blocks for entry in found.legend) == len(found.rows)
    assert found.kept == sum(entry.blocks for entry in found.legend if entry.kept) > 0
    assert found.rows[found.first_kept].kept
    assert found.container
    assert found.heading == found.article.title
    assert found.target == url


def test_every_field_of_an_article_is_shown_or_named_as_missing():
    url, html = demo_page()
    found = inspect_html(html, url, url)
    assert {row.name for row in found.fields} | set(found.missing) == set(FIELDS)
    title = next(row for row in found.fields if row.name == "title")
    evidence = found.article.evidence["title"]
    assert title.value == (found.article.title,)
    assert (title.source, title.agreement) == (evidence.source, evidence.agreement)


def test_dissent_and_raw_values_are_told():
    article = Article(
        title="नाम",
        text="पाठ",
        blocks=(),
        word_count=1,
        content_hash="0",
        extractor="newscrawl/0",
        evidence={
            "title": Evidence(
                source="h1", raw="नाम | साइट", agreement="disputed", dissent=("og:title=नाम दो",)
            ),
            "published_at": Evidence(source="byline", raw="कल", agreement="single", precision="day"),
        },
    )
    rows, missing = field_rows(article)
    title, published = (next(r for r in rows if r.name == name) for name in ("title", "published_at"))
    assert (title.raw, title.agreement, title.dissent) == ("नाम | साइट", "disputed", ("og:title=नाम दो",))
    assert (published.value, published.raw, published.precision) == ((), "कल", "day")
    assert "agency" in missing


def test_a_refused_page_keeps_its_blocks():
    html = "<html><body class=home><nav><a href=/a>होम</a> <a href=/b>राज्य</a></nav><p>बस.</p></body></html>"
    found = inspect_html(html, "page.html")
    assert found.article is None
    assert found.reject.stage is Stage.EXTRACT
    assert len(found.rows) == 2
    assert found.heading == "page.html"


@pytest.mark.parametrize("html", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_page_is_a_reject_without_blocks(html):
    found = inspect_html(html, "input")
    assert found.reject is not None
    assert found.rows == found.fields == ()


def test_an_input_that_could_not_be_read():
    reject = Reject(stage=Stage.DECODE, reason=Reason.TOO_LARGE)
    assert inspect_reject(reject, "big.html").reject == reject


def test_plain_text_by_lines():
    found = inspect_text(DUMP, "page.txt")
    assert not found.tagged
    assert found.article.title == DUMP.splitlines()[0]
    assert [row.text for row in found.rows] == [line for line in DUMP.splitlines() if line]
    assert {row.role for row in found.rows if row.kept} == {"paragraph"}
    assert all(row.reason for row in found.rows)


def test_plain_text_that_is_refused_keeps_its_lines():
    found = inspect_text("होम\nराज्य\nखेल\n", "page.txt")
    assert found.reject.reason is Reason.NO_STORY
    assert [row.text for row in found.rows] == ["होम", "राज्य", "खेल"]
    assert inspect_text("", "page.txt").rows == ()


def test_roles_are_counted_story_first():
    root = Box("body", "", None, 0)
    blocks = [TextBlock(f"पंक्ति {i}", root, i) for i in range(4)]
    labels = [Label(role, "why") for role in ("ad", "paragraph", "new_role", "ad")]
    counted = [(entry.role, entry.blocks) for entry in count_roles(build_rows(blocks, labels))]
    assert counted == [("paragraph", 1), ("ad", 2), ("new_role", 1)]


def test_long_texts_are_cut_and_say_so():
    root = Box("body", "", None, 0)
    text = "शब्द " * 6000
    kept, dropped = build_rows(
        [TextBlock(text.strip(), root, i) for i in range(2)], [Label("paragraph", "x"), Label("ad", "x")]
    )
    assert len(kept.text) + kept.left_out == len(text) - 1
    assert len(dropped.text) <= 2000
    assert dropped.left_out == len(text) - 1 - len(dropped.text)
    assert dropped.text.endswith("शब्द")
    assert kept.long


def test_paths_name_the_nearest_elements():
    outer = Box("html", "", None, 0)
    body = Box("body", "home blog left", outer, 1, 1)
    div = Box("div", "x" * 90, body, 2, 2)
    near, full = tag_path(Box("p", "", div, 3, 3), "span.credit a.x")
    assert near.startswith("… › body.home.blog › div.xxx")
    assert near.endswith("… › p › span.credit")
    assert full == "html › body › div › p"


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("/a", "https://base.example/a"),
        ("javascript:alert(1)", None),
        (" java\nscript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("file:///etc/passwd", None),
        ("mailto:a@example.com", None),
        ("", None),
        ("#top", None),
    ],
)
def test_only_web_addresses_can_be_clicked(href, target):
    assert safe_target(href, "https://base.example/") == target


def test_without_an_address_relative_links_are_none():
    assert safe_target("/a") is None


def test_many_links_are_bounded():
    links = "".join(f"<a href='/{i}'>कड़ी {i}</a> " for i in range(30))
    found = inspect_html(f"<html><body><p>{links}</p></body></html>", "x", "https://example.com/")
    (row,) = found.rows
    assert len(row.links) + row.more_links == 30
    assert row.links[0].target == "https://example.com/0"
    assert row.link_share > 80


def test_a_long_page_keeps_all_blocks():
    assert len(inspect_html(long_page(500), "x").rows) == 500
