"""Patrika: a Next.js site with hashed classes; its text stands in several blocks, its byline in JSON-LD."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, NewsSitemap, Publisher, Sitemap

_FEEDS = "https://cms.patrika.com/googlefeed/blog"
_SECTIONS = {
    "category/national-news": "राष्ट्रीय", "category/world-news": "विदेश", "category/political-news": "राजनीति",
    "category/business-news": "कारोबार", "category/sports-news": "खेल", "category/health-news": "स्वास्थ्य",
    "category/entertainment-news": "मनोरंजन", "category/lifestyle-news": "लाइफस्टाइल",
    "category/astrology-and-spirituality": "धर्म-कर्म", "category/education-news": "शिक्षा",
    "category/automobile-news": "ऑटो", "category/opinion": "ओपिनियन", "category/state-news": "राज्य",
    "location/rajasthan-news": "राजस्थान", "location/madhya-pradesh-news": "मध्य प्रदेश",
    "location/chhattisgarh-news": "छत्तीसगढ़", "location/uttar-pradesh-news": "उत्तर प्रदेश",
    "location/bihar-news": "बिहार", "location/delhi-news": "दिल्ली", "location/bhopal-news": "भोपाल",
    "location/noida-news": "नोएडा",
}  # fmt: skip
"""Path of the feed to its section or place."""

PUBLISHER = Publisher(
    key="patrika",
    name="पत्रिका",
    name_latin="Patrika",
    hosts=("www.patrika.com",),
    sources=(
        NewsSitemap("https://www.patrika.com/google-news-sitemap-v1.xml", known="reported 2026"),
        *(Feed(f"{_FEEDS}/{path}", name) for path, name in _SECTIONS.items()),
        Sitemap("https://www.patrika.com/sitemap.xml", known="reported 2026"),
    ),
    article_pattern=(
        r"https?://www\.patrika\.com/(?!amp/|video|photo|web-stor|tags?/|author/)"
        r"[a-z0-9-]+/[a-z0-9-]+-[0-9]{7,8}"
    ),
    matches=("https://www.patrika.com/banswara-news/mahi-ke-jungle-me-tendue-ki-ginti-19912345",),
    rejects=(
        "https://www.patrika.com/",
        "https://www.patrika.com/banswara-news",
        "https://www.patrika.com/author/deepika-rawal-7612345",
        "https://www.patrika.com/video-news/mahi-ka-jungle-19912346",
    ),
    layouts=(
        Layout(
            since=date(2020, 1, 1),
            body=("div.complete-story",),
            known="reported 2020",
        ),
        Layout(
            since=date(2024, 1, 1),
            body=("div.story-wrapper", "div[class*=story_story_section]", ":has(> [class*=storybody])"),
            drops=(
                ".news-card_source",
                "[class*=related]",
                "[class*=also-read]",
                "[class*=trending]",
                "[class*=recommended]",
            ),
            authors=("a[href*='/author/']",),
            published=("meta[property='article:published_time']", "time[datetime]"),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "sitemap.xml calls itself a urlset and lists further sitemaps.",
        "The feeds of technology, Assam, Haryana, Himachal Pradesh and Odisha are stale (2026-09).",
        "api.patrika.com/rss is old; whether /rss/national-news.xml answers is not known.",
        "The byline is not in the served HTML: author and date stand in the JSON-LD.",
        "Thumbnails with ?w=150 belong to 'यह भी पढ़ें' cards. Since when the layouts are in use is assumed.",
    ),
)
