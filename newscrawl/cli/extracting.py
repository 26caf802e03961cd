"""The work of `extract` and `clean`: items from every kind of input, judged, printed and accounted for."""

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newscrawl.cli.errors import CommandError, Exit
from newscrawl.cli.inputs import Kind, kind_of, read_bytes, read_text
from newscrawl.cli.output import Results, note
from newscrawl.extraction.extract import clean_text, extract
from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject
from newscrawl.pipelines.duplicates import Duplicates
from newscrawl.pipelines.language import LanguagePipeline, wanted_languages
from newscrawl.pipelines.normalise import normalise_article, normalise_reject
from newscrawl.pipelines.validate import ValidatePipeline
from newscrawl.replay import replay
from newscrawl.urls import clean

if TYPE_CHECKING:
    from newscrawl.cli.running import Outcome

HINTS = {
    Reason.EMPTY: "There is nothing in it: save the page again",
    Reason.NOT_HTML: "Give it a web page (HTML)",
    Reason.UNDECODABLE: "Save the page again, in UTF-8",
    Reason.TOO_LARGE: "newscrawl/limits.py holds the bounds",
    Reason.OTHER_LANGUAGE: "--language any keeps all languages",
    Reason.LANGUAGE_UNKNOWN: "--language any keeps all languages",
    Reason.DNS: "The host does not resolve: check the address and the network",
    Reason.HTTP_STATUS: "Check the address",
    Reason.CONNECTION: "Check the address and the network",
    Reason.TIMEOUT: "Try again later",
    Reason.TLS: "The site's certificate is not trusted",
    Reason.BLOCKED: "The site refuses machines",
    Reason.DISALLOWED: "The site's robots.txt forbids it",
    Reason.ADDRESS_REFUSED: "Allow the network with --allow-address if it is yours",
    Reason.INTERNAL_ERROR: "This is a defect of newscrawl: please report it",
    Reason.SCHEMA: "This is a defect of newscrawl: please report it",
}
"""What a person can do about a single page that gave no article."""


