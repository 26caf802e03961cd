"""Section and tags: where the publisher files the story."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from newscrawl.extraction.body import nearest
from newscrawl.extraction.jsonld import Crumb, text
from newscrawl.extraction.page import Box, Label, Page, TextBlock
from newscrawl.extraction.sources import Finding, Sources, absolute, letters_key, tidy, weigh
from newscrawl.hindi.remembered import remembered
from newscrawl.items.article import Evidence
from newscrawl.limits import LIMITS

_HOME_KEYS: Final = frozenset(
    letters_key(name)
    for name in (
        "home", "homepage", "होम", "मुखपृष्ठ", "मुख्य पृष्ठ", "hindi news", "हिंदी न्यूज", "हिन्दी न्यूज", "हिंदी न्यूज़",
        "हिन्दी न्यूज़", "हिंदी समाचार", "हिन्दी समाचार", "news", "न्यूज", "न्यूज़", "समाचार", "startseite", "accueil",
        "inicio", "hjem", "hem", "frontpage", "start",
    )
)  # fmt: skip
_SECTION_METAS: Final = (
    "article:section",
    "articlesection",
    "og:article:section",
    "section",
    "parsely-section",
    "prism.section",
    "category",
)
_TAG_HINT: Final = re.compile(r"(?:^|[ _-])(?:tags?|tag-?list|topics?|keywords?)(?:$|[ _-])")
_TAG_LABEL: Final = re.compile(
    r"\W{0,3}(?:tags?|topics?|related topics|टैग|टैग्स|टॉपिक|टॉपिक्स|विषय|संबंधित विषय|कीवर्ड)\W{0,3}", re.IGNORECASE
)
_LABEL_CHARS: Final = 24
_KICKER_CHARS: Final = 30
_KICKERS: Final = frozenset({"kicker", "widget"})
_TAG_PATH: Final = re.compile(r"/(?:tags?|topics?|keywords?)/[^/?#]", re.IGNORECASE)
_CATEGORY_HINT: Final = re.compile(
    r"\A(?!.*(?:menu|\bnav)).*(?:categor|cat-link|section-name|post-cat|entry-cat|(?:^|\s)kicker(?=$|\s))"
)
_MOST_CATEGORIES: Final = 3
_ABOVE: Final = 10
"""Blocks before a page's head that show whether what stands in it is the end of a menu."""
_CATEGORY_PATH: Final = re.compile(r"/category/[^/]")
_FILED: Final = re.compile(
    r"\A\W{0,3}(?:categor(?:y|ies)|sections?|(?:posted|filed)\s(?:in|under)|श्रेणी|श्रेणियां|श्रेणियाँ|वर्ग|कैटेगरी|कैटिगरी"
    r"|खंड|अनुभाग)(?![\w\u0900-\u097f])",
    re.IGNORECASE,
)
_FILES: Final = re.compile(
    r"(?:^|[\s_-])(?:cat|category|categories|entry-footer|entry-meta|post-footer)(?=$|[\s_-])"
)
_STEP: Final = re.compile(r"\s*[»›>→|/]\s*")
_TRAIL: Final = re.compile(
    r"(?:home|होम|मुख्य\s?पृष्ठ|मुखपृष्ठ|hindi news|हिंदी न्यूज़?|हिन्दी न्यूज़?)\s*[»›>→|/]\s*\S", re.IGNORECASE
)
_SPLIT: Final = re.compile(r"\s*[,;|،]\s*")
_PLACEHOLDERS: Final = frozenset({"uncategorized", "uncategorised", "अवर्गीकृत", "null", "undefined", "none"})


