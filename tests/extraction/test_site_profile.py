"""What a site repeats goes, what its stories say stays, whatever order and pieces it was learned in."""

import json
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_pages import HOST, NAME, address, headline, paragraphs, story_page

from newscrawl.extraction.extract import Reading, extract, read_page
from newscrawl.extraction.site_profile import READY, SiteProfile
from newscrawl.extraction.site_record import MOST_LINES, PageRecord, observe
from newscrawl.items.article import Article

CALL = "हमारे पाठक मंडल की मासिक चौपाल में शामिल होने का न्योता सबको है, नाम आज ही लिखवाइए।"
NAMED = f"गांव-कस्बे का हर हाल सबसे पहले जानने का पता एक ही है, {NAME}, और कहीं भटकने की क्या जरूरत।"
SHORT = "पाठक मंडल की चौपाल में आइए"
BACKGROUND = (
    "झील का जलस्तर घटने से डूबी हुई पुरानी टिहरी का घंटाघर पिछले महीने पहली बार दिखा था और विस्थापित परिवार "
    "झील के किनारे जुटने लगे थे।"
)


def learned(pages: dict[str, str]) -> SiteProfile:
    profile = SiteProfile(HOST)
    for url, html in pages.items():
        seen = read(html, url)
        assert seen.page is not None
        assert seen.labels is not None
        assert seen.region is not None
        profile.learn(seen.page, seen.labels, seen.region, url)
    return profile


def read(html: str, url: str, site: SiteProfile | None = None) -> Reading:
    seen = read_page(html, url, site=site)
    assert isinstance(seen.result, Article), seen.result
    return seen


def text(html: str, url: str, site: SiteProfile | None = None) -> list[str]:
    result = read(html, url, site).result
    assert isinstance(result, Article)
    return [line for block in result.blocks for line in block.text.split("\n")]


def site_of(
    stories: int, change: Callable[[int, list[str]], list[str]] = lambda _, lines: lines
) -> dict[str, str]:
    return {address(n): story_page(n, change(n, paragraphs(n))) for n in range(stories)}


def below(line: str) -> Callable[[int, list[str]], list[str]]:
    return lambda _, lines: [*lines, line]


def between(line: str) -> Callable[[int, list[str]], list[str]]:
    return lambda _, lines: [*lines[:2], line, *lines[2:]]


@pytest.mark.parametrize("stories", [5, 20, 60])
@pytest.mark.parametrize("place", [below, between])
@pytest.mark.parametrize("line", [CALL, NAMED, SHORT])
def test_what_every_page_repeats_is_dropped(stories, place, line):
    pages = site_of(stories, place(line))
    profile = learned(pages)
    url, html = next(iter(pages.items()))
    assert line in text(html, url) or line == SHORT
    assert text(html, url, profile) == paragraphs(0)


@pytest.mark.parametrize("line", [CALL, NAMED, SHORT])
def test_what_an_editor_pastes_under_some_stories_is_dropped(line):
    pages = site_of(60, lambda n, lines: [*lines, line] if n % 12 == 0 else lines)
    profile = learned(pages)
    assert text(pages[address(12)], address(12), profile) == paragraphs(12)


@pytest.mark.parametrize("line", [CALL, NAMED, SHORT])
@pytest.mark.parametrize(("stories", "copies"), [(30, 2), (READY - 1, READY - 1)])
def test_too_few_pages_prove_nothing(line, stories, copies):
    pages = site_of(stories, lambda n, lines: [*lines, line] if n < copies else lines)
    profile = learned(pages)
    assert text(pages[address(0)], address(0), profile) == text(pages[address(0)], address(0))


def test_the_label_counts():
    pages = site_of(12, below(CALL))
    profile = learned(pages)
    seen = read(pages[address(3)], address(3), profile)
    assert seen.page is not None
    assert seen.labels is not None
    (at,) = [block.index for block in seen.page.blocks if block.text == CALL]
    assert seen.labels[at].role == "repeated"
    assert seen.labels[at].reason.startswith("on 12 of 12 stories of the site")
    assert profile.repeated(seen.page.blocks[at]) == 12
    assert profile.repeated(seen.page.blocks[at - 1]) == 0


