"""The page as one walk over its tree leaves it: what labels and metadata are read from.

Nothing here computes; `newscrawl.extraction.blocks` fills these records in a single pass, and no later step
goes back to the tree.
"""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Link(NamedTuple):
    """An anchor inside a run of text."""

    href: str
    text: str
    rel: str
    hints: str
    """Class and id of the anchor, lower case, parted by spaces."""


class HeadLink(NamedTuple):
    """A `<link>` element."""

    rel: str
    href: str
    type: str
    hreflang: str


@dataclass(slots=True, eq=False)
class Box:
    """An element that starts a line of its own (div, p, li, td, section, ...), without its children."""

    tag: str
    hints: str
    """class, id, role, data-testid, aria-label and their kin, lower case, parted by spaces; '' when none."""
    parent: "Box | None"
    index: int
    """Position among the page's boxes in document order."""
    hidden: str = ""
    """Why a reader would not see it (`display:none`, `hidden`, a class), inherited; '' when visible."""
    itemprop: str = ""
    itemtype: str = ""
    end: int = 0
    """Index of the first box after this one's descendants."""


@dataclass(slots=True, eq=False)
class TextBlock:
    """A run of text between two line breaks of the rendered page."""

    text: str
    """White space folded to single spaces, nothing else changed."""
    box: Box
    index: int
    """Position among the page's text blocks."""
    link_chars: int = 0
    """Characters of `text` inside anchors."""
    bold_chars: int = 0
    """Characters inside b, strong, h1 to h6 or th."""
    links: tuple[Link, ...] = ()
    breaks: int = 0
    """How many `<br>` part it from the block before, inside the same box."""
    inline: str = ""
    """Tags and hints of inline elements that wrap the whole run, outermost first, as `span.credit em`."""
    hidden: str = ""
    """As `Box.hidden`, for inline elements too."""
    parts: tuple[str, ...] = ()
    """The texts of its inline elements, for a short run of several."""

    @property
    def spaced(self) -> str:
        """`text` with a space between inline elements: style sheets part what the markup glues together."""
        return " ".join(" ".join(self.parts).split()) if self.parts else self.text


@dataclass(slots=True)
class TimeMark:
    """A `<time>` element, or any element with a datetime or an itemprop date."""

    datetime: str
    """The machine-readable attribute (datetime, content); '' when there is none."""
    text: str
    hints: str
    itemprop: str
    block: int
    """Index of the text block it stands in or before."""


@dataclass(slots=True)
class ImageMark:
    """An `<img>` or `<amp-img>`."""

    src: str
    """The best address among src, data-src and their kin, as written."""
    alt: str
    title: str
    width: int
    height: int
    """Pixels as declared; 0 when not."""
    block: int
    """Index of the text block that follows it."""
    box: Box
    caption: int = -1
    """Index of the figcaption's first text block; -1 when it has none."""


@dataclass(slots=True)
class ItemProp:
    """A microdata property on a body element."""

    name: str
    value: str
    """content, datetime or href attribute, else the element's text; may be ''."""
    block: int
    itemtype: str
    """Type of the nearest enclosing item scope, lower case; '' when none."""


class Signature(NamedTuple):
    """An inline element whose name says that it holds the author: `<span class="author">`."""

    text: str
    hints: str
    block: int
    """Index of the text block it stands in."""


@dataclass(slots=True)
class Page:
    """All that later steps may know of a page."""

    url: str | None = None
    lang: str | None = None
    """`lang` of the html element, as written."""
    amp: bool = False
    title: str | None = None
    """Text of `<title>`."""
    base: str | None = None
    metas: dict[str, list[str]] = field(default_factory=dict)
    """name, property, itemprop or http-equiv of each `<meta>`, lower case, to its contents in order."""
    links: list[HeadLink] = field(default_factory=list)
    jsonld: list[str] = field(default_factory=list)
    """The raw JSON-LD scripts in order."""
    app_state: list[str] = field(default_factory=list)
    """Raw JSON scripts of applications (`__NEXT_DATA__`), for pages that print no story."""
    boxes: list[Box] = field(default_factory=list)
    blocks: list[TextBlock] = field(default_factory=list)
    times: list[TimeMark] = field(default_factory=list)
    images: list[ImageMark] = field(default_factory=list)
    itemprops: list[ItemProp] = field(default_factory=list)
    author_name: str = ""
    """The first formatted name in an hAtom vcard outside comments."""
    signatures: list[Signature] = field(default_factory=list)
    videos: int = 0
    """Players: video, iframe embeds of video hosts, amp-video and their kin."""
    body_classes: str = ""
    """Classes of html and body elements, lower case: themes print the page's kind there."""
    reread: int = 0
    """Characters that were read for marked elements besides the blocks."""
    notes: list[str] = field(default_factory=list)
    """What the parser or the walk had to cut or repair."""


class Label(NamedTuple):
    """What a text block is, and why."""

    role: str
    """One of `newscrawl.extraction.label.ROLES`."""
    reason: str
    """The rule or the measure that decided."""
    text: str | None = None
    """What is left of the block when a line glued to the story's text was cut off; None when it is whole."""

    def without(self, text: str, start: int, end: int, rule: str) -> "Label":
        """The same label for the block's `text` when `text[start:end]` is cut off, which `rule` asks for."""
        left = f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()
        return Label(self.role, f"{self.reason}; cut {rule}", left)
