"""Groups articles that tell one story in nearly the same words: each is kept, all share a key."""

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from newscrawl.hindi.similarity import ALIKE, similarity_bands
from newscrawl.items.article import Article
from newscrawl.turns.session import Session, session_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class NearDuplicatesPipeline:
    """Fills `story_id` from the ledger's groups, over runs; a text like none before begins a group."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Asks the crawl's ledger."""
        return cls(session_of(crawler))

    def process_item(self, item: object) -> object:
        """An article in, it with its group out; other items pass."""
        if not isinstance(item, Article) or item.story_id is not None or not self.session.ready:
            return item
        # A text of a few words is alike only to itself.
        story_id = item.content_hash[:16]
        bands = self.session.bands.pop(item.content_hash, None)
        if bands := similarity_bands(item.text) if bands is None else bands:
            with self.session.guarded():
                ledger = self.session.ledger
                shared = ledger.stories_like(bands)
                likest = max(shared, key=lambda one: (shared[one], one), default="")
                if shared.get(likest, 0) >= ALIKE:
                    story_id = likest
                ledger.remember_story(story_id, bands)
        return replace(item, story_id=story_id)
