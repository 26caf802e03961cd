"""The spider `urls`: stories whose addresses are known."""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from scrapy import Request

from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.spiders.base import ArgumentError, BaseNewsSpider
from newscrawl.spiders.claims import UNASKED
from newscrawl.urls import canonical_key, clean

_AT_A_TIME: Final = 100
"""URLs of a file that the ledger is asked about together."""


class UrlsSpider(BaseNewsSpider):
    """`scrapy crawl urls -a urls=URL,URL` or `-a file=PATH`; `-` for either reads standard input.

    A file has one URL a line; blank lines and lines that begin with `#` are passed over. Redirects may lead
    to other sites: whoever names a short link wants what is behind it.
    """

    name = "urls"

    def __init__(self, urls: str | None = None, file: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._urls = urls
        self._file = file

    def announcements(self) -> Iterator[Request | Reject]:
        """A request or a reject for every URL named."""
        named = iter(self._named())
        # What comes through a pipe is not waited for.
        many = 1 if "-" in {self._urls, self._file} else _AT_A_TIME
        while batch := list(islice(named, many)):
            yield from self._announced(batch)

    def _announced(self, batch: list[str]) -> Iterator[Request | Reject]:
        cleaned = [(text, clean(text)) for text in batch]
        known = self.claims.look_up(url for _, url in cleaned if url is not None)
        seen = set()
        for text, url in cleaned:
            if url is not None:
                key = canonical_key(url)
                # What stands here twice may have an outcome since the ledger was asked.
                yield from self.story(url, known=UNASKED if key in seen else known.get(url))
                seen.add(key)
            elif text.partition(":")[0].lower() in {"http", "https"} or ":" not in text:
                yield from self.refuse(text, Stage.SCOPE, Reason.BAD_URL)
            else:
                yield from self.refuse(text, Stage.SCOPE, Reason.NOT_HTTP)

    def _named(self) -> Iterable[str]:
        if not self._urls and not self._file:
            raise ArgumentError("no URLs: give -a urls=URL,URL or -a file=PATH, or - for standard input")
        if "-" in {self._urls, self._file}:
            yield from read_lines(sys.stdin)
            return
        if self._urls:
            yield from (part.strip() for part in self._urls.split(",") if part.strip())
        if self._file:
            try:
                with Path(self._file).open(encoding="utf-8", errors="replace") as lines:
                    yield from read_lines(lines)
            except OSError as error:
                raise ArgumentError(f"cannot read {self._file}: {error.strerror or error}") from error


def read_lines(lines: Iterable[str]) -> Iterator[str]:
    """The URLs of a list: its lines, trimmed, without blank ones and comments."""
    for line in lines:
        text = line.strip().removeprefix("\ufeff")
        if text and not text.startswith("#"):
            yield text
