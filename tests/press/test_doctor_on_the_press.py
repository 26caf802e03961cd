"""`newscrawl doctor` on a press of which some papers are ill: what it finds, says and writes."""

import json
import signal
from datetime import UTC, datetime

import jsonschema
import pytest
from doctored_press import a_press, doctor, doctor_at_work
from rich.cells import cell_len

from newscrawl.cli.errors import Exit
from newscrawl.diagnosis.record import report_schema
from newscrawl.publishers.registry import by_key

WELL, DEAD_FEED, CHANGED, REFUSED, DOWN = (
    "nai_dunia",
    "news_nation",
    "deshbandhu",
    "the_wire_hindi",
    "satya_hindi",
)
MONTH = f"seen {datetime.now(UTC):%Y-%m}"


@pytest.fixture(scope="module")
def looked(tmp_path_factory):
    """The run on five papers: its output, its report by key, what was asked, the folder."""
    folder = tmp_path_factory.mktemp("doctor")
    press = a_press(WELL, DEAD_FEED, CHANGED, REFUSED, DOWN)
    press.dead = {by_key(DEAD_FEED).sources[1].url}
    body = by_key(CHANGED).layouts[-1].body
    names = {word for selector in body for word in selector.replace(".", " ").replace("#", " ").split()}
    press.renamed = {
        host: {f'"{name}"': f'"x-{name[::-1]}"' for name in names} for host in by_key(CHANGED).hosts
    }
    press.robots = {
        **dict.fromkeys(by_key(REFUSED).all_hosts, (200, "User-agent: *\nDisallow: /\n")),
        by_key(WELL).hosts[0]: (200, "User-agent: *\nDisallow: /admin\nCrawl-delay: 0.01\n"),
    }
    press.titles = {
        press.papers[0].stories[0].title: "\x1b]0;x\x07\x1b[31mनर्मदा\u202e का पुल\x9b5m खुला और सब लोग देखने पहुंचे"
    }
    press.down = {DOWN}
    ended = doctor(press, WELL, DEAD_FEED, CHANGED, REFUSED, DOWN, "--output", str(folder))
    (file,) = (folder / "doctor").iterdir()
    report = json.loads(file.read_text("utf-8"))
    return ended, report, {one["key"]: one for one in report["publishers"]}, press, file


def test_each_has_its_verdict_and_the_exit_code_says_that_not_all_are_well(looked):
    ended, report, found, _press, _file = looked
    assert ended.returncode == Exit.FAILURES, ended.stderr
    assert {key: one["verdict"] for key, one in found.items()} == {
        WELL: "healthy",
        DEAD_FEED: "degraded",
        CHANGED: "degraded",
        REFUSED: "refused",
        DOWN: "unreachable",
    }
    assert report["verdicts"] == {"degraded": 2, "healthy": 1, "refused": 1, "unreachable": 1}
    assert report["complete"]


def test_the_file_keeps_to_its_schema(looked):
    jsonschema.Draft7Validator.check_schema(report_schema())
    jsonschema.Draft7Validator(report_schema()).validate(looked[1])


def test_nothing_of_a_page_reaches_terminal_or_file_unescaped(looked):
    ended, _report, found, _press, file = looked
    for text in (ended.stdout, ended.stderr, file.read_text("utf-8")):
        assert {char for char in text if not char.isprintable()} <= {"\n", "\u200d", "\u200c"}
    assert any("नर्मदा" in (sample["title"] or "") for sample in found[WELL]["samples"])


def test_a_healthy_paper_has_its_figures(looked):
    one = looked[2][WELL]
    assert [source["state"] for source in one["sources"]] == ["ok"] * len(by_key(WELL).sources)
    assert all(source["stories"] and source["status"] == 200 for source in one["sources"])
    assert {source["read_as"]: bool(source["newest"]) for source in one["sources"]} == {
        "feed": True,
        "listing": False,
    }
    assert one["age_hours"] < 24
    assert [sample["state"] for sample in one["samples"]] == ["article"] * 5
    assert all(sample["layout"] == "used" and sample["overlap"] == 1.0 for sample in one["samples"])
    filled = {field["name"]: field for field in one["fields"]}
    assert filled["title"] == {
        "name": "title", "filled": 5, "of": 5, "agreed": 5, "differing": 0, "set_aside": 0
    }  # fmt: skip
    assert one["reasons"] == []
    assert one["robots"][0]["crawl_delay"] == 0.01


def test_facts_that_hold_are_to_be_written_as_seen_today(looked):
    one = looked[2][WELL]
    facts = {fact["fact"]: fact for fact in one["facts"]}
    for name in ("hosts", "sources", "article_pattern", "layouts"):
        assert facts[name]["today"] == "verified", facts[name]
        assert facts[name]["was"].startswith(("seen", "reported", "unverified"))
        assert facts[name]["write"] == MONTH
    assert f'known["hosts"] = "{MONTH}"' in one["write"]
    assert f'known["layouts"] = "{MONTH}"' in one["write"]


def test_a_dead_feed_is_named_and_no_longer_holds(looked):
    ended, _report, found, press, _file = looked
    one, (dead,) = found[DEAD_FEED], press.dead
    assert [(source["url"], source["status"]) for source in one["sources"] if source["state"] != "ok"] == [
        (dead, 404)
    ]
    assert f"gone (HTTP 404): {dead}" in one["reasons"][0]["text"]
    assert any(
        line.startswith("sources:") and dead in line and "does not hold" in line for line in one["write"]
    )
    assert "sources: " + json.dumps(dead) in ended.stdout
    assert f'known["sources"] = "{MONTH}"' in one["write"]
    others = [fact for fact in one["facts"] if fact["fact"] == "sources" and fact["at"] != dead]
    assert {fact["today"] for fact in others} == {"verified"}


