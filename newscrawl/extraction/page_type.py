"""What kind of page this is: an article or one of a site's other pages, and which form of article.

The evidence is what sites print for machines and themes for their style sheets; each piece has a weight and
the heaviest sum decides, because every single one is wrong somewhere (`og:type` article on home pages,
NewsArticle objects in lists).
"""

import re
from collections.abc import Sequence
from typing import Final

from newscrawl.extraction.jsonld import ARTICLE_TYPES, object_urls, type_names
from newscrawl.extraction.page import Label
from newscrawl.extraction.prose import length
from newscrawl.extraction.sources import Kind, Sources
from newscrawl.hindi.remembered import remembered
from newscrawl.items.article import PageType
from newscrawl.urls import url_kind

_LABEL_WORDS: Final = 3
_LABEL: Final = 26
_LINKED_HEADLINE: Final = 25
_LISTED: Final = 4
BRIEF_WORDS: Final = 60
"""A story of fewer words is a brief (`Article.page_type`)."""

_LIVE_TITLE: Final = re.compile(
    r"\A\W*(?:live|लाइव)\b|\blive\s*(?:updates?|blog|:)|लाइव अपडेट|\blive\W*\Z", re.IGNORECASE
)
_LIVE_WORDS: Final = ("live", "लाइव")
_GALLERY_TITLE: Final = re.compile(
    r"तस्वीरों में|तस्वीरें:|देखें तस्वीरें|फोटो गैलरी|\bin (?:pics|pictures|photos)\b"
    r"|\A\W*(?:photos?|pics|gallery)\s*[:|]",
    re.IGNORECASE,
)
_GALLERY_WORDS: Final = ("photo", "pic", "gallery", "तस्वीर", "फोटो")
_VIDEO_TITLE: Final = re.compile(
    r"\A\W*(?:video|watch|वीडियो|विडियो)\s*[:|]|\bvideo\W*\Z|देखें वीडियो", re.IGNORECASE
)
_VIDEO_WORDS: Final = ("video", "watch", "वीडियो", "विडियो")
_LIVE_HINT: Final = re.compile(
    r"live-?_?(?:update|blog|entry|post|feed|item|card|story)|liveblog|wp-block-.{0,20}live"
)
_GALLERY_HINT: Final = re.compile(
    r"wp-block-gallery|gallery-item|gallery-columns|photo-?gallery|slideshow|swiper-gallery|photo-?story"
)
_CLOCK_LINE: Final = re.compile(r"(?<![\d०-९])[\d०-९]{1,2}:[\d०-९]{2}(?![\d०-९])")
_COUNTER: Final = re.compile(r"(?:\A|\(|\s)(\d{1,3})\s*/\s*(\d{1,3})(?:\)|\s|\Z)")
# 404 is a number as well, and much else is not found in headlines: the words must say it of the page.
_ERROR_TITLE: Final = re.compile(
    r"\A\W*(?:(?:http\s)?error\s?[:-]?\s?)?404\s*(?:\Z|[-–—|:!(]|error|page|not|पेज|पृष्ठ|त्रुटि|एरर)"
    r"|\b(?:error|http|code|त्रुटि|एरर)[\s:-]{0,3}404\b|[-–—|:(]\s?404\W*\Z"
    r"|\A\W*not found"
    r"|\b(?:page|url|article|story|post|file)\s(?:was\s|could\s|can)?(?:not|['\u2019]t)\s(?:be\s)?found"
    r"|(?:पृष्ठ|पेज|यूआरएल)\s(?:उपलब्ध\s)?नहीं\s(?:मिला|है)|\A\W*(?:खबर|कुछ भी)\sनहीं\sमिल[ाी]\W*(?:\Z|[|–-])",
    re.IGNORECASE,
)
_ERROR_WORDS: Final = ("404", "found", "नहीं")
_ERROR_HINT: Final = re.compile(
    r"(?:\A|[\s_-])(?:error-?_?(?:404|page)|404-?_?(?:page|error|content)|not-?_?found)(?:\Z|[\s_-])"
)
# What stands in front of a site prints this instead of its pages, as title or headline, and nothing else.
_CHALLENGE: Final = re.compile(
    r"\W*(?:just a moment|one moment,? please|attention required!? \| cloudflare|ddos-guard"
    r"|pardon our interruption|(?:please )?(?:verify|confirm) (?:that )?you are (?:a )?human"
    r"|are you (?:a )?(?:human|robot)|(?:human|bot) verification|robot check|(?:browser|security) check"
    r"|checking (?:your|if the site) .{0,60}|access (?:to this page has been )?denied"
    r"|(?:sorry, )?you have been blocked|request (?:rejected|unsuccessful.{0,60}))\W*(?:\| .{0,40})?",
    re.IGNORECASE,
)
_MAIN_TYPES: Final = frozenset(name for name, weight in ARTICLE_TYPES.items() if weight >= 25)
_STATIC_TYPES: Final = frozenset({"aboutpage", "contactpage", "faqpage", "checkoutpage"})


