"""Prabhat Khabar: WordPress with bare slugs and a feed below every section; full stops for danda."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Feed, Layout, Publisher, Sitemap

_SITE = "https://www.prabhatkhabar.com"
_SECTIONS = {
    "national": "देश", "world": "दुनिया", "business": "बिजनेस", "sports": "खेल",
    "entertainment": "मनोरंजन", "life-and-style": "लाइफ एंड स्टाइल", "state/bihar": "बिहार",
    "state/jharkhand": "झारखंड", "state/west-bengal": "पश्चिम बंगाल", "state/odisha": "ओडिशा",
    "state/uttar-pradesh/gorakhpur": "गोरखपुर",
}  # fmt: skip
"""Path of the section to its name."""

PUBLISHER = Publisher(
    key="prabhat_khabar",
    name="प्रभात खबर",
    name_latin="Prabhat Khabar",
    hosts=("www.prabhatkhabar.com", "prabhatkhabar.com"),
    sources=(
        Feed(f"{_SITE}/feed"),
        *(Feed(f"{_SITE}/{path}/feed", name) for path, name in _SECTIONS.items()),
        Sitemap(f"{_SITE}/sitemap-index.xml"),
    ),
    article_pattern=(
        r"https?://(?:www\.)?prabhatkhabar\.com/(?!video/|photos?/|web-stor|topic/|tag/|author/|page/)"
        r"(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){3,}/?"
    ),
    matches=(
        f"{_SITE}/state/jharkhand/chaibasa/tasar-kokoon-ki-kharid-shuru-kisanon-ko-rahat",
        "https://prabhatkhabar.com/national/jharkhand-me-dhan-ki-nayi-kism-2512345/",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/state/jharkhand",
        f"{_SITE}/state/jharkhand/feed",
        f"{_SITE}/state/jharkhand/chaibasa/tasar-kokoon-ki-kharid-shuru-kisanon-ko-rahat/amp",
        f"{_SITE}/video/news/112345",
    ),
    amp=(AmpTwin(f"{_SITE}/{{path}}", f"{_SITE}/{{path}}/amp"),),
    layouts=(
        Layout(
            since=date(2020, 1, 1), body=("div.a1TnR",), drops=("._3hFr7", ".gR_IS"), known="reported 2021"
        ),
        Layout(since=date(2024, 1, 1), body=("article",)),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "reported 2026",
        "amp": "seen 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "Nothing but its length tells a slug from a subsection: four words are asked for.",
        "Until about 2024 it was a system with hashed classes (a1TnR); old videos are /video/news/<id>.",
        "Copies for AMP print 'By Prabhat Khabar News Desk | June 30, 2021 9:54 AM'.",
        "Most stories end sentences in a full stop: 5209 of them against 12 dandas in a collection of 2020.",
        "Datelines are written 'नयी दिल्ली :', with a space before the colon.",
    ),
)
