"""All a page tells about its story, besides the text: one call, one record, with evidence for each field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from newscrawl.extraction import bylines, page_dates, page_type, paywall, pictures, taxonomy, titles
from newscrawl.extraction.jsonld import text
from newscrawl.extraction.page import Label, Page
from newscrawl.extraction.rights import find_rights
from newscrawl.extraction.sources import Kind, Sources, letters_key, read_sources, tidy
from newscrawl.hindi.dateline import Dateline, agency_in, split_dateline
from newscrawl.items.article import Evidence, Image, PageType, Rights

STORY_ROLES: Final = frozenset({"paragraph", "heading", "list_item", "quote", "table", "live_entry"})
_TAIL_BLOCKS: Final = 14
_HEAD_BLOCKS: Final = 14
_LINE_BELOW: Final = 12
"""Blocks between a standfirst and the story, at the most."""
_LINES_ABOVE, _DATELINE_CHARS = 3, 100
_MAY_BE_SIGNED: Final = re.compile(r"[^()/,]{0,60}(?:[(/]|,.{0,60}[(/:ः।-])")
_FIGURE: Final = re.compile(r"[0-9०-९]")
_SIGNED: Final = frozenset({"byline", "dateline"})


@dataclass(slots=True)
class Metadata:
    """The fields of `newscrawl.items.Article` that metadata can give, in the same forms."""

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    place: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    canonical_url: str | None = None
    lead_image: Image | None = None
    images: tuple[Image, ...] = ()
    paywalled: bool | None = None
    rights: Rights = field(default_factory=Rights)
    page_type: PageType = "article"
    page_kind: Kind = "unknown"
    """article, listing, home, tag, author, search, error, static, feed or unknown: what the page says it is,
    apart from its text."""
    kind_reason: str = ""
    """The evidence for `page_kind`, heaviest first."""
    language: str | None = None
    """The language the page states, as BCP 47 primary code, lower case. A hint: templates are copied."""
    evidence: dict[str, Evidence] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    """What had to be repaired or left unread on the way."""


def headline_candidates(page: Page | Sources) -> list[str]:
    """Headlines the page states, best first, for finding the printed one among its blocks."""
    return titles.headline_candidates(page if isinstance(page, Sources) else read_sources(page))


def read_metadata(
    page: Page,
    labels: Sequence[Label],
    story: range | None,
    headers: Mapping[str, str] | None = None,
    *,
    now: datetime | None = None,
    sources: Sources | None = None,
) -> Metadata:
    """Read the metadata of a labelled page. Never raises on what a page holds.

    `labels[i]` belongs to `page.blocks[i]`; `story` spans the first to the last block of the story, None when
    there is none. `headers` are the response's. `now` bounds dates in the future. Pass `sources` when they
    were already read for `headline_candidates`.
    """
    sources = sources or read_sources(page)
    labels = labels if len(labels) == len(page.blocks) else []
    found = Metadata(canonical_url=sources.canonical_url, notes=sources.jsonld.notes)
    evidence = found.evidence

    def keep(name: str, record: Evidence | None) -> None:
        if record is not None:
            evidence[name] = record

    found.title, record = titles.find_title(sources, labels, story)
    keep("title", record)
    found.subtitle, record = titles.find_subtitle(page, labels, story, found.title)
    keep("subtitle", record)
    head, tail = _neighbourhood(page, labels, story, found.title)
    below = _with_line_below(labels, story, head)
    dated = _dated_above(page, labels, head)
    found.authors, record, agencies = bylines.find_authors(sources, labels, story, below, tail)
    keep("authors", record)
    _read_dateline(page, labels, story, agencies, found)
    dates = page_dates.find_dates_of(sources, labels, head if dated else below, tail, now=now)
    found.published_at, found.modified_at = dates.published_at, dates.modified_at
    evidence.update(dates.evidence)
    found.section, record = taxonomy.find_section(sources, labels, head, tail, found.title)
    keep("section", record)
    found.tags, record = taxonomy.find_tags(sources, labels, head, tail)
    keep("tags", record)
    found.lead_image, found.images, record = pictures.find_pictures(sources, labels, story, head)
    keep("lead_image", record)
    found.paywalled, record = paywall.find_paywall(sources, labels, story)
    keep("paywalled", record)
    found.rights = find_rights(page, headers)
    found.language = _stated_language(sources)
    brief = _is_brief(page, labels, story)
    told = story is not None and not brief
    found.page_kind, found.kind_reason = page_type.judge_kind(
        sources,
        found.title,
        told=told,
        story=_running_text(labels, story),
        signed=dated or bool(found.authors),
    )
    found.page_type, reason = page_type.judge_type(sources, labels, story, found.title)
    if found.page_type == "article" and brief:
        found.page_type, reason = "brief", f"under {page_type.BRIEF_WORDS} words"
    if reason:
        evidence["page_type"] = Evidence(source=reason, agreement="derived")
    return found


def _neighbourhood(
    page: Page, labels: Sequence[Label], story: range | None, title: str | None
) -> tuple[range, range]:
    """The blocks around the title up to the story's first, and those right behind its end."""
    start = _first_paragraph(page, labels, story)
    title_at = _title_index(page, labels, start, title)
    if title_at is None:
        title_at = max(0, start - _HEAD_BLOCKS) if story else 0
    last = min(start + 1, title_at + 60) if story else min(len(page.blocks), title_at + 20)
    head = range(max(0, title_at - 6), max(last, title_at))
    tail = range(story.stop, min(len(page.blocks), story.stop + _TAIL_BLOCKS)) if story else range(0)
    return head, tail


