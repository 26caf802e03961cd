"""Alt News Hindi: fact checks; the second site of a WordPress network, a path of www.altnews.in."""

from newscrawl.publishers.rule import Feed, Publisher

_SITE = "https://www.altnews.in/hindi"

PUBLISHER = Publisher(
    key="alt_news_hindi",
    name="ऑल्ट न्यूज़ हिंदी",
    name_latin="Alt News Hindi",
    hosts=("www.altnews.in", "altnews.in"),
    path="/hindi",
    sources=(Feed(f"{_SITE}/feed/"),),
    article_pattern=(
        r"https?://(?:www\.)?altnews\.in/hindi/(?!author-|wp-)"
        r"(?:[a-z0-9]+(?:-[a-z0-9]+){3,}|[^/?#]*%e0%a4[^/?#]*)/"
    ),
    matches=(
        f"{_SITE}/old-photo-of-dam-gate-shared-as-recent-leak-in-dhamtari/",
        f"{_SITE}/%e0%a4%aa%e0%a5%81%e0%a4%b0%e0%a4%be%e0%a4%a8%e0%a5%80-%e0%a4%ab%e0%a5%8b%e0%a4%9f%e0%a5%8b/",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/feed/",
        f"{_SITE}/category/politics/",
        f"{_SITE}/old-photo-of-dam-gate-shared-as-recent-leak-in-dhamtari/amp/",
        "https://www.altnews.in/old-photo-of-dam-gate-shared-as-recent-leak-in-dhamtari/",
    ),
    known={"hosts": "reported 2020", "sources": "unverified", "article_pattern": "unverified"},
    notes=(
        "Nothing newer than 2020 is known of this site; its feed is where WordPress keeps one.",
        "Pictures lie under wp-content/uploads/sites/2/, which tells the Hindi pages from the English ones.",
        "The English site shares the host, without the path.",
    ),
)
