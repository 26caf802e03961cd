"""Lokmat Hindi: the Hindi site of the Lokmat group; addresses end in a letter b and a short number."""

from newscrawl.publishers.rule import Listing, Politeness, Publisher

PUBLISHER = Publisher(
    key="lokmat_hindi",
    name="लोकमत हिन्दी",
    name_latin="Lokmat Hindi",
    hosts=("www.lokmatnews.in", "lokmatnews.in"),
    sources=(
        Listing("https://www.lokmatnews.in/"),
        Listing("https://www.lokmatnews.in/india/", "भारत"),
        Listing("https://www.lokmatnews.in/maharashtra/", "महाराष्ट्र"),
    ),
    article_pattern=(
        r"https?://(?:www\.)?lokmatnews\.in/(?!amp/|photos/|videos/|web-stories/|topics/)"
        r"[a-z-]+/[a-z0-9-]+-b[0-9]{3,4}/"
    ),
    matches=(
        "https://www.lokmatnews.in/maharashtra/warud-me-santre-ki-tudai-shuru-b512/",
        "https://www.lokmatnews.in/india/satpura-ke-gaon-me-nayi-saur-choupal-b4029/",
    ),
    rejects=(
        "https://www.lokmatnews.in/",
        "https://www.lokmatnews.in/maharashtra/",
        "https://www.lokmatnews.in/maharashtra/page/2/",
        "https://www.lokmatnews.in/photos/warud-ke-bagiche-b512/",
        "https://www.lokmatnews.in/maharashtra/warud-me-santre-ki-tudai-shuru-b512/amp/",
    ),
    politeness=Politeness(delay=3),
    known={
        "hosts": "reported 2026",
        "sources": "unverified",
        "article_pattern": "reported 2026",
        "politeness": "reported 2026-09",
    },
    notes=(
        "Feed readers got 403 in 2026-09, so the way in is the home page and the sections.",
        "Sections go on under /<section>/page/<n>/; which sections there are is assumed.",
        "The number after the b is short and comes again: it is no id of the story.",
    ),
)
