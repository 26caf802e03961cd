"""`Article` and the small records inside it.

Every field's docstring says its form and what it is when the page has none. The same facts stand in the
JSON Schema (`newscrawl.items.schema`), which `tests/items` keeps in step with this file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

SCHEMA_VERSION = "1.0"

BlockKind = Literal["paragraph", "heading", "list_item", "quote", "table", "live_entry"]
PageType = Literal["article", "brief", "live", "gallery", "video", "web_story"]
STORY_FIELDS: Final = (
    "title",
    "subtitle",
    "text",
    "authors",
    "agency",
    "place",
    "published_at",
    "modified_at",
    "section",
    "tags",
    "lead_image",
)
"""What a page says of its story: the fields of an article whose filling tells how well it was read."""

Agreement = Literal["agreed", "single", "disputed", "derived"]

RUNNING_KINDS: frozenset[str] = frozenset(("paragraph", "list_item", "quote", "live_entry"))
"""Kinds of blocks that make up `Article.text`."""
BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
PAGE_TYPES: tuple[str, ...] = get_args(PageType)
AGREEMENTS: tuple[str, ...] = get_args(Agreement)


class Record:
    """Base of the records in an item: pickled as their values, which takes less time than a frozen dataclass'
    own way. Every story a worker reads comes back as one.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        names: tuple[str, ...] = type(self).__slots__
        return _restored, (type(self), *[getattr(self, name) for name in names])


def _restored(cls: type[Record], *values: Any) -> Record:
    names: tuple[str, ...] = cls.__slots__
    record = object.__new__(cls)
    for name, value in zip(names, values, strict=True):
        object.__setattr__(record, name, value)
    return record


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Record):
    """One piece of the story, in the page's order."""

    kind: BlockKind
    """What the piece is; never absent."""
    text: str
    """The piece's text as the page spells it, runs of white space folded to one space, line breaks inside a
    piece kept as one line feed. Table rows are lines, cells are separated by " | ". Never empty."""
    time: str | None = None
    """For a live entry, when it was posted: ISO 8601 with offset, or the page's own words where they give no
    date. None for other kinds and for entries without a time."""


def running_text(blocks: Iterable[Block]) -> str:
    """The text of an article with these blocks: its running pieces joined by a blank line."""
    return "\n\n".join(block.text for block in blocks if block.kind in RUNNING_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Record):
    """A picture of the story."""

    url: str
    """Absolute http or https URL; never empty."""
    caption: str | None = None
    """The caption without its credit. None when the page prints none."""
    credit: str | None = None
    """Photographer, agency or source as printed. None when the page prints none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights(Record):
    """What the page says about its use by machines. Recorded, not judged."""

    robots: tuple[str, ...] = ()
    """Directives of robots meta tags and the X-Robots-Tag header, lower case, in order. Empty when none."""
    noai: bool = False
    """True when a directive is `noai` or `noimageai`, or the page reserves training use in words we know."""
    tdm_reservation: bool | None = None
    """The TDM Reservation Protocol's flag from meta or header: True, False, or None when not stated."""
    tdm_policy: str | None = None
    """URL of the TDM policy. None when not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """Where a field's value came from."""

    source: str
    """The place: `jsonld.headline`, `og:title`, `h1`, `byline`, `text`, `rule:<publisher>`."""
    raw: str | None = None
    """The value as it stood there, before parsing. None when the value is derived from the text."""
    agreement: Agreement = "single"
    """`agreed`: a second source says the same. `single`: no second source. `disputed`: another source says
    otherwise. `derived`: computed, not read."""
    dissent: tuple[str, ...] = ()
    """What other sources said, each as `source=raw value`. Empty when none disagrees."""
    precision: Literal["day", "minute", "second"] | None = None
    """For dates, how exact the page was; the missing part is zero. None for other fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Http(Record):
    """How the page was fetched."""

    status: int
    """HTTP status code."""
    content_type: str | None = None
    """The Content-Type header. None when absent."""
    encoding: str | None = None
    """The encoding the bytes were decoded with, as Python names it. None when the input was text."""
    etag: str | None = None
    """The ETag header. None when absent."""
    last_modified: str | None = None
    """The Last-Modified header as sent. None when absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Record):
    """One story, clean."""

    url: str | None = None
    """Where the page was fetched. None for text or files without a URL."""
    canonical_url: str | None = None
    """The page's own canonical address (link rel=canonical or og:url), absolute. None when it states none."""
    publisher: str | None = None
    """Key of the publisher rule, or the registrable domain for other sites. None without a URL."""
    page_type: PageType = "article"
    """`brief` is a story under 60 words; `live`, `gallery`, `video`, `web_story` are told by marks, URL."""
    title: str | None = None
    """The headline without site, city and section suffixes. None when the page has none."""
    subtitle: str | None = None
    """The standfirst under the headline. None when the page has none."""
    text: str
    """The story as running text: the paragraphs, list items, quotes and live entries of `blocks`, joined by a
    blank line. Headings and tables, which are no running text, stand in `blocks` alone. Never empty."""
    blocks: tuple[Block, ...]
    """The whole story in the page's order: running text, and the headings and tables in it. Never empty."""
    authors: tuple[str, ...] = ()
    """Persons and desks credited, as the page spells them, without roles and labels. Empty when none."""
    agency: str | None = None
    """News agency credited: as printed (भाषा, एएनआई, PTI). None when the page names none."""
    place: str | None = None
    """The dateline's place as printed. None without a dateline."""
    published_at: str | None = None
    """First publication, ISO 8601 with offset; naive Indian times are +05:30. None when not given."""
    modified_at: str | None = None
    """Last change, ISO 8601 with offset. None when the page gives none."""
    section: str | None = None
    """The innermost section the page files the story under. None when it names none."""
    tags: tuple[str, ...] = ()
    """Topics as the page prints them, in order, without duplicates. Empty when none."""
    language: str | None = None
    """BCP 47 code found in the text: `hi`, `mr`, `ne`, `en` and so on, or `und` when it cannot be told."""
    lead_image: Image | None = None
    """The story's main picture. None when the page has none."""
    images: tuple[Image, ...] = ()
    """Pictures inside the story, in order. Empty when none."""
    paywalled: bool | None = None
    """True when the page marks its text as behind a pay or app wall, or prints a notice to log in or
    subscribe where the story breaks off; False when it marks it as free. None when neither."""
    rights: Rights = field(default_factory=Rights)
    """What the page says about use by machines."""
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """Field name to where its value came from. A field without a value may stand here. Empty when none."""
    word_count: int
    """Words in `text`, by Unicode word boundaries. At least 1."""
    content_hash: str
    """SHA-256, hexadecimal, of the text's comparison key (`newscrawl.hindi.script`). Never empty."""
    story_id: str | None = None
    """Group of near-duplicate stories. None until a crawl assigns one."""
    revision: int = 1
    """1 for the first version stored, then counting up; its evidence names the fields that changed."""
    revises: str | None = None
    """`content_hash` of the version this one replaces. None for the first."""
    fetched_at: str | None = None
    """When the page was fetched, ISO 8601 in UTC. None outside a crawl."""
    http: Http | None = None
    """How the page was fetched. None outside a crawl and for archives without headers."""
    extractor: str
    """`newscrawl/<version>`."""
    schema_version: str = SCHEMA_VERSION
    """Version of this record's form."""
