"""Last step: articles and rejects to JSON Lines files. A disk that fails ends the crawl, loudly."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import CloseSpider, DropItem, NotConfigured
from scrapy.utils.defer import deferred_from_coro

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.pipelines.jsonl import JsonLinesFolder

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

STORAGE_ERROR = "storage_error"
"""The crawl's finish reason when the output could not be written."""


class StorePipeline:
    """Appends to NEWSCRAWL_OUTPUT_DIR; disabled when that is empty."""

    def __init__(self, crawler: "Crawler", root: Path, sync_every: int) -> None:
        self.crawler = crawler
        self.folder = JsonLinesFolder(root)
        self.sync_every = sync_every
        self._unsynced = 0
        self._failed = False

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads NEWSCRAWL_OUTPUT_DIR and NEWSCRAWL_SYNC_EVERY."""
        root = crawler.settings.get("NEWSCRAWL_OUTPUT_DIR")
        if not root:
            raise NotConfigured
        return cls(crawler, Path(root), max(1, crawler.settings.getint("NEWSCRAWL_SYNC_EVERY", 1)))

    def open_spider(self) -> None:
        """Make sure before the first request that the folder can be written to."""
        try:
            self.folder.prepare()
        except OSError as error:
            self._fail(error)
            raise CloseSpider(STORAGE_ERROR) from error

    def process_item(self, item: Any) -> Any:
        """Store the item and pass it on; other items than ours pass untouched."""
        if not isinstance(item, Article | Reject):
            return item
        if self._failed:
            raise DropItem("not stored: the output cannot be written", log_level="DEBUG")
        try:
            self.folder.write(item)
            self._unsynced += 1
            if self._unsynced >= self.sync_every:
                self.folder.sync()
                self._unsynced = 0
        except OSError as error:
            self._fail(error)
            # Not awaited: closing waits for the items under way, this one among them.
            deferred_from_coro(self.crawler.engine.close_spider_async(reason=STORAGE_ERROR))
            raise DropItem("not stored: the output cannot be written", log_level="DEBUG") from error
        return item

    def close_spider(self) -> None:
        """Sync and close."""
        try:
            self.folder.close()
        except OSError as error:
            self._fail(error)
        if self.folder.dropped:
            logger.warning("Cut %d bytes of torn lines off the output's files", self.folder.dropped)

    def _fail(self, error: OSError) -> None:
        self.crawler.stats.inc_value("newscrawl/storage_errors")
        if not self._failed:
            self._failed = True
            where = error.filename or self.folder.root
            logger.error("Cannot write the output: %s: %s. The crawl stops.", where, error.strerror or error)
