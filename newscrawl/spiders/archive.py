"""The spider `archive`: the same road without a network, from pages that were fetched before."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.replay import replay
from newscrawl.spiders.base import ArgumentError, BaseNewsSpider
from newscrawl.spiders.since import published_before


class ArchiveSpider(BaseNewsSpider):
    """`scrapy crawl archive -a path=SITE.warc.gz`, a folder of WARC files and pages, or one saved page.

    Nothing is requested. `-a jobs=N` reads pages in N processes.
    """

    name = "archive"

    def __init__(self, path: str | None = None, jobs: str = "1", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._path = path
        self._jobs = jobs

    def announcements(self) -> Iterator[Article | Reject]:
        """The articles and rejects of the archive; each page is announced, fetched and settled at once."""
        if not self._path or not Path(self._path).exists():
            raise ArgumentError(f"no such archive: {self._path or 'give -a path=FILE or FOLDER'}")
        if not self._jobs.isdecimal():
            raise ArgumentError(f"not a number of processes: jobs={self._jobs}")
        skipped: Counter[str] = Counter()
        for item in replay(self._path, jobs=int(self._jobs), skipped=skipped):
            if isinstance(item, Article) or item.stage is not Stage.FETCH:
                self.count("fetched")
            yield self._aged(item)
        for kind, number in sorted(skipped.items()):
            self.count("skipped", number)
            self.count(f"skipped/{kind}", number)

    def _aged(self, item: Article | Reject) -> Article | Reject:
        if isinstance(item, Article) and self.since and published_before(item, self.since):
            return Reject.of(item, Stage.SCOPE, Reason.TOO_OLD, item.published_at or "")
        return item
