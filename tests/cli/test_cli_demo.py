"""The comparison finds every kind of difference, and the output keeps what other crawls left."""

import json

import pytest

from newscrawl.cli.comparing import Comparison, forget_earlier_demo, remember_demo, stored
from newscrawl.cli.demo import demo_settings
from newscrawl.cli.errors import CommandError, Exit
from newscrawl.demo.newsroom import Newsroom
from newscrawl.items.article import Article, Block
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.items.schema import to_dict, to_json_line

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


def test_the_next_demo_replaces_the_last_ones_lines_only(output):
    mine = {"url": "https://example.com/story/"}
    demo = {"url": f"{BASE_URL}/rajneeti/story-1/"}
    other = {"url": "http://127.0.0.1:40001/story/"}
    write(output / "articles", [mine, demo, other])
    (output / "rejects" / "2026-11-22.jsonl").write_text('{"url": null}\nnot json\n', encoding="utf-8")
    write(output / "rejects", [demo])
    remember_demo(output, BASE_URL)
    assert list(stored(output, "articles", BASE_URL)) == [demo]
    forget_earlier_demo(output)
    kept = (output / "articles" / "2026-11-22.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in kept] == [mine, other]
    assert list((output / "rejects").iterdir()) == []


def test_without_an_earlier_demo_nothing_is_touched(output):
    before = {path: path.read_bytes() for path in output.rglob("*.jsonl")}
    forget_earlier_demo(output)
    assert {path: path.read_bytes() for path in output.rglob("*.jsonl")} == before


def test_a_folder_that_is_gone_is_a_storage_error(tmp_path):
    with pytest.raises(CommandError) as caught:
        remember_demo(tmp_path / "gone", BASE_URL)
    assert caught.value.code == Exit.STORAGE


def test_the_users_settings_win_over_the_demos():
    settings = demo_settings({"DOWNLOAD_DELAY": "2", "NEWSCRAWL_ALLOW_ADDRESSES": ["10.0.0.0/8"]})
    assert settings["DOWNLOAD_DELAY"] == "2"
    assert settings["NEWSCRAWL_ALLOW_ADDRESSES"] == ["10.0.0.0/8", "127.0.0.0/8"]
