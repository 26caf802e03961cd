"""Every publisher against its fixture folder, a test item for each field; and all of them together."""

import dataclasses
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from fixture_folders import FIXTURES, load

import newscrawl.publishers
from newscrawl.drafting.fixture import FIELDS
from newscrawl.hindi.dateline import split_dateline
from newscrawl.publishers import registry
from newscrawl.publishers.checks import problems
from newscrawl.publishers.registry import by_url, publishers
from newscrawl.publishers.rule import Archive, Publisher

RULES = dict(publishers())
ALL = load(FIXTURES, RULES)

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
every_fixture = pytest.mark.parametrize("fixture", ALL, ids=[one.publisher.key for one in ALL])
every_field = pytest.mark.parametrize(
    ("fixture", "name"),
    [pytest.param(one, name, id=f"{one.publisher.key}-{name}") for one in ALL for name in FIELDS],
)


# The rules


@every_rule
def test_it_keeps_the_form(rule):
    assert problems(rule) == []


@every_rule
def test_it_has_names_a_fixture_folder_and_a_file_of_readable_length(rule):
    assert any("\u0900" <= char <= "\u097f" for char in rule.name)
    assert rule.name_latin.isascii()
    assert (FIXTURES / rule.key).is_dir(), f"tests/publishers/fixtures/{rule.key} is missing"
    source = Path(newscrawl.publishers.__path__[0], f"{rule.key}.py").read_text(encoding="utf-8")
    assert 20 <= len(source.splitlines()) <= 80


@every_rule
def test_its_article_addresses_are_its_own(rule):
    for url in rule.matches:
        assert by_url(url) is rule


