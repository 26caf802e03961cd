"""The Wire Hindi: WordPress; addresses are the number of the post and a slug, often in Devanagari."""

from newscrawl.publishers.rule import Feed, Publisher

PUBLISHER = Publisher(
    key="the_wire_hindi",
    name="द वायर हिन्दी",
    name_latin="The Wire Hindi",
    hosts=("thewirehindi.com", "www.thewirehindi.com"),
    mobile_hosts=("m.thewirehindi.com",),
    sources=(Feed("https://thewirehindi.com/feed/"),),
    article_pattern=r"https?://(?:www\.|m\.)?thewirehindi\.com/[0-9]{3,8}/[^/?#]{3,600}/",
    matches=(
        "https://thewirehindi.com/312345/sonbhadra-forest-rights-claims-pending/",
        "https://thewirehindi.com/98123/%E0%A4%9C%E0%A4%82%E0%A4%97%E0%A4%B2-%E0%A4%95%E0%A4%BE-%E0%A4%B9%E0%A4%95/",
        "https://m.thewirehindi.com/312345/sonbhadra-forest-rights-claims-pending/",
    ),
    rejects=(
        "https://thewirehindi.com/",
        "https://thewirehindi.com/category/%E0%A4%B5%E0%A5%80%E0%A4%A1%E0%A4%BF%E0%A4%AF%E0%A5%8B/",
        "https://thewirehindi.com/feed/",
        "https://thewirehindi.com/312345/sonbhadra-forest-rights-claims-pending/amp/",
        "https://thewirehindi.com/tag/sonbhadra/",
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "unverified",
    },
    notes=(
        "Feeds by category go back page by page: http://thewirehindi.com/category/<cat>/feed/?paged=<n>.",
        "Names of categories are in Devanagari: /category/वीडियो lists the videos.",
        "The REST API of WordPress (wp-json) answers; a reader of the home page used /home_data_2.json.",
    ),
)
