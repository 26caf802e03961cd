"""Navjivan: a Quintype site; on live pages every card repeats the date line."""

from newscrawl.publishers.rule import AmpTwin, Feed, PageKind, Publisher

PUBLISHER = Publisher(
    key="navjivan",
    name="नवजीवन",
    name_latin="Navjivan",
    hosts=("www.navjivanindia.com",),
    sources=(Feed("https://www.navjivanindia.com/stories.rss"),),
    article_pattern=(
        r"https?://www\.navjivanindia\.com/(?!amp/|topic/|author/|videos?/|photo|web-stor)"
        r"(?:[a-z-]+/){1,2}[a-z0-9]+(?:-[a-z0-9]+){3,}"
    ),
    matches=("https://www.navjivanindia.com/india/indrawati-ke-kinare-ki-chalti-adalat-ke-do-saal",),
    rejects=(
        "https://www.navjivanindia.com/",
        "https://www.navjivanindia.com/india",
        "https://www.navjivanindia.com/amp/story/india/indrawati-ke-kinare-ki-chalti-adalat-ke-do-saal",
        "https://www.navjivanindia.com/topic/chhattisgarh-ki-taza-khabren-hindi",
        "https://www.navjivanindia.com/stories.rss",
    ),
    kinds=(
        PageKind(
            "video",
            r"^/videos?/",
            "https://www.navjivanindia.com/videos/indrawati-ke-kinare-ki-chalti-adalat",
        ),
    ),
    amp=(
        AmpTwin(
            "https://www.navjivanindia.com/{path}",
            "https://www.navjivanindia.com/amp/story/{path}",
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "unverified",
        "kinds": "unverified",
        "amp": "reported 2026",
    },
    notes=(
        "The date line reads 'Published: 13 Dec 2025, 7:53 AM IST' and stands on every card of a live page.",
        "How addresses of live pages differ from those of stories is not known.",
    ),
)
