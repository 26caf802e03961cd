"""What a listing's anchors say: address, headline, and whether they stand in the page's frame."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newscrawl.extraction.page import HEADINGS
from newscrawl.hindi.script import fold_space
from newscrawl.urls import clean

MAX_ANCHORS: Final = 5_000
"""Anchors read of one page; the longest Hindi home pages have about 1,500."""

_FRAME_TAGS: Final = frozenset({"nav", "footer", "menu"})
_ENDS: Final = frozenset({"body", "html", "main", "-undef", "-document"})
_FRAME_HINT = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|megamenu|mega-menu|footer|foot|breadcrumbs?|bradcum|social|share|"
    r"sharing|topbar|hamburger|site-header|masthead)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_TITLE_CHILD: Final = (
    "h1,h2,h3,h4,h5,h6,[class*=title],[class*=headline],[class*=heading],[itemprop=headline]"
)
_MORE = re.compile(r"(?:और|पूरी खबर|पूरा|आगे|विस्तार से)\s?(?:पढ़ें|पढ़ें|देखें)?|read more|more|details?", re.IGNORECASE)
_SKIPPED_SCHEMES: Final = ("#", "javascript:", "mailto:", "tel:", "whatsapp:", "sms:", "data:", "intent:")
_TEXT_CHARS: Final = 2_000


@dataclass(slots=True)
class PageLink:
    """An anchor of a listing page."""

    address: str
    """Absolute and clean."""
    text: str
    """All its text, white space folded."""
    title: str
    """The best headline it offers; '' when it offers none."""
    weight: int
    """How good it is: 4 a heading, 3 a line of text, 2 a title attribute, 1 a picture's text, 0 none."""
    frame: bool
    """Whether it stands in navigation, menus, share bars or the footer."""
    rel: str
    """The anchor's rel attribute, lower case."""


def read_links(tree: LexborHTMLParser, base: str) -> Iterator[PageLink]:
    """Yield the http(s) links of a page in document order; `base` resolves relative ones."""
    frames: dict[int, bool] = {}
    for count, node in enumerate(tree.css("a[href]")):
        if count >= MAX_ANCHORS:
            return
        attributes = node.attributes
        href = (attributes.get("href") or "").strip()
        if not href or href.lower().startswith(_SKIPPED_SCHEMES):
            continue
        address = clean(href, base)
        if address is None:
            continue
        text = _text(node)
        title, weight = _headline(node, text, attributes.get("title"))
        rel = (attributes.get("rel") or "").lower()
        yield PageLink(address, text, title, weight, _in_frame(node, frames), rel)


def _text(node: LexborNode) -> str:
    return fold_space(node.text(separator=" ")[:_TEXT_CHARS])


def _headline(node: LexborNode, text: str, attribute: str | None) -> tuple[str, int]:
    if text and not _MORE.fullmatch(text):
        if _under_heading(node):
            return text, 4
        child = node.first_child
        if child is not None and (child.next is not None or not child.is_text_node):
            # A whole card may be one link: its heading is the headline, the rest a summary.
            inner = node.css_first(_TITLE_CHILD)
            if inner is not None and (line := _text(inner)):
                return line, 4
        return text, 3
    if attribute and len(attribute) > 10:
        return fold_space(attribute[:_TEXT_CHARS]), 2
    image = node.css_first("img[alt],amp-img[alt]")
    alt = (image.attributes.get("alt") or "") if image is not None else ""
    return (fold_space(alt[:_TEXT_CHARS]), 1) if len(alt) > 10 else ("", 0)


def _under_heading(node: LexborNode) -> bool:
    parent = node.parent
    if parent is None:
        return False
    if parent.tag in HEADINGS:
        return True
    above = parent.parent
    return above is not None and above.tag in HEADINGS


def _in_frame(node: LexborNode, known: dict[int, bool]) -> bool:
    walked: list[int] = []
    answer = False
    parent = node.parent
    while parent is not None:
        identity = parent.mem_id
        if identity in known:
            answer = known[identity]
            break
        tag = parent.tag
        if tag in _ENDS:
            break
        walked.append(identity)
        if tag in _FRAME_TAGS or _framed(parent):
            answer = True
            break
        parent = parent.parent
    for identity in walked:
        known[identity] = answer
    return answer


def _framed(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if attributes.get("role") == "navigation":
        return True
    return _frame_hint(attributes.get("class") or "", attributes.get("id") or "")


@lru_cache(maxsize=8_192)
def _frame_hint(classes: str, identity: str) -> bool:
    return _FRAME_HINT.search(f"{classes[:300]} {identity[:100]}") is not None
