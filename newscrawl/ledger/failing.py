"""What the system says when storage fails, as one line that says what, where and what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from newscrawl.ledger.errors import LedgerDamagedError, StorageError

_REMEDIES: Final = {
    errno.ENOSPC: "Free some space and run it again: nothing that was acknowledged is lost",
    errno.EDQUOT: "Free some of your quota and run it again: nothing that was acknowledged is lost",
    errno.EFBIG: "Raise the limit on file sizes (ulimit -f) and run it again",
    errno.EROFS: "The file system is read-only: choose another folder",
    errno.EACCES: "Choose a folder you may write to",
    errno.EPERM: "Choose a folder you may write to",
    errno.EIO: "Check the disk, then run it again",
}
_DAMAGE: Final = ("malformed", "not a database", "file is encrypted")
REBUILD: Final = "Move the file away and run again: what was stored is read back from the journals"


def storage_error(error: BaseException, where: str | Path) -> StorageError:
    """The line for an error of the system, the database driver or SQLAlchemy."""
    if isinstance(error, OSError):
        remedy = _REMEDIES.get(error.errno or 0, "Check the disk, then run it again")
        reason = (error.strerror or str(error)).lower()
        return StorageError(f"cannot write ({reason})", error.filename or where, remedy)
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    text = str(cause)
    if any(sign in text for sign in _DAMAGE):
        return LedgerDamagedError(f"cannot read the ledger ({text})", where, REBUILD)
    remedies = {
        "locked": "Another program holds the file: close it, then run it again",
        "full": _REMEDIES[errno.ENOSPC],
        "readonly": _REMEDIES[errno.EACCES],
        "unable to open": _REMEDIES[errno.EACCES],
    }
    remedy = next(
        (todo for sign, todo in remedies.items() if sign in text), "Check the disk, then run it again"
    )
    return StorageError(f"cannot write the ledger ({text})", where, remedy)


@contextmanager
def storage_errors(where: str | Path) -> Iterator[None]:
    """Raises what the system and the database raise inside as StorageError."""
    try:
        yield
    except (OSError, DBAPIError, sqlite3.Error) as error:
        raise storage_error(error, where) from error
