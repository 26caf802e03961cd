"""Prabhasakshi: an ASP.NET site of Delhi of which little but the host and its old feeds is known."""

from newscrawl.publishers.rule import Publisher

PUBLISHER = Publisher(
    key="prabhasakshi",
    name="प्रभासाक्षी",
    name_latin="Prabhasakshi",
    hosts=("www.prabhasakshi.com",),
    no_source="Its feeds were numbered by category of unknown number, and old in 2022 already.",
    article_pattern=(
        r"https?://www\.prabhasakshi\.com/(?!amp/|tags?/|author/|video|gallery|web-?stor)"
        r"[a-z]+(?:-[a-z]+)*/[a-z0-9]+(?:-[a-z0-9]+){3,}"
    ),
    matches=(
        "https://www.prabhasakshi.com/national/bhuj-me-kachchhi-kadhai-ka-sangrahalaya-khula",
        "https://www.prabhasakshi.com/expert-article/shahar-ke-talab-kyon-zaroori-hain",
    ),
    rejects=(
        "https://www.prabhasakshi.com/",
        "https://www.prabhasakshi.com/national",
        "https://www.prabhasakshi.com/feed.aspx?cat_id=3",
        "https://www.prabhasakshi.com/video/bhuj-me-kachchhi-kadhai-ka-sangrahalaya",
    ),
    known={"hosts": "reported 2022", "article_pattern": "unverified"},
    notes=("Feeds were at /feed.aspx?cat_id=<number>.",),
)
