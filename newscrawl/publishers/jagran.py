"""Dainik Jagran: a Next.js site; listings carry their stories in __NEXT_DATA__, articles are plain HTML."""

from datetime import date

from newscrawl.publishers.rule import AmpTwin, Feed, Layout, NewsSitemap, Publisher, Sitemap

_SECTIONS = {
    "rss/news/national": "राष्ट्रीय", "rss/news/world": "दुनिया", "rss/news/education": "शिक्षा",
    "rss/entertainment": "मनोरंजन", "local/uttar-pradesh": "उत्तर प्रदेश", "local/bihar": "बिहार",
    "local/delhi": "दिल्ली", "local/haryana": "हरियाणा", "local/punjab": "पंजाब",
    "local/himachal-pradesh": "हिमाचल प्रदेश", "local/jammu-and-kashmir": "जम्मू-कश्मीर",
    "local/jharkhand": "झारखंड", "local/madhya-pradesh": "मध्य प्रदेश",
    "local/chhattisgarh": "छत्तीसगढ़", "local/west-bengal": "पश्चिम बंगाल",
}  # fmt: skip
"""Path of the feed to its section."""

PUBLISHER = Publisher(
    key="jagran",
    name="दैनिक जागरण",
    name_latin="Dainik Jagran",
    hosts=("www.jagran.com", "jagran.com"),
    mobile_hosts=("m.jagran.com",),
    sources=(
        NewsSitemap("https://www.jagran.com/news-sitemap.xml"),
        *(Feed(f"https://rss.jagran.com/{path}.xml", name) for path, name in _SECTIONS.items()),
        Sitemap("https://www.jagran.com/sitemap.xml", known="reported 2026"),
    ),
    article_pattern=r"https?://(?:www\.|m\.)?jagran\.com/(?!lite/)(?:[a-z0-9-]+/){0,2}[a-z0-9]+(?:-[a-z0-9]+)+-[0-9]{6,9}\.html",
    matches=(
        "https://www.jagran.com/bihar/patna-city-ganga-ghat-par-nai-vyavastha-24012345.html",
        "https://www.jagran.com/news/national-monsoon-ki-vidai-ka-elan-23812345.html",
        "https://m.jagran.com/uttar-pradesh/varanasi-city-nav-par-pustakalay-21012345.html",
    ),
    rejects=(
        "https://www.jagran.com/",
        "https://www.jagran.com/bihar/patna-city-hindi.html",
        "https://m.jagran.com/lite/bihar/patna-city-ganga-ghat-par-nai-vyavastha-24012345.html",
        "https://rss.jagran.com/local/bihar.xml",
    ),
    amp=(AmpTwin("https://www.jagran.com/{path}", "https://m.jagran.com/lite/{path}"),),
    layouts=(
        Layout(
            since=date(2020, 1, 1),
            body=("article .articleBody", "article"),
            published=("div.dateInfo span",),
        ),
    ),
    datelines=(
        "जागरण संवाददाता, {place}।",
        "राज्य ब्यूरो, {place}।",
        "संवाद सहयोगी, {place}।",
        "{place}, जेएनएन।",
    ),
    known={
        "hosts": "reported 2026",
        "sources": "reported 2026-09",
        "article_pattern": "reported 2026",
        "amp": "seen 2020-11",
        "layouts": "seen 2020-11",
        "datelines": "reported 2026-09",
    },
    notes=(
        "The spelling of the two-word states in the addresses of feeds is assumed.",
        "Feeds of Uttarakhand, Rajasthan, Gujarat, Maharashtra and Odisha answered 500 in 2026-09.",
        "`article` alone was enough for a reader of 2026; .articleBody was seen in 2020.",
    ),
)
