"""ABP Live Hindi: addresses end in a bare id; feeds carry full texts, and a sitemap stands for each day."""

from datetime import date

from newscrawl.publishers.rule import Archive, Feed, Layout, NewsSitemap, Publisher

_SITE = "https://www.abplive.com"
_SECTIONS = {
    "news": None, "news/india": "इंडिया", "news/world": "विश्व", "sports": "खेल", "sports/cricket": "क्रिकेट",
    "entertainment": "मनोरंजन", "business": "बिजनेस", "technology": "टेक्नोलॉजी", "auto": "ऑटो",
    "lifestyle": "लाइफस्टाइल", "lifestyle/religion": "धर्म", "education": "शिक्षा", "education/jobs": "नौकरी",
    "states": "राज्य", "states/up-uk": "उत्तर प्रदेश और उत्तराखंड", "states/delhi-ncr": "दिल्ली एनसीआर",
    "states/haryana": "हरियाणा", "states/madhya-pradesh-chhattisgarh": "मध्य प्रदेश और छत्तीसगढ़",
    "states/bihar": "बिहार",
}  # fmt: skip
"""Path of the feed to its section; None where it is of all news."""

PUBLISHER = Publisher(
    key="abp_live",
    name="एबीपी लाइव",
    name_latin="ABP Live Hindi",
    hosts=("www.abplive.com",),
    sources=(
        NewsSitemap(f"{_SITE}/google-news-sitemap.xml"),
        NewsSitemap(f"{_SITE}/news-sitemap.xml"),
        Feed(f"{_SITE}/home/feed"),
        *(Feed(f"{_SITE}/{path}/feed", name) for path, name in _SECTIONS.items()),
        Archive(f"{_SITE}/news-{{day:%d-%m-%Y}}.xml"),
    ),
    article_pattern=(
        r"https?://www\.abplive\.com/(?!amp/|videos?/|photo-gallery/|web-stories/|topic/|author/)"
        r"(?:[a-z0-9-]+/)+[a-z0-9-]+-[0-9]{5,8}"
    ),
    matches=(
        f"{_SITE}/states/jharkhand/simdega-ki-hockey-betiyan-nayi-turf-par-3012345",
        f"{_SITE}/news/india/dak-tikat-ki-nayi-shrinkhala-2412345",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/states/bihar",
        f"{_SITE}/states/jharkhand/simdega-ki-hockey-betiyan-nayi-turf-par-3012345/amp",
        f"{_SITE}/videos/news/simdega-ki-hockey-betiyan-3012346",
        f"{_SITE}/news-04-12-2025.xml",
    ),
    layouts=(
        Layout(
            since=date(2021, 1, 1),
            body=("div.abp-story-detail", "div.article-body", "div.article-text", "div#full-content"),
            drops=("div.other_news",),
            title=("h1.article-title",),
            subtitle=("h2.article-excerpt",),
            published=("span#dateSpanElem",),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "reported 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "One check of 2026-09 found feeds of sections stale by days or years; others read them live.",
        "Items of the feeds are said to carry the full text. One reader sent a browser's user agent.",
        "In 2021 p.article-author held 'By : एबीपी न्यूज़ | Updated: 15 Jan 2021 12:42 PM (IST)'.",
        "The photo stands in div.news_featured.cont_accord_to_img (data-src), crumbs in ul.uk-breadcrumb.",
        "Sections go on by ul.pagination li.",
        "Whether pages carry JSON-LD is not certain. news.abplive.com is the English site.",
    ),
)
