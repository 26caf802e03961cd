"""The Lallantop: lists are drawn in the browser from a JSON API; story pages are served whole."""

from newscrawl.publishers.rule import Publisher

PUBLISHER = Publisher(
    key="the_lallantop",
    name="द लल्लनटॉप",
    name_latin="The Lallantop",
    hosts=("www.thelallantop.com", "thelallantop.com"),
    no_source="It has no public feed, and its lists are drawn in the browser from a JSON API.",
    article_pattern=(
        r"https?://(?:www\.)?thelallantop\.com/(?:[a-z-]+/post/[a-z0-9-]+|factcheck/[a-z0-9-]{8,}/)"
    ),
    matches=(
        "https://www.thelallantop.com/lallankhas/post/dahi-jamane-ka-vigyan-mitti-ka-kulhad",
        "https://www.thelallantop.com/factcheck/purani-train-ka-video-naya-batakar-share/",
    ),
    rejects=(
        "https://www.thelallantop.com/",
        "https://www.thelallantop.com/lallankhas",
        "https://www.thelallantop.com/tag/dahi",
        "https://www.thelallantop.com/feed",
        "https://api.thelallantop.com/v1/web/postListByCategory/lallankhas/0/10",
    ),
    known={"hosts": "reported 2026", "article_pattern": "reported 2026"},
    notes=(
        "/feed stands in some lists of feeds; it did not answer with one in 2026-09.",
        "A PHP site read https://api.thelallantop.com/v1/web/postListByCategory/<category>/... for lists.",
        "/factcheck/<slug>/ is the older form of addresses.",
    ),
)
