"""From observations to a verdict with reasons, and to a file that keeps to its schema."""

import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rules_and_answers import DAY, HOME, NOW, RULE, answer, article_url, sample_seen, source_seen, visit

from newscrawl.diagnosis.observed import FieldSeen, HostSeen, RobotsSeen
from newscrawl.diagnosis.record import report_of, report_schema, write_report
from newscrawl.diagnosis.samples import read_sample
from newscrawl.diagnosis.sources import choose_samples, read_home, read_source
from newscrawl.diagnosis.verdict import age_text, diagnose
from newscrawl.items.article import STORY_FIELDS
from newscrawl.publishers.registry import publishers
from newscrawl.report.doctor import print_report

URLS = [source.url for source in RULE.sources]
ALL = tuple(FieldSeen(name=name, filled=True, beside="same") for name in STORY_FIELDS)
UNDATED = tuple(replace(field, filled=field.name != "published_at") for field in ALL)


def articles(count=5, **more):
    return tuple(
        sample_seen(50001 + number, **{"fields": ALL, "layout": "used", **more}) for number in range(count)
    )


def sources(*states):
    return tuple(source_seen(url, state) for url, state in zip(URLS, states, strict=True))


def hosts(state):
    return tuple(HostSeen(host=host, state=state, detail=state) for host in RULE.hosts)


@pytest.mark.parametrize(
    ("parts", "verdict", "reason"),
    [
        ({"samples": articles()}, "healthy", None),
        ({"samples": articles(4) + articles(1, layout="set_aside", layout_detail="x")}, "healthy", "set aside on 1 of 5"),
        ({"samples": articles(3) + articles(2, layout="set_aside", layout_detail="x")}, "degraded", "set aside on 2 of 5"),
        ({"samples": articles(), "sources": sources("ok", "stale", "ok")}, "degraded", "1 of 3 sources stale"),
        ({"samples": articles(), "sources": sources("ok", "gone", "gone")}, "degraded", "2 of 3 sources gone"),
        ({"samples": articles(), "sources": sources("misread", "ok", "ok")}, "degraded", "other than the rule says"),
        ({"samples": articles(4) + (sample_seen(50009, "no_article", detail="extract/listing"),)}, "degraded", "1 of 5 samples give no article (extract/listing)"),
        ({"samples": articles(5, fields=UNDATED)}, "degraded", "published_at is missing on 5 of 5"),
        ({"samples": articles(), "hosts": hosts("unreachable")}, "degraded", "www.nadi.example: unreachable"),
        ({"samples": articles(), "robots": (RobotsSeen(origin=HOME, status=503),)}, "degraded", "gives HTTP 503"),
        ({"samples": tuple(sample_seen(n, "gone") for n in range(5))}, "broken", "no sample gives an article"),
        ({"sources": sources("gone", "empty", "failing")}, "broken", "no source announces an article"),
        ({"sources": sources("blocked", "blocked", "blocked")}, "broken", "refused by the server"),
        ({"sources": sources("disallowed", "disallowed", "disallowed"), "hosts": hosts("disallowed")}, "refused", "robots.txt forbids"),
        ({"samples": tuple(sample_seen(n, "disallowed") for n in range(5))}, "refused", "robots.txt forbids"),
        ({"sources": sources("unreachable", "unreachable", "unreachable"), "hosts": hosts("unreachable")}, "unreachable", "nothing could be fetched: unreachable"),
        ({"samples": tuple(sample_seen(n, "unreachable", detail="timeout") for n in range(5))}, "unreachable", "its articles cannot be reached: timeout"),
        ({"samples": tuple(sample_seen(n, "unasked") for n in range(5)), "complete": False}, "unfinished", "before an article"),
        ({"sources": sources("unasked", "unasked", "unasked"), "complete": False}, "unfinished", "before an article"),
        ({"sources": (), "hosts": (), "complete": False}, "unfinished", "before an article"),
    ],
)  # fmt: skip
def test_verdicts(parts, verdict, reason):
    one = diagnose(RULE, visit(**parts), DAY)
    assert one.verdict == verdict, one.reasons
    if reason is None:
        assert one.reasons == ()
    else:
        assert any(reason in said.text for said in one.reasons), one.reasons
    weights = [said.weight for said in one.reasons]
    assert weights == sorted(weights, key=["broken", "degraded", "note"].index)


