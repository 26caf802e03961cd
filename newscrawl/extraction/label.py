"""What each block of a page is, and why.

The container (`newscrawl.extraction.container`) says where the story is; here every block inside it is judged
by what it stands in, how it is marked up, how much of it is links, its words, and where it stands between the
story's own paragraphs. The first rule that applies decides and is the reason.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import Final, Protocol

from newscrawl.extraction.acceleration import WALK
from newscrawl.extraction.body import STORY_ROLES, nearest
from newscrawl.extraction.container import Region, article_of, find_story
from newscrawl.extraction.hints import NOTHING, head_label, names_body
from newscrawl.extraction.page import HEADINGS, Box, Label, Page, TextBlock
from newscrawl.extraction.prose import ends_sentence, prose_weight
from newscrawl.extraction.signatures import is_credit, is_dated, is_signature, is_time
from newscrawl.extraction.surroundings import Surroundings, host_of, lists_and_tables
from newscrawl.hindi.phrases import inline_cut, phrase_role
from newscrawl.hindi.remembered import Remembered
from newscrawl.hindi.script import comparison_key

ROLES: Final = frozenset(
    (
        *STORY_ROLES,
        *("title", "subtitle", "kicker", "byline", "dateline", "caption", "credit"),
        *(
            "navigation",
            "breadcrumb",
            "share",
            "follow",
            "app_promo",
            "channel",
            "newsletter",
            "also_read",
            "related",
        ),
        *(
            "comment_form",
            "comment",
            "counter",
            "ad",
            "tags",
            "author_bio",
            "disclaimer",
            "copyright",
            "poll",
        ),
        *("cookie_notice", "paywall_notice", "login", "widget", "hidden", "duplicate", "repeated"),
    )
)
_SUBHEAD: Final = re.compile(
    r"(?:^|[\s_-])(?:h[1-6]|head|heading|subhead|sub-?heading|sub-?title|title|intertitle|crosshead|ueberschrift)(?=$|[\s_\d-])|article-h\d"
)
_CLOSING: Final = 3
_TOP_BAR: Final = 12
_OPENING: Final = 3
"""Paragraphs of a story before which the line with author and date may stand."""
_LONGEST_CAPTION: Final = 250
_MOST_LINKED: Final = 0.8
# A sentence of this length without a link, among the story's own paragraphs, needs no look at its words.
_SURE: Final = 180
_KINDS_APART: Final = frozenset(("li", "dd", "dt", "blockquote", "td", "th"))
_LINK_LINES: Final = frozenset(("also_read", "related", "app_promo", "channel", "follow"))
_FOOTER: Final = Label("navigation", "<footer>")
# The same few reasons hold for most of a page's blocks.
_label: Final = lru_cache(maxsize=4_096)(Label)
_BESIDE: Final = Label("widget", "outside the story's container")
# Not marked up as a heading: it stays among the paragraphs, unless nothing of the story follows it.
_BOLD_LINE: Final = "a short line set off like a heading"
# Roles between a heading and the text under it that do not part the two.
_TRANSPARENT: Final = frozenset(
    ("ad", "caption", "credit", "also_read", "widget", "duplicate", "share", "byline", "hidden", "related")
)


class Steering(Protocol):
    """What is known from elsewhere of where a story stands: a site's profile, a publisher's layout."""

    def steer(self, page: Page, region: Region) -> None:
        """Move the container, before blocks are labelled."""

    def mark(self, page: Page, labels: list[Label], region: Region) -> None:
        """Relabel blocks of the story."""


def label_page(
    page: Page, titles: Sequence[str], site: Steering | None = None
) -> tuple[list[Label], range | None, Region]:
    """Label every block of `page`; `titles` are the headlines it states, best first.

    `site`, when given, names the container where the site's stories stand and what the site repeats. Returns
    the labels by block index, the range from the story's first to behind its last block (None when there is
    no story), and what the search for the container found.
    """
    blocks = page.blocks
    title = find_title(page, titles)
    region = find_story(page, title)
    if site is not None:
        site.steer(page, region)
    container = region.container
    first, last = (container.index, container.end) if container is not None else (0, 0)
    labels, inside = _first_labels(
        blocks, range(first, last), region.away, _NAMED_BESIDE, partial(_outside, region=region)
    )
    if title >= 0:
        labels[title] = Label("title", "the printed headline")
    if container is None:
        return labels, None, region
    judge = _Judge(page, region, container, title, inside)
    seen: set[str] = set()
    for i in inside:
        if i == title:
            continue
        label = judge.label(blocks[i])
        if label.role in STORY_ROLES:
            key = blocks[i].text
            if len(key) > 40 or label.role == "heading":
                if key in seen:
                    label = Label("duplicate", "the same text stands above")
                seen.add(key)
        labels[i] = label
    _find_head_footer(labels, page, title, region)
    _find_standfirst(labels, page, title, region)
    _trim_tail(labels, inside, blocks)
    _cut_glued(labels, inside, blocks)
    if site is not None:
        site.mark(page, labels, region)
    _drop_orphan_headings(labels, inside)
    story = [i for i in inside if labels[i].role in STORY_ROLES]
    return labels, (range(story[0], story[-1] + 1) if story else None), region


def find_title(page: Page, titles: Sequence[str]) -> int:
    """Index of the block that prints the headline: a stated headline, else the first h1, else -1."""
    keys = {comparison_key(title) for title in titles if title}
    first = part = -1
    longest = 14
    for block in page.blocks:
        if block.box.tag in HEADINGS and not block.hidden:
            key = comparison_key(block.text)
            if key in keys:
                return _nearer(page, block, key)
            if len(key) > longest and any(key in stated for stated in keys):
                part, longest = block.index, len(key)
            if block.box.tag == "h1" and first < 0:
                first = block.index
    # The whole heading stands in what the page states, beside the site's name; an h1 may be that name alone.
    if part >= 0 or first >= 0:
        return part if part >= 0 else first
    # Table layouts print it in a <font>: a line of its own, no link, that is what the page calls itself.
    lines = (b for b in page.blocks if len(b.text) >= 15 and not b.hidden and b.link_chars * 2 < len(b.text))
    return next((block.index for block in lines if comparison_key(block.text) in keys), -1)


def _nearer(page: Page, found: TextBlock, key: str) -> int:
    """Index of the headline itself where `found`, with `key`, repeats it in a bar at the top of the page."""
    nearer = found.index
    for block in page.blocks[found.index + 1 : found.index + _TOP_BAR]:
        repeats = comparison_key(block.text) == key
        if prose_weight(block) >= _SURE // 2 and not repeats:
            break
        if repeats and not block.links and not block.hidden:
            nearer = block.index
    return nearer


def _outside(block: TextBlock, region: Region) -> Label:
    if block.hidden and region.conceals(block):
        return _label("hidden", block.hidden)
    away = region.away[block.box.index]
    return away if away.role else _NAMED_BESIDE[block.box.hints]


def _named_beside(hints: str) -> Label:
    named = head_label(hints)
    return named if named.role else _BESIDE


_NAMED_BESIDE: Final = Remembered(_named_beside, 32_768)


def _labels_in_turn(
    blocks: list[TextBlock],
    within: range,
    away: list[Label],
    beside: Mapping[str, Label],
    hidden: Callable[[TextBlock], Label],
) -> tuple[list[Label], list[int]]:
    """The labels of the blocks outside the elements `within`, and the indexes of those inside.

    Inside, nothing is said yet. Outside it is the element that says: `away`, else `beside` by its hints.
    """
    inside = [block.index for block in blocks if within.start <= block.box.index < within.stop]
    labels = [
        NOTHING
        if within.start <= at < within.stop
        else hidden(block)
        if block.hidden
        else away[at]
        if away[at] is not NOTHING
        else beside[block.box.hints]
        for block in blocks
        for at in (block.box.index,)
    ]
    return labels, inside


_first_labels: Final = WALK.first_labels if WALK else _labels_in_turn


class _Judge:
    """Judges the blocks inside the container."""

    def __init__(self, page: Page, region: Region, container: Box, title: int, inside: Sequence[int]) -> None:
        self.region = region
        self.container = container
        self.title = title
        kin = sorted(region.kin)
        self.first = kin[0] if kin else 0
        self.last = kin[-1] if kin else len(page.blocks)
        # A site's closing sentence is marked up like the story's own paragraphs.
        self.tail = kin[-_CLOSING] if len(kin) > _CLOSING else self.last + 1
        self.opening = kin[:_OPENING][-1] if kin else 0
        self.images = page.images
        self.article = article_of(region.anchor)
        self.blocks = blocks = page.blocks
        self.set_as_headings = all(blocks[i].box.tag in HEADINGS for i in kin)
        """Whether the story's paragraphs are marked up as headings, for the size of the letters."""
        self.hosts = {host_of(blocks[i].box).index for i in kin}
        if region.anchor is not None:
            self.hosts.add(region.anchor.index)
        self.link_lists, self.data_tables = lists_and_tables(blocks, inside)
        self.around = Surroundings(container, region.anchor)

    @cached_property
    def _pictured(self) -> set[tuple[int, int]]:
        """The blocks and elements of pictures."""
        return {(image.block, image.box.index) for image in self.images}

    def label(self, block: TextBlock) -> Label:
        label = self._by_itself(block)
        if label.role in STORY_ROLES and block.index not in self.region.kin:
            if label.role != "table" and is_time(block.text):
                return Label("byline", "a time and nothing else")
            return self._by_place(block, label)
        return label

    def _by_itself(self, block: TextBlock) -> Label:
        """Judge a block by its markup, its links and its words."""
        region, box, text = self.region, block.box, block.text
        if block.hidden and region.conceals(block):
            return Label("hidden", block.hidden)
        if (away := region.away[box.index]).role:
            return away
        if self.data_tables and box.index > self.container.index:
            table = nearest(box, "table")
            if table is not None and table.index in self.data_tables:
                return Label("table", "a cell of a table of data")
        link_share = block.link_chars / len(text)
        sentence = ends_sentence(text)
        i = block.index
        if i <= self.opening and not region.weights[i]:
            line = block.spaced
            if is_signature(line) or (block.links and link_share <= _MOST_LINKED and is_dated(line)):
                return Label("byline", "a line with the date")
        sure = sentence and len(text) >= _SURE and not block.links and i < self.tail and i in region.kin
        if sure and box.tag not in _KINDS_APART and box.parent and box.parent.tag not in _KINDS_APART:
            return Label("paragraph", f"{region.weights[i]} characters of running text")
        match = phrase_role(text, tail=block.index >= self.tail, link_only=link_share > 0.9)
        if match is not None:
            return _label(match.role, match.rule)
        if link_share > 0.75 or (link_share > 0.5 and not sentence and len(text) < 300 and text[-1] != ":"):
            return Label("also_read", f"link share {link_share:.2f}")
        weight = region.weights[block.index]
        named = head_label(box.hints) if weight < 100 else NOTHING
        if named.role and not (named.role == "subtitle" and box.tag in HEADINGS):
            return named
        if box.tag in HEADINGS:
            if self.set_as_headings and sentence and i in region.kin:
                return Label("paragraph", f"a sentence in <{box.tag}>, as all the story's paragraphs")
            return Label("heading", f"<{box.tag}>")
        piece = self.around.of(box).piece
        if piece is not None and piece.tag == "blockquote":
            return Label("quote", "<blockquote>")
        if piece is not None:
            if piece.parent is not None and piece.parent.index in self.link_lists:
                return Label("related", "a list of links")
            return Label("list_item", f"<{piece.tag}>")
        if weight:
            return Label("paragraph", f"{weight} characters of running text")
        if not sentence and (i, box.index) in self._pictured:
            return Label("caption", "beside a picture")
        if not sentence and len(text) < 120 and (_italic(block) or block.inline.startswith("small")):
            return Label("caption", "a short line in italics")
        if not sentence and len(text) <= 100:
            if block.bold_chars * 10 >= len(text) * 8 or _SUBHEAD.search(box.hints):
                return Label("heading", _BOLD_LINE)
            if box.tag != "p" and len(text) < 30 and not block.breaks:
                return Label("widget", "a short line outside a paragraph")
        return Label("paragraph", f"text in <{box.tag}>")

    def _by_place(self, block: TextBlock, label: Label) -> Label:
        """Judge a block that is not marked up like the story's paragraphs, by what it stands in and where."""
        region, box, i = self.region, block.box, block.index
        anchor = region.anchor
        if anchor is None:
            return label
        around = self.around.of(box)
        if around.article is not self.article:
            return Label("related", "in another <article>")
        inside = anchor.index <= box.index < anchor.end
        weight = region.weights[i]
        if i < self.title:
            return Label("kicker", "before the headline")
        host = host_of(box)
        if label.role == "table" and inside:
            return label
        if inside and host.index in self.hosts:
            if i > self.last and not weight and label.role == "paragraph":
                return Label("widget", "a short line after the story")
            if i < self.first and not weight and label.role == "paragraph" and not ends_sentence(block.text):
                return Label("byline", "a short line before the story")
            return label
        if around.media is not None and not (weight >= _LONGEST_CAPTION and self._holds_prose(around.media)):
            return Label("caption", "in an element for pictures")
        if i < self.first:
            holds_story = host.index <= anchor.index < host.end
            if weight >= 60 and (holds_story or inside or not host.hints or names_body(host.hints)):
                return label
            if weight >= 100 and box.tag == "p" and self._plain(host):
                return label
            return Label("widget", "between headline and story")
        if i > self.last:
            return Label("widget", "after the story's paragraphs")
        if weight >= 100 and (
            not host.hints or names_body(host.hints) or (box.tag == "p" and self._plain(host))
        ):
            return label
        if label.role == "quote" or (label.role in ("heading", "list_item") and not host.hints):
            return label
        return Label("widget", "not in an element of the story's paragraphs")

    def _holds_prose(self, box: Box) -> bool:
        """True when an element named for its picture holds paragraphs of the story beside it."""
        weights = [self.region.weights[b.index] for b in self.blocks if box.index <= b.box.index < box.end]
        return sum(weight >= _LONGEST_CAPTION for weight in weights) > 1

    def _plain(self, host: Box) -> bool:
        """True when an element holds running text only: no heading, no menu, no label."""
        for block in self.blocks:
            if host.index <= block.box.index < host.end and not self.region.weights[block.index]:
                return False
        return True


