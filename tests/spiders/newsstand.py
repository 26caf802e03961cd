"""A site of a few pages on loopback, and crawls of it in a process of their own."""

import json
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]

_BODY = (
    "नगर निगम की बैठक में मंगलवार को शहर की टूटी सड़कों पर लंबी चर्चा हुई और पार्षदों ने मरम्मत के लिए अलग बजट मांगा।",
    "महापौर सुनीता वर्मा ने बताया कि पहले बारह वार्डों की गलियों को पक्का किया जाएगा और काम बरसात से पहले पूरा होगा।",
    "विपक्ष के नेता रमेश यादव ने कहा कि पिछले साल का पैसा भी खर्च नहीं हुआ, इसलिए हर महीने ब्योरा सबके सामने रखा जाए।",
)


def story_html(
    number: int, *, canonical: str = "", body: tuple[str, ...] = (), published: str = "", title: str = ""
) -> str:
    """A story's page; `number` makes its title and its text its own."""
    title = title or f"वार्ड {number} की सड़कों की मरम्मत के लिए निगम ने मंजूर किए {number + 3} लाख रुपये"
    paragraphs = body or (*_BODY, f"वार्ड {number} के निवासी काम शुरू होने का इंतजार {number + 2} साल से कर रहे हैं।")
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    stamp = f'<meta property="article:published_time" content="{published}">' if published else ""
    return (
        f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{title}</title>{link}{stamp}'
        '<meta property="og:type" content="article"></head><body><header><a href="/">मुखपृष्ठ</a></header>'
        f"<main><article><h1>{title}</h1>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        + "</article></main><footer>सर्वाधिकार सुरक्षित</footer></body></html>"
    )


@dataclass
class Reply:
    """What the server says to a path."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    """Content-Length to claim, where it shall not be the true one."""


Route = Reply | Callable[[BaseHTTPRequestHandler], None]


class Newsstand:
    """Routes by path (with query), and the requests that came."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.once: dict[str, Reply] = {}
        """What the next request alone gets."""
        self.seen: Counter[str] = Counter()
        self.statuses: defaultdict[str, list[int]] = defaultdict(list)
        self.agents: set[str] = set()
        stand = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 5

            def do_GET(self) -> None:
                stand.seen[self.path] += 1
                stand.agents.add(self.headers.get("User-Agent", ""))
                route = stand.once.pop(self.path, None) or stand.routes.get(self.path, Reply(status=404))
                self.close_connection = True
                if callable(route):
                    route(self)
                    return
                etag = route.headers.get("ETag")
                if etag is not None and self.headers.get("If-None-Match") == etag:
                    route = Reply(status=304, headers=route.headers)
                stand.statuses[self.path].append(route.status)
                self.send_response(route.status)
                self.send_header("Content-Type", route.kind)
                self.send_header("Connection", "close")
                for name, value in route.headers.items():
                    self.send_header(name, value)
                self.send_header(
                    "Content-Length", str(len(route.body) if route.length is None else route.length)
                )
                self.end_headers()
                self.wfile.write(route.body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (base class)
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.http.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}"

    def page(self, path: str, html: str) -> None:
        self.routes[path] = Reply(html.encode())

    def xml(self, path: str, text: str) -> None:
        self.routes[path] = Reply(text.encode(), kind="application/xml")

    def redirect(self, path: str, target: str) -> None:
        self.routes[path] = Reply(status=302, headers={"Location": target})


@contextmanager
def newsstand() -> Iterator[Newsstand]:
    """A server that listens until the block ends."""
    stand = Newsstand()
    thread = threading.Thread(target=stand.http.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield stand
    finally:
        stand.http.shutdown()
        thread.join()
        stand.http.server_close()


@dataclass
class Run:
    """What a crawl left behind."""

    articles: list[dict[str, Any]]
    rejects: list[dict[str, Any]]
    stats: dict[str, Any]
    log: str
    code: int

    def reject_of(self, url: str) -> tuple[str, str, str]:
        """Stage, reason and detail of the one reject for a URL."""
        (found,) = [reject for reject in self.rejects if reject["url"] == url]
        return found["stage"], found["reason"], found["detail"]

    def count(self, name: str) -> int:
        return int(self.stats.get(f"newscrawl/{name}", 0))


_RUNNER = """
import json, sys, time
wall, back = time.time, float(sys.argv.pop(1))
if back:
    time.time = lambda: wall() - back
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings
spider, arguments, settings, stats = sys.argv[1], *map(json.loads, sys.argv[2:4]), sys.argv[4]
project = get_project_settings()
project.setdict(settings, priority="cmdline")
process = AsyncCrawlerProcess(project)
crawler = process.create_crawler(spider)
process.crawl(crawler, **arguments)
process.start()
from newscrawl.extensions.accounts import verdict
found = crawler.stats.get_stats()
with open(stats, "w") as file:
    json.dump(found | {"verdict": verdict(found)}, file, default=str)
"""


def crawl(
    spider: str,
    output: Path,
    settings: dict[str, Any] | None = None,
    *,
    stdin: str = "",
    before: Callable[[], None] | None = None,
    back: float = 0,
    **arguments: str,
) -> Run:
    """Run a spider of this project to its end, with its output under `output`.

    `before` runs in the child before Python does; its clock is set `back` by so many seconds. Loopback is allowed, timeouts are short.
    """
    stats = output / "stats.json"
    overrides = {
        "NEWSCRAWL_OUTPUT_DIR": str(output / "out"),
        "NEWSCRAWL_ALLOW_ADDRESSES": ["127.0.0.1/32"],
        "RETRY_TIMES": 1,
        "DOWNLOAD_TIMEOUT": 2,
    } | (settings or {})
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            _RUNNER,
            str(back),
            spider,
            json.dumps(arguments),
            json.dumps(overrides),
            str(stats),
        ],
        cwd=REPOSITORY,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=before,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr or "robots" in done.stderr, done.stderr
    found = json.loads(stats.read_text())
    return Run(
        articles=read_lines(output / "out" / "articles"),
        rejects=read_lines(output / "out" / "rejects"),
        stats=found,
        log=done.stderr,
        code=found["verdict"],
    )


def read_lines(folder: Path) -> list[dict[str, Any]]:
    """The objects in the files of a folder, in the order they were written."""
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
