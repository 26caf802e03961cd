"""The Scrapy settings of this project, and every NEWSCRAWL_ setting with its default and its meaning.

What makes Scrapy a news crawler is set by `newscrawl.addon.NewscrawlAddon`, so that any other Scrapy project
gets the same with one line. What stands here of Scrapy's own settings is what an add-on comes too late for.
"""

NEWSCRAWL_OUTPUT_DIR = "output"
"""Folder that gets articles/<day>.jsonl, rejects/<day>.jsonl and the crawl's memory, ledger.db. Empty:
nothing is kept beyond the run."""

NEWSCRAWL_LANGUAGE = "hi"
"""Languages to keep: BCP 47 codes joined by commas, or `any`. Articles in others become rejects."""

NEWSCRAWL_SINCE = None
"""Stories published before are rejected as too old: `2d`, `12h`, `1w`, or an ISO date or time. Archives by
date are read back to it."""

NEWSCRAWL_MAX_AGE = None
"""Stories older than this period (`7d`, `12h`) are rejected as too old. A standing bound: it opens no
archive, as NEWSCRAWL_SINCE does; of the two, the later moment counts."""

NEWSCRAWL_LIMIT = 0
"""Articles after which no more stories of a site are requested; 0 sets no limit."""

NEWSCRAWL_LISTING_PAGES = 5
"""Pages of each numbered listing to read, the first included."""

NEWSCRAWL_SECTIONS = 40
"""Sections named on the home page of a site without a rule whose listings are read."""

NEWSCRAWL_KINDS = "article,live"
"""Kinds of pages to fetch, where a publisher's rule tells them by their URL: article, live, gallery, video,
web_story, photo, astrology, market."""

NEWSCRAWL_ALLOW_ADDRESSES: list[str] = []
"""Networks (CIDR) that may be fetched although they are private or loopback: a list, or joined by commas."""

NEWSCRAWL_HOST_FAILURES = 5
"""Failures of a host in a row after which it is left alone for a while, and refusals (403, 451) in a row
after which it is left to a later run; 0 for never."""

NEWSCRAWL_HOST_PAUSE = 60.0
"""Seconds of a failing host's first pause; the next ones last twice as long each, up to half an hour."""

NEWSCRAWL_HOST_PAGES = 20_000
"""Requests to one host in a run, against sites without an end; 0 sets no limit."""

NEWSCRAWL_HOST_SECONDS = 21_600.0
"""Seconds in which one host is crawled in a run, from its first request; 0 sets no limit."""

NEWSCRAWL_RESPECT_TDM = False
"""Leave out pages that are reserved from text and data mining (TDM Reservation Protocol) or say `noai`: they
become rejects. Each origin is then asked for its /.well-known/tdmrep.json, too. Either way an article says
what its page reserves, in `rights`."""

NEWSCRAWL_CONTACT = "https://github.com/newscrawl/newscrawl"
"""Page or mail address in the User-Agent, where a publisher can reach whoever runs the crawl."""

NEWSCRAWL_SYNC_EVERY = 50
"""Outcomes that are stored and synced to disk together; after a fifth of a second it happens with fewer."""

NEWSCRAWL_COMPRESS = ""
"""Compress the files of past days at the start and the end of a run: `gz`, or `zst` where Python has a module
for it. Empty: not."""

NEWSCRAWL_MIN_INTERVAL = 300
"""Seconds between two readings of a feed, sitemap or listing that always brings something new."""

NEWSCRAWL_MAX_INTERVAL = 604_800
"""Seconds between two readings of one that never does; the interval adapts to what a source brings."""

NEWSCRAWL_RECHECKS = [1_800, 7_200, 28_800, 86_400, 259_200]
"""Ages of a story, in seconds, at which its page is looked at again, for corrections: a list, or joined by
commas. Empty: never, unless its sitemap says that it changed."""

NEWSCRAWL_REFETCH = False
"""Fetch what is known again: every source now and in full, and every story they announce."""

NEWSCRAWL_WORKERS = None
"""Processes that read stories' pages beside the crawl's own; with 0 it reads them itself. None: one for
each core but the crawl's own, two at most, once reading takes a quarter of the crawl's time."""

NEWSCRAWL_GC_OBJECTS = 5_000
"""Objects that are made before Python's cyclic garbage collector looks through the young ones; 0 leaves it at
its own pace."""

NEWSCRAWL_MAX_WAIT = 60
"""Seconds a run with nothing else to do waits for what is to be asked again; what is due later is left to the
next run."""

NEWSCRAWL_WATCH = True
"""Compare what each publisher's pages give with what they gave in earlier runs: a field that breaks ends the
run with exit code 1, and a rule that no longer fits is set aside for the generic extraction."""

NEWSCRAWL_BROKEN_PAGES = 3
"""Pages of a publisher that show a break and are kept in a run, under broken/ in the output folder; 0 for
none."""

NEWSCRAWL_PROGRESS = False
"""Show a progress line while a spider runs, when standard error is a terminal."""

BOT_NAME = "newscrawl"
ADDONS = {"newscrawl.addon.NewscrawlAddon": 0}
LOG_LEVEL = "INFO"
COMMANDS_MODULE = "newscrawl.commands"
