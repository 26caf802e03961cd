"""Which rules of a robots.txt are ours: cases after the sections of RFC 9309."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from newscrawl.limits import LIMITS
from newscrawl.net.robots_groups import group_for, product_token


def allowed(text: str | bytes, path: str, agent: str = "newscrawl") -> bool:
    body = text if isinstance(text, bytes) else text.encode()
    rules = Protego.parse(group_for(body, agent).text.decode())
    return rules.can_fetch(f"https://samachar.example{path}", agent)


@pytest.mark.parametrize(
    ("agent", "token"),
    [
        ("newscrawl", "newscrawl"),
        ("newscrawl/0.1 (+https://x.example)", "newscrawl"),
        ("News-Crawl_x/2", "news-crawl_x"),
        ("  newscrawl", "newscrawl"),
        ("*", ""),
        ("", ""),
        ("समाचार", ""),
    ],
)
def test_product_token(agent, token):
    assert product_token(agent) == token


@pytest.mark.parametrize(
    ("case", "text", "path", "verdict"),
    [
        # 2.2.1 the user-agent line
        ("our own group", "User-agent: newscrawl\nDisallow: /x\n", "/x", False),
        ("names have no case", "user-agent: NewsCrawl\ndisallow: /x\n", "/x", False),
        ("a version in the line", "User-agent: newscrawl/2.0\nDisallow: /x\n", "/x", False),
        ("words behind the name", "User-agent: newscrawl bot\nDisallow: /x\n", "/x", False),
        ("another's name with ours in it", "User-agent: newscrawler\nDisallow: /x\n", "/x", True),
        ("everybody", "User-agent: *\nDisallow: /x\n", "/x", False),
        ("everybody, with a remark", "User-agent: * # all\nDisallow: /x\n", "/x", False),
        (
            "ours wins over everybody's",
            "User-agent: *\nDisallow: /\nUser-agent: newscrawl\nAllow: /\n",
            "/x",
            True,
        ),
        ("ours without rules", "User-agent: *\nDisallow: /\nUser-agent: newscrawl\n", "/x", True),
        (
            "two groups of ours are one",
            "User-agent: newscrawl\nDisallow: /a\n\nUser-agent: b\nDisallow: /\n\nUser-agent: newscrawl\nDisallow: /x\n",
            "/x",
            False,
        ),
        ("a group of several names", "User-agent: a\nUser-agent: newscrawl\nDisallow: /x\n", "/x", False),
        ("blank lines split no group", "User-agent: newscrawl\n\n\nDisallow: /x\n", "/x", False),
        ("no group at all", "Disallow: /x\n", "/x", True),
        ("another's group", "User-agent: other\nDisallow: /\n", "/x", True),
        # 2.2.2 allow and disallow
        ("the longest rule wins", "User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", True),
        ("equal rules allow", "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", True),
        ("empty disallow", "User-agent: *\nDisallow:\n", "/x", True),
        ("case of paths counts", "User-agent: *\nDisallow: /X\n", "/x", True),
        ("robots.txt itself", "User-agent: *\nDisallow: /a\n", "/robots.txt", True),
        # 2.2.3 special characters
        ("a star", "User-agent: *\nDisallow: /*/print\n", "/desh/1/print", False),
        ("an end", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf?x", True),
        ("an end reached", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", False),
        ("many stars are one", "User-agent: *\nDisallow: /****x\n", "/abcx", False),
        ("a remark", "User-agent: * \nDisallow: /x # not yet\n", "/x", False),
        # 2.2.4 other records
        (
            "a sitemap splits no group",
            "User-agent: newscrawl\nSitemap: https://a.in/s.xml\nDisallow: /x\n",
            "/x",
            False,
        ),
        (
            "an unknown record splits no group",
            "User-agent: a\nHost: x\nUser-agent: newscrawl\nDisallow: /x\n",
            "/x",
            False,
        ),
        (
            "a delay splits no list of names",
            "User-agent: newscrawl\nCrawl-delay: 2\nUser-agent: b\nDisallow: /x\n",
            "/x",
            False,
        ),
        (
            "an unknown record between rules",
            "User-agent: *\nDisallow: /a\nNoindex: /b\nDisallow: /x\n",
            "/x",
            False,
        ),
        # as files are written
        ("a byte order mark", b"\xef\xbb\xbfUser-agent: *\nDisallow: /x\n", "/x", False),
        ("old Mac line ends", "User-agent: *\rDisallow: /x\r", "/x", False),
        ("DOS line ends", "User-agent: *\r\nDisallow: /x\r\n", "/x", False),
        ("a colon forgotten", "User-agent: *\nDisallow /x\n", "/x", False),
        ("a hyphen forgotten", "User agent: newscrawl\nDisallow: /x\n", "/x", False),
        ("misspelt", "User-agent: *\nDissalow: /x\n", "/x", False),
        ("white space around", "  User-agent :\t*  \n\tDisallow : /x\n", "/x", False),
        ("Hindi, as it is", "User-agent: *\nDisallow: /खेल\n", "/%E0%A4%96%E0%A5%87%E0%A4%B2/1", False),
        (
            "Hindi, encoded",
            "User-agent: *\nDisallow: /%E0%A4%96%E0%A5%87%E0%A4%B2\n",
            "/%E0%A4%96%E0%A5%87%E0%A4%B2/1",
            False,
        ),
        ("a page of HTML", "<!doctype html><title>404</title>", "/x", True),
        ("bytes that are no text", b"User-agent: *\nDisallow: /x\n\xff\xfe\x00\n", "/x", False),
    ],
)
def test_rules(case, text, path, verdict):
    assert allowed(text, path) is verdict, case


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 3\n", 3.0),
        ("User-agent: *\nCrawl-delay: 0.5\nDisallow: /x\n", 0.5),
        ("User-agent: *\nCrawl-delay: 100000\n", LIMITS.crawl_delay),
        ("User-agent: *\nCrawl-delay: 1e308\n", LIMITS.crawl_delay),
        ("User-agent: *\nCrawl-delay: nan\n", None),
        ("User-agent: *\nCrawl-delay: inf\n", None),
        ("User-agent: *\nCrawl-delay: -1\n", None),
        ("User-agent: *\nCrawl-delay: soon\n", None),
        ("User-agent: other\nCrawl-delay: 5\nDisallow:\nUser-agent: *\nDisallow: /x\n", None),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: newscrawl\nDisallow: /x\n", None),
        ("User-agent: *\nCrawl-delay: 2\nCrawl-delay: 4\n", 4.0),
    ],
)
def test_delay(text, delay):
    assert group_for(text.encode(), "newscrawl").delay == delay


def test_what_lies_behind_the_limit_is_not_read():
    body = b"User-agent: *\nDisallow: /a\n" + b"# padding\n" * (LIMITS.robots_bytes // 10) + b"Disallow: /x\n"
    assert not allowed(body, "/a")
    assert allowed(body, "/x")


def test_rules_are_bounded():
    many = "User-agent: *\n" + "".join(f"Disallow: /{n}\n" for n in range(20_000))
    assert len(group_for(many.encode(), "newscrawl").rules) == LIMITS.robots_rules


@given(st.binary(max_size=400), st.text(max_size=20))
def test_foreign_bytes_never_raise(body, agent):
    group = group_for(body, agent)
    Protego.parse(group.text.decode())


HARD = {
    "many names, many rules": "".join(f"User-agent: a{n}\n" for n in range(13_000))
    + "User-agent: *\n"
    + "".join(f"Disallow: /{n}\n" for n in range(15_000)),
    "many groups": "".join(f"User-agent: a{n}\nDisallow: /\n" for n in range(16_000)),
    "many groups for all": "User-agent: *\nDisallow: /a*b$\n" * 17_000,
    "one line": "User-agent: *\nDisallow: /" + "a*" * 250_000,
    "only line ends": "\n" * 512_000,
    "only colons": ":" * 512_000,
}
PROBE = """
import json, sys, time
from pathlib import Path
from protego import Protego
from newscrawl.net.robots_groups import group_for
body = sys.stdin.buffer.read()
Protego.parse(group_for(b"User-agent: *", "newscrawl").text.decode()).can_fetch("https://a.in/b", "newscrawl")
def peak():
    # The kernel's ru_maxrss of a child begins with its parent's.
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
before = peak()
began = time.process_time()
rules = Protego.parse(group_for(body, "newscrawl").text.decode())
spent = time.process_time() - began
began = time.process_time()
rules.can_fetch("https://a.in/" + "a" * 2000, "newscrawl")
print(json.dumps([spent, time.process_time() - began,
                  peak() - before]))
"""


@pytest.mark.parametrize("name", HARD)
def test_a_file_that_means_harm_costs_little(name, stopwatch):
    body = HARD[name].encode()[: LIMITS.robots_bytes]
    grown = []

    def seconds():
        run = subprocess.run(
            [sys.executable, "-c", PROBE], input=body, capture_output=True, check=True, timeout=60
        )
        parse, match, mib = json.loads(run.stdout)
        grown.append(mib)
        return parse + match

    assert stopwatch.least(seconds, 0.25) <= 0.25
    assert max(grown) <= 32


def test_ten_megabytes_cost_no_more_than_half_a_one(stopwatch):
    body = b"User-agent: *\nDisallow: /x\n" * 400_000
    assert stopwatch.cpu(lambda: group_for(body, "newscrawl"), 0.5) < 0.5
