"""Dainik Bhaskar: a React site that sends whole pages, with class names that change from build to build."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Feed, Layout, NewsSitemap, PageKind, Publisher

_SECTIONS = {
    1061: "राष्ट्रीय", 1125: "विदेश", 1051: "बिज़नेस", 1053: "खेल", 5707: "टेक", 3998: "मनोरंजन", 11215: "बॉलीवुड",
    1057: "लाइफस्टाइल", 11945: "करिअर", 1944: "ओपिनियन", 4587: "ओरिजिनल", 1740: "राजस्थान", 1739: "मध्य प्रदेश",
    2052: "उत्तर प्रदेश", 3679: "बिहार", 1741: "छत्तीसगढ़", 1742: "हरियाणा", 7140: "दिल्ली", 2318: "महाराष्ट्र",
    3682: "झारखंड", 1743: "पंजाब", 2314: "गुजरात", 11649: "चंडीगढ़", 12084: "हिमाचल प्रदेश",
}  # fmt: skip
"""Number in the feed's address to its section."""

PUBLISHER = Publisher(
    key="dainik_bhaskar",
    name="दैनिक भास्कर",
    name_latin="Dainik Bhaskar",
    hosts=("www.bhaskar.com", "bhaskar.com"),
    sources=(
        NewsSitemap("https://www.bhaskar.com/sitemaps-v1--sitemap-google-news-index.xml"),
        *(Feed(f"https://www.bhaskar.com/rss-v1--category-{n}.xml", name) for n, name in _SECTIONS.items()),
    ),
    article_pattern=r"https?://(?:www\.)?bhaskar\.com/(?!amp/)(?:[a-z0-9-]+/)+[a-z0-9-]+-[0-9]{8,10}\.html",
    matches=(
        "https://www.bhaskar.com/national/news/mausam-vibhag-ne-jari-kiya-alert-134512345.html",
        "https://www.bhaskar.com/local/rajasthan/sikar/news/pyaz-mandi-ke-bhav-badhe-1345123456.html",
        "https://bhaskar.com/sports/ranji-trophy-final-13451234.html",
    ),
    rejects=(
        "https://www.bhaskar.com/",
        "https://www.bhaskar.com/local/rajasthan/sikar/",
        "https://www.bhaskar.com/amp/national/news/mausam-vibhag-ne-jari-kiya-alert-134512345.html",
        "https://www.bhaskar.com/rss-v1--category-1061.xml",
        "https://www.bhaskar.com.mirror.example/national/news/mausam-134512345.html",
    ),
    amp=(AmpTwin("https://www.bhaskar.com/{path}", "https://www.bhaskar.com/amp/{path}"),),
    kinds=(
        PageKind(
            "astrology",
            r"^/jeevan-mantra/[a-z0-9-]+/rashifal/",
            "https://www.bhaskar.com/jeevan-mantra/jyotish/rashifal/aaj-ka-rashifal-134512399.html",
        ),
    ),
    layouts=(Layout(since=date(2024, 1, 1), body=("article",), drops=("svg",)),),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "kinds": "unverified",
        "amp": "seen 2024-09",
        "layouts": "seen 2024-09",
    },
    notes=(
        "Class names are hashed and change: no selector may use them.",
        "Premium stories break off into a notice to open the app.",
        "JSON-LD names the newspaper as author, no person; the visible date is relative.",
        "The feeds /rss-feed/<number>/ are dead.",
        "dainik.bhaskar.com holds short links, epaper.bhaskar.com the printed paper.",
    ),
)
