"""NDTV India: state editions on hosts of their own; announced by FeedBurner, since its own feeds refuse."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Archive, Feed, Layout, PageKind, Politeness, Publisher

_BURNER = "https://feeds.feedburner.com/ndtvkhabar"
_SECTIONS = {"india": "देश", "world": "दुनिया", "business": "बिज़नेस", "sports": "खेल"}
"""Name of the feed to its section."""

PUBLISHER = Publisher(
    key="ndtv_india",
    name="एनडीटीवी इंडिया",
    name_latin="NDTV India",
    hosts=("ndtv.in", "mpcg.ndtv.in", "rajasthan.ndtv.in"),
    old_hosts=("khabar.ndtv.com",),
    sources=(
        Feed(f"{_BURNER}-latest"),
        *(Feed(f"{_BURNER}-{name}", section) for name, section in _SECTIONS.items()),
        Feed(_BURNER),
        Archive(
            "https://ndtv.in/sitemap.xml?yyyy={day:%Y}&mm={day:%m}&sitename=ndtv-khabar&category=",
            known="unverified",
        ),
    ),
    article_pattern=(
        r"https?://(?:[a-z]+\.)?ndtv\.in/(?!videos?/|photos|author|topic|webstories)"
        r"[a-z-]+/[a-z0-9-]+-[0-9]{6,8}"
    ),
    matches=(
        "https://mpcg.ndtv.in/madhya-pradesh-news/bhopal-bade-talab-me-chalenge-bijli-wale-shikare-9412345",
        "https://ndtv.in/india/dakghar-me-khulenge-nibandh-kendra-3412345",
    ),
    rejects=(
        "https://ndtv.in/",
        "https://ndtv.in/india",
        "https://ndtv.in/videos/bhopal-ke-shikare-812345",
        "https://ndtv.in/india/dakghar-me-khulenge-nibandh-kendra-3412345/amp",
        "https://ndtv.in/topic/bhopal-123456",
    ),
    kinds=(
        PageKind(
            "video", r"^/videos/", "https://ndtv.in/videos/bhopal-ke-shikare-812345", known="seen 2024-11"
        ),
        PageKind("photo", r"^/photos", "https://ndtv.in/photos/bhopal-ka-bada-talab-112345"),
    ),
    amp=(AmpTwin("https://ndtv.in/{section}/{slug}", "https://ndtv.in/{section}/{slug}/amp"),),
    layouts=(
        Layout(
            since=date(2022, 1, 1),
            body=(".sp-cn", ".story__content", "[itemprop=articleBody]", ".ins_storybody"),
        ),
    ),
    politeness=Politeness(delay=3),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026",
        "article_pattern": "reported 2026",
        "kinds": "reported 2026",
        "amp": "reported 2026",
        "layouts": "reported 2026",
        "politeness": "reported 2026",
    },
    notes=(
        "Akamai answers 403 to plain clients on ndtv.in and ndtv.com, on ndtv.com/rss too.",
        "Whether ndtv.in/rss has a feed is not known.",
        "The sitemap was reported with mm=3; whether it takes mm=03 is not known.",
        "Copies for AMP also at ?outputType=amp. rajasthan.ndtv.in is unverified.",
        "Dates put the month first and PM behind 24 hours: 'अप्रैल 16, 2022 21:05 pm IST'.",
        "Videos print 'प्रकाशित: नवम्बर 22, 2024'. Since when the layout is in use is assumed.",
    ),
)
