"""Every bound newscrawl puts on foreign input, in one place.

A bound that is reached is never silent: the page ends as a `Reject` that names it, or the article's
evidence says what was cut. Sources of the figures: measurements with lxml 6.1 and Python 3.11; each
comment gives the reason, and docs/design.md the commands.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds; replace single ones with `dataclasses.replace(LIMITS, ...)`."""

    page_bytes: int = 8 * 1024 * 1024
    """A page's decoded size in bytes. Larger pages are rejected: 50 MB costs lxml 10 s and 1.9 GB."""
    expansion: int = 300
    """Times its size to which a compressed body may unpack. Pages reach 20, sitemaps 60, bombs 1,000."""
    expansion_free: int = 1024 * 1024
    """Bytes a compressed body may unpack to, however small it is."""
    attributes: int = 10_000
    """Attributes of one start tag. Attribute lists are quadratic: 50,000 hold the parser for 4 s."""
    nodes: int = 300_000
    """Tags in a page. One million cost the parser a second and 300 MB."""
    depth: int = 4_000
    """Nesting of a page. Deeper is no document: 100,000 open elements hold the parser for 20 s."""
    open_formatting: int = 300
    """Formatting elements open at once; 2,000 make two million nodes."""
    blocks: int = 20_000
    """Runs of text on a page."""
    block_chars: int = 200_000
    """Characters in one run of text."""
    jsonld_blocks: int = 20
    """JSON-LD scripts read per page."""
    jsonld_bytes: int = 256 * 1024
    """Size of one JSON-LD script."""
    jsonld_depth: int = 32
    """Nesting inside one JSON-LD script."""
    field_chars: int = 1_000
    """Characters in a title, a name, a tag or a caption."""
    list_items: int = 200
    """Members of a list field: tags, images, authors."""
    date_chars: int = 64
    """Characters handed to dateparser, whose time grows with the square of its input."""
    feed_bytes: int = 16 * 1024 * 1024
    """A feed's or listing's decoded size."""
    sitemap_bytes: int = 50 * 1024 * 1024
    """A sitemap's decoded size (the protocol's own limit, sitemaps.org)."""
    sitemap_urls: int = 50_000
    """URLs in one sitemap (the protocol's own limit, sitemaps.org)."""
    sitemap_depth: int = 3
    """Sitemap indexes inside sitemap indexes."""
    sitemaps_per_host: int = 1_000
    """Sitemap files read per host and run."""
    robots_bytes: int = 500 * 1024
    """Of a robots.txt, what is read: the least that RFC 9309 asks for (section 2.5)."""
    robots_rules: int = 5_000
    """Rules of the group that speaks to us."""
    robots_age: float = 86_400.0
    """Seconds for which a robots.txt is taken as read (RFC 9309, section 2.4)."""
    robots_failure_age: float = 600.0
    """Seconds after which a robots.txt that could not be had is asked for again."""
    crawl_delay: float = 60.0
    """Seconds of Crawl-delay that are kept to; longer ones are errors of writing or meant to keep all out."""
    headers: int = 200
    """Header lines of a response. 300,000 cost Scrapy 2.3 s and 242 MB."""
    header_bytes: int = 256 * 1024
    """All header lines of a response."""
    retry_after: float = 86_400.0
    """Seconds of Retry-After that are kept to; who says more is asked again after a day."""
    host_pause: float = 1_800.0
    """The longest pause of a host that fails again and again, in seconds."""
    later_run: float = 21_600.0
    """Seconds for which a URL is put aside that this run shall not ask for again."""
    broken_page_bytes: int = 2 * 1024 * 1024
    """Of a page that is kept because it shows a break, what is kept."""
    watched_publishers: int = 1_000
    """Publishers whose figures are in memory at a time; a crawl of single URLs meets any number of sites."""
    odd_pages: int = 100
    """Publishers of which the last odd page is in memory, in case that it shows a break."""
    url_chars: int = 2_048
    """Characters in a URL; longer ones are not news."""
    record_bytes: int = 64 * 1024 * 1024
    """One WARC record, decompressed."""


LIMITS = Limits()
