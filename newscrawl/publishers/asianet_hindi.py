"""Asianet News Hindi: addresses end in articleshow- and a short code, photo stories in photoshow-."""

from newscrawl.publishers.rule import Feed, Listing, PageKind, Publisher

_SITE = "https://hindi.asianetnews.com"

PUBLISHER = Publisher(
    key="asianet_hindi",
    name="एशियानेट न्यूज़ हिंदी",
    name_latin="Asianet News Hindi",
    hosts=("hindi.asianetnews.com",),
    sources=(Feed(f"{_SITE}/rss"), Listing(f"{_SITE}/")),
    article_pattern=(
        r"https?://hindi\.asianetnews\.com/(?!amp/|webstories/|videos?/|tags?/|topic/|author/)"
        r"(?:(?:[a-z-]+/){1,4}[a-z0-9-]+/articleshow-[a-z0-9]{6,8}"
        r"|[a-z-]+/[a-z0-9-]{12,300}-[a-z]{3}-[a-z0-9]{6})"  # the older form
    ),
    matches=(
        f"{_SITE}/national-news/lahaul-barfbari-manali-leh-sadak-band/articleshow-a1b2c3d",
        f"{_SITE}/state/himachal-pradesh/kufri-me-barf-dekhne-pahunche-sailani/articleshow-x9y8z7",
        f"{_SITE}/national-news/shimla-ki-toy-train-me-naye-dibbe-kpa-qr4s5t",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/national-news",
        f"{_SITE}/webstories/travel/lahaul-ki-barf-web-story-a1b2c3e",
        f"{_SITE}/national-news/lahaul-ki-tasveeren/photoshow-a1b2c3f",
    ),
    kinds=(
        PageKind("web_story", r"^/webstories/", f"{_SITE}/webstories/travel/lahaul-ki-barf-a1b2c3e"),
        PageKind("photo", r"/photoshow-", f"{_SITE}/national-news/lahaul-ki-tasveeren/photoshow-a1b2c3f"),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "unverified",
        "article_pattern": "reported 2026",
        "kinds": "reported 2026",
    },
    notes=(
        "The Kannada and English sites answered at /rss in 2026-09; that this one does is assumed.",
        "JSON-LD of a NewsArticle was seen in 2026.",
        "Older addresses end in -<three letters of the writer>-<code>.",
    ),
)
