"""News18 Hindi: a Next.js site that refuses article pages to some clients; its feeds answer freely."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, NewsSitemap, PageKind, Politeness, Publisher

_SITE = "https://hindi.news18.com"
_SECTIONS = {
    "nation": "देश", "world": "दुनिया", "business": "बिजनेस", "sports": "खेल", "sports/cricket": "क्रिकेट",
    "tech": "टेक", "health": "हेल्थ", "entertainment": "मनोरंजन", "lifestyle": "लाइफस्टाइल",
    "lifestyle/health": "हेल्थ", "career": "करियर", "auto": "ऑटो", "states": "राज्य",
    "uttar-pradesh": "उत्तर प्रदेश", "bihar": "बिहार", "madhya-pradesh": "मध्य प्रदेश",
    "rajasthan": "राजस्थान", "delhi": "दिल्ली", "haryana": "हरियाणा", "uttarakhand": "उत्तराखंड",
    "himachal-pradesh": "हिमाचल प्रदेश", "jharkhand": "झारखंड", "chhattisgarh": "छत्तीसगढ़",
    "punjab": "पंजाब", "gujarat": "गुजरात", "maharashtra": "महाराष्ट्र", "west-bengal": "पश्चिम बंगाल",
    "uttarpradesh/gorakhpur": "गोरखपुर",
}  # fmt: skip
"""Path of the feed to its section."""

PUBLISHER = Publisher(
    key="news18_hindi",
    name="न्यूज़18 हिंदी",
    name_latin="News18 Hindi",
    hosts=("hindi.news18.com",),
    sources=(
        NewsSitemap(f"{_SITE}/allstory-sitemap-data.xml"),
        *(Feed(f"{_SITE}/commonfeeds/v1/hin/rss/{path}.xml", name) for path, name in _SECTIONS.items()),
        Feed(f"{_SITE}/commonfeeds/v1/hin/rss/text.xml"),
        NewsSitemap(f"{_SITE}/commonfeeds/v1/hin/sitemap/google-news.xml", known="unverified"),
    ),
    article_pattern=(
        r"https?://hindi\.news18\.com/(?!amp/|videos?/|photogallery/|web-stories/)"
        r"(?:[a-z-]+/)+[a-z0-9-]+-[0-9]{6,9}\.html"
    ),
    matches=(
        f"{_SITE}/news/haryana/hisar-murrah-bhains-ka-mela-local18-9712345.html",
        f"{_SITE}/lifestyle/health/subah-ki-sair-ke-fayde-8712345.html",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/news/haryana/",
        f"{_SITE}/amp/news/haryana/hisar-murrah-bhains-ka-mela-local18-9712345.html",
        f"{_SITE}/videos/haryana/hisar-murrah-bhains-ka-mela-9712346.html",
        f"{_SITE}/commonfeeds/v1/hin/rss/haryana.xml",
    ),
    kinds=(
        PageKind("video", r"^/videos?/", f"{_SITE}/videos/haryana/hisar-murrah-bhains-ka-mela-9712346.html"),
        PageKind("gallery", r"^/photogallery/", f"{_SITE}/photogallery/haryana/hisar-ka-mela-9712347.html"),
    ),
    layouts=(Layout(since=date(2023, 1, 1), body=("div.content_sec", ".article_main")),),
    politeness=Politeness(delay=3),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "reported 2026",
        "kinds": "unverified",
        "layouts": "reported 2026",
        "politeness": "reported 2026",
    },
    notes=(
        "Article pages answered 403 to a server's client in 2026; it read the feeds' descriptions instead.",
        "The feeds /rss/khabar/<section>/<section>.xml are old.",
        "The second news sitemap is assumed from the English site's.",
        "The feeds photogallery.xml and videos.xml announce no articles.",
        "Whether pages carry JSON-LD is not certain; since when the layout is in use is assumed.",
    ),
)