def judge_kind(
    sources: Sources,
    headline: str | None = None,
    *,
    told: bool = True,
    story: Sequence[int] = (),
    signed: bool = False,
) -> tuple[Kind, str]:
    """The page's kind and the pieces of evidence for it, heaviest first; ("unknown", "") without any.

    `headline` is the page's title as it was chosen, `told` whether a story of some length stands under it:
    where one does, its headline may say whatever it likes. `story` are the indexes of the story's blocks;
    `signed` says that an author or a date stands above it.
    """
    votes: list[tuple[int, Kind, str]] = []
    _vote_classes(sources, votes)
    _vote_jsonld(sources, votes)
    _vote_metas(sources, votes)
    _vote_url(sources, votes)
    if sources.page.title and _tells_error(sources.page.title):
        votes.append((5, "error", "title"))
    if not told:
        _vote_empty(sources, headline or "", votes)
    if not any(kind == "article" for _, kind, _ in votes):
        _vote_structure(sources, headline or "", votes, story, told=told, signed=signed)
    if not votes:
        return "unknown", ""
    sums: dict[Kind, int] = {}
    for weight, kind, _ in votes:
        sums[kind] = sums.get(kind, 0) + weight
    best = max(sums, key=lambda kind: sums[kind])
    reasons = [reason for _, kind, reason in sorted(votes, key=lambda vote: -vote[0]) if kind == best]
    return best, ", ".join(reasons)


def _tells_error(line: str) -> bool:
    return _holds(line, _ERROR_WORDS) and _ERROR_TITLE.search(line) is not None


def _holds(line: str, words: Sequence[str]) -> bool:
    """Whether one of the words is in a line; without them the slower patterns find nothing."""
    lower = line.lower()
    return any(map(lower.__contains__, words))


def _vote_empty(sources: Sources, headline: str, votes: list[tuple[int, Kind, str]]) -> None:
    """What a page without a story says of itself."""
    page = sources.page
    if any(_CHALLENGE.fullmatch(line[:160].strip()) for line in (page.title or "", headline) if line):
        votes.append((30, "challenge", "title"))
    if _tells_error(headline):
        votes.append((8, "error", "headline"))
    if any(map(_names_error, [box.hints for box in page.boxes[:400]])):
        votes.append((5, "error", "class"))


@remembered(32_768)
def _names_error(hints: str) -> bool:
    return _ERROR_HINT.search(hints) is not None


def _vote_structure(
    sources: Sources,
    headline: str,
    votes: list[tuple[int, Kind, str]],
    story: Sequence[int],
    *,
    told: bool,
    signed: bool,
) -> None:
    """A few words over linked headlines, with no text to speak of but theirs, are a section's page.

    So is one with some sentences, where nobody signs them or they stand behind the headlines.
    """
    if not 1 <= len(headline.split()) <= _LABEL_WORDS or length(headline) > _LABEL:
        return
    linked = {
        block.index
        for block in sources.page.blocks
        if block.link_chars * 2 > len(block.text) >= _LINKED_HEADLINE and not block.hidden
    }
    led = sum(not linked.isdisjoint((index - 1, index - 2)) for index in story)
    above = sum(index < story[0] for index in linked) if story else 0
    bare = not told and (not signed or above >= _LISTED)
    if len(linked) >= _LISTED and (bare or led * 2 >= len(story)):
        votes.append((3, "listing", f"{len(linked)} linked headlines under a label"))


