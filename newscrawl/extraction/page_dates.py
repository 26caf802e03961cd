"""When the story was published and last changed.

Machine-readable dates are read with a fast reader of their few forms; only printed dates near the headline
go through the Hindi date parser, and only where the page states none. A date's zone is judged with the
page's other dates: local times sent as UTC and times without a zone are both common.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from itertools import islice
from typing import Final

from newscrawl.extraction.body import nearest
from newscrawl.extraction.date_choice import Dated, evidence_of, home_zone, pick
from newscrawl.extraction.jsonld import text
from newscrawl.extraction.page import Label
from newscrawl.extraction.signatures import is_clock, is_dated, is_signature
from newscrawl.extraction.sources import Sources
from newscrawl.extraction.stamps import Stamp, read_stamp
from newscrawl.hindi.dates import find_dates, parse_date
from newscrawl.hindi.script import devanagari_share, scrub
from newscrawl.items.article import Evidence
from newscrawl.limits import LIMITS

_PER_SOURCE: Final = 10
"""Dates read of one kind of element."""
_FUTURE: Final = timedelta(hours=48)
_EARLIEST: Final = 1990

# A clock with a zone of its own says nothing about the page's.
_CLOCK: Final = re.compile(
    r"(?<!\d)(\d{1,2})[:.](\d{2})(?!\d)(?:[:.]\d{2})?+\s*+([AaPp])?+(?!\.?[Mm]?\.?\s*(?:GMT|UTC|Z\b))"
)
_YEAR: Final = re.compile(r"[0-9]{4}|[०-९]{4}|['’][0-9]{2}\b|[-/.][0-9]{2}\b")
_URL_DATE: Final = re.compile(
    r"[/-](20\d\d|19\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/\-_.]|\Z)|/(20\d\d)(\d\d)(\d\d)(?=[/_-])"
)
_DATE_HINT: Final = re.compile(
    r"date|time|publish|posted|updated|\bmeta\b|entry-meta|post-meta|byline|dateline"
)
_LOOKS_DATED: Final = re.compile(r"[0-9०-९]{1,4}")
_LABELLED: Final = re.compile(
    r"\W{0,3}(?:datum|date|published|posted|publish date|first published|veröffentlicht|erstellt|publié"
    r"|publicado|दिनांक|तारीख|प्रकाशित|पब्लिश)",
    re.IGNORECASE,
)
# "Updated : 17 Mar 2026 08:10 PM | Published : 17 Mar 2026 06:42 PM", whatever box it stands in.
_LABEL_AND_COLON: Final = re.compile(
    r"(?:publish(?:ed)?|posted|updated?|modified|प्रकाशित|पब्लिश|अपडेटेड|अपडेट|दिनांक|तारीख)"
    r"(?: (?:date|on|at|तिथि))?\s?[:：]",
    re.IGNORECASE,
)
_POSTED: Final = re.compile(r"entry-date|(?:^|\s)published(?=$|\s)")
_UPDATED: Final = re.compile(r"updat|modif|अपडेट|संशोधित|aktualisiert|mis à jour|actualizad", re.IGNORECASE)

_PUBLISHED_METAS: Final = (
    "article:published_time",
    "og:article:published_time",
    "article:published_date",
    "article:published",
    "og:published_time",
    "datepublished",
    "publishedat",
    "published_at",
    "date_published",
    "article:publish_date",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
    "displaydate",
    "rnews:datepublished",
    "originalpublicationdate",
    "citation_publication_date",
    "prism.publicationdate",
    "timestamp",
)
_MODIFIED_METAS: Final = (
    "article:modified_time",
    "og:article:modified_time",
    "article:modified_date",
    "article:modified",
    "article:updated_time",
    "datemodified",
    "og:updated_time",
    "og:modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "updated_at",
)
# Languages whose publishers live in Indian time; Nepali is not among them.
_INDIAN: Final = frozenset(
    {
        "hi",
        "mr",
        "bn",
        "ta",
        "te",
        "kn",
        "ml",
        "gu",
        "pa",
        "or",
        "as",
        "ur",
        "sa",
        "kok",
        "bho",
        "mai",
        "doi",
        "sd",
    }
)
_OFF_ROLES: Final = frozenset(
    {"hidden", "related", "comment", "comment_form", "navigation", "breadcrumb", "ad", "also_read",
     "app_promo", "cookie_notice", "duplicate", "share", "poll", "author_bio"}
)  # fmt: skip
_OTHERS: Final = frozenset({"related", "also_read", "comment", "hidden"})


@dataclass(slots=True)
class Dates:
    """Both dates in ISO 8601 with offset, and their evidence by field name."""

    published_at: str | None
    modified_at: str | None
    evidence: dict[str, Evidence]


def is_indian(sources: Sources) -> bool:
    """True when times without a zone are Indian ones: by host, stated language, or the title's script."""
    if any(host.endswith(".in") for host in sources.hosts):
        return True
    page = sources.page
    stated = (page.lang, text(sources.article.get("inLanguage")), *page.metas.get("og:locale", ())[:1])
    codes = [code.strip().lower().replace("_", "-") for code in stated if code and code.strip()]
    if any(code.endswith("-in") for code in codes):
        return True
    primary = {code.split("-")[0] for code in codes}
    if primary & _INDIAN:
        return True
    if "ne" in primary or any(host.endswith(".np") for host in sources.hosts):
        return False
    return devanagari_share((page.title or "")[:300]) > 0.3


