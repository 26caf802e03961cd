"""Accounts, revisions, source intervals and rechecks, over several runs."""

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_pages import article, reject, story_url
from sqlalchemy import delete, select, update

from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.ledger import (
    SOURCE,
    Child,
    Clock,
    Completion,
    Leased,
    Ledger,
    Revisits,
    SourceRead,
    open_view,
    read_articles,
)
from newscrawl.ledger.groups import keep_site_profile, site_profile
from newscrawl.ledger.revisions import DECIDING, NOTED, changed_fields, compare, fingerprint, is_revision
from newscrawl.ledger.schema import articles, revisions, runs, tallies, urls

REVISITS = Revisits()
FEED = "https://khabar.example/rss.xml"


class Time:
    def __init__(self) -> None:
        self.at = 1_800_000_000.0
        self.clock = Clock(lambda: self.at, lambda: self.at)


def announced(*numbers: int, **more) -> list[Child]:
    return [Child(url=story_url(n), publisher="khabar", source=FEED, **more) for n in numbers]


def finish(ledger: Ledger, leased: Leased, **how) -> None:
    ledger.complete(Completion(id=leased.id, **how))


def test_the_books_of_two_runs(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({"publishers": "khabar"})
        trap = Reject(url="https://khabar.example/cal", stage=Stage.SCOPE, reason=Reason.TRAP)
        ledger.announce([*announced(1, 2, 3, 4), Child(url="https://khabar.example/cal", reject=trap)])
        one, two, three, _four = ledger.lease(9)
        finish(ledger, one, item=article(one.url))
        finish(ledger, two, item=reject(two.url))
        finish(ledger, three, retry_at=0, detail="503")
        books = ledger.end_run("finished")
    assert books.problems == []
    by_source = {line.source: line for line in books.lines}
    line = by_source[FEED]
    assert (line.publisher, line.count("announced"), line.pending) == ("khabar", 4, 2)
    assert (line.count("articles"), line.count("rejects"), line.count("retries")) == (1, 1, 1)
    assert by_source[""].count("rejects") == 1
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        ledger.announce(announced(1, 2, 5))
        ledger.flush()
        for leased in ledger.lease(9):
            finish(ledger, leased, item=article(leased.url))
        books = ledger.end_run("finished")
    assert books.problems == []
    totals = {name: books.total(name) for name in ("carried", "announced", "articles", "rejects", "pending")}
    assert totals == {"carried": 2, "announced": 1, "articles": 3, "rejects": 0, "pending": 0}
    assert books.to_dict()["totals"]["carried"] == 2


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (delete(urls).where(urls.c.outcome.is_(None)), "3 taken on = 1 articles + 0 rejects + 0 pending +2"),
        (delete(articles), "1 articles were counted, 0 are in the ledger"),
        (update(articles).values(url_id=99), None),
    ],
)
def test_what_does_not_add_up_is_named(tmp_path: Path, damage, said: str | None) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        ledger.announce(announced(1, 2, 3))
        finish(ledger, ledger.lease(1)[0], item=article(story_url(1)))
        ledger.flush()
        with ledger.connection().begin():
            ledger.connection().execute(damage)
        problems = ledger.end_run("finished").problems
    assert problems == [] if said is None else any(said in problem for problem in problems)


def test_a_run_that_was_killed_is_called_interrupted(tmp_path: Path) -> None:
    for _ in range(2):
        with Ledger.open(tmp_path) as ledger:
            ledger.begin_run({"limit": 3})
    with Ledger.open(tmp_path) as ledger, ledger.connection().begin():
        rows = ledger.connection().execute(select(runs.c.verdict, runs.c.args)).all()
    assert [tuple(row) for row in rows] == [("interrupted", '{"limit": 3}'), (None, '{"limit": 3}')]


def test_tallies_grow_with_the_sources_and_not_with_the_runs(tmp_path: Path) -> None:
    for number in range(4):
        with Ledger.open(tmp_path) as ledger:
            ledger.begin_run({})
            ledger.announce(announced(number))
            ledger.flush()
            with ledger.connection().begin():
                rows = ledger.connection().execute(select(tallies)).all()
            assert len(rows) <= 2
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        books = ledger.end_run("finished")
    assert (books.total("carried"), books.total("pending"), books.problems) == (4, 4, [])
    with open_view(tmp_path) as view:
        assert view is not None
        ended = view.run_records()[1]
    assert ended.verdict == "interrupted"
    assert ended.accounts is not None
    assert ended.accounts["totals"] == {"announced": 1}


