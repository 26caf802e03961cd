"""The books of a run and the verdict on it."""

import pytest

from newscrawl.extensions.accounts import (
    is_barren,
    reject_counts,
    site_lines,
    site_totals,
    summary,
    verdict,
)
from newscrawl.ledger import Accounts
from newscrawl.ledger.runs import Line


def stats(finish_reason: str = "finished", **counts: int) -> dict[str, object]:
    """Stats of a run; `__` in a name stands for a slash."""
    found: dict[str, object] = {f"newscrawl/{name.replace('__', '/')}": n for name, n in counts.items()}
    return {"finish_reason": finish_reason} | found


SOUND = {"announced": 100, "settled": 100, "fetched": 95, "articles": 95, "rejects": 5, "sources_read": 3}


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (stats(**SOUND, rejects__fetch__http_status=5), 0),
        (stats("closespider_itemcount", **SOUND), 0),
        (stats(**SOUND, rejects__language__other_language=80), 0),
        (stats(**SOUND, rejects__fetch__timeout=11), 1),
        (stats(**SOUND, source_failed=1), 1),
        (stats(**SOUND, pending=3), 1),
        (stats(**SOUND, missing=1), 1),
        (stats(**SOUND, barren=1), 1),
        (stats(**SOUND, deferred=3), 0),
        (stats(**SOUND, deferred=11), 1),
        (stats(**SOUND, rejects__extract__internal_error=1), 1),
        (stats(**SOUND, rejects__validate__schema=1), 1),
        (stats("shutdown", **SOUND), 1),
        (stats("start_error", **SOUND), 1),
        (stats(**SOUND) | {"spider_exceptions/count": 1}, 1),
        (stats("storage_error", **SOUND, storage_errors=1), 3),
        (stats(**SOUND) | {"feedexport/failed_count/FileFeedStorage": 1}, 3),
        (stats(), 4),
        (stats(source_failed=2), 4),
        (stats(announced=2, sources_read=1, rejects__fetch__blocked=2), 4),
        # Nothing new since: the sources were read, and that is all there was to fetch.
        (stats(announced=9, sources_read=2, rejects__scope__too_old=9), 0),
        (stats(sources_read=2), 0),
        (stats(announced_again=2), 0),
    ],
)
def test_verdict(found: dict[str, object], code: int) -> None:
    assert verdict(found) == code


@pytest.mark.parametrize(
    ("counts", "barren"),
    [
        ({}, False),
        ({"announced": 5, "articles": 1, "rejects/fetch": 4}, False),
        ({"announced": 5, "rejects/fetch": 5}, True),
        ({"announced": 5, "rejects/extract": 5}, True),
        ({"announced": 5}, True),
        ({"announced": 5, "revisions": 1}, False),
        ({"announced": 5, "rejects/scope": 3, "rejects/language": 1, "rejects/validate": 1}, False),
        ({"unchanged": 3}, False),
    ],
)
def test_a_site_that_announces_and_gives_nothing_is_barren(counts: dict[str, int], barren: bool) -> None:
    assert is_barren(counts) is barren


def test_summary_names_what_there_is_and_no_more() -> None:
    found = stats(
        announced=10,
        settled=9,
        fetched=8,
        articles=6,
        rejects=3,
        rejects__fetch__dns=1,
        rejects__extract__listing=2,
        pending=1,
        source_failed=4,
    )
    assert summary(found) == (
        "10 announced, 8 fetched, 6 articles, 3 rejects (extract/listing 2, fetch/dns 1), 1 pending, "
        "4 sources failed"
    )
    assert list(reject_counts(found)) == ["extract/listing", "fetch/dns"]


def test_summary_of_a_run_that_goes_on_with_another() -> None:
    found = stats(announced=1, carried=8, fetched=9, articles=9, rejects=0)
    assert summary(found) == "1 announced and 8 carried over, 9 fetched, 9 articles, 0 rejects"


def test_each_publisher_has_its_line() -> None:
    lines = [
        Line("b", "feed", carried=2, pending=1, events={"announced": 3, "articles": 4}),
        Line("b", "sitemap", events={"announced": 1, "rejects": 1}),
        Line("", "", events={"announced": 1, "articles": 1}),
        Line("elsewhere", "feed", carried=9, pending=9),
    ]
    assert site_lines(site_totals(Accounts(1, lines, []))) == [
        "no publisher: 1 announced + 0 carried over = 1 articles + 0 rejects + 0 pending",
        "b: 4 announced + 2 carried over = 4 articles + 1 rejects + 1 pending",
    ]
