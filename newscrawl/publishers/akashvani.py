"""Akashvani: the Hindi path of the public radio's site; its feeds do not answer."""

from datetime import date

from newscrawl.publishers.rule import Layout, PageKind, Politeness, Publisher

PUBLISHER = Publisher(
    key="akashvani",
    name="आकाशवाणी समाचार",
    name_latin="Akashvani / AIR News Hindi",
    hosts=("newsonair.gov.in",),
    path="/hi",
    no_source="Its feeds timed out when they were tried in September 2026, and no sitemap is known.",
    article_pattern=(
        r"https?://newsonair\.gov\.in/hi/(?!bulletins|category/|tag/|author/|page/)"
        r"(?:[a-z0-9]+(?:-[a-z0-9]+){3,}|[a-z0-9-]*%[A-Za-z0-9%-]{8,})/?"
    ),
    matches=(
        "https://newsonair.gov.in/hi/hampi-me-patthar-ke-setu-ki-marammat-poori/",
        "https://newsonair.gov.in/hi/%E0%A4%B0%E0%A5%87%E0%A4%B2-%E0%A4%B8%E0%A5%87%E0%A4%B5%E0%A4%BE-%E0%A4%AC%E0%A4%B9%E0%A4%BE%E0%A4%B2/",
    ),
    rejects=(
        "https://newsonair.gov.in/hi/",
        "https://newsonair.gov.in/hi/bulletins-category/national-hindi-news-bulletin/",
        "https://newsonair.gov.in/hampi-stone-bridge-repair-work-complete/",
        "https://newsonair.gov.in/hi/category/national/",
    ),
    kinds=(
        PageKind(
            "video",
            r"^/hi/bulletins-category/",
            "https://newsonair.gov.in/hi/bulletins-category/national-hindi-news-bulletin/",
        ),
    ),
    layouts=(Layout(since=date(2026, 1, 1), body=("section.new-news-area", "div.listing-bx")),),
    politeness=Politeness(delay=3),
    known={
        "hosts": "reported 2026",
        "article_pattern": "unverified",
        "kinds": "unverified",
        "layouts": "reported 2026",
        "politeness": "reported 2026-09",
    },
    notes=(
        "The site is built like WordPress; bulletins stand under /bulletins-category/; they are sound.",
        "Since when the layout is in use is not known; 2026 is assumed.",
        "The same host serves English without a path, and other languages under paths of their own.",
    ),
)
