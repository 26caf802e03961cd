"""Vishvas News: fact checks of the Jagran group on WordPress; every story ends in a box on the claim."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Publisher

_SITE = "https://www.vishvasnews.com"

PUBLISHER = Publisher(
    key="vishvas_news",
    name="विश्वास न्यूज़",
    name_latin="Vishvas News",
    hosts=("www.vishvasnews.com", "vishvasnews.com"),
    sources=(Feed(f"{_SITE}/feed/"),),
    article_pattern=(
        r"https?://(?:www\.)?vishvasnews\.com/"
        r"(?!english/|urdu/|author/|tag/|category/|amp/|web-stories/|wp-|videos?/)"
        r"[a-z-]{3,40}/(?!page/)[a-z0-9]+(?:-[a-z0-9]+){3,}/"
    ),
    matches=(
        f"{_SITE}/viral/fact-check-free-laptop-link-for-students-is-fake/",
        f"{_SITE}/society/quick-fact-check-metro-ka-purana-video-phir-viral/",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/viral/",
        f"{_SITE}/feed/",
        f"{_SITE}/english/viral/fact-check-free-laptop-link-for-students-is-fake/",
        f"{_SITE}/viral/fact-check-free-laptop-link-for-students-is-fake/amp/",
    ),
    layouts=(
        Layout(
            since=date(2022, 1, 1),
            body=("div.lhs-area", "div.detail-text", "div.view-full"),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "Other languages have paths of their own on the host, English among them; which is assumed.",
        "div.lhs-area holds the whole left column on some pages, div.detail-text or div.view-full the story.",
        "Since when the layout is in use is not known; 2022 is assumed.",
    ),
)
