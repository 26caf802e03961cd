"""Panchjanya: a weekly's site; of its templates only that of 2021 is known."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Publisher

PUBLISHER = Publisher(
    key="panchjanya",
    name="पाञ्चजन्य",
    name_latin="Panchjanya",
    hosts=("panchjanya.com", "www.panchjanya.com"),
    sources=(Feed("https://panchjanya.com/feed/"),),
    article_pattern=(
        r"https?://(?:www\.)?panchjanya\.com/(?!category/|tag/|author/|page/|amp/|wp-)"
        r"(?:[0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9]{4,7}/[a-z-]+(?:/[a-z-]+)?/[^/?#]{8,300}/"  # feeds of today
        r"|Encyc/[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}/[^/?#]{8,300}\.html)"  # 2021
    ),
    matches=(
        "https://panchjanya.com/2025/03/11/391234/bharat/sundarban-ke-madhu-sangrahak/",
        "https://www.panchjanya.com/Encyc/2021/10/3/sundarban-ke-madhu-sangrahak.html",
    ),
    rejects=(
        "https://panchjanya.com/",
        "https://panchjanya.com/category/bharat/",
        "https://panchjanya.com/feed/",
        "https://panchjanya.com/tag/sundarban-ki-khabren/",
    ),
    layouts=(Layout(since=date(2021, 1, 1), body=("div.newscontent",)),),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "unverified",
        "layouts": "reported 2021",
    },
    notes=(
        "div.newscontent belongs to the template of 2021; later ones are left to the generic road.",
        "Both forms of address are remembered, not seen.",
    ),
)
