"""Navodaya Times: the Delhi paper of the Punjab Kesari group; its text carries runs of apostrophes."""

from newscrawl.publishers.rule import Listing, Publisher

_SITE = "https://www.navodayatimes.in"

PUBLISHER = Publisher(
    key="navodaya_times",
    name="नवोदय टाइम्स",
    name_latin="Navodaya Times",
    hosts=("www.navodayatimes.in", "navodayatimes.in"),
    sources=(Listing(f"{_SITE}/"),),
    article_pattern=(
        r"https?://(?:www\.)?navodayatimes\.in/news/(?!videos?/|photos?/|tags?/)"
        r"[a-z-]+/[a-z0-9-]+/[0-9]{4,7}/"
    ),
    matches=(
        f"{_SITE}/news/delhi/yamuna-biodiversity-park-night-walk-students/212345/",
        f"{_SITE}/news/khabre/old-delhi-library-books-digital-copies/98123/",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/news/delhi/",
        f"{_SITE}/news/videos/yamuna-ka-kinara/212346/",
        f"{_SITE}/rss",
    ),
    known={"hosts": "reported 2026", "sources": "unverified", "article_pattern": "reported 2026"},
    notes=(
        "No public feed was found in 2026-09, so the home page is the way in.",
        "Quotation marks come doubled in the text, as runs of four apostrophes.",
        "It belongs to the Punjab Kesari group.",
    ),
)
