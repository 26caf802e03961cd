"""A simulated press: publishers under their own names, each with its sources and stories of its own, on loopback.

A publisher's page is its fixture with another story in it, so that structure, dates and furniture stay as its
site has them. Each story is announced in two to four places, in the spellings sites use: plain, with tracking
parameters, as AMP copy. Beside them stand pages that are no articles, and one request in twenty goes wrong once.
"""

import html
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from newscrawl.publishers.rule import Archive, Feed, Listing, NewsSitemap, Publisher, Sitemap

FIXTURES = Path(__file__).parents[1] / "publishers" / "fixtures"
MOST = 120
"""The most stories a paper may be asked for, and more."""
TRACKING = "utm_source=rss&utm_medium=feed&utm_campaign=latest"
FAULTS = ("busy", "reset", "short", "moved")
_DIGITS = re.compile(r"[0-9]{5,}|(?<=-)[0-9]{1,4}(?=[^0-9]*$)")
_STAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{3})?(?:[+-][0-9]{2}:?[0-9]{2}|Z)?"
)
_PLACES = ("रायपुर", "जबलपुर", "कोटा", "गोरखपुर", "धनबाद", "हल्द्वानी", "मेरठ", "सतना", "बीकानेर", "दरभंगा", "अजमेर")
_WORKS = (
    "पुल",
    "सड़क",
    "अस्पताल",
    "पुस्तकालय",
    "जलाशय",
    "बस अड्डा",
    "सब्जी मंडी",
    "स्टेडियम",
    "विद्यालय",
    "पार्क",
    "छात्रावास",
    "संग्रहालय",
    "तालाब",
)
_WHO = ("जिलाधिकारी", "महापौर", "मुख्य अभियंता", "उपायुक्त", "प्राचार्य", "सिविल सर्जन", "मंडल आयुक्त")
_NAMES = (
    "रश्मि",
    "सुधीर",
    "कविता",
    "अनवर",
    "मंजुला",
    "हरीश",
    "नसरीन",
    "प्रकाश",
    "सीमा",
    "विजय",
    "लता",
    "दीपक",
    "शबाना",
)
_FAMILIES = ("चौबे", "मिंज", "अंसारी", "पाठक", "सोनी", "भदौरिया", "कुजूर", "तिवारी", "मल्होत्रा", "यादव", "नेगी")


@dataclass(frozen=True)
class Story:
    """One article of the press, and where its publisher announces it."""

    publisher: Publisher
    number: int
    url: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    fault: str | None


@dataclass
class Paper:
    """One publisher: its page as a template, its stories, its documents."""

    publisher: Publisher
    page: str
    expected: dict
    url: str
    stories: list[Story] = field(default_factory=list)

    def story_page(self, story: Story) -> bytes:
        text = self.page
        replaced = {self.expected["title"]: story.title, self.url: story.url}
        replaced |= dict(zip(self.expected["text"], story.paragraphs, strict=True))
        for old, new in replaced.items():
            text = text.replace(old, new)
        stamp = story.published.isoformat(timespec="seconds")
        return _STAMP.sub(stamp, text).encode()


def _spread(paragraphs: tuple[str, ...], count: int, seed: int) -> tuple[str, ...]:
    """The paragraphs in exactly `count` pieces."""
    if count <= len(paragraphs):
        return (*paragraphs[: count - 1], " ".join(paragraphs[count - 1 :]))
    more = (
        f"विभाग ने बताया कि {seed * 11 + number} आवेदनों की जांच पूरी हो गई है और बाकी पर {number + 5} दिन में फैसला लिया जाएगा।"
        for number in range(count - len(paragraphs))
    )
    return (*paragraphs, *more)


