"""The wiring, as a Scrapy add-on: `ADDONS = {"newscrawl.addon.NewscrawlAddon": 0}` in any project's settings.

An add-on's settings have priority 15: whatever a project, a spider or the command line sets wins.
"""

from typing import Any, Final

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.settings import BaseSettings

from newscrawl import settings as defaults
from newscrawl.extensions.accounts import Accounts
from newscrawl.extensions.breakage import BreakageWatch
from newscrawl.extensions.collector import Collector
from newscrawl.extensions.log_lines import LogLines
from newscrawl.extensions.progress import Progress
from newscrawl.items.article import Article
from newscrawl.limits import LIMITS
from newscrawl.middlewares.decompression import DecompressionMiddleware
from newscrawl.middlewares.gatekeeping import GatekeepingMiddleware
from newscrawl.middlewares.politeness import PolitenessMiddleware
from newscrawl.middlewares.refresh import RefreshMiddleware
from newscrawl.middlewares.retry import BackoffMiddleware
from newscrawl.middlewares.robots import RobotsMiddleware
from newscrawl.middlewares.scope import ScopeMiddleware
from newscrawl.middlewares.tdmrep import TdmRepMiddleware
from newscrawl.middlewares.turns import TurnsMiddleware
from newscrawl.pipelines.duplicates import DuplicatesPipeline
from newscrawl.pipelines.language import LanguagePipeline
from newscrawl.pipelines.near_duplicates import NearDuplicatesPipeline
from newscrawl.pipelines.normalise import NormalisePipeline
from newscrawl.pipelines.rights import RightsPipeline
from newscrawl.pipelines.store import StorePipeline
from newscrawl.pipelines.validate import ValidatePipeline
from newscrawl.version import __version__

_SETTINGS: Final[dict[str, Any]] = {
    # Closed doors: 2.19 opens a local port that runs posted Python, and a console, by default.
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "COOKIES_ENABLED": False,
    # Manners.
    "ROBOTSTXT_OBEY": True,
    "ROBOTSTXT_USER_AGENT": "newscrawl",
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOADER": "newscrawl.net.downloader.PatientDownloader",
    "DOWNLOAD_DELAY": 1.0,
    "DOWNLOAD_DELAY_JITTER": 0.5,
    "AUTOTHROTTLE_ENABLED": True,
    "AUTOTHROTTLE_START_DELAY": 1.0,
    "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
    "DEFAULT_REQUEST_HEADERS": {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "hi,en;q=0.5",
    },
    # Bounds.
    "DOWNLOAD_MAXSIZE": LIMITS.page_bytes,
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_TIMEOUT": 30,
    "DEPTH_LIMIT": 10,
    "URLLENGTH_LIMIT": LIMITS.url_chars,
    "REDIRECT_MAX_TIMES": 5,
    "METAREFRESH_MAXDELAY": 5,
    # Each host has one at a time: sixteen that hang would hold up all others.
    "CONCURRENT_REQUESTS": 32,
    # 2.19 starts a task per item slot for every response: 100 of them cost a third of the speed. A story's
    # page has one item, and our pipelines wait for nothing.
    "CONCURRENT_ITEMS": 1,
    "STATS_CLASS": "newscrawl.extensions.stats.Stats",
    # Pages that wait to be read, in bytes of bodies: with Scrapy's 5 MB, one large page stops all hosts.
    "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 64_000_000,
    # A failure becomes a reject that says what happened: the log need not say it again.
    "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
    "FEED_EXPORT_ENCODING": "utf-8",
    "SCHEDULER": "newscrawl.scheduler.LedgerScheduler",
}

_PROCESS_SETTINGS: Final[dict[str, Any]] = {
    "TWISTED_DNS_RESOLVER": "newscrawl.net.resolver.GuardedResolver",
    "DNS_TIMEOUT": 10,
}
"""What the process reads before there is a crawler: set later, it would have no effect, silently."""

_NO_HANDLERS: Final = ("data", "file", "ftp", "s3")
"""Schemes no crawl of the web has a use for; each is a way to read what nobody meant to publish."""

_HANDLER: Final = "newscrawl.net.handler.GuardedHandler"