def _vote_classes(sources: Sources, votes: list[tuple[int, Kind, str]]) -> None:
    """Body classes as WordPress's body_class() and its kin print them."""
    classes = set(sources.page.body_classes.split())
    if not classes:
        return
    single = bool(classes & {"single", "single-post", "article-page", "story-page", "post-template-default"})
    archive = "archive" in classes
    if "error404" in classes:
        votes.append((20, "error", "body.error404"))
    elif single and "single-attachment" not in classes and "attachment" not in classes:
        votes.append((9, "article", "body.single"))
    elif classes & {"search-results", "search-no-results"} or ("search" in classes and not archive):
        votes.append((12, "search", "body.search"))
    elif archive and "author" in classes:
        votes.append((12, "author", "body.author"))
    elif archive and ("tag" in classes or any(name.startswith("tag-") for name in classes)):
        votes.append((12, "tag", "body.tag"))
    elif archive or classes & {"category", "date", "tax"}:
        votes.append((12, "listing", "body.archive"))
    elif "home" in classes and ("blog" in classes or "page" in classes or len(classes) > 2):
        votes.append((10, "home", "body.home"))
    elif "paged" in classes:
        votes.append((8, "listing", "body.paged"))
    elif "page" in classes and any(name.startswith("page-id-") for name in classes):
        votes.append((8, "static", "body.page"))


def _vote_jsonld(sources: Sources, votes: list[tuple[int, Kind, str]]) -> None:
    types = sources.jsonld.types()
    if not types:
        return
    main = [obj for obj in sources.jsonld.objects if _MAIN_TYPES.intersection(type_names(obj))]
    if 1 <= len(main) <= 3:
        votes.append(
            (7 if sources.article.get("headline") else 4, "article", "jsonld." + type_names(main[0])[0])
        )
    elif main and sources.canonical_url:
        own = sources.canonical_url.rstrip("/")
        if any(own == url.rstrip("/") for obj in main for url in object_urls(obj)):
            votes.append((7, "article", "jsonld.url"))
    if "searchresultspage" in types:
        votes.append((8, "search", "jsonld.searchresultspage"))
    if "collectionpage" in types and not main:
        votes.append((8, "listing", "jsonld.collectionpage"))
    if "profilepage" in types and not main:
        votes.append((8, "author", "jsonld.profilepage"))
    if types & _STATIC_TYPES and not main:
        votes.append((5, "static", "jsonld.static"))


def _vote_metas(sources: Sources, votes: list[tuple[int, Kind, str]]) -> None:
    metas = sources.page.metas
    declared = (metas.get("og:type") or [""])[0].strip().lower()
    if declared in {"article", "news", "newsarticle", "article:news", "video.other", "news.article"}:
        votes.append((4, "article", "og:type"))
    elif declared == "profile":
        votes.append((4, "author", "og:type"))
    elif declared in {"website", "object", "blog"}:
        votes.append((1, "listing", "og:type"))
    if metas.get("article:published_time") or metas.get("datepublished"):
        votes.append((4, "article", "article:published_time"))


def _vote_url(sources: Sources, votes: list[tuple[int, Kind, str]]) -> None:
    url = sources.page.url or sources.canonical_url
    if not url:
        return
    path = url.split("://", 1)[-1].partition("/")[2]
    if not path.split("#", 1)[0]:
        votes.append((8, "home", "url"))
        return
    shape = url_kind(url)
    if shape is None or shape == "media":
        return
    lower = path.lower()
    if shape == "listing":
        kind: Kind = "listing"
        if re.search(r"(?:^|/)(?:tags?|topics?|keywords?)/", lower):
            kind = "tag"
        elif re.search(r"(?:^|/)(?:authors?|byline|reporter)/", lower):
            kind = "author"
        elif re.search(r"(?:^|/)search(?:/|\?|$)|[?&](?:s|q|query|search)=", lower):
            kind = "search"
        votes.append((5, kind, "url"))
    elif shape == "feed":
        votes.append((9, "feed", "url"))
    elif shape == "static":
        votes.append((5, "static", "url"))
    else:
        votes.append((4, "article", "url"))


