"""The newsroom's copy as its authors wrote it: TOML files to `Record`s, and the clock they are placed on.

A record's times are offsets from the moment the newsroom opens (`-3h20m`, `-2d 14:05`), so that its news is
always fresh and a given clock always gives the same site. A body is plain text: blank lines part the blocks,
and a mark at the start of a line says what a block is.

    ## sub-heading      - list item      > quote      | table | row |      @ -40m live entry
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from importlib.resources import files
from typing import Any, Literal

from newscrawl.items.article import Block, PageType

IST = timezone(timedelta(hours=5, minutes=30), "IST")
"""Indian Standard Time, the newsroom's only zone."""

Template = Literal["tagdiv", "hashed", "table", "amp"]

_OFFSET = re.compile(r"-(?:(\d{1,3})d)?(?:(\d{1,3})h)?(?:(\d{1,3})m)?(?: (\d\d):(\d\d))?")
_LIVE = re.compile(r"@ (-\S+) (.+)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a story."""

    caption: str
    """The caption without its credit."""
    credit: str
    """The photographer or source, without a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One story as filed: the truth its page is made from."""

    id: int
    """The story's number; unique."""
    slug: str
    """Last part of its path, Latin or Devanagari, not percent-encoded."""
    section: str
    """Key of its section in `site.toml`."""
    template: Template
    """Which of the four article templates prints it."""
    title: str
    """The headline as the h1 prints it."""
    body: tuple[Block, ...]
    """The story. `{date}` stands for the day of publication, a live entry's time is an offset."""
    published: str
    """Offset of first publication."""
    modified: str | None = None
    """Offset of the last change; None when it was never changed."""
    subtitle: str | None = None
    """The standfirst."""
    kicker: str | None = None
    """The slug line over the headline."""
    search_title: str | None = None
    """What `<title>` says where it differs from the headline, as papers do for search engines."""
    authors: tuple[str, ...] = ()
    """Persons and desks the page credits."""
    agency: str | None = None
    """The agency as printed."""
    agency_tail: str | None = None
    """The line under the story that names its sources, which is not part of it."""
    place: str | None = None
    """The dateline's place as printed."""
    tags: tuple[str, ...] = ()
    """Topics."""
    language: str = "hi"
    """BCP 47 code."""
    kind: PageType = "article"
    """What sort of page it is."""
    pictures: tuple[Picture, ...] = ()
    """The lead picture first."""
    quirks: frozenset[str] = frozenset()
    """Faults of this one page; docs in `newscrawl.demo.pages`."""


def moment(offset: str, now: datetime) -> datetime:
    """The aware time, to the minute, that an offset means on the clock `now`.

    `-1d2h5m` counts back; `-1d 14:05` is five past two, Indian time, on the day before. Raises ValueError for
    other forms and for times to come: content is our own, and a slip in it must show.
    """
    found = _OFFSET.fullmatch(offset)
    if not found or offset == "-":
        raise ValueError(f"not an offset: {offset!r}")
    days, hours, minutes, at_hour, at_minute = (int(part or 0) for part in found.groups())
    local = now.astimezone(IST).replace(second=0, microsecond=0)
    then = local - timedelta(days=days, hours=hours, minutes=minutes)
    if found[4]:
        then = then.replace(hour=at_hour, minute=at_minute)
    if then > local:
        raise ValueError(f"offset lies ahead of the clock: {offset!r}")
    return then


def read_body(text: str) -> tuple[Block, ...]:
    """The blocks of a body in the notation of this module."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    for part in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines = [line.strip("\n") for line in part.split("\n") if line]
        if not lines:
            continue
        if lines[0].startswith("| "):
            yield Block(kind="table", text="\n".join(line.strip("| ") for line in lines))
        elif lines[0].startswith("- "):
            for line in lines:
                yield Block(kind="list_item", text=line.removeprefix("- "))
        elif lines[0].startswith("## "):
            yield Block(kind="heading", text=lines[0].removeprefix("## "))
        elif lines[0].startswith("> "):
            yield Block(kind="quote", text=lines[0].removeprefix("> "))
        elif live := _LIVE.fullmatch(part.strip("\n")):
            yield Block(kind="live_entry", text=live[2], time=live[1])
        else:
            yield Block(kind="paragraph", text=" ".join(lines))


def read_record(raw: Mapping[str, Any]) -> Record:
    """One `[[article]]` table as a record. Raises TypeError or KeyError where the table is not one."""
    fields = dict(raw)
    fields["body"] = read_body(fields["body"])
    fields["pictures"] = tuple(Picture(**picture) for picture in fields.get("pictures", ()))
    fields["quirks"] = frozenset(fields.get("quirks", ()))
    for name in ("authors", "tags"):
        fields[name] = tuple(fields.get(name, ()))
    return Record(**fields)


def load_records() -> tuple[Record, ...]:
    """All stories of the package's content, in the order of their numbers."""
    folder = files("newscrawl.demo") / "content"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("stories-"))
    tables = (tomllib.loads((folder / name).read_text("utf-8")) for name in names)
    return tuple(
        sorted((read_record(raw) for table in tables for raw in table["article"]), key=lambda r: r.id)
    )


def load_site() -> dict[str, Any]:
    """The newsroom's furniture: sections, authors, reader comments, ghosts (`content/site.toml`)."""
    text = (files("newscrawl.demo") / "content" / "site.toml").read_text("utf-8")
    return tomllib.loads(text)
