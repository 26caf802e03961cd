"""BOOM Hindi: fact checks on Hocalwire; JSON-LD holds the claim beside the article."""

from datetime import date

from newscrawl.publishers.rule import Layout, Listing, Publisher

_SITE = "https://hindi.boomlive.in"

PUBLISHER = Publisher(
    key="boom_hindi",
    name="बूम हिंदी",
    name_latin="BOOM Hindi",
    hosts=("hindi.boomlive.in",),
    sources=(
        Listing(f"{_SITE}/"),
        Listing(f"{_SITE}/fact-check", "फ़ैक्ट चेक"),
        Listing(f"{_SITE}/fast-check", "फ़ास्ट चेक", known="reported 2020"),
        Listing(f"{_SITE}/explainers", "एक्सप्लेनर्स"),
    ),
    article_pattern=(
        r"https?://hindi\.boomlive\.in/(?!amp/|web-stor|videos?/|tags?/|author/|topic/)"
        r"[a-z-]+/[a-z0-9-]+-[0-9]{4,6}"
    ),
    matches=(
        f"{_SITE}/fact-check/pilibhit-tiger-viral-video-fact-check-23456",
        f"{_SITE}/fake-news/purana-pul-tutne-ki-tasveer-9123",
        f"{_SITE}/fast-check/baadh-me-train-ka-video-10234",
        f"{_SITE}/explainers/deepfake-kaise-pehchanen-27001",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/fast-check/2",
        f"{_SITE}/amp/fact-check/pilibhit-tiger-viral-video-fact-check-23456",
        f"{_SITE}/videos/pilibhit-ka-bagh-23457",
    ),
    layouts=(Layout(since=date(2020, 1, 1), body=("div.story",)),),
    known={
        "hosts": "reported 2020",
        "sources": "unverified",
        "article_pattern": "reported 2020",
        "layouts": "reported 2020",
    },
    notes=(
        "Nothing newer than 2020 is known of this site.",
        "Listings go on under /fast-check/<n>, counted from zero.",
        "Hocalwire has a list API in JSON with startIndex, count and a number of the site (sid).",
        "Since when the layout is in use is not known; 2020 is assumed.",
    ),
)
