"""Three of ten papers are rebuilt: their stories keep coming, and the watch reports these three and no other."""

import gzip
import json
import re
import sqlite3
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from press import Press, Story
from test_simulated_press import a_press, crawl, stored

from newscrawl.hindi.script import words

CHANGED = ("boom_hindi", "dainik_bhaskar", "live_hindustan")
DAY = 86_400


def reported(ended: subprocess.CompletedProcess[str]) -> set[str]:
    """The publishers that the log calls broken, aloud."""
    return set(re.findall(r"ERROR: Broken: ([a-z0-9_]+),", ended.stderr))


def grams(text: str) -> Counter[tuple[str, ...]]:
    found = words(text)
    return Counter(tuple(found[at : at + 4]) for at in range(max(1, len(found) - 3)))


def likeness(have: str, want: str) -> float:
    """F1 over groups of four words."""
    mine, theirs = grams(have), grams(want)
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


def texts_are_whole(output: Path, truth: dict[str, Story], keys: tuple[str, ...]) -> dict[str, int]:
    """Hold every stored article of these papers to its truth; how many each has."""
    counted: Counter[str] = Counter()
    for article in stored(output):
        story = truth[article["canonical_url"] or article["url"]]
        if story.publisher.key in keys:
            assert likeness(article["text"], "\n".join(story.paragraphs)) >= 0.98, article["url"]
            assert article["title"] == story.title
            counted[story.publisher.key] += 1
    return dict(counted)


def rules_aside(output: Path) -> set[str]:
    with sqlite3.connect(output / "ledger.db") as ledger:
        found = {row[0] for row in ledger.execute("SELECT publisher FROM asides")}
    ledger.close()
    return found


def a_day_passes(output: Path) -> None:
    """Put what the ledger knows of days one day back."""
    with sqlite3.connect(output / "ledger.db") as ledger:
        ledger.execute("UPDATE fills SET day = day - 1")
        ledger.execute("UPDATE asides SET since = since - ?", (DAY,))
        ledger.execute("UPDATE sources SET next_at = next_at - ?", (DAY,))
    ledger.close()


def kept_pages(output: Path) -> dict[str, list[bytes]]:
    """The pages under broken/, by publisher, as their list names them."""
    found: dict[str, list[bytes]] = {}
    for listed in (output / "broken").glob("*.jsonl"):
        for line in map(json.loads, listed.read_text("utf-8").splitlines()):
            pages = found.setdefault(line["publisher"], [])
            if line["file"] is not None:
                pages.append(gzip.decompress((output / "broken" / line["file"]).read_bytes()))
    return found


def edition(number: int, stories: int, changed: tuple[str, ...] = (), *, after: int = 0) -> Press:
    """The press of a day, with stories of its own; some papers in a new layout from their page `after` on."""
    # Behind a day's stories stand two addresses of the same form that are no articles.
    before = number * (stories + 2)
    press = a_press(before + stories, first=before + 1)
    press.changed = dict.fromkeys(changed, after)
    return press


def read(press: Press, output: Path) -> subprocess.CompletedProcess[str]:
    """Crawl the ten papers, but for their archives by day, which the press has not."""
    keys = (paper.publisher.key for paper in press.papers)
    return crawl(press, output, "-s", "NEWSCRAWL_MAX_WAIT=20", what=(*keys, "--max-age", "7d"))


@pytest.mark.parametrize(
    ("stories", "changed"),
    [
        (24, CHANGED),
        pytest.param(35, CHANGED, marks=pytest.mark.slow),
        pytest.param(35, ("deshbandhu", "india_tv", "jansatta"), marks=pytest.mark.slow),
        pytest.param(35, ("jagran", "nai_dunia", "navbharat_times"), marks=pytest.mark.slow),
    ],
)
def test_a_change_of_layout_and_the_way_back(stories: int, changed: tuple[str, ...], tmp_path: Path) -> None:
    old = edition(0, stories)
    ended = read(old, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert reported(ended) == set()
    assert not (tmp_path / "broken").exists()

    a_day_passes(tmp_path)
    new = edition(1, stories, changed)
    ended = read(new, tmp_path)
    assert ended.returncode == 1, ended.stderr
    assert reported(ended) == set(changed), ended.stderr
    assert "what broke is listed in" in ended.stderr
    assert rules_aside(tmp_path) == set(changed)
    counted = texts_are_whole(tmp_path, old.truth | new.truth, changed)
    assert min(counted.values()) == 2 * stories
    pages = kept_pages(tmp_path)
    assert set(pages) == set(changed)
    for kept in pages.values():
        assert 1 <= len(kept) <= 3
        assert all(b"css-" in page for page in kept)

    a_day_passes(tmp_path)
    back = edition(2, stories)
    ended = read(back, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert rules_aside(tmp_path) == set()
    for key in changed:
        assert f"The rule of {key} fits again" in ended.stderr
    texts_are_whole(tmp_path, old.truth | new.truth | back.truth, changed)


@pytest.mark.slow
def test_a_change_of_layout_halfway_through_a_run(tmp_path: Path) -> None:
    press = edition(0, 100, CHANGED, after=50)
    ended = read(press, tmp_path)
    assert ended.returncode == 1, ended.stderr
    assert reported(ended) == set(CHANGED), ended.stderr
    assert rules_aside(tmp_path) == set(CHANGED)
    counted = texts_are_whole(tmp_path, press.truth, CHANGED)
    assert min(counted.values()) >= 99
    # From the break on, articles are read without the rule, and say so.
    said = Counter(
        article["publisher"]
        for article in stored(tmp_path)
        if article["evidence"]["text"]["raw"] == f"rule:{article['publisher']} is set aside"
    )
    assert set(said) == set(CHANGED)
    assert all(10 <= number < 50 for number in said.values())
