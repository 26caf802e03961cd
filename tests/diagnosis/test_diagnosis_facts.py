"""Each fact of a rule beside what was seen, and what to write of it."""

from dataclasses import replace

import pytest
from rules_and_answers import (
    DAY,
    HOME,
    NOW,
    RULE,
    answer,
    article_url,
    feed,
    page,
    sample_seen,
    source_seen,
    visit,
)

from newscrawl.diagnosis.advice import lines_for
from newscrawl.diagnosis.facts import check_facts
from newscrawl.diagnosis.observed import HostSeen, RobotsSeen
from newscrawl.diagnosis.samples import read_sample
from newscrawl.diagnosis.sources import read_source
from newscrawl.publishers.rule import Feed

SEEN = "seen 2026-11"


def facts(seen, name, rule=RULE):
    return [fact for fact in check_facts(rule, seen, DAY) if fact.fact == name]


def host(name, state="ok", final_url=None):
    return HostSeen(host=name, state=state, final_url=final_url or f"https://{name}/")


@pytest.mark.parametrize(
    ("hosts", "today"),
    [
        ((), "unchecked"),
        ((host("www.nadi.example", "unasked"),), "unchecked"),
        ((host("www.nadi.example"), host("nadi.example")), "verified"),
        ((host("www.nadi.example", "disallowed"),), "verified"),
        ((host("www.nadi.example"), host("nadi.example", "unreachable")), "doubtful"),
        ((host("www.nadi.example", "unreachable"),), "unchecked"),
        ((host("www.nadi.example", final_url="https://parked.example/"),), "contradicted"),
        ((host("nadi.example", final_url="https://www.nadi.example/"),), "verified"),
    ],
)
def test_hosts(hosts, today):
    (fact,) = facts(visit(hosts=hosts), "hosts")
    assert (fact.today, fact.was) == (today, "seen 2025-09")
    assert bool(fact.write) == (today == "verified")


@pytest.mark.parametrize(
    ("state", "today"),
    [
        ("ok", "verified"),
        ("stale", "doubtful"),
        ("empty", "doubtful"),
        ("misread", "contradicted"),
        ("gone", "contradicted"),
        ("failing", "unchecked"),
        ("blocked", "unchecked"),
        ("disallowed", "unchecked"),
        ("unreachable", "unchecked"),
        ("unasked", "unchecked"),
    ],
)
def test_sources(state, today):
    urls = [source.url for source in RULE.sources]
    seen = visit(sources=(source_seen(urls[0]), source_seen(urls[1], state), source_seen(urls[2])))
    found = facts(seen, "sources")
    assert [fact.at for fact in found] == urls
    assert [fact.was for fact in found] == ["seen 2025-09", "reported 2026-09", "seen 2025-09"]
    assert [fact.today for fact in found] == ["verified", today, "verified"]


def read(*numbers, extra=""):
    body = feed(*numbers).replace("</channel>", f"{extra}</channel>")
    return read_source(Feed(f"{HOME}/rss"), RULE, answer(body, f"{HOME}/rss"), NOW)


def item(url):
    return f"<item><title>खबर</title><link>{url}</link></item>"


@pytest.mark.parametrize(
    ("strangers", "samples", "today"),
    [
        (0, (sample_seen(50001),), "verified"),
        (0, (), "unchecked"),
        (0, (sample_seen(50001, "gone"),), "unchecked"),
        (2, (sample_seen(50001),), "doubtful"),
        (9, (sample_seen(50001),), "contradicted"),
    ],
)
def test_article_pattern(strangers, samples, today):
    extra = "".join(item(f"{HOME}/khel/{number}") for number in range(strangers))
    seen = visit(sources=(read(50001, 50002, 50003, 50004, extra=extra),), samples=samples)
    (fact,) = facts(seen, "article_pattern")
    assert fact.today == today
    assert ("not https" in fact.detail) == bool(strangers)


def test_pages_of_other_kinds_are_no_strangers_to_the_pattern():
    video = item(f"{HOME}/video/tairaki-50124.html")
    seen = visit(sources=(read(50001, extra=video * 3),), samples=(sample_seen(50001),))
    assert facts(seen, "article_pattern")[0].today == "verified"
    kinds = {fact.at: (fact.was, fact.today) for fact in facts(seen, "kinds")}
    assert kinds == {"video": ("unverified", "verified"), "live": ("seen 2025-09", "unchecked")}
    linked = visit(linked=(f"{HOME}/live/tairaki-50125.html", "https://else.example/video/1"))
    assert [fact.today for fact in facts(linked, "kinds")] == ["unchecked", "verified"]


def amp(number):
    return f"{HOME}/amp/khel/narmada-tairaki-{number}.html"


