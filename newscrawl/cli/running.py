"""Runs one of our spiders inside the command, with the project's settings and the user's on top.

A process runs one crawl: Twisted's reactor cannot be started twice.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.defer import deferred_from_coro

from newscrawl.cli.errors import Exit
from newscrawl.cli.interrupts import Interrupts
from newscrawl.cli.output import note
from newscrawl.extensions.accounts import verdict
from newscrawl.items.article import Article
from newscrawl.items.reject import Reject

INTERRUPTED = "shutdown"
"""Scrapy's finish reason of a run that a signal ended."""
_TOLD_ELSEWHERE = {"newscrawl.net.resolver", "scrapy.downloadermiddlewares.robotstxt"}
"""Loggers of failures that the accounts or a reject tell too: a line here would say it twice."""


@dataclass(slots=True)
class Outcome:
    """How a run ended."""

    stats: dict[str, Any] = field(default_factory=dict)
    """Scrapy's final stats; ours are listed in `newscrawl.extensions.accounts`."""
    errors: int = 0
    """Errors that were shown while it ran."""

    @property
    def interrupted(self) -> bool:
        """True when a signal ended the run."""
        return self.stats.get("finish_reason") == INTERRUPTED

    def exit_code(self) -> Exit:
        """The exit code: the verdict of the accounts, or the interrupt's."""
        # A run that never opened its spider keeps no accounts.
        if not self.stats.get("finish_reason"):
            return Exit.FAILURES
        if self.stats["finish_reason"] == "usage_error":
            return Exit.USAGE
        if (code := Exit(verdict(self.stats))) is Exit.STORAGE:
            return code
        return Exit.INTERRUPTED if self.interrupted else code


class _Notes(logging.Handler):
    """Errors, and our own warnings, as one line each: what a person without an interest in logs must know."""

    def __init__(self, outcome: Outcome, failures: list[BaseException]) -> None:
        super().__init__(logging.WARNING)
        self._outcome = outcome
        self._failures = failures
        self._seen: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        ours = record.name.startswith("newscrawl")
        if record.name in _TOLD_ELSEWHERE or (record.levelno < logging.ERROR and not ours):
            return
        if self._failures and record.levelno < logging.ERROR:
            return  # whoever has stopped reading knows that there is more
        message = record.getMessage().partition("\n")[0]
        if record.exc_info and record.exc_info[1] is not None:
            message = f"{message}: {record.exc_info[0].__name__ if record.exc_info[0] else ''}"
            message = f"{message}: {record.exc_info[1]}"
        self._outcome.errors += record.levelno >= logging.ERROR
        if message not in self._seen:
            self._seen.add(message)
            note(message)


def project_settings(overrides: Mapping[str, Any]) -> Settings:
    """The project's settings with `overrides` at the priority of a command line."""
    settings = Settings()
    settings.setmodule("newscrawl.settings", priority="project")
    for name, value in overrides.items():
        settings.set(name, value, priority="cmdline")
    return settings


def run_spider(
    name: str,
    arguments: Mapping[str, str],
    overrides: Mapping[str, Any],
    on_item: Callable[[Article | Reject], None] | None = None,
    on_response: Callable[[Response, Request], None] | None = None,
) -> Outcome:
    """Run the spider `name` to its end.

    `arguments` are its `-a` arguments, `overrides` settings. Scrapy's log is shown when `overrides` name a
    LOG_ setting; else errors are shown as single lines. `on_item` gets every article and reject that left the
    pipelines; what it raises stops the crawl and is raised here. `on_response` gets every response that
    passed the middlewares, robots.txt's too, with its request. An interrupt ends the crawl in order.
    """
    outcome = Outcome()
    failures: list[BaseException] = []
    quiet = not any(option.startswith("LOG_") for option in overrides)
    defaults = {"LOG_ENABLED": False} if quiet else {}
    process = AsyncCrawlerProcess(project_settings({"NEWSCRAWL_PROGRESS": True, **defaults, **overrides}))
    crawler = process.create_crawler(name)

    def item_scraped(item: Any) -> None:
        if on_item is None or failures or not isinstance(item, Article | Reject):
            return
        try:
            on_item(item)
        except Exception as error:  # noqa: BLE001 - raised again below, once the crawl has ended
            failures.append(error)
            deferred_from_coro(crawler.engine.close_spider_async(reason="output_closed"))

    crawler.signals.connect(item_scraped, signals.item_scraped)
    if on_response is not None:
        crawler.signals.connect(on_response, signals.response_received)
    handler = _Notes(outcome, failures)
    if quiet:
        logging.getLogger().addHandler(handler)
    try:
        task = process.crawl(crawler, **arguments)
        with Interrupts(process) as interrupts:
            process.start(install_signal_handlers=False)
    finally:
        logging.getLogger().removeHandler(handler)
    outcome.stats = dict(crawler.stats.get_stats()) if crawler.spider is not None else {}
    if interrupts.count:
        outcome.stats["finish_reason"] = INTERRUPTED
    failures += [error] if task.done() and (error := task.exception()) else []
    if failures:
        raise failures[0]
    return outcome