@every_rule
def test_its_patterns_do_not_backtrack(rule, stopwatch):
    pieces = ("a-", "a/", "1", "/", "india-1234567", "a/b-12345678.htm", "2013/06/", "-live-", "story/a-")

    def match():
        for piece in pieces:
            url = f"https://{rule.hosts[0]}{rule.path}/" + piece * (65_536 // len(piece))
            rule.kind_of(url)
            rule.article_of(url)

    assert stopwatch.cpu(match, 0.05 * len(pieces)) < 0.05 * len(pieces)


@every_rule
def test_its_datelines_are_read(rule):
    for line in rule.datelines:
        opening = line.format(place="पटना")
        found = split_dateline(f"{opening} यहां नगर परिषद ने शनिवार को नई व्यवस्था लागू की।") or split_dateline(
            opening
        )
        assert found is not None, line
        assert found.place == "पटना", line


def test_no_fixture_folder_is_left_without_a_publisher():
    assert {path.name for path in FIXTURES.iterdir()} <= set(RULES)


def test_they_load_in_under_50_ms_and_not_before_they_are_asked_for(stopwatch):
    script = """
import sys, time
import newscrawl
from newscrawl.publishers import registry, rule
before = {name for name in sys.modules if name.startswith("newscrawl.publishers.")}
assert before <= {f"newscrawl.publishers.{name}" for name in registry.NO_PUBLISHERS}, before
start = time.process_time()
found = registry.publishers()
print(len(found), time.process_time() - start)
"""

    def seconds():
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        number, spent = run.stdout.split()
        assert int(number) == len(RULES)
        return float(spent)

    seconds()  # It may have to write the byte code.
    assert stopwatch.least(seconds, 0.05) < 0.05


# The fixtures


@every_fixture
def test_its_folder_is_whole_and_the_rule_makes_nothing_worse(fixture):
    assert fixture.shortcomings() == []


@every_field
def test_field(fixture, name):
    assert fixture.field(name) == fixture.expected["page"][name]


@every_fixture
def test_its_source_announces(fixture):
    assert fixture.announced == fixture.expected["announced"]
    assert any(one["kind"] == "article" for one in fixture.announced)


# A publisher more

NEW_RULE = '''"""A paper nobody has heard of."""

from datetime import date

from newscrawl.publishers.rule import Feed, Layout, Publisher

PUBLISHER = Publisher(
    key="nadi_samachar",
    name="नदी समाचार",
    name_latin="Nadi Samachar",
    hosts=("www.nadi.example",),
    sources=(Feed("https://www.nadi.example/feed/"),),
    article_pattern=r"https://www\\.nadi\\.example/[a-z-]+-[0-9]+\\.html",
    matches=("https://www.nadi.example/narmada-ghat-par-deep-5012.html",),
    rejects=("https://www.nadi.example/khel/",),
    layouts=(Layout(since=date(2025, 1, 1), body=("div.matter",)),),
    known={"hosts": "unverified", "sources": "unverified", "article_pattern": "unverified", "layouts": "unverified"},
)
'''
NEW_TEXT = [
    "नर्मदापुरम। सेठानी घाट पर इस बार देव दीपावली की शाम एक लाख दीप जलाए जाएंगे। नगर पालिका ने इसके लिए शहर के चालीस स्कूलों को जोड़ा है।",
    "आयोजन समिति की संयोजक मीना बकोरिया ने बताया कि दीप मिट्टी के ही होंगे। इन्हें आसपास के गांवों के कुम्हारों से खरीदा जा रहा है।",
    "पुलिस ने शाम चार बजे से घाट की ओर जाने वाली सड़कों पर गाड़ियों का आना बंद रखने का फैसला किया है। पार्किंग पुराने बस अड्डे पर रहेगी।",
]
NEW_PAGE = """<html lang="hi"><head><title>सेठानी घाट पर जलेंगे एक लाख दीप - नदी समाचार</title></head><body>
<nav><a href="/">होम</a></nav><h1>सेठानी घाट पर जलेंगे एक लाख दीप</h1>
<div class="matter">{}</div><footer>नदी समाचार</footer></body></html>"""
NEW_FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>नदी समाचार</title>
<item><title>सेठानी घाट पर जलेंगे एक लाख दीप</title><link>https://www.nadi.example/narmada-ghat-par-deep-5012.html</link>
<pubDate>Sun, 02 Nov 2025 10:30:00 +0530</pubDate></item></channel></rss>"""
NEW_FACTS = """
[page]
url = "https://www.nadi.example/narmada-ghat-par-deep-5012.html"
fetched = 2025-11-02
[page.parts]
container = "guessed"
jsonld = "guessed"
dates = "guessed"
byline = "guessed"
furniture = "guessed"
[source]
file = "feed.xml"
url = "https://www.nadi.example/feed/"
[source.parts]
address = "guessed"
form = "guessed"
"""


def write_new_publisher(package: Path, fixtures: Path) -> None:
    (package / "nadi_samachar.py").write_text(NEW_RULE, encoding="utf-8")
    folder = fixtures / "nadi_samachar"
    folder.mkdir()
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in NEW_TEXT)
    (folder / "page.html").write_text(NEW_PAGE.format(paragraphs), encoding="utf-8")
    (folder / "feed.xml").write_text(NEW_FEED, encoding="utf-8")
    (folder / "facts.toml").write_text(NEW_FACTS, encoding="utf-8")
    page = dict.fromkeys(FIELDS) | {
        "title": "सेठानी घाट पर जलेंगे एक लाख दीप",
        "text": NEW_TEXT,
        "authors": [],
        "place": "नर्मदापुरम",
        "tags": [],
        "language": "hi",
        "page_type": "article",
    }
    announced = {
        "url": "https://www.nadi.example/narmada-ghat-par-deep-5012.html",
        "title": "सेठानी घाट पर जलेंगे एक लाख दीप",
        "published_at": "2025-11-02T10:30:00+05:30",
        "kind": "article",
    }
    expected = {"page": page, "announced": [announced]}
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")


def test_a_publisher_more_is_one_file_and_one_fixture_folder(tmp_path, monkeypatch):
    package, fixtures = tmp_path / "publishers", tmp_path / "fixtures"
    package.mkdir()
    fixtures.mkdir()
    write_new_publisher(package, fixtures)
    monkeypatch.setattr(newscrawl.publishers, "__path__", [*newscrawl.publishers.__path__, str(package)])
    found = registry.publishers.__wrapped__()
    assert set(found) == {*RULES, "nadi_samachar"}
    [fixture] = load(fixtures, {"nadi_samachar": found["nadi_samachar"]})
    assert problems(fixture.publisher) == []
    assert fixture.shortcomings() == []
    assert fixture.read() == fixture.expected
    sys.modules.pop("newscrawl.publishers.nadi_samachar")


def test_archives_have_an_address_for_each_day():
    for rule in RULES.values():
        for source in rule.sources:
            if isinstance(source, Archive):
                assert source.url_on(date(2025, 1, 31)).startswith("https://")


def test_rules_are_frozen():
    rule = next(iter(RULES.values()))
    assert isinstance(rule, Publisher)
    with pytest.raises(dataclasses.FrozenInstanceError):
        rule.key = "x"
