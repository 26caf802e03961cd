"""Where the story sits: found by its own text, not by names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.blocks import build_page
from newscrawl.extraction.container import _named_apart, _named_in_turn, find_story, stable
from newscrawl.extraction.hints import NOTHING, TAG_LABELS
from newscrawl.extraction.page import Box, Label, Page
from newscrawl.extraction.parse import parse
from newscrawl.hindi.remembered import Remembered

PARAGRAPHS = [
    f"<p>मंडल {i} के अधिकारियों ने सोमवार को बताया कि सड़क की मरम्मत का काम तय समय से पहले पूरा कर लिया जाएगा।</p>"
    for i in range(5)
]
STORY = "".join(PARAGRAPHS)
LINKS = "".join(f"<li><a href=/{i}>खबर {i} की सुर्खी यहां लिखी है</a></li>" for i in range(30))


def walk(body: str) -> Page:
    tree = parse(f"<!doctype html><body>{body}</body>".encode()).tree
    assert tree is not None
    return build_page(tree)


PLACES = [
    pytest.param(f"<div id=s>{STORY}</div>", id="a div"),
    pytest.param(f"<ul>{LINKS}</ul><div id=s>{STORY}</div><ul>{LINKS}</ul>", id="between menus"),
    pytest.param(f"<table><tr><td><ul>{LINKS}</ul></td><td id=s>{STORY}</td></tr></table>", id="a cell"),
    pytest.param(f"<aside>{STORY[:300]}</aside><section id=s>{STORY}</section>", id="beside an aside"),
    pytest.param(
        f"<div class=comments>{STORY}{STORY}</div><section id=s>{STORY}</section>", id="beside comments"
    ),
    pytest.param(f"<div id=s class=sidebar>{STORY}</div>", id="in what a name calls a sidebar"),
    pytest.param(f"<div hidden>{STORY}</div><div id=s>{STORY}</div>", id="beside a hidden copy"),
]


@pytest.mark.parametrize("body", PLACES)
def test_the_story_is_inside_the_container(body: str) -> None:
    page = walk(body)
    region = find_story(page, -1)
    assert region.container is not None
    (story,) = [box for box in page.boxes if "s" in box.hints.split()]
    inside = [b.index for b in page.blocks if story.index <= b.box.index < story.end]
    assert region.kin == frozenset(inside)


@pytest.mark.parametrize("body", ["", "<p>होम</p>", f"<ul>{LINKS}</ul>", "<h1>शीर्षक</h1>"])
def test_a_page_without_prose_has_no_container(body: str) -> None:
    assert find_story(walk(body), -1).kin == frozenset()


def test_a_story_in_hidden_elements_only_is_found() -> None:
    region = find_story(walk(f"<h1>शीर्षक</h1><div style='display:none'>{STORY}</div>"), 0)
    assert region.hidden_story
    assert len(region.kin) == len(PARAGRAPHS)


@pytest.mark.parametrize(("one", "other"), [("p-1 x", "p-27 x"), ("story para odd", "story para even")])
def test_siblings_share_a_stable_name(one: str, other: str) -> None:
    assert stable(one) == stable(other)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["div", "aside", "nav", "p", "figcaption"]),
            st.sampled_from(["", "related-stories", "td-post-content", "comments", "ad-slot", "sidebar x"]),
        ),
        max_size=30,
    )
)
def test_boxes_beside_the_story_are_named_alike_compiled_or_not(kinds: list[tuple[str, str]]) -> None:
    boxes = [Box(tag, hints, None, index) for index, (tag, hints) in enumerate(kinds)]
    known = Remembered(lambda hints: NOTHING if hints == "td-post-content" else Label("related", hints))
    one = _named_apart(boxes, known, TAG_LABELS)
    assert one == _named_in_turn(boxes, known, TAG_LABELS)
    assert all(box.hints != "td-post-content" or box.tag in TAG_LABELS for box in one)
