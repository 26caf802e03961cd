"""Mongabay Hindi: an environment magazine in WordPress; its feed names the months in Hindi."""

from newscrawl.publishers.rule import Feed, Publisher

PUBLISHER = Publisher(
    key="mongabay_hindi",
    name="मोंगाबे हिन्दी",
    name_latin="Mongabay Hindi",
    hosts=("hindi.mongabay.com",),
    sources=(Feed("https://hindi.mongabay.com/feed/"),),
    article_pattern=(
        r"https?://hindi\.mongabay\.com/20[0-9]{2}/[01][0-9]/[0-3][0-9]/"
        r"(?:[a-z0-9]+(?:-[a-z0-9]+){2,}|[a-z0-9-]*%[A-Za-z0-9%-]{8,})/"
    ),
    matches=(
        "https://hindi.mongabay.com/2025/11/14/majuli-me-kosa-aur-nadi-ka-badalta-rishta/",
        "https://hindi.mongabay.com/2024/05/02/%E0%A4%95%E0%A5%8B%E0%A4%B8%E0%A4%BE-%E0%A4%B0%E0%A5%87%E0%A4%B6%E0%A4%AE/",
    ),
    rejects=(
        "https://hindi.mongabay.com/",
        "https://hindi.mongabay.com/2025/11/14/",
        "https://hindi.mongabay.com/feed/",
        "https://hindi.mongabay.com/list/nadi/",
    ),
    known={"hosts": "reported 2026", "sources": "reported 2026", "article_pattern": "unverified"},
    notes=(
        "Dates in the feed are written with Hindi names of months.",
        "The address of the feed follows the pattern of the publisher's other editions.",
    ),
)