def _find_head_footer(labels: list[Label], page: Page, title: int, region: Region) -> None:
    """A <footer> between headline and story holds who wrote it and when, as in Drupal's own theme."""
    if title < 0:
        return
    for block in page.blocks[title + 1 : min(region.kin, default=0)]:
        if labels[block.index] == _FOOTER and len(block.text) <= 200:
            labels[block.index] = Label("byline", "in a <footer> between headline and story")


def _find_standfirst(labels: list[Label], page: Page, title: int, region: Region) -> None:
    """The sentence or heading right under the headline, where it is no paragraph of the story."""
    blocks = page.blocks
    first = min(region.kin, default=len(blocks))
    if title < 0 or "subtitle" in [label[0] for label in labels[title:first]]:
        return
    for block in blocks[title + 1 : min(first, title + 4)]:
        label, text = labels[block.index], block.text
        if label.role not in ("widget", "heading") or block.hidden or not 20 <= len(text) <= 400:
            continue
        if block.links or block.box.tag == "button" or phrase_role(text) is not None:
            continue
        if is_signature(text) or is_credit(block.spaced):
            labels[block.index] = Label("byline", "who wrote, and when")
            continue
        apart = block.box.tag in HEADINGS or ends_sentence(text)
        if not apart and any(image.block == block.index for image in page.images):
            labels[block.index] = Label("caption", "right under a picture")
            continue
        if region.mass < 3 * region.weights[block.index]:
            continue  # A brief may be one sentence under its headline.
        if sum(map(str.isdigit, text)) * 6 > len(text) or region.away[block.box.index].role:
            continue
        labels[block.index] = Label("subtitle", "right under the headline")
        return


