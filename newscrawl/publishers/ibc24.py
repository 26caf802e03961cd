"""IBC24: a WordPress site of Raipur; the feeds of its two states carry nearly the whole text."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Politeness, Publisher

PUBLISHER = Publisher(
    key="ibc24",
    name="आईबीसी24",
    name_latin="IBC24",
    hosts=("www.ibc24.in",),
    sources=(
        Feed("https://www.ibc24.in/category/chhattisgarh/feed", "छत्तीसगढ़"),
        Feed("https://www.ibc24.in/category/madhya-pradesh/feed", "मध्य प्रदेश"),
    ),
    article_pattern=(
        r"https?://www\.ibc24\.in/(?!category/|tag/|author/|page/|web-stor|video|amp/)"
        r"(?:[a-z0-9-]+/){1,2}[a-z0-9]+(?:-[a-z0-9]+){3,}(?:\.html|/)"
    ),
    matches=(
        "https://www.ibc24.in/chhattisgarh/kondagaon-me-dhokra-shilp-ki-nai-karyashala-3112345.html",
        "https://www.ibc24.in/madhya-pradesh/mandla-ke-chhatron-ne-banaya-varsha-mapi/",
    ),
    rejects=(
        "https://www.ibc24.in/",
        "https://www.ibc24.in/chhattisgarh/",
        "https://www.ibc24.in/category/chhattisgarh/feed",
        "https://www.ibc24.in/tag/dhokra/kondagaon-me-dhokra-shilp-ki-khabar/",
    ),
    layouts=(Layout(since=date(2024, 1, 1), body=("div.article-desc",)),),
    politeness=Politeness(delay=3),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-10",
        "article_pattern": "unverified",
        "layouts": "reported 2026",
        "politeness": "reported 2026-10",
    },
    notes=(
        "Items of the feeds hold about 2,200 characters of text.",
        "Some feed readers were answered with 403.",
        "Since when the layout is in use is not known; 2024 is assumed.",
    ),
)