def _possible(stamp: Stamp, now: datetime) -> bool:
    return stamp.wall.year >= _EARLIEST and stamp.at(UTC) <= now + _FUTURE


class _Reader:
    """Collects the dates of one page."""

    def __init__(self, sources: Sources, labels: Sequence[Label], head: range, now: datetime) -> None:
        self.sources = sources
        self.labels = labels
        self.head = head
        self.now = now

    def _keep(self, source: str, raw: object) -> Iterator[Dated]:
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            raw = str(raw)
        if not isinstance(raw, str):
            return
        raw = raw.strip()
        stamp = read_stamp(raw) or self._written_out(raw)
        if stamp is not None and _possible(stamp, self.now):
            yield Dated(source, raw, stamp)

    def _written_out(self, raw: str) -> Stamp | None:
        """A date in words ("16 अप्रैल 2024, 21:05") where a machine-readable one is expected."""
        if not 8 <= len(raw) <= LIMITS.date_chars:
            return None
        parsed = parse_date(raw, now=self.now, default_tz=UTC)
        if parsed is None:
            return None
        value = parsed.value
        return Stamp(
            value.replace(tzinfo=None), value.tzinfo if parsed.zone_stated else None, parsed.precision
        )

    def _jsonld(self, *keys: str) -> Iterator[Dated]:
        article = self.sources.article
        for key in keys:
            value = article.get(key)
            yield from self._keep(f"jsonld.{key}", value[0] if isinstance(value, list) and value else value)

    def _webpage(self, key: str) -> Iterator[Dated]:
        for obj in self.sources.jsonld.of_type("webpage", "itempage"):
            yield from self._keep(f"jsonld.webpage.{key}", obj.get(key))

    def _metas(self, names: Sequence[str]) -> Iterator[Dated]:
        metas: Mapping[str, list[str]] = self.sources.page.metas
        for name in [name for name in names if name in metas]:
            for raw in metas[name][:2]:
                yield from self._keep(name, raw)

    def _props(self, name: str) -> Iterator[Dated]:
        props = (p for p in self.sources.page.itemprops if p.name == name and "comment" not in p.itemtype)
        for prop in islice(props, _PER_SOURCE):
            yield from self._keep(f"itemprop.{name}", prop.value)

    @cached_property
    def _times(self) -> list[tuple[bool, Dated]]:
        """`<time>` elements around title and story start, with True where they tell of a change."""
        near = (
            mark
            for mark in self.sources.page.times
            if mark.block in self.head
            and mark.datetime
            and not (is_clock(mark.text) and mark.block > self._first_entry)
        )
        found: list[tuple[bool, Dated]] = []
        for mark in islice(near, _PER_SOURCE):
            changed = "datemodified" in mark.itemprop.lower() or (
                bool(_UPDATED.search(mark.hints + " " + mark.text))
                and "publish" not in mark.hints
                and "datepublished" not in mark.itemprop.lower()
            )
            found += [(changed, dated) for dated in self._keep("time", mark.datetime)]
        return found

    @cached_property
    def _first_entry(self) -> int:
        """The dated line that is the page's: behind it, a time of day alone is that of a live entry."""
        blocks = self.sources.page.blocks
        return next(
            (
                i
                for i in self.head
                if self.labels and self.labels[i].role == "byline" and is_dated(blocks[i].spaced)
            ),
            self.head.stop,
        )

    def marked_updated(self) -> list[Dated]:
        """Dates that a class alone calls updated: hAtom asks for one, so themes give it to the only date."""
        blocks = self.sources.page.blocks
        return [
            dated
            for mark in self.sources.page.times
            if mark.block in self.head and mark.datetime and "datemodified" not in mark.itemprop.lower()
            if not any(map(_UPDATED.search, (mark.text, *(b.text[:200] for b in blocks[mark.block :][:1]))))
            for dated in self._keep("time", mark.datetime)
        ]

    def published(self) -> list[Dated]:
        """Publication dates in order of trust."""
        found = [
            *self._jsonld("datePublished"),
            *self._metas(_PUBLISHED_METAS),
            *self._props("datepublished"),
        ]
        found += [dated for changed, dated in self._times if not changed]
        if not found:
            found += [*self._webpage("datePublished"), *self._jsonld("dateCreated", "uploadDate")]
        return found

    def modified(self) -> list[Dated]:
        """Dates of change in order of trust."""
        found = [*self._jsonld("dateModified"), *self._metas(_MODIFIED_METAS), *self._props("datemodified")]
        found += [dated for changed, dated in self._times if changed]
        return found

    def printed(self, zone: tzinfo) -> Iterator[tuple[bool, Dated]]:
        """Dates in the text between title and story, with True for "updated"."""
        page = self.sources.page
        for mark in page.times:
            if mark.block in self.head and not mark.datetime and mark.text:
                yield from self._found(mark.text, "time", zone, hint=mark.hints)
        title = self._title
        # Above the headline may stand a masthead with today's date.
        for block in (*page.blocks[title : self.head.stop], *page.blocks[self.head.start : title]):
            role = self.labels[block.index].role if self.labels else ""
            if role in _OFF_ROLES and not (role == "author_bio" and block.index > title):
                continue
            if block.hidden or len(block.text) > 250:
                continue
            if not _LOOKS_DATED.search(block.text):
                continue
            line = block.spaced
            hints = f"{block.box.hints} {block.inline} {block.box.parent.hints if block.box.parent else ''}"
            told = role in {"byline", "dateline"} or len(block.text) <= 60 or _DATE_HINT.search(hints)
            if not told and not _LABEL_AND_COLON.search(block.text) and not is_signature(line):
                continue
            if self._is_clock(block.index + 1):
                line = f"{line} {page.blocks[block.index + 1].text}"
            yield from self._found(line, "byline", zone, hint=hints)

    @cached_property
    def _title(self) -> int:
        """Index of the printed headline, or of the head's first block where there is none."""
        return next((i for i in self.head if self.labels and self.labels[i].role == "title"), self.head.start)

    def _is_clock(self, index: int) -> bool:
        """Whether a block of the head is a time of day and nothing else: the day stands in the one before."""
        blocks = self.sources.page.blocks
        return index < min(self.head.stop, len(blocks)) and is_clock(blocks[index].text)

    def labelled(self, reach: range, zone: tzinfo) -> Iterator[Dated]:
        """Dates behind a label that says what they are."""
        for block in self.sources.page.blocks[reach.start : reach.stop]:
            if len(block.text) < 80 and not block.hidden and _LABELLED.match(block.text):
                for changed, dated in self._found(block.text, "labelled", zone, hint=""):
                    if not changed:
                        yield dated

    def signed_below(self, reach: range) -> list[Dated]:
        """The date in the line about the post at its foot, as older themes and blogs print it: the only
        one in the story's own article that is marked as a post's.
        """
        blocks = self.sources.page.blocks
        article = nearest(blocks[reach.start - 1].box, "article") if reach.start else None
        marks = {
            mark.datetime
            for mark in self.sources.page.times
            if mark.block in reach and mark.datetime and _POSTED.search(mark.hints)
            if nearest(blocks[mark.block].box, "article") is article
            if self.labels and self.labels[mark.block].role not in _OTHERS
        }
        return [dated for mark in marks for dated in self._keep("time", mark)] if len(marks) == 1 else []

    def _found(self, line: str, source: str, zone: tzinfo, hint: str) -> Iterator[tuple[bool, Dated]]:
        for found in find_dates(line[:200], now=self.now, default_tz=zone):
            value = found.parsed.value
            stamp = Stamp(value.replace(tzinfo=None), value.tzinfo, found.parsed.precision)
            if _possible(stamp, self.now):
                changed = found.kind == "modified" or (found.kind is None and bool(_UPDATED.search(hint)))
                yield changed, Dated(source, line[found.start : found.end], stamp)

    def clock_times(self) -> set[tuple[int, int]]:
        """Times of day printed between title and story, on the 24-hour clock."""
        times: set[tuple[int, int]] = set()
        page = self.sources.page
        for block in page.blocks[self.head.start : self.head.stop]:
            if len(block.text) <= 200:
                for hour, minute, half in _CLOCK.findall(block.text):
                    hours = int(hour)
                    if half and hours <= 12:
                        hours = hours % 12 + (12 if half in "pP" else 0)
                    times.add((hours, int(minute)))
        return times


