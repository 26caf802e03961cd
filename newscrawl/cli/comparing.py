"""The demo's output held against the newsroom's own text."""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newscrawl.cli.errors import ledger_error, storage_error
from newscrawl.demo.newsroom import Newsroom
from newscrawl.items.schema import validate
from newscrawl.ledger import StorageError, open_view
from newscrawl.ledger.lock import WriterLock
from newscrawl.ledger.view import LEDGER_NAME
from newscrawl.urls import canonical_key

MARK = ".demo"
"""File in the output folder with the address of the last demo, whose output the next one replaces."""
FOLDERS = ("articles", "rejects")
EXACT = ("title", "text", "language")
"""Fields in which an article must equal the truth."""
COUNTED = (
    "subtitle",
    "authors",
    "agency",
    "place",
    "published_at",
    "modified_at",
    "section",
    "tags",
    "page_type",
)
"""Fields in which equality is counted and shown."""


def remember_demo(output: Path, base_url: str) -> None:
    """Note the demo's address in the output folder. Raises CommandError when it cannot be written."""
    try:
        (output / MARK).write_text(base_url + "\n", encoding="utf-8")
    except OSError as error:
        raise storage_error(error, output / MARK) from error


def demo_folder(output: Path) -> Path:
    """The folder for a demo that shall be kept in `output`: empty, and its own.

    What earlier demos left goes; where other crawls share the folder, the demo gets `demo` inside it. Raises
    CommandError when a file cannot be read or removed, or another process has the folder.
    """
    try:
        return _emptied(output)
    except StorageError as error:
        raise ledger_error(error) from error


def _emptied(output: Path) -> Path:
    if not (output / LEDGER_NAME).exists() and not any((output / folder).exists() for folder in FOLDERS):
        return output
    if not _is_a_demos(output):
        return _emptied(output / "demo")
    lock = WriterLock(output / LEDGER_NAME)
    lock.acquire()
    try:
        for folder in FOLDERS:
            shutil.rmtree(output / folder, ignore_errors=True)
        for path in sorted(output.glob(f"{LEDGER_NAME}*")):
            if path != lock.path:
                path.unlink()
    except OSError as error:
        raise storage_error(error, output) from error
    finally:
        lock.release()
    return output


def _is_a_demos(output: Path) -> bool:
    """Whether a folder holds a demo's output and nothing else."""
    try:
        base_url = (output / MARK).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return False
    name = (canonical_key(f"{base_url}/") or "").partition("/")[0]
    with open_view(output) as view:
        if view is not None:
            return bool(name) and view.host_names() <= {name, ""}
    paths = [path for folder in FOLDERS for path in (output / folder).glob("*.jsonl")]
    return all(_is_at(line, base_url) for path in paths for line in path.read_bytes().splitlines())


def _is_at(line: bytes, base_url: str) -> bool:
    try:
        url = json.loads(line).get("url")
    except (ValueError, AttributeError):
        return False
    return isinstance(url, str) and url.startswith(base_url + "/")


def stored(output: Path, kind: str, base_url: str) -> Iterator[dict[str, Any]]:
    """The records of one `kind` (`articles`, `rejects`) that the demo at `base_url` left."""
    for path in sorted((output / kind).glob("*.jsonl")):
        with path.open("rb") as lines:
            for line in lines:
                if _is_at(line, base_url):
                    yield json.loads(line)


class Comparison:
    """What differs between the output and the newsroom's truth in the languages asked for."""

    def __init__(self, newsroom: Newsroom, base_url: str, language: str, output: Path) -> None:
        self.base_url = base_url
        self.differences: list[str] = []
        """One line each; empty when all is as it must be."""
        self.agreeing: Counter[str] = Counter()
        """Field to the number of articles that equal the truth in it."""
        wanted = None if language == "any" else set(language.split(","))
        truth = [t for t in newsroom.truth(base_url, None) if wanted is None or t["language"] in wanted]
        self.expected = len(truth)
        self.records = list(stored(output, "articles", base_url))
        self._compare({canonical_key(true["url"]): true for true in truth})
        if wanted == {"hi"}:
            self._compare_rejects(newsroom.expected_rejects(base_url), stored(output, "rejects", base_url))

    def _compare(self, truth: dict[str | None, dict[str, Any]]) -> None:
        found: set[str | None] = set()
        for record in self.records:
            if problems := validate(record):
                self.differences += [f"{record.get('url')}: {problem}" for problem in problems]
                continue
            keys = (canonical_key(record["canonical_url"]), canonical_key(record["url"]))
            key = next((key for key in keys if key in truth), None)
            if key is None:
                self.differences.append(f"{record['url']}: no article of the newsroom")
            elif key in found:
                self.differences.append(f"{record['url']}: stored more than once")
            else:
                found.add(key)
                self._compare_fields(record, truth[key])
        self.differences += [f"{true['url']}: missing" for key, true in truth.items() if key not in found]

    def _compare_fields(self, record: dict[str, Any], true: dict[str, Any]) -> None:
        for name in EXACT + COUNTED:
            if record[name] == true[name]:
                self.agreeing[name] += 1
            elif name in EXACT:
                where = _first_difference(str(true[name]), str(record[name]))
                self.differences.append(f"{record['url']}: {name} differs {where}")

    def _compare_rejects(self, expected: Iterable[dict[str, str]], rejects: Iterable[dict[str, Any]]) -> None:
        told = {(canonical_key(r["url"]), r["stage"], r["reason"]) for r in rejects}
        self.differences += [
            f"{reject['url']}: not refused as {reject['stage']}/{reject['reason']}"
            for reject in expected
            if (canonical_key(reject["url"]), reject["stage"], reject["reason"]) not in told
        ]


def _first_difference(wanted: str, got: str) -> str:
    """Where two texts part, with a few words of each."""
    at = next(
        (i for i, (a, b) in enumerate(zip(wanted, got, strict=False)) if a != b), min(len(wanted), len(got))
    )
    start = max(0, at - 10)
    return f"at character {at}: wanted {wanted[start : at + 30]!r}, got {got[start : at + 30]!r}"