def _with_line_below(labels: Sequence[Label], story: range | None, head: range) -> range:
    """`head`, and the lines with author and date below the story's first paragraph.

    Many sites set their standfirst as a paragraph, between the headline and that line.
    """
    first = head.stop - 1
    if story is None or not labels or first < story.start or labels[first].role != "paragraph":
        return head
    if all(labels[i].role != "title" for i in range(head.start, first)):
        return head
    stop = first + 1
    for index in range(stop, min(first + _LINE_BELOW, len(labels))):
        role = labels[index].role
        if role in STORY_ROLES or (role not in _SIGNED and index >= story.stop):
            break
        stop = index + 1
    return range(head.start, stop)


def _dated_above(page: Page, labels: Sequence[Label], head: range) -> bool:
    """Whether a date stands between the headline and the story's first paragraph."""
    title = next((i for i in reversed(head) if labels and labels[i].role == "title"), head.start)
    above = range(title + 1, head.stop - 1)
    return any(mark.block in above for mark in page.times) or any(
        labels[i].role in _SIGNED and _FIGURE.search(page.blocks[i].text) for i in above if labels
    )


def _first_paragraph(page: Page, labels: Sequence[Label], story: range | None) -> int:
    """Where the story's running text begins: a standfirst or a heading above the byline may come first."""
    if story is None:
        return len(page.blocks)
    for index in range(story.start, min(story.stop, story.start + 40)) if labels else ():
        if labels[index].role == "paragraph":
            return index
    return story.start


def _title_index(page: Page, labels: Sequence[Label], start: int, title: str | None) -> int | None:
    """Where the printed headline stands: the block so labelled, else an equal heading, else an h1."""
    if labels:
        for index in range(min(start, len(labels)) - 1, -1, -1):
            if labels[index].role == "title":
                return index
    key = letters_key(title or "")
    fallback: int | None = None
    for block in reversed(page.blocks[:start]):
        if block.box.tag in {"h1", "h2"}:
            if key and letters_key(block.text) == key:
                return block.index
            if fallback is None and block.box.tag == "h1":
                fallback = block.index
    return fallback


def _read_dateline(
    page: Page, labels: Sequence[Label], story: range | None, agencies: Sequence[str], found: Metadata
) -> None:
    """Place and agency: the story's dateline, the credit at its end, an agency among the authors."""
    if story is not None and (told := _dateline_of(page, labels, story)) is not None:
        dateline, raw = told
        found.place = dateline.place
        if dateline.place:
            found.evidence["place"] = Evidence(source="dateline", raw=raw)
        if dateline.agency:
            found.agency = dateline.agency
            found.evidence["agency"] = Evidence(source="dateline", raw=raw)
    if found.agency is None and agencies:
        found.agency = agencies[0]
        found.evidence["agency"] = Evidence(source="authors", raw=agencies[0])
    if found.agency is None and story is not None:
        for block in page.blocks[max(story.start, story.stop - 2) : story.stop + 3]:
            line = block.text
            # "(भाषा)" closes the last paragraph or stands on a line of its own.
            if line.endswith((")", ")।", ").", "]")) or len(line) <= 60:
                agency = agency_in(line[-120:])
                if agency:
                    found.agency = agency
                    found.evidence["agency"] = Evidence(source="credit line", raw=block.text)
                    return


def _dateline_of(page: Page, labels: Sequence[Label], story: range) -> tuple[Dateline, str] | None:
    """The story's dateline and how it is printed: at the head of the first paragraph or in the line above it.

    Behind a standfirst, which is set as a paragraph on many sites, it begins the second one. A place alone
    begins any paragraph of a round-up; there it takes an agency or a desk as well.
    """
    told = [
        block
        for block in page.blocks[story.start : story.start + 5]
        if not labels or labels[block.index].role in {"paragraph", "dateline", "list_item"}
    ]
    for block in told[:2]:
        # With an agency or a desk it has brackets or a slash, or a comma and a mark that ends it.
        if block is not told[0] and not _MAY_BE_SIGNED.match(block.text):
            continue
        dateline = split_dateline(block.text[:400])
        if dateline is None:
            continue
        if block is told[0] or (dateline.place and (dateline.agency or dateline.desk)):
            return dateline, block.text[: dateline.end]
    for block in reversed(page.blocks[max(0, story.start - _LINES_ABOVE) : story.start]) if labels else ():
        if labels[block.index].role in _SIGNED and len(block.text) <= _DATELINE_CHARS:
            dateline = split_dateline(block.text)
            if dateline is not None and dateline.place:
                return dateline, block.text
    return None


def _stated_language(sources: Sources) -> str | None:
    for raw in (
        text(sources.article.get("inLanguage")),
        sources.page.lang,
        *sources.page.metas.get("og:locale", ()),
    ):
        if raw:
            code = tidy(raw).replace("_", "-").split("-")[0].lower()
            if 2 <= len(code) <= 3 and code.isalpha() and code.isascii():
                return code
    return None


def _running_text(labels: Sequence[Label], story: range | None) -> list[int]:
    return [i for i in story or () if labels and labels[i].role in STORY_ROLES]


def _is_brief(page: Page, labels: Sequence[Label], story: range | None) -> bool:
    if story is None:
        return False
    words = 0
    for block in page.blocks[story.start : story.stop]:
        if not labels or labels[block.index].role in STORY_ROLES:
            words += block.text.count(" ") + 1
            if words >= page_type.BRIEF_WORDS:
                return False
    return True
