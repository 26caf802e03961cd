"""The comparison finds every kind of difference, and the output keeps what other crawls left."""

import pytest

from newscrawl.cli.comparing import MARK, Comparison, demo_folder, remember_demo, stored
from newscrawl.cli.demo import demo_settings
from newscrawl.cli.errors import CommandError, Exit
from newscrawl.demo.newsroom import Newsroom
from newscrawl.items.article import Article, Block
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.items.schema import to_dict, to_json_line
from newscrawl.ledger import Child, Completion, Ledger

BASE_URL = "http://127.0.0.1:4000"
NEWSROOM = Newsroom()


def faithful(truth):
    """The article a perfect crawl stores for one story of the truth."""
    blocks = tuple(Block(kind="paragraph", text=text) for text in truth["text"].split("\n\n"))
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in truth.items()}
    return to_dict(
        Article(**fields, blocks=blocks, word_count=1, content_hash="0" * 64, extractor="newscrawl/0")
    )


@pytest.fixture
def output(tmp_path):
    for folder in ("articles", "rejects"):
        (tmp_path / folder).mkdir()
    rejects = [
        Reject(url=r["url"], stage=Stage(r["stage"]), reason=Reason(r["reason"]))
        for r in NEWSROOM.expected_rejects(BASE_URL)
    ]
    write(tmp_path / "rejects", rejects)
    return tmp_path


def write(folder, records):
    (folder / "2026-11-22.jsonl").write_text(
        "".join(f"{to_json_line(r)}\n" for r in records), encoding="utf-8"
    )


def compare(output, records, language="hi"):
    write(output / "articles", records)
    return Comparison(NEWSROOM, BASE_URL, language, output)


def test_a_perfect_output_has_no_differences(output):
    records = [faithful(truth) for truth in NEWSROOM.truth(BASE_URL)]
    comparison = compare(output, records)
    assert comparison.differences == []
    assert comparison.expected == len(records)
    assert set(comparison.agreeing.values()) == {len(records)}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda records: records.pop(), "missing"),
        (lambda records: records.append(dict(records[0])), "more than once"),
        (
            lambda records: records.append(
                {**records[0], "url": f"{BASE_URL}/about/", "canonical_url": None}
            ),
            "no article",
        ),
        (lambda records: records[0].update(title="और कुछ"), "title differs"),
        (lambda records: records[0].update(text=records[0]["text"] + "।"), "text"),
        (
            lambda records: records[0].update(
                text="और", blocks=[{"kind": "paragraph", "text": "और", "time": None}]
            ),
            "text differs",
        ),
        (lambda records: records[0].pop("section"), "section"),
    ],
)
def test_every_kind_of_difference_is_told(change, told, output):
    records = [faithful(truth) for truth in NEWSROOM.truth(BASE_URL)]
    change(records)
    differences = compare(output, records).differences
    assert any(told in line for line in differences)


def test_an_unexplained_page_is_told(output):
    (output / "rejects" / "2026-11-22.jsonl").unlink()
    comparison = compare(output, [faithful(truth) for truth in NEWSROOM.truth(BASE_URL)])
    assert len(comparison.differences) == len(NEWSROOM.expected_rejects(BASE_URL))


def test_all_languages(output):
    truth = NEWSROOM.truth(BASE_URL, None)
    assert compare(output, [faithful(one) for one in truth], "any").differences == []


def crawled(output, *urls):
    """What a crawl of these URLs leaves."""
    with Ledger.open(output) as ledger:
        ledger.begin_run({})
        ledger.announce([Child(url=url) for url in urls])
        for leased in ledger.lease(len(urls)):
            reject = Reject(url=leased.url, stage=Stage.EXTRACT, reason=Reason.NO_STORY)
            ledger.complete(Completion(id=leased.id, item=reject))


def test_the_next_demo_replaces_the_last_one(tmp_path):
    assert demo_folder(tmp_path) == tmp_path
    crawled(tmp_path, f"{BASE_URL}/rajneeti/story-1/")
    remember_demo(tmp_path, BASE_URL)
    assert len(list(stored(tmp_path, "rejects", BASE_URL))) == 1
    assert demo_folder(tmp_path) == tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == [MARK, "ledger.db.lock"]


@pytest.mark.parametrize("marked", [False, True])
def test_what_other_crawls_left_is_not_touched(marked, tmp_path):
    crawled(tmp_path, f"{BASE_URL}/rajneeti/story-1/", "http://127.0.0.1:40001/story/")
    if marked:
        remember_demo(tmp_path, BASE_URL)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.jsonl")}
    assert demo_folder(tmp_path) == tmp_path / "demo"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.jsonl")} == before


def test_lines_without_a_ledger_are_looked_at(output):
    remember_demo(output, BASE_URL)
    assert demo_folder(output) == output
    (output / "articles").mkdir()
    write(output / "articles", [{"url": "https://example.com/story/"}])
    assert demo_folder(output) == output / "demo"


def test_a_folder_in_use_is_a_storage_error(tmp_path):
    crawled(tmp_path, f"{BASE_URL}/rajneeti/story-1/")
    remember_demo(tmp_path, BASE_URL)
    with Ledger.open(tmp_path), pytest.raises(CommandError, match="in use by process") as caught:
        demo_folder(tmp_path)
    assert caught.value.code == Exit.STORAGE


def test_a_folder_that_is_gone_is_a_storage_error(tmp_path):
    with pytest.raises(CommandError) as caught:
        remember_demo(tmp_path / "gone", BASE_URL)
    assert caught.value.code == Exit.STORAGE


def test_the_users_settings_win_over_the_demos():
    settings = demo_settings({"DOWNLOAD_DELAY": "2", "NEWSCRAWL_ALLOW_ADDRESSES": ["10.0.0.0/8"]})
    assert settings["DOWNLOAD_DELAY"] == "2"
    assert settings["NEWSCRAWL_ALLOW_ADDRESSES"] == ["10.0.0.0/8", "127.0.0.0/8"]