@pytest.mark.parametrize("copies", [2, 3, 4, 8])
def test_copies_and_updates_of_a_story_keep_its_paragraphs(copies):
    own = paragraphs(100)
    short = "एक मजदूर घायल, काम दो दिन बंद"
    updates = [[own[0], short, *own[1 : 2 + n % 3], *paragraphs(200 + n)[:2]] for n in range(copies)]
    pages = site_of(8) | {address(300 + n): story_page(100, lines) for n, lines in enumerate(updates)}
    profile = learned(pages)
    assert profile.stories == 9
    for n, lines in enumerate(updates):
        assert text(pages[address(300 + n)], address(300 + n), profile) == lines


@pytest.mark.parametrize("place", [below, between])
@pytest.mark.parametrize(("series", "others"), [(3, 5), (6, 6), (10, 30), (6, 0)])
def test_a_series_keeps_its_background(place, series, others):
    def told(n: int, lines: list[str]) -> list[str]:
        if n >= series:
            return lines
        lines = [f"झील से लौटे परिवार वार्ड {n} में बसे। विस्थापित लोग पुरानी टिहरी को याद करते हैं।", *lines]
        return place(BACKGROUND)(n, lines)

    pages = site_of(series + others, told)
    profile = learned(pages)
    for n in range(series):
        assert BACKGROUND in text(pages[address(n)], address(n), profile)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("नई टिहरी।", 0),
        ("<p><strong>क्या है पूरी योजना</strong></p>", 2),
        ("<h2>आगे क्या होगा</h2>", 2),
        ("<p>सवाल:</p>", 1),
    ],
)
def test_datelines_subheads_and_questions_recur_and_stay(line, at):
    pages = site_of(40, lambda n, lines: [*lines[:at], line, *lines[at:]] if n % 5 == 0 else lines)
    profile = learned(pages)
    assert text(pages[address(5)], address(5), profile) == text(pages[address(5)], address(5))


def test_cells_of_tables_recur_and_stay():
    head = "<tr><th>वार्ड</th><th>लागत</th></tr>"
    rows = f"<table>{head}<tr><td>चौक</td><td>{{}}</td></tr><tr><td>बाजार</td><td>{{}}</td></tr></table>"
    pages = site_of(12, lambda n, lines: [*lines[:2], rows.format(n + 7, n + 90), *lines[2:]])
    profile = learned(pages)
    assert text(pages[address(4)], address(4), profile) == text(pages[address(4)], address(4))
    assert "वार्ड | लागत" in text(pages[address(4)], address(4), profile)


def test_a_teaser_on_other_pages_is_no_witness_against_its_story():
    teaser = f'<section class="box"><h3>{headline(0)}</h3><p>{paragraphs(0)[0]}</p></section>'
    pages = {address(n): story_page(n, beside=teaser) for n in range(20)}
    profile = learned(pages)
    for n in (0, 7):
        assert text(pages[address(n)], address(n), profile) == paragraphs(n)


def test_a_page_that_was_never_learned_gains_too():
    profile = learned(site_of(20, below(CALL)))
    html = story_page(50, [*paragraphs(50), CALL])
    assert text(html, address(50), profile) == paragraphs(50)


def test_the_story_is_sought_where_the_site_puts_it():
    brief = "रामनगर में बुधवार को बिजली आपूर्ति दोपहर बाद बहाल हुई।"
    long = " ".join(paragraphs(77))
    rival = f'<div class="q-12"><div class="q-13"><p>{long}</p><p>{long[::-1]}।</p></div></div>'
    html = story_page(60, [brief]).replace("</article>", f"</article>{rival}")
    html = html.replace("<article>", "<div>").replace("</article>", "</div>")
    pages = {
        url: page.replace("<article>", "<div>").replace("</article>", "</div>")
        for url, page in site_of(12).items()
    }
    assert brief not in text(html, address(60))
    assert text(html, address(60), learned(pages)) == [brief]


