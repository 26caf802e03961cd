"""What the pages of a site say about each other: lines that recur, and where the story sits.

A profile is a sample of the site's pages, each as the digests of its lines (`site_record`): those whose own
digests are the smallest, so that the sample depends on the pages and not on their order, a page counts once,
and profiles merge by union. What recurs is counted in stories (`site_counts`), and judged here by how much a
line looks like furniture. All bars are shares of the site's distinct stories.
"""

import json
import struct
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Final, Self

from newscrawl.extraction.body import STORY_ROLES
from newscrawl.extraction.container import Region, find_kin
from newscrawl.extraction.hints import NOTHING, TAG_LABELS, away_label
from newscrawl.extraction.page import Box, Label, Page, TextBlock
from newscrawl.extraction.site_bars import Bars, whole_tables
from newscrawl.extraction.site_counts import LEAST_STORIES, Counts, Recurrence, count
from newscrawl.extraction.site_record import (
    MOST_LINES,
    PageRecord,
    digest,
    host_of,
    line_digest,
    observe,
    path_of,
    story_hosts,
)
from newscrawl.urls import canonical_key

READY: Final = 5
"""Distinct stories from which on a profile is used."""
_VERSION: Final = 1
_BYTES: Final = 48_000
"""Packed size of all records: 64,000 characters in base64, less than 64 KiB with the frame."""
_HEAD: Final = struct.Struct("<QQQH")
_LEAST_STORY: Final = 40
"""Characters of running text that make a story where the site's stories usually stand."""


