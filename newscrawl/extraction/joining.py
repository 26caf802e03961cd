"""The parts of a story that stands on several pages, made one article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newscrawl.extraction.body import story_text
from newscrawl.extraction.guide import with_note
from newscrawl.extraction.page_type import BRIEF_WORDS
from newscrawl.hindi.script import comparison_key
from newscrawl.items.article import Article, Block, Image, PageType
from newscrawl.limits import LIMITS


@dataclass(frozen=True, slots=True)
class Part:
    """A further page of a story."""

    number: int
    """Its place, from 2."""
    url: str
    """Its address; "" when no page linked it."""
    article: Article | None = None
    """What was read of it. None when it is missing."""
    why: str = ""
    """Why it is missing, in a few words."""


def join(first: Article, parts: Sequence[Part], *, beyond: int = 0) -> Article:
    """The story of `first` with the parts behind it, in the order of their numbers.

    Blocks, text and pictures are joined; all else is the first page's. What a part repeats at its head or
    foot of the pages before (a standfirst, a source line) stands once. The evidence of `text` names the
    pages, those that are missing with the reason, and, by `beyond`, the highest part that was not asked for.
    Without a part that brings text, the article is the first page's, with that note.
    """
    blocks, images = list(first.blocks), list(first.images)
    joined, missing = [1], []
    known = {comparison_key(block.text) for block in blocks}
    pictures = {image.url for image in images} | ({first.lead_image.url} if first.lead_image else set())
    addresses = [first.url or ""]
    for part in sorted(parts, key=lambda one: one.number):
        if part.article is None:
            missing.append(f"part {part.number} is missing: {part.why or 'no page links it'}")
            continue
        new = _new(part.article.blocks, known)
        if not new:
            missing.append(f"part {part.number} repeats what came before")
            continue
        if len(blocks) + len(new) > LIMITS.blocks:
            missing.append(f"part {part.number} is left out: more than {LIMITS.blocks} blocks")
            break
        blocks += new
        known |= {comparison_key(block.text) for block in new}
        images += _unseen(part.article, pictures)
        joined.append(part.number)
        addresses.append(part.url)
    if beyond:
        missing.append(f"parts up to {beyond} are left out: more than are read of one story")
    notes = [f"joined of {len(joined)} pages: {' '.join(addresses)}"] if len(joined) > 1 else []
    evidence = dict(first.evidence)
    evidence["text"] = with_note(evidence.get("text"), "; ".join([*notes, *missing]) or None)
    if len(joined) == 1:
        return replace(first, evidence=evidence)
    told = story_text(blocks)
    grown = first.page_type == "brief" and told.word_count >= BRIEF_WORDS
    kind: PageType = "article" if grown else first.page_type
    return replace(
        first,
        blocks=tuple(blocks),
        text=told.text,
        images=tuple(images[: LIMITS.list_items]),
        page_type=kind,
        language=told.language,
        word_count=told.word_count,
        content_hash=told.content_hash,
        evidence=evidence,
    )


def _new(blocks: Sequence[Block], known: set[str]) -> list[Block]:
    """The blocks from the first to the last that no page before has."""
    fresh = [position for position, block in enumerate(blocks) if comparison_key(block.text) not in known]
    return list(blocks[fresh[0] : fresh[-1] + 1]) if fresh else []


def _unseen(article: Article, pictures: set[str]) -> list[Image]:
    found = [article.lead_image] if article.lead_image is not None else []
    new = []
    for image in (*found, *article.images):
        if image.url not in pictures:
            pictures.add(image.url)
            new.append(image)
    return new