def test_the_newest_story_of_all_sources_counts():
    seen = (
        source_seen(URLS[0], newest="2026-11-20T10:00:00+05:30", age_hours=50.0),
        source_seen(URLS[1], newest="2026-11-22T10:00:00+05:30", age_hours=2.0),
        source_seen(URLS[2]),
    )
    one = diagnose(RULE, visit(sources=seen, samples=articles()), DAY)
    assert (one.newest, one.age_hours) == ("2026-11-22T10:00:00+05:30", 2.0)


def test_sources_that_the_site_names_and_the_rule_does_not():
    one = diagnose(RULE, visit(samples=articles(), named=(f"{HOME}/new.xml", URLS[0])), DAY)
    assert one.unlisted == (f"{HOME}/new.xml",)


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (None, ""),
        (-3.0, "0 min"),
        (0.4, "24 min"),
        (5.2, "5 h"),
        (47.0, "47 h"),
        (72.0, "3 d"),
        (9e9, "375000000 d"),
    ],
)
def test_ages(hours, text):
    assert age_text(hours) == text


def checked(report):
    record = json.loads(json.dumps(report, ensure_ascii=False, allow_nan=False))
    jsonschema.Draft7Validator(report_schema()).validate(record)
    return record


def printed(report, *, in_full, width=80):
    console = Console(file=StringIO(), width=width, highlight=False, markup=False, emoji=False)
    print_report(report, in_full=in_full, console=console)
    return console.file.getvalue()


def test_the_file_is_whole_and_fits_its_schema(tmp_path):
    ones = [diagnose(RULE, visit(samples=articles()), DAY)]
    report = report_of(ones, NOW, NOW + timedelta(seconds=90), complete=True)
    path = tmp_path / "doctor" / "report.json"
    write_report(report, path)
    record = checked(json.loads(path.read_text("utf-8")))
    assert record["started_at"] == "2026-11-22T12:00:00+00:00"
    assert record["verdicts"] == {"healthy": 1}
    assert record["publishers"][0]["name"] == "नदी समाचार"
    assert [file.name for file in path.parent.iterdir()] == ["report.json"]


@pytest.mark.parametrize("in_full", [True, False])
def test_all_publishers_fit_eighty_columns(in_full):
    ones = [
        diagnose(
            rule,
            visit(key=rule.key, samples=articles(), sources=tuple(source_seen(s.url) for s in rule.sources)),
            DAY,
        )
        for rule in publishers().values()
    ]
    text = printed(report_of(ones, NOW, NOW, complete=True), in_full=in_full)
    assert max(cell_len(line) for line in text.splitlines() if not line.startswith("  write: ")) <= 80
    assert all(f"\n{one.key} " in text and one.name in text for one in ones)
    assert "... and" in text or in_full


BODIES = st.binary(max_size=300) | st.sampled_from(
    [
        b"<rss><channel><item><title>\x1b[31m</title><link>https://www.nadi.example/khel/a-50001.html</link></item></channel></rss>",
        "<html><body><h1>नदी\u202e\x9b</h1><p>".encode() + "घाट पर भीड़ रही। ".encode() * 9,
        b"<urlset><url><loc>https://www.nadi.example/khel/b\x07-50002.html</loc></url></urlset>",
    ]
)
FAILURES = st.sampled_from(
    ["", "", "fetch/http_status", "fetch/dns", "robots/disallowed", "unasked", "fetch/blocked"]
)
ANSWERS = st.builds(
    answer,
    BODIES,
    st.just(article_url(50001)),
    status=st.none() | st.integers(100, 599),
    failure=FAILURES,
    detail=st.text(max_size=30),
    final_url=st.text(max_size=30),
)


@given(ANSWERS, st.lists(ANSWERS, min_size=3, max_size=3), st.lists(ANSWERS, max_size=3), st.booleans())
def test_whatever_a_site_answers_gives_a_report_fit_for_file_and_terminal(home, told_by, samples, complete):
    read = tuple(
        read_source(source, RULE, one, NOW) for source, one in zip(RULE.sources, told_by, strict=True)
    )
    linked, named = read_home(home)
    choose_samples(RULE, read, linked)
    seen = visit(
        sources=read,
        samples=tuple(read_sample(RULE, one, DAY) for one in samples),
        linked=linked,
        named=named,
        complete=complete,
    )
    report = report_of([diagnose(RULE, seen, DAY)], NOW, NOW, complete=complete)
    text = json.dumps(checked_dict(report), ensure_ascii=False) + printed(report, in_full=True)
    assert {char for char in text if not char.isprintable()} <= {"\n", "\u200c", "\u200d"}


def checked_dict(report):
    from dataclasses import asdict

    return checked(asdict(report))
