"""What goes into the ledger and what comes out of it."""

import hashlib
from dataclasses import dataclass
from typing import Final, Literal

from newscrawl.hindi.script import scrub
from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.ledger.schema import State
from newscrawl.limits import LIMITS
from newscrawl.watch.figures import Figures

STORY: Final = "story"
SOURCE: Final = "source"
Kind = Literal["story", "source"]


def clipped(text: str | None, limit: int = LIMITS.field_chars) -> str | None:
    """Text from outside, fit to be stored: no control characters or lone surrogates, bounded."""
    return (scrub(text)[:limit] or None) if text else None


def digest(key: str) -> bytes:
    """The stored form of a canonical key: 16 bytes."""
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A URL that was announced: a story, or a source to read."""

    url: str
    """Absolute and clean (`newscrawl.urls.clean`)."""
    kind: Kind = STORY
    """Stories are counted in the accounts, sources are read over and over."""
    lane: str = ""
    """Who takes it from the queue: the name of a spider."""
    priority: int = 0
    """Higher is fetched earlier, within its host."""
    publisher: str = ""
    """Key of the publisher; "" when there is none."""
    source: str | None = None
    """URL of the feed, sitemap or listing that announced it. None for what the user named."""
    title: str | None = None
    """Headline as announced. None when not given."""
    published_at: str | None = None
    """ISO 8601 with offset, as announced. None when not given."""
    modified_at: str | None = None
    """As `published_at`. A stored article that is said to have changed since is queued for a recheck."""
    payload: str | None = None
    """What the scheduler needs to make the request again: JSON of its own. None when nothing."""
    reject: Reject | None = None
    """The outcome of a URL that is not even requested (out of scope, a trap, too old). None for others."""
    again: bool = False
    """Queue it even if it has an outcome: a source that is due, or an article under `--refetch`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRead:
    """What reading a feed, sitemap or listing brought; the new stories are the completion's children."""

    kind: str
    """feed, news_sitemap, sitemap, listing or robots."""
    failed: bool = False
    """It could not be read."""
    unchanged: bool = False
    """The server said so (304)."""
    etag: str | None = None
    """The ETag header. None when absent."""
    last_modified: str | None = None
    """The Last-Modified header as sent. None when absent."""
    once: bool = False
    """It is not to be read again by itself: the further pages of a listing, a day of an archive."""
    earlier: int = 0
    """New stories it announced that are stored already, because they were too many for one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The end of a leased URL's turn, with all that came of it. Exactly one of item, retry_at, unchanged and
    source says how it ended.
    """

    id: int
    """`Leased.id`."""
    item: Article | Reject | None = None
    """The article or the reject."""
    retry_at: int | None = None
    """UTC epoch seconds at which to try again."""
    detail: str = ""
    """For a retry, why."""
    unchanged: bool = False
    """The server said that a stored article has not changed (304)."""
    source: SourceRead | None = None
    """For a source, how reading it went."""
    children: tuple[Child, ...] = ()
    """What the page announced."""
    aliases: tuple[str, ...] = ()
    """Other addresses of the story: where redirects led. Announced later, they are known."""
    figures: Figures | None = None
    """What the page gave, for the watch on breakage. None when no page was read."""

    def __post_init__(self) -> None:
        ways = (self.item is not None) + (self.retry_at is not None) + self.unchanged
        if ways + (self.source is not None) != 1:
            raise ValueError("a completion has exactly one of item, retry_at, unchanged and source")


@dataclass(frozen=True, slots=True)
class Leased:
    """A URL whose turn it is, with what the ledger knows of it; fields as in `ledger.schema.urls`."""

    id: int
    url: str
    host_id: int
    state: State
    kind: str
    priority: int
    attempts: int
    publisher: str
    source_id: int
    published_at: int | None
    title: str | None
    payload: str | None
    etag: str | None
    last_modified: str | None
    outcome: str | None
    stage: str | None
    reason: str | None
    detail: str | None
    fetched_at: int | None

    @property
    def recheck(self) -> bool:
        """Whether its article is stored already: ask with the validators."""
        return self.outcome == "article"


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger answers about a URL."""

    id: int
    url: str
    kind: str
    """story or source."""
    lane: str
    """Who takes it from the queue."""
    state: State
    queued: bool
    """In the queue, or under way."""
    outcome: str | None
    """article, reject, source, alias, or None while there is none."""
    stage: str | None
    """Of a reject."""
    reason: str | None
    """Of a reject."""
    attempts: int
    """Turns it has had."""
    fetched_at: int | None
    run: int
    """The run that announced it or last had to do with it."""
    target: int | None
    """For an alias, the id of the story's row."""

    @property
    def seen(self) -> bool:
        """Whether an outcome is stored. That it was queued or requested is not enough."""
        return self.outcome is not None
