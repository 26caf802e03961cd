"""Newslaundry Hindi: Quintype; addresses begin with the day, stories may stand behind a membership."""

from newscrawl.publishers.rule import Feed, Listing, Publisher

_SITE = "https://hindi.newslaundry.com"

PUBLISHER = Publisher(
    key="newslaundry_hindi",
    name="न्यूज़लॉन्ड्री हिंदी",
    name_latin="Newslaundry Hindi",
    hosts=("hindi.newslaundry.com",),
    sources=(Listing(f"{_SITE}/"), Feed(f"{_SITE}/stories.rss")),
    article_pattern=r"https?://hindi\.newslaundry\.com/20[0-9]{2}/[01][0-9]/[0-3][0-9]/[a-z0-9-]+",
    matches=(
        f"{_SITE}/2025/06/14/bundelkhand-community-radio-station-story",
        f"{_SITE}/2021/01/03/chhote-shehar-ka-akhbar",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/report",
        f"{_SITE}/stories.rss",
        f"{_SITE}/amp/story/2025/06/14/bundelkhand-community-radio-station-story",
        f"{_SITE}/topic/bundelkhand",
    ),
    known={
        "hosts": "reported 2026",
        "sources": "unverified",
        "article_pattern": "reported 2026",
    },
    notes=(
        "The feed carried English stories among the Hindi ones in 2026-09; the language filter drops them.",
        "stories.rss is where Quintype keeps its feed; the address is assumed.",
        "Links with fragments of the form #:~:text= were seen; they lead to the same story.",
    ),
)