class SiteProfile:
    """What is known of one host's article pages. Not thread-safe while it learns."""

    def __init__(self, host: str) -> None:
        """Begin a profile of `host` that knows nothing."""
        self.host = host
        self._records: dict[int, PageRecord] = {}
        self._cut: int | None = None
        """The smallest digest of a page that found no room; pages from there on stay out."""
        self._counts: Counts | None = None
        self._counted = 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SiteProfile):
            return NotImplemented
        return (self.host, self._cut, self._records) == (other.host, other._cut, other._records)

    __hash__ = None  # type: ignore[assignment]

    @property
    def pages(self) -> int:
        """How many pages were learned, exactly while all are kept, an estimate within some 7 % afterwards."""
        if self._cut is None:
            return len(self._records)
        return round(len(self._records) * 2**56 / max(1, self._cut))

    @property
    def stories(self) -> int:
        """Distinct stories in the sample."""
        return self._current().stories

    @property
    def ready(self) -> bool:
        """Whether the profile knows enough stories (`READY`) to judge by."""
        return len(self._records) >= READY and self.stories >= READY

    def wants(self, url: str | None) -> bool:
        """Whether a page at `url` would be kept; its text need not be read when not."""
        key = canonical_key(url)
        return self._cut is None or key is None or digest(key) < self._cut

    def learn(self, page: Page, labels: Sequence[Label], region: Region, url: str | None) -> None:
        """Take in an article's page: what `label_page` returned for it, and its address."""
        record = observe(page, labels, region, url)
        if record is not None:
            self.add(record)

    def add(self, record: PageRecord) -> None:
        """Take in a page by its record."""
        if self._cut is not None and record.page >= self._cut:
            return
        known = self._records.get(record.page)
        if known is not None and _rank(known) >= _rank(record):
            return
        self._records[record.page] = record
        self._trim()

    def merge(self, other: Self) -> "SiteProfile":
        """A profile of the pages of both, whose hosts are the same. Associative, commutative, idempotent."""
        merged = SiteProfile(self.host)
        cuts = [cut for cut in (self._cut, other._cut) if cut is not None]
        merged._cut = min(cuts, default=None)
        for record in (*self._records.values(), *other._records.values()):
            merged.add(record)
        return merged

    def to_json(self) -> str:
        """The profile as one line of JSON, at most 64 KiB; equal profiles give equal text."""
        packed = bytearray()
        for record in sorted(self._records.values()):
            packed += _HEAD.pack(record.page, record.name, record.path, len(record.lines))
            packed += struct.pack(f"<{len(record.lines)}Q", *record.lines)
        fields = {
            "version": _VERSION,
            "host": self.host,
            "cut": self._cut,
            "pages": b64encode(packed).decode(),
        }
        return json.dumps(fields, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> "SiteProfile | None":
        """The profile that `to_json` wrote, or None for anything else, other versions too. Never raises."""
        try:
            fields = json.loads(text)
            if not isinstance(fields, dict) or fields.get("version") != _VERSION:
                return None
            host, cut = fields["host"], fields["cut"]
            if not isinstance(host, str) or not (cut is None or (type(cut) is int and 0 <= cut < 2**56)):
                return None
            packed = b64decode(fields["pages"], validate=True)
            profile = SiteProfile(host)
            profile._cut = cut
            at = 0
            while at < len(packed):
                page, name, path, lines = _HEAD.unpack_from(packed, at)
                at += _HEAD.size
                if lines > MOST_LINES or max(page, name, path) >= 2**56:
                    return None
                profile.add(PageRecord(page, name, path, struct.unpack_from(f"<{lines}Q", packed, at)))
                at += 8 * lines
        except (ValueError, TypeError, KeyError, RecursionError, struct.error):
            return None
        return profile

    def repeated(self, block: TextBlock) -> int:
        """In how many distinct stories the block's line stands; 0 for fewer than three."""
        lines = self._current().lines
        found = (lines.get(line_digest(block, beside=beside)) for beside in (False, True))
        return max((line.stories for line in found if line), default=0)

    def steer(self, page: Page, region: Region) -> None:
        """Move `region` to where the site's stories stand, if the page holds a story there and its own search
        ended somewhere else, where other pages have none.
        """
        if not self.ready:
            return
        counts = self._current()
        usual, times = max(counts.paths.items(), key=lambda item: (item[1], item[0]))
        if times * 10 < len(self._records) * 6:
            return
        if region.anchor is not None:
            own = path_of(region.anchor)
            # Some sites have several templates: AMP pages, galleries.
            if own == usual or counts.paths.get(own, 0) >= max(LEAST_STORIES, 0.04 * len(self._records)):
                return
        best: Box | None = None
        mass = 0
        for box in page.boxes:
            if path_of(box) == usual:
                held = prose_in(region, box)
                if held > mass:
                    best, mass = box, held
        if best is None or mass < _LEAST_STORY:
            return
        clear_away(page, region, best)
        region.container, region.mass = best, mass
        find_kin(page, region)
        region.notes.append(f"the story stands where it does on {times} of {len(self._records)} pages")

    def mark(self, page: Page, labels: list[Label], region: Region) -> None:
        """Label `repeated` what is labelled as story but recurs as only furniture does."""
        if region.container is None or not self.ready:
            return
        counts = self._current()
        hosts = story_hosts(page, region)
        story = [b for b, label in zip(page.blocks, labels, strict=True) if label.role in STORY_ROLES]
        found: dict[int, Recurrence] = {}
        beside: dict[int, bool] = {}
        for block in story:
            beside[block.index] = away = host_of(block.box).index not in hosts
            line = counts.lines.get(line_digest(block, beside=away))
            if line is not None:
                found[block.index] = line
        if not found:
            return
        bars = Bars(counts, self.host, page, region)
        tables = whole_tables(story, labels, found)
        tail = True
        for block in reversed(story):
            line = found.get(block.index)
            label = labels[block.index]
            if line is None or (label.role == "table" and block.index not in tables):
                tail = False
                continue
            least, why = bars.bar(block, label, line, tail=tail, beside=beside[block.index])
            if line.stories >= least * counts.stories:
                reason = f"on {line.stories} of {counts.stories} stories of the site{why}"
                labels[block.index] = Label("repeated", reason)
            else:
                tail = False

    def _current(self) -> Counts:
        # In a crawl that learns between two extractions, counts may be a tenth behind.
        if self._counts is None or len(self._records) * 10 >= self._counted * 11:
            self._counts = count(list(self._records.values()))
            self._counted = max(1, len(self._records))
        return self._counts

    def _trim(self) -> None:
        size = sum(map(_size, self._records.values()))
        while size > _BYTES:
            self._cut = max(self._records)
            size -= _size(self._records.pop(self._cut))


def _rank(record: PageRecord) -> tuple[int, PageRecord]:
    """Which of two records of one page is kept: the larger one, so that merging stays associative."""
    return len(record.lines), record


def _size(record: PageRecord) -> int:
    return _HEAD.size + 8 * len(record.lines)


def prose_in(region: Region, box: Box) -> int:
    """Characters of running text that a reader sees inside `box`."""
    return sum(
        region.weights[block.index]
        for block in region.prose
        if box.index <= block.box.index < box.end and not region.conceals(block)
    )


def clear_away(page: Page, region: Region, story: Box) -> None:
    """Take back what the names on and around `story` say of it; what is inside is judged by its own."""
    if not region.away[story.index].role:
        return
    region.away[story.index] = NOTHING
    for index in range(story.index + 1, story.end):
        box = page.boxes[index]
        above = region.away[box.parent.index] if box.parent is not None else NOTHING
        if not above.role and box.hints:
            above = away_label(box.hints)
        region.away[index] = above if above.role else TAG_LABELS.get(box.tag, NOTHING)
