"""Quint Hindi: Quintype; addresses are sections and a bare slug, the body is a row of story elements."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Listing, PageKind, Publisher

_SITE = "https://hindi.thequint.com"

PUBLISHER = Publisher(
    key="quint_hindi",
    name="क्विंट हिंदी",
    name_latin="Quint Hindi",
    hosts=("hindi.thequint.com",),
    sources=(Feed(f"{_SITE}/stories.rss"), Listing(f"{_SITE}/")),
    article_pattern=(
        r"https?://hindi\.thequint\.com/(?!amp/|topic/|author/|videos?/|photos/|api/)"
        r"(?:[a-z-]+/){1,3}[a-z0-9]+(?:-[a-z0-9]+){3,}"
    ),
    matches=(
        f"{_SITE}/news/india/lucknow-women-delivery-riders-night-shift",
        f"{_SITE}/zindagani/gharon-ki-chhat-par-ugti-sabziyan",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/news/india",
        f"{_SITE}/stories.rss",
        f"{_SITE}/amp/story/news/india/lucknow-women-delivery-riders-night-shift",
        f"{_SITE}/videos/lucknow-ki-raat-aur-delivery",
    ),
    kinds=(
        PageKind("video", r"^/videos?/", f"{_SITE}/videos/lucknow-ki-raat-aur-delivery"),
        PageKind("photo", r"^/photos/", f"{_SITE}/photos/chhat-ki-sabziyan-tasveeron-me"),
    ),
    layouts=(
        Layout(
            since=date(2020, 1, 1),
            body=("div.story-body", "div:has(> .story-element)"),
            drops=(".story-tag",),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "unverified",
        "article_pattern": "reported 2026",
        "kinds": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "thequint.com/rss answered 404 in 2026-09; stories.rss is where Quintype keeps its feed.",
        "Quintype's lists are at /api/v1/collections/<slug>.",
        "The selectors are those of thequint.com; since when they hold is not known, 2020 is assumed.",
        "Nothing but its length tells a slug from a section: four words are asked for.",
    ),
)