def find_section(
    sources: Sources, labels: Sequence[Label], head: range, tail: range, title: str | None
) -> tuple[str | None, Evidence | None]:
    """The innermost section, from the breadcrumb, the stated section, or the category link by the title or,
    failing that, in the line at the story's foot that says where it is filed.
    """
    page = sources.page
    title_key = letters_key(title or "")
    found: list[Finding] = []
    crumbs = _sections(sources.jsonld.breadcrumbs(), sources, title_key)
    if crumbs:
        found.append(Finding("jsonld.breadcrumb", tidy(crumbs[-1].name), crumbs[-1].name))
    raw = sources.article.get("articleSection")
    if isinstance(raw, list):
        raw = next((member for member in raw if isinstance(member, str) and member.strip()), None)
    stated = text(raw)
    if stated:
        found.append(Finding("jsonld.articleSection", tidy(stated), stated))
    found += sources.meta(*_SECTION_METAS)
    if not crumbs:
        trail = _sections(_microdata_trail(page), sources, title_key)
        if trail:
            found.insert(0, Finding("itemprop.breadcrumb", tidy(trail[-1].name), trail[-1].name))
        else:
            trail = _sections(_printed_trail(page, labels, head), sources, title_key)
            if trail:
                found.append(Finding("breadcrumb", tidy(trail[-1].name), trail[-1].name))
    if not found:
        found += (
            _category_links(page, labels, head)
            or _filed_under(page, labels, tail)
            or _kicker_link(page, labels, head)
        )
    found = [
        f for f in found if f.value and letters_key(f.value) not in _PLACEHOLDERS and len(f.value) <= 100
    ]
    if not found:
        return None, None
    return found[0].value, weigh(found[0], found)


def _sections(trail: Sequence[Crumb], sources: Sources, title_key: str) -> list[Crumb]:
    """A trail without the home page and without the article itself."""
    own = {_path(url) for url in (sources.page.url, sources.canonical_url) if url}
    kept = []
    for place, crumb in enumerate(trail):
        key = letters_key(crumb.name)
        if not key or len(crumb.name) > 120:
            continue
        url = absolute(crumb.url, sources.page) if crumb.url else None
        last = place == len(trail) - 1
        if url and _path(url) in own:
            continue
        if (
            last
            and title_key
            and (key == title_key or (len(key) > 15 and (key in title_key or title_key in key)))
        ):
            continue
        if last and not url and len(trail) > 1 and len(crumb.name.split()) > 5:
            continue
        if place == 0 and (
            key in _HOME_KEYS or sources.is_site(crumb.name) or (url and _path(url).count("/") == 0)
        ):
            continue
        if key in _HOME_KEYS and len(trail) > 1 and place == 0:
            continue
        kept.append(crumb)
    return kept


def _path(url: str) -> str:
    return url.split("#", 1)[0].split("?", 1)[0].rstrip("/").rsplit("://", 1)[-1].removeprefix("www.").lower()


def _microdata_trail(page: Page) -> list[Crumb]:
    return [
        Crumb(tidy(prop.value), None)
        for prop in page.itemprops
        if prop.name == "name" and prop.value and prop.itemtype.endswith("listitem")
    ][:12]


def _printed_trail(page: Page, labels: Sequence[Label], head: range) -> list[Crumb]:
    crumbs: list[Crumb] = []
    for block in page.blocks[max(0, head.start - 40) : head.stop]:
        box = block.box
        role = labels[block.index].role if labels else ""
        named = (
            role == "breadcrumb"
            or "breadcrumb" in box.hints
            or any("crumb" in link.hints for link in block.links)
            or (role == "tags" and _begins_at_home(block, page))
        )
        if not named:
            box_above = box.parent
            for _ in range(3):
                if box_above is None or "breadcrumb" in box_above.hints:
                    break
                box_above = box_above.parent
            if box_above is None or "breadcrumb" not in box_above.hints:
                continue
        if block.links:
            crumbs += [Crumb(link.text, link.href) for link in block.links if link.text]
        elif len(block.text) < 60:
            crumbs.append(Crumb(block.text, None))
        if len(crumbs) > 12:
            break
    if not crumbs:
        crumbs = _flat_trail(page, head)
    # The step without a link is the page itself.
    if crumbs and crumbs[-1].url is None and any(crumb.url for crumb in crumbs):
        crumbs.pop()
    return crumbs


def _flat_trail(page: Page, head: range) -> list[Crumb]:
    """A trail printed as one line without names to tell it by: it begins at home ("मुख्य पृष्ठ » राज्य")."""
    for block in page.blocks[max(0, head.start - 10) : head.stop]:
        if len(block.text) < 120 and _TRAIL.match(block.text):
            urls = {link.text.strip(): link.href for link in block.links}
            steps = [step.strip() for step in _STEP.split(block.text)]
            if "|" in block.text and steps[-1] in urls:
                continue  # A menu: a trail's last step is the page itself.
            return [Crumb(step, urls.get(step) or "/") for step in steps if step]
    return []


