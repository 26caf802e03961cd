"""Items appended to JSON Lines files by day: whole lines or none, however the disk fails."""

import errno
import os
from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.items.schema import to_json_line

MAX_OPEN: Final = 16
"""Files open at once: a crawl needs two, an archive of many days one a day."""
_TAIL: Final = 64 * 1024


class JsonLinesFile:
    """One file, opened for appending. Every method raises OSError when the disk does."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        self.dropped = self._drop_torn_tail()
        """Bytes of a torn last line, left by a crash, that were cut off at opening."""

    def append(self, line: str) -> None:
        """Write the line and its line feed in one call; a write that fails midway leaves no trace."""
        data = line.encode("utf-8") + b"\n"
        start = os.fstat(self._fd).st_size
        written = 0
        try:
            while written < len(data):
                written += os.write(self._fd, data[written:])
        except OSError:
            # Cut back only what is ours: another process may have appended behind us.
            if written and os.fstat(self._fd).st_size == start + written:
                os.ftruncate(self._fd, start)
            raise

    def sync(self) -> None:
        """Wait until what was written is on the disk."""
        os.fsync(self._fd)

    def close(self) -> None:
        """Sync and close."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            try:
                os.fsync(fd)
            finally:
                os.close(fd)

    def _drop_torn_tail(self) -> int:
        size = os.fstat(self._fd).st_size
        end = size
        while end:
            start = max(0, end - _TAIL)
            found = os.pread(self._fd, end - start, start).rfind(b"\n")
            if found >= 0:
                end = start + found + 1
                break
            end = start
        if end < size:
            os.ftruncate(self._fd, end)
        return size - end


class JsonLinesFolder:
    """`articles/<day>.jsonl` and `rejects/<day>.jsonl` under one folder; the day is that of fetching, UTC."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.dropped = 0
        """Bytes of torn lines cut off so far."""
        self._files: OrderedDict[Path, JsonLinesFile] = OrderedDict()

    def prepare(self) -> None:
        """Make the folders; raises OSError when that cannot be done."""
        for kind in ("articles", "rejects"):
            folder = self.root / kind
            folder.mkdir(parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    def write(self, item: Article | Reject) -> None:
        """Append the item to its file. Raises OSError (disk) or ValueError (an item JSON cannot hold)."""
        line = to_json_line(item)
        kind, at = ("articles", item.fetched_at) if isinstance(item, Article) else ("rejects", item.at)
        self._file(self.root / kind / f"{utc_day(at)}.jsonl").append(line)

    def sync(self) -> None:
        """Wait until all that was written is on the disk."""
        for file in self._files.values():
            file.sync()

    def close(self) -> None:
        """Sync and close all files; raises the first OSError after all are closed."""
        failure: OSError | None = None
        while self._files:
            _, file = self._files.popitem()
            try:
                file.close()
            except OSError as error:
                failure = failure or error
        if failure:
            raise failure

    def _file(self, path: Path) -> JsonLinesFile:
        file = self._files.get(path)
        if file is None:
            if len(self._files) >= MAX_OPEN:
                self._files.popitem(last=False)[1].close()
            file = self._files[path] = JsonLinesFile(path)
            self.dropped += file.dropped
        self._files.move_to_end(path)
        return file


def utc_day(instant: str | None) -> str:
    """The UTC day of an ISO 8601 instant as `2026-01-31`; today's when there is none."""
    try:
        moment = datetime.fromisoformat(instant) if instant else datetime.now(UTC)
        return moment.astimezone(UTC).date().isoformat()
    except (ValueError, OverflowError):
        return datetime.now(UTC).date().isoformat()
