"""News Nation: feeds by category; links sometimes carry a random query that means nothing."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Publisher

_SECTIONS = {
    "india": "देश", "world": "विदेश", "business": "बिजनेस", "sports": "खेल", "science-tech": "विज्ञान-टेक",
    "health": "हेल्थ", "entertainment": "मनोरंजन", "religion": "धर्म", "education": "शिक्षा",
}  # fmt: skip
"""Name of the feed to its section."""

PUBLISHER = Publisher(
    key="news_nation",
    name="न्यूज़ नेशन",
    name_latin="News Nation",
    hosts=("www.newsnationtv.com",),
    old_hosts=("www.newsstate.com",),
    sources=tuple(
        Feed(f"https://www.newsnationtv.com/rss/categories/{name}", section)
        for name, section in _SECTIONS.items()
    ),
    article_pattern=(
        r"https?://www\.newsnationtv\.com/(?!amp/|videos?/|photos?/|web-stories/|topic/|authors?/)"
        r"[a-z-]+/[a-z0-9-]+-[0-9]{6,9}(?:\?rand=[0-9]{1,20})?"
    ),
    matches=(
        "https://www.newsnationtv.com/health/raipur-telemedicine-van-gaon-ilaj-10112345",
        "https://www.newsnationtv.com/health/raipur-telemedicine-van-gaon-ilaj-10112345?rand=48213",
    ),
    rejects=(
        "https://www.newsnationtv.com/",
        "https://www.newsnationtv.com/health",
        "https://www.newsnationtv.com/rss/categories/health",
        "https://www.newsnationtv.com/videos/raipur-telemedicine-van-10112346",
        "https://www.newsnationtv.com/amp/health/raipur-telemedicine-van-gaon-ilaj-10112345",
    ),
    layouts=(Layout(since=date(2022, 1, 1), body=("div.art-txt.position-relative",)),),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "reported 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "?rand=<number> may be stripped.",
        "The body's selector is of older pages; since when, and whether it holds yet, is not known.",
        "Media lie under /newsnation/media/media_files, which points to the Publive system (unverified).",
    ),
)
