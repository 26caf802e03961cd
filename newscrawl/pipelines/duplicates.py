"""Exact duplicates: one article per text and one per URL identity."""

import hashlib
from typing import TYPE_CHECKING, Self

from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.urls import canonical_key

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newscrawl.turns.underway import UnderWay


class DuplicatesPipeline:
    """Turns an article whose text another story has, in this crawl or an earlier, into a reject that names
    it. One article per URL is the ledger's own rule.
    """

    def __init__(self, turns: "UnderWay") -> None:
        self.turns = turns

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Asks the crawl's ledger."""
        from newscrawl.turns.underway import under_way  # noqa: PLC0415 - commands use this module without Scrapy

        return cls(under_way(crawler))

    def process_item(self, item: object) -> object:
        """An article in, it or its reject out; other items pass."""
        session = self.turns.session
        if not isinstance(item, Article) or not session.ready:
            return item
        other = None
        with session.guarded():
            other = session.ledger.claim_text(item.content_hash, self.turns.story_of(item))
        if other is None:
            return item
        return Reject.of(item, Stage.VALIDATE, Reason.DUPLICATE, f"same text as {other}")


class Duplicates:
    """The same for a stream of articles without a ledger, in memory: about 200 bytes an article."""

    def __init__(self) -> None:
        self._texts: dict[bytes, str] = {}
        """Hash of the text to the URL of the article that had it first."""
        self._keys: set[bytes] = set()

    def process_item(self, item: object) -> object:
        """An article in, it or its reject out; other items pass."""
        if not isinstance(item, Article):
            return item
        text = bytes.fromhex(item.content_hash)
        key = canonical_key(item.url)
        digest = hashlib.blake2b(key.encode(), digest_size=16).digest() if key is not None else None
        if digest is not None and digest in self._keys:
            return Reject.of(item, Stage.VALIDATE, Reason.DUPLICATE_URL, "stored in this run")
        if text in self._texts:
            other = self._texts[text] or "another page"
            return Reject.of(item, Stage.VALIDATE, Reason.DUPLICATE, f"same text as {other}")
        if digest is not None:
            self._keys.add(digest)
        self._texts[text] = item.url or ""
        return item
