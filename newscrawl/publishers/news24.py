"""News24 Hindi: WordPress with the id as the last folder; no feed is known, so its home page is read."""

from datetime import date

from newscrawl.publishers.rule import Layout, Listing, Publisher

PUBLISHER = Publisher(
    key="news24",
    name="न्यूज़24",
    name_latin="News24 Hindi",
    hosts=("hindi.news24online.com",),
    sources=(Listing("https://hindi.news24online.com/"),),
    article_pattern=(
        r"https?://hindi\.news24online\.com/(?!tag/|author/|category/|videos?/|photos?/|web-stories/)"
        r"[a-z-]+/[a-z0-9-]+/[0-9]{5,8}/"
    ),
    matches=("https://hindi.news24online.com/haryana/gurugram-school-bus-gps-parent-app/1312345/",),
    rejects=(
        "https://hindi.news24online.com/",
        "https://hindi.news24online.com/haryana/",
        "https://hindi.news24online.com/haryana/gurugram-school-bus-gps-parent-app/1312345/amp/",
        "https://hindi.news24online.com/videos/gurugram-school-bus/1312346/",
        "https://news24online.com/india/gurugram-school-bus-rules/112345/",
    ),
    layouts=(Layout(since=date(2023, 1, 1), body=("div.story-content",)),),
    known={
        "hosts": "reported 2026",
        "sources": "unverified",
        "article_pattern": "reported 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "No public feed was found in 2026-09.",
        "The body's selector is that of news24online.com, the English site, on the same WordPress.",
        "Uploads lie under wp-content/uploads. Since when the layout is in use is assumed.",
    ),
)
