"""Both walks over one tree, and what they left, in a form that can be compared."""

from dataclasses import fields
from typing import Any

from newscrawl.extraction.acceleration import WALK
from newscrawl.extraction.page import Page
from newscrawl.extraction.parse import parse
from newscrawl.extraction.walk import walk


def records(page: Page) -> dict[str, Any]:
    """A page's fields, boxes by their numbers."""
    found = {field.name: getattr(page, field.name) for field in fields(page)}
    found["boxes"] = [
        (
            box.tag,
            box.hints,
            box.parent and box.parent.index,
            box.index,
            box.hidden,
            box.itemprop,
            box.itemtype,
            box.end,
        )
        for box in page.boxes
    ]
    found["blocks"] = [
        (
            block.text,
            block.box.index,
            block.index,
            block.link_chars,
            block.bold_chars,
            block.links,
            block.breaks,
            block.inline,
            block.hidden,
            block.parts,
        )
        for block in page.blocks
    ]
    found["images"] = [
        (
            image.src,
            image.alt,
            image.title,
            image.width,
            image.height,
            image.block,
            image.box.index,
            image.caption,
        )
        for image in page.images
    ]
    for box in page.boxes:
        assert type(box.end) is int
        assert type(box.index) is int
    return found


def both(data: bytes, url: str | None = None) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """What the reference and the compiled walk leave of a page; None for one that is not parsed."""
    tree = parse(data).tree
    if tree is None:
        return None
    assert WALK is not None
    return records(walk(tree, url)), records(WALK.walk(tree, url))


def assert_equal(data: bytes, url: str | None = None) -> None:
    """Fail where the two walks differ, naming the first field that does."""
    found = both(data, url)
    if found is None:
        return
    reference, compiled = found
    for name, value in reference.items():
        assert compiled[name] == value, name
