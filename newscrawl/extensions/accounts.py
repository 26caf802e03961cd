"""The books of a run: what was announced, fetched, stored and refused, and whether it adds up.

Stats kept, all with the prefix `newscrawl/`:

    announced              stories announced to the crawl, each counted once
    fetched                story pages that arrived
    settled                announced stories whose outcome left the spider
    articles               articles that passed the last pipeline
    rejects, rejects/STAGE/REASON   rejects that passed the last pipeline
    pending                announced stories without an outcome when the run ended
    missing                outcomes that left the spider and were not stored; 0 in a sound run
    sources_read           feeds, sitemaps and listings read
    source_failed, source_failed/REASON   those that could not be read
    source_absent          guesses, last pages and dead menu links that were not there
    announced_again        announcements of stories taken on already
    no_story_urls          announced addresses whose form is not a story's
    links_off_site         links to stories of other sites, not followed
    over_limit             stories left over when a site had its NEWSCRAWL_LIMIT
    skipped, skipped/TYPE  archive records that are no page
    storage_errors         writes that failed
"""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Self

from scrapy import signals

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

PREFIX: Final = "newscrawl/"

WORTH_A_LOOK: Final = 0.1
"""Share of announced stories whose page could not be had or read above which a run ends with exit code 1.
Some pages of every site are gone at any time; a tenth is more than that."""

_USUAL_ENDINGS: Final = {"finished", "closespider_itemcount", "closespider_pagecount", "closespider_timeout"}


class Accounts:
    """Counts outcomes as they leave the pipelines, and closes the books with the spider."""

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Connects to the signals of the crawl."""
        accounts = cls(crawler)
        crawler.signals.connect(accounts.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(accounts.spider_closed, signal=signals.spider_closed)
        return accounts

    def item_scraped(self, item: object) -> None:
        """Count an item that passed all pipelines."""
        stats = self.crawler.stats
        if isinstance(item, Article):
            stats.inc_value(PREFIX + "articles")
        elif isinstance(item, Reject):
            stats.inc_value(PREFIX + "rejects")
            stats.inc_value(f"{PREFIX}rejects/{item.stage}/{item.reason}")

    def spider_closed(self, spider: "Spider", reason: str) -> None:
        """Close the books, log them in one line, and warn when they do not add up."""
        stats = self.crawler.stats
        before = stats.get_stats()
        books = balance(before)
        stats.set_value(PREFIX + "pending", books["pending"])
        stats.set_value(PREFIX + "missing", books["missing"])
        # CoreStats sets it too, perhaps after us; whoever reads the verdict needs it either way.
        stats.set_value("finish_reason", reason)
        logger.info("%s", summary(stats.get_stats()), extra={"spider": spider})
        if books["missing"]:
            logger.error(
                "The accounts do not add up: %d outcomes left the spider, %d were stored",
                before.get(PREFIX + "settled", 0),
                before.get(PREFIX + "articles", 0) + before.get(PREFIX + "rejects", 0),
                extra={"spider": spider},
            )
        if books["pending"]:
            logger.warning(
                "%d announced stories have no outcome: the run ended (%s) before their turn",
                books["pending"],
                reason,
                extra={"spider": spider},
            )


def balance(stats: Mapping[str, Any]) -> dict[str, int]:
    """Announced stories without an outcome (`pending`), and outcomes that were not stored (`missing`)."""

    def count(name: str) -> int:
        return int(stats.get(PREFIX + name, 0))

    settled = count("settled")
    return {
        "pending": count("announced") - settled,
        "missing": settled - count("articles") - count("rejects"),
    }


def reject_counts(stats: Mapping[str, Any]) -> dict[str, int]:
    """`stage/reason` to how many rejects had it, the most frequent first."""
    prefix = PREFIX + "rejects/"
    found = {
        name.removeprefix(prefix): int(count) for name, count in stats.items() if name.startswith(prefix)
    }
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def summary(stats: Mapping[str, Any]) -> str:
    """The books in one line."""
    parts = [
        f"{int(stats.get(PREFIX + name, 0))} {name}"
        for name in ("announced", "fetched", "articles", "rejects")
    ]
    if reasons := reject_counts(stats):
        parts[-1] += " (" + ", ".join(f"{name} {count}" for name, count in reasons.items()) + ")"
    parts += [
        f"{stats[PREFIX + name]} {label}"
        for name, label in (
            ("pending", "pending"),
            ("missing", "missing"),
            ("source_failed", "sources failed"),
            ("over_limit", "over the limit"),
            ("skipped", "other records skipped"),
        )
        if stats.get(PREFIX + name)
    ]
    return ", ".join(parts)


def verdict(stats: Mapping[str, Any]) -> int:
    """The exit code of a run from its final stats, as README.md lists them.

    3 when the output could not be written; 4 when nothing could be fetched; 1 when something is worth a look:
    the crawl was cut short, a source failed, the books do not add up, an error of ours, or more than a tenth
    (`WORTH_A_LOOK`) of the announced stories could not be fetched or read; else 0. Stories out of scope,
    disallowed, in other languages or duplicates are no failures.
    """

    def count(name: str) -> int:
        return int(stats.get(PREFIX + name, 0))

    if count("storage_errors") or any(name.startswith("feedexport/failed_count") for name in stats):
        return 3
    rejects = reject_counts(stats)
    lost = sum(n for name, n in rejects.items() if name.partition("/")[0] in {"fetch", "decode", "parse"})
    if not count("fetched") and (lost or not (count("sources_read") or count("skipped") or rejects)):
        return 4
    ours = rejects.get("extract/internal_error", 0) + rejects.get("validate/schema", 0)
    if (
        stats.get("finish_reason") not in _USUAL_ENDINGS
        or count("source_failed")
        or count("missing")
        or count("pending")
        or ours
        or stats.get("spider_exceptions/count", 0)
        or lost > WORTH_A_LOOK * count("announced")
    ):
        return 1
    return 0
