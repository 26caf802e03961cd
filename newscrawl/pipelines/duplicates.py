"""Exact duplicates within a run: one article per text and one per URL identity.

Memory grows by about 200 bytes an article. What earlier runs stored is not known here.
"""

import hashlib

from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.urls import canonical_key


class DuplicatesPipeline:
    """Turns the second article of one text or one URL into a reject that names the first."""

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
            return self._reject(item, Reason.DUPLICATE_URL, "stored in this run")
        if text in self._texts:
            return self._reject(item, Reason.DUPLICATE, f"same text as {self._texts[text] or 'another page'}")
        if digest is not None:
            self._keys.add(digest)
        self._texts[text] = item.url or ""
        return item

    @staticmethod
    def _reject(item: Article, reason: Reason, detail: str) -> Reject:
        return Reject(url=item.url, stage=Stage.VALIDATE, reason=reason, detail=detail, at=item.fetched_at)
