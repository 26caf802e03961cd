"""Reading journals back: plain and compressed, whole lines only."""

import gzip
import io
import json
import logging
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Final, cast

logger = logging.getLogger(__name__)

_JOURNAL = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.jsonl(?:\.(gz|zst))?")
_LONGEST_LINE: Final = 64 << 20


def zstd_module() -> str | None:
    """The name of a module that reads and writes zstd, in the standard library from Python 3.14 on, else
    None.
    """
    for name in ("compression.zstd", "backports.zstd"):
        try:
            if find_spec(name) is not None:
                return name
        except ModuleNotFoundError:
            continue
    return None


def opener(codec: str) -> Callable[..., IO[bytes]]:
    """What opens a file of this compression (gz, zst); raises ValueError when nothing here can."""
    if codec == "gz":
        return cast("Callable[..., IO[bytes]]", gzip.open)
    if codec == "zst" and (name := zstd_module()) is not None:
        found: Callable[..., IO[bytes]] = import_module(name).open
        return found
    raise ValueError(f"no module to read or write .{codec} files")


def journal_files(output_dir: str | Path, kind: str = "articles") -> list[Path]:
    """The journals of a kind by day and part. Of a plain and a compressed form of one, the plain."""
    found: dict[tuple[str, int], Path] = {}
    folder = Path(output_dir, kind)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if (match := _JOURNAL.fullmatch(path.name)) is not None:
            # The plain file comes first in the order of names. It goes when the other is known to be whole.
            found.setdefault((match[1], int(match[2] or 1)), path)
    return [found[key] for key in sorted(found)]


def read_lines(path: Path, committed: int | None = None) -> Iterator[bytes]:
    """The whole lines of a journal, without line feeds. Raises OSError when it cannot be read.

    With `committed`, a plain file is read up to that offset: what a crawl has written since may yet be cut
    off. A compressed file that is damaged gives what comes before the damage, then an OSError.
    """
    codec = path.suffix.removeprefix(".")
    if codec == "jsonl":
        with path.open("rb") as file:
            yield from _whole(file, committed)
        return
    try:
        with opener(codec)(path, "rb") as file:
            yield from _whole(file, None)
    except (EOFError, zlib.error, ValueError) as error:
        raise OSError(f"{path} is damaged: {error}") from error


def read_record(line: bytes) -> dict[str, Any] | None:
    """The record on a line of a journal; None when the line is no JSON object."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def read_articles(
    output_dir: str | Path, kind: str = "articles", committed: Mapping[str, int] | None = None
) -> Iterator[dict[str, Any]]:
    """The records of all journals of an output folder, oldest first; lines that are no JSON object are
    logged.

    `committed` maps paths relative to the folder to offsets (`LedgerView.offsets`), for reading beside a
    crawl.
    """
    root = Path(output_dir)
    for path in journal_files(root, kind):
        limit = (committed or {}).get(path.relative_to(root).as_posix())
        for number, line in enumerate(read_lines(path, limit), 1):
            if (record := read_record(line)) is not None:
                yield record
            else:
                logger.warning("%s, line %d is no record", path, number)


def _whole(file: IO[bytes], limit: int | None) -> Iterator[bytes]:
    at = 0
    reader = io.BufferedReader(file, 1 << 16) if isinstance(file, io.RawIOBase) else file
    while line := reader.readline(_LONGEST_LINE):
        at += len(line)
        if not line.endswith(b"\n") or (limit is not None and at > limit):
            return
        yield line[:-1]
