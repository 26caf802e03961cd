"""Khabar Lahariya: a WordPress site from Bundelkhand; the head may say en-US over Hindi stories (assumed)."""

from newscrawl.publishers.rule import Feed, Publisher

PUBLISHER = Publisher(
    key="khabar_lahariya",
    name="खबर लहरिया",
    name_latin="Khabar Lahariya",
    hosts=("khabarlahariya.org",),
    sources=(Feed("https://khabarlahariya.org/feed/"),),
    article_pattern=(
        r"https?://khabarlahariya\.org/(?!category/|tag/|author/|page/|wp-)"
        r"(?:[a-z0-9]+(?:-[a-z0-9]+){3,}|[a-z0-9-]*%[A-Za-z0-9%-]{8,})/"
    ),
    matches=(
        "https://khabarlahariya.org/banda-mahila-handpump-mistri-ki-toli/",
        "https://khabarlahariya.org/%E0%A4%AC%E0%A4%BE%E0%A4%82%E0%A4%A6%E0%A4%BE-%E0%A4%95%E0%A5%80-%E0%A4%AC%E0%A4%BE%E0%A4%A4/",
    ),
    rejects=(
        "https://khabarlahariya.org/",
        "https://khabarlahariya.org/category/panchayat/",
        "https://khabarlahariya.org/feed/",
        "https://khabarlahariya.org/tag/banda-zila-ki-sabhi-khabren/",
    ),
    known={"hosts": "reported 2026", "sources": "reported 2026", "article_pattern": "unverified"},
    notes=("It is remembered to publish in English and in dialects too.",),
)
