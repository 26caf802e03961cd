"""What a crawl reads of a story's page: all that is costly and needs nothing but the page.

It runs in the crawl's own process or in a worker's (`newscrawl.workers`); what it gives is small and can be
pickled.
"""

from collections.abc import Mapping
from typing import NamedTuple

from newscrawl.discovery.parts import Parts, read_parts
from newscrawl.extraction.extract import Reading, read_page
from newscrawl.extraction.page import Page
from newscrawl.hindi.similarity import similarity_bands
from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject
from newscrawl.publishers.registry import by_url, layout_for
from newscrawl.urls import clean, host, registrable_domain, same_site
from newscrawl.watch.figures import Figures, figures_of


class StoryPage(NamedTuple):
    """What was read of a page."""

    item: Article | Reject
    parts: Parts | None = None
    """Of an article, its further parts; None when it is on one page."""
    bands: tuple[int, ...] = ()
    """Of an article, the bands of its text (`newscrawl.hindi.similarity`)."""
    amp: str | None = None
    """Of a page that shows no story, where its AMP form is; None when there is none."""
    figures: Figures | None = None
    """What the page counts for in the watch on breakage."""


def read_story(
    body: bytes, url: str, headers: Mapping[str, str], known_as: str | None = None, *, aside: bool = False
) -> StoryPage:
    """The story on the page fetched from `url`, by its publisher's newest layout where it has one.

    `headers` have lower-case names; `known_as` is the address the page is judged by, where that is another;
    `aside` says that the layout is set aside, and only compared with the page. Never raises on a page.
    """
    reading = read_page(body, url=known_as or url, headers=headers, layout=layout_for(url), aside=aside)
    item, figures = reading.result, _figures(reading, url)
    if isinstance(item, Article):
        return StoryPage(item, read_parts(body, url, headers), similarity_bands(item.text), figures=figures)
    amp = amp_address(reading.page, url) if item.reason is Reason.NO_STORY else None
    return StoryPage(item, amp=amp, figures=figures)


def _figures(reading: Reading, url: str) -> Figures | None:
    rule = by_url(url)
    return figures_of(
        reading.result,
        rule.key if rule is not None else registrable_domain(url) or "",
        page_type=reading.metadata.page_type if reading.metadata is not None else "article",
        expected=rule is not None and bool(rule.article_pattern) and rule.is_article_url(url),
        amp=reading.page is not None and reading.page.amp,
        rule_fits=reading.rule_fits,
        rule_fields_fit=reading.rule_fields_fit,
    )


def amp_address(page: Page | None, url: str) -> str | None:
    """Where a page's AMP form is, by its own link or its publisher's rule; None when there is none, when it
    lies on another site, or when the page is that form.
    """
    publisher = by_url(url)
    found = [link.href for link in page.links if "amphtml" in link.rel.split()] if page is not None else []
    named = [clean(href, (page.base if page is not None else None) or url) for href in found]
    named.append(publisher.amp_of(url) if publisher is not None else None)
    amp_hosts = publisher.amp_hosts if publisher is not None else ()
    for address in named:
        if address is not None and bare_address(address) != bare_address(url):
            return address if same_site(address, url) or host(address) in amp_hosts else None
    return None


def bare_address(url: str) -> str:
    """An address without scheme and closing slash: an AMP copy and its article have one canonical key."""
    return url.partition("://")[2].rstrip("/")
