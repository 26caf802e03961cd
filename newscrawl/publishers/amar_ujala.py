"""Amar Ujala: own system; addresses end in a bare slug, so only their shape tells stories from sections."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Feed, Layout, NewsSitemap, PageKind, Publisher, Sitemap

_FEEDS = {
    "breaking-news": None, "india-news": "देश", "world": "दुनिया", "business": "कारोबार", "sports": "खेल",
    "technology": "टेक", "fitness": "फिटनेस", "entertainment": "मनोरंजन", "lifestyle": "लाइफस्टाइल",
    "education": "शिक्षा", "automobiles": "ऑटोमोबाइल", "opinion": "विचार", "uttar-pradesh": "उत्तर प्रदेश",
    "uttarakhand": "उत्तराखंड", "delhi-ncr": "दिल्ली एनसीआर", "himachal-pradesh": "हिमाचल प्रदेश",
    "jammu-and-kashmir": "जम्मू-कश्मीर", "punjab": "पंजाब", "haryana": "हरियाणा", "chandigarh": "चंडीगढ़",
    "rajasthan": "राजस्थान", "madhya-pradesh": "मध्य प्रदेश", "chhattisgarh": "छत्तीसगढ़", "bihar": "बिहार",
    "jharkhand": "झारखंड",
}  # fmt: skip
"""Name of the feed to its section."""

PUBLISHER = Publisher(
    key="amar_ujala",
    name="अमर उजाला",
    name_latin="Amar Ujala",
    hosts=("www.amarujala.com", "amarujala.com"),
    sources=(
        NewsSitemap("https://www.amarujala.com/sitemap-news-v1.xml", known="reported 2026"),
        *(Feed(f"https://www.amarujala.com/rss/{name}.xml", section) for name, section in _FEEDS.items()),
        Sitemap("https://www.amarujala.com/sitemap/sitemap-index.xml", known="reported 2026"),
    ),
    article_pattern=(
        r"https?://(?:www\.)?amarujala\.com/(?!amp/|video|photo-gallery|live|rss|tags?/|author/)"
        r"(?:[a-z0-9-]+/){1,3}[a-z0-9]+(?:-[a-z0-9]+){3,}"
    ),
    matches=(
        "https://www.amarujala.com/uttar-pradesh/varanasi/ghat-par-nai-seedhiyan-banengi-2025-09-14",
        "https://www.amarujala.com/india-news/monsoon-vidai-mausam-vibhag-ka-elan",
        "https://www.amarujala.com/haryana/hisar/kapas-ki-kharid-shuru-hisar-news-c-21-1-hsr1020-512345-2025-10-02",
    ),
    rejects=(
        "https://www.amarujala.com/uttar-pradesh/varanasi",
        "https://www.amarujala.com/amp/india-news/monsoon-vidai-mausam-vibhag-ka-elan",
        "https://www.amarujala.com/video/uttar-pradesh/varanasi/ghat-par-nai-seedhiyan-banengi",
        "https://www.amarujala.com/photo-gallery/uttar-pradesh/varanasi/ghat-par-nai-seedhiyan-banengi",
        "https://www.amarujala.com/rss/breaking-news.xml",
    ),
    kinds=(
        PageKind("video", r"^/video/", "https://www.amarujala.com/video/ghat-par-nai-seedhiyan-banengi"),
        PageKind(
            "photo",
            r"^/photo-gallery/",
            "https://www.amarujala.com/photo-gallery/uttar-pradesh/varanasi/ghat-par-nai-seedhiyan-banengi",
        ),
    ),
    amp=(AmpTwin("https://www.amarujala.com/{path}", "https://www.amarujala.com/amp/{path}"),),
    layouts=(
        Layout(since=date(2020, 1, 1), body=("section.article-detail",), known="seen 2020-04"),
        Layout(
            since=date(2022, 1, 1),
            body=("div.article-desc", ".desc", "article", "div#pageContainer"),
            drops=(".related_content",),
        ),
    ),
    datelines=("न्यूज डेस्क, अमर उजाला, {place}",),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "kinds": "reported 2026",
        "amp": "seen 2020-04",
        "layouts": "reported 2026",
        "datelines": "reported 2026",
    },
    notes=(
        "About two thirds of archived pages are stubs behind the app wall.",
        "JSON-LD holds the articleBody; the printed time is in 24 hours and carries PM all the same.",
        "origin-www.amarujala.com serves the same pages: an origin host that leaked, not to be crawled.",
        "Live pages stand under the path of articles.",
    ),
)
