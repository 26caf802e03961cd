"""Tree to page: one walk that finds every run of text, and what stands around it.

The walk follows how a browser lays out lines: block elements and `<br>` end a run, inline elements do not.
It reads each node once and judges nothing; `newscrawl.extraction.label` does. It is the hottest loop of the
extractor (two thirds of its time), hence one long function that dispatches on small integers.
"""

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from newscrawl.extraction.elements import (
    BOX,
    BREAK,
    HEAD,
    INLINE,
    NUMBERED,
    PLAYER,
    SCRIPT,
    TEXT,
    TEXT_NUMBER,
    TITLE,
    VOID,
    kind_of,
)
from newscrawl.extraction.marks import (
    MARKED,
    caption_figure,
    hidden_by_attribute,
    is_author_name,
    read_abbreviation,
    read_box,
    read_class,
    read_image,
    read_itemprop,
    read_meta,
    read_script,
    read_signature,
    read_time,
    text_of,
)
from newscrawl.extraction.page import HEADINGS, Box, HeadLink, ImageMark, Link, Page, TextBlock
from newscrawl.limits import LIMITS

BOLD = HEADINGS | {"b", "strong", "th"}
_TOP = frozenset(["html", "body", "figure", "pre"])
VIDEO_HOSTS = re.compile(
    r"youtube(?:-nocookie)?\.com/embed|youtu\.be|dailymotion|vimeo|jwplayer|jwplatform|brightcove|player\.|/player|"
    r"embed/video|vidgyor|kaltura",
    re.IGNORECASE,
)
BLANK = frozenset(("", "\u200b", "\ufeff"))
# What closes on the way up: a box, an anchor, a bold element, another inline element, the head.
_UP_BOX, _UP_LINK, _UP_BOLD, _UP_INLINE, _UP_HEAD = range(5)
FOLDED = frozenset(("nav", "footer"))
LONG_MENU = 300
MOST_PARTS, SHORT_RUN = 16, 160
# Inside <pre> line breaks show; an empty line parts paragraphs there as two <br> do elsewhere.
BLANK_LINES = re.compile(r"\n\s*\n")


def menu_text(node: Any, box: Box) -> str:
    """The text of a page's menu or footer in one piece, or '' for one that may hold more than links.

    A fifth of a page's nodes stand in these; nothing is read from them but that they are there. Short ones
    may be a trail of sections, and one inside an article may hold its tags.
    """
    if "bread" in box.hints or "crumb" in box.hints:
        return ""
    outer = box.parent
    while outer is not None:
        if outer.tag in ("article", "main"):
            return ""
        outer = outer.parent
    text = " ".join(node.text(separator=" ").split())
    others = "h1,article,main" if box.tag == "footer" else "h1,article,main,p"
    if len(text) < LONG_MENU or node.css_first(others) is not None:
        return ""
    return text[: LIMITS.block_chars]