def _category_links(page: Page, labels: Sequence[Label], head: range) -> list[Finding]:
    """Links marked as category beside the title: rel=category, or class names that say so. These may mark a
    kicker without a link as well.
    """
    hinted: Finding | None = None
    for block in page.blocks[head.start : head.stop]:
        for link in block.links:
            if link.text and "category" in link.rel:
                return [Finding("rel=category", tidy(link.text), link.text)]
        kicker = len(block.text) <= _KICKER_CHARS and bool(labels) and labels[block.index].role in _KICKERS
        if hinted is not None or not (block.links or kicker):
            continue
        if _CATEGORY_HINT.search(f"{block.box.hints} {block.inline}"):
            names = [link.text for link in block.links if link.text] or [block.text] * kicker
            hinted = next((Finding("category", tidy(name), name) for name in names), None)
    return [hinted] if hinted else _category_paths(page, labels, head)


def _kicker_link(page: Page, labels: Sequence[Label], head: range) -> list[Finding]:
    """One short link right above the headline, and no other link above that, as in a menu."""
    title = next((i for i in head if labels and labels[i].role == "title"), 0)
    if not title or labels[title - 1].role not in _KICKERS:
        return []
    block = page.blocks[title - 1]
    if len(block.links) != 1 or block.links[0].text != block.text or len(block.text) > _KICKER_CHARS:
        return []
    above = page.blocks[title - 2] if title > 1 else None
    if (above is not None and above.links) or letters_key(block.text) in _HOME_KEYS:
        return []
    return [Finding("kicker", tidy(block.text), block.text)]


def _category_paths(page: Page, labels: Sequence[Label], head: range) -> list[Finding]:
    """A line by the title that is one link into `/category/`, where blogs keep their sections.

    Where many are, they are a menu.
    """
    many = 0
    found: list[Finding] = []
    above = max(0, head.start - _ABOVE)
    for block in page.blocks[above : head.stop]:
        role = labels[block.index].role if labels else ""
        if role in {"navigation", "related", "also_read"} or len(block.links) != 1:
            continue
        link = block.links[0]
        if link.text == block.text and len(link.text) <= 40 and _CATEGORY_PATH.search(link.href):
            many += 1
            if block.index >= head.start:
                found.append(Finding("category", tidy(link.text), link.text))
    return found[:1] if many <= _MOST_CATEGORIES else []


def _filed_under(page: Page, labels: Sequence[Label], tail: range) -> list[Finding]:
    """The first rel=category link behind the story in a line that says so, by its words or its name.

    Other stories' links have no words; what has the name or the words alone must stand in the story's own
    article.
    """
    article = nearest(page.blocks[tail.start - 1].box, "article") if tail.start else None
    for block in page.blocks[tail.start : tail.stop]:
        role = labels[block.index].role if labels else ""
        own = nearest(block.box, "article") is article
        if role in {"related", "hidden"} or (role == "also_read" and not own):
            continue
        spoken = _spoken(page, block) if block.links else ""
        for link in block.links:
            before = spoken + block.text.partition(link.text)[0] if link.text else ""
            if not link.text or len(block.text) >= 200:
                continue
            said = before and _FILED.search(before)
            if "category" in link.rel:
                if said or (own and _FILES.search(f"{block.box.hints} {block.inline} {link.hints}")):
                    return [Finding("rel=category", tidy(link.text), link.text)]
            elif said and own and article is not None and link is block.links[0]:
                return [Finding("category", tidy(link.text), link.text)]
    return []


def _spoken(page: Page, block: TextBlock) -> str:
    """What the line says to screen readers alone, as themes print "Categories" before a folder's picture."""
    behind = page.blocks[block.index + 1 : block.index + 3]
    return "".join(f"{one.text} " for one in behind if one.hidden and one.box is block.box)


