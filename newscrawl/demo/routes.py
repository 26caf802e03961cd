"""The newsroom's addresses: a pure function from a request to a response.

Three quirks are about bytes: a page with `meta-latin1` declares ISO-8859-1 in its HTML and nothing in its
header, one with `header-cp1252` declares windows-1252 in its header over UTF-8, one with `gzip` comes packed.
"""

import gzip
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from importlib.resources import files
from urllib.parse import parse_qs, quote, unquote

from newscrawl.demo import feeds, media
from newscrawl.demo.newsroom import Newsroom, Story
from newscrawl.demo.pages import Pages

PER_PAGE = 4
"""Stories on a listing page; small, so that sections have several."""

_HTML = "text/html; charset=UTF-8"
_XML = "application/xml; charset=UTF-8"
_RSS = "application/rss+xml; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Response:
    """What a route answers."""

    status: int
    body: bytes = b""
    content_type: str = _HTML
    headers: dict[str, str] = field(default_factory=dict)


class Routes:
    """One newsroom under one address.

    `base_url` is what absolute links are built on: scheme, host and port, without a slash at the end.
    """

    def __init__(self, newsroom: Newsroom, base_url: str) -> None:
        self.newsroom = newsroom
        self.base_url = base_url
        self.pages = Pages(newsroom, base_url)
        self._table: tuple[tuple[re.Pattern[str], Callable[..., Response | None]], ...] = (
            (re.compile(r"/"), self._home),
            (re.compile(r"/robots\.txt"), self._robots),
            (re.compile(r"/static/style\.css"), self._style),
            (re.compile(r"/(about|contact)/"), self._static),
            (re.compile(r"/private/.*"), self._private),
            (re.compile(r"/search"), self._search),
            (re.compile(r"/feed/"), self._feed),
            (re.compile(r"/([a-z]+)/feed/"), self._section_feed),
            (re.compile(r"/news-sitemap\.xml"), self._news_sitemap),
            (re.compile(r"/sitemap\.xml"), self._sitemap_index),
            (re.compile(r"/sitemap-pages\.xml"), self._pages_sitemap),
            (re.compile(r"/sitemap-articles-(\d{4}-\d\d)\.xml(?:\.gz)?"), self._month_sitemap),
            (re.compile(r"/media/([\w-]+)\.png"), self._picture),
            (re.compile(r"/epaper/([\d-]+)\.pdf"), self._paper),
            (re.compile(r"/latest/(?:page/(\d{1,4})/)?"), self._latest),
            (re.compile(r"/tag/([^/]+)/(?:page/(\d{1,4})/)?"), self._tag),
            (re.compile(r"/author/([a-z-]+)/(?:page/(\d{1,4})/)?"), self._author),
            (re.compile(r"/([a-z]+)/(?:page/(\d{1,4})/)?"), self._section),
        )

    def respond(self, path: str, query: str = "", headers: Mapping[str, str] | None = None) -> Response:
        """The answer to a GET of `path` (percent-encoded or not) with `query`.

        Header names in `headers` are lower case.
        """
        headers = headers or {}
        asked = parse_qs(query)
        if path == "/" and "p" in asked:
            return self._shortlink(asked["p"][0])
        for story_path in {path, quote(unquote(path))}:
            if story := self.newsroom.by_path.get(story_path):
                return self._story(story, headers)
            if story_path.endswith("/amp/") and (story := self.newsroom.by_path.get(story_path[:-4])):
                return self._amp(story, headers)
            for ghost in self.newsroom.ghosts:
                if ghost.path == story_path and not ghost.disallowed:
                    if ghost.moved_to:
                        return self._moved(ghost.moved_to)
                    return self._missing(ghost.status)
        decoded = unquote(path)
        for pattern, route in self._table:
            if found := pattern.fullmatch(decoded):
                if route == self._search:
                    return self._search(asked.get("q", [""])[0])
                response = route(*found.groups())
                if response is not None:
                    return response
        if not path.endswith("/") and path + "/" in self.newsroom.by_path:
            return self._moved(path + "/")
        return self._missing(404)

    # -- stories ------------------------------------------------------------------------------------------

    def _story(self, story: Story, headers: Mapping[str, str]) -> Response:
        quirks = story.record.quirks
        body = self.pages.article(story).encode()
        content_type = _HTML
        if "meta-latin1" in quirks:
            content_type = "text/html"
        elif "header-cp1252" in quirks:
            content_type = "text/html; charset=windows-1252"
        return self._conditional(story, body, content_type, headers, pack="gzip" in quirks)

    def _amp(self, story: Story, headers: Mapping[str, str]) -> Response:
        if story.record.template == "amp":
            return self._moved(story.path)
        return self._conditional(story, self.pages.article(story, amp=True).encode(), _HTML, headers)

    def _conditional(
        self, story: Story, body: bytes, content_type: str, headers: Mapping[str, str], *, pack: bool = False
    ) -> Response:
        """The page with its validators, or a 304 where the client has it already."""
        validators = {
            "ETag": f'"{sha256(body).hexdigest()[:20]}"',
            "Last-Modified": format_datetime(story.changed.astimezone(UTC), usegmt=True),
        }
        if _unchanged(headers, validators["ETag"], validators["Last-Modified"]):
            return Response(304, b"", content_type, validators)
        if pack and "gzip" in headers.get("accept-encoding", ""):
            body = gzip.compress(body, mtime=0)
            validators |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(200, body, content_type, validators)

    def _shortlink(self, number: str) -> Response:
        story = self.newsroom.by_id.get(int(number)) if number.isascii() and number.isdigit() else None
        return self._moved(story.path) if story else self._missing(404)

    def _moved(self, path: str) -> Response:
        return Response(301, b"", _HTML, {"Location": self.base_url + path})

    def _missing(self, status: int) -> Response:
        return Response(status, self.pages.static("missing").encode())

    # -- listings -----------------------------------------------------------------------------------------

    def _home(self) -> Response:
        return Response(200, self.pages.home().encode())

    def _latest(self, page: str | None) -> Response | None:
        return self._listed("ताजा खबरें", "/latest/", self.newsroom.stories, page)

    def _section(self, key: str, page: str | None) -> Response | None:
        known = {section["key"]: section["label"] for section in self.newsroom.site["section"]}
        if key not in known:
            return None
        stories = [story for story in self.newsroom.stories if story.record.section == key]
        return self._listed(known[key], f"/{key}/", stories, page, feed=f"{self.base_url}/{key}/feed/")

    def _tag(self, slug: str, page: str | None) -> Response | None:
        tag = slug.replace("-", " ")
        stories = [s for s in self.newsroom.stories if tag in (t.replace("-", " ") for t in s.record.tags)]
        return self._listed(f"टैग: {tag}", f"/tag/{slug}/", stories, page) if stories else None

    def _author(self, slug: str, page: str | None) -> Response | None:
        author = next((a for a in self.newsroom.site["author"] if a["slug"] == slug), None)
        if author is None:
            return None
        stories = [story for story in self.newsroom.stories if author["name"] in story.record.authors]
        return self._listed(author["name"], f"/author/{slug}/", stories, page, intro=author["bio"])

    def _search(self, words: str = "") -> Response:
        stories = [story for story in self.newsroom.stories if words and words in story.record.title]
        return Response(200, self.pages.listing(f"खोज: {words}", "/search", stories).encode())

    def _listed(
        self,
        title: str,
        path: str,
        stories: Sequence[Story],
        page: str | None,
        *,
        feed: str | None = None,
        intro: str = "",
    ) -> Response | None:
        number = int(page or 1)
        pages = max(1, -(-len(stories) // PER_PAGE))
        if not 1 <= number <= pages:
            return None
        shown = stories[(number - 1) * PER_PAGE : number * PER_PAGE]
        html = self.pages.listing(title, path, shown, page=number, pages=pages, feed=feed, intro=intro)
        return Response(200, html.encode())

    # -- feeds and files ----------------------------------------------------------------------------------

    def _robots(self) -> Response:
        return Response(200, feeds.robots(self.base_url).encode(), "text/plain; charset=UTF-8")

    def _feed(self) -> Response:
        newsroom = self.newsroom
        xml = feeds.rss(newsroom, self.base_url, newsroom.stories, title=newsroom.site["name"], path="/feed/")
        return Response(200, xml.encode(), _RSS)

    def _section_feed(self, key: str) -> Response | None:
        if all(section["key"] != key for section in self.newsroom.site["section"]):
            return None
        stories = [story for story in self.newsroom.stories if story.record.section == key]
        title = f"{self.newsroom.section_label(key)} - {self.newsroom.site['name']}"
        xml = feeds.rss(self.newsroom, self.base_url, stories, title=title, path=f"/{key}/feed/")
        return Response(200, xml.encode(), _RSS)

    def _news_sitemap(self) -> Response:
        return Response(200, feeds.news_sitemap(self.newsroom, self.base_url).encode(), _XML)

    def _sitemap_index(self) -> Response:
        return Response(200, feeds.sitemap_index(self.newsroom, self.base_url).encode(), _XML)

    def _pages_sitemap(self) -> Response:
        return Response(200, feeds.pages_sitemap(self.newsroom, self.base_url).encode(), _XML)

    def _month_sitemap(self, month: str) -> Response | None:
        if month not in feeds.months(self.newsroom):
            return None
        xml = feeds.month_sitemap(self.newsroom, self.base_url, month).encode()
        if feeds.month_sitemap_path(self.newsroom, month).endswith(".gz"):
            return Response(200, gzip.compress(xml, mtime=0), "application/x-gzip")
        return Response(200, xml, _XML)

    def _picture(self, name: str) -> Response:
        return Response(200, media.picture(name), "image/png")

    def _paper(self, day: str) -> Response:
        return Response(200, media.paper(f"Navprahar {day}"), "application/pdf")

    def _style(self) -> Response:
        css = (files("newscrawl.demo") / "templates" / "style.css").read_bytes()
        return Response(200, css, "text/css; charset=UTF-8")

    def _static(self, name: str) -> Response:
        return Response(200, self.pages.static(name).encode())

    def _private(self) -> Response:
        return Response(200, self.pages.static("private").encode())


def _unchanged(headers: Mapping[str, str], etag: str, last_modified: str) -> bool:
    """Whether a conditional request may be answered with 304 (RFC 9110, 13.2.2: the ETag goes first)."""
    if "if-none-match" in headers:
        return etag in headers["if-none-match"]
    try:
        since = parsedate_to_datetime(headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return parsedate_to_datetime(last_modified) <= since
