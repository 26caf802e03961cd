"""Live Hindustan: a Next.js site whose JSON-LD carries the whole text; feeds by section and by state."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, NewsSitemap, Publisher, Sitemap

_SECTIONS = {
    "national": "देश", "international": "विदेश", "business": "बिजनेस", "cricket": "क्रिकेट",
    "gadgets": "गैजेट्स", "entertainment": "मनोरंजन", "lifestyle": "लाइफस्टाइल", "lifestyle/health": "हेल्थ",
    "lifestyle/travel": "यात्रा", "astrology": "धर्म", "career": "करियर", "auto": "ऑटो", "blog": "ओपिनियन",
    "bihar": "बिहार", "jharkhand": "झारखंड", "uttarakhand": "उत्तराखंड", "ncr": "एनसीआर",
    "madhya-pradesh": "मध्य प्रदेश", "rajasthan": "राजस्थान", "haryana": "हरियाणा", "punjab": "पंजाब",
    "himachal-pradesh": "हिमाचल प्रदेश", "chhattisgarh": "छत्तीसगढ़", "maharashtra": "महाराष्ट्र",
    "gujarat": "गुजरात", "west-bengal": "पश्चिम बंगाल", "odisha": "ओडिशा",
}  # fmt: skip
"""Path of the feed to its section."""

PUBLISHER = Publisher(
    key="live_hindustan",
    name="लाइव हिन्दुस्तान",
    name_latin="Live Hindustan",
    hosts=("www.livehindustan.com",),
    sources=(
        NewsSitemap("https://www.livehindustan.com/news-sitemap.xml", known="reported 2026"),
        *(
            Feed(f"https://api.livehindustan.com/feeds/rss/{path}/rssfeed.xml", name)
            for path, name in _SECTIONS.items()
        ),
        Feed("https://feed.livehindustan.com/rss/3127", known="reported 2026"),
        Sitemap("https://www.livehindustan.com/sitemap.xml", known="reported 2026"),
    ),
    article_pattern=(
        r"https?://www\.livehindustan\.com/(?!amp/)(?:[a-z-]+/)+story-[a-z0-9-]+-[0-9]{6,9}\.html"
    ),
    matches=(
        "https://www.livehindustan.com/uttarakhand/rishikesh/story-ganga-me-rafting-guide-pariksha-201234567.html",
        "https://www.livehindustan.com/national/story-dak-vibhag-ki-nayi-seva-8123456.html",
    ),
    rejects=(
        "https://www.livehindustan.com/",
        "https://www.livehindustan.com/uttarakhand/rishikesh/",
        "https://www.livehindustan.com/home/search/news/2.html",
        "https://api.livehindustan.com/feeds/rss/uttarakhand/rssfeed.xml",
    ),
    layouts=(
        Layout(
            since=date(2024, 1, 1),
            body=("div.maincontent", ".stry-bdy", "article", "div[class*=story-content i]"),
            drops=(".prlads", ".ads", "section.glry-cnt.mostvdtm.main-wdgt.glry-bg"),
            title=(".stry-shrt-head h1",),
            authors=(".athr-info",),
            published=(".tm-stmp",),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "The feed of uttar-pradesh is valid and empty (2026-09); uttar-pradesh/lucknow has been seen.",
        "The feeds of Jammu and Kashmir, Chandigarh and Tripura are stale (2026-09).",
        "__NEXT_DATA__ holds headline, quickReadSummary and firstPublishedDate; listings stand there too.",
        "Newer ids, said to begin with 2017, are not confirmed. The photo stands in .img-hgt-blk.",
        "In 2017 pages went on at /home/search/news/<n>.html. 'ऐप पर पढ़ें' stands inside the text.",
        "feed-api.livehindustan.com serves no pages; since when the layout is in use is assumed.",
    ),
)
