"""The road of a page: bytes, tree, blocks, labels, article. And the same for flattened text."""

from collections.abc import Mapping
from dataclasses import dataclass

from newscrawl.extraction.blocks import build_page
from newscrawl.extraction.body import build_story, story_text
from newscrawl.extraction.container import Region
from newscrawl.extraction.decode import decode
from newscrawl.extraction.guide import Guide, with_note
from newscrawl.extraction.label import label_page
from newscrawl.extraction.layout import Layout
from newscrawl.extraction.live import mark_entries
from newscrawl.extraction.metadata import Metadata, read_metadata
from newscrawl.extraction.page import Label, Page
from newscrawl.extraction.parse import parse
from newscrawl.extraction.plain_text import read_plain_text
from newscrawl.extraction.site_profile import SiteProfile
from newscrawl.extraction.sources import read_sources
from newscrawl.extraction.stated_body import stated_body
from newscrawl.extraction.titles import headline_candidates
from newscrawl.items.article import Article, Block, Evidence, running_text
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.urls import registrable_domain
from newscrawl.version import __version__

_EXTRACTOR = f"newscrawl/{__version__}"
_LEAST_CHARACTERS = 40
_KINDS = {
    "listing": Reason.LISTING,
    "home": Reason.LISTING,
    "tag": Reason.LISTING,
    "author": Reason.LISTING,
    "search": Reason.LISTING,
    "feed": Reason.LISTING,
    "error": Reason.SOFT_404,
    "static": Reason.NOT_ARTICLE,
    "challenge": Reason.BLOCKED,
}


@dataclass(slots=True)
class Reading:
    """What became of a page, and all that was seen on the way; the later fields are None for a page that was
    refused before.
    """

    result: Article | Reject
    page: Page | None = None
    labels: list[Label] | None = None
    region: Region | None = None
    metadata: Metadata | None = None
    rule_fits: bool | None = None
    """Whether the publisher's layout finds the story (`Guide.fits`); None without a layout."""
    rule_fields_fit: bool | None = None
    """Whether it finds single fields (`Guide.fields_fit`); None without a layout that names any."""


def extract(
    html: bytes | str,
    url: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    site: SiteProfile | None = None,
    layout: Layout | None = None,
) -> Article | Reject:
    """Return the story on a page, or why there is none.

    `html` is the page as fetched (bytes, best) or as text; `url` where it was fetched, for links, the
    publisher and traces in the address; `headers` the response's, for charset and rights; `site` what other
    pages of its host showed to recur; `layout` how its publisher's pages look, believed where it does
    not contradict the page. Pure and thread-safe; bounded by `newscrawl.limits.LIMITS`; never raises on
    input. Judges no language: `Article.language` says what was found.
    """
    return read_page(html, url, headers=headers, site=site, layout=layout).result


def clean_text(text: str, url: str | None = None) -> Article | Reject:
    """Return the story in a page that was flattened to lines of text, or why there is none.

    The first line that reads as a headline is the title; residue of the page (counters, follow lines, forms,
    lists of other stories) is dropped. Pure, thread-safe, bounded; never raises on input.
    """
    try:
        found = read_plain_text(text)
        if isinstance(found, Reject):
            return Reject(url=url, stage=found.stage, reason=found.reason, detail=found.detail)
        return _article(found.blocks, found.metadata, url, found.note)
    except Exception as error:  # noqa: BLE001  (as above)
        return _broken(url, error)


def _broken(url: str | None, error: Exception) -> Reject:
    detail = f"{type(error).__name__}: {error}"[:200]
    return Reject(url=url, stage=Stage.EXTRACT, reason=Reason.INTERNAL_ERROR, detail=detail)


def read_page(
    html: bytes | str,
    url: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    site: SiteProfile | None = None,
    layout: Layout | None = None,
    aside: bool = False,
) -> Reading:
    """`extract` with everything it saw on the way, for whoever explains a page. Never raises on input.

    `aside`: the layout is only compared with the page, for `Reading.rule_fits` and its like; the result is
    that of the generic extraction.
    """
    try:
        names = {name.lower(): value for name, value in (headers or {}).items()}
        return _read(html, url, names, site, layout, aside=aside)
    except Exception as error:  # noqa: BLE001  (a page must never stop a crawl; the reject names the fault)
        return Reading(_broken(url, error))


