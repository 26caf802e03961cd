"""Republic Bharat: feeds by section that lag by weeks; nothing is known of the form of its pages."""

from newscrawl.publishers.rule import Feed, Listing, NewsSitemap, Publisher

_SITE = "https://www.republicbharat.com"
_SECTIONS = {
    "breaking": None, "latest-news": None, "india": "भारत", "religion": "धर्म",
    "india/jharkhand": "झारखंड", "india/delhi-ncr": "दिल्ली एनसीआर", "technology/gadgets": "गैजेट्स",
}  # fmt: skip
"""Path of the feed to its section; None where it is of all news."""

PUBLISHER = Publisher(
    key="republic_bharat",
    name="रिपब्लिक भारत",
    name_latin="Republic Bharat",
    hosts=("www.republicbharat.com",),
    old_hosts=("bharat.republicworld.com",),
    sources=(
        NewsSitemap(f"{_SITE}/sitemaps/sitemaps-news.xml", known="unverified"),
        Listing(f"{_SITE}/", known="unverified"),
        *(Feed(f"{_SITE}/rss/{path}.xml", name) for path, name in _SECTIONS.items()),
    ),
    known={"hosts": "reported 2026", "sources": "reported 2026-09"},
    notes=(
        "Every feed was about a month old on 2026-09-23, so the home page is read beside them.",
        "The news sitemap is assumed: republicworld.com, of the same house, has one at that path.",
        "/rss lists the feeds. Neither the form of addresses nor a selector is known.",
    ),
)