class Extraction:
    """Items from the inputs through the pipelines to `results`, and what is to be said at the end."""

    def __init__(self, language: str, results: Results, *, profile: bool = True) -> None:
        self.language = language
        self._profile = profile
        self.results = results
        self._judge = LanguagePipeline(wanted_languages(language))
        self._validate = ValidatePipeline()
        self._duplicates = Duplicates()
        self._named: list[tuple[str, Reject]] = []
        """Pages the user named one by one that gave no article."""
        self._archived: Counter[str] = Counter()
        """Rejects by `stage/reason`, and `pages`, of archives."""
        self._pageless: list[str] = []
        """Archives without a page."""
        self._crawl: Outcome | None = None

    def read(self, name: str, jobs: int) -> None:
        """Everything in a file, a folder or standard input."""
        if kind_of(name) is Kind.STDIN:
            body = read_bytes(name)
            self._take_named(name, body if isinstance(body, Reject) else extract(body))
            return
        items = 0
        last: Article | Reject | None = None
        counted: Counter[str] = Counter()
        for item in replay(name, jobs=jobs, profile=self._profile):
            last = self._take(item)
            items += 1
            counted["pages"] += 1
            if isinstance(last, Reject):
                counted[f"{last.stage}/{last.reason}"] += 1
        if last is None:
            self._pageless.append(name)
        elif items == 1 and not Path(name).is_dir():
            if isinstance(last, Reject):
                self._named.append((name, last))
        else:
            self._archived += counted

    def clean(self, name: str) -> None:
        """A plain-text dump from a file or standard input."""
        text = read_text(name)
        self._take_named(name, text if isinstance(text, Reject) else clean_text(text))

    def fetch(self, urls: list[str], allow_addresses: tuple[str, ...]) -> None:
        """The pages at `urls`, by the spider `urls` and its pipelines."""
        if not urls:
            return
        from newscrawl.cli.running import run_spider  # noqa: PLC0415 - Scrapy only where something is fetched

        def take(item: Article | Reject) -> None:
            self.results.take(item)
            if isinstance(item, Reject):
                self._named.append((item.url or "?", item))

        named = [clean(url) or url for url in urls]
        overrides = {
            "NEWSCRAWL_OUTPUT_DIR": "",
            "NEWSCRAWL_LANGUAGE": self.language,
            "NEWSCRAWL_ALLOW_ADDRESSES": list(allow_addresses),
            # The line would be drawn between the articles.
            "NEWSCRAWL_PROGRESS": not sys.stdout.isatty(),
        }
        arguments = {"urls": ",".join(url.replace(",", "%2C") for url in named)}
        self._crawl = run_spider("urls", arguments, overrides, take)

    def finish(self) -> Exit:
        """Say on standard error what gave no article, and give the exit code."""
        total = self.results.articles + self.results.rejects.total()
        if total == 1 and self._named:
            note(_explain(*self._named[0]))
        elif self.results.rejects:
            note(self.results.summary())
        for name in self._pageless:
            note(
                f"no page in {name}. A folder holds .html, .htm or .xhtml files, plain or .gz, or WARC files"
            )
        crawled = self._crawl.exit_code() if self._crawl else Exit.OK
        if crawled in {Exit.STORAGE, Exit.INTERRUPTED}:
            return crawled
        if self._crawl and not self.results.articles and not self._crawl.stats.get("newscrawl/fetched"):
            return Exit.NOTHING_FETCHED
        unwell = crawled is not Exit.OK or self._named or self._pageless or self._archive_failed()
        return Exit.FAILURES if unwell else Exit.OK

    def _archive_failed(self) -> bool:
        """An archive is judged as a crawl is: single rejects are its nature, many failures are not."""
        rejects = self._archived.total() - self._archived["pages"]
        if not rejects:
            return False
        if not self.results.articles:
            return True
        from newscrawl.extensions.accounts import verdict  # noqa: PLC0415 - loads Scrapy
        from newscrawl.turns.session import PREFIX  # noqa: PLC0415

        pages = self._archived["pages"]
        stats = {
            f"{PREFIX}rejects/{name}": count for name, count in self._archived.items() if name != "pages"
        }
        counts = {f"{PREFIX}announced": pages, f"{PREFIX}fetched": pages, f"{PREFIX}settled": pages}
        books = {f"{PREFIX}articles": pages - rejects, f"{PREFIX}rejects": rejects}
        return verdict({**stats, **counts, **books, "finish_reason": "finished"}) != Exit.OK

    def _take_named(self, name: str, item: Article | Reject) -> None:
        item = self._take(item)
        if isinstance(item, Reject):
            self._named.append((name, item))

    def _take(self, item: Article | Reject) -> Article | Reject:
        """The item after the pipelines, printed or counted."""
        if isinstance(item, Article):
            # Outside a crawl nobody knows when the page was fetched.
            item = replace(normalise_article(item), fetched_at=item.fetched_at)
        for step in (self._judge, self._validate, self._duplicates):
            processed = step.process_item(item)
            assert isinstance(processed, Article | Reject)
            item = processed
        if isinstance(item, Reject):
            item = replace(normalise_reject(item), at=item.at)
        self.results.take(item)
        return item


def _explain(name: str, reject: Reject) -> str:
    """One line: what gave no article, why, what to do."""
    where = "standard input" if name == "-" else name
    detail = f" ({reject.detail})" if reject.detail else ""
    line = f"no article in {where}: {reject.stage}/{reject.reason}{detail}"
    hint = HINTS.get(reject.reason)
    return f"{line}. {hint}" if hint else line


def addresses(names: tuple[str, ...]) -> list[str]:
    """The URLs among the inputs; raises CommandError for one that is none."""
    urls = [name for name in names if kind_of(name) is Kind.URL]
    for url in urls:
        if clean(url) is None:
            raise CommandError("not a web address", url, todo="Write it as https://example.com/story.html")
    return urls
