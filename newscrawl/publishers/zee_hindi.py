"""Zee News Hindi: a path of zeenews.india.com; articles end in a bare id, live blogs in milliseconds."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, NewsSitemap, PageKind, Publisher

_SITE = "https://zeenews.india.com/hindi"
_SECTIONS = {
    "india": "देश", "world": "दुनिया", "business": "बिजनेस", "sports": "खेल", "technology": "टेक",
    "entertainment": "मनोरंजन", "religion": "धर्म",
}  # fmt: skip
"""Path of the feed to its section."""

PUBLISHER = Publisher(
    key="zee_hindi",
    name="ज़ी न्यूज़",
    name_latin="Zee News Hindi",
    hosts=("zeenews.india.com",),
    path="/hindi",
    sources=(
        NewsSitemap(f"{_SITE}/sitemaps/news-sitemap.xml", known="reported 2026"),
        *(Feed(f"{_SITE}/{path}.xml", name) for path, name in _SECTIONS.items()),
        NewsSitemap(f"{_SITE}/india/rajasthan/news-sitemap.xml", known="reported 2026"),
    ),
    article_pattern=(
        r"https?://zeenews\.india\.com\.?/hindi/(?!photos/|video/|web-stories/|amp/)"
        r"(?:[a-z0-9-]+/)+[a-z0-9-]+/[0-9]{5,9}"
    ),
    matches=(
        f"{_SITE}/india/up-uttarakhand/jhansi/jhansi-ke-karkhane-me-bane-naye-dibbe/2912345",
        "https://zeenews.india.com./hindi/india/jhansi-ke-karkhane-me-bane-naye-dibbe/812345",
    ),
    rejects=(
        f"{_SITE}",
        f"{_SITE}/india",
        f"{_SITE}/photos/india/jhansi-ke-karkhane/2912346",
        f"{_SITE}/india/live-updates/barish-live/1771745400123",
        "https://zeenews.india.com/india/new-coaches-from-jhansi-2912345.html",
    ),
    kinds=(
        PageKind(
            "live",
            r"^/hindi/[a-z0-9/-]+/live-updates/[a-z0-9-]+/[0-9]{13}$",
            f"{_SITE}/india/live-updates/barish-live/1771745400123",
            known="seen 2026-02",
        ),
        PageKind("photo", r"^/hindi/photos/", f"{_SITE}/photos/india/jhansi-ke-karkhane/2912346"),
        PageKind("video", r"^/hindi/video/", f"{_SITE}/video/india/jhansi-ke-karkhane/2912347"),
        PageKind(
            "web_story",
            r"^/hindi/web-stories/",
            f"{_SITE}/web-stories/travel/bundelkhand-ke-qile-2912348",
            known="unverified",
        ),
    ),
    layouts=(
        Layout(
            since=date(2021, 1, 1),
            body=("div#fullArticle", "div[class*=article_content]", ".article-content"),
            title=(".article-heading",),
            published=(".write-block",),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "kinds": "reported 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "Months of a region: /hindi/sitemaps/delhi-haryana-<year>-<month>-sitemap.xml, the month in letters.",
        "/hindi/india/rss and /hindi/rss answer 403 (Akamai, 2026-09); feeds of health are stale.",
        "The site was on Drupal (field-items), then React; its host is also met with a dot at the end.",
        "In 2021 .write-block held 'Jan 5, 2021, 02:51 PM IST'; listings went on by .next.last.",
        "The photo stands in .main-photo-block. international.zeenews.com mirrors the English site.",
    ),
)