def find_dates_of(
    sources: Sources,
    labels: Sequence[Label],
    head: range,
    tail: range = range(0),
    *,
    now: datetime | None = None,
) -> Dates:
    """Publication and change of the page's story.

    `head` are the blocks around the title, up to the story; `tail` those behind it, where a date counts only
    under a label ("Datum", "प्रकाशित") and only if there is no other.

    Zone of a date that states none: that of another date of the page with the same wall clock, Indian time
    on Indian pages, else the offset the page uses elsewhere, else UTC.
    """
    now = now or datetime.now(UTC)
    reader = _Reader(sources, labels, head, now)
    published, modified = reader.published(), reader.modified()
    indian = is_indian(sources)
    home = home_zone([*published, *modified], indian=indian)
    if not published or published[0].stamp.precision == "day":
        for changed, dated in sorted(reader.printed(home), key=lambda found: _without_year(found[1])):
            (modified if changed else published).append(dated)
    if not published or published[0].stamp.precision == "day":
        published += reader.marked_updated()
    if tail and (not published or published[0].stamp.precision == "day"):
        published += reader.signed_below(tail)
    if not published and tail:
        published += reader.labelled(tail, home)
    if not published:
        published += _from_url(sources, now)
    times = reader.clock_times() if indian and published and published[0].stamp.zone is UTC else set()
    evidence: dict[str, Evidence] = {}
    first = pick(published, [*published, *modified], home, times)
    last = pick(modified, [*modified, *published], home, times)
    if first is not None and last is not None and last[0].source == "time" and last[1] == first[1]:
        last = None  # A theme's class "updated" on the one date it prints is no change.
    published_at = modified_at = None
    if first is not None:
        published_at = first[1].isoformat()
        evidence["published_at"] = evidence_of(first, published, home)
    if last is not None:
        modified_at = last[1].isoformat()
        evidence["modified_at"] = evidence_of(last, modified, home)
        if (
            first is not None
            and last[1] < first[1] - timedelta(minutes=1)
            and last[0].stamp.precision != "day"
        ):
            evidence["modified_at"] = Evidence(
                source=last[0].source,
                raw=scrub(last[0].raw),
                agreement="disputed",
                dissent=(f"published_at={published_at}",),
                precision=last[0].stamp.precision,
            )
    return Dates(published_at, modified_at, evidence)


def _without_year(dated: Dated) -> bool:
    """Whether the page leaves the year out, as datelines do: any other date is surer."""
    return not _YEAR.search(dated.raw)


def _from_url(sources: Sources, now: datetime) -> list[Dated]:
    for url in (sources.canonical_url, sources.page.url):
        match = _URL_DATE.search(url or "")
        if not match:
            continue
        parts = [part for part in match.groups() if part]
        stamp = read_stamp(f"{parts[0]}-{int(parts[1]):02}-{int(parts[2]):02}")
        if stamp is not None and _possible(stamp, now):
            return [Dated("url", match.group(), stamp)]
    return []
