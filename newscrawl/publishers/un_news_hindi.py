"""UN News Hindi: a path of the United Nations' news site, a Drupal with one feed for each language."""

from newscrawl.publishers.rule import Feed, PageKind, Publisher

PUBLISHER = Publisher(
    key="un_news_hindi",
    name="संयुक्त राष्ट्र समाचार",
    name_latin="UN News Hindi",
    hosts=("news.un.org",),
    path="/hi",
    sources=(Feed("https://news.un.org/feed/subscribe/hi/news/all/rss.xml"),),
    article_pattern=r"https?://news\.un\.org/hi/(?:story|interview)/20[0-9]{2}/[01][0-9]/[0-9]{4,8}",
    matches=(
        "https://news.un.org/hi/story/2025/09/1112345",
        "https://news.un.org/hi/interview/2024/03/1012345",
    ),
    rejects=(
        "https://news.un.org/hi/",
        "https://news.un.org/hi/news/topic/climate-change",
        "https://news.un.org/en/story/2025/09/1112345",
        "https://news.un.org/feed/subscribe/hi/news/all/rss.xml",
    ),
    kinds=(PageKind("video", r"^/hi/audio/", "https://news.un.org/hi/audio/2025/09/1112346"),),
    country="US",
    timezone="-05:00",
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "unverified",
        "kinds": "unverified",
    },
    notes=(
        "The offset is that of New York in winter, assumed; pages print the day alone.",
        "Items of the feed are remembered to link by /feed/view/hi/story/..., which redirects to the story.",
        "Pages of /hi/audio/ are sound; the kind stands for any page that is not to be read.",
    ),
)
