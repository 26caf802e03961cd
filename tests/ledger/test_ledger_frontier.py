"""Whose turn it is: by host in turn, within a host by priority, retries when their time has come."""

from pathlib import Path

import pytest
from ledger_pages import article, reject, story_url

from newscrawl.ledger import SOURCE, Child, Clock, Completion, Ledger, SourceRead, State


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = 1_800_000_000.0
        self.clock = Clock(lambda: self.at, lambda: self.at)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def ledger(tmp_path: Path, time: Time):
    with Ledger.open(tmp_path, clock=time.clock) as opened:
        opened.begin_run({})
        yield opened


def host(number: int) -> str:
    return f"https://k{number}.example"


def test_hosts_take_turns_and_the_urgent_go_first(ledger: Ledger) -> None:
    ledger.announce([Child(url=story_url(n, host(1))) for n in range(3)])
    ledger.announce([Child(url=story_url(9, host(1)), priority=5), Child(url=story_url(1, host(2)))])
    ledger.flush()
    order = [leased.url for leased in ledger.lease(5)]
    expected = [(9, 1), (1, 2), (0, 1), (1, 1), (2, 1)]
    assert order == [story_url(number, host(of)) for number, of in expected]


def test_a_newcomer_of_higher_priority_goes_before_what_was_read(ledger: Ledger) -> None:
    ledger.announce([Child(url=story_url(n)) for n in range(5)])
    ledger.lease(1)
    ledger.announce([Child(url=story_url(7), priority=1)])
    ledger.flush()
    assert [leased.url for leased in ledger.lease(2)] == [story_url(7), story_url(1)]


def test_announced_ones_gather_while_others_are_under_way(ledger: Ledger, time: Time) -> None:
    ledger.announce([Child(url=story_url(0))])
    (first,) = ledger.lease(1)
    ledger.announce([Child(url=story_url(1))])
    assert ledger.lease(1) == [], "no commit for every page"
    ledger.announce([Child(url=story_url(2))])
    time.at += 0.06
    assert [leased.url for leased in ledger.lease(2)] == [story_url(1), story_url(2)]
    ledger.announce([Child(url=story_url(3))])
    assert ledger.lease(1) == []
    time.at += 0.06
    ledger.tick()
    assert ledger.known(story_url(3)) is not None
    assert first.id in ledger.frontier.in_flight


def test_announced_ones_are_had_at_once_when_nothing_else_is_under_way(ledger: Ledger) -> None:
    ledger.announce([Child(url=story_url(0))])
    (first,) = ledger.lease(1)
    children = (Child(url=story_url(1)), Child(url=story_url(2)))
    ledger.complete(Completion(id=first.id, item=article(first.url), children=children))
    assert [leased.url for leased in ledger.lease(2)] == [story_url(1), story_url(2)]


def test_a_host_whose_page_is_here_can_be_asked_for_another_but_not_for_ever(ledger: Ledger) -> None:
    ledger.announce([Child(url=story_url(n)) for n in range(20)])
    ledger.flush()
    turns = []
    while found := ledger.lease(8, per_host=1):
        (leased,) = found
        turns.append(leased)
        ledger.frontier.arrived(leased.id)
        ledger.frontier.arrived(leased.id)
    assert len(turns) == 4
    ledger.complete(Completion(id=turns[0].id, item=reject(turns[0].url)))
    ledger.frontier.arrived(turns[0].id)
    (following,) = ledger.lease(8, per_host=1)
    assert ledger.lease(8, per_host=1) == [], "its page is not here yet"
    ledger.release(turns[1].id)
    ledger.flush()
    assert ledger.lease(8, per_host=1) == []
    ledger.frontier.arrived(following.id)
    assert len(ledger.lease(8, per_host=1)) == 1


def test_a_host_with_enough_under_way_is_passed_over(ledger: Ledger) -> None:
    ledger.announce([Child(url=story_url(n, host(n % 2))) for n in range(8)])
    ledger.flush()
    first = ledger.lease(8, per_host=1)
    assert len({leased.host_id for leased in first}) == len(first) == 2
    assert ledger.lease(8, per_host=1) == []
    ledger.complete(Completion(id=first[0].id, item=reject(first[0].url)))
    ledger.flush()
    (following,) = ledger.lease(8, per_host=1)
    assert following.host_id == first[0].host_id


def test_a_paused_host_waits_over_runs(tmp_path: Path, time: Time) -> None:
    with Ledger.open(tmp_path, clock=time.clock) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(1))])
        ledger.flush()
        ledger.frontier.pause("khabar.example", ledger.clock.now() + 60)
        assert ledger.lease(1) == []
        assert ledger.next_turn() == ledger.clock.now() + 60
    with Ledger.open(tmp_path, clock=time.clock) as ledger:
        assert ledger.lease(1) == []
        time.at += 61
        assert len(ledger.lease(1)) == 1


