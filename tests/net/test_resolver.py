"""Addresses we may connect to: ranges on the pure function, the guard itself in real crawls on loopback."""

import json
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscrawl
from newscrawl.net.resolver import address_allowed, literal_address, parse_networks

REFUSED = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.7",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",  # Teredo, client 127.0.0.1
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "",
    "localhost",
    "127.1",
]
ALLOWED = [
    "1.1.1.1",
    "8.8.8.8",
    "49.44.79.236",
    "172.32.0.1",
    "2001:4860:4860::8888",
    "2404:6800:4002:80a::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public_are_refused(address):
    assert not address_allowed(address)


@pytest.mark.parametrize("address", ALLOWED)
def test_public_addresses_are_allowed(address):
    assert address_allowed(address)
    assert address_allowed(ip_address(address))


@pytest.mark.parametrize(
    ("address", "networks", "verdict"),
    [
        ("127.0.0.1", ["127.0.0.0/8"], True),
        ("::ffff:127.0.0.1", ["127.0.0.1"], True),
        ("::1", ["127.0.0.0/8"], False),
        ("::1", [" ::1/128 "], True),
        ("10.1.2.3", ["127.0.0.0/8", "10.1.2.9/24"], True),
        ("10.1.3.3", ["10.1.2.0/24"], False),
        ("no address", ["0.0.0.0/0"], False),
    ],
)
def test_listed_networks_are_allowed(address, networks, verdict):
    assert address_allowed(address, parse_networks(networks)) is verdict


def test_a_network_that_is_none_is_named():
    with pytest.raises(ValueError, match="NEWSCRAWL_ALLOW_ADDRESSES: 'lan' is no address or network"):
        parse_networks(["127.0.0.0/8", "lan"])


LOOPBACK_SPELLINGS = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0x7F.0x0.0x0.0x1",
    "0177.0.0.1",
    "0177.1",
    "017700000001",
    "127.0x1",
    "0.0.0.0",
    "0",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:1]",
]


@pytest.mark.parametrize("host", LOOPBACK_SPELLINGS)
def test_every_spelling_of_an_address_is_understood(host):
    address = literal_address(host)
    assert address is not None
    assert not address_allowed(address)


@pytest.mark.parametrize(
    "host", ["samachar.example", "localhost", "", "1.2.3.4.5", "127.0.0.1 x", "४.४.४.४", "abc"]
)
def test_names_are_no_literals(host):
    assert literal_address(host) is None


@given(st.text(max_size=40))
def test_any_text_is_judged_without_an_exception(text):
    literal_address(text)
    assert address_allowed(text) in {True, False}


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_changes_nothing(address):
    number = int(address)
    for wrapped in (f"::ffff:{address}", f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}"):
        assert address_allowed(wrapped) == address_allowed(address)


CRAWL = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess
from newscrawl.net.resolver import refusal_of

urls, allowed = json.loads(sys.argv[1])
results = {}

class Visit(scrapy.Spider):
    name = "visit"

    async def start(self):
        for url in urls:
            yield scrapy.Request(url, self.parse, errback=self.failed, dont_filter=True, meta={"asked": url})

    def parse(self, response):
        results[response.meta["asked"]] = ["fetched", response.text]

    def failed(self, failure):
        host = failure.request.url.split("/")[2].rsplit(":", 1)[0]
        results[failure.request.meta["asked"]] = [failure.type.__name__, refusal_of(host)]

process = CrawlerProcess({
    "TWISTED_DNS_RESOLVER": "newscrawl.net.resolver.GuardedResolver",
    "NEWSCRAWL_ALLOW_ADDRESSES": allowed,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "RETRY_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_TIMEOUT": 5,
    "LOG_LEVEL": "WARNING",
})
process.crawl(Visit)
process.start()
print(json.dumps(results))
"""


@contextmanager
def server(address: str, location: str | None = None):
    """A server on loopback; yields its port and the list of the requests that reached it."""
    visits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_response(302 if location else 200)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *args: object) -> None:
            """Keep the test's output quiet."""

    listener = ThreadingHTTPServer((address, 0), Handler)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield listener.server_port, visits
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


def crawl(urls: list[str], allowed: list[str]) -> tuple[dict[str, list[str]], str]:
    run = subprocess.run(
        [sys.executable, "-c", CRAWL, json.dumps([urls, allowed])],
        cwd=Path(newscrawl.__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(run.stdout.splitlines()[-1]), run.stderr


def test_a_crawl_makes_no_connection_to_loopback_however_it_is_spelled():
    with server("127.0.0.1") as (port, visits):
        urls = [
            f"http://{host}:{port}/{number}" for number, host in enumerate([*LOOPBACK_SPELLINGS, "localhost"])
        ]
        results, log = crawl(urls, [])
    assert visits == []
    assert set(results) == set(urls)
    assert "fetched" not in {outcome for outcome, _ in results.values()}
    refusal = results[urls[0]][1]
    assert refusal.startswith("127.0.0.1 leads to 127.0.0.1, which is not a public address")
    assert log.count(f"WARNING: {refusal}") == 1


def test_listed_networks_are_fetched_and_redirects_out_of_them_are_not():
    with (
        server("127.0.0.2") as (canary_port, canary_visits),
        server("127.0.0.1") as (port, visits),
        server("127.0.0.1", f"http://127.0.0.2:{canary_port}/inner") as (turn_port, turns),
    ):
        urls = [
            f"http://127.0.0.1:{port}/page",
            f"http://localhost:{port}/page",
            f"http://127.0.0.1:{turn_port}/turn",
        ]
        results, _ = crawl(urls, ["127.0.0.1/32"])
    assert [results[url][0] for url in urls[:2]] == ["fetched", "fetched"]
    assert visits == ["/page", "/page"]
    assert turns == ["/turn"]
    assert canary_visits == []
    assert "127.0.0.2" in results[urls[2]][1]
