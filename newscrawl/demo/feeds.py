"""What the newsroom announces itself with: RSS, the news sitemap, the sitemaps by month, robots.txt."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from newscrawl.demo.newsroom import Ghost, Newsroom, Story, story_text

FEED_ITEMS = 20
"""Items in a feed, the newest first."""
NEWS_DAYS = 2
"""Days a story stays in the news sitemap: the protocol's own window."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def robots(base_url: str) -> str:
    """robots.txt: everything open but the editors' folder, the search and the login."""
    return (
        "User-agent: *\n"
        "Disallow: /private/\n"
        "Disallow: /search\n"
        "Disallow: /login\n"
        "Allow: /\n"
        "\n"
        f"Sitemap: {base_url}/sitemap.xml\n"
        f"Sitemap: {base_url}/news-sitemap.xml\n"
    )


def rss(newsroom: Newsroom, base_url: str, stories: Sequence[Story], *, title: str, path: str) -> str:
    """An RSS 2.0 feed as WordPress writes it, its links tagged for tracking; ghosts only in the main feed."""
    ghosts: Iterable[Ghost] = ()
    if path == "/feed/":
        ghosts = (ghost for ghost in newsroom.ghosts if "feed" in ghost.announced)
    dated = [(story.published, _story_item(newsroom, base_url, story)) for story in stories[:FEED_ITEMS]]
    dated += [
        (ghost.published, _item(base_url, ghost.path, ghost.title, ghost.published)) for ghost in ghosts
    ]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return (
        f'{_DECLARATION}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">\n'
        f"<channel>\n<title>{escape(title)}</title>\n<link>{base_url}/</link>\n"
        f"<description>{escape(newsroom.site['tagline'])}</description>\n<language>hi-IN</language>\n"
        f'<atom:link href="{base_url}{path}" rel="self" type="application/rss+xml"/>\n'
        f"<lastBuildDate>{format_datetime(newsroom.now)}</lastBuildDate>\n"
        + "".join(item for _, item in dated)
        + "</channel>\n</rss>\n"
    )


def _story_item(newsroom: Newsroom, base_url: str, story: Story) -> str:
    record = story.record
    start = story_text(story.blocks[:1])[:160]
    more = "".join(f"<dc:creator>{escape(name)}</dc:creator>\n" for name in record.authors)
    more += f"<category>{escape(newsroom.section_label(record.section))}</category>\n"
    more += f"<description><![CDATA[<p>{escape(start)} [&#8230;]</p>]]></description>\n"
    more += f'<guid isPermaLink="false">{base_url}/?p={record.id}</guid>\n'
    return _item(base_url, story.path, record.title, story.published, more)


def _item(base_url: str, path: str, title: str, published: datetime, more: str = "") -> str:
    link = escape(f"{base_url}{path}?utm_source=rss&utm_medium=rss&utm_campaign=feed")
    date = format_datetime(published)
    return (
        f"<item>\n<title>{escape(title)}</title>\n<link>{link}</link>\n"
        f"<pubDate>{date}</pubDate>\n{more}</item>\n"
    )


def news_sitemap(newsroom: Newsroom, base_url: str) -> str:
    """Google's news sitemap: the stories of the last two days."""
    since = newsroom.now - timedelta(days=NEWS_DAYS)
    entries = [
        (story.path, story.record.title, story.published, story.record.language)
        for story in newsroom.stories
        if story.published >= since
    ]
    entries += [(g.path, g.title, g.published, "hi") for g in newsroom.ghosts if "news" in g.announced]
    name = escape(newsroom.site["name"])
    urls = "".join(
        f"<url><loc>{base_url}{path}</loc><news:news><news:publication><news:name>{name}</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(title)}</news:title></news:news></url>\n"
        for path, title, published, language in entries
    )
    space = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"{_DECLARATION}<urlset {_SITEMAP} {space}>\n{urls}</urlset>\n"


def months(newsroom: Newsroom) -> list[str]:
    """The months that have stories or ghosts, as `2026-11`, the newest first."""
    dates = [story.published for story in newsroom.stories] + [ghost.published for ghost in newsroom.ghosts]
    return sorted({f"{date:%Y-%m}" for date in dates}, reverse=True)


def month_sitemap_path(newsroom: Newsroom, month: str) -> str:
    """Where a month's sitemap is served: the oldest month is packed, as archives are."""
    packed = ".gz" if month == months(newsroom)[-1] and len(months(newsroom)) > 1 else ""
    return f"/sitemap-articles-{month}.xml{packed}"


def sitemap_index(newsroom: Newsroom, base_url: str) -> str:
    """The index: one sitemap a month, one for the pages that are no news."""
    paths = [month_sitemap_path(newsroom, month) for month in months(newsroom)] + ["/sitemap-pages.xml"]
    refs = "".join(
        f"<sitemap><loc>{base_url}{path}</loc><lastmod>{newsroom.now:%Y-%m-%d}</lastmod></sitemap>\n"
        for path in paths
    )
    return f"{_DECLARATION}<sitemapindex {_SITEMAP}>\n{refs}</sitemapindex>\n"


def month_sitemap(newsroom: Newsroom, base_url: str, month: str) -> str:
    """The addresses of one month, ghosts among them."""
    entries = [(s.path, s.changed) for s in newsroom.stories if f"{s.published:%Y-%m}" == month]
    entries += [
        (ghost.path, ghost.published)
        for ghost in newsroom.ghosts
        if "sitemap" in ghost.announced and f"{ghost.published:%Y-%m}" == month
    ]
    return _urlset(base_url, entries)


def pages_sitemap(newsroom: Newsroom, base_url: str) -> str:
    """The home page, the sections and the pages that are no news."""
    paths = ["/", "/about/", "/contact/", *(f"/{section['key']}/" for section in newsroom.site["section"])]
    return _urlset(base_url, [(path, newsroom.now) for path in paths])


def _urlset(base_url: str, entries: Iterable[tuple[str, datetime]]) -> str:
    urls = "".join(
        f"<url><loc>{base_url}{path}</loc><lastmod>{changed.isoformat()}</lastmod></url>\n"
        for path, changed in entries
    )
    return f"{_DECLARATION}<urlset {_SITEMAP}>\n{urls}</urlset>\n"