def _read(
    html: bytes | str,
    url: str | None,
    headers: dict[str, str],
    site: SiteProfile | None,
    layout: Layout | None,
    *,
    aside: bool,
) -> Reading:
    decoded = decode(html, headers)
    if decoded.reason is not None:
        return Reading(Reject(url=url, stage=Stage.DECODE, reason=decoded.reason, detail=decoded.detail))
    parsed = parse(decoded.data, for_walk=layout is None)
    if parsed.tree is None:
        reason = parsed.reason or Reason.MALFORMED
        return Reading(Reject(url=url, stage=Stage.PARSE, reason=reason, detail=parsed.detail))
    guide = Guide(layout, parsed.tree, aside=aside) if layout is not None else None
    page = build_page(parsed.tree, url)
    if guide is not None:
        guide.find(page)
    sources = read_sources(page)
    titles = headline_candidates(sources)
    labels, story, region = label_page(page, titles, site)
    if guide is not None:
        labels, story, region = guide.relabel(page, titles, site, (labels, story, region))
    metadata = read_metadata(page, labels, story, headers, sources=sources)
    if guide is not None:
        guide.amend(metadata, sources)
    result: Article | Reject
    times = mark_entries(page, labels, region) if metadata.page_type == "live" else None
    blocks = build_story(page.blocks, labels, times)
    if metadata.page_kind in _KINDS:
        reason = _KINDS[metadata.page_kind]
        detail = f"{metadata.page_kind}: {metadata.kind_reason}"
        stage = Stage.FETCH if reason is Reason.BLOCKED else Stage.EXTRACT
        result = Reject(url=url, stage=stage, reason=reason, detail=detail)
    elif len(running_text(blocks)) < _LEAST_CHARACTERS and (
        told := stated_body(sources, metadata.title) if metadata.paywalled is not True else None
    ):
        metadata.evidence["text"] = Evidence(source=told.source)
        result = _article(told.blocks, metadata, url, "the page prints no story")
    elif len(running_text(blocks)) < _LEAST_CHARACTERS:
        result = Reject(url=url, stage=Stage.EXTRACT, reason=Reason.NO_STORY, detail=_why_no_story(page))
    else:
        notes = [*decoded.notes, *page.notes, *region.notes]
        result = _article(blocks, metadata, url, "; ".join(notes) or None)
    reading = Reading(result, page, labels, region, metadata)
    if guide is not None:
        reading.rule_fits, reading.rule_fields_fit = guide.fits, guide.fields_fit
    return reading


def _why_no_story(page: Page) -> str:
    letters = sum(len(block.text) for block in page.blocks)
    return f"{len(page.blocks)} runs of text, {letters} characters, none of them a story"


def _article(blocks: tuple[Block, ...], metadata: Metadata, url: str | None, note: str | None) -> Article:
    told = story_text(blocks)
    evidence = dict(metadata.evidence)
    evidence["text"] = with_note(evidence.get("text"), note)
    return Article(
        url=url,
        canonical_url=metadata.canonical_url,
        publisher=registrable_domain(url) if url else None,
        page_type=metadata.page_type,
        title=metadata.title or None,
        subtitle=metadata.subtitle or None,
        text=told.text,
        blocks=blocks,
        authors=metadata.authors,
        agency=metadata.agency,
        place=metadata.place,
        published_at=metadata.published_at,
        modified_at=metadata.modified_at,
        section=metadata.section,
        tags=metadata.tags,
        language=told.language,
        lead_image=metadata.lead_image,
        images=metadata.images,
        paywalled=metadata.paywalled,
        rights=metadata.rights,
        evidence=evidence,
        word_count=told.word_count,
        content_hash=told.content_hash,
        extractor=_EXTRACTOR,
    )
