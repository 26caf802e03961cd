"""OpIndia Hindi: WordPress in a tagDiv theme."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Publisher

PUBLISHER = Publisher(
    key="opindia_hindi",
    name="ऑपइंडिया हिंदी",
    name_latin="OpIndia Hindi",
    hosts=("hindi.opindia.com",),
    sources=(Feed("https://hindi.opindia.com/feed/"),),
    article_pattern=(
        r"https?://hindi\.opindia\.com/(?!category/|tag/|author/|page/|latest-news/|amp/|wp-)"
        r"(?:[a-z0-9-]+/){1,3}[a-z0-9]+(?:-[a-z0-9]+){3,}/"
    ),
    matches=("https://hindi.opindia.com/miscellaneous/kumbhkonam-ke-deep-shilpi-aur-peetal/",),
    rejects=(
        "https://hindi.opindia.com/",
        "https://hindi.opindia.com/miscellaneous/",
        "https://hindi.opindia.com/feed/",
        "https://hindi.opindia.com/tag/tamil-nadu-ki-khabren/",
    ),
    layouts=(Layout(since=date(2024, 1, 1), body=(".entry-content", ".tdb-block-inner")),),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "Many elements are .tdb-block-inner: it is asked for only where there is no .entry-content.",
        "Since when the layout is in use is not known; 2024 is assumed.",
    ),
)
