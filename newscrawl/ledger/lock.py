"""One writer per ledger.

Invariant: a second writer is refused, by a lock that names the holder. The lock is the kernel's (flock), so
it goes with its process however that ends; the file beside the ledger only tells who holds it.
"""

import contextlib
import fcntl
import json
import os
import socket
import weakref
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from newscrawl.ledger.errors import LedgerInUseError, StorageError


class WriterLock:
    """Held from `acquire` to `release`, or to the end of the process."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self.path = ledger.with_name(ledger.name + ".lock")
        self._fd = -1

    def acquire(self) -> None:
        """Take the lock. Raises LedgerInUseError when another has it, StorageError when there can be none."""
        if self._fd >= 0:
            return
        try:
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StorageError(
                f"cannot make the lock file ({error.strerror})", self.path, "Make the output folder writable"
            ) from error
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            holder = {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "since": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            os.ftruncate(fd, 0)
            os.pwrite(fd, json.dumps(holder).encode() + b"\n", 0)
        except BlockingIOError as error:
            holder_line = _who(fd)
            os.close(fd)
            raise LedgerInUseError(
                f"the ledger is in use by {holder_line}",
                self.ledger,
                "Wait until it ends, or choose another output folder",
            ) from error
        except OSError as error:
            os.close(fd)
            raise StorageError(
                f"cannot lock the ledger ({error.strerror})", self.path, "Use a local disk with free space"
            ) from error
        self._fd = fd
        _HELD.add(self)

    def release(self) -> None:
        """Let go of the lock; the file stays, empty, because removing it would let two writers in."""
        fd, self._fd = self._fd, -1
        _HELD.discard(self)
        if fd >= 0:
            with contextlib.suppress(OSError):
                os.ftruncate(fd, 0)
            os.close(fd)

    def forget(self) -> None:
        """Close a forked copy of the descriptor without letting go of the parent's lock."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)


def _who(fd: int) -> str:
    """The holder as the lock file names it, in words."""
    try:
        holder: Any = json.loads(os.pread(fd, 4096, 0))
        return f"process {int(holder['pid'])} on {holder['host']!s:.100} since {holder['since']!s:.40}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


_HELD: Final[weakref.WeakSet[WriterLock]] = weakref.WeakSet()


def _after_fork() -> None:
    # A worker that outlives its killed parent must not keep the lock: the next run would be refused by a
    # ghost.
    for lock in list(_HELD):
        lock.forget()


os.register_at_fork(after_in_child=_after_fork)