def test_a_url_given_back_comes_again(ledger: Ledger) -> None:
    ledger.announce([Child(url=story_url(1))])
    (leased,) = ledger.lease(1)
    assert ledger.lease(1) == []
    ledger.release(leased.id)
    assert [again.id for again in ledger.lease(1)] == [leased.id]


def test_a_retry_comes_when_its_time_has_come(ledger: Ledger, time: Time) -> None:
    ledger.announce([Child(url=story_url(1), payload='{"callback":"parse"}')])
    (leased,) = ledger.lease(1)
    ledger.complete(Completion(id=leased.id, retry_at=ledger.clock.now() + 120, detail="503"))
    ledger.flush()
    assert ledger.lease(1) == []
    assert ledger.next_turn() == ledger.clock.now() + 120
    assert ledger.counts() == {"FETCH_ERROR": 1}
    time.at += 121
    (again,) = ledger.lease(1)
    assert (again.attempts, again.state, again.payload) == (1, State.FETCH_ERROR, '{"callback":"parse"}')


def test_only_the_hosts_of_the_run_are_handed_out(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=story_url(1, host(n))) for n in range(3)])
        ledger.flush()
    with Ledger.open(tmp_path, scope=lambda name: name == "k1.example") as ledger:
        assert [leased.url for leased in ledger.lease(9)] == [story_url(1, host(1))]
        ledger.frontier.restrict(None)
        assert len(ledger.lease(9)) == 2


def test_a_url_is_announced_once_in_all_its_spellings(ledger: Ledger) -> None:
    ledger.announce(
        [
            Child(url=story_url(1)),
            Child(url=story_url(1).replace("https://", "http://www.") + "?utm_source=x"),
        ]
    )
    assert ledger.is_announced(story_url(1))
    assert ledger.known(story_url(1)) is None, "in the batch, not in the ledger"
    assert len(ledger.lease(9)) == 1
    assert not ledger.is_announced(story_url(2))
    assert ledger.known("http://[::1") is None


def test_where_a_redirect_led_is_known(ledger: Ledger) -> None:
    ledger.announce([Child(url=story_url(1))])
    (leased,) = ledger.lease(1)
    ledger.complete(Completion(id=leased.id, item=article(leased.url), aliases=(story_url(5), leased.url)))
    ledger.announce([Child(url=story_url(5))])
    ledger.flush()
    known = ledger.known(story_url(5))
    assert known is not None
    assert (known.state, known.target, known.seen) == (State.REDIRECTION, leased.id, True)
    assert ledger.lease(9) == []


def test_a_source_is_read_again_when_it_is_asked_for_again(ledger: Ledger) -> None:
    feed = "https://khabar.example/rss.xml"
    for _ in range(2):
        ledger.announce([Child(url=feed, kind=SOURCE, again=True)])
        (leased,) = ledger.lease(1)
        ledger.complete(Completion(id=leased.id, source=SourceRead(kind="feed")))
        ledger.flush()
    ledger.announce([Child(url=feed, kind=SOURCE)])
    assert ledger.lease(1) == []
    assert ledger.accounts().total("announced") == 0, "sources are no stories"


def test_a_text_belongs_to_the_first_that_claims_it(ledger: Ledger) -> None:
    ledger.announce([Child(url=story_url(n)) for n in range(3)])
    first, second, third = ledger.lease(3)
    text = article(story_url(0)).content_hash
    assert ledger.claim_text(text, first.url) is None
    assert ledger.claim_text(text, second.url) == story_url(0), "both are under way"
    ledger.complete(Completion(id=first.id, item=article(story_url(0))))
    assert ledger.claim_text(text, third.url) == story_url(0), "its outcome is not stored yet"
    ledger.flush()
    assert ledger.claim_text(text, third.url) == story_url(0)
    assert ledger.claim_text(text, first.url) is None


def test_completions_that_say_nothing_or_two_things_are_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        Completion(id=1)
    with pytest.raises(ValueError, match="exactly one"):
        Completion(id=1, unchanged=True, retry_at=3)
    ledger.announce([Child(url=story_url(1))])
    (leased,) = ledger.lease(1)
    with pytest.raises(ValueError, match="no article is stored"):
        ledger.complete(Completion(id=leased.id, unchanged=True))


def test_a_batch_is_stored_by_its_age(ledger: Ledger, time: Time) -> None:
    ledger.announce([Child(url=story_url(1))])
    ledger.tick()
    assert ledger.known(story_url(1)) is None
    time.at += 1
    ledger.tick()
    assert ledger.known(story_url(1)) is not None
