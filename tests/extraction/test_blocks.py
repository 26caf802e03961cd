"""The walk: which runs of text a page has, what stands in them, and what is no text."""

import pytest

from newscrawl.extraction.blocks import build_page
from newscrawl.extraction.page import Page
from newscrawl.extraction.parse import parse
from newscrawl.limits import LIMITS


def walk(body: str) -> Page:
    tree = parse(
        f"<!doctype html><html lang=hi><head><title>शीर्षक</title></head><body>{body}</body></html>".encode()
    ).tree
    assert tree is not None
    return build_page(tree)


RUNS = [
    pytest.param("<p>एक</p><p>दो</p>", ["एक", "दो"], id="paragraphs"),
    pytest.param("<div>एक<div>दो</div>तीन</div>", ["एक", "दो", "तीन"], id="text around a block"),
    pytest.param("<p>एक <b>दो</b><i> तीन</i>चार</p>", ["एक दो तीनचार"], id="inline elements join as written"),
    pytest.param("<p>एक<br>दो<br><br>तीन</p>", ["एक", "दो", "तीन"], id="line breaks part"),
    pytest.param("<p> एक \n\t दो\u00a0तीन </p>", ["एक दो तीन"], id="white space folds"),
    pytest.param("<p>\u200b</p><p>\ufeff</p><p> </p>", [], id="nothing to see"),
    pytest.param("<ul><li>एक<li>दो</ul>", ["एक", "दो"], id="list items"),
    pytest.param("<table><tr><td>एक<td>दो<tr><th>तीन</table>", ["एक", "दो", "तीन"], id="cells"),
    pytest.param("एक<p>दो", ["एक", "दो"], id="text of the body itself"),
    pytest.param(
        "<x-story>एक</x-story><amp-story>दो</amp-story>", ["एक", "दो"], id="unknown elements are blocks"
    ),
    pytest.param("<p>न्\u200dयाय क़ानून</p>", ["न्\u200dयाय क़ानून"], id="spelling stays"),
    pytest.param("<p>एक<!-- दो --> तीन</p>", ["एक तीन"], id="comments"),
    pytest.param(
        "<p>एक<script>var a='दो'</script></p><style>तीन</style><noscript>चार</noscript>", ["एक"], id="scripts"
    ),
    pytest.param(
        "<template><p>एक</p></template><select><option>दो</select><textarea>तीन</textarea>", [], id="forms"
    ),
    pytest.param("<svg><text>एक</text><title>दो</title></svg><math><mi>तीन</mi></math>", [], id="drawings"),
    pytest.param("<p>&lt;b&gt; &amp; &#2325;</p>", ["<b> & क"], id="entities"),
]


@pytest.mark.parametrize(("body", "texts"), RUNS)
def test_runs_of_text(body: str, texts: list[str]) -> None:
    page = walk(body)
    assert [block.text for block in page.blocks] == texts
    assert [block.index for block in page.blocks] == list(range(len(texts)))
    assert all(0 <= block.link_chars <= len(block.text) for block in page.blocks)
    assert all(0 <= block.bold_chars <= len(block.text) for block in page.blocks)


def test_boxes_form_a_tree_in_document_order() -> None:
    page = walk("<main><p>एक</p><section><div>दो</div></section></main><footer>तीन</footer>")
    for box in page.boxes[1:]:
        assert box.parent is not None
        assert box.parent.index < box.index < box.end <= box.parent.end
    assert [box.tag for box in page.boxes if box.index] == [
        "html",
        "body",
        "main",
        "p",
        "section",
        "div",
        "footer",
    ]


def test_links_carry_their_text_and_address() -> None:
    (block,) = walk('<p>यह भी पढ़ें: <a href="/n/1" rel="Tag" class="More" id=x>नया <b>पुल</b></a> देखें</p>').blocks
    (link,) = block.links
    assert (link.href, link.text, link.rel, link.hints) == ("/n/1", "नया पुल", "tag", "more x")
    # Characters in links without the white space around a tag.
    assert 5 <= block.link_chars <= len("नया पुल")
    assert block.text == "यह भी पढ़ें: नया पुल देखें"


def test_a_link_over_several_runs_counts_in_each() -> None:
    first, second = walk('<a href="/n/1"><h3>शीर्षक</h3><p>सार</p></a>').blocks
    assert first.link_chars == len("शीर्षक")
    assert second.link_chars == len("सार")


def test_bold_runs_and_breaks_are_counted() -> None:
    bold, plain, heading = walk("<p><strong>गहरा</strong><br>सादा</p><h2>शीर्षक</h2>").blocks
    assert bold.bold_chars == len("गहरा")
    assert (plain.bold_chars, plain.breaks) == (0, 1)
    assert heading.bold_chars == len("शीर्षक")


