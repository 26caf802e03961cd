"""The demo newsroom as an archive holds it: every page a small crawl of it would be answered."""

from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit

from newscrawl.archive.page import ArchivedPage
from newscrawl.demo.newsroom import Newsroom
from newscrawl.demo.records import load_records
from newscrawl.demo.routes import Routes

BASE = "https://www.navprahar.example"
TEMPLATES = ("tagdiv", "hashed", "table", "amp")
FIXED = ("/robots.txt", "/", "/feed/", "/news-sitemap.xml", "/sitemap.xml")


NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
"""What a newsroom announces changes with the hour."""


@cache
def newsroom_pages(template: str | None = None) -> tuple[ArchivedPage, ...]:
    """The pages of a newsroom that prints all its stories in one template, or in all of them."""
    records = [record for record in load_records() if template in {None, record.template}]
    newsroom = Newsroom(records, now=NOW)
    routes = Routes(newsroom, BASE)
    paths = [*FIXED, *(story.path for story in newsroom.stories)]
    found: dict[str, ArchivedPage] = {}
    while paths:
        path = paths.pop(0)
        if path in found:
            continue
        response = routes.respond(path, "", {})
        headers = {"content-type": response.content_type, **response.headers}
        page = ArchivedPage(
            url=BASE + path,
            status=response.status,
            headers=headers,
            body=response.body,
            date=NOW.isoformat(),
        )
        found[path] = page
        if path == "/sitemap.xml":
            text = response.body.decode()
            paths += [
                urlsplit(part.partition("<")[0]).path for part in text.split("<loc>")[1:] if ".xml" in part
            ]
    return tuple(found.values())
