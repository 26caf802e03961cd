"""What the walk does with each element, by tag."""

from typing import Any

from selectolax.lexbor import LexborHTMLParser

from newscrawl.extraction.page import HEADINGS

BOX, TEXT, INLINE, SKIPPED, BREAK, VOID, SCRIPT, TITLE, HEAD, PLAYER = range(10)
KINDS: dict[str, int] = {"-text": TEXT, "br": BREAK, "script": SCRIPT, "title": TITLE, "head": HEAD}
KINDS |= dict.fromkeys(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "output",
        "meter",
        "progress",
        "slot",
    ],
    INLINE,
)
# Elements whose text is no part of the rendered page.
KINDS |= dict.fromkeys(
    [
        "-comment",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "object",
        "embed",
        "canvas",
        "select",
        "datalist",
        "textarea",
        "map",
        "applet",
        "frameset",
        "rt",
        "rp",
        "amp-analytics",
        "amp-script",
        "amp-state",
        "amp-ad",
        "amp-embed",
        "amp-sticky-ad",
        "amp-consent",
    ],
    SKIPPED,
)
KINDS |= dict.fromkeys(
    [
        "area",
        "base",
        "col",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "amp-img",
        "amp-pixel",
    ],
    VOID,
)
KINDS |= dict.fromkeys(
    [
        "iframe",
        "video",
        "audio",
        "amp-video",
        "amp-youtube",
        "amp-brightcove",
        "amp-jwplayer",
        "amp-dailymotion",
        "amp-video-iframe",
    ],
    PLAYER,
)
# The parser's number of a tag to what the walk does with it: a number costs half of a name to read. Names it
# does not know get a number for one document only, above any of these.
NUMBERED: dict[int, tuple[int, str]] = {}
_LAST_NUMBER = 1_000
TEXT_NUMBER = LexborHTMLParser("<p>x").css_first("p").first_child.tag_id  # type: ignore[union-attr]


def kind_of(node: Any) -> tuple[int, str]:
    """The kind of an element with its tag; numbered from then on, where its number is not one document's."""
    tag = node.tag
    entry = (KINDS.get(tag, BOX), tag)
    number = node.tag_id
    if number < _LAST_NUMBER:
        NUMBERED[number] = entry
    return entry


PARAGRAPHS = frozenset(
    (*HEADINGS, "p", "li", "ul", "ol", "dl", "dd", "dt", "blockquote", "q", "pre", "center")
)
"""Elements that give a paragraph its kind; what they stand in is what counts."""
