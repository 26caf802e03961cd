"""Aaj Tak: Drupal; article addresses end in the id and the day, listings load by AJAX."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Feed, Layout, NewsSitemap, PageKind, Publisher, Sitemap

PUBLISHER = Publisher(
    key="aajtak",
    name="आज तक",
    name_latin="Aaj Tak",
    hosts=("www.aajtak.in", "aajtak.in"),
    old_hosts=("aajtak.intoday.in",),
    sources=(
        NewsSitemap("https://www.aajtak.in/rssfeeds/news-sitemap.xml", known="reported 2026"),
        Feed("https://www.aajtak.in/rssfeeds/?id=home", known="reported 2026"),
        Feed("https://www.aajtak.in/rss"),
        Feed("https://feeds.feedburner.com/aajtak/home", known="reported 2026"),
        Sitemap("https://www.aajtak.in/sitemap.xml", known="reported 2026"),
    ),
    article_pattern=(
        r"https?://(?:www\.)?aajtak\.in/(?!amp/|topic/|video|visualstories|photo)"
        r"(?:[a-z-]+/)+story/[a-z0-9-]+-[0-9]{6,8}-20[0-9]{2}-[01][0-9]-[0-3][0-9]"
    ),
    matches=(
        "https://www.aajtak.in/india/news/story/kosi-ke-tatbandh-par-raat-bhar-pahra-2212345-2025-09-14",
        "https://www.aajtak.in/sports/cricket/story/ranji-me-lagatar-teesra-shatak-1812345-2024-11-22",
    ),
    rejects=(
        "https://www.aajtak.in/india/news",
        "https://www.aajtak.in/amp/india/news/story/kosi-ke-tatbandh-par-raat-bhar-pahra-2212345-2025-09-14",
        "https://www.aajtak.in/topic/kosi",
        "https://www.aajtak.in/video/kosi-ka-tatbandh-2212346-2025-09-14",
        "https://www.aajtak.in/visualstories/food/ghar-par-litti-21345-14-09-2025",
    ),
    kinds=(
        PageKind(
            "live",
            r"^/[a-z/-]+/story/[a-z0-9-]*-live-(?:updates?-)?[a-z0-9-]*[0-9]{6,8}-20",
            "https://www.aajtak.in/india/news/story/bihar-baadh-live-updates-2212347-2025-09-14",
        ),
        PageKind(
            "video", r"^/(?:video|livetv)", "https://www.aajtak.in/video/kosi-ka-tatbandh-2212346-2025-09-14"
        ),
        PageKind(
            "web_story",
            r"^/visualstories/",
            "https://www.aajtak.in/visualstories/food/ghar-par-litti-21345-14-09-2025",
        ),
        PageKind(
            "photo", r"^/photo", "https://www.aajtak.in/photo-gallery/kosi-ka-tatbandh-41234-2025-09-14"
        ),
    ),
    amp=(AmpTwin("https://www.aajtak.in/{path}", "https://www.aajtak.in/amp/{path}"),),
    layouts=(
        Layout(
            since=date(2020, 1, 1),
            body=("div.storyBody", "[itemprop=articleBody]"),
            published=("meta[itemprop=datePublished]",),
            known="seen 2020-05",
        ),
        Layout(
            since=date(2021, 1, 1),
            body=("div.story-with-main-sec", "div.text-formatted", "div.content-area", ".story-content"),
            title=("div.story-heading h1",),
            subtitle=("div.sab-head-tranlate-sec",),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "kinds": "reported 2026",
        "amp": "reported 2024",
        "layouts": "reported 2026",
    },
    notes=(
        "No feeds of sections; listings load more by /ajax/load-more-widget?id=<n>&type=story&path=<path>.",
        "Pages of 2020 state their date as itemprop only; JSON-LD described the site or a film.",
    ),
)
