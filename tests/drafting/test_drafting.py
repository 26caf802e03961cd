"""A rule drafted from pages: on each of the demo newsroom's templates, and from too little."""

import dataclasses

import pytest
from newsroom_pages import BASE, TEMPLATES, newsroom_pages

from newscrawl.archive.page import ArchivedPage
from newscrawl.drafting.draft import DraftError, draft
from newscrawl.drafting.fixture import Fixture
from newscrawl.drafting.write import load_rule, rule_text, shortcomings, write
from newscrawl.publishers.checks import problems
from newscrawl.publishers.rule import Feed, NewsSitemap


@pytest.mark.parametrize("template", [None, *TEMPLATES])
def test_the_drafted_rule_passes_its_own_tests(template, tmp_path):
    made = draft("navprahar", f"{BASE}/", newsroom_pages(template))
    assert problems(made.publisher) == []
    assert write(made, tmp_path, tmp_path / "fixtures") == []
    rule = load_rule(tmp_path / "navprahar.py")
    assert rule == made.publisher
    assert rule.name == "नवप्रहर"
    assert rule.hosts == ("www.navprahar.example",)
    fixture = Fixture(tmp_path / "fixtures" / "navprahar", rule)
    assert fixture.read() == fixture.expected
    assert len(fixture.expected["page"]["text"]) >= 3


def test_the_draft_states_its_evidence():
    made = draft("navprahar", f"{BASE}/", newsroom_pages())
    text = rule_text(made)
    assert "# matches" in text
    assert "named by robots.txt" in text
    assert "gives the text of the generic extraction on" in text
    assert set(made.publisher.known.values()) == {"seen 2026-11"}
    assert all(len(line) <= 110 or "https://" in line for line in text.splitlines())


def test_it_finds_the_sources_kinds_and_twins():
    rule = draft("navprahar", f"{BASE}/", newsroom_pages()).publisher
    assert isinstance(rule.sources[0], NewsSitemap)
    assert [source.url for source in rule.sources if isinstance(source, Feed)] in ([], [f"{BASE}/feed/"])
    assert {kind.name for kind in rule.kinds} == {"live", "photo", "video"}
    story = rule.matches[0]
    assert rule.amp_of(story) == f"{story}amp/"
    assert rule.kind_of(f"{BASE}/live/chunav-matganana/") == "live"


def test_a_layout_that_breaks_is_found_by_its_own_tests(tmp_path):
    made = draft("navprahar", f"{BASE}/", newsroom_pages("tagdiv"))
    layout = dataclasses.replace(made.publisher.layouts[0], body=("footer",))
    broken = dataclasses.replace(made, publisher=dataclasses.replace(made.publisher, layouts=(layout,)))
    assert any("the layout is not used" in line for line in write(broken, tmp_path, tmp_path / "fixtures"))


def test_shortcomings_of_a_folder_that_lacks_files(tmp_path):
    made = draft("navprahar", f"{BASE}/", newsroom_pages("table"))
    write(made, tmp_path, tmp_path / "fixtures")
    folder = tmp_path / "fixtures" / "navprahar"
    facts = (
        (folder / "facts.toml").read_text().replace("byline = ", "pencil = ").replace("seen 2026-11", "heard")
    )
    (folder / "facts.toml").write_text(facts)
    found = "; ".join(shortcomings(tmp_path / "navprahar.py", folder))
    assert "page.parts does not say how byline is known" in found
    assert "is known as 'heard'" in found
    (folder / "expected.json").unlink()
    rule = load_rule(tmp_path / "navprahar.py")
    assert Fixture(folder, rule).shortcomings() == ["expected.json is missing"]


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ((), "no page of https://www.navprahar.example/ could be read"),
        (newsroom_pages()[:5], "0 articles were found, 5 are needed"),
        ((ArchivedPage(url=BASE, body=b"\x00\xff" * 50),), "0 articles were found"),
    ],
)
def test_too_little_is_said_to_be(pages, why):
    with pytest.raises(DraftError, match=why):
        draft("navprahar", f"{BASE}/", pages)


def test_a_file_without_a_publisher_is_refused(tmp_path):
    (tmp_path / "x.py").write_text("PUBLISHER = 1\n")
    with pytest.raises(ValueError, match="defines no PUBLISHER"):
        load_rule(tmp_path / "x.py")
