"""Deshbandhu: a paper of Raipur, Bhopal and Delhi; addresses end in a bare number, the one feed lags."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Listing, Publisher

_SITE = "https://www.deshbandhu.co.in"

PUBLISHER = Publisher(
    key="deshbandhu",
    name="देशबन्धु",
    name_latin="Deshbandhu",
    hosts=("www.deshbandhu.co.in", "deshbandhu.co.in"),
    sources=(
        Listing(f"{_SITE}/", known="unverified"),
        Feed(f"{_SITE}/feed"),
    ),
    article_pattern=(
        r"https?://(?:www\.)?deshbandhu\.co\.in/(?!amp/|videos?/|photo-gallery/|tags?/|author/)"
        r"[a-z-]+/[a-z0-9-]+-[0-9]{5,7}"
    ),
    matches=(
        f"{_SITE}/states/jabalpur-ke-talabon-par-adalat-sakht-512345",
        f"{_SITE}/editorial/gaon-ka-dakghar-98123",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/states",
        f"{_SITE}/feed",
        f"{_SITE}/videos/jabalpur-ke-talab-512346",
        f"{_SITE}/amp/states/jabalpur-ke-talabon-par-adalat-sakht-512345",
    ),
    layouts=(Layout(since=date(2023, 1, 1), body=("div.news_content", "div.nstory_intro")),),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "layouts": "reported 2026",
    },
    notes=(
        "The feed was weeks behind on 2026-09-23, so the home page comes first.",
        "The old feeds http://www.deshbandhu.co.in/rss/<section> (politics and others) are no longer named.",
        "Since when the layout is in use is not known; 2023 is assumed.",
    ),
)
