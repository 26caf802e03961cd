"""Dainik Savera: a paper of Jalandhar; of its site little more than a sitemap is known."""

from newscrawl.publishers.rule import Publisher, Sitemap

PUBLISHER = Publisher(
    key="dainik_savera",
    name="दैनिक सवेरा",
    name_latin="Dainik Savera",
    hosts=("www.dainiksaveratimes.com", "dainiksaveratimes.com", "dainiksaveratimes.in"),
    sources=(Sitemap("https://www.dainiksaveratimes.com/sitemap.xml"),),
    article_pattern=(
        r"https?://(?:www\.)?dainiksaveratimes\.(?:com|in)/"
        r"(?!amp/|category/|tags?/|author/|videos?/|gallery/|wp-)"
        r"(?:[a-z0-9-]+/){1,3}(?!page/)[a-z0-9]+(?:-[a-z0-9]+){3,}/?"
    ),
    matches=(
        "https://www.dainiksaveratimes.com/punjab/jalandhar-football-stitching-units-school-order/",
        "https://dainiksaveratimes.in/himachal/una-me-nayi-bus-seva-ka-samay",
    ),
    rejects=(
        "https://www.dainiksaveratimes.com/",
        "https://www.dainiksaveratimes.com/punjab/",
        "https://www.dainiksaveratimes.com/sitemap.xml",
        "https://www.dainiksaveratimes.com/videos/jalandhar-football-stitching-units-school-order/",
        "https://epaper.dainiksaveratimes.in/",
    ),
    known={"hosts": "reported 2022", "sources": "reported 2022", "article_pattern": "unverified"},
    notes=(
        "The sitemap stands in a list of 2022; nothing newer is known, and no page of the site was seen.",
        "Which of the two domains is the main one now is not known.",
        "epaper.dainiksaveratimes.in holds the printed paper.",
        "The form of addresses is assumed: sections, then a slug of four words or more.",
    ),
)
