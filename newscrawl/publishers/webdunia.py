"""Webdunia Hindi: an id of twelve digits that begins with the day; one feed for the whole site."""

from newscrawl.publishers.rule import Feed, Publisher, Sitemap

PUBLISHER = Publisher(
    key="webdunia",
    name="वेबदुनिया",
    name_latin="Webdunia Hindi",
    hosts=("hindi.webdunia.com",),
    sources=(
        Feed("https://hindi.webdunia.com/rss/news.rss"),
        Sitemap("https://hindi.webdunia.com/sitemap.xml", known="reported 2026"),
    ),
    article_pattern=r"https?://hindi\.webdunia\.com/(?!amp/|videos?/)[a-z0-9-]+/[a-z0-9-]+-[0-9]{12}_1\.html",
    matches=("https://hindi.webdunia.com/regional-hindi-news/mandu-ke-baobab-ki-ginti-125102100034_1.html",),
    rejects=(
        "https://hindi.webdunia.com/",
        "https://hindi.webdunia.com/regional-hindi-news",
        "https://hindi.webdunia.com/amp/regional-hindi-news/mandu-ke-baobab-ki-ginti-125102100034_1.html",
        "https://hindi.webdunia.com/rss/news.rss",
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "unverified",
    },
    notes=(
        "The feed /rss/mobile-updates-10104.rss is old.",
        "The id is said to be year less 1900, month, day and a number: 125102100034 is of 21 October 2025.",
        "Dates are printed 'Last Updated: शनिवार, 16 अप्रैल 2022 (21:05 IST)' (unverified).",
        "No selector of the text is known.",
    ),
)
