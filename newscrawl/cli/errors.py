"""How the command ends: exit codes, and errors of one line that say what, where and what to do."""

import errno
from enum import IntEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from newscrawl.ledger import StorageError


class Exit(IntEnum):
    """The exit codes, as README.md lists them."""

    OK = 0
    FAILURES = 1
    USAGE = 2
    STORAGE = 3
    NOTHING_FETCHED = 4
    INTERRUPTED = 130


class CommandError(click.ClickException):
    """Ends the command with `code` and one line on standard error.

    `what` happened, `where` (a path, a URL, an option), what `todo` about it.
    """

    def __init__(self, what: str, where: str = "", *, todo: str = "", code: Exit = Exit.USAGE) -> None:
        """`what` is a clause without a full stop; `todo` a sentence; `where` stands between them."""
        parts = [f"{what}: {where}" if where else what, todo]
        super().__init__(one_line(" ".join(_sentence(part) for part in parts if part)))
        self.code = code

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line on standard error, or to `file`."""
        click.echo(f"newscrawl: {self.message}", file=file, err=file is None)


def storage_error(error: OSError, where: str | Path) -> CommandError:
    """The line for a failed write: what the system said, where, and the remedy that fits."""
    remedies = {
        errno.ENOSPC: "Free some space or choose another disk with --output, then run it again",
        errno.EDQUOT: "Free some of your quota or choose another disk with --output, then run it again",
        errno.EROFS: "The file system is read-only: choose another folder",
    }
    remedy = remedies.get(error.errno or 0, "Choose a folder you may write to")
    reason = (error.strerror or str(error)).lower()
    return CommandError(f"cannot write ({reason})", str(where), todo=remedy, code=Exit.STORAGE)


def ledger_error(error: "StorageError") -> CommandError:
    """The same for the ledger, which knows its remedy."""
    return CommandError(error.what, error.where, todo=error.remedy, code=Exit.STORAGE)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def one_line(text: str, limit: int = 500) -> str:
    """The text as one line of at most `limit` characters, fit for a terminal (no control characters)."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    folded = " ".join(printable.split())
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"
