"""ThePrint Hindi: WordPress; addresses end in the id, AMP copies add a bare query."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Feed, Layout, Politeness, Publisher

PUBLISHER = Publisher(
    key="the_print_hindi",
    name="द प्रिंट हिंदी",
    name_latin="ThePrint Hindi",
    hosts=("hindi.theprint.in",),
    sources=(Feed("https://hindi.theprint.in/feed/"),),
    article_pattern=r"https?://hindi\.theprint\.in/(?!amp/|tag/|author/)[a-z-]+/[a-z0-9-]+/[0-9]{5,7}/",
    matches=("https://hindi.theprint.in/india/kanoon-ki-kitaben-ab-santhali-me-bhi/812345/",),
    rejects=(
        "https://hindi.theprint.in/",
        "https://hindi.theprint.in/category/india/",
        "https://hindi.theprint.in/india/kanoon-ki-kitaben-ab-santhali-me-bhi/812345/?amp",
        "https://hindi.theprint.in/feed/",
    ),
    amp=(
        AmpTwin(
            "https://hindi.theprint.in/{section}/{slug}/{id}/",
            "https://hindi.theprint.in/{section}/{slug}/{id}/?amp",
        ),
    ),
    layouts=(Layout(since=date(2024, 1, 1), body=(".td-post-content",)),),
    politeness=Politeness(delay=3),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "reported 2026",
        "amp": "reported 2026",
        "layouts": "reported 2026",
        "politeness": "reported 2026-09",
    },
    notes=(
        "theprint.in answered with a Cloudflare challenge in 2026-09.",
        "Feeds of categories answer 404; /wp-json/wp/v2/posts works in their place.",
        "Since when the layout is in use is not known; 2024 is assumed.",
    ),
)
