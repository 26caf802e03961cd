"""What can go wrong with the ledger, each in one line: what, where, what to do."""

from pathlib import Path


class StorageError(Exception):
    """The crawl's memory cannot be kept: nothing of the batch under way is acknowledged, the run must end.

    `what` is a clause, `where` a path, `remedy` a sentence; none ends with a full stop.
    """

    def __init__(self, what: str, where: str | Path, remedy: str) -> None:
        self.what = " ".join(what.split())
        self.where = str(where)
        self.remedy = remedy
        super().__init__(f"{self.what}: {self.where}. {remedy}.")


class LedgerInUseError(StorageError):
    """Another process writes to this ledger."""


class LedgerTooNewError(StorageError):
    """The ledger was written by a newer version of newscrawl."""


class LedgerDamagedError(StorageError):
    """The ledger's file is not, or no longer, a readable database."""
