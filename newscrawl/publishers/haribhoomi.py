"""Haribhoomi: a Hocalwire site; printed times are GMT, and the next story is appended to the page."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, PageKind, Publisher, Sitemap

_SITE = "https://www.haribhoomi.com"

PUBLISHER = Publisher(
    key="haribhoomi",
    name="हरिभूमि",
    name_latin="Haribhoomi",
    hosts=("www.haribhoomi.com", "haribhoomi.com"),
    sources=(Feed(f"{_SITE}/feed"), Sitemap(f"{_SITE}/sitemap.xml", known="reported 2026")),
    article_pattern=(
        r"https?://(?:www\.)?haribhoomi\.com/(?!amp/|web-stor|videos?/|gallery/|tags?/|author/)"
        r"(?:[a-z0-9-]+/){1,4}[a-z0-9-]+-[0-9]{4,8}"
    ),
    matches=(
        f"{_SITE}/chhattisgarh/bastar/news/kondagaon-ke-dhokra-shilpiyon-ka-naya-bazar-512345",
        f"{_SITE}/haryana/rohtak-me-kushti-akhada-phir-khula-498761",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/chhattisgarh/bastar",
        f"{_SITE}/feed",
        f"{_SITE}/amp/haryana/rohtak-me-kushti-akhada-phir-khula-498761",
        f"{_SITE}/videos/kondagaon-ka-dhokra-512346",
    ),
    kinds=(
        PageKind("web_story", r"^/web-stor", f"{_SITE}/web-stories/dhokra-kaise-banta-hai-512350"),
        PageKind("video", r"^/videos?/", f"{_SITE}/videos/kondagaon-ka-dhokra-512346"),
    ),
    layouts=(
        Layout(
            since=date(2023, 1, 1),
            body=("#details-page-infinite-scrolling-data div.story_content", "div.story_content"),
            title=("h1",),
            subtitle=("h2.desc_data",),
            published=("span.convert-to-localtime",),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "unverified",
        "kinds": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "The feed held 100 stories in full, half a megabyte, in 2026-09.",
        "The time in span.convert-to-localtime ends in GMT and is GMT; a script turns it into local time.",
        "Since when the layout is in use is not known; 2023 is assumed. The sections stand in div.tag-block.",
        "Listings: div.list_content in div.news_listing_main_v2, next page a.page-numbers.next.last.",
        "h-img.hocalwire-draggable is the mark of its system, Hocalwire.",
    ),
)
