"""Dainik Tribune: the Hindi paper of the Tribune trust; an own system in 2021, WordPress since 2023."""

from datetime import date

from newscrawl.publishers.rule import Layout, Listing, Politeness, Publisher

_SITE = "https://www.dainiktribuneonline.com"

PUBLISHER = Publisher(
    key="dainik_tribune",
    name="दैनिक ट्रिब्यून",
    name_latin="Dainik Tribune",
    hosts=("www.dainiktribuneonline.com", "dainiktribuneonline.com"),
    sources=(Listing(f"{_SITE}/"),),
    article_pattern=(
        r"https?://(?:www\.)?dainiktribuneonline\.com/news/[a-z-]+/(?!page/)"
        r"[a-z0-9]+(?:-[a-z0-9]+){2,}/?"
    ),
    matches=(
        f"{_SITE}/news/haryana/karnal-basmati-seeds-new-trial-farmers/",
        f"{_SITE}/news/punjab/ropar-wetland-bird-count-volunteers-51234",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/news/haryana/",
        f"{_SITE}/feed/",
        f"{_SITE}/archive",
        f"{_SITE}/news/haryana/karnal-basmati-seeds-new-trial-farmers/amp/",
    ),
    layouts=(
        Layout(
            since=date(2021, 1, 1),
            body=("div.story-desc",),
            title=("div.glb-heading h1",),
            subtitle=("div.glb-heading p",),
            published=("div.time-share span",),
        ),
    ),
    politeness=Politeness(delay=3),
    known={
        "hosts": "reported 2026",
        "sources": "unverified",
        "article_pattern": "reported 2026",
        "layouts": "reported 2021",
        "politeness": "reported 2026-09",
    },
    notes=(
        "No feed answered in 2026-09; requests for one got 403.",
        "Links of listings: .ts-news-content a. The lead picture: div.news-area img.",
        "In 2021 lists went on under /Pagination/ViewAll?id=<category>&page=<n>.",
        "In 2021 a POST to /archive with FromDate and ToDate (dd/mm/yyyy) listed a day.",
        "Pictures lie under the uploads of WordPress since 2023; the layout may not have outlived the move.",
    ),
)
