"""Lines of the journals to standard output or a file, as they were written."""

import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from newscrawl.cli.errors import CommandError, Exit, ledger_error, storage_error
from newscrawl.cli.output import OutputClosedError, close_quietly, note, plural
from newscrawl.ledger import StorageError, open_view
from newscrawl.ledger.reading import journal_files, read_lines, read_record
from newscrawl.publishers.registry import by_url


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records are wanted."""

    publishers: frozenset[str] = frozenset()
    """Keys; empty for all."""
    since: str | None = None
    """ISO 8601 with offset: not those fetched before. None for all."""
    latest: bool = False
    """Of a story's versions, only the last."""

    @property
    def everything(self) -> bool:
        """Whether lines need not be read to be chosen."""
        return not (self.publishers or self.since or self.latest)

    def wants(self, record: dict[str, Any], last: dict[str, int]) -> bool:
        """Whether the record is wanted; `last` maps URLs of revised stories to their last revision."""
        if self.publishers and _publisher(record) not in self.publishers:
            return False
        if self.since and not _not_before(record.get("fetched_at") or record.get("at"), self.since):
            return False
        return not self.latest or record.get("revision") == last.get(str(record.get("url")), 1)


def export(folder: Path, kind: str, selection: Selection, output: Path | None) -> Exit:
    """Copy the chosen lines; give the exit code. Raises CommandError and OutputClosedError."""
    paths = journal_files(folder, kind)
    if not paths:
        raise CommandError(
            f"no {kind} there",
            str(folder / kind),
            todo="Name the output folder of a crawl",
            code=Exit.FAILURES,
        )
    written = strange = 0
    with _errors(folder), _opened(output) as write:
        last = _last_revisions(folder, paths) if selection.latest else {}
        for line in _lines(folder, paths):
            if not selection.everything:
                record = read_record(line)
                strange += record is None
                if record is None or not selection.wants(record, last):
                    continue
            write.write(line + b"\n")
            written += 1
    if strange:
        note(f"passed over {plural(strange, 'line')} that are no record")
    if output is not None:
        note(f"{plural(written, 'line')} in {output}")
    return Exit.FAILURES if strange else Exit.OK


def _lines(folder: Path, paths: list[Path]) -> Iterator[bytes]:
    with open_view(folder) as view:
        committed = view.offsets() if view is not None else {}
    for path in paths:
        yield from read_lines(path, committed.get(path.relative_to(folder).as_posix()))


def _last_revisions(folder: Path, paths: list[Path]) -> dict[str, int]:
    """URL to last revision, of stories that have several: these alone are held in memory."""
    last: dict[str, int] = {}
    for line in _lines(folder, paths):
        record = read_record(line)
        if record is not None and isinstance(number := record.get("revision"), int) and number > 1:
            last[str(record.get("url"))] = number
    return last


def _publisher(record: dict[str, Any]) -> str | None:
    """The publisher's key; a reject has none of its own, but its address may tell."""
    key = record.get("publisher")
    if key is None and isinstance(url := record.get("url"), str) and (rule := by_url(url)) is not None:
        return rule.key
    return str(key) if key is not None else None


def _not_before(instant: Any, since: str) -> bool:
    try:
        moment = datetime.fromisoformat(str(instant))
        return moment >= datetime.fromisoformat(since)
    except (ValueError, TypeError):
        return False


@contextmanager
def _errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        raise ledger_error(error) from error
    except BrokenPipeError as error:
        raise OutputClosedError from error
    except OSError as error:
        raise storage_error(error, error.filename or folder) from error


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that is there under its name when it is whole."""
    if output is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            close_quietly()
            raise
        return
    part = output.with_name(output.name + ".part")
    try:
        opening = gzip.open if output.suffix == ".gz" else Path.open
        with cast("Callable[..., IO[bytes]]", opening)(part, "wb") as file:
            yield file
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
