"""DW Hindi: a path of www.dw.com, published in Germany; slugs are often Devanagari, percent-encoded."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, PageKind, Publisher

PUBLISHER = Publisher(
    key="dw_hindi",
    name="डीडब्ल्यू हिन्दी",
    name_latin="DW Hindi",
    hosts=("www.dw.com",),
    path="/hi",
    sources=(
        Feed("https://rss.dw.com/rdf/rss-hin-all"),
        Feed("https://rss.dw.com/xml/rss-hin-all", known="reported 2026"),
    ),
    article_pattern=r"https?://www\.dw\.com/hi/[^/?#]+/a-[0-9]{6,9}(?:\?maca=[a-z0-9-]+)?",
    matches=(
        "https://www.dw.com/hi/%E0%A4%B8%E0%A5%8C%E0%A4%B0-%E0%A4%AA%E0%A5%88%E0%A4%A8%E0%A4%B2-%E0%A4%95%E0%A5%87-%E0%A4%A8%E0%A5%80%E0%A4%9A%E0%A5%87-%E0%A4%B8%E0%A5%87%E0%A4%AC/a-71234567",
        "https://www.dw.com/hi/सौर-पैनल-के-नीचे-सेब/a-71234567",
        "https://www.dw.com/hi/rhine-ka-jalstar/a-51234567?maca=hin-rss-hin-all-1234-rdf",
    ),
    rejects=(
        "https://www.dw.com/hi",
        "https://www.dw.com/hi/%E0%A4%AD%E0%A4%BE%E0%A4%B0%E0%A4%A4/s-112345",
        "https://www.dw.com/hi/rhine-ki-tasveeren/g-51234568",
        "https://www.dw.com/hi/rhine-ka-jalstar/video-51234569",
        "https://www.dw.com/en/apples-under-solar-panels/a-71234560",
    ),
    kinds=(
        PageKind("gallery", r"/g-[0-9]{6,9}(?:\?|$)", "https://www.dw.com/hi/rhine-ki-tasveeren/g-51234568"),
        PageKind(
            "video", r"/video-[0-9]{6,9}(?:\?|$)", "https://www.dw.com/hi/rhine-ka-jalstar/video-51234569"
        ),
    ),
    layouts=(
        Layout(
            since=date(2023, 1, 1),
            body=("div.content-area",),
            drops=(".slideshow", ".gallery"),
            authors=("meta[name=author]",),
            published=("meta[name=date]",),
        ),
    ),
    country="DE",
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-10",
        "article_pattern": "reported 2026",
        "kinds": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "A check of 2026-09-23 found no Hindi feed at rss.dw.com; a reader of 2026-10 still lists the first.",
        "Compare addresses decoded and in NFC. Sections are /hi/<name>/s-<id>, /hi is the home page.",
        "That links of the feed carry ?maca=<feed> is assumed from feeds in other languages.",
        "Dates are printed as dd.mm.yyyy. Since when the layout is in use is assumed.",
    ),
)