def walk(tree: LexborHTMLParser, url: str | None = None) -> Page:
    """Walk `tree` once and return its `Page`. Bounded by `LIMITS.blocks`; a cut is noted in `page.notes`."""
    page = Page(url=url)
    blocks, boxes = page.blocks, page.boxes
    box = Box("html", "", None, 0)
    boxes.append(box)
    most_blocks = LIMITS.blocks

    # The run of text being collected.
    parts: list[str] = []
    links: list[Link] = []
    # (parts when it closed, tag, hints) of elements open since the run's start
    wraps: list[tuple[int, str, str]] = []
    link_chars = bold_chars = breaks = 0
    run_hidden = run_icon = ""
    out_of_sight: list[tuple[int, int, str]] = []  # parts (from, to) a reader would not see, and why

    # What is open around it.
    stack: list[tuple[Any, int, Any, str]] = []
    inlines: list[tuple[int, str, str]] = []  # (parts when it opened, tag, hints)
    figures: list[tuple[Box, list[ImageMark]]] = []
    link: list[Any] | None = None  # [href, rel, hints, parts when it opened]
    inline_hidden = ""
    bold = pre = 0

    def flush() -> None:
        nonlocal link_chars, bold_chars, breaks, run_hidden, run_icon
        unseen: list[tuple[str, str]] | None = None
        if out_of_sight:
            unseen = take_out(parts, out_of_sight)
            out_of_sight.clear()
            if unseen is not None:
                run_hidden = ""
        text = " ".join(("".join(parts) if len(parts) > 1 else parts[0]).split())
        inline = _wrappers(inlines, wraps, len(parts)) if wraps or inlines else ""
        if run_icon:
            inline, run_icon = f"{inline} icon.{run_icon}".lstrip(), ""
        if len(text) > LIMITS.block_chars:
            page.notes.append(f"a run of {len(text)} characters was cut at {LIMITS.block_chars}")
            text = text[: LIMITS.block_chars]
        if text not in BLANK:
            if link is not None:
                part = " ".join("".join(parts[link[3] :]).split())
                if part:
                    links.append(Link(link[0], part, link[1], link[2]))
            size = len(text)
            blocks.append(
                TextBlock(
                    text,
                    box,
                    len(blocks),
                    min(size, link_chars),
                    min(size, bold_chars),
                    tuple(links) if links else (),
                    breaks,
                    inline,
                    run_hidden or box.hidden,
                    tuple(parts) if 1 < len(parts) <= MOST_PARTS and size <= SHORT_RUN else (),
                )
            )
            breaks = 0
            for piece, why in unseen or ():
                blocks.append(TextBlock(piece, box, len(blocks), hidden=why))
        if link is not None:
            link[3] = 0
        parts.clear()
        if inlines:
            inlines[:] = [(0, tag, hints) for _, tag, hints in inlines]
        if links:
            links.clear()
        if wraps:
            wraps.clear()
        link_chars = bold_chars = 0
        run_hidden = ""

    node: Any = tree.root
    in_head = False
    numbered = NUMBERED.get
    while node is not None:
        descend: Any = None
        kind, tag = numbered(node.tag_id) or kind_of(node)
        if kind == TEXT:
            if pre:
                for at, text in enumerate(BLANK_LINES.split(node.text_content, most_blocks - len(blocks))):
                    if at and parts:
                        flush()
                    breaks = 2 if at else breaks
                    if parts or text.strip():
                        run_hidden = run_hidden if parts else inline_hidden
                        parts.append(text)
                        link_chars += len(text.strip()) if link is not None else 0
                        bold_chars += len(text.strip()) if bold else 0
                if len(blocks) >= most_blocks:
                    page.notes.append(f"cut after {most_blocks} runs of text")
                    break
            elif parts:
                text = node.text_content
                parts.append(text)
                if link is not None:
                    link_chars += len(text.strip())
                if bold:
                    bold_chars += len(text.strip())
            elif not node.is_empty_text_node:
                text = node.text_content
                if not text.isspace():
                    parts.append(text)
                    run_hidden = inline_hidden
                    if link is not None:
                        link_chars = len(text.strip())
                    if bold:
                        bold_chars = len(text.strip())
        elif kind == BOX:
            if parts:
                flush()
            breaks = 0
            attributes = node.attributes
            new = Box(tag, "", box, len(boxes), box.hidden)
            boxes.append(new)
            if attributes:
                if len(attributes) == 1 and "class" in attributes:
                    new.hints, concealed = read_class(attributes["class"])
                    if concealed and not new.hidden:
                        new.hidden = concealed
                else:
                    read_box(page, new, node, attributes)
            first = node.first_child
            if first is None:
                new.end = len(boxes)
            elif tag in FOLDED and (menu := menu_text(node, new)):
                new.end = len(boxes)
                blocks.append(TextBlock(menu, new, len(blocks), len(menu), hidden=new.hidden))
            elif (
                link is None
                and first.tag_id == TEXT_NUMBER
                and first.next is None
                and tag not in _TOP
                and not pre
            ):
                # One text and nothing else, as most paragraphs and headings: no need to go down.
                new.end = len(boxes)
                text = first.text_content
                if not text.isspace():
                    parts.append(text)
                    run_hidden = inline_hidden
                    if bold or tag in BOLD:
                        bold_chars = len(text)
                    box = new
                    flush()
                    box = new.parent  # type: ignore[assignment]  # It has one.
            else:
                descend = first
                stack.append((node, _UP_BOX, box, inline_hidden))
                box = new
                if tag in BOLD:
                    bold += 1
                elif tag in _TOP:
                    if tag == "figure":
                        figures.append((new, []))
                    elif tag == "pre":
                        pre += 1
                    elif tag == "body":
                        page.body_classes = f"{page.body_classes} {new.hints}".strip()
                    else:
                        page.lang = attributes.get("lang") or attributes.get("xml:lang")
                        page.amp = "amp" in attributes or "\u26a1" in attributes
                        page.body_classes = new.hints
            if len(blocks) >= most_blocks:
                page.notes.append(f"cut after {most_blocks} runs of text")
                break
        elif kind == INLINE:
            first = node.first_child
            attributes = node.attributes
            hints = ""
            hidden = inline_hidden
            if attributes:
                if "class" in attributes:
                    hints, concealed = read_class(attributes["class"])
                    hidden = hidden or concealed
                if "id" in attributes and (identity := attributes["id"]):
                    hints = f"{hints} {identity.lower()[:400]}" if hints else identity.lower()[:400]
                if (
                    "fn" in hints
                    and inlines
                    and not page.author_name
                    and is_author_name(hints, inlines[-1][2], box)
                ):
                    page.author_name = text_of(page, node)
                if ("author" in hints or "byline" in hints or "reporter" in hints) and first is not None:
                    read_signature(page, node, hints)
                if tag == "abbr" and "title" in attributes:
                    read_abbreviation(page, node, attributes, hints)
                if not MARKED.isdisjoint(attributes):
                    for name in ("hidden", "style"):
                        if name in attributes:
                            hidden = hidden or hidden_by_attribute(name, attributes[name])
                    if "itemprop" in attributes:
                        read_itemprop(page, node, attributes, box)
                    if "datetime" in attributes or tag == "time":
                        read_time(page, node, attributes, hints or box.hints)
                elif tag == "time":
                    read_time(page, node, attributes, hints or box.hints)
            elif tag == "time":
                read_time(page, node, attributes, box.hints)
            if first is None:
                if hints and not parts:
                    run_icon = hints
            elif first.tag_id == TEXT_NUMBER and first.next is None and not pre:
                # One text and nothing else, as most anchors: no need to go down.
                text = first.text_content
                before = len(parts)
                if before or not text.isspace():
                    parts.append(text)
                    part = " ".join(text.split())
                    if tag == "a" and link is None:
                        if part:
                            link_chars += len(text.strip())
                            rel = attributes.get("rel")
                            links.append(
                                Link(attributes.get("href") or "", part, rel.lower() if rel else "", hints)
                            )
                    elif link is not None:
                        link_chars += len(text.strip())
                    if bold or tag in BOLD:
                        bold_chars += len(text.strip())
                    if not before:
                        run_hidden = hidden
                        wraps.append((1, tag, hints))
                    if hidden != inline_hidden:
                        out_of_sight.append((before, before + 1, hidden))
            else:
                if tag == "a":
                    stack.append((node, _UP_LINK, link, inline_hidden))
                    if link is None:
                        link = [
                            attributes.get("href") or "",
                            (attributes.get("rel") or "").lower(),
                            hints,
                            len(parts),
                        ]
                elif tag in BOLD:
                    bold += 1
                    stack.append((node, _UP_BOLD, None, inline_hidden))
                else:
                    stack.append((node, _UP_INLINE, None, inline_hidden))
                inline_hidden = hidden
                inlines.append((len(parts), tag, hints))
                descend = first
        elif kind == BREAK:
            if parts:
                flush()
                if len(blocks) >= most_blocks:
                    page.notes.append(f"cut after {most_blocks} runs of text")
                    break
            breaks += 1
        elif kind == VOID:
            if tag == "meta":
                read_meta(page, node.attributes)
            elif tag in {"img", "amp-img"}:
                mark = read_image(node.attributes, len(blocks), box)
                if mark is not None:
                    page.images.append(mark)
                    if figures:
                        figures[-1][1].append(mark)
            elif tag == "link":
                attributes = node.attributes
                if "itemprop" in attributes:
                    read_itemprop(page, node, attributes, box)
                elif len(page.links) < LIMITS.list_items:
                    rel, href = attributes.get("rel") or "", attributes.get("href") or ""
                    mime = attributes.get("type") or ""
                    page.links.append(
                        HeadLink(rel.lower(), href, mime.lower(), attributes.get("hreflang") or "")
                    )
            elif tag == "base":
                page.base = page.base or node.attributes.get("href")
            elif tag == "hr" and parts:
                flush()
        elif kind == SCRIPT:
            attributes = node.attributes
            mime = attributes.get("type")
            if mime and "json" in mime:
                first = node.first_child
                text = None if first is None else first.text_content
                read_script(page, mime, attributes.get("id"), text)
        elif kind == TITLE:
            if page.title is None and (in_head or not blocks):
                page.title = " ".join(node.text().split())
        elif kind == HEAD:
            in_head = True
            descend = node.first_child
            if descend is not None:
                stack.append((node, _UP_HEAD, None, ""))
        elif kind == PLAYER:
            attributes = node.attributes
            source = (attributes.get("src") or attributes.get("data-src") or "") if tag == "iframe" else ""
            if tag != "iframe" or VIDEO_HOSTS.search(source):
                page.videos += 1
        if descend is not None:
            node = descend
            continue
        while True:
            node = node.next
            if node is not None or not stack:
                break
            node, up, saved, hidden_before = stack.pop()
            if up == _UP_BOX:
                if parts:
                    flush()
                breaks = 0
                if box.tag in BOLD:
                    bold -= 1
                elif figures and box.tag == "figure":
                    caption_figure(figures.pop(), blocks)
                elif pre and box.tag == "pre":
                    pre -= 1
                box.end = len(boxes)
                box = saved
                inline_hidden = hidden_before
                continue
            if up == _UP_HEAD:
                in_head = False
                continue
            opened_at, inline_tag, inline_hints = inlines.pop()
            if inline_hidden != hidden_before:
                if parts:
                    out_of_sight.append((opened_at, len(parts), inline_hidden))
                inline_hidden = hidden_before
            if opened_at == 0 and parts:
                wraps.append((len(parts), inline_tag, inline_hints))
            if up == _UP_LINK:
                if saved is None and link is not None:
                    part = " ".join("".join(parts[link[3] :]).split())
                    if part:
                        links.append(Link(link[0], part, link[1], link[2]))
                    link = None
            elif up == _UP_BOLD:
                bold -= 1
    if parts and len(blocks) < most_blocks:
        flush()
    for open_box in boxes:
        if not open_box.end:
            open_box.end = len(boxes)
    return page


def take_out(parts: list[str], out_of_sight: list[tuple[int, int, str]]) -> list[tuple[str, str]] | None:
    """Take what a reader would not see out of a run's `parts`; return it, each piece with its reason.

    None, and the run as it was, where there is nothing else in it. A mark stays: the colon behind a kicker is
    often there for screen readers alone.
    """
    seen, taken = list(parts), []
    for start, end, why in out_of_sight:
        piece = "".join(parts[start:end])
        if any(map(str.isalnum, piece)):
            seen[start:end] = [" "] * (end - start)
            taken.append((" ".join(piece.split()), why))
    if not any(map(str.isalnum, "".join(seen))):
        return None
    parts[:] = seen
    return taken


def _wrappers(inlines: list[tuple[int, str, str]], wraps: list[tuple[int, str, str]], count: int) -> str:
    """The inline elements around a whole run of `count` parts, as `span.credit em`."""
    names = [f"{tag}.{hints}" if hints else tag for at, tag, hints in inlines if at == 0]
    names += [f"{tag}.{hints}" if hints else tag for at, tag, hints in wraps if at == count]
    return " ".join(names)
