"""Khas Khabar: a portal from Jaipur; addresses end in -news-hindi-1-<number>-KKN.html."""

from newscrawl.publishers.rule import Listing, Publisher

PUBLISHER = Publisher(
    key="khas_khabar",
    name="खास खबर",
    name_latin="Khas Khabar",
    hosts=("www.khaskhabar.com", "khaskhabar.com", "business.khaskhabar.com"),
    sources=(
        Listing("https://www.khaskhabar.com/"),
        Listing("https://business.khaskhabar.com/", "बिजनेस"),
    ),
    article_pattern=(
        r"https?://(?:www\.|business\.)?khaskhabar\.com/(?:[a-z-]+/){1,4}"
        r"[^/?#]{3,300}-news-hindi-1-[0-9]{5,7}-KKN\.html"
    ),
    matches=(
        "https://www.khaskhabar.com/local/rajasthan/jaipur-news/news-blue-pottery-kiln-gas-jaipur-news-hindi-1-512345-KKN.html",
        "https://business.khaskhabar.com/business-news/news-gem-market-jaipur-news-hindi-1-498765-KKN.html",
    ),
    rejects=(
        "https://www.khaskhabar.com/",
        "https://www.khaskhabar.com/local/rajasthan/jaipur-news/",
        "https://www.khaskhabar.com/tags/news/2",
        "https://www.khaskhabar.com/local/rajasthan/jaipur-news/news-blue-pottery-kiln-gas-jaipur-512345.html",
    ),
    known={"hosts": "reported 2022", "sources": "unverified", "article_pattern": "reported 2022"},
    notes=(
        "Lists by tag went on under /tags/news/<n> from 2018 to 2020.",
        "No feed is known, and nothing newer than 2022.",
    ),
)
