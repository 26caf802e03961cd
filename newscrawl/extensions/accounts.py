"""The books of a run: what was announced, fetched, stored and refused, and whether it adds up.

Stats kept, all with the prefix `newscrawl/`:

    announced              stories announced for the first time
    carried                stories without an outcome that earlier runs left
    fetched                story pages that arrived
    articles               stories stored as articles
    rejects, rejects/STAGE/REASON   stories that ended as rejects
    settled                both together
    revisions              further versions of stored articles
    unchanged              stored articles that were looked at again and are as they were
    recheck_failed         stored articles whose page could not be had again
    rejected_again         rejects asked for again with the same end
    retries                attempts that are to be repeated
    pending                stories without an outcome when the run ended, before their turn
    deferred               stories without an outcome that wait for their time, in a later run
    missing                stories the ledger cannot account for; 0 in a sound run
    barren                 sites that announced stories and gave no article
    not_modified           stored articles of which the server said that they are as they were
    further_pages          further parts of stories, and AMP pages read in place of pages without text
    further_pages_missing  those that could not be had; the article's evidence names them
    sources_read           feeds, sitemaps and listings read
    sources_unchanged      of these, those of which the server said so
    sources_not_due        those whose time has not come since they were last read
    source_failed, source_failed/REASON   those that could not be read
    sources_misnamed       those that are another kind of source than they are called, read as what they are
    source_absent          guesses, last pages and dead menu links that were not there
    announced_again        announcements of stories known already, in this run or from earlier ones
    no_story_urls, no_story_urls/KIND   announced addresses whose form is not a wanted story's
    rule_set_aside, rule_set_aside/PUBLISHER/FIELD   fields where the page contradicted its publisher's rule
    links_off_site         links to stories of other sites, not followed
    gap_days               whole days since --since of which a publisher has no stored story (days.json)
    over_limit             stories left over when a site had its NEWSCRAWL_LIMIT
    skipped, skipped/TYPE  archive records that are no page
    storage_errors         writes that failed
"""

import logging
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Self

from scrapy import signals

from newscrawl.turns.session import PREFIX, session_of

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from newscrawl.ledger import Accounts as LedgerAccounts

logger = logging.getLogger(__name__)

WORTH_A_LOOK: Final = 0.1
"""Share of announced stories whose page could not be had or read above which a run ends with exit code 1.
Some pages of every site are gone at any time; a tenth is more than that."""

_USUAL_ENDINGS: Final = {"finished", "closespider_itemcount", "closespider_pagecount", "closespider_timeout"}


class Accounts:
    """Closes the books with the spider: what the ledger counted, as stats and in one line."""

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        self.session = session_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Connects to the end of the crawl."""
        accounts = cls(crawler)
        crawler.signals.connect(accounts.spider_closed, signal=signals.spider_closed)
        return accounts

    def spider_closed(self, spider: "Spider", reason: str) -> None:
        """Log the books in one line, and what is wrong with them."""
        stats, session = self.crawler.stats, self.session
        # CoreStats sets it too, perhaps after us; whoever reads the verdict needs it either way.
        stats.set_value("finish_reason", reason)
        extra = {"spider": spider}
        # URLs that the user named are no site's announcement.
        barren = [site for site, counts in session.sites.items() if site and is_barren(counts)]
        stats.set_value(PREFIX + "barren", len(barren))
        sites = site_totals(session.books) if session.books is not None else {}
        stats.set_value(PREFIX + "carried", sum(totals["carried"] for totals in sites.values()))
        found = stats.get_stats()
        logger.info("%s", summary(found), extra=extra)
        for line in site_lines(sites):
            logger.info("%s", line, extra=extra)
        for problem in session.books.problems if session.books is not None else ():
            logger.error("The accounts do not add up: %s", problem, extra=extra)
        for site in barren:
            logger.warning("%s announced stories and gave no article", site, extra=extra)
        if number := found.get(PREFIX + "pending", 0):
            logger.warning(
                "%d announced stories have no outcome: the run ended (%s) before their turn. The next run "
                "goes on with them",
                number,
                reason,
                extra=extra,
            )
        if number := found.get(PREFIX + "deferred", 0):
            logger.warning("%d announced stories wait for their time, in a later run", number, extra=extra)


def site_totals(books: "LedgerAccounts") -> dict[str, Counter[str]]:
    """Publishers that had a part in the run to what was taken on and became of it, over all their sources."""
    sums = {line.publisher: Counter[str]() for line in books.lines if line.events}
    for line in books.lines:
        if (total := sums.get(line.publisher)) is not None:
            total["carried"] += line.carried
            total["pending"] += line.pending
            total.update({name: line.count(name) for name in ("announced", "articles", "rejects")})
    return sums


def site_lines(sites: Mapping[str, Mapping[str, int]]) -> list[str]:
    """A line for each publisher of the run: taken on = articles + rejects + pending."""
    return [
        f"{publisher or 'no publisher'}: {total['announced']} announced + {total['carried']} carried over = "
        f"{total['articles']} articles + {total['rejects']} rejects + {total['pending']} pending"
        for publisher, total in sorted(sites.items())
    ]


def is_barren(counts: Mapping[str, int]) -> bool:
    """Whether a site announced stories and gave no article, from what was counted of it in a run.

    Stories out of scope, disallowed, in other languages and duplicates are nobody's failure.
    """
    excused = sum(counts.get(f"rejects/{stage}", 0) for stage in ("scope", "robots", "language", "validate"))
    gave = counts.get("articles", 0) + counts.get("revisions", 0) + counts.get("unchanged", 0)
    return not gave and counts.get("announced", 0) > excused


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
    if carried := stats.get(PREFIX + "carried"):
        parts[0] += f" and {carried} carried over"
    if reasons := reject_counts(stats):
        parts[-1] += " (" + ", ".join(f"{name} {count}" for name, count in reasons.items()) + ")"
    parts += [
        f"{stats[PREFIX + name]} {label}"
        for name, label in (
            ("revisions", "revisions"),
            ("unchanged", "unchanged"),
            ("announced_again", "known before"),
            ("pending", "pending"),
            ("deferred", "wait for a later run"),
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
    the crawl was cut short, a source failed, the books do not add up, an error of ours, a site that announced
    stories and gave none, or more than a tenth (`WORTH_A_LOOK`) of the announced stories could not be fetched
    or read, or were put off; else 0. Stories out of scope, disallowed, in other languages or duplicates are
    no failures.
    """

    def count(name: str) -> int:
        return int(stats.get(PREFIX + name, 0))

    if count("storage_errors") or any(name.startswith("feedexport/failed_count") for name in stats):
        return 3
    rejects = reject_counts(stats)
    lost = sum(n for name, n in rejects.items() if name.partition("/")[0] in {"fetch", "decode", "parse"})
    known = any(
        count(name)
        for name in ("sources_read", "sources_not_due", "skipped", "announced_again", "not_modified")
    )
    if not count("fetched") and (lost or not (known or rejects)):
        return 4
    lost += count("deferred")
    ours = rejects.get("extract/internal_error", 0) + rejects.get("validate/schema", 0)
    if (
        stats.get("finish_reason") not in _USUAL_ENDINGS
        or count("source_failed")
        or count("missing")
        or count("pending")
        or count("barren")
        or ours
        or stats.get("spider_exceptions/count", 0)
        # What an earlier run announced may be settled in this one.
        or lost > WORTH_A_LOOK * max(count("announced"), count("settled"))
    ):
        return 1
    return 0