def test_the_order_of_pages_does_not_matter():
    pages = site_of(25, below(CALL))
    shuffled = list(pages.items())
    random.Random(5).shuffle(shuffled)
    one, other = learned(pages), learned(dict(shuffled))
    assert one == other
    assert one.to_json() == other.to_json()


def test_a_page_counts_once_however_often_it_is_seen():
    pages = site_of(6, below(CALL))
    once, twice = learned(pages), learned(pages)
    for url, html in pages.items():
        seen = read(html, url)
        assert seen.page is not None
        assert seen.labels is not None
        assert seen.region is not None
        twice.learn(seen.page, seen.labels, seen.region, url)
    assert once == twice
    assert once.pages == once.stories == 6


def test_a_page_without_a_story_is_no_record():
    seen = read_page("<p>कुछ नहीं</p>", address(1))
    assert seen.page is not None
    assert seen.labels is not None
    assert seen.region is not None
    assert observe(seen.page, seen.labels, seen.region, address(1)) is None


def crowded(chance: random.Random) -> PageRecord:
    entries = (chance.getrandbits(64) for _ in range(chance.randrange(MOST_LINES + 1)))
    return PageRecord(chance.getrandbits(56), 0, chance.getrandbits(56), tuple(sorted(entries)))


def filled(found: list[PageRecord]) -> SiteProfile:
    profile = SiteProfile(HOST)
    for record in found:
        profile.add(record)
    return profile


digests = st.integers(min_value=0, max_value=2**56 - 1)
lines = st.lists(st.integers(min_value=0, max_value=2**64 - 1), max_size=MOST_LINES).map(sorted).map(tuple)
records = st.builds(PageRecord, digests | st.integers(0, 9), digests, digests, lines)
profiles = st.lists(records, max_size=12).map(filled)
# More than a profile holds.
big = st.integers(0, 2**32).map(
    lambda seed: filled([crowded(random.Random(seed % 5 * 100 + n)) for n in range(300)])
)


@settings(max_examples=60, deadline=None)
@given(profiles | big, profiles | big, profiles | big)
def test_merging_is_associative_commutative_and_idempotent(a, b, c):
    assert a.merge(b) == b.merge(a)
    assert a.merge(b).merge(c) == a.merge(b.merge(c))
    assert a.merge(a) == a


@settings(max_examples=30, deadline=None)
@given(st.lists(records, max_size=20), st.integers(0, 20))
def test_merged_parts_are_the_whole(found, at):
    assert filled(found[:at]).merge(filled(found[at:])) == filled(found)


@settings(max_examples=30, deadline=None)
@given(profiles | big)
def test_json_holds_all_within_its_bound(profile):
    written = profile.to_json()
    assert len(written) <= 65_536
    assert SiteProfile.from_json(written) == profile
    assert "\n" not in written


def test_a_full_profile_is_bounded_and_estimates_its_pages():
    chance = random.Random(11)
    profile = filled([crowded(chance) for _ in range(1_000)])
    assert 60_000 < len(profile.to_json()) <= 65_536
    assert 800 < profile.pages < 1_200
    assert profile.stories > 100


@settings(max_examples=100, deadline=None)
@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_foreign_text_is_no_profile(foreign):
    assert SiteProfile.from_json(foreign) is None


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"host": 5},
        {"cut": -1},
        {"cut": "a"},
        {"pages": "%%"},
        {"pages": "AAAA"},
        {"pages": None},
    ],
)
def test_a_damaged_profile_is_none(change):
    fields = json.loads(learned(site_of(5)).to_json())
    assert SiteProfile.from_json(json.dumps(fields)) is not None
    assert SiteProfile.from_json(json.dumps(fields | change)) is None


def test_extract_without_a_profile_is_unchanged_by_an_empty_one():
    html = story_page(3, [*paragraphs(3), CALL])
    assert extract(html, address(3)) == extract(html, address(3), site=SiteProfile(HOST))