def test_a_new_layout_is_told_and_the_generic_extraction_still_reads(looked):
    one = looked[2][CHANGED]
    assert [sample["layout"] for sample in one["samples"]] == ["set_aside"] * 5
    assert [sample["state"] for sample in one["samples"]] == ["article"] * 5
    assert not any(sample["selectors"]["body"] for sample in one["samples"])
    assert any("the layout is set aside on 5 of 5" in reason["text"] for reason in one["reasons"])
    layouts = [fact for fact in one["facts"] if fact["fact"] == "layouts"]
    assert layouts[-1]["today"] == "contradicted"
    assert not layouts[-1]["write"]


def test_robots_is_obeyed_and_said_to_be_the_reason(looked):
    _ended, _report, found, press, _file = looked
    one = found[REFUSED]
    assert one["reasons"][0]["text"] == "robots.txt forbids what we need"
    assert {source["state"] for source in one["sources"]} == {"disallowed"}
    asked = [url for url in press.asked if any(host in url for host in by_key(REFUSED).hosts)]
    assert {url.rpartition("/")[2] for url in asked} == {"robots.txt"}


def test_a_host_that_is_down_is_unreachable(looked):
    one = looked[2][DOWN]
    assert {host["state"] for host in one["hosts"]} == {"unreachable"}
    assert one["reasons"][0]["text"] == "nothing could be fetched: dns"
    assert {fact["today"] for fact in one["facts"]} == {"unchecked"}
    assert one["write"] == []


def test_each_address_is_asked_once(looked):
    asked = looked[3].asked
    assert max(asked.values()) == 1, asked.most_common(3)


def test_the_output_fits_eighty_columns(looked):
    lines = [line for line in looked[0].stdout.splitlines() if not line.startswith("  write: ")]
    assert max(cell_len(line) for line in lines) <= 80
    assert lines[0].split() == ["publisher", "verdict", "sources", "newest", "samples", "layout", "facts"]
    row = next(line for line in lines if line.startswith(DEAD_FEED))
    assert row.split()[1:3] == ["degraded", "8/9"]
    assert any("न्यूज़ नेशन" in line or by_key(DEAD_FEED).name in line for line in lines)


def test_one_publisher_is_printed_in_full_and_all_well_is_0(tmp_path):
    ended = doctor(a_press(WELL), WELL, "--json", str(tmp_path / "a" / "report.json"))
    assert ended.returncode == Exit.OK, ended.stderr + ended.stdout
    assert json.loads((tmp_path / "a" / "report.json").read_text("utf-8"))["verdicts"] == {"healthy": 1}
    assert "1 publisher: 1 healthy" in ended.stdout
    for said in ("read as", "alike", "fields: title 5/5", "was", "verified"):
        assert said in ended.stdout
    assert max(cell_len(line) for line in ended.stdout.splitlines() if "  write:" not in line) <= 80


def test_where_nothing_answers_it_ends_with_4(tmp_path):
    press = a_press(DOWN)
    press.down = {DOWN}
    ended = doctor(press, DOWN, "--output", str(tmp_path))
    assert ended.returncode == Exit.NOTHING_FETCHED, ended.stderr
    assert "nothing could be fetched" in ended.stderr


def test_a_robots_file_that_fails_forbids_all(tmp_path):
    press = a_press(CHANGED)
    press.robots = dict.fromkeys(by_key(CHANGED).all_hosts, (500, ""))
    ended = doctor(press, CHANGED, "--output", str(tmp_path), "-s", "RETRY_ENABLED=False")
    assert ended.returncode == Exit.NOTHING_FETCHED, ended.stdout
    assert "gives HTTP 500, which forbids all" in " ".join(ended.stdout.split())


def test_the_time_for_a_publisher_is_bounded(tmp_path):
    press = a_press(CHANGED)
    press.robots = dict.fromkeys(by_key(CHANGED).hosts, (200, "User-agent: *\nCrawl-delay: 1\n"))
    ended = doctor(press, CHANGED, "--output", str(tmp_path), "--seconds", "1", "-s", "DOWNLOAD_SLOTS={}")
    assert ended.returncode == Exit.FAILURES, ended.stderr
    assert "unfinished" in ended.stdout
    assert len(press.asked) <= 3


def test_an_interrupt_leaves_the_report_of_those_that_were_looked_at(tmp_path):
    press = a_press(WELL, CHANGED)
    press.robots = dict.fromkeys(by_key(CHANGED).hosts, (200, "User-agent: *\nCrawl-delay: 40\n"))
    arguments = (WELL, CHANGED, "--json", str(tmp_path / "report.json"), "-s", "DOWNLOAD_SLOTS={}")
    with doctor_at_work(press, *arguments) as running:
        assert running.stderr is not None
        assert "1 of 2: nai_dunia is healthy" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        out, _err = running.communicate(timeout=60)
        assert running.returncode == Exit.INTERRUPTED
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert not report["complete"]
    assert report["verdicts"] == {"healthy": 1}
    assert "1 publisher: 1 healthy" in out
