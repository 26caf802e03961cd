"""One line on what is particular about this publisher. Copy this file to KEY.py and fill it in.

What is not known stays out: the generic extraction does without it. `newscrawl publishers new KEY URL` fills
most of it in from the site itself; docs/adding-a-publisher.md explains each step.
"""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Feed, Layout, NewsSitemap, PageKind, Politeness, Publisher

PUBLISHER = Publisher(
    key="nadi_samachar",  # the name of the file
    name="नदी समाचार",  # as it writes itself
    name_latin="Nadi Samachar",
    hosts=("www.nadi.example", "nadi.example"),  # the main one first; epapers and image hosts are none
    mobile_hosts=("m.nadi.example",),
    old_hosts=("nadisamachar.example",),
    sources=(  # the freshest first; what is dead goes into notes
        NewsSitemap("https://www.nadi.example/news-sitemap.xml"),
        Feed("https://www.nadi.example/rss/khel.xml", "खेल", known="reported 2026-09"),
    ),
    # The whole URL, no capture groups; classes that end at a slash cannot backtrack.
    article_pattern=r"https?://(?:www\.|m\.)?nadi\.example/(?!amp/)[a-z-]+/[a-z0-9-]+-[0-9]{5,8}\.html",
    matches=("https://www.nadi.example/khel/narmada-tairaki-spardha-50123.html",),  # one for each branch
    rejects=(
        "https://www.nadi.example/khel/",
        "https://www.nadi.example/amp/khel/narmada-tairaki-spardha-50123.html",
    ),
    kinds=(PageKind("video", r"^/video/", "https://www.nadi.example/video/narmada-tairaki-50124.html"),),
    amp=(AmpTwin("https://www.nadi.example/{path}", "https://www.nadi.example/amp/{path}"),),
    layouts=(
        Layout(
            since=date(2025, 9, 1),
            body=("div.story-matter", "article"),  # the element around the paragraphs; tried in order
            drops=("div.yah-bhi",),  # what stands inside it and is never the story
        ),
    ),
    datelines=("नदी संवाददाता, {place}।",),
    politeness=Politeness(delay=2),
    known={  # seen, reported or unverified, for every fact stated above
        "hosts": "seen 2025-09",
        "sources": "seen 2025-09",
        "article_pattern": "seen 2025-09",
        "kinds": "unverified",
        "amp": "seen 2025-09",
        "layouts": "seen 2025-09",
        "datelines": "seen 2025-09",
        "politeness": "reported 2026-09",
    },
    notes=("The feed /rss/all.xml is dead.",),
)
