"""Articles to standard output, rejects to their file or a count."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from newscrawl.cli.errors import CommandError, Exit
from newscrawl.cli.output import OutputClosedError, Results, emit, note, plural
from newscrawl.items.article import Article, Block
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.items.schema import to_dict

ARTICLE = Article(
    title="पुल खुला",
    text="गोमती पर बना पुल खुल गया।",
    blocks=(Block(kind="paragraph", text="गोमती पर बना पुल खुल गया।"),),
    word_count=6,
    content_hash="0" * 64,
    extractor="newscrawl/0",
)
REJECT = Reject(url="https://example.com/", stage=Stage.EXTRACT, reason=Reason.LISTING)


def test_articles_are_lines_of_utf8(capfdbinary):
    with Results() as results:
        results.take(ARTICLE)
        results.take(replace(ARTICLE, title=None))
    lines = capfdbinary.readouterr().out.decode("utf-8").splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["पुल खुला", None]
    assert "पुल खुला" in lines[0]
    assert results.articles == 2


def test_utf8_whatever_the_locale():
    code = "from newscrawl.cli.output import emit; emit('पुल')"
    env = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True)
    assert ended.stdout == "पुल\n".encode()


def test_rejects_go_to_their_file(tmp_path, capfd):
    path = tmp_path / "rejects.jsonl"
    with Results(path) as results:
        results.take(REJECT)
    assert json.loads(path.read_text("utf-8")) == to_dict(REJECT)
    assert capfd.readouterr().out == ""
    assert results.rejects == {"extract/listing": 1}


def test_unwritable_rejects_file_is_a_storage_error(tmp_path):
    with pytest.raises(CommandError) as caught, Results(tmp_path / "no" / "such" / "file"):
        pass
    assert caught.value.code == Exit.STORAGE


def test_a_full_disk_under_the_rejects_file():
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no full device")

    def fill():
        with Results(full) as results:
            for _ in range(1_000):
                results.take(REJECT)

    with pytest.raises(CommandError) as caught:
        fill()
    assert caught.value.code == Exit.STORAGE


def test_summary_counts():
    results = Results()
    assert results.summary() == "0 articles, 0 rejects"
    results.rejects.update(["extract/listing", "extract/listing", "decode/empty"])
    results.articles = 1
    assert results.summary() == "1 article, 3 rejects (extract/listing 2, decode/empty 1)"


def test_emit_tells_when_nobody_reads(monkeypatch):
    class Closed:
        def write(self, _data):
            raise BrokenPipeError

        def flush(self):
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=Closed()))
    with pytest.raises(OutputClosedError):
        emit("a line")


def test_note_is_one_line(capfd):
    note("two\nlines\x1b[31m")
    assert capfd.readouterr().err == "newscrawl: two lines [31m\n"


@pytest.mark.parametrize(("count", "text"), [(0, "0 rejects"), (1, "1 reject"), (2, "2 rejects")])
def test_plural(count, text):
    assert plural(count, "reject") == text
