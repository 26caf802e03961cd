"""Business Standard Hindi: WordPress today; old pages were tables whose only printed date is the clock."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Publisher

PUBLISHER = Publisher(
    key="business_standard_hindi",
    name="बिज़नेस स्टैंडर्ड",
    name_latin="Business Standard Hindi",
    hosts=("hindi.business-standard.com",),
    sources=(Feed("https://hindi.business-standard.com/feed/"),),
    article_pattern=(
        r"https?://hindi\.business-standard\.com/"
        r"(?:(?!category/|tag/|author/|page/|article-amp/|video)(?:[a-z-]+/){1,3}[a-z0-9]+(?:-[a-z0-9]+){3,}"
        r"|storypage\.php\?autono=[0-9]{4,8})"
    ),
    matches=(
        "https://hindi.business-standard.com/companies/panipat-ke-kambal-udyog-ki-nai-raah-id-412345",
        "https://hindi.business-standard.com/storypage.php?autono=171234",
    ),
    rejects=(
        "https://hindi.business-standard.com/",
        "https://hindi.business-standard.com/companies",
        "https://hindi.business-standard.com/article-amp/companies/companies_panipat-ke-kambal-171234_1.html",
        "https://hindi.business-standard.com/feed/",
    ),
    layouts=(
        Layout(
            since=date(2024, 1, 1),
            body=("div.p_30_0",),
            drops=(".row_card_container", ".whtsppchannle"),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "The old template, seen in 2020: storypage.php?autono=<id>, the story in a table cell.",
        "Its JSON-LD is a NewsArticle with naive dates in Indian time and a Person named in Hindi.",
        "Its printed date is the clock at the time of fetching, not the story's.",
        "Its AMP copies: /article-amp/<section>/section_<section>-<id>_1.html.",
        "Since when the new layout is in use is not known; 2024 is assumed.",
    ),
)
