"""One story as a feed, a sitemap or a listing announces it."""

import re
from dataclasses import KW_ONLY, dataclass
from typing import Final, Literal

from newscrawl.hindi.dates import iso, parse_date
from newscrawl.hindi.repair import repair_mojibake, unescape_entities
from newscrawl.hindi.script import fold_space, scrub
from newscrawl.limits import LIMITS

AnnouncementKind = Literal["feed", "sitemap", "news_sitemap", "listing"]

_TAG = re.compile(r"<(?:[a-zA-Z/!][^<>]{0,2000})?>")
_DATE_CHARS: Final = 100


@dataclass(frozen=True, slots=True)
class Announcement:
    """A story's address with what its announcer says about it; the page itself has the last word."""

    url: str
    """Absolute and clean (`newscrawl.urls.clean`), as announced: AMP and tracking forms are kept."""
    _: KW_ONLY
    source: str
    """Address of the feed, sitemap or listing."""
    kind: AnnouncementKind
    title: str | None = None
    """Headline without markup, white space folded; None when none is given."""
    published_at: str | None = None
    """ISO 8601 with offset; a time without zone is Indian (+05:30). None when not given or not readable."""
    modified_at: str | None = None
    """As `published_at`."""
    language: str | None = None
    """Language code of a news sitemap, lower case (`hi`); None when not given."""
    keywords: tuple[str, ...] = ()
    """Keywords of a news sitemap or tags of a feed item, in order."""


def tidy_title(raw: str | None) -> str | None:
    """Return a headline as a reader sees it: no entities, no tags, white space folded; None when empty."""
    if not raw:
        return None
    raw = raw[: 8 * LIMITS.field_chars]
    text = unescape_entities(raw)
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = fold_space(scrub(repair_mojibake(text)[0]))[: LIMITS.field_chars].rstrip()
    return text or None


def tidy_date(raw: str | None) -> str | None:
    """Return a date in any form feeds use (RFC 822, W3C, Hindi) as ISO 8601 with offset, or None."""
    if not raw:
        return None
    raw = raw.strip()
    if not raw or len(raw) > _DATE_CHARS:
        return None
    parsed = parse_date(raw)
    return iso(parsed) if parsed is not None else None


def tidy_keywords(raw: str | None) -> tuple[str, ...]:
    """Return a comma-separated list of keywords, without empty and repeated ones."""
    if not raw:
        return ()
    parts = (tidy_title(part) for part in raw[: 8 * LIMITS.field_chars].split(","))
    return tuple(dict.fromkeys(part for part in parts if part))[: LIMITS.list_items]