def find_tags(
    sources: Sources, labels: Sequence[Label], head: range, tail: range
) -> tuple[tuple[str, ...], Evidence | None]:
    """Topics from the first place that lists any: article:tag, JSON-LD keywords, printed tags, metas."""
    for source, raw in _tag_lists(sources, labels, head, tail):
        tags = _cleaned(raw)
        if tags:
            return tags, Evidence(source=source, raw=", ".join(raw)[: LIMITS.field_chars])
    return (), None


def _tag_lists(
    sources: Sources, labels: Sequence[Label], head: range, tail: range
) -> Iterable[tuple[str, list[str]]]:
    page = sources.page
    yield "article:tag", page.metas.get("article:tag", [])
    yield "jsonld.keywords", _strings(sources.article.get("keywords"))
    yield "rel=tag", _printed_tags(page, labels, head, tail)
    for name in ("news_keywords", "keywords", "parsely-tags", "sailthru.tags", "cxenseparse:keywords"):
        yield name, page.metas.get(name, [])


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        found = (text(member) for member in value[: LIMITS.list_items])
        return [member for member in found if member]
    return []


def _printed_tags(page: Page, labels: Sequence[Label], head: range, tail: range) -> list[str]:
    found: list[str] = []
    trail: Box | None = None
    items: Box | None = None
    # A theme may print its tags below the share buttons; further down only rel=tag counts.
    stop = max(head.stop, tail.stop)
    for block in page.blocks[head.start : stop + 40]:
        if not block.links:
            continue
        if found and block.index >= stop:
            break
        # A menu's links may lead to topics too.
        if _in_menu(block.box):
            continue
        # A trail may go by the name of tags; its steps share a line or a list.
        if trail is not None and block.box.parent is trail:
            continue
        if _begins_at_home(block, page):
            trail = block.box.parent if block.box.tag == "li" else None
            continue
        # A block theme's sections are terms like its tags, and linked like them.
        if "category" in block.box.hints:
            continue
        if _under_label(page, block):
            items = block.box.parent if block.box.tag == "li" else block.box
        elif items is not None and items is not block.box.parent:
            items = None
        labelled = block.index < stop and (
            items is not None or (bool(labels) and labels[block.index].role == "tags")
        )
        near = block.index < stop and (
            block.link_chars * 2 > len(block.text) or (block.index < head.stop and len(block.text) < 200)
        )
        listed = labelled or (near and _in_tag_list(block.box.hints))
        found += [
            link.text
            for link in block.links
            if "category" not in link.rel
            and len(link.text) < 60
            # "Skip to the next section" leads to a place on this page.
            and not (link.href.startswith("#") and len(link.href) > 1)
            and (listed or "tag" in link.rel.split() or (near and _TAG_PATH.search(link.href)))
        ]
    return found


def _under_label(page: Page, block: TextBlock) -> bool:
    """True for a line of links alone behind a line that says "Tags" and nothing else."""
    if not block.index or block.link_chars * 10 < len(block.text) * 7:
        return False
    above = page.blocks[block.index - 1]
    return len(above.text) <= _LABEL_CHARS and bool(_TAG_LABEL.fullmatch(above.text))


def _begins_at_home(block: TextBlock, page: Page) -> bool:
    """True for the trail of a page: its first link leads to the home page and says so."""
    if not block.links or letters_key(block.links[0].text) not in _HOME_KEYS:
        return False
    url = absolute(block.links[0].href, page)
    return url is not None and "/" not in _path(url)


def _in_menu(box: Box | None) -> bool:
    while box is not None and box.tag != "nav":
        box = box.parent
    return box is not None and "tag" not in box.hints


@remembered(8_192)
def _in_tag_list(hints: str) -> bool:
    return bool(_TAG_HINT.search(hints))


def _cleaned(raw: Sequence[str]) -> tuple[str, ...]:
    """Single tags in order, without duplicates; a lone string is a list with commas."""
    kept: dict[str, str] = {}
    for value in raw[: LIMITS.list_items]:
        for part in _SPLIT.split(tidy(value)):
            tag = part.strip(" #.\"'")
            key = letters_key(tag)
            if key and len(tag) <= 120:
                kept.setdefault(key, tag)
            if len(kept) >= LIMITS.list_items:
                return tuple(kept.values())
    return tuple(kept.values())
