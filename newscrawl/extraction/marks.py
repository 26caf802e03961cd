"""What single elements say beside their text: metas, dates, pictures, microdata, scripts, hidden marks."""

import re
from functools import lru_cache
from typing import Any, Protocol

from newscrawl.extraction.page import Box, ImageMark, ItemProp, Page, Signature, TextBlock, TimeMark
from newscrawl.hindi.remembered import remembered
from newscrawl.limits import LIMITS

IMAGE_SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazyload",
    "data-img-src",
    "data-url",
    "src",
)
"""Where a picture's address may stand, that of a lazy one first."""
_HINT_ATTRIBUTES = frozenset(
    ("id", "role", "data-testid", "data-component", "aria-label", "data-type", "data-block", "data-module")
)
READ_DATA = frozenset(
    name for name in (*IMAGE_SOURCES, *_HINT_ATTRIBUTES, "data-srcset") if name.startswith("data-")
)
"""The `data-` attributes that either walk asks for."""
MARKED = frozenset(("hidden", "style", "itemprop", "itemtype", "datetime"))
"""Attributes that say more of an element than its names."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASSES = frozenset(
    ("sr-only", "screen-reader-text", "screen-reader", "visually-hidden", "visuallyhidden",
     "u-visually-hidden", "is-hidden", "d-none", "hidden", "hide", "element-invisible", "assistive-text")
)  # fmt: skip
_SHOWN_CLASS = re.compile(r"(?:^| )(?:d-(?:sm|md|lg|xl|block|flex)|(?:sm|md|lg|xl):(?:block|flex|inline))")
_DATE_PROPS = frozenset(("datepublished", "datemodified", "datecreated", "uploaddate"))
_PROPS = _DATE_PROPS | frozenset(
    [
        "headline",
        "name",
        "author",
        "creator",
        "editor",
        "articlesection",
        "keywords",
        "description",
        "publisher",
        "alternativeheadline",
        "image",
        "contenturl",
        "caption",
        "genre",
        "url",
    ]
)


class Element(Protocol):
    """An element of the parser's tree, as far as the rules here look at it."""

    @property
    def tag(self) -> str | None:
        """Its name in lower case."""

    def text(self, *, separator: str = "") -> str:
        """All text below it, with `separator` between that of any two text nodes."""


@lru_cache(maxsize=32_768)
def read_class(value: str | None) -> tuple[str, str]:
    """Return a class attribute in lower case, and which class in it hides the element from readers, or ''."""
    if not value:
        return "", ""
    classes = value.lower()[:400]
    words = classes.split(" ")
    if _HIDDEN_CLASSES.isdisjoint(words) or _SHOWN_CLASS.search(classes):
        return classes, ""
    return classes, f"class {next(word for word in words if word in _HIDDEN_CLASSES)}"


def hidden_by_attribute(name: str, value: str | None) -> str:
    """Why an element with this `hidden` or `style` attribute is not shown, or ''."""
    if name == "hidden":
        return "" if value == "until-found" else "hidden attribute"
    return _hidden_by_style(value) if value else ""


@remembered(8_192)
def _hidden_by_style(style: str) -> str:
    if not _HIDDEN_STYLE.search(style):
        return ""
    return "style display:none" if "display" in style.lower() else "style visibility:hidden"


def read_box(page: Page, box: Box, node: Element, attributes: dict[str, Any]) -> None:
    """Give `box` its hints, its hidden mark and its microdata."""
    hints = ""
    if "class" in attributes:
        hints, hidden = read_class(attributes["class"])
        box.hidden = box.hidden or hidden
        if len(attributes) == 1:
            box.hints = hints
            return
    for name, value in attributes.items():
        if name in _HINT_ATTRIBUTES:
            if value:
                hints = f"{hints} {value.lower()}" if hints else value.lower()
        elif name in MARKED:
            if name in ("hidden", "style"):
                box.hidden = box.hidden or hidden_by_attribute(name, value)
            elif name == "itemprop":
                read_itemprop(page, node, attributes, box)
            elif name == "itemtype":
                box.itemtype = (value or "").lower()
            else:
                read_time(page, node, attributes, hints)
    box.hints = hints[:400]


def text_of(page: Page, node: Element, separator: str = "") -> str:
    """The text of an element, as far as a field holds it; `separator` between that of its children.

    Marked elements may nest around one long text; what they make the walk read again is bounded per page.
    """
    if page.reread > LIMITS.page_bytes // 8:
        return ""
    text = node.text(separator=separator)
    page.reread += len(text)
    return " ".join(text[: 4 * LIMITS.field_chars].split())[: LIMITS.field_chars]


