"""MP Breaking News: a WordPress site of Bhopal with boxes floated into its stories."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Publisher

PUBLISHER = Publisher(
    key="mp_breaking_news",
    name="एमपी ब्रेकिंग न्यूज़",
    name_latin="MP Breaking News",
    hosts=("mpbreakingnews.in",),
    sources=(Feed("https://mpbreakingnews.in/feed/"),),
    article_pattern=(
        r"https?://mpbreakingnews\.in/(?!category/|tag/|author/|page/|web-stories/|amp/)"
        r"(?:[a-z0-9-]+/){1,2}[a-z0-9]+(?:-[a-z0-9]+){3,}/"
    ),
    matches=("https://mpbreakingnews.in/gwalior/gwalior-tanpura-banane-wale-parivar-ki-teesri-peedhi/",),
    rejects=(
        "https://mpbreakingnews.in/",
        "https://mpbreakingnews.in/gwalior/",
        "https://mpbreakingnews.in/feed/",
        "https://mpbreakingnews.in/web-stories/ghar-par-banayen-poha-jalebi/",
    ),
    layouts=(Layout(since=date(2024, 1, 1), body=("div.entry-content",), drops=(".left",)),),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "A .left inside the story is noise; that it is a box of other stories is assumed.",
        "Since when the layout is in use is not known; 2024 is assumed.",
    ),
)
