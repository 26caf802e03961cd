"""What single elements say: dates, pictures, microdata, scripts."""

import pytest

from newscrawl.extraction.blocks import build_page
from newscrawl.extraction.marks import hidden_by_attribute, read_class
from newscrawl.extraction.page import Page
from newscrawl.extraction.parse import parse
from newscrawl.limits import LIMITS


def walk(body: str) -> Page:
    tree = parse(f"<!doctype html><body>{body}</body>".encode()).tree
    assert tree is not None
    return build_page(tree)


IMAGES = [
    ('<img src="/a.jpg" alt="पुल" width="640" height="360px">', ("/a.jpg", "पुल", 640, 360)),
    ('<img src="data:image/gif;base64,R0" data-src="/b.jpg">', ("/b.jpg", "", 0, 0)),
    ('<img src="/blank.gif" data-lazy-src="/c.jpg" width="100%">', ("/c.jpg", "", 0, 0)),
    ('<img srcset="/d-320.jpg 320w, /d-640.jpg 640w">', ("/d-640.jpg", "", 0, 0)),
    ('<amp-img src="/e.jpg" width="99999999" height="-5"></amp-img>', ("/e.jpg", "", 0, 0)),
]


@pytest.mark.parametrize(("markup", "wanted"), IMAGES)
def test_a_picture_names_its_best_address(markup: str, wanted: tuple[str, str, int, int]) -> None:
    (image,) = walk(markup).images
    assert (image.src, image.alt, image.width, image.height) == wanted


@pytest.mark.parametrize(
    "markup", ["<img>", '<img src="">', '<img src="data:image/png;base64,x">', '<img srcset=" , ">']
)
def test_a_picture_without_address_is_none(markup: str) -> None:
    assert walk(markup).images == []


def test_a_figure_gives_its_pictures_their_caption() -> None:
    page = walk(
        "<p>एक</p><figure><img src=/a.jpg><img src=/b.jpg><figcaption>नया <b>पुल</b></figcaption></figure><img src=/c.jpg>"
    )
    captions = [page.blocks[image.caption].text if image.caption >= 0 else None for image in page.images]
    assert captions == ["नया पुल", "नया पुल", None]


def test_times_are_read_wherever_they_stand() -> None:
    page = walk(
        '<time datetime="2026-03-02T18:40:00+05:30">2 मार्च</time><span datetime="2026-03-01">x</span>'
        '<div itemprop="datePublished" content="2026-03-03">3 मार्च</div><time>आज</time>'
    )
    assert {mark.datetime for mark in page.times} >= {"2026-03-02T18:40:00+05:30", "2026-03-01", "2026-03-03"}
    assert "आज" in {mark.text for mark in page.times}


def test_microdata_has_its_scope() -> None:
    page = walk(
        '<div itemscope itemtype="https://schema.org/Person"><span itemprop="name">राम</span></div><b itemprop="headline">पुल</b>'
    )
    found = {prop.name: (prop.value, prop.itemtype) for prop in page.itemprops}
    assert found == {"name": ("राम", "https://schema.org/person"), "headline": ("पुल", "")}


def test_json_scripts_are_kept_within_bounds() -> None:
    page = walk(
        '<script type="application/ld+json">{"a": 1}</script><script type="application/json">{}</script><script>{}</script>'
    )
    assert page.jsonld == ['{"a": 1}']
    long = "x" * (LIMITS.jsonld_bytes + 1)
    page = walk(f'<script type="application/ld+json">{long}</script>')
    assert page.jsonld == [long]  # one character too many tells the reader that it was cut
    page = walk(f'<script type="application/ld+json">{long}{long}</script>')
    assert len(page.jsonld[0]) == LIMITS.jsonld_bytes + 1
    assert len(walk('<script type="application/ld+json">{}</script>' * 100).jsonld) == LIMITS.jsonld_blocks


@pytest.mark.parametrize("name", ["times", "itemprops", "links"])
def test_lists_are_bounded(name: str) -> None:
    page = walk(
        '<time datetime="2026-01-01">x</time><i itemprop="author">y</i><link rel=alternate href=/a>' * 1_000
    )
    assert len(getattr(page, name)) <= LIMITS.list_items


@pytest.mark.parametrize("classes", ["sr-only", "a hidden", "visually-hidden b", "d-none"])
def test_classes_that_hide(classes: str) -> None:
    assert read_class(classes)[1]


@pytest.mark.parametrize("classes", ["", "hidden-gem", "d-none d-lg-block", "unhidden", "overflow-hidden"])
def test_classes_that_do_not(classes: str) -> None:
    assert read_class(classes)[1] == ""


@pytest.mark.parametrize(
    ("name", "value", "hidden"),
    [
        ("hidden", None, True),
        ("hidden", "", True),
        ("hidden", "until-found", False),
        ("style", "display : NONE", True),
        ("style", "visibility:hidden", True),
        ("style", "display:block", False),
        ("style", None, False),
    ],
)
def test_attributes_that_hide(name: str, value: str | None, hidden: bool) -> None:
    assert bool(hidden_by_attribute(name, value)) is hidden
