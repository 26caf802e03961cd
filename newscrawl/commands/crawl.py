"""`scrapy crawl`: Scrapy ends it with 0 whatever became of it, this project with the accounts' verdict."""

from typing import TYPE_CHECKING

from scrapy.commands.crawl import Command as ScrapyCommand

from newscrawl.cli.running import Outcome

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider
    from scrapy.crawler import Crawler


class Command(ScrapyCommand):
    """As Scrapy's own, with an exit code that says how the run ended (README.md lists them)."""

    _ours: "Crawler | None" = None

    def _create_crawler(self, spidercls: "type[Spider] | str") -> "Crawler":
        self._ours = super()._create_crawler(spidercls)
        return self._ours

    def run(self, args: list[str], opts: "argparse.Namespace") -> None:
        """Run the spider; a crawl that could not begin keeps Scrapy's exit code."""
        super().run(args, opts)
        if not self.exitcode and self._ours is not None and self._ours.spider is not None:
            self.exitcode = int(Outcome(dict(self._ours.stats.get_stats())).exit_code())
