"""Patterns of addresses: what they take, what they keep out, and that none can be slow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.drafting.pattern import learn_pattern
from newscrawl.drafting.twins import learn_twin

SITE = "https://www.nadi.example"


def slugs(form: str, number: int = 8, start: int = 100) -> list[str]:
    towns = ("narmada", "betwa", "chambal", "ken", "sone", "tapti", "mahi", "sindh")
    return [SITE + form.format(town=towns[i % 8], id=start + i, day=i % 28 + 1) for i in range(number)]


LEARNED = [
    # Articles, others, further addresses it must take, addresses it must refuse.
    (
        "/{town}/{town}-me-spardha-{id}.html",
        ["/khel/", "/video/x-ka-y-1.mp4"],
        ["/rajya/betwa-ka-pul-1005.html"],
        ["/khel/", "/khel/betwa-ka-pul.html", "/khel/betwa-ka-pul-101.html?amp=1"],
    ),
    (
        "/2026/10/{day:02}/{town}-ka-mela-shuru/",
        ["/2026/10/", "/tag/mela/"],
        ["/2027/01/31/nai-sadak/"],
        ["/2026/10/", "/2026/10/05/", "/tag/mela/"],
    ),
    (
        "/{town}-ke-ghat-par-is-saal-ka-mela/",
        ["/about-us/", "/privacy-policy/", "/page/2/", "/tag/mela/"],
        ["/nai-sadak-par-pehli-bus-chali/"],
        ["/about-us/", "/privacy-policy/", "/page/3/", "/contact/"],
    ),
    (
        "/story.aspx?id={id}&lang=hi",
        ["/list.aspx?id=4"],
        ["/story.aspx?id=99&lang=hi"],
        ["/story.aspx?id=a&lang=hi"],
    ),
    (
        "/state/mp/{town}/articleshow/{id}.cms",
        ["/state/mp/articlelist/12.cms", "/state/mp/betwa/videoshow/120.cms"],
        ["/state/mp/ken/articleshow/1200.cms"],
        ["/state/mp/betwa/videoshow/120.cms", "/state/mp/articlelist/120.cms"],
    ),
]


@pytest.mark.parametrize(("form", "others", "takes", "refuses"), LEARNED, ids=[row[0] for row in LEARNED])
def test_a_form_is_learned_from_eight_articles(form, others, takes, refuses):
    articles = slugs(form)
    found = learn_pattern(articles, [SITE + path for path in others])
    assert found is not None
    pattern = re.compile(found.expression)
    assert set(found.matched) == set(articles)
    assert found.missed == found.mistaken == ()
    assert all(pattern.fullmatch(SITE + path) for path in takes)
    assert not any(pattern.fullmatch(SITE + path) for path in refuses)
    assert not pattern.fullmatch("https://www.nadi.example.mirror.example" + articles[0].removeprefix(SITE))


def test_a_section_that_looks_like_an_article_is_kept_out_by_its_first_piece():
    articles = [
        f"{SITE}/{section}/{town}-ka-pul/"
        for section in ("khel", "rajya")
        for town in ("betwa", "ken", "sone")
    ]
    others = [f"{SITE}/category/rajya-khabar/", f"{SITE}/author/meena-bai/"]
    found = learn_pattern(articles, others)
    assert found.mistaken == ()
    assert not re.fullmatch(found.expression, f"{SITE}/category/nai-khabar/")


def test_two_forms_and_two_hosts_are_two_branches():
    articles = [
        *slugs("/khel/{town}-{id}.html"),
        *slugs("/hindi/{town}/{id}/"),
        "https://nadi.example/khel/mahi-120.html",
    ]
    found = learn_pattern(articles, [])
    assert set(found.matched) == set(articles)
    assert found.expression.startswith(r"https?://(?:www\.)?nadi\.example/(?:")
    first, second = found.matched[:2]
    assert first.endswith(".html") != second.endswith(".html")


def test_sections_may_nest():
    articles = [
        f"{SITE}/local/{path}/news/pul-bana-{n}.html" for n, path in enumerate(("mp", "mp/betul", "up"), 1000)
    ]
    pattern = re.compile(learn_pattern(articles, []).expression)
    assert pattern.fullmatch(f"{SITE}/local/rajasthan/sikar/news/mandi-ke-bhav-1001.html")
    assert not pattern.fullmatch(f"{SITE}/local/rajasthan/sikar/video/mandi-ke-bhav-1001.html")


def test_what_cannot_be_told_apart_is_said():
    articles = slugs("/{town}-{id}/")
    found = learn_pattern(articles, [f"{SITE}/betwa-500/"])
    assert found.mistaken == (f"{SITE}/betwa-500/",)


def test_devanagari_slugs():
    articles = [
        f"{SITE}/%e0%a4%a8%e0%a4%a6%e0%a5%80-%e0%a4%95%e0%a4%be-%e0%a4%aa%e0%a5%81%e0%a4%b2-{n}/"
        for n in range(100, 108)
    ]
    assert learn_pattern(articles, []).missed == ()


def test_too_few_teach_nothing():
    assert learn_pattern(slugs("/{town}-{id}/", 2), []) is None
    assert learn_pattern(["", "x", "//", "https://[/a"], []) is None


@given(
    st.lists(st.text("ab1-/.?=&%é", max_size=30).map(lambda path: f"{SITE}/{path}"), max_size=12),
    st.lists(st.text("ab1-/.?=&%", max_size=20).map(lambda path: f"{SITE}/{path}"), max_size=6),
)
def test_any_addresses_give_an_expression_that_holds_what_it_says(articles, others):
    found = learn_pattern(articles, others)
    if found is not None:
        pattern = re.compile(found.expression)
        assert all(pattern.fullmatch(url) for url in found.matched + found.mistaken)
        assert not any(pattern.fullmatch(url) for url in found.missed + found.refused)


@pytest.mark.parametrize("form", [row[0] for row in LEARNED])
def test_no_expression_is_slow(form, stopwatch):
    pattern = re.compile(learn_pattern(slugs(form), []).expression)

    def match():
        for piece in ("a-", "a/", "1", "/", "a-1", "2026/10/"):
            pattern.fullmatch(f"{SITE}/" + piece * (65_536 // len(piece)))

    assert stopwatch.cpu(match, 0.3) < 0.3


@pytest.mark.parametrize(
    ("article", "amp"),
    [
        ("/khel/pul-{id}.html", "/amp/khel/pul-{id}.html"),
        ("/khel/pul-{id}.html", "/khel/pul-{id}.html/amp"),
        ("/khel/pul-{id}/", "/khel/pul-{id}/?amp=1"),
        ("/khel/pul-{id}/", "/khel/pul-{id}/amp/"),
        ("/khel/articleshow/{id}.cms", "/khel/amp_articleshow/{id}.cms"),
    ],
)
def test_amp_twins_are_learned(article, amp):
    pairs = [(SITE + article.format(id=n), SITE + amp.format(id=n)) for n in range(5)]
    twin, fits = learn_twin(pairs)
    assert fits == 5
    assert twin.amp_of(SITE + article.format(id=77)) == SITE + amp.format(id=77)
    assert twin.article_of(SITE + amp.format(id=77)) == SITE + article.format(id=77)


def test_amp_copies_on_their_own_host_and_none_at_all():
    pairs = [(f"{SITE}/a-{n}", f"https://amp.nadi.example/a-{n}") for n in range(3)]
    twin, _ = learn_twin(pairs)
    assert twin.amp_of(f"{SITE}/b") == "https://amp.nadi.example/b"
    assert learn_twin([]) is None
    assert learn_twin([(f"{SITE}/a", f"{SITE}/a"), (f"{SITE}/b", "https://other.example/c")]) is None