HIDDEN = [
    "<div hidden><p>एक</p></div>",
    '<div style="display: none"><p>एक</p></div>',
    '<div style="color:red;VISIBILITY:hidden"><p>एक</p></div>',
    '<p class="sr-only">एक</p>',
    '<p><span style="display:none">एक</span></p>',
    '<p><span class="visually-hidden">एक</span></p>',
]  # fmt: skip


@pytest.mark.parametrize("body", HIDDEN)
def test_hidden_text_is_marked_with_the_reason(body: str) -> None:
    (block,) = walk(body).blocks
    assert block.hidden


@pytest.mark.parametrize(
    "body", ["<p>एक</p>", '<p class="d-none d-md-block">एक</p>', '<p style="display:block">एक</p>']
)
def test_shown_text_is_not(body: str) -> None:
    (block,) = walk(body).blocks
    assert not block.hidden


@pytest.mark.parametrize(
    ("body", "shown", "hidden"),
    [
        ('<p><span class="sr-only">लेखक</span> रेखा बिष्ट</p>', "रेखा बिष्ट", ["लेखक"]),
        ("<p>पुल का काम <b hidden>दो</b> पूरा</p>", "पुल का काम पूरा", ["दो"]),
        ('<p>सड़क <i style="display:none"><b>कल</b> से</i></p>', "सड़क", ["कल से"]),
        ('<p><a href="/x">रिपोर्ट<em class="screen-reader-text">नए टैब में</em></a></p>', "रिपोर्ट", ["नए टैब में"]),
        ('<p><span class="sr-only">क</span>सड़क<span hidden>ख</span></p>', "सड़क", ["क", "ख"]),
        # A mark is no word: it parts a kicker from its headline.
        ('<h2>बाढ़<span class="visually-hidden">: </span>पुल टूटा</h2>', "बाढ़: पुल टूटा", []),
        ('<p><span class="sr-only">– </span>पुल टूटा</p>', "– पुल टूटा", []),
    ],
)
def test_what_is_hidden_in_a_line_is_taken_out_of_it(body: str, shown: str, hidden: list[str]) -> None:
    first, *others = walk(body).blocks
    assert (first.text, first.hidden) == (shown, "")
    assert [block.text for block in others] == hidden
    assert all(block.hidden for block in others)


def test_an_empty_line_parts_paragraphs_in_preformatted_text_alone() -> None:
    lines = "\n\nपुल का\nकाम शुरू\n \n<b>सड़क\n\r\n\n\nनई</b> बनेगी\n\n"
    page = walk(f"<pre>{lines}</pre><p>{lines}</p><pre><div>एक\n\nदो</div>तीन</pre><div>चार\n\nपाँच</div>")
    assert [(block.text, block.breaks, block.bold_chars) for block in page.blocks] == [
        ("पुल का काम शुरू", 0, 0),
        ("सड़क", 2, 4),
        ("नई बनेगी", 2, 2),
        ("पुल का काम शुरू सड़क नई बनेगी", 0, 10),
        ("एक", 0, 0),
        ("दो", 2, 0),
        ("तीन", 0, 0),
        ("चार पाँच", 0, 0),
    ]


def test_empty_lines_make_no_more_blocks_than_a_page_may_have() -> None:
    page = walk("<pre>" + "क\n\n" * (LIMITS.blocks + 50) + "</pre><p>ग</p>")
    assert len(page.blocks) == LIMITS.blocks
    assert any("cut after" in note for note in page.notes)


def test_the_head_of_the_page() -> None:
    page = walk(
        '<meta property="og:title" content=" पुल "><link rel="Canonical" href="/a"><h1>पुल</h1><svg><title>चित्र</title></svg>'
    )
    assert page.title == "शीर्षक"
    assert page.lang == "hi"
    assert page.metas == {"og:title": ["पुल"]}
    assert [(link.rel, link.href) for link in page.links] == [("canonical", "/a")]


def test_what_is_cut_is_noted() -> None:
    page = walk("<p>x</p>" * (LIMITS.blocks + 5))
    assert len(page.blocks) == LIMITS.blocks
    assert page.notes == [f"cut after {LIMITS.blocks} runs of text"]
    assert all(box.end for box in page.boxes)


def test_many_line_breaks_are_cut_as_well() -> None:
    page = walk("<div>" + "x<br>" * (LIMITS.blocks + 5_000))
    assert len(page.blocks) <= LIMITS.blocks
    assert page.notes


def test_a_very_long_run_is_cut_and_noted() -> None:
    page = walk("<p>" + "सोमवार को " * 30_000)
    assert all(len(block.text) <= LIMITS.block_chars for block in page.blocks)
    assert page.notes
