"""The pages a benchmark runs on: a gold file's rows, or every file of a folder."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class BenchPage:
    """A page and, when known, what must come of it."""

    path: Path
    data: bytes
    url: str | None = None
    gold: dict[str, Any] | None = None


def read_bytes(path: Path) -> bytes:
    """A file's bytes, unpacked when it is named `.gz`."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def read_pages(source: Path, folder: Path | None = None, limit: int = 0) -> list[BenchPage]:
    """Pages of `source`: a folder (all files in it, however deep) or a gold file of JSON lines.

    A gold row names its `file` relative to `folder`, or to the gold file's own folder. `limit` takes the first
    pages only. Raises OSError and ValueError on what cannot be read.
    """
    if source.is_dir():
        paths = sorted(path for path in source.rglob("*") if path.is_file())
        return [BenchPage(path, read_bytes(path)) for path in (paths[:limit] if limit else paths)]
    rows = [json.loads(line) for line in read_bytes(source).decode("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if not row.get("exclude")]
    base = folder or source.parent
    found = []
    for row in rows[:limit] if limit else rows:
        path = base / row["file"]
        found.append(BenchPage(path, read_bytes(path), row.get("url"), row))
    return found
