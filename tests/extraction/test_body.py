"""Labelled blocks to pieces of the story."""

from newscrawl.extraction.blocks import build_page
from newscrawl.extraction.body import STORY_ROLES, build_story, nearest
from newscrawl.extraction.page import Label
from newscrawl.extraction.parse import parse
from newscrawl.items.article import BLOCK_KINDS


def pieces(body: str, *roles: str) -> list[tuple[str, str]]:
    tree = parse(f"<!doctype html><body>{body}</body>".encode()).tree
    assert tree is not None
    page = build_page(tree)
    assert len(page.blocks) == len(roles), [block.text for block in page.blocks]
    return [
        (block.kind, block.text)
        for block in build_story(page.blocks, [Label(role, "test") for role in roles])
    ]


def test_every_story_role_is_a_kind() -> None:
    assert set(STORY_ROLES.values()) == set(BLOCK_KINDS)


def test_only_story_roles_come_out_in_order() -> None:
    assert pieces("<p>एक</p><p>दो</p><p>तीन</p>", "paragraph", "ad", "quote") == [
        ("paragraph", "एक"),
        ("quote", "तीन"),
    ]


def test_a_line_broken_inside_a_sentence_stays_one_piece() -> None:
    assert pieces("<p>हवा चली<br>बादल छाए<br>बारिश हुई।<br>धूप निकली</p>", *["paragraph"] * 4) == [
        ("paragraph", "हवा चली\nबादल छाए\nबारिश हुई।"),
        ("paragraph", "धूप निकली"),
    ]


def test_two_breaks_part_paragraphs() -> None:
    assert pieces("<p>हवा चली<br><br>बादल छाए</p>", *["paragraph"] * 2) == [
        ("paragraph", "हवा चली"),
        ("paragraph", "बादल छाए"),
    ]


def test_a_line_between_that_is_dropped_parts_too() -> None:
    assert len(pieces("<p>हवा चली<br>विज्ञापन<br>बादल छाए</p>", "paragraph", "ad", "paragraph")) == 2


def test_a_table_is_one_piece_of_rows() -> None:
    table = "<table><tr><th>शहर<th>भाव<tr><td>पटना<td>105<br>रुपये<tr><td>भोपाल<td>106</table>"
    assert pieces(f"<p>एक</p>{table}<p>दो</p>", "paragraph", *["table"] * 7, "paragraph") == [
        ("paragraph", "एक"),
        ("table", "शहर | भाव\nपटना | 105 रुपये\nभोपाल | 106"),
        ("paragraph", "दो"),
    ]


def test_two_tables_are_two_pieces() -> None:
    table = "<table><tr><td>पटना<td>105</table>"
    assert len(pieces(table * 2, *["table"] * 4)) == 2


def test_nearest_finds_the_innermost() -> None:
    tree = parse(b"<table id=a><tr><td><table id=b><tr><td>x</table></table>").tree
    assert tree is not None
    (block,) = build_page(tree).blocks
    found = nearest(block.box, "table")
    assert found is not None
    assert found.hints == "b"
    assert nearest(block.box, "ul") is None
