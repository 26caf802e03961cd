"""A site of thousands of stories on loopback, and what a crawl of it must leave."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PER_SITEMAP = 100
_PLACES = ("रायपुर", "जबलपुर", "कोटा", "गोरखपुर", "धनबाद", "हल्द्वानी", "मेरठ", "सतना", "बीकानेर", "दरभंगा")
_WORKS = ("पुल", "सड़क", "अस्पताल", "पुस्तकालय", "जलाशय", "बस अड्डा", "मंडी", "स्टेडियम", "विद्यालय", "पार्क")


def path_of(number: int) -> str:
    return f"/desh/nirman-karya-ki-samiksha-baithak-{20_000_000 + number}.html"


def moved_path(number: int) -> str:
    return f"/desh/nirman-karya-ka-naya-pata-{40_000_000 + number}.html"


def kind_of(number: int) -> str:
    """What becomes of a story: most are articles, some in twentieths are not, or not at once."""
    kinds = {7: "gone", 9: "moved", 11: "copy", 13: "busy once"}
    return kinds.get(number % 20, "story")


def page_of(number: int) -> bytes:
    told = number - 1 if kind_of(number) == "copy" else number
    place, work = _PLACES[told % 10], _WORKS[told // 10 % 10]
    title = f"{place} में {work} का काम {told} दिन में पूरा करने का लक्ष्य"
    paragraphs = (
        f"{place} में {work} के निर्माण की समीक्षा बैठक मंगलवार को हुई और अफसरों ने काम की रफ्तार पर चिंता जताई।",
        f"परियोजना क्रमांक {told} के लिए {told * 3 + 11} लाख रुपये मंजूर हुए हैं और ठेकेदार को नोटिस भेजा गया है।",
        "बैठक में तय हुआ कि हर पखवाड़े काम का ब्योरा सार्वजनिक किया जाएगा ताकि लोगों को सही जानकारी मिल सके।",
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:type" content="article"></head><body><header><a href="/">मुखपृष्ठ</a></header>'
        f"<main><article><h1>{title}</h1>{body}</article></main></body></html>"
    ).encode()


class LargeSite:
    """A site of `pages` stories: robots.txt names a sitemap index, whose sitemaps name the stories."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.asked: Counter[str] = Counter()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 10
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                try:
                    self._answer(*site.answer(self.path))
                except ConnectionError:
                    self.close_connection = True

            def _answer(self, status: int, kind: str, body: bytes, location: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if location:
                    self.send_header("Location", location)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (base class)
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """Say nothing: clients that are killed leave their connections behind."""

        self.http = Server(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.http.server_address[1]}"

    def answer(self, path: str) -> tuple[int, str, bytes, str]:
        """Status, content type, body and Location."""
        self.asked[path] += 1
        html, xml = "text/html; charset=utf-8", "application/xml"
        if path == "/robots.txt":
            return 200, "text/plain", f"User-agent: *\nSitemap: {self.base}/sitemap.xml\n".encode(), ""
        if path == "/":
            return 200, html, "<!doctype html><html lang='hi'><body><p>समाचार</p></body></html>".encode(), ""
        if path == "/sitemap.xml":
            maps = "".join(
                f"<sitemap><loc>{self.base}/sitemap-{n}.xml</loc></sitemap>"
                for n in range(0, self.pages, PER_SITEMAP)
            )
            return 200, xml, f"<sitemapindex>{maps}</sitemapindex>".encode(), ""
        if path.startswith("/sitemap-"):
            first = int(path[9:-4])
            numbers = range(first, min(first + PER_SITEMAP, self.pages))
            urls = "".join(f"<url><loc>{self.base}{path_of(n)}</loc></url>" for n in numbers)
            return 200, xml, f"<urlset>{urls}</urlset>".encode(), ""
        digits = path.rpartition("-")[2].removesuffix(".html")
        number = int(digits) % 20_000_000 if digits.isdecimal() else -1
        if path == moved_path(number):
            return 200, html, page_of(number), ""
        if path != path_of(number) or number >= self.pages or kind_of(number) == "gone":
            return 404, html, b"<html></html>", ""
        if kind_of(number) == "moved":
            return 302, html, b"", moved_path(number)
        if kind_of(number) == "busy once" and self.asked[path] == 1:
            return 503, html, b"<html></html>", ""
        return 200, html, page_of(number), ""

    def problems(self, output: Path, *, ended: bool = True, rebuilt: bool = False) -> list[str]:
        """What is wrong with what crawls left, in words: lost, double or torn. Empty when all is well.

        A ledger that was read back from the journals does not know the old address of a story that moved:
        `rebuilt` lets it be refused.
        """
        problems: list[str] = []
        articles = _urls(output / "articles", problems)
        rejects = _urls(output / "rejects", problems)
        both = articles + rejects
        problems += [f"{url} is stored {times} times" for url, times in both.items() if times > 1]
        problems += [f"ours was taken for a stranger's: {path}" for path in output.rglob("*.damaged")]
        if not ended:
            return problems
        for number in range(self.pages):
            kind = kind_of(number)
            url = self.base + path_of(number)
            stored = articles[url] + (articles[self.base + moved_path(number)] if kind == "moved" else 0)
            refused = rejects[url]
            if kind == "copy":
                # One of the two is the article: whichever came first.
                twin = self.base + path_of(number - 1)
                stored += articles[twin]
                refused += rejects[twin]
            wanted = {"gone": (0, 1), "copy": (1, 1)}.get(kind, (1, 0))
            if kind_of(number + 1) == "copy" and number + 1 < self.pages:
                continue
            if kind == "moved" and rebuilt:
                refused = 0
            if (stored, refused) != wanted:
                problems.append(f"{url} ({kind}): {stored} articles and {refused} rejects")
        return problems


def _urls(folder: Path, problems: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl")):
        data = path.read_bytes()
        if data and not data.endswith(b"\n"):
            problems.append(f"{path.name} ends in a torn line")
        for line in data.splitlines():
            try:
                found[json.loads(line)["url"]] += 1
            except (ValueError, TypeError, KeyError):
                problems.append(f"{path.name} holds a torn line")
    return found


@contextmanager
def large_site(pages: int) -> Iterator[LargeSite]:
    """The site, served until the block ends."""
    site = LargeSite(pages)
    thread = threading.Thread(target=site.http.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        site.http.shutdown()
        thread.join()
        site.http.server_close()
