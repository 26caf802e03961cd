"""UNI Varta: a news agency's Hindi wire, an ASP.NET site whose stories are one block of text."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Listing, Publisher

PUBLISHER = Publisher(
    key="uni_varta",
    name="यूनीवार्ता",
    name_latin="UNI Varta",
    hosts=("univarta.com", "www.univarta.com"),
    sources=(
        Feed("https://univarta.com/rss"),
        Listing("https://univarta.com/", known="unverified"),
    ),
    article_pattern=(
        r"https?://(?:www\.)?univarta\.com/(?!rss|photo)(?:[a-z0-9-]+/){1,3}(?:news|story)/[0-9]{5,8}\.html"
    ),
    matches=(
        "https://univarta.com/kullu-me-seb-ki-dhulai-ke-liye-ropeway/states/news/3312345.html",
        "https://www.univarta.com/news/sports/story/2912345.html",
    ),
    rejects=(
        "https://univarta.com/",
        "https://univarta.com/rss",
        "https://univarta.com/news/states.html",
        "https://univarta.com/photo/kullu-ropeway/news/3312345.html",
    ),
    layouts=(Layout(since=date(2021, 1, 1), body=(".storydetails",), published=("h1 ~ span",)),),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "The story is a single text block without paragraphs; only line breaks part it, if anything does.",
        "The date is the first span after the h1, before the '|'.",
        "Listings: .CatNewsFirst_FirstNews, further pages by .jp-current ~ a. ASP.NET was seen in 2021.",
        "Since when the layout is in use is not known; 2021 is assumed.",
    ),
)
