"""A publisher in a run: what is reported, once, and what never is."""

import random

import pytest

from newscrawl.watch.figures import FIELDS, RULE, RULE_FIELDS, RULES, TEXT, Figures
from newscrawl.watch.record import WINDOW, Aside, Key, Record

FULL = dict.fromkeys(FIELDS, 40) | {TEXT: 1_500, RULE: 1, RULE_FIELDS: 1}


def page(page_type: str = "article", **changes: int) -> Figures:
    return Figures("khabar", page_type, FULL | changes)


def history(pages: int = 60, page_type: str = "article", days: int = 3, **changes: int) -> dict:
    record = Record("khabar", {}, 100)
    for day in range(days):
        for _ in range(pages // days):
            record.take(page(page_type, **changes))
        record.turn_day(101 + day)
    return record.history


def run(record: Record, *pages: Figures) -> list[tuple[str, str]]:
    """What breaks while these pages come in."""
    found = []
    for one in pages:
        record.take(one)
        found += [(broken.page_type, broken.field) for broken in record.judge([one.page_type])]
    return found


def test_a_field_that_is_gone_is_reported_once() -> None:
    record = Record("khabar", history(), 110)
    assert run(record, *[page(authors=0)] * 60) == [("article", "authors")]
    assert str(record.broken[Key("article", "authors")]) == (
        "khabar, article: authors: 0 of 10 pages, 60 of 60 before"
    )


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({TEXT: 200}, [TEXT]),
        ({TEXT: 9_000}, [TEXT]),
        ({"title": 4}, ["title"]),
        ({"tags": 2, "images": 1}, []),
        ({RULE: 0}, [RULE]),
        ({RULE_FIELDS: 0}, [RULE_FIELDS]),
        ({"published_at": 0, "section": 0}, ["published_at", "section"]),
    ],
)
def test_what_breaks(changes: dict[str, int], fields: list[str]) -> None:
    record = Record("khabar", history(), 110)
    assert [field for _, field in run(record, *[page(**changes)] * 40)] == fields


def test_the_first_run_never_reports() -> None:
    chance = random.Random(5)
    for _ in range(50):
        record = Record("khabar", {}, 110)
        shares = {name: chance.random() for name in FULL}
        pages = [
            page(**{name: FULL[name] * (chance.random() < share) for name, share in shares.items()})
            for _ in range(150)
        ]
        assert run(record, *pages) == []


def test_a_publisher_with_three_pages_never_reports() -> None:
    nothing = dict.fromkeys(FULL, 0)
    assert run(Record("khabar", history(600), 110), *[page(**nothing)] * 3) == []
    assert run(Record("khabar", history(3), 110), *[page(**nothing)] * 300) == []


def test_another_mix_of_page_types_never_reports() -> None:
    plain = dict.fromkeys(FULL, 0) | {"title": 30, TEXT: 60}
    before = history() | history(30, "gallery", 3, authors=0, **{TEXT: 80, RULE: 0})
    record = Record("khabar", before, 110)
    galleries = [page("gallery", authors=0, **{TEXT: 80, RULE: 0})] * 200
    videos = [page("video", **plain)] * 200
    assert run(record, *galleries, *videos, *[page()] * 20) == []


def test_sites_as_they_are_do_not_report() -> None:
    chance = random.Random(23)
    shares = {name: chance.choice([0.0, 0.3, 0.6, 0.8, 0.95, 1.0]) for name in FULL} | {
        TEXT: 0.97,
        RULE: 0.93,
    }

    def some(number: int) -> list[Figures]:
        return [
            page(
                **{
                    name: (chance.random() < share) * max(1, int(chance.lognormvariate(5, 0.8)))
                    for name, share in shares.items()
                }
            )
            for _ in range(number)
        ]

    record = Record("khabar", {}, 100)
    for day in range(101, 131):
        assert run(record, *some(chance.randrange(1, 80))) == []
        record.turn_day(day)