@pytest.mark.parametrize(
    ("named", "today"),
    [
        ((None,), "unchecked"),
        ((amp(50001), amp(50002)), "verified"),
        ((amp(50001), f"{HOME}/x/50002"), "doubtful"),
        ((f"{HOME}/x/50001",), "contradicted"),
    ],
)
def test_amp(named, today):
    samples = tuple(sample_seen(50001 + place, amp_url=url) for place, url in enumerate(named))
    (fact,) = facts(visit(samples=samples), "amp")
    assert fact.today == today


def samples_of(*boxes):
    return tuple(
        read_sample(RULE, answer(page(place + 5, box=box), article_url(50001 + place)), DAY)
        for place, box in enumerate(boxes)
    )


@pytest.mark.parametrize(
    ("boxes", "today"),
    [
        ((), "unchecked"),
        (("story-matter",) * 5, "doubtful"),  # its authors are on no page
        (("story-matter", "x", "x"), "doubtful"),
        (("x", "x"), "contradicted"),
    ],
)
def test_layouts(boxes, today):
    old, new = facts(visit(samples=samples_of(*boxes)), "layouts")
    assert (old.today, old.at) == ("unchecked", "since 2020-01-01")
    assert (new.today, new.at) == (today, "since 2025-09-01")
    rule = replace(RULE, layouts=(replace(RULE.layouts[1], authors=()),))
    if boxes and set(boxes) == {"story-matter"}:
        seen = visit(samples=tuple(replace(one, selectors={"body": True}) for one in samples_of(*boxes)))
        assert facts(seen, "layouts", rule)[0].today == "verified"


@pytest.mark.parametrize(
    ("opening", "today"),
    [
        ("नदी संवाददाता, होशंगाबाद। घाट पर भीड़ रही।", "verified"),
        ("नदी\u200d संवाददाता,  नई दिल्ली । घाट पर भीड़ रही।", "verified"),
        ("होशंगाबाद। घाट पर भीड़ रही।", "unchecked"),
        ("नदी संवाददाता, " + "बहुत लंबा वाक्य " * 5 + "।", "unchecked"),
        ("", "unchecked"),
    ],
)
def test_datelines(opening, today):
    (fact,) = facts(visit(samples=(sample_seen(50001, opening=opening),)), "datelines")
    assert fact.today == today


@pytest.mark.parametrize(
    ("delay", "today"), [(None, "unchecked"), (1.0, "verified"), (2.0, "verified"), (5.0, "contradicted")]
)
def test_politeness(delay, today):
    robots = (RobotsSeen(origin=HOME, status=200, crawl_delay=delay),)
    (fact,) = facts(visit(robots=robots), "politeness")
    assert fact.today == today


def test_a_fact_that_is_not_stated_is_not_checked():
    bare = replace(
        RULE, article_pattern=None, kinds=(), amp=(), layouts=(), datelines=(), known={"hosts": "unverified"}
    )
    assert {fact.fact for fact in check_facts(bare, visit(), DAY)} == {"hosts", "sources"}


def lines(seen, rule=RULE):
    return lines_for(rule, check_facts(rule, seen, DAY), "2026-11")


def test_what_holds_is_written_once_and_what_speaks_for_itself_beside_it():
    assert lines(visit()) == (
        f'known["hosts"] = "{SEEN}"',
        f'known["sources"] = "{SEEN}"',
        f'sources: "{HOME}/rss/khel.xml", known="{SEEN}"',
    )


def test_what_no_longer_holds_is_to_go_and_doubts_keep_what_was_known():
    urls = [source.url for source in RULE.sources]
    rule = replace(RULE, sources=tuple(replace(source, known=None) for source in RULE.sources))
    gone = visit(
        sources=(source_seen(urls[0]), source_seen(urls[1], "gone", detail="HTTP 404"), source_seen(urls[2]))
    )
    assert f'known["sources"] = "{SEEN}"' in lines(gone, rule)
    assert (
        lines(gone, rule)[-1]
        == f'sources: "{urls[1]}" does not hold in 2026-11, was "seen 2025-09": gone: HTTP 404'
    )
    stale = visit(sources=(source_seen(urls[0]), source_seen(urls[1], "stale"), source_seen(urls[2])))
    assert lines(stale, rule)[-1] == f'sources: "{urls[1]}", known="seen 2025-09"'
    lone = visit(
        sources=(source_seen(urls[0]), source_seen(urls[1], "stale"), source_seen(urls[2], "blocked"))
    )
    assert lines(lone, rule)[-1] == f'sources: "{urls[0]}", known="{SEEN}"'
    assert f'known["sources"] = "{SEEN}"' not in lines(lone, rule)


def test_what_was_seen_this_month_needs_no_writing():
    rule = replace(
        RULE, sources=RULE.sources[:1], known={"hosts": SEEN, "sources": SEEN}, amp=(), kinds=(), layouts=()
    )
    assert lines(visit(sources=(source_seen(RULE.sources[0].url),)), rule) == ()
