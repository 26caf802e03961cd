"""Bharat Samachar: a WordPress site of Lucknow; pictures are uploaded under Devanagari file names."""

from newscrawl.publishers.rule import Feed, Listing, Publisher

PUBLISHER = Publisher(
    key="bharat_samachar",
    name="भारत समाचार",
    name_latin="Bharat Samachar",
    hosts=("bharatsamachartv.in",),
    sources=(Feed("https://bharatsamachartv.in/feed/"), Listing("https://bharatsamachartv.in/")),
    article_pattern=(
        r"https?://bharatsamachartv\.in/(?!category/|tag/|author/|page/|amp/|wp-)"
        r"(?:[a-z0-9-]+/){0,2}(?:[a-z0-9]+(?:-[a-z0-9]+){3,}|[a-z0-9-]*%[A-Za-z0-9%-]{8,})/"
    ),
    matches=(
        "https://bharatsamachartv.in/bahraich-gramin-pustakalay-khula-navi-pahal/",
        "https://bharatsamachartv.in/uttar-pradesh/gonda-ganna-kisano-ko-mili-nai-parchi/",
        "https://bharatsamachartv.in/%E0%A4%B2%E0%A4%96%E0%A4%A8%E0%A4%8A-%E0%A4%AE%E0%A5%87%E0%A4%9F%E0%A5%8D%E0%A4%B0%E0%A5%8B/",
    ),
    rejects=(
        "https://bharatsamachartv.in/",
        "https://bharatsamachartv.in/category/uttar-pradesh/",
        "https://bharatsamachartv.in/tag/lucknow-nagar-nigam-ki-khabar/",
        "https://bharatsamachartv.in/feed/",
    ),
    known={"hosts": "unverified", "sources": "unverified", "article_pattern": "unverified"},
    notes=(
        "Feed and addresses are those every WordPress site has; neither was seen here.",
        "Addresses of pictures hold Devanagari, percent-coded or plain.",
    ),
)
