"""India TV Hindi: feeds by section, a sitemap for each day; sections go on under /topic."""

from datetime import date

from newscrawl.publishers.rule import Archive, Feed, Layout, PageKind, Publisher, Sitemap

_SITE = "https://www.indiatv.in"
_SECTIONS = {
    "india": "भारत", "world": "विदेश", "paisa": "पैसा", "sports": "खेल", "tech": "टेक",
    "health": "हेल्थ", "entertainment": "मनोरंजन", "lifestyle": "लाइफस्टाइल", "religion": "धर्म",
    "education": "एजुकेशन",
}  # fmt: skip
"""Name of the feed to its section."""

PUBLISHER = Publisher(
    key="india_tv",
    name="इंडिया टीवी",
    name_latin="India TV Hindi",
    hosts=("www.indiatv.in", "indiatv.in"),
    old_hosts=("hindi.indiatvnews.com",),
    sources=(
        Feed(f"{_SITE}/rssnews/topstory.xml"),
        *(Feed(f"{_SITE}/rssnews/topstory-{name}.xml", section) for name, section in _SECTIONS.items()),
        Archive(f"{_SITE}/xmlsitemap/sitemap/generic-articles-{{day:%Y-%m-%d}}.xml"),
        Sitemap(f"{_SITE}/sitemap.xml"),
    ),
    article_pattern=(
        r"https?://(?:www\.)?indiatv\.in/(?!amp/|videos?/|gallery/|web-stories/|topic/|author/)"
        r"[a-z-]+/(?:[a-z]+/)?[a-z0-9-]+-[0-9]{5,8}"
    ),
    matches=(
        f"{_SITE}/sports/other-rohtak-ki-kabaddi-team-ne-jeeta-khitab-1162345",
        f"{_SITE}/sports/others/rohtak-ki-kabaddi-team-taiyar-962345",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/sports",
        f"{_SITE}/topic/kabaddi/news/2",
        f"{_SITE}/video/sports/rohtak-ki-kabaddi-team-1162346",
        f"{_SITE}/rssnews/topstory-sports.xml",
    ),
    kinds=(
        PageKind("video", r"^/videos?/", f"{_SITE}/video/sports/rohtak-ki-kabaddi-team-1162346"),
        PageKind("gallery", r"^/gallery/", f"{_SITE}/gallery/sports/rohtak-ki-kabaddi-team-1162347"),
    ),
    layouts=(Layout(since=date(2023, 1, 1), body=("div.content",)),),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "reported 2026",
        "kinds": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "That hindi.indiatvnews.com was the old host is unverified.",
        "An address with one more folder than section and slug is assumed to be an article too.",
        "Topics go on at /topic/<slug>/news/<n>. Since when the layout is in use is assumed.",
    ),
)
