"""The demo newsroom: its stories placed on a clock, and what a crawl of it must hand on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote

import regex

from newscrawl.demo.records import IST, Record, load_records, load_site, moment
from newscrawl.items.article import RUNNING_KINDS, Block

MONTHS = (
    "जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून",
    "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर",
)  # fmt: skip
"""The months as most Hindi papers spell them."""
WEEKDAYS = ("सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार")
"""The days of the week, Monday first."""

_SPACE = regex.compile(r"\s+")


def hindi_day(when: datetime) -> str:
    """A day in words, as `22 नवंबर 2026`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


@dataclass(frozen=True, slots=True)
class Story:
    """A record placed on the newsroom's clock."""

    record: Record
    path: str
    """Its address on the site, percent-encoded, from the first slash to the last."""
    published: datetime
    modified: datetime | None
    blocks: tuple[Block, ...]
    """The body with its dates filled in; a live entry's time is ISO 8601."""

    @property
    def changed(self) -> datetime:
        """The last change, or the publication where there was none."""
        return self.modified or self.published


@dataclass(frozen=True, slots=True)
class Ghost:
    """An address the newsroom announces and does not honour: refused, gone, moved, or empty."""

    path: str
    title: str
    status: int
    """What a request gets; 200 is the page that says "not found" with the status of a good one."""
    published: datetime
    announced: tuple[str, ...]
    """Where: `feed`, `news`, `sitemap`, `home`."""
    moved_to: str | None = None
    """Path of the story a 301 leads to."""
    disallowed: bool = False
    """True when robots.txt forbids it."""


def story_path(record: Record) -> str:
    """Where a record is served: the tagDiv site keeps the theme's bare slugs, the others number theirs."""
    folder = {"live": "live", "gallery": "photo-gallery", "video": "video"}.get(record.kind, record.section)
    number = "" if record.template == "tagdiv" else f"-{record.id}"
    return f"/{folder}/{quote(record.slug)}{number}/"


def story_text(blocks: Iterable[Block]) -> str:
    """The text that must come out: the running blocks (no headings, no tables) parted by a blank line, runs
    of white space folded to one space. Line feeds inside a block stay.
    """
    return "\n\n".join(
        "\n".join(_SPACE.sub(" ", line) for line in block.text.split("\n"))
        for block in blocks
        if block.kind in RUNNING_KINDS
    )


class Newsroom:
    """A set of records on a clock. Immutable: a changed site is another newsroom.

    `records` default to the package's content, `now` to the present; both together fix every byte served.
    """

    def __init__(self, records: Iterable[Record] | None = None, now: datetime | None = None) -> None:
        self._records = None if records is None else tuple(records)
        self.now = (now or datetime.now(IST)).astimezone(IST)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The stories as filed; read from the package's content at first use."""
        return load_records() if self._records is None else self._records

    @cached_property
    def site(self) -> dict[str, Any]:
        """Sections, authors and furniture of the site."""
        return load_site()

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """All stories, the newest first."""
        placed = (self._place(record) for record in self.records)
        return tuple(sorted(placed, key=lambda s: (s.published, s.record.id), reverse=True))

    @cached_property
    def by_path(self) -> dict[str, Story]:
        """Stories by their percent-encoded path."""
        return {story.path: story for story in self.stories}

    @cached_property
    def by_id(self) -> dict[int, Story]:
        """Stories by number."""
        return {story.record.id: story for story in self.stories}

    @cached_property
    def ghosts(self) -> tuple[Ghost, ...]:
        """What is announced and not there. A redirection whose story is not in this newsroom is left out."""
        found = []
        for raw in self.site["ghost"]:
            target = self.by_id.get(raw["story"]) if "story" in raw else None
            if "story" in raw and target is None:
                continue
            found.append(
                Ghost(
                    path=quote(raw["path"]),
                    title=raw["title"],
                    status=raw["status"],
                    published=moment(raw["published"], self.now),
                    announced=tuple(raw["announced"]),
                    moved_to=target.path if target else None,
                    disallowed=raw.get("disallowed", False),
                )
            )
        return tuple(found)

    def section_label(self, key: str) -> str:
        """A section's name as its pages print it."""
        return next((s["label"] for s in self.site["section"] if s["key"] == key), key)

    def articles(self) -> tuple[Record, ...]:
        """The records, in the order of their numbers."""
        return self.records

    def truth(self, base_url: str, language: str | None = "hi") -> list[dict[str, Any]]:
        """What a crawl must hand on: one dict per story in `language` (all with None), in the records' order.

        Keys as in `Article`: url, title, subtitle, text, authors, agency, place, published_at, modified_at,
        section, tags, language, page_type.
        """
        return [
            self.story_truth(self._place(record), base_url)
            for record in self.records
            if language in (None, record.language)
        ]

    def story_truth(self, story: Story, base_url: str) -> dict[str, Any]:
        """The fields one story's page must yield."""
        record = story.record
        return {
            "url": base_url + story.path,
            "title": record.title,
            "subtitle": record.subtitle,
            "text": story_text(story.blocks),
            "authors": list(record.authors),
            "agency": record.agency,
            "place": record.place,
            "published_at": story.published.isoformat(),
            "modified_at": story.modified.isoformat() if story.modified else None,
            "section": self.section_label(record.section),
            "tags": list(record.tags),
            "language": record.language,
            "page_type": record.kind,
        }

    def expected_rejects(self, base_url: str) -> list[dict[str, str]]:
        """What a crawl must refuse of all that is announced: dicts of url, stage and reason (`Reject`).

        A redirection to a story is no reject by itself: the story counts once, however it was reached.
        """
        refused = [
            {"url": base_url + story.path, "stage": "language", "reason": "other_language"}
            for story in self.stories
            if story.record.language != "hi"
        ]
        for ghost in self.ghosts:
            if ghost.disallowed:
                stage, reason = "robots", "disallowed"
            elif ghost.status >= 400:
                stage, reason = "fetch", "http_status"
            elif ghost.status == 200:
                stage, reason = "extract", "soft_404"
            else:
                continue
            refused.append({"url": base_url + ghost.path, "stage": stage, "reason": reason})
        return refused

    def _place(self, record: Record) -> Story:
        published = moment(record.published, self.now)
        modified = moment(record.modified, self.now) if record.modified else None
        if modified and modified < published:
            raise ValueError(f"story {record.id} was changed before it was published")
        day = f"{published.day} {MONTHS[published.month - 1]}"
        blocks = tuple(
            replace(
                block,
                text=block.text.replace("{date}", day),
                time=moment(block.time, self.now).isoformat() if block.time else None,
            )
            for block in record.body
        )
        return Story(record, story_path(record), published, modified, blocks)
