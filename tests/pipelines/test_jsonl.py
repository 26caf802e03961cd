"""JSON Lines files: whole lines whatever happens, one file a day."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.pipelines.jsonl import MAX_OPEN, JsonLinesFile, JsonLinesFolder, utc_day

REJECT = Reject(
    url="https://samachar.example/क", stage=Stage.FETCH, reason=Reason.DNS, at="2026-02-03T20:05:06+00:00"
)


def test_a_line_is_there_as_soon_as_it_is_written(tmp_path: Path) -> None:
    folder = JsonLinesFolder(tmp_path)
    folder.write(REJECT)
    file = tmp_path / "rejects" / "2026-02-03.jsonl"
    assert json.loads(file.read_text("utf-8"))["url"] == REJECT.url
    assert "क" in file.read_text("utf-8")
    folder.sync()
    folder.close()
    folder.write(REJECT)
    folder.close()
    assert len(file.read_bytes().splitlines()) == 2


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_files_of_many_days_do_not_stay_open(tmp_path: Path) -> None:
    folder = JsonLinesFolder(tmp_path)
    before = open_files()
    for day in range(1, 29):
        folder.write(replace(REJECT, at=f"2026-02-{day:02}T00:00:00+00:00"))
        assert open_files() - before <= MAX_OPEN
    folder.close()
    assert len(list((tmp_path / "rejects").iterdir())) == 28
    assert open_files() == before


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-02-03T04:05:06+00:00", "2026-02-03"),
        ("2026-02-03T04:05:06+05:30", "2026-02-02"),
        ("2026-02-03T04:05:06Z", "2026-02-03"),
        ("not a time", None),
        ("0001-01-01T00:00:00+05:30", None),
        (None, None),
    ],
)
def test_the_day_of_an_instant(instant: str | None, day: str | None) -> None:
    assert utc_day(instant) == (day or utc_day(None))


@given(
    lines=st.lists(st.binary(max_size=40).map(lambda b: b.replace(b"\n", b"")), max_size=5),
    tail=st.binary(max_size=200),
)
def test_a_torn_line_is_cut_off_and_no_whole_one(tmp_path_factory, lines: list[bytes], tail: bytes) -> None:
    tail = tail.replace(b"\n", b"")
    path = tmp_path_factory.mktemp("torn") / "x.jsonl"
    whole = b"".join(line + b"\n" for line in lines)
    path.write_bytes(whole + tail)
    file = JsonLinesFile(path)
    assert file.dropped == len(tail)
    file.append("neu")
    file.close()
    assert path.read_bytes() == whole + b"neu\n"


def test_a_torn_line_longer_than_one_read_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"whole\n" + b"x" * 200_000)
    file = JsonLinesFile(path)
    file.close()
    assert path.read_bytes() == b"whole\n"


_FILL = """
import resource, sys
from pathlib import Path
from newscrawl.pipelines.jsonl import JsonLinesFile
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
file = JsonLinesFile(Path(sys.argv[1]))
try:
    while True:
        file.append("x" * 99)
except OSError as error:
    print(error.errno)
"""


@pytest.mark.parametrize("limit", [0, 50, 100, 1_234])
def test_a_full_disk_leaves_whole_lines(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "full.jsonl"
    run = subprocess.run(
        [sys.executable, "-c", _FILL, str(path), str(limit)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip().isdecimal()
    assert path.read_bytes() == (b"x" * 99 + b"\n") * (limit // 100)


def test_a_folder_that_cannot_be_made_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        JsonLinesFolder(tmp_path / "file").prepare()
