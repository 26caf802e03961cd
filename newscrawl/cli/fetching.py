"""One page by its URL for a command that looks at it: fetched by the spider `urls`, under a crawl's rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from newscrawl.cli.running import run_spider
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.middlewares.gatekeeping import STORY_META
from newscrawl.spiders.base import header_dict
from newscrawl.urls import clean

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from newscrawl.items.article import Article

_NOT_FETCHED = frozenset((Stage.SCOPE, Stage.ROBOTS, Stage.FETCH))


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as the spider got it."""

    url: str
    """Where it was found, after redirects."""
    headers: Mapping[str, str]
    """The response's, names in lower case."""
    body: bytes
    """Without its transfer and content codings."""


def fetch_page(url: str, allow_addresses: tuple[str, ...]) -> FetchedPage | Reject:
    """Fetch one http or https URL as `newscrawl extract` does, or say why it could not be.

    Address guard, robots.txt, redirects, bounds and pace are a crawl's. A process can do this once (Twisted's
    reactor cannot be started twice). Raises click.Abort when an interrupt ended the run first.
    """
    pages: list[FetchedPage] = []
    outcomes: list[Article | Reject] = []

    def keep(response: "Response", request: "Request") -> None:
        # robots.txt passes.
        if STORY_META in request.meta:
            pages.append(FetchedPage(response.url, header_dict(response), response.body))

    overrides: dict[str, Any] = {
        "NEWSCRAWL_OUTPUT_DIR": "",
        "NEWSCRAWL_LANGUAGE": "any",
        "NEWSCRAWL_ALLOW_ADDRESSES": list(allow_addresses),
        "NEWSCRAWL_PROGRESS": False,
    }
    arguments = {"urls": (clean(url) or url).replace(",", "%2C")}
    ended = run_spider("urls", arguments, overrides, outcomes.append, keep)
    refused = [item for item in outcomes if isinstance(item, Reject) and item.stage in _NOT_FETCHED]
    if refused:
        return refused[0]
    if pages:
        return pages[-1]
    if ended.interrupted:
        raise click.Abort
    rejects = [item for item in outcomes if isinstance(item, Reject)]
    return rejects[0] if rejects else Reject(url=url, stage=Stage.FETCH, reason=Reason.CONNECTION)
