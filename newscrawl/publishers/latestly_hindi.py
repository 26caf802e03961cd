"""LatestLY Hindi: addresses end in a number and .html; nothing else of the site is known."""

from newscrawl.publishers.rule import Listing, Publisher

PUBLISHER = Publisher(
    key="latestly_hindi",
    name="लेटेस्टली हिंदी",
    name_latin="LatestLY Hindi",
    hosts=("hindi.latestly.com",),
    sources=(Listing("https://hindi.latestly.com/"),),
    article_pattern=(
        r"https?://hindi\.latestly\.com/(?!videos?/|photos?/|photo-gallery/|amp/)"
        r"(?:[a-z-]+/){1,4}[a-z0-9-]+-[0-9]{5,8}\.html"
    ),
    matches=(
        "https://hindi.latestly.com/lifestyle/travel/ziro-ghati-me-mausam-ke-hisab-se-yatra-2512345.html",
        "https://hindi.latestly.com/sports/gaon-ke-akhade-se-nikli-pahalwan-998877.html",
    ),
    rejects=(
        "https://hindi.latestly.com/",
        "https://hindi.latestly.com/lifestyle/travel/",
        "https://hindi.latestly.com/videos/ziro-ghati-ki-sair-2512346.html",
        "https://hindi.latestly.com/sports/gaon-ke-akhade-se-nikli-pahalwan.html",
    ),
    known={"hosts": "unverified", "sources": "unverified", "article_pattern": "unverified"},
    notes=("No feed or sitemap is known; the home page is the way in.",),
)
