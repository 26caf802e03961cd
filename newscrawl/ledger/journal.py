"""One journal file: whole JSON lines, appended, synced, and cut back to what the ledger committed."""

import contextlib
import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from newscrawl.ledger.errors import StorageError

logger = logging.getLogger(__name__)

Ours = Callable[[bytes], bool]
"""Says whether a whole line (without its line feed) is one of ours that will be written again."""

_CHUNK: Final = 1 << 20
_LARGEST_TAIL: Final = 64 << 20
"""Bytes behind the committed offset that are looked at line by line: more was never one batch of ours."""
_OPENING: Final = b'{"url":'
"""How each of our lines begins."""


class JournalFile:
    """An open journal. Methods raise OSError when the disk does, StorageError when the file was tampered
    with.
    """

    def __init__(self, path: Path, committed: int) -> None:
        """Open or make the file, which ends at `committed` (see `recover`)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        made = not path.exists()
        self.path = path
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        self.end = committed
        """Bytes written so far. What lies behind the ledger's committed offset is not acknowledged."""
        if made:
            _sync_folder(path.parent)

    def append(self, lines: Sequence[bytes]) -> list[int]:
        """Write the lines, each with a line feed, and return the offset at which each begins."""
        size = os.fstat(self._fd).st_size
        if size < self.end:
            raise StorageError(
                f"another program cut the journal from {self.end} to {size} bytes",
                self.path,
                "Leave the file alone while a crawl runs and run it again: what is missing is fetched again",
            )
        if size > self.end:
            cut_back(self.path, self._fd, self.end, size, _nothing_is_ours)
        offsets = []
        at = self.end
        for line in lines:
            offsets.append(at)
            at += len(line) + 1
        data = memoryview(b"".join([part for line in lines for part in (line, b"\n")]))
        while data:
            data = data[os.write(self._fd, data) :]
        self.end = at
        return offsets

    def sync(self) -> None:
        """Wait until what was written is on the disk."""
        os.fdatasync(self._fd)

    def take_back(self, committed: int) -> None:
        """After a failure before the commit: cut off what was written for it. Never raises."""
        self.end = committed
        with contextlib.suppress(OSError):
            if os.fstat(self._fd).st_size > committed:
                os.ftruncate(self._fd, committed)

    def close(self) -> None:
        """Close the file, without a sync: what is committed is synced."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)


def recover(path: Path, committed: int, ours: Ours) -> int:
    """Cut a journal back to its committed offset; return how many committed bytes are missing (0 as a rule).

    Invariant: at start-up the file ends where the last committed transaction says. Lines behind that offset
    were written by a batch that was never committed: their pages are in the queue still and come again.
    What is none of ours is kept aside in `<name>.damaged`, with a warning.
    """
    fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        size = os.fstat(fd).st_size
        if size > committed:
            cut_back(path, fd, committed, size, ours)
        elif size < committed:
            end = _last_whole_line(fd, size)
            if end < size:
                cut_back(path, fd, end, size, _nothing_is_ours)
            return committed - end
        return 0
    finally:
        os.close(fd)


def adopt(path: Path) -> int:
    """The size of a file that is there before its first line of ours; a torn last line is put aside."""
    try:
        fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return 0
    try:
        size = os.fstat(fd).st_size
        end = _last_whole_line(fd, size)
        if end < size:
            cut_back(path, fd, end, size, _nothing_is_ours)
        return end
    finally:
        os.close(fd)


def cut_back(path: Path, fd: int, end: int, size: int, ours: Ours) -> None:
    """Cut the file off at `end`, after putting aside and syncing what is not ours."""
    foreign = _foreign(fd, end, size, ours) if size - end <= _LARGEST_TAIL else None
    if foreign is None or foreign:
        aside = path.with_name(path.name + ".damaged")
        kept = 0
        with aside.open("ab") as file:
            if foreign is None:
                at = end
                while chunk := os.pread(fd, _CHUNK, at):
                    file.write(chunk)
                    at += len(chunk)
                kept = at - end
            else:
                file.write(foreign)
                kept = len(foreign)
            file.flush()
            os.fsync(file.fileno())
        logger.warning("%s held %d bytes that are not the crawl's: they were moved to %s", path, kept, aside)
    os.ftruncate(fd, end)
    os.fsync(fd)


def _foreign(fd: int, end: int, size: int, ours: Ours) -> bytes:
    tail = b""
    while len(tail) < size - end and (chunk := os.pread(fd, size - end - len(tail), end + len(tail))):
        tail += chunk
    *whole, torn = tail.split(b"\n")
    kept = [line + b"\n" for line in whole if line.strip(b"\0") and not ours(line)]
    if not _torn_is_ours(torn):
        kept.append(torn + b"\n")
    return b"".join(kept)


def _torn_is_ours(torn: bytes) -> bool:
    # A file system that lost its power may leave zeros where the lines had not yet arrived.
    begun = torn.rstrip(b"\0")
    return begun.startswith(_OPENING) or _OPENING.startswith(begun)


def _nothing_is_ours(_line: bytes) -> bool:
    return False


def _last_whole_line(fd: int, size: int) -> int:
    """Offset behind the last line feed."""
    end = size
    while end:
        start = max(0, end - _CHUNK)
        found = os.pread(fd, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _sync_folder(folder: Path) -> None:
    """Make a new file's name survive a power cut."""
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
