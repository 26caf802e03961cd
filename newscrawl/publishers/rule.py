"""The form of a publisher's rule: what we know of one site, declared, never fetched.

One publisher is one file in this package with a `PUBLISHER` (see `registry`). All a rule must say is who it
is and where its stories are announced; every further line is for what the generic extraction cannot know.
Making a rule checks little, so that sixty load at once; `newscrawl.publishers.checks` holds a rule to all of
this, and the tests hold every rule to the checks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from newscrawl.extraction.layout import Layout
from newscrawl.publishers.twin import AmpTwin

__all__ = [
    "KINDS",
    "AmpTwin",
    "Archive",
    "Feed",
    "Layout",
    "Listing",
    "NewsSitemap",
    "PageKind",
    "Politeness",
    "Publisher",
    "RuleError",
    "Sitemap",
    "Source",
]

_KEY = re.compile(r"[a-z0-9](?:[a-z0-9_.-]{0,98}[a-z0-9])?")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?|[0-9a-f:.]{2,45}")

KINDS: Final = ("live", "gallery", "video", "web_story", "photo", "astrology", "market")
"""What a page can be, by its URL, besides an article. `astrology` and `market` are the daily listings of
horoscopes and of prices, whose stories are tables; an essay on either is an article."""


class RuleError(ValueError):
    """A rule that contradicts itself or another; the message names the rule and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed."""

    url: str
    section: str | None = None
    """The section it announces, as the publisher calls it. None for a feed of the whole site."""
    known: str | None = None
    """How it is known; None: as `known["sources"]` of the rule says. So in all sources."""


@dataclass(frozen=True, slots=True)
class NewsSitemap:
    """A sitemap in Google's news form (the stories of the last two days), or an index of such."""

    url: str
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap or an index of sitemaps over older stories too."""

    url: str
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists stories: a home page, a section."""

    url: str
    section: str | None = None
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """Listing pages or sitemaps by date."""

    url: str
    """The address with the date as `{day:%Y-%m-%d}`, in the codes of `strftime`."""
    first: date | None = None
    """The first day it has. None when not known."""
    known: str | None = None

    def url_on(self, day: date) -> str:
        """The address for one day."""
        return self.url.format(day=day)


Source = Feed | NewsSitemap | Sitemap | Listing | Archive


@dataclass(frozen=True, slots=True)
class PageKind:
    """Pages of one kind, told by their URL."""

    name: str
    """One of `KINDS`."""
    pattern: str
    """Regular expression searched in what follows the host: path and query."""
    example: str
    """A URL of that kind."""
    known: str | None = None
    """How it is known; None: as `known["kinds"]` of the rule says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """The pace towards a publisher's hosts; robots.txt may ask for a slower one, never for a faster."""

    delay: float = 1.0
    """Seconds between two requests to a host."""
    concurrency: int = 1
    """Requests to a host at the same time."""

    def __post_init__(self) -> None:
        if not 0 <= self.delay <= 300:
            raise RuleError(f"politeness: delay of {self.delay} seconds is outside 0 to 300")
        if not 1 <= self.concurrency <= 16:
            raise RuleError(f"politeness: concurrency {self.concurrency} is outside 1 to 16")


