"""Forty spellings of this machine's address, eight ways in: not one connection reaches what listens there."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from discovery_faults import rss, sitemap
from farm import Exchange, farm, story_html
from fault_runs import REPOSITORY, Run, crawl

SPELLINGS = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "127.1.",
    "2130706433",
    "2130706433.",
    "0x7f000001",
    "0X7F000001",
    "0x7f.1",
    "0x7f.0.0.1",
    "0x7F.0x0.0x0.0x1",
    "0177.0.0.1",
    "0177.1",
    "00177.00.00.01",
    "017700000001",
    "127.0x1",
    "127.0.0.01",
    "127.00.0.1",
    "0.0.0.0",
    "0",
    "0x0",
    "0.0",
    "00.0.0.0",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000::0001]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::FFFF:7F00:0001]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "user:secret@127.0.0.1",
    "example.com@127.0.0.1",
    "%31%32%37.0.0.1",
    "\uff11\uff12\uff17.\uff10.\uff10.\uff11",  # full-width digits
    "127\u30020\u30020\u30021",  # ideographic full stops
    "\u2460\u2461\u2466.0.0.1",  # circled digits
]
SITE = "127.2.2.1"
ROBOTS = [f"127.2.3.{number}" for number in range(1, len(SPELLINGS) + 1)]


class Canary:
    """Listens on loopback, IPv4 and IPv6, on one port, and counts who knocks."""

    def __init__(self) -> None:
        self.knocks: list[str] = []
        first = socket.create_server(("127.0.0.1", 0))
        self.port = first.getsockname()[1]
        self.sockets = [first]
        with contextlib.suppress(OSError):
            self.sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        self.threads = [threading.Thread(target=self._listen, args=(one,)) for one in self.sockets]
        for thread in self.threads:
            thread.start()

    def _listen(self, listener: socket.socket) -> None:
        listener.settimeout(0.05)
        while listener.fileno() != -1:
            try:
                connection, address = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            self.knocks.append(address[0])
            connection.close()

    def close(self) -> None:
        for one in self.sockets:
            one.close()
        for thread in self.threads:
            thread.join()


@contextlib.contextmanager
def canary() -> Iterator[Canary]:
    found = Canary()
    try:
        yield found
    finally:
        found.close()


def attempts(way: str, port: int) -> list[str]:
    return [
        f"http://{spelling}:{port}/desh/{way}-mein-khabar-{100_000 + n}"
        for n, spelling in enumerate(SPELLINGS)
    ]


def home(port: int):
    """A site that names the canary as link, feed link, sitemap, listing, and in its pages."""

    async def serve(x: Exchange) -> None:
        way, _, number = x.path.strip("/").partition("/")
        target = attempts(way, port)[int(number)] if number.isdecimal() else ""
        if x.path == "/robots.txt":
            lines = [f"Sitemap: {url}.xml" for url in attempts("sitemap", port)]
            await x.send("\n".join([*lines, f"Sitemap: {x.base}/sitemap.xml"]), kind="text/plain")
        elif x.path == "/sitemap.xml":
            links = [*attempts("loc", port), *(f"{url}.xml" for url in attempts("loc", port))]
            await x.send(sitemap(*links), kind="application/xml")
        elif x.path == "/feed.xml":
            await x.send(rss(*attempts("feed", port)), kind="application/rss+xml")
        elif x.path == "/":
            links = [f'<a href="{url}">खबर विस्तार से पढ़िए, गाँव में नया पुल</a>' for url in attempts("link", port)]
            links += [
                f'<link rel="alternate" type="application/rss+xml" href="{url}.xml">'
                for url in attempts("alternate", port)
            ]
            links += ['<link rel="alternate" type="application/rss+xml" href="/feed.xml">']
            await x.send(f"<!doctype html><title>घर</title>{''.join(links)}")
        elif way == "turn":
            # Not every spelling can stand in a header as it is; those that cannot are encoded as browsers do.
            location = target.encode().decode("latin-1")
            await x.send(status=302, Location=location)
        elif way == "refresh":
            await x.send(f'<meta charset="utf-8"><meta http-equiv="refresh" content="0;url={target}">')
        elif way == "canonical":
            await x.send(story_html(number, head=f'<link rel="canonical" href="{target}">'))
        else:
            await x.send(status=404)

    return serve


def robots_elsewhere(number: int, port: int):
    async def serve(x: Exchange) -> None:
        target = attempts("robots", port)[number].encode().decode("latin-1")
        await x.send(status=302, Location=target)

    return serve


@pytest.mark.parametrize("spider", ["urls", "news"])
def test_no_way_leads_to_the_canary(spider, tmp_path):
    assert len(SPELLINGS) >= 40
    settings = {"CONCURRENT_REQUESTS": 64, "NEWSCRAWL_HOST_FAILURES": 0, "NEWSCRAWL_MAX_WAIT": 3}
    with canary() as quiet:
        sites = {SITE: home(quiet.port)} | {
            host: robots_elsewhere(n, quiet.port) for n, host in enumerate(ROBOTS)
        }
        with farm(sites) as served:
            base = f"http://{SITE}:{served.port}"
            if spider == "urls":
                urls = attempts("seed", quiet.port)
                urls += [
                    f"{base}/{way}/{n}"
                    for way in ("turn", "refresh", "canonical")
                    for n in range(len(SPELLINGS))
                ]
                urls += [f"http://{host}:{served.port}/desh/1" for host in ROBOTS]
                (tmp_path / "urls.txt").write_text("\n".join(urls))
                run = crawl("urls", tmp_path, settings, file=str(tmp_path / "urls.txt"))
                check_urls(run, base, served.port)
            else:
                named = [f"{base}/", *attempts("site", quiet.port)[:30:3]]
                run = crawl("news", tmp_path, settings, sites=",".join(named))
                assert len(served.paths(SITE)) >= 3
        assert "Traceback" not in run.log
        assert quiet.knocks == []


def check_urls(run: Run, base: str, port: int) -> None:
    refused = {
        "scope/address_refused",
        "fetch/dns",
        "scope/bad_url",
        "fetch/bad_response",
        "robots/robots_unreachable",
    }
    for way in ("turn", "refresh"):
        ends = [run.outcome(f"{base}/{way}/{n}") for n in range(len(SPELLINGS))]
        assert set(ends) <= refused, [
            pair for pair in zip(SPELLINGS, ends, strict=True) if pair[1] not in refused
        ]
        assert ends.count("scope/address_refused") > 30
    assert {run.outcome(f"{base}/canonical/{n}") for n in range(len(SPELLINGS))} == {"article"}
    robots = {run.outcome(f"http://{host}:{port}/desh/1") for host in ROBOTS}
    assert robots <= refused, robots


REBIND = """
import json, socket, sys
import scrapy
from scrapy.crawler import CrawlerProcess

