"""TV9 Bharatvarsh: WordPress VIP under a Next.js front; AMP copies stand below the .html address."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Archive, Feed, Layout, NewsSitemap, PageKind, Publisher

_SITE = "https://www.tv9hindi.com"
_SECTIONS = {
    "india": "भारत", "world": "दुनिया", "business": "बिजनेस", "sports": "खेल", "technology": "टेक",
    "health": "हेल्थ", "entertainment": "मनोरंजन", "religion": "धर्म", "state": "राज्य",
    "state/haryana": "हरियाणा",
}  # fmt: skip
"""Path of the section to its name."""

PUBLISHER = Publisher(
    key="tv9_bharatvarsh",
    name="टीवी9 भारतवर्ष",
    name_latin="TV9 Bharatvarsh",
    hosts=("www.tv9hindi.com",),
    sources=(
        Feed(f"{_SITE}/feed"),
        *(Feed(f"{_SITE}/{path}/feed", name) for path, name in _SECTIONS.items()),
        Archive(f"{_SITE}/sitemap.xml?yyyy={{day:%Y}}&mm={{day:%m}}&dd={{day:%d}}"),
        NewsSitemap(f"{_SITE}/news-sitemap.xml", known="unverified"),
    ),
    article_pattern=(
        r"https?://www\.tv9hindi\.com/(?!videos?/|photo-gallery/|web-?stories/|topic/|author/)"
        r"(?:[a-z0-9-]+/)+[a-z0-9-]+-[0-9]{6,8}\.html"
    ),
    matches=(
        f"{_SITE}/state/bihar/darbhanga-makhana-nikalne-ki-machine-talab-2912345.html",
        f"{_SITE}/agriculture/makhane-ke-beej-ki-nayi-kism-812345.html",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/state/bihar",
        f"{_SITE}/state/bihar/darbhanga-makhana-nikalne-ki-machine-talab-2912345.html/amp",
        f"{_SITE}/videos/darbhanga-ka-makhana-2912346.html",
        f"{_SITE}/state/haryana/feed",
    ),
    kinds=(
        PageKind(
            "live",
            r"^/[a-z/-]+/[a-z0-9-]*-live-updates-[a-z0-9-]*[0-9]{6,8}\.html",
            f"{_SITE}/india/aaj-ki-taaja-khabar-live-updates-12-november-2912347.html",
            known="seen 2026",
        ),
        PageKind("video", r"^/videos?/", f"{_SITE}/videos/darbhanga-ka-makhana-2912346.html"),
        PageKind("photo", r"^/photo-gallery/", f"{_SITE}/photo-gallery/darbhanga-ke-talab-2912348.html"),
    ),
    amp=(AmpTwin(f"{_SITE}/{{path}}.html", f"{_SITE}/{{path}}.html/amp"),),
    layouts=(
        Layout(
            since=date(2021, 1, 1),
            body=("div.ArticleBodyCont",),
            title=(".detailBody .LeftCont.content h1",),
            authors=("ul.AuthorInfo li:first-child",),
            published=("ul.AuthorInfo li:last-child",),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "reported 2026",
        "kinds": "unverified",
        "amp": "seen 2025",
        "layouts": "reported 2021",
    },
    notes=(
        "PM behind 24 hours, a short year: 'Publish Date - 15:11 PM, Fri, 5 March 21'.",
        "News sitemaps are known of sites of the same group alone; sections go on by a.next.page-numbers.",
        "The photo stands in .articleImg, crumbs in #breadcrumbs.",
    ),
)
