"""DD News: the Hindi path of the public broadcaster's site, without a feed of its own."""

from datetime import date

from newscrawl.publishers.rule import Layout, Politeness, Publisher

PUBLISHER = Publisher(
    key="dd_news",
    name="डीडी न्यूज़",
    name_latin="DD News Hindi",
    hosts=("ddnews.gov.in",),
    path="/hi",
    no_source="There is no Hindi feed, and the site timed out when its feeds were tried in September 2026.",
    article_pattern=(
        r"https?://ddnews\.gov\.in/hi/(?!category/|tag/|author/|page/|video)"
        r"[a-z0-9]+(?:-[a-z0-9]+){3,}/?"
    ),
    matches=("https://ddnews.gov.in/hi/tawang-ke-vidyalayon-me-usma-kaksh-tayyar/",),
    rejects=(
        "https://ddnews.gov.in/hi/",
        "https://ddnews.gov.in/hi/category/national/",
        "https://ddnews.gov.in/hi/videos-of-the-day-from-tawang/",
        "https://ddnews.gov.in/en/warm-rooms-in-tawang-schools/",
    ),
    layouts=(Layout(since=date(2026, 1, 1), body=("div.news_content",)),),
    politeness=Politeness(delay=3),
    known={
        "hosts": "reported 2026",
        "article_pattern": "unverified",
        "layouts": "reported 2026",
        "politeness": "reported 2026-09",
    },
    notes=(
        "Since when the layout is in use is not known; 2026 is assumed.",
        "The form of addresses is that of WordPress, assumed from the look of the paths.",
    ),
)