port, results = int(sys.argv[1]), []
answers = ["127.2.2.1", "127.0.0.1", "127.0.0.1"]
real = socket.gethostbyname
socket.gethostbyname = lambda name: answers.pop(0) if name == "rebinding.test" else real(name)

class Visit(scrapy.Spider):
    name = "visit"
    custom_settings = {
        "ADDONS": {"newscrawl.addon.NewscrawlAddon": 0}, "NEWSCRAWL_ALLOW_ADDRESSES": ["127.2.0.0/16"],
        "NEWSCRAWL_OUTPUT_DIR": "", "ROBOTSTXT_OBEY": False, "DOWNLOAD_DELAY": 0.01,
        "RETRY_ENABLED": False, "LOG_LEVEL": "ERROR", "DOWNLOAD_TIMEOUT": 3, "AUTOTHROTTLE_ENABLED": False,
    }

    async def start(self):
        yield scrapy.Request(f"http://rebinding.test:{port}/1", self.parse, errback=self.failed)

    def parse(self, response):
        results.append("fetched")
        return scrapy.Request(f"http://rebinding.test:{port}/{len(results) + 1}", self.parse, errback=self.failed)

    def failed(self, failure):
        results.append(failure.type.__name__)

process = CrawlerProcess({
    "ADDONS": {"newscrawl.addon.NewscrawlAddon": 0}, "NEWSCRAWL_ALLOW_ADDRESSES": ["127.2.0.0/16"],
    "DNSCACHE_ENABLED": False,
})
process.crawl(Visit)
process.start()
print(json.dumps(results))
"""


def test_a_name_that_changes_its_mind_is_refused():
    async def serve(x: Exchange) -> None:
        await x.send("<p>first", length=8)

    with farm({SITE: serve}) as served:
        with contextlib.closing(socket.socket()) as listener:
            listener.bind(("127.0.0.1", served.port))
            listener.listen()
            listener.settimeout(0)
            run = subprocess.run(
                [sys.executable, "-c", REBIND, str(served.port)],
                cwd=REPOSITORY,
                capture_output=True,
                text=True,
                timeout=30,
                check=True,
            )
            with pytest.raises(BlockingIOError):
                listener.accept()
        assert json.loads(run.stdout) == ["fetched", "CannotResolveHostError"]
        assert served.paths(SITE) == ["/1"]
