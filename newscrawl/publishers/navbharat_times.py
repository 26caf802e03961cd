"""Navbharat Times: the .cms system of Times Internet; the kind of a page stands in its address."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Feed, Layout, NewsSitemap, PageKind, Publisher

_SITE = "https://navbharattimes.indiatimes.com"
_SECTIONS = {
    "india/rssfeed/1564454": "भारत", "world/rssfeed/2279801": "दुनिया", "business/rssfeed/2279786": "बिज़नेस",
    "sports/rssfeed/2279790": "खेल", "tech/rssfeed/19615041": "टेक", "entertainment/rssfeed/2279793": "मनोरंजन",
    "lifestyle/rssfeed/2354729": "लाइफस्टाइल", "astro/rssfeed/17127056": "एस्ट्रो",
    "metro/delhi/rssfeed/4836708": "दिल्ली", "state/uttar-pradesh/rssfeed/21236867": "उत्तर प्रदेश",
    "state/bihar/rssfeed/21236753": "बिहार", "state/madhya-pradesh/rssfeed/21236720": "मध्य प्रदेश",
    "state/rajasthan/rssfeed/21236734": "राजस्थान", "state/chhattisgarh/rssfeed/21236696": "छत्तीसगढ़",
    "state/uttarakhand/rssfeed/21236621": "उत्तराखंड", "state/jharkhand/rssfeed/21236677": "झारखंड",
    "state/punjab-and-haryana/rssfeed/21236773": "पंजाब और हरियाणा",
}  # fmt: skip
"""Path of the feed to its section."""

PUBLISHER = Publisher(
    key="navbharat_times",
    name="नवभारत टाइम्स",
    name_latin="Navbharat Times",
    hosts=("navbharattimes.indiatimes.com",),
    sources=(
        NewsSitemap(f"{_SITE}/staticsitemap/nbt/news/sitemap-48hours.xml"),
        Feed(f"{_SITE}/langapi/sitemap/gstandrssfeed.xml"),
        *(Feed(f"{_SITE}/{path}.xml", section) for path, section in _SECTIONS.items()),
        NewsSitemap(f"{_SITE}/staticsitemap/nbt/news-sitemap.xml"),
    ),
    article_pattern=r"https?://navbharattimes\.indiatimes\.com/.+/articleshow/[0-9]{6,12}\.cms",
    matches=(
        f"{_SITE}/state/uttar-pradesh/lucknow/gomti-ke-kinare-naya-path/articleshow/123456789.cms",
        f"{_SITE}/metro/delhi/other-news/yamuna-ka-jalstar-ghata/articleshow/113456789.cms",
    ),
    rejects=(
        f"{_SITE}/state/uttar-pradesh/lucknow/articlelist/21236867.cms",
        f"{_SITE}/state/uttar-pradesh/gomti-ke-kinare/videoshow/123456790.cms",
        f"{_SITE}/state/uttar-pradesh/lucknow/gomti-ke-kinare-naya-path/amp_articleshow/123456789.cms",
    ),
    kinds=(
        PageKind("live", r"/liveblog/[0-9]+\.cms", f"{_SITE}/india/sansad-live/liveblog/123456791.cms"),
        PageKind(
            "video",
            r"/videoshow/[0-9]+\.cms",
            f"{_SITE}/state/uttar-pradesh/gomti-ke-kinare/videoshow/123456790.cms",
            known="reported 2026",
        ),
        PageKind(
            "photo",
            r"/photoshow/|/photogallery/",
            f"{_SITE}/lifestyle/gomti-ki-tasveeren/photoshow/123456792.cms",
        ),
        PageKind("web_story", r"^/web-stories/", f"{_SITE}/web-stories/gomti-ki-sair/webstory/123456793.cms"),
    ),
    amp=(
        AmpTwin(f"{_SITE}/{{path}}/articleshow/{{id}}.cms", f"{_SITE}/{{path}}/amp_articleshow/{{id}}.cms"),
    ),
    layouts=(
        Layout(
            since=date(2023, 1, 1),
            body=("div.full_article", ".artText", "[itemprop=articleBody]", "article"),
        ),
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "kinds": "unverified",
        "amp": "unverified",
        "layouts": "reported 2026",
    },
    notes=(
        "The feeds rssfeedsdefault.cms, rssfeedstopstories.cms and /rssfeeds/<id>.cms are dead or time out.",
        "Feeds of Goa and Andhra Pradesh are stale; nbt.in holds short links.",
        "Data of inline videos bleeds into the text of stored copies (msid, shareUrl).",
    ),
)
