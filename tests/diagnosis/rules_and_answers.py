"""A rule, and answers of its site, for the tests of the diagnosis."""

from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

from newscrawl.diagnosis.observed import Answer, HostSeen, SampleSeen, SourceRead, SourceSeen, Visit
from newscrawl.publishers.rule import AmpTwin, Feed, Layout, NewsSitemap, PageKind, Politeness, Publisher

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
HOME = "https://www.nadi.example"

RULE = Publisher(
    key="nadi",
    name="नदी समाचार",
    name_latin="Nadi Samachar",
    hosts=("www.nadi.example", "nadi.example"),
    mobile_hosts=("m.nadi.example",),
    sources=(
        NewsSitemap(f"{HOME}/news-sitemap.xml"),
        Feed(f"{HOME}/rss/khel.xml", known="reported 2026-09"),
        Feed(f"{HOME}/rss/desh.xml"),
    ),
    article_pattern=r"https?://(?:www\.|m\.)?nadi\.example/(?!amp/)[a-z-]+/[a-z0-9-]+-[0-9]{5,8}\.html",
    matches=(f"{HOME}/khel/tairaki-spardha-50123.html",),
    rejects=(f"{HOME}/khel/",),
    kinds=(
        PageKind("video", r"^/video/", f"{HOME}/video/tairaki-50124.html"),
        PageKind("live", r"^/live/", f"{HOME}/live/tairaki-50125.html", known="seen 2025-09"),
    ),
    amp=(AmpTwin(HOME + "/{path}", HOME + "/amp/{path}"),),
    layouts=(
        Layout(since=date(2020, 1, 1), body=("div.old",)),
        Layout(since=date(2025, 9, 1), body=("div.story-matter",), authors=("span.lekhak",)),
    ),
    datelines=("नदी संवाददाता, {place}।",),
    politeness=Politeness(delay=2),
    known={
        "hosts": "seen 2025-09",
        "sources": "seen 2025-09",
        "article_pattern": "seen 2025-09",
        "kinds": "unverified",
        "amp": "reported 2026-09",
        "layouts": "seen 2025-09",
        "datelines": "seen 2025-09",
        "politeness": "unverified",
    },
)


def article_url(number: int) -> str:
    return f"{HOME}/khel/narmada-tairaki-{number}.html"


def answer(
    body: str | bytes = "",
    url: str = f"{HOME}/",
    *,
    status: int | None = 200,
    failure: str = "",
    detail: str = "",
    final_url: str = "",
) -> Answer:
    data = body.encode() if isinstance(body, str) else body
    return Answer(
        url=url, final_url=final_url or url, status=status, body=data, failure=failure, detail=detail
    )


def feed(*numbers: int, age: timedelta = timedelta(hours=1)) -> str:
    when = format_datetime(NOW - age)
    items = "".join(
        f"<item><title>तैराकी स्पर्धा {number}</title><link>{article_url(number)}</link><pubDate>{when}</pubDate></item>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>खेल</title>{items}</channel></rss>'


def sitemap(*numbers: int, age: timedelta = timedelta(hours=1), news: bool = True) -> str:
    when = (NOW - age).isoformat()
    entries = "".join(
        f"<url><loc>{article_url(number)}</loc><lastmod>{when}</lastmod>"
        + (
            f"<news:news><news:publication_date>{when}</news:publication_date><news:title>तैराकी</news:title></news:news>"
            if news
            else ""
        )
        + "</url>"
        for number in numbers
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'


def page(number: int, box: str = "story-matter", *, amp: str | None = None, opening: str = "") -> str:
    twin = f'<link rel="amphtml" href="{amp}">' if amp else ""
    return (
        f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>तैराकी स्पर्धा में {number} खिलाड़ी उतरे</title>{twin}'
        '<meta property="article:published_time" content="2026-11-22T09:00:00+05:30"></head>'
        f'<body><article><h1>तैराकी स्पर्धा में {number} खिलाड़ी उतरे</h1><div class="{box}">'
        f"<p>{opening}होशंगाबाद में नर्मदा के घाट पर शनिवार को तैराकी स्पर्धा हुई, जिसमें {number} खिलाड़ियों ने भाग लिया और पुरस्कार पाए।</p>"
        "<p>आयोजक सुनीता चौबे ने बताया कि अगले साल यह स्पर्धा तीन दिन चलेगी और आसपास के जिलों के खिलाड़ी भी बुलाए जाएंगे।</p>"
        "<p>घाट पर सुबह से ही लोगों की भीड़ रही और नगर पालिका ने सुरक्षा के लिए बारह नावें तैनात की थीं।</p>"
        "</div></article></body></html>"
    )


def source_seen(url: str, state: str = "ok", **more: object) -> SourceRead:
    found: dict = {
        "form": "Feed",
        "url": url,
        "state": state,
        "status": 200,
        "read_as": "feed",
        "stories": 3 if state in {"ok", "stale", "misread"} else 0,
        **more,
    }
    return SourceRead(SourceSeen(**found))


def sample_seen(number: int, state: str = "article", **more: object) -> SampleSeen:
    return SampleSeen(url=article_url(number), state=state, **more)  # type: ignore[arg-type]


def visit(**parts: object) -> Visit:
    """A visit of a site on which all is well, but for `parts`."""
    found: dict = {
        "key": "nadi",
        "hosts": tuple(HostSeen(host=host, state="ok", status=200) for host in RULE.hosts),
        "sources": tuple(source_seen(source.url) for source in RULE.sources),
        "samples": (),
        "complete": True,
        **parts,
    }
    return Visit(**found)