def judge_type(
    sources: Sources, labels: Sequence[Label], story: range | None, title: str | None
) -> tuple[PageType, str]:
    """Which form of article the page is, and why. Two independent marks, or one that is sure, are needed."""
    page = sources.page
    shape = url_kind(page.url or sources.canonical_url)
    if shape == "web_story" or any(box.tag == "amp-story" for box in page.boxes[:12]):
        return "web_story", "amp-story" if shape != "web_story" else "url"
    types = set(type_names(sources.article))
    if "liveblogposting" in types:
        return "live", "jsonld.liveblogposting"
    line = title or page.title or ""
    classes = page.body_classes
    hints = _story_hints(sources, labels, story)
    marks = {
        "live": _marks(
            ("url", shape == "live"),
            ("title", _holds(line, _LIVE_WORDS) and _LIVE_TITLE.search(line)),
            ("entries", hints["live"] + hints["clock"] >= 3),
        ),
        "gallery": _marks(
            ("url", shape == "gallery"),
            ("title", _holds(line, _GALLERY_WORDS) and _GALLERY_TITLE.search(line)),
            ("jsonld", types & {"imagegallery", "mediagallery"}),
            ("class", "single-format-gallery" in classes),
            ("pictures", hints["gallery"] >= 3),
        ),
        "video": _marks(
            ("url", shape == "video"),
            ("title", _holds(line, _VIDEO_WORDS) and _VIDEO_TITLE.search(line)),
            ("jsonld", "videoobject" in types),
            ("class", "single-format-video" in classes),
            ("og:type", (page.metas.get("og:type") or [""])[0].lower().startswith("video")),
        ),
    }
    if page.videos and marks["video"]:
        marks["video"].append("player")
    # A slug repeats the headline's words, so URL and title together are one mark.
    if "entries" in marks["live"] and (len(marks["live"]) > 1 or hints["live"] >= 6):
        return "live", ", ".join(marks["live"])
    forms: tuple[tuple[PageType, str], ...] = (("gallery", "pictures"), ("video", "player"))
    for form, content in forms:
        found = marks[form]
        if {"jsonld", "class"} & set(found) or (content in found and len(found) > 1):
            return form, ", ".join(found)
    if shape in {"gallery", "video"}:
        return shape, "url"
    return "article", ""


def _marks(*tests: tuple[str, object]) -> list[str]:
    return [name for name, passed in tests if passed]


@remembered(8_192)
def _form_hints(hints: str) -> tuple[bool, bool]:
    return bool(_LIVE_HINT.search(hints)), bool(_GALLERY_HINT.search(hints))


def _story_hints(sources: Sources, labels: Sequence[Label], story: range | None) -> dict[str, int]:
    """How many blocks or boxes of the story look like live entries, lines with a time, numbered pictures."""
    counts = {"live": 0, "clock": 0, "gallery": 0}
    if story is None:
        return counts
    page = sources.page
    seen: set[int] = set()
    for block in page.blocks[story.start : min(story.stop, story.start + 400)]:
        size = len(block.text)
        if labels and labels[block.index].role == "live_entry":
            counts["live"] += 1
        elif size < 40 and _CLOCK_LINE.search(block.text):
            counts["clock"] += 1
        counter = _COUNTER.search(block.text) if size < 160 and "/" in block.text else None
        if counter and 2 < int(counter[2]) <= 100 and int(counter[1]) <= int(counter[2]):
            counts["gallery"] += 1
        box = block.box
        for _ in range(2):
            if box.index in seen:
                break
            seen.add(box.index)
            if box.hints:
                live, gallery = _form_hints(box.hints)
                counts["live"] += live
                counts["gallery"] += gallery
            if box.parent is None:
                break
            box = box.parent
    for mark in page.images:
        if story.start - 3 <= mark.block <= story.stop + 40:
            around = mark.box.parent
            counts["gallery"] += _form_hints(mark.box.hints)[1] or (
                around is not None and _form_hints(around.hints)[1]
            )
    return counts