def paper_of(publisher: Publisher) -> Paper | None:
    """The publisher's paper, when a story can be put into its fixture page as it stands."""
    folder = FIXTURES / publisher.key
    page = (folder / "page.html").read_text(encoding="utf-8")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["page"]
    found = re.search(r'^url = "([^"]+)"', (folder / "facts.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    paper = Paper(publisher, page, expected, found[1])
    # Its canonical address must be the story's, in the spelling of the page.
    own = 'rel="canonical"' not in page or found[1] in page
    whole = own and all(page.count(text) >= 1 for text in [expected["title"], *expected["text"]])
    dated = expected["published_at"] and _STAMP.search(page)
    usable = whole and dated and len(expected["text"]) >= 2 and _numbered(paper, MOST) and publisher.sources
    return paper if usable and expected["page_type"] == "article" else None


def _numbered(paper: Paper, number: int) -> str | None:
    """The address of another story, of the form of the fixture's."""
    runs = list(_DIGITS.finditer(paper.url, paper.url.index("//") + 2))
    if not runs:
        return None
    last = runs[-1]
    digits = str(int(last[0]) + number).rjust(len(last[0]), "0")
    if len(digits) != len(last[0]):
        return None
    url = paper.url[: last.start()] + digits + paper.url[last.end() :]
    return url if paper.publisher.is_article_url(url) else None


def write_stories(paper: Paper, count: int, now: datetime) -> None:
    """Give the paper `count` stories of the last six days, newest first."""
    for number in range(1, count + 1):
        seed = number * 7 + sum(map(ord, paper.publisher.key))
        place, work = _PLACES[seed % 11], _WORKS[(seed // 3) % 13]
        who = f"{_WHO[seed % 7]} {_NAMES[(seed // 7) % 13]} {_FAMILIES[(seed // 5) % 11]}"
        title = f"{place} में {work} का काम {number + 20} दिन में होगा पूरा, {seed % 89 + 3} करोड़ मंजूर"
        paragraphs = (
            f"{place} में लंबे समय से अटके {work} का काम अब {number + 20} दिन में पूरा किया जाएगा और इसके लिए {seed % 89 + 3} करोड़ रुपये मंजूर हो गए हैं।",
            f'{who} ने कहा, "{work} की फाइल क्रमांक {seed * 13} पर मुहर लग चुकी है और ठेकेदार को {seed % 17 + 2} शर्तों के साथ काम सौंपा गया है।"',
            f"{place} के लोग {seed % 9 + 2} साल से {work} की मांग कर रहे थे, जबकि पिछले महीने {seed % 400 + 60} लोगों ने इसके लिए ज्ञापन सौंपा था।",
        )
        published = now - timedelta(minutes=number * 6 * 24 * 60 // (count + 1))
        url = _numbered(paper, number)
        assert url is not None
        fault = FAULTS[number // 20 % len(FAULTS)] if number % 20 == 7 else None
        pieces = _spread(paragraphs, len(paper.expected["text"]), seed)
        paper.stories.append(Story(paper.publisher, number, url, title, pieces, published, fault))


class Press:
    """The papers behind one server; `asked` counts requests by host and path."""

    def __init__(self, papers: list[Paper]) -> None:
        self.papers = papers
        self.asked: Counter[str] = Counter()
        self._documents: dict[str, tuple[str, bytes]] = {}
        self._stories: dict[str, tuple[Paper, Story]] = {}
        self.others: set[str] = set()
        """Addresses that are announced and are no articles."""
        for paper in papers:
            self._publish(paper)

    @property
    def hosts(self) -> set[str]:
        found = {urlsplit(url).hostname or "" for url in (*self._documents, *self._stories)}
        for paper in self.papers:
            rule = paper.publisher
            found |= {*rule.hosts, *rule.mobile_hosts, *rule.amp_hosts}
        return found

    @property
    def truth(self) -> dict[str, Story]:
        return {story.url: story for paper in self.papers for story in paper.stories}

    def _publish(self, paper: Paper) -> None:
        rule = paper.publisher
        sources = [source for source in rule.sources if not isinstance(source, Archive)]
        held: list[list[tuple[str, Story]]] = [[] for _ in sources]
        for story in paper.stories:
            self._stories[story.url] = (paper, story)
            spellings = self._spellings(rule, story)
            places = 2 + story.number % 3
            for step in range(places):
                # The first two places differ where the publisher has two; spellings go round.
                at = (story.number + step * (1 + story.number % 2)) % len(sources)
                held[at].append((spellings[(story.number + step) % len(spellings)], story))
        self._add_others(rule, held, paper)
        for source, entries in zip(sources, held, strict=True):
            self._documents[source.url] = self._document(source, entries)

    def _spellings(self, rule: Publisher, story: Story) -> list[str]:
        found = [story.url, f"{story.url}?{TRACKING}"]
        for twin in rule.amp:
            if (copy := twin.amp_of(story.url)) is not None:
                found.append(copy)
                self._stories[copy] = self._stories[story.url]
                break
        return found

    def _add_others(self, rule: Publisher, held: list[list[tuple[str, Story]]], paper: Paper) -> None:
        """A section's page among the stories, and two addresses of article form that hold none."""
        section = next((url for url in rule.rejects if urlsplit(url).hostname in rule.hosts), None)
        forms = [_numbered(paper, len(paper.stories) + extra) for extra in (1, 2)]
        last = paper.stories[-1]
        for url, kind in ((section, "section"), (forms[0], "section"), (forms[1], "gone")):
            if url is None:
                continue
            self.others.add(url)
            held[0].append((url, last))
            self._documents[url] = ("text/html; charset=utf-8", self._other_page(rule, kind, paper))

    @staticmethod
    def _other_page(rule: Publisher, kind: str, paper: Paper) -> bytes:
        links = "".join(f'<li><a href="{story.url}">{story.title}</a></li>' for story in paper.stories[:25])
        said = (
            "<p>यह पेज नहीं मिला। हो सकता है इसे हटा दिया गया हो।</p>" if kind == "gone" else f"<ul>{links}</ul>"
        )
        name = "पेज नहीं मिला" if kind == "gone" else "ताजा खबरें"
        return f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{name} - {rule.name}</title></head><body><h1>{name}</h1>{said}</body></html>'.encode()

    def _document(self, source: object, entries: list[tuple[str, Story]]) -> tuple[str, bytes]:
        if isinstance(source, Feed):
            items = "".join(
                f"<item><title>{escape(story.title)}</title><link>{escape(url)}</link>"
                f"<pubDate>{format_datetime(story.published)}</pubDate></item>"
                for url, story in entries
            )
            return (
                "application/rss+xml",
                f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>ताजा खबरें</title>{items}</channel></rss>'.encode(),
            )
        if isinstance(source, NewsSitemap | Sitemap):
            urls = "".join(
                f"<url><loc>{escape(url)}</loc><lastmod>{story.published.isoformat(timespec='seconds')}</lastmod>{_news(source, story)}</url>"
                for url, story in entries
            )
            head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
            return "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>{head}{urls}</urlset>'.encode()
        assert isinstance(source, Listing)
        links = "".join(
            f'<li><a href="{html.escape(url)}">{html.escape(story.title)}</a></li>' for url, story in entries
        )
        return (
            "text/html; charset=utf-8",
            f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>मुखपृष्ठ</title></head><body><main><ul>{links}</ul></main></body></html>'.encode(),
        )

    def answer(self, url: str) -> tuple[int, str, bytes, str, str | None]:
        """Status, type, body, location and fault for a GET of `url`."""
        self.asked[url] += 1
        plain = url.removesuffix(f"?{TRACKING}")
        if plain in self._documents and plain not in self._stories:
            kind, body = self._documents[plain]
            return 200, kind, body, "", None
        if plain not in self._stories:
            return 404, "text/html", b"<html><title>404</title></html>", "", None
        paper, story = self._stories[plain]
        page = paper.story_page(story)
        fault = story.fault if self.asked[url] == 1 else None
        if fault == "busy":
            return 503, "text/html", b"<html><title>503</title></html>", "", None
        if fault == "moved":
            return 301, "text/html", b"", story.url + "?" + TRACKING, None
        return 200, "text/html; charset=utf-8", page, "", fault


def _news(source: object, story: Story) -> str:
    if not isinstance(source, NewsSitemap):
        return ""
    return (
        f"<news:news><news:publication><news:name>{escape(story.publisher.name)}</news:name><news:language>hi</news:language></news:publication>"
        f"<news:publication_date>{story.published.isoformat(timespec='seconds')}</news:publication_date><news:title>{escape(story.title)}</news:title></news:news>"
    )


@contextmanager
def serve(press: Press) -> Iterator[int]:
    """Serve the press on a free port of loopback; yields the port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            try:
                self._answer(*press.answer(f"https://{self.headers['Host']}{self.path}"))
            except ConnectionError:
                self.close_connection = True

        def _answer(self, status: int, kind: str, body: bytes, location: str, fault: str | None) -> None:
            if fault == "reset":
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if fault == "short" else body)
            self.close_connection = self.close_connection or fault == "short"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (base class)
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: a reader that goes away is the reader's affair."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
