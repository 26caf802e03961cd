"""What stands in a publisher's fixture folder, read for the tests; run it to see what a page gives.

python tests/publishers/fixture_folders.py KEY           the page's fields and the document's announcements
python tests/publishers/fixture_folders.py KEY --write   the same into expected.json, to be proofread by hand
"""

import argparse
import json
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from newscrawl.discovery.feeds import read_feed
from newscrawl.discovery.listings import read_listing
from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.extraction.extract import extract
from newscrawl.hindi.script import words
from newscrawl.items.article import Article
from newscrawl.publishers.registry import by_key
from newscrawl.publishers.rule import Archive, Publisher
from newscrawl.spiders.site import untracked

FIXTURES = Path(__file__).parent / "fixtures"
FIELDS = (
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
    "language",
    "page_type",
    "paywalled",
    "lead_image",
)
SOURCES = ("feed.xml", "sitemap.xml", "listing.html")
PAGE_PARTS = {"container", "jsonld", "dates", "byline", "furniture"}
SOURCE_PARTS = {"address", "form"}


@dataclass(frozen=True)
class Fixture:
    """One publisher's folder."""

    folder: Path
    publisher: Publisher

    @cached_property
    def facts(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "facts.toml").read_text(encoding="utf-8"))

    @cached_property
    def expected(self) -> dict[str, Any]:
        return json.loads((self.folder / "expected.json").read_text(encoding="utf-8"))

    @property
    def url(self) -> str:
        return self.facts["page"]["url"]

    def source_urls(self) -> set[str]:
        """Where the source document may have come from."""
        day = self.facts["page"]["fetched"]
        sources = self.publisher.sources
        declared = {source.url_on(day) if isinstance(source, Archive) else source.url for source in sources}
        return declared or {self.publisher.home}

    @cached_property
    def ruled(self) -> Article:
        """The page read with its publisher's layout."""
        return self._extract(self.publisher.layout_on(self.facts["page"]["fetched"]))

    @cached_property
    def generic(self) -> Article:
        """The page read as of a site nobody knows."""
        return self._extract(None)

    def _extract(self, layout) -> Article:
        found = extract((self.folder / "page.html").read_bytes(), self.url, layout=layout)
        if not isinstance(found, Article):
            raise TypeError(f"{self.folder.name}/page.html gives no article: {found}")
        return found

    def field(self, name: str) -> Any:
        """A field of the page as expected.json writes it."""
        value = getattr(self.ruled, name)
        match name:
            case "text":
                return value.split("\n\n")
            case "lead_image":
                return value.url if value else None
            case "authors" | "tags":
                return list(value)
        return value

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


def load(root: Path, rules: dict[str, Publisher]) -> list[Fixture]:
    """The fixture folders that are there, in the order of keys."""
    return [Fixture(root / key, rule) for key, rule in sorted(rules.items()) if (root / key).is_dir()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("key")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    fixture = Fixture(FIXTURES / options.key, by_key(options.key))
    found = {"page": {name: fixture.field(name) for name in FIELDS}, "announced": fixture.announced}
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if options.write:
        (fixture.folder / "expected.json").write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    verdict = fixture.ruled.evidence["text"]
    sys.stderr.write(f"text from {verdict.source} {' '.join(verdict.dissent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
