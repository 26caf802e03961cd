"""BBC News Hindi: a path of www.bbc.com, rendered on the server, marked up by role and data-component."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, PageKind, Publisher, Sitemap

PUBLISHER = Publisher(
    key="bbc_hindi",
    name="बीबीसी न्यूज़ हिंदी",
    name_latin="BBC News Hindi",
    hosts=("www.bbc.com",),
    path="/hindi",
    sources=(
        Feed("https://feeds.bbci.co.uk/hindi/rss.xml"),
        Feed("https://feeds.bbci.co.uk/hindi/india/rss.xml", "भारत"),
        Feed("https://feeds.bbci.co.uk/hindi/world/rss.xml", "विदेश"),
        Feed("https://feeds.bbci.co.uk/hindi/sport/rss.xml", "खेल"),
        Feed("https://www.bbc.com/hindi/index.xml"),
        Sitemap("https://www.bbc.com/hindi/sitemap.xml", known="reported 2026"),
    ),
    article_pattern=(
        r"https?://www\.bbc\.com/hindi/"
        r"(?:articles/[a-z0-9]{10,13}"  # since 2022
        r"|[a-z]+(?:-[a-z]+){0,4}-[0-9]{8}"  # 2012 to 2024
        r"|[a-z0-9_/-]{1,80}/20[0-9]{2}/[01][0-9]/[0-9]{6}_[a-z0-9_]{1,80})"  # 2010 to 2016
    ),
    matches=(
        "https://www.bbc.com/hindi/articles/c0jq1x2y3z4o",
        "https://www.bbc.com/hindi/india-61234567",
        "https://www.bbc.com/hindi/international-51234567",
        "https://www.bbc.com/hindi/india/2013/06/130618_barish_pahad_ac",
    ),
    rejects=(
        "https://www.bbc.com/hindi",
        "https://www.bbc.com/hindi/topics/cj1x2y3z4o5pt",
        "https://www.bbc.com/news/articles/c0jq1x2y3z4o",
        "https://www.bbc.com/hindi/india-61234567/amp",
    ),
    kinds=(PageKind("live", r"^/hindi/live/", "https://www.bbc.com/hindi/live/india-61234567"),),
    layouts=(
        Layout(
            since=date(2020, 1, 1),
            body=("main[role=main]", "main"),
            drops=(
                "section[data-component=links-block]",
                "section[data-component=tags]",
                "[data-analytics_group_name=Related]",
            ),
            authors=("[data-component=byline-block] li:first-child span:last-child",),
            published=("main time[datetime]",),
        ),
    ),
    country="GB",
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "kinds": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "Since when the layout is in use is not known; 2020 is assumed.",
        "The byline is a list item each for name and post: 'पदनाम, बीबीसी संवाददाता'.",
        "AMP copies are retired.",
    ),
)