def is_author_name(hints: str, outer: str, box: Box) -> bool:
    """True for the formatted name of the story's author in the hAtom microformat (class fn in a vcard)."""
    return "fn" in hints.split() and "vcard" in outer and "comment" not in outer + box.hints


def read_signature(page: Page, node: Element, hints: str) -> None:
    """Note an inline element that holds an author's name by its class."""
    if len(page.signatures) < LIMITS.list_items:
        page.signatures.append(Signature(text_of(page, node, " "), hints, len(page.blocks)))


def read_itemprop(page: Page, node: Element, attributes: dict[str, Any], box: Box) -> None:
    """Note the microdata properties of an element."""
    names = (attributes.get("itemprop") or "").lower().split()
    if not names:
        return
    if box.tag == node.tag:
        box.itemprop = " ".join(names)
    for name in names:
        if name not in _PROPS or len(page.itemprops) >= LIMITS.list_items:
            continue
        value = attributes.get("content") or attributes.get("datetime")
        if value is None and name not in ("publisher", "image"):
            value = text_of(page, node)
        scope: Box | None = box
        while scope is not None and not scope.itemtype:
            scope = scope.parent
        page.itemprops.append(ItemProp(name, value or "", len(page.blocks), scope.itemtype if scope else ""))
        if name in _DATE_PROPS and node.tag != "time":
            page.times.append(TimeMark(value or "", "", box.hints, name, len(page.blocks)))


def read_time(page: Page, node: Element, attributes: dict[str, Any], hints: str) -> None:
    """Note a `<time>` or an element with a datetime."""
    if len(page.times) < LIMITS.list_items:
        text = text_of(page, node)
        prop = (attributes.get("itemprop") or "").lower()
        page.times.append(TimeMark(attributes.get("datetime") or "", text, hints, prop, len(page.blocks)))


def read_abbreviation(page: Page, node: Element, attributes: dict[str, Any], hints: str) -> None:
    """Note an `<abbr class="published" title="2026-11-22T11:25:00+05:30">`, as hAtom marks dates."""
    if "published" in hints or "updated" in hints:
        read_time(page, node, {"datetime": attributes["title"]}, hints)


def read_meta(page: Page, attributes: dict[str, Any]) -> None:
    """Note a `<meta>`."""
    content = attributes.get("content")
    if content is None:
        return
    content = content.strip()
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = attributes.get(attribute)
        if not name:
            continue
        values = page.metas.setdefault(name.strip().lower(), [])
        if len(values) < LIMITS.list_items:
            values.append(content)
        if attribute == "itemprop" and name.lower() in _PROPS:
            page.itemprops.append(ItemProp(name.lower(), content, len(page.blocks), ""))


def read_image(attributes: dict[str, Any], block: int, box: Box) -> ImageMark | None:
    """Return the picture an `<img>` shows, lazy ones too, or None when it names none."""
    source = ""
    for name in IMAGE_SOURCES:
        value = attributes.get(name)
        if value and not value.startswith("data:"):
            source = value
            break
    if not source:
        candidates = attributes.get("srcset") or attributes.get("data-srcset") or ""
        source = candidates.split(",")[-1].strip().split(" ")[0] if candidates else ""
    if not source:
        return None
    return ImageMark(
        source.strip(),
        attributes.get("alt") or "",
        attributes.get("title") or "",
        pixels(attributes.get("width")),
        pixels(attributes.get("height")),
        block,
        box,
    )


def pixels(value: str | None) -> int:
    """A width or height as an attribute has it, 0 for none."""
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0


def caption_figure(figure: tuple[Box, list[ImageMark]], blocks: list[TextBlock]) -> None:
    """Give the pictures of a figure the first text that stands in its figcaption."""
    box, images = figure
    if not images:
        return
    at = len(blocks)
    caption = -1
    while at and blocks[at - 1].box.index > box.index:
        at -= 1
        inner: Box | None = blocks[at].box
        while inner is not None and inner is not box:
            if inner.tag == "figcaption":
                caption = at
                break
            inner = inner.parent
    for image in images:
        image.caption = caption


def read_script(page: Page, kind: str, identity: str | None, text: str | None) -> None:
    """Keep a JSON-LD script or an application state: its type and id as written, what stands in it."""
    if "ld+json" in kind.lower():
        if text and len(page.jsonld) < LIMITS.jsonld_blocks:
            # One character too many tells the reader that it was cut.
            page.jsonld.append(text[: LIMITS.jsonld_bytes + 1])
    elif identity == "__NEXT_DATA__" and text is not None:
        page.app_state.append(text)