_USUAL_PACE: Final = Politeness()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What we know of one publisher. Raises RuleError when it has no proper key or hosts."""

    key: str
    """Its name on the command line and in articles: that of its file, or a domain for sites without one."""
    name: str
    """Its name as it writes it, in Devanagari for Hindi publishers."""
    name_latin: str
    """Its name in Latin letters."""
    hosts: tuple[str, ...]
    """Hosts of its pages, lower case, without port; the main one first."""
    mobile_hosts: tuple[str, ...] = ()
    """Hosts of the same pages for telephones."""
    amp_hosts: tuple[str, ...] = ()
    """Hosts of AMP copies alone."""
    old_hosts: tuple[str, ...] = ()
    """Hosts it has left; links to them still stand on old pages."""
    path: str = ""
    """Where on its hosts its pages live (`/hindi`), when it shares them with others; '' when it does not."""
    sources: tuple[Source, ...] = ()
    """Where its stories are announced, the freshest first. They may lie on other hosts."""
    no_source: str = ""
    """Why none of the sources it has or had is usable. The crawl then begins at its home page, and `sources`
    may be empty. '' when they are."""
    article_pattern: str | None = None
    """Regular expression that the whole URL of an article matches, and of other pages does not. None when not
    known: any page may be an article."""
    matches: tuple[str, ...] = ()
    """URLs that must match the pattern, one for each of its branches; the tests hold it to them."""
    rejects: tuple[str, ...] = ()
    """URLs that must not match it: sections, videos, AMP copies."""
    kinds: tuple[PageKind, ...] = ()
    """Pages that are no plain articles, told by their URL. A kind counts before the article pattern."""
    amp: tuple[AmpTwin, ...] = ()
    """How an article's address becomes that of its AMP copy, and back; the first that fits counts."""
    layouts: tuple[Layout, ...] = ()
    """Layouts in the order of their `since`. None: the generic extraction does it all."""
    datelines: tuple[str, ...] = ()
    """How its stories open, house style, with `{place}` for the town: `जागरण संवाददाता, {place}।`. The tests
    hold the reading of datelines to them."""
    politeness: Politeness = _USUAL_PACE
    country: str = "IN"
    """ISO 3166 code of where it publishes."""
    timezone: str = "+05:30"
    """UTC offset of times it prints without one."""
    language: str = "hi"
    """BCP 47 code of its pages."""
    known: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Fact to how it is known: `seen 2025-09` (on a page or in an answer of that month; `seen 2025` when only
    the year is), `reported 2026-09` (by someone who saw it then), or `unverified`. Each fact the rule
    states has its entry: hosts, sources, article_pattern, kinds, amp, layouts, datelines, politeness."""
    notes: tuple[str, ...] = ()
    """What else a reader of this file should know: traps, addresses that died. Read by people."""

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise RuleError(f"publisher {self.key!r}: key must be of lower-case letters, digits and _ . -")
        if not self.hosts:
            raise RuleError(f"publisher {self.key!r}: hosts are missing")
        for host in self.all_hosts:
            if not _HOST.fullmatch(host):
                raise RuleError(
                    f"publisher {self.key!r}: hosts must be host names in lower case, got {host!r}"
                )

    @property
    def all_hosts(self) -> tuple[str, ...]:
        """Every host it has or had."""
        return (*self.hosts, *self.mobile_hosts, *self.amp_hosts, *self.old_hosts)

    @property
    def home(self) -> str:
        """The address of its home page."""
        return f"https://{self.hosts[0]}{self.path}/"

    def is_article_url(self, url: str) -> bool:
        """Whether an article may live at the URL, as far as its form tells."""
        return self.article_pattern is None or _compiled(self.article_pattern).fullmatch(url) is not None

    def kind_of(self, url: str) -> str | None:
        """What the URL is of: one of `KINDS`, or "article", or None for what is neither."""
        rest = url.partition("://")[2]
        tail = rest[rest.find("/") :] if "/" in rest else "/"
        for kind in self.kinds:
            if _compiled(kind.pattern).search(tail):
                return kind.name
        return "article" if self.is_article_url(url) else None

    def owns(self, url: str) -> bool:
        """Whether the URL is on one of its hosts and, where it shares them, under its path."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").rstrip(".")
        except ValueError:
            return False
        return host in self.all_hosts and (not self.path or f"{parts.path}/".startswith(f"{self.path}/"))

    def amp_of(self, url: str) -> str | None:
        """Where the AMP copy of an article lives; None when not known, and for what is no article."""
        if not self.is_article_url(url):
            return None
        return next((found for twin in self.amp if (found := twin.amp_of(url))), None)

    def article_of(self, url: str) -> str | None:
        """The article an AMP address is the copy of; None when it is no AMP address."""
        for twin in self.amp:
            found = twin.article_of(url)
            if found is not None and self.is_article_url(found):
                return found
        return None

    def layout_on(self, day: date | None = None) -> Layout | None:
        """The layout of pages fetched on a day; the newest when the day is not known. None: none is known."""
        in_use = [layout for layout in self.layouts if day is None or layout.since <= day]
        return replace(in_use[-1], publisher=self.key) if in_use else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
