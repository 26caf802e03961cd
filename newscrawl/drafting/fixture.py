"""A publisher's fixture folder: a page, a document of one of its sources, and what must come of both.

    page.html       an article's page
    feed.xml, sitemap.xml or listing.html   what one of the rule's sources serves
    facts.toml      where both come from, and how each part of their structure is known
    expected.json   the page's fields and the document's announcements, proofread by a person

`tests/publishers` has one for each publisher; `newscrawl publishers new` drafts one.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from newscrawl.discovery.feeds import read_feed
from newscrawl.discovery.listings import read_listing
from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.extraction.extract import extract
from newscrawl.extraction.layout import Layout
from newscrawl.hindi.script import words
from newscrawl.items.article import STORY_FIELDS, Article
from newscrawl.items.reject import Reject
from newscrawl.publishers.checks import KNOWN
from newscrawl.publishers.rule import Archive, Publisher
from newscrawl.urls.tracking import untracked

FIELDS: Final = (*STORY_FIELDS[:-1], "language", "page_type", "paywalled", "lead_image")
"""Fields of an article that expected.json states."""
SOURCE_FILES: Final = ("feed.xml", "sitemap.xml", "listing.html")
PAGE_PARTS: Final = frozenset({"container", "jsonld", "dates", "byline", "furniture"})
"""Parts of a page that facts.toml must speak of; more may be named."""
SOURCE_PARTS: Final = frozenset({"address", "form"})
GUESSED: Final = "guessed"
"""How a part is known that nobody has seen or reported."""

_LEAST_PARAGRAPHS: Final = 3
_LEAST_ALIKE: Final = 0.9


@dataclass(frozen=True)
class Fixture:
    """One publisher's folder. Reading what a folder lacks raises what reading a file raises."""

    folder: Path
    publisher: Publisher

    @cached_property
    def facts(self) -> dict[str, Any]:
        """facts.toml."""
        return tomllib.loads((self.folder / "facts.toml").read_text(encoding="utf-8"))

    @cached_property
    def expected(self) -> dict[str, Any]:
        """expected.json."""
        found: dict[str, Any] = json.loads((self.folder / "expected.json").read_text(encoding="utf-8"))
        return found

    @property
    def url(self) -> str:
        """Where the page was fetched."""
        return str(self.facts["page"]["url"])

    @property
    def fetched(self) -> date:
        """The day the page was fetched; it picks the layout."""
        day = self.facts["page"]["fetched"]
        if not isinstance(day, date):
            raise TypeError(f"{self.folder.name}/facts.toml: fetched must be a day like 2025-09-14")
        return day

    def source_urls(self) -> set[str]:
        """Where the source document may have come from."""
        declared = {
            source.url_on(self.fetched) if isinstance(source, Archive) else source.url
            for source in self.publisher.sources
        }
        return declared or {self.publisher.home}

    @cached_property
    def ruled(self) -> Article:
        """The page read with its publisher's layout."""
        return self._extract(self.publisher.layout_on(self.fetched))

    @cached_property
    def generic(self) -> Article:
        """The page read as that of a site nobody knows."""
        return self._extract(None)

    def _extract(self, layout: Layout | None) -> Article:
        found = extract((self.folder / "page.html").read_bytes(), self.url, layout=layout)
        if isinstance(found, Reject):
            raise TypeError(f"{self.folder.name}/page.html gives no article: {found.reason}: {found.detail}")
        return found

    def field(self, name: str) -> Any:
        """A field of the page as expected.json writes it."""
        value = getattr(self.ruled, name)
        if name == "text":
            return value.split("\n\n")
        if name == "lead_image":
            return value.url if value else None
        return list(value) if isinstance(value, tuple) else value

    @cached_property
    def announced(self) -> list[dict[str, Any]]:
        """What the source document announces, each with what its address is of."""
        source = self.facts["source"]
        body, url = (self.folder / source["file"]).read_bytes(), source["url"]
        if source["file"] == "feed.xml":
            found = read_feed(body, url).announcements
        elif source["file"] == "sitemap.xml":
            found = read_sitemap(body, url).announcements
        else:
            found = read_listing(body, url, self.publisher.article_pattern).announcements
        return [
            {
                "url": one.url,
                "title": one.title,
                "published_at": one.published_at,
                "kind": self.publisher.kind_of(untracked(one.url)),
            }
            for one in found
        ]

    def overlap(self, article: Article) -> float:
        """F1 of an article's words against the expected text."""
        want = Counter(words(" ".join(self.expected["page"]["text"])))
        have = Counter(words(article.text))
        return 2 * (want & have).total() / max(1, want.total() + have.total())

    def read(self) -> dict[str, Any]:
        """What the page and the document give, in the form of expected.json."""
        return {"page": {name: self.field(name) for name in FIELDS}, "announced": self.announced}

    def shortcomings(self) -> list[str]:
        """What the folder lacks or contradicts, fields and announcements apart; empty for a whole one."""
        missing = [
            name
            for name in ("page.html", "facts.toml", "expected.json")
            if not (self.folder / name).is_file()
        ]
        if missing:
            return [f"{name} is missing" for name in missing]
        return [*self._of_facts(), *self._of_page()]

    def _of_facts(self) -> Iterator[str]:
        page, source = self.facts["page"], self.facts["source"]
        if source["file"] not in SOURCE_FILES or not (self.folder / source["file"]).is_file():
            yield f"the source document must be one of {', '.join(SOURCE_FILES)}"
        if source["url"] not in self.source_urls():
            yield f"{source['url']} is no source of the rule"
        if not self.publisher.owns(self.url):
            yield f"{self.url} is not on the publisher's hosts"
        if self.publisher.kind_of(self.url) not in {"article", "live"}:
            yield f"{self.url} is no article by the rule's patterns"
        for where, parts, needed in (
            ("page", page["parts"], PAGE_PARTS),
            ("source", source["parts"], SOURCE_PARTS),
        ):
            yield from (
                f"{where}.parts does not say how {part} is known" for part in sorted(needed - set(parts))
            )
            for part, how in parts.items():
                if how != GUESSED and not re.fullmatch(KNOWN, how):
                    yield f"{where}.parts: {part} is known as {how!r}"

    def _of_page(self) -> Iterator[str]:
        if set(self.expected["page"]) != set(FIELDS):
            yield f"expected.json must state {', '.join(FIELDS)}"
            return
        if len(self.expected["page"]["text"]) < _LEAST_PARAGRAPHS:
            yield f"the expected text has under {_LEAST_PARAGRAPHS} paragraphs"
        name = f"rule:{self.publisher.key}"
        evidence = self.ruled.evidence["text"]
        if self.publisher.layout_on(self.fetched) is not None and evidence.source != name:
            yield f"the layout is not used: {' '.join(evidence.dissent)}"
        ruled, generic = self.overlap(self.ruled), self.overlap(self.generic)
        if ruled < generic:
            yield f"the layout makes the text worse: F1 {ruled:.3f}, without it {generic:.3f}"
        if generic < _LEAST_ALIKE:
            yield f"without its layout the text is lost: F1 {generic:.3f}"
