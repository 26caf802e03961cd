"""The form of a publisher's rule: what we know of one site, declared and checked, never fetched.

One publisher is one file in this package with a `PUBLISHER` (see `registry`). All a rule must say is who it
is and where its stories are announced; every further line is for what the generic extraction cannot know.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from urllib.parse import urlsplit

_KEY = re.compile(r"[a-z0-9](?:[a-z0-9_.-]{0,98}[a-z0-9])?")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?|[0-9a-f:.]{2,45}")
_PATH = re.compile(r"(?:/[A-Za-z0-9_~%.-]+)*")
_OFFSET = re.compile(r"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]")
_DAY_FIELD = re.compile(r"\{day:(?:%[A-Za-z]|[^{}%])+\}")


class RuleError(ValueError):
    """A rule that contradicts itself or another; the message names the rule and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed."""

    url: str
    section: str | None = None
    """The section it announces, as the publisher calls it. None for a feed of the whole site."""


@dataclass(frozen=True, slots=True)
class NewsSitemap:
    """A sitemap in Google's news form (the stories of the last two days), or an index of such."""

    url: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap or an index of sitemaps over older stories too."""

    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists stories: a home page, a section."""

    url: str
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """Listing pages or sitemaps by date."""

    url: str
    """The address with the date as `{day:%Y-%m-%d}`, in the codes of `strftime`."""
    first: date | None = None
    """The first day it has. None when not known."""

    def url_on(self, day: date) -> str:
        """The address for one day."""
        return self.url.format(day=day)


Source = Feed | NewsSitemap | Sitemap | Listing | Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How pages look from a day on. Selectors are CSS, or XPath when they begin with `/`, `./` or `(`.

    For each field the selectors are tried in order; where none gives anything, and for fields without
    selectors, the generic extraction decides and the evidence says so.
    """

    since: date
    """The first day of the layout, as far as known."""
    title: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    """The element around the story: nothing outside the first one found is the story. What stands inside is
    still judged block by block."""
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    """Elements inside the body that are never part of the story; all that match, of all selectors."""

    def __post_init__(self) -> None:
        for name in ("title", "subtitle", "body", "authors", "published", "drops"):
            selectors = getattr(self, name)
            if not isinstance(selectors, tuple) or not all(
                isinstance(selector, str) and selector.strip() for selector in selectors
            ):
                raise RuleError(
                    f"layout since {self.since}: {name} must be a tuple of selectors, got {selectors!r}"
                )


def is_xpath(selector: str) -> bool:
    """Whether a layout's selector is XPath rather than CSS."""
    return selector.startswith(("/", "./", "("))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What we know of one publisher. Raises RuleError when it contradicts itself."""

    key: str
    """Its name on the command line and in articles: that of its file, or a domain for sites without one."""
    name: str
    """Its name as it writes it, in Devanagari for Hindi publishers."""
    name_latin: str
    """Its name in Latin letters."""
    hosts: tuple[str, ...]
    """Hosts of its pages, lower case, without port; the main one first."""
    path: str = ""
    """Where on its hosts its pages live (`/hindi`), when it shares them with others; '' when it does not."""
    sources: tuple[Source, ...]
    """Where its stories are announced, best first. They may lie on other hosts."""
    article_pattern: str | None = None
    """Regular expression that the whole URL of an article matches, and of other pages does not. None when not
    known: any page may be an article."""
    matches: tuple[str, ...] = ()
    """URLs that must match the pattern, one for each of its branches; the tests hold it to them."""
    rejects: tuple[str, ...] = ()
    """URLs that must not match it: sections, videos, AMP copies."""
    layouts: tuple[Layout, ...] = ()
    """Layouts in the order of their `since`. None: the generic extraction does it all."""
    politeness: Politeness = field(default_factory=Politeness)
    country: str = "IN"
    """ISO 3166 code of where it publishes."""
    timezone: str = "+05:30"
    """UTC offset of times it prints without one."""
    language: str = "hi"
    """BCP 47 code of its pages."""
    known: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Fact to how it is known: seen on a page or answer of which year, or only reported. Read by people."""

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise RuleError(f"publisher {self.key!r}: {problem}")

    def is_article_url(self, url: str) -> bool:
        """Whether an article may live at the URL, as far as its form tells."""
        return self.article_pattern is None or _compiled(self.article_pattern).fullmatch(url) is not None

    def owns(self, url: str) -> bool:
        """Whether the URL is on one of its hosts and, where it shares them, under its path."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").rstrip(".")
        except ValueError:
            return False
        return host in self.hosts and (not self.path or f"{parts.path}/".startswith(f"{self.path}/"))

    def layout_on(self, day: date | None = None) -> Layout | None:
        """The layout in use on a day; the newest when the day is not known. None when none is declared."""
        in_use = [layout for layout in self.layouts if day is None or layout.since <= day]
        return in_use[-1] if in_use else None

    def _problems(self) -> list[str]:
        problems: list[str] = []
        if not _KEY.fullmatch(self.key):
            problems.append("key must be of lower-case letters, digits and _ . -")
        if not self.name.strip() or not self.name_latin.strip():
            problems.append("name and name_latin must not be empty")
        if not self.hosts or not all(_HOST.fullmatch(host) for host in self.hosts):
            problems.append(f"hosts must be one or more lower-case host names, got {self.hosts!r}")
        if len(set(self.hosts)) != len(self.hosts):
            problems.append("hosts repeat themselves")
        if not _PATH.fullmatch(self.path):
            problems.append(f"path must be '' or begin with / and not end with it, got {self.path!r}")
        problems += self._source_problems()
        problems += self._pattern_problems()
        since = [layout.since for layout in self.layouts]
        if since != sorted(set(since)):
            problems.append("layouts must be in the order of their since, each day once")
        if not re.fullmatch("[A-Z]{2}", self.country):
            problems.append(f"country must be two capital letters, got {self.country!r}")
        if not _OFFSET.fullmatch(self.timezone):
            problems.append(f"timezone must be an offset like +05:30, got {self.timezone!r}")
        return problems

    def _source_problems(self) -> list[str]:
        problems = [] if self.sources else ["sources are missing: without one nothing is found"]
        for source in self.sources:
            try:
                parts = urlsplit(source.url)
                good = parts.scheme in {"http", "https"} and bool(parts.hostname)
            except ValueError:
                good = False
            if not good:
                problems.append(f"source {source.url!r} is no http or https URL")
            if isinstance(source, Archive) and len(_DAY_FIELD.findall(source.url)) != source.url.count("{"):
                problems.append(f"archive {source.url!r} needs its date as {{day:%Y-%m-%d}}")
            elif isinstance(source, Archive) and "{" not in source.url:
                problems.append(f"archive {source.url!r} has no {{day:...}} in it")
        urls = [source.url for source in self.sources]
        if len(set(urls)) != len(urls):
            problems.append("sources repeat themselves")
        return problems

    def _pattern_problems(self) -> list[str]:
        if self.article_pattern is None:
            return ["matches and rejects need an article_pattern"] if self.matches or self.rejects else []
        try:
            re.compile(self.article_pattern)
        except re.error as error:
            return [f"article_pattern is no regular expression: {error}"]
        return []


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
