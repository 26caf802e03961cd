"""Punjab Kesari (Jalandhar): an edition on each state's host, no feeds; dates put the time first."""

from datetime import date

from newscrawl.publishers.rule import Layout, Listing, Publisher

PUBLISHER = Publisher(
    key="punjab_kesari",
    name="पंजाब केसरी",
    name_latin="Punjab Kesari",
    hosts=(
        "www.punjabkesari.in",
        "haryana.punjabkesari.in",
        "up.punjabkesari.in",
        "mp.punjabkesari.in",
        "himachal.punjabkesari.in",
        "nari.punjabkesari.in",
    ),
    mobile_hosts=("m.punjabkesari.in",),
    sources=(
        Listing("https://www.punjabkesari.in/"),
        Listing("https://haryana.punjabkesari.in/", "हरियाणा"),
        Listing("https://up.punjabkesari.in/", "उत्तर प्रदेश"),
        Listing("https://mp.punjabkesari.in/", "मध्य प्रदेश"),
        Listing("https://himachal.punjabkesari.in/", "हिमाचल प्रदेश"),
        Listing("https://nari.punjabkesari.in/", "नारी"),
    ),
    article_pattern=(
        r"https?://(?:www|m|[a-z]+|m\.[a-z]+)\.punjabkesari\.in/[a-z0-9-]+/news/[a-z0-9-]+-[0-9]{6,8}"
    ),
    matches=(
        "https://www.punjabkesari.in/punjab/news/ludhiana-me-oon-ke-dam-ghate-2212345",
        "https://m.punjabkesari.in/national/news/dak-vibhag-ne-badla-samay-1512345",
        "https://himachal.punjabkesari.in/himachal/news/chamba-ke-rumal-ki-nayi-dukan-2112345",
    ),
    rejects=(
        "https://www.punjabkesari.in/",
        "https://www.punjabkesari.in/national/page/2",
        "https://www.punjabkesari.in/rss/punjab",
        "https://www.punjabkesari.in/punjab/video/ludhiana-me-oon-ke-dam-2212346",
    ),
    layouts=(Layout(since=date(2022, 1, 1), body=("div.press-single-the-content",)),),
    known={
        "hosts": "reported 2026",
        "sources": "unverified",
        "article_pattern": "reported 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "No public feed, or 403 (2026-09); /rss/punjab is 404 (2026).",
        "Whether /rss/recommended-news and /rss/news.xml answer is not known.",
        "Sections go on at /national/page/<n>. The body's selector was seen on the mobile host.",
        "m.punjabkesari.in prints the time before the date: '01:40 AM Jan 10, 2022 IST'.",
        "Texts were met with literal <p> in them.",
        "punjabkesari.com, with m.punjabkesari.com, is a separate company in Delhi.",
    ),
)
