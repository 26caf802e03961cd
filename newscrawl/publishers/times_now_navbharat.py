"""Times Now Navbharat: full texts in large feeds, a news sitemap beside them; pages are not known."""

from newscrawl.publishers.rule import Feed, NewsSitemap, Publisher

_FEEDS = "https://www.timesnowhindi.com/feeds"
_SECTIONS = {
    "india": "देश", "world": "दुनिया", "business": "बिजनेस", "sports": "स्पोर्ट्स",
    "tech-gadgets": "टेक एंड गैजेट्स", "health": "हेल्थ",
}  # fmt: skip
"""Name of the feed to its section."""

PUBLISHER = Publisher(
    key="times_now_navbharat",
    name="टाइम्स नाउ नवभारत",
    name_latin="Times Now Navbharat",
    hosts=("www.timesnowhindi.com",),
    old_hosts=("hindi.timesnownews.com",),
    sources=(
        NewsSitemap(f"{_FEEDS}/tnhindi-google-news-sitemap.xml"),
        *(Feed(f"{_FEEDS}/gns-hin-{name}.xml", section) for name, section in _SECTIONS.items()),
    ),
    article_pattern=(
        r"https?://www\.timesnowhindi\.com/(?!amp/|feeds/|videos?/|photos?/|web-stories/)"
        r"(?:[a-z0-9-]+/)+[a-z0-9-]+-article-[0-9]{6,10}"
    ),
    matches=("https://www.timesnowhindi.com/business/siliguri-me-chai-ki-nilami-ke-dam-article-152345678",),
    rejects=(
        "https://www.timesnowhindi.com/",
        "https://www.timesnowhindi.com/business",
        "https://www.timesnowhindi.com/feeds/gns-hin-business.xml",
        "https://www.timesnowhindi.com/videos/business/chai-ki-nilami-video-152345679",
    ),
    known={"hosts": "reported 2026", "sources": "reported 2026", "article_pattern": "unverified"},
    notes=(
        "Items of the feeds carry the full text; a feed has 190 to 390 KB.",
        "The form of addresses is inferred; no selector is known.",
    ),
)
