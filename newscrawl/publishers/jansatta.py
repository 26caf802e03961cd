"""Jansatta: WordPress of the Indian Express group; sitemaps by day, feeds that lead to the home page."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Archive, Layout, NewsSitemap, Publisher

PUBLISHER = Publisher(
    key="jansatta",
    name="जनसत्ता",
    name_latin="Jansatta",
    hosts=("www.jansatta.com",),
    mobile_hosts=("m.jansatta.com",),
    sources=(
        NewsSitemap("https://www.jansatta.com/news-sitemap.xml"),
        Archive("https://www.jansatta.com/sitemap.xml?yyyy={day:%Y}&mm={day:%m}&dd={day:%d}"),
    ),
    article_pattern=(
        r"https?://www\.jansatta\.com/(?!photos/|videos?/|web-stories/|about/|author/)"
        r"(?:[a-z-]+/)+[a-z0-9-]+/[0-9]{6,8}/"
    ),
    matches=(
        "https://www.jansatta.com/rajya/chamoli-dakiya-ghar-tak-pension/4012345/",
        "https://www.jansatta.com/national/uttarakhand/dak-ghar-ki-purani-ghanti/1812345/",
    ),
    rejects=(
        "https://www.jansatta.com/",
        "https://www.jansatta.com/rajya/",
        "https://www.jansatta.com/feed/",
        "https://www.jansatta.com/rajya/chamoli-dakiya-ghar-tak-pension/4012345/lite/",
        "https://www.jansatta.com/photos/chamoli-ke-dakiye/4012346/",
    ),
    amp=(
        AmpTwin(
            "https://www.jansatta.com/{path}/{id}/",
            "https://www.jansatta.com/{path}/{id}/lite/",
        ),
    ),
    layouts=(
        Layout(
            since=date(2022, 1, 1),
            body=("div.pcl-container", "div#pcl-full-content", "#story-detail", ".story-detail"),
            drops=(".amp_Ad",),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "reported 2026",
        "amp": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "Feeds led to the home page in 2026-09, /feed/ among them.",
        "The REST API of WordPress answers, with stories back to 2014; its order=asc is not to be relied on.",
        "Entries of live blogs are headed '09:49 (IST) 22 Feb 2026' (seen 2026-02).",
        "#story-detail and .story-detail are of the mobile host. Copies for AMP may end in /amp/ instead.",
        "Since when the layout is in use is assumed.",
    ),
)
