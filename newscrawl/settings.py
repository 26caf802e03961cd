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
"""Stories published before are rejected as too old: `2d`, `12h`, `1w`, or an ISO date or time."""

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

NEWSCRAWL_CONTACT = "https://github.com/newscrawl/newscrawl"
"""Page or mail address in the User-Agent, where a publisher can reach whoever runs the crawl."""

NEWSCRAWL_SYNC_EVERY = 50
"""Outcomes that are stored and synced to disk together; after a fifth of a second it happens with fewer."""

NEWSCRAWL_MAX_WAIT = 60
"""Seconds a run with nothing else to do waits for what is to be asked again; what is due later is left to the
next run."""

NEWSCRAWL_PROGRESS = False
"""Show a progress line while a spider runs, when standard error is a terminal."""

BOT_NAME = "newscrawl"
ADDONS = {"newscrawl.addon.NewscrawlAddon": 0}
LOG_LEVEL = "INFO"
