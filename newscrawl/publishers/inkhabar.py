"""Inkhabar: WordPress; addresses are a section and a bare slug, AMP copies stand below them."""

from newscrawl.publishers.rule import AmpTwin, Publisher, Sitemap

PUBLISHER = Publisher(
    key="inkhabar",
    name="इनखबर",
    name_latin="Inkhabar",
    hosts=("www.inkhabar.com", "inkhabar.com"),
    sources=(Sitemap("https://www.inkhabar.com/sitemap.xml"),),
    article_pattern=(
        r"https?://(?:www\.)?inkhabar\.com/(?!category/|tag/|author/|web-stories/|videos?/|page/)"
        r"[a-z-]+/[a-z0-9]+(?:-[a-z0-9]+){3,}/?"
    ),
    matches=(
        "https://www.inkhabar.com/states/ghaziabad-ring-road-dhool-pani-chhidkav",
        "https://inkhabar.com/khabar-jara-hatkar/bijnor-ke-kisan-ka-anokha-jugaad-512345/",
    ),
    rejects=(
        "https://www.inkhabar.com/",
        "https://www.inkhabar.com/states/",
        "https://www.inkhabar.com/states/ghaziabad-ring-road-dhool-pani-chhidkav/amp",
        "https://www.inkhabar.com/tag/ghaziabad-ring-road-dhool-pani/",
    ),
    amp=(
        AmpTwin("https://www.inkhabar.com/{section}/{slug}", "https://www.inkhabar.com/{section}/{slug}/amp"),
    ),
    known={
        "hosts": "reported 2022",
        "sources": "reported 2022",
        "article_pattern": "reported 2022",
        "amp": "seen 2022",
    },
    notes=(
        "Nothing newer than 2022 is known of this site.",
        "Addresses were met with and without a slash at the end.",
        "Nothing but its length tells a slug from a subsection: four words are asked for.",
    ),
)