def _trim_tail(labels: list[Label], inside: list[int], blocks: Sequence[TextBlock]) -> None:
    """Italic paragraphs that close a story written upright are notes on the author or the text."""
    story = [i for i in inside if labels[i].role in STORY_ROLES]
    upright = [i for i in story if not _italic(blocks[i])]
    if len(upright) < 4:
        return
    closing = [i for i in story if i > upright[-1]]
    if sum(len(blocks[i].text) for i in closing) * 6 > sum(len(blocks[i].text) for i in upright):
        return
    for i in closing:
        if blocks[i].text[0] not in "\"“‘'„«":
            labels[i] = Label("author_bio", "in italics after the story")


def _cut_glued(labels: list[Label], inside: list[int], blocks: Sequence[TextBlock]) -> None:
    """Cut link lines that share a block with the story: in brackets by their words, else only anchors."""
    for i in inside:
        block = blocks[i]
        if labels[i].role not in STORY_ROLES or not (block.links or block.text.endswith((")", "]"))):
            continue
        text = block.text
        for start, end, match in reversed(inline_cut(text)):
            span = text[start:end]
            linked = sum(len(link.text) for link in block.links if link.text in span)
            bracketed = match.role in _LINK_LINES and not match.rule.endswith("(glued)")
            if bracketed or linked * 2 > len(span):
                labels[i] = labels[i].without(text, start, end, match.rule)
                text = labels[i].text or ""


def _italic(block: TextBlock) -> bool:
    if not block.inline:
        return False
    return any(part in ("em", "i") or part.startswith(("em.", "i.")) for part in block.inline.split(" "))


def _drop_orphan_headings(labels: list[Label], inside: list[int]) -> None:
    """A heading with nothing of the story under it heads something else."""
    below = False
    for i in reversed(inside):
        role = labels[i].role
        if role == "heading":
            if not below:
                labels[i] = Label("related", "a heading without a story under it")
            elif labels[i].reason == _BOLD_LINE:
                labels[i] = Label("paragraph", _BOLD_LINE)
        elif role in STORY_ROLES:
            below = True
        elif role not in _TRANSPARENT:
            below = False
