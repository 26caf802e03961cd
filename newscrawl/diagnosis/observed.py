"""What a look at a publisher's site found: the records that `newscrawl doctor` prints and writes.

Every text in them that a server or a page wrote has passed `told`, so that a terminal and a file can take it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from newscrawl.discovery.announcement import Announcement
from newscrawl.hindi.script import JOINERS
from newscrawl.limits import LIMITS

State = Literal[
    "ok",
    "stale",
    "empty",
    "misread",
    "gone",
    "failing",
    "blocked",
    "disallowed",
    "unreachable",
    "unasked",
]
"""How an address does: it serves what it should; or what is old, nothing, something else; 404 or 410; another
failure; the server refuses us (401, 403); robots.txt does; nothing answers; it was not asked."""

Finding = Literal["verified", "doubtful", "contradicted", "unchecked"]
"""What today says of a fact of a rule."""

FieldState = Literal["same", "differs", "rule_only", "generic_only", "set_aside", "empty"]
"""A field with the rule's layout beside the generic extraction's. `set_aside`: the rule's value was not
believed; `empty`: neither has one."""

VERDICTS = ("healthy", "degraded", "broken", "unreachable", "refused", "unfinished")
Verdict = Literal["healthy", "degraded", "broken", "unreachable", "refused", "unfinished"]
"""`healthy`: all is as the rule says. `degraded`: articles come, something is wrong. `broken`: none comes.
`unreachable`: nothing could be fetched. `refused`: robots.txt forbids what we need. `unfinished`: it was left
before an article was looked at."""

_GONE = frozenset({404, 410})
_UNREACHABLE = frozenset(
    {
        "fetch/dns",
        "fetch/connection",
        "fetch/tls",
        "fetch/timeout",
        "scope/address_refused",
        "robots/robots_unreachable",
    }
)


def told(text: str | None, limit: int = 200) -> str:
    """A foreign text as one line of at most `limit` characters, fit for a terminal and for JSON.

    Control characters, terminal escapes, marks of direction and lone surrogates become spaces; ZWJ and ZWNJ,
    which belong to Hindi spelling, stay.
    """
    kept = "".join(
        char if char.isprintable() or char in JOINERS else " " for char in (text or "")[: 4 * limit + 64]
    )
    folded = " ".join(kept.split())
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"


def told_url(url: str | None) -> str:
    """The same for an address."""
    return told(url, LIMITS.url_chars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one request."""

    url: str
    """As asked."""
    final_url: str = ""
    """Where it was answered, after redirects; '' when it was not."""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""
    failure: str = ""
    """`stage/reason`, as of a reject; '' for a 2xx answer. `unasked` when it was not asked."""
    detail: str = ""

    @property
    def state(self) -> State:
        """How the address does, as far as the answer tells without being read."""
        if not self.failure:
            return "ok"
        if self.failure == "unasked":
            return "unasked"
        if self.failure in _UNREACHABLE:
            return "unreachable"
        if self.failure == "robots/disallowed":
            return "disallowed"
        if self.failure == "fetch/blocked":
            return "blocked"
        return "gone" if self.status in _GONE else "failing"

    @property
    def said(self) -> str:
        """Why it failed, in a few words; '' when it did not."""
        if not self.failure or self.failure == "unasked":
            return told(self.detail)
        if self.status is not None and self.failure.startswith("fetch/"):
            return f"HTTP {self.status}"
        reason = self.failure.partition("/")[2].replace("_", " ")
        return told(f"{reason}: {self.detail}" if self.detail else reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsSeen:
    """A robots.txt."""

    origin: str
    """Scheme and host."""
    status: int | None
    """None when nothing answered."""
    crawl_delay: float | None = None
    """Seconds it asks us to leave between two requests."""
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HostSeen:
    """A host of the rule."""

    host: str
    state: State
    status: int | None = None
    final_url: str | None = None
    """Where its home page was found."""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSeen:
    """A source of the rule."""

    form: str
    """What the rule calls it: Feed, NewsSitemap, Sitemap, Listing, Archive."""
    url: str
    """As asked; of an archive, the address of one day."""
    state: State
    status: int | None = None
    final_url: str | None = None
    read_as: str | None = None
    """What it is: feed, news_sitemap, sitemap, sitemap_index, listing. None when it could not be read."""
    announced: int = 0
    stories: int = 0
    """Announced addresses that are the publisher's articles, as its rule tells them."""
    newest: str | None = None
    """The newest date announced, ISO 8601. None when it gives none."""
    age_hours: float | None = None
    """Hours since then."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A source with what it announces; this is worked with, and not written."""

    seen: SourceSeen
    announcements: tuple[Announcement, ...] = ()
    """The newest first."""
    parts: tuple[str, ...] = ()
    """Of a sitemap index, its parts, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSeen:
    """A field of a sample article."""

    name: str
    filled: bool
    source: str | None = None
    """Where the value came from, as the article's evidence says."""
    beside: FieldState | None = None
    """The rule beside the generic extraction; None when the rule has no layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSeen:
    """A sample article."""

    url: str
    state: State | Literal["article", "no_article"]
    status: int | None = None
    detail: str = ""
    """Why there is no article."""
    page_type: str | None = None
    title: str | None = None
    published_at: str | None = None
    language: str | None = None
    """As found in its text; a crawl drops articles in other languages than it was told to keep."""
    words: int = 0
    fields: tuple[FieldSeen, ...] = ()
    layout: Literal["used", "set_aside"] | None = None
    """Whether the rule's story was taken; None without a layout for the body."""
    layout_detail: str = ""
    """Why it was set aside."""
    overlap: float | None = None
    """Share of words (F1) that the texts with the layout and without it have in common, where it is used."""
    selectors: dict[str, bool] = field(default_factory=dict)
    """Field of the layout to whether one of its selectors found something on the page."""
    amp_url: str | None = None
    """The AMP copy the page names."""
    opening: str = ""
    """How the story opens: its first hundred characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """All that was fetched and read of one publisher."""

    key: str
    robots: tuple[RobotsSeen, ...] = ()
    hosts: tuple[HostSeen, ...] = ()
    """The main one first."""
    sources: tuple[SourceRead, ...] = ()
    """In the rule's order."""
    samples: tuple[SampleSeen, ...] = ()
    named: tuple[str, ...] = ()
    """Feeds and sitemaps that home page and robots.txt name."""
    linked: tuple[str, ...] = ()
    """Addresses that the home page links to and that look like stories, whatever their kind."""
    seconds: float = 0.0
    """How long it took."""
    complete: bool = False
    """Whether all was asked that was meant to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFill:
    """A field over all sample articles of a publisher."""

    name: str
    filled: int
    of: int
    """Sample articles."""
    agreed: int = 0
    """With the layout as without it, where either has a value."""
    differing: int = 0
    set_aside: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSeen:
    """A fact of a rule beside what was seen today."""

    fact: str
    """hosts, sources, article_pattern, kinds, amp, layouts, datelines, politeness."""
    at: str
    """Which one: an address, a pattern, a selector; '' where the fact is one."""
    was: str
    """How the rule says it is known."""
    today: Finding
    detail: str = ""
    write: str = ""
    """How it is known now (`seen 2026-11`), for the publisher's file; '' when there is nothing to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a verdict is not better, or what else should be known."""

    weight: Literal["broken", "degraded", "note"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What the look at one publisher came to."""

    key: str
    name: str
    name_latin: str
    home: str
    verdict: Verdict
    reasons: tuple[Cause, ...] = ()
    """The gravest first."""
    newest: str | None = None
    """The newest date that any source announces, ISO 8601."""
    age_hours: float | None = None
    robots: tuple[RobotsSeen, ...] = ()
    hosts: tuple[HostSeen, ...] = ()
    sources: tuple[SourceSeen, ...] = ()
    samples: tuple[SampleSeen, ...] = ()
    fields: tuple[FieldFill, ...] = ()
    facts: tuple[FactSeen, ...] = ()
    write: tuple[str, ...] = ()
    """What to change in the publisher's file, a line each."""
    unlisted: tuple[str, ...] = ()
    """Feeds and sitemaps that the site names and the rule does not."""
    seconds: float = 0.0
