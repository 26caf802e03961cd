"""Nai Dunia: of the Jagran group, no feed on its own host; those of its cities lie with Jagran's."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Listing, Publisher

PUBLISHER = Publisher(
    key="nai_dunia",
    name="नईदुनिया",
    name_latin="Nai Dunia",
    hosts=("www.naidunia.com",),
    sources=(
        Listing("https://www.naidunia.com/"),
        Feed("https://rss.jagran.com/naidunia/madhya-pradesh/indore.xml", "इंदौर"),
        Feed("https://rss.jagran.com/naidunia/chhattisgarh/bilaspur.xml", "बिलासपुर"),
    ),
    article_pattern=(
        r"https?://www\.naidunia\.com/(?!lite/|video|photo|web-stor|topic|author)"
        r"[a-z-]+/[a-z0-9-]+-[0-9]{6,8}"
    ),
    matches=("https://www.naidunia.com/madhya-pradesh/ratlam-ratlam-ki-sev-ke-liye-lal-mirch-8412345",),
    rejects=(
        "https://www.naidunia.com/",
        "https://www.naidunia.com/madhya-pradesh",
        "https://www.naidunia.com/madhya-pradesh/ratlam",
        "https://www.naidunia.com/video/ratlam-ki-sev-8412346",
        "https://rss.jagran.com/naidunia/madhya-pradesh/indore.xml",
    ),
    layouts=(Layout(since=date(2023, 1, 1), body=("div.articleSide",)),),
    known={
        "hosts": "reported 2026",
        "sources": "unverified",
        "article_pattern": "reported 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "No public feed on naidunia.com (2026-09).",
        "Feeds of cities are rss.jagran.com/naidunia/<state>/<city>.xml in one reader's code.",
        "Since when the layout is in use is assumed.",
    ),
)