def test_a_rule_that_fails_halfway_is_seen_in_the_same_run() -> None:
    for before in ({}, history()):
        record = Record("khabar", before, 110)
        assert run(record, *[page()] * 100) == []
        assert run(record, *[page(**{RULE: 0})] * WINDOW) == [("article", RULE)]
        assert record.recent(Key("article", RULE)).pages == WINDOW


def test_what_broke_does_not_become_history() -> None:
    record = Record("khabar", history(), 110)
    run(record, *[page(authors=0)] * 60)
    record.turn_day(111)
    assert 110 not in record.history[Key("article", "authors")]
    assert 110 in record.history[Key("article", "title")]


def aside(record: Record, now: int = 0) -> Aside | None:
    [broken] = record.broken.values()
    return record.aside_for(broken, now)


def test_a_rule_is_set_aside_when_it_fails_and_when_texts_do() -> None:
    for changes, field in (({RULE: 0}, RULE), ({RULE_FIELDS: 0}, RULE_FIELDS), ({TEXT: 90}, RULE)):
        record = Record("khabar", history(), 110)
        run(record, *[page(**changes)] * 20)
        found = aside(record, 7)
        assert found is not None
        assert (found.publisher, found.since, found.key) == ("khabar", 7, ("article", field))
        assert found.filled == found.pages >= 60
    for changes in ({"authors": 0}, {"title": 2}):
        record = Record("khabar", history(), 110)
        run(record, *[page(**changes)] * 20)
        assert aside(record) is None


def test_without_a_rule_there_is_none_to_set_aside() -> None:
    record = Record("khabar", history(), 110)
    bare = Figures("khabar", "article", {name: 1 for name in FULL if name not in RULES})
    run(record, *[bare] * 40)
    assert record.broken
    assert all(record.aside_for(broken, 0) is None for broken in record.broken.values())


@pytest.mark.parametrize(
    ("day", "pages", "good"),
    [
        (111, [page()] * 12, True),
        (110, [page()] * 12, False),
        (111, [page()] * 3, False),
        (111, [page(**{RULE: 0})] * 12, False),
        (111, [page(**{RULE: 0})] * 5 + [page()] * WINDOW, True),
        (111, [page("live")] * 12, False),
        (111, [page(**{TEXT: 90})] * 20, False),
    ],
)
def test_a_rule_is_taken_up_on_the_next_good_day(day: int, pages: list[Figures], good: bool) -> None:
    record = Record(
        "khabar", history(), day, aside=Aside("khabar", 0, "article", RULE, 60, 59, "0 of 12 pages")
    )
    run(record, *pages)
    assert record.is_good_again(110) is good


def test_what_a_rule_did_before_it_was_set_aside_is_remembered_with_it() -> None:
    kept = Aside("khabar", 0, "article", RULE, 60, 59, "0 of 12 pages")
    assert run(Record("khabar", {}, 111), *[page(**{RULE: 0})] * 30) == []
    assert run(Record("khabar", {}, 111, aside=kept), *[page(**{RULE: 0})] * 30) == [("article", RULE)]


def test_odd_pages() -> None:
    record = Record("khabar", history() | history(60, "live", 3, authors=0), 110)
    assert record.odd(page()) == set()
    assert record.odd(page(authors=0, **{RULE: 0})) == {"authors", RULE}
    assert record.odd(page(tags=1, **{TEXT: 400})) == {TEXT}
    assert record.odd(page(title=90)) == {"title"}
    assert record.odd(page("live", authors=0)) == set()
    assert record.odd(Figures("khabar", "article", {TEXT: 0})) == {TEXT}


def test_without_history_a_rule_that_does_not_fit_is_odd() -> None:
    record = Record("khabar", {}, 110)
    assert record.odd(page(authors=0)) == set()
    assert record.odd(page(**{RULE: 0})) == {RULE}