class NewscrawlAddon:
    """Sets what newscrawl needs, at add-on priority."""

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        """Add our spiders to those of the project, and set what belongs to the process."""
        for name, value in _PROCESS_SETTINGS.items():
            settings.set(name, value, priority="addon")
        if "newscrawl.spiders" not in settings.getlist("SPIDER_MODULES"):
            settings.add_to_list("SPIDER_MODULES", "newscrawl.spiders")

    def update_settings(self, settings: BaseSettings) -> None:
        """Set defaults, bounds, pipelines, middlewares and extensions."""
        for name, value in own_settings().items():
            settings.set(name, value, priority="addon")
        for name, value in _SETTINGS.items():
            settings.set(name, value, priority="addon")
        contact = settings.get("NEWSCRAWL_CONTACT")
        settings.set("USER_AGENT", user_agent(contact), priority="addon")
        self._set_handlers(settings)
        self._keep_rejects_out_of_feeds(settings)
        add = settings.setdefault_in_component_priority_dict
        add("ITEM_PIPELINES", NormalisePipeline, 100)
        add("ITEM_PIPELINES", RightsPipeline, 150)
        add("ITEM_PIPELINES", LanguagePipeline, 200)
        add("ITEM_PIPELINES", ValidatePipeline, 300)
        add("ITEM_PIPELINES", DuplicatesPipeline, 400)
        add("ITEM_PIPELINES", NearDuplicatesPipeline, 500)
        add("ITEM_PIPELINES", StorePipeline, 900)
        # Scope before robots.txt (100): a host we may not go to is not asked for its rules either.
        add("DOWNLOADER_MIDDLEWARES", ScopeMiddleware, 60)
        # The pace is set before robots.txt is asked for, which is a request like any other.
        add("DOWNLOADER_MIDDLEWARES", PolitenessMiddleware, 70)
        add("DOWNLOADER_MIDDLEWARES", RobotsTxtMiddleware, None)
        add("DOWNLOADER_MIDDLEWARES", RobotsMiddleware, 100)
        add("DOWNLOADER_MIDDLEWARES", TdmRepMiddleware, 110)
        add("DOWNLOADER_MIDDLEWARES", RetryMiddleware, None)
        add("DOWNLOADER_MIDDLEWARES", BackoffMiddleware, 550)
        add("DOWNLOADER_MIDDLEWARES", MetaRefreshMiddleware, None)
        add("DOWNLOADER_MIDDLEWARES", RefreshMiddleware, 580)
        add("DOWNLOADER_MIDDLEWARES", HttpCompressionMiddleware, None)
        add("DOWNLOADER_MIDDLEWARES", DecompressionMiddleware, 590)
        # Next to the engine: what it collects has passed all others.
        add("SPIDER_MIDDLEWARES", TurnsMiddleware, 5)
        # After HttpErrorMiddleware (50): the status decides first.
        add("SPIDER_MIDDLEWARES", GatekeepingMiddleware, 60)
        add("EXTENSIONS", LogLines, 10)
        add("EXTENSIONS", BreakageWatch, 400)
        add("EXTENSIONS", Accounts, 500)
        add("EXTENSIONS", Progress, 510)
        add("EXTENSIONS", Collector, 520)

    @staticmethod
    def _set_handlers(settings: BaseSettings) -> None:
        ours = dict.fromkeys(_NO_HANDLERS) | dict.fromkeys(("http", "https"), _HANDLER)
        handlers = ours | settings.getdict("DOWNLOAD_HANDLERS")
        settings.set("DOWNLOAD_HANDLERS", handlers, priority=settings.getpriority("DOWNLOAD_HANDLERS") or 0)

    @staticmethod
    def _keep_rejects_out_of_feeds(settings: BaseSettings) -> None:
        """`-o x.jsonl` holds articles; a feed that chooses its items itself keeps its choice."""
        feeds = {
            uri: options
            if "item_classes" in options or "item_filter" in options
            else {**options, "item_classes": [Article]}
            for uri, options in settings.getdict("FEEDS").items()
        }
        if feeds:
            settings.set("FEEDS", feeds, priority=settings.getpriority("FEEDS") or 0)


def own_settings() -> dict[str, Any]:
    """Every NEWSCRAWL_ setting with its default, as `newscrawl.settings` states them."""
    return {name: value for name, value in vars(defaults).items() if name.startswith("NEWSCRAWL_")}


def user_agent(contact: str | None) -> str:
    """The honest User-Agent: name, version, and where to reach whoever runs the crawl."""
    name = f"newscrawl/{__version__}"
    # A header of one line, whatever the setting holds.
    where = "".join(char for char in contact or "" if " " < char <= "~")
    return f"{name} (+{where})" if where else name