def test_a_publisher_that_announced_and_gave_nothing_is_named(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        ledger.announce(announced(1))
        finish(ledger, ledger.lease(1)[0], item=reject(story_url(1)))
        assert ledger.end_run("finished").silent() == ["khabar"]


def test_a_changed_article_is_a_revision_and_an_unchanged_one_is_nothing(tmp_path: Path) -> None:
    time = Time()
    url = story_url(1)
    first = article(url)
    second = article(
        url, text="नगर निगम ने अब दूसरे चरण का काम भी शुरू कर दिया है।", modified_at="2027-01-15T10:00:00+05:30"
    )
    versions = [
        ({"item": first}, 1),
        ({"unchanged": True}, 1),
        ({"item": replace(first, modified_at="2027-01-15T09:00:00+05:30")}, 1),
        ({"item": second}, 2),
        ({"item": reject(url)}, 2),
        ({"item": replace(second, title="दूसरा चरण शुरू")}, 3),
    ]
    with Ledger.open(tmp_path, clock=time.clock) as ledger:
        ledger.begin_run({})
        for how, lines in versions:
            ledger.announce(announced(1, again=True))
            (leased,) = ledger.lease(1)
            assert leased.recheck is (how["item"] is not first if "item" in how else True)
            finish(ledger, leased, **how)
            ledger.flush()
            time.at += 60
            assert len(list(read_articles(tmp_path))) == lines
        books = ledger.end_run("finished")
        assert books.problems == []
        found = {name: books.total(name) for name in ("articles", "revisions", "unchanged", "recheck_failed")}
        assert found == {"articles": 1, "revisions": 2, "unchanged": 2, "recheck_failed": 1}
        with ledger.connection().begin():
            rows = ledger.connection().execute(select(revisions.c.revision, revisions.c.changed)).all()
            changed = ledger.connection().execute(select(articles.c.changed)).scalar()
    assert [tuple(row) for row in rows] == [(1, ""), (2, "text,blocks,modified_at")]
    assert changed == "title"
    stored = list(read_articles(tmp_path))
    assert [(one["revision"], one["revises"]) for one in stored] == [
        (1, None),
        (2, first.content_hash),
        (3, second.content_hash),
    ]


def test_a_reject_asked_for_again_may_become_an_article(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        for item in (reject(story_url(1)), reject(story_url(1)), article(story_url(1))):
            ledger.announce(announced(1, again=True))
            finish(ledger, ledger.lease(1)[0], item=item)
            ledger.flush()
        books = ledger.end_run("finished")
    assert books.problems == []
    assert (books.total("articles"), books.total("rejects"), books.total("rejected_again")) == (1, 0, 1)
    assert len(list(read_articles(tmp_path, "rejects"))) == 1


def test_a_stored_article_that_is_said_to_have_changed_is_looked_at_again(tmp_path: Path) -> None:
    time = Time()
    with Ledger.open(tmp_path, clock=time.clock) as ledger:
        ledger.begin_run({})
        ledger.announce(announced(1))
        finish(ledger, ledger.lease(1)[0], item=article(story_url(1)))
        ledger.flush()
        time.at += 100
        for stamp, comes in (("2026-01-01T00:00:00+05:30", 0), ("2100-01-01T00:00:00Z", 0), (None, 0)):
            ledger.announce(announced(1, modified_at=stamp))
            ledger.flush()
            assert len(ledger.lease(1)) == comes
        ledger.announce(announced(1, modified_at=str(Clock(lambda: time.at).day()) + "T08:00:50Z"))
        ledger.flush()
        assert [leased.etag for leased in ledger.lease(1)] == ['"v1"']


def test_an_article_is_looked_at_again_while_it_is_young(tmp_path: Path) -> None:
    time = Time()
    with Ledger.open(tmp_path, clock=time.clock) as ledger:
        ledger.begin_run({})
        ledger.announce(announced(1))
        finish(ledger, ledger.lease(1)[0], item=article(story_url(1)))
        ledger.flush()
        ages = []
        while (turn := ledger.next_turn()) is not None:
            ages.append(int(turn - 1_800_000_000))
            time.at = turn
            finish(ledger, ledger.lease(1)[0], unchanged=True)
            ledger.flush()
            assert len(ages) < 9
        assert tuple(ages) == REVISITS.rechecks


@pytest.mark.parametrize(
    ("published", "now", "expected"),
    [
        (1_000_000, 1_000_100, 1_000_000 + 1_800),
        (1_000_000, 1_000_000 + 1_800, 1_000_000 + 7_200),
        (1_000_000, 1_000_000 + 4 * 86_400, None),
        (9_000_000, 1_500_000, 1_500_000 + 1_800),  # a date in the future says nothing
        (None, 1_500_000, 1_500_000 + 1_800),
    ],
)
def test_rechecks_decay_with_age(published: int | None, now: int, expected: int | None) -> None:
    assert REVISITS.next_recheck(published, min(1_500_000, now), now) == expected


def test_intervals_follow_what_a_source_brings(tmp_path: Path) -> None:
    time = Time()
    intervals = []
    with Ledger.open(tmp_path, clock=time.clock) as ledger:
        ledger.begin_run({})
        assert ledger.source(FEED) is None
        readings = [
            (SourceRead(kind="feed", etag='"a"'), (1, 2)),
            (SourceRead(kind="feed", etag='"b"'), (3,)),
            (SourceRead(kind="feed", unchanged=True), ()),
            (SourceRead(kind="feed", etag='"c"'), (1, 2, 3)),
            (SourceRead(kind="feed", failed=True), ()),
        ]
        for read, numbers in readings:
            ledger.announce([Child(url=FEED, kind=SOURCE, publisher="khabar", again=True)])
            ledger.flush()
            leased = next(found for found in ledger.lease(9) if found.kind == SOURCE)
            finish(ledger, leased, source=read, children=tuple(announced(*numbers)))
            ledger.flush()
            state = ledger.source(FEED)
            assert state is not None
            assert not state.due
            intervals.append((state.interval_s, state.etag, state.failures))
        time.at += intervals[-1][0]
        state = ledger.source(FEED)
        assert state is not None
        assert state.due
        books = ledger.accounts()
        assert (books.total("sources_read"), books.total("sources_failed")) == (4, 1)
    assert intervals == [
        (900, '"a"', 0),
        (450, '"b"', 0),
        (675, '"b"', 0),
        (1012, '"c"', 0),
        (2024, '"c"', 1),
    ]


def test_intervals_have_bounds() -> None:
    assert REVISITS.next_interval(400, new=9) == REVISITS.shortest
    assert REVISITS.next_interval(REVISITS.longest, new=0) == REVISITS.longest
    assert REVISITS.next_interval(REVISITS.longest, new=0, failed=True) == REVISITS.longest
    assert REVISITS.is_due(1_000, 300, 980)
    assert not REVISITS.is_due(1_000, 300, 900)
    assert REVISITS.is_due(10**10, 300, 1_000), "a time beyond every interval is the mark of a wrong clock"


def test_fingerprints_tell_the_fields_apart() -> None:
    old = article(story_url(1))
    new = replace(old, title="नया शीर्षक", tags=("पानी",), fetched_at="2027-01-01T00:00:00+00:00")
    assert compare(old, new) == changed_fields(fingerprint(old), fingerprint(new)) == ("title", "tags")
    assert is_revision(("title",), same_text=True)
    assert not is_revision(("tags",), same_text=True)
    assert is_revision((), same_text=False)
    assert changed_fields(b"\0", fingerprint(old)) == ()
    assert not set(DECIDING) & set(NOTED)


def test_story_groups_and_site_profiles_outlive_a_run(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.remember_story("s1", [1, -5, 2**63 - 1])
        ledger.remember_story("s2", [1, 7])
        assert ledger.stories_like([1, 7]) == {"s1": 1, "s2": 2}, "what is not stored counts too"
        ledger.announce(announced(1))
        ledger.flush()
        ledger.remember_story("s2", [7, 8])
        ledger.announce(announced(2))
        keep_site_profile(ledger.connection(), "khabar.example", {"body": "div.कथा"}, 1)
        keep_site_profile(ledger.connection(), "khabar.example", {"body": "article"}, 2)
    with Ledger.open(tmp_path) as ledger:
        assert ledger.stories_like([1, -5, 99]) == {"s1": 2, "s2": 1}
        assert site_profile(ledger.connection(), "khabar.example") == {"body": "article"}
        assert site_profile(ledger.connection(), "other.example") is None
