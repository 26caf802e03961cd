"""Where a site's feeds and sitemaps are likely to be: its robots.txt, and the usual addresses."""

import re
from typing import Final
from urllib.parse import urljoin

from newscrawl.limits import LIMITS
from newscrawl.urls import clean

ROBOTS_BYTES: Final = LIMITS.robots_bytes
"""Bytes of a robots.txt that are read (RFC 9309, section 2.5)."""

USUAL_SITEMAPS: Final = (
    "/news-sitemap.xml",
    "/sitemap-news.xml",
    "/google-news-sitemap.xml",
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/sitemap-index.xml",
    "/wp-sitemap.xml",
)
"""Paths of sitemaps at Indian publishers and in common systems, those with news first."""

USUAL_FEEDS: Final = (
    "/feed/",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/feed/atom/",
    "/stories.rss",
    "/index.xml",
)
"""Paths of feeds, likewise."""

_SITEMAP_LINE = re.compile(r"[ \t]*site-?map[ \t]*:[ \t]*([^\s#]\S*)", re.IGNORECASE)


def robots_sitemaps(body: bytes, base: str | None = None) -> list[str]:
    """Return the addresses of the `Sitemap:` lines of a robots.txt, in order, each once.

    `base` is the address of the file; relative lines, which the protocol does not allow and sites write, are
    resolved against it and dropped without it. Reads the first 500 KiB; never raises.
    """
    text = body[:ROBOTS_BYTES].decode("utf-8-sig", "replace")
    found: dict[str, None] = {}
    for line in text.splitlines():
        match = _SITEMAP_LINE.match(line)
        if match is None:
            continue
        address = clean(match[1], base)
        if address is not None:
            found[address] = None
            if len(found) >= LIMITS.sitemaps_per_host:
                break
    return list(found)


def candidate_urls(site_url: str) -> list[str]:
    """Return addresses worth a try when robots.txt and home page name none: sitemaps, then feeds.

    A site that lives in a section of its host (`https://www.example.com/hindi`) is asked there first. An
    address that is no http(s) URL gives an empty list.
    """
    cleaned = clean(site_url)
    if cleaned is None:
        return []
    home = cleaned.partition("?")[0]
    section = home if home.endswith("/") else home + "/"
    if "." in section.rstrip("/").rpartition("/")[2] and section.count("/") > 3:
        section = urljoin(home, ".")  # a file: its folder
    paths = (*USUAL_SITEMAPS, *USUAL_FEEDS)
    addresses = [section + path.lstrip("/") for path in paths]
    addresses += [urljoin(home, path) for path in paths]
    return list(dict.fromkeys(address for raw in addresses if (address := clean(raw))))
