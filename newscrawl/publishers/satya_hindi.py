"""Satya Hindi: news and comment; two feeds, addresses of a section and a long slug."""

from newscrawl.publishers.rule import Feed, Publisher

PUBLISHER = Publisher(
    key="satya_hindi",
    name="सत्य हिन्दी",
    name_latin="Satya Hindi",
    hosts=("www.satyahindi.com", "satyahindi.com"),
    sources=(
        Feed("https://www.satyahindi.com/rss"),
        Feed("https://www.satyahindi.com/feed/", known="reported 2026"),
    ),
    article_pattern=(
        r"https?://(?:www\.)?satyahindi\.com/(?!amp/|videos?/|tags?/|author/|topic/)"
        r"[a-z0-9-]+/[a-z0-9]+(?:-[a-z0-9]+){3,}(?:\.html|/)?"
    ),
    matches=(
        "https://www.satyahindi.com/opinion/indore-heat-trees-and-city-planning-145123.html",
        "https://www.satyahindi.com/waqt-bewaqt/nadi-kinare-ka-shahar-kiska-hai",
    ),
    rejects=(
        "https://www.satyahindi.com/",
        "https://www.satyahindi.com/opinion",
        "https://www.satyahindi.com/feed/",
        "https://www.satyahindi.com/videos/indore-heat-trees-and-city-planning-145124.html",
        "https://www.satyahindi.com/amp/opinion/indore-heat-trees-and-city-planning-145123.html",
    ),
    known={"hosts": "reported 2026", "sources": "reported 2026-09", "article_pattern": "unverified"},
    notes=(
        "The feed /feed/ holds ten stories.",
        "The form of addresses is assumed: a section, then a slug of four words or more.",
    ),
)
