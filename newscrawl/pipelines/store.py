"""Last step: nothing passes that cannot be stored. The ledger itself takes the item behind all pipelines."""

from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import CloseSpider, DropItem

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.turns.session import STORAGE_ERROR, Session, session_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class StorePipeline:
    """Ends the crawl before its first request where there is no ledger to be had, and lets no item pass once
    it has failed.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Shares the crawl's session."""
        return cls(session_of(crawler))

    def open_spider(self) -> None:
        """Raises CloseSpider when the ledger could not be opened."""
        if not self.session.ready:
            raise CloseSpider(STORAGE_ERROR)

    def process_item(self, item: Any) -> Any:
        """Pass the item on; raises DropItem when it cannot be stored."""
        if isinstance(item, Article | Reject) and not self.session.ready:
            raise DropItem("not stored: the ledger cannot be written", log_level="DEBUG")
        return item
