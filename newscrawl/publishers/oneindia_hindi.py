"""Oneindia Hindi: its JSON-LD carries the text, twice escaped, and a date of change without a zone."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Archive, Feed, Layout, Publisher, Sitemap

_SITE = "https://hindi.oneindia.com"
_SECTIONS = {
    "news": "समाचार", "india": "भारत", "international": "अंतरराष्ट्रीय", "sports": "खेल",
    "entertainment": "मनोरंजन", "opinion": "विचार", "bihar": "बिहार", "uttar-pradesh": "उत्तर प्रदेश",
    "rajasthan": "राजस्थान", "haryana": "हरियाणा", "himachal-pradesh": "हिमाचल प्रदेश",
}  # fmt: skip
"""Name of the feed to its section."""

PUBLISHER = Publisher(
    key="oneindia_hindi",
    name="वनइंडिया हिंदी",
    name_latin="Oneindia Hindi",
    hosts=("hindi.oneindia.com",),
    sources=(
        Feed(f"{_SITE}/rss/feeds/oneindia-hindi-fb.xml"),
        *(Feed(f"{_SITE}/rss/feeds/hindi-{name}-fb.xml", section) for name, section in _SECTIONS.items()),
        Sitemap(f"{_SITE}/sitemap.xml", known="reported 2026"),
        Archive(f"{_SITE}/{{day:%Y/%m/%d}}/", known="reported 2022"),
    ),
    article_pattern=(
        r"https?://hindi\.oneindia\.com/(?!amphtml/|videos?/|photos?/|rss/)(?:[a-z-]+/)+[a-z0-9-]+-[0-9]{5,8}\.html"
    ),
    matches=(
        f"{_SITE}/news/uttar-pradesh/prayagraj-surkha-amrud-ke-naye-bag-571234.html",
        f"{_SITE}/news/india/dak-tikat-ki-pradarshani-1312345.html",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/news/uttar-pradesh/",
        f"{_SITE}/2020/06/28/",
        f"{_SITE}/amphtml/news/uttar-pradesh/prayagraj-surkha-amrud-ke-naye-bag-571234.html",
        f"{_SITE}/videos/surkha-amrud-ka-bag-212345.html",
    ),
    amp=(AmpTwin(f"{_SITE}/{{path}}.html", f"{_SITE}/amphtml/{{path}}.html"),),
    layouts=(
        Layout(
            since=date(2020, 1, 1),
            body=("div#story.story", "div.article_middle", "div[class*=article-body i]"),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "unverified",
        "amp": "seen 2020-06",
        "layouts": "seen 2020-06",
    },
    notes=(
        "The feeds of technology, business, lifestyle and politics are stale (2026-09).",
        "The feed /rss/hindi-news-fb.xml is older.",
        "In 2020-06 articleBody held '&amp;zwj;'; dateModified had no zone (IST), datePublished had one.",
        "Pages print 'Updated: Sun, Jun 28, 2020, 16:41 [IST]'. div[class*=article-body] is of 2026.",
        "A line asks to join the paper's channel: 'ताजा खबरें, अपडेट्स और समाचार विश्लेषण के लिए …'.",
    ),
)
