"""What the command prints: JSON lines on standard output, notes on standard error, rejects to their file."""

import os
import sys
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

import click

from newscrawl.cli.errors import one_line, storage_error

if TYPE_CHECKING:
    from newscrawl.items.article import Article
    from newscrawl.items.reject import Reject


class OutputClosedError(Exception):
    """The reader of standard output has gone, as `| head` does when it has enough."""


def note(text: str) -> None:
    """One line for the person at the terminal, on standard error."""
    click.echo(f"newscrawl: {one_line(text)}", err=True)


def close_quietly() -> None:
    """Point standard output at nothing, so that the interpreter's last flush finds no closed pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        # Standard output is no file of the system's (a test's buffer): there is nothing to close.
        return


def emit(line: str) -> None:
    """Write one line of UTF-8 to standard output, whatever the locale.

    Raises OutputClosedError when nobody reads any more, CommandError when the disk behind it is full.
    """
    stream = sys.stdout.buffer
    try:
        stream.write(line.encode("utf-8") + b"\n")
        stream.flush()
    except BrokenPipeError as error:
        raise OutputClosedError from error
    except OSError as error:
        close_quietly()
        raise storage_error(error, "standard output") from error


class Results:
    """Takes articles and rejects as they come: articles to standard output, rejects to a file or a count.

    Use as a context manager; `rejects` is the file to write, or None to count only.
    Raises CommandError (storage) when the file cannot be written.
    """

    def __init__(self, rejects: Path | None = None) -> None:
        self.articles = 0
        self.rejects: Counter[str] = Counter()
        """`stage/reason` to how often it came."""
        self.last_reject: Reject | None = None
        self._path = rejects
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            try:
                self._file = self._path.open("w", encoding="utf-8", newline="\n")
            except OSError as error:
                raise storage_error(error, self._path) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            try:
                self._file.close()
            except OSError as failure:
                raise storage_error(failure, str(self._path)) from failure

    def take(self, item: "Article | Reject") -> None:
        """Write the item where it belongs and count it."""
        from newscrawl.items.reject import Reject  # noqa: PLC0415 - keeps `--help` free of the schema's cost
        from newscrawl.items.schema import to_json_line  # noqa: PLC0415

        if not isinstance(item, Reject):
            self.articles += 1
            emit(to_json_line(item))
            return
        self.rejects[f"{item.stage}/{item.reason}"] += 1
        self.last_reject = item
        if self._file is not None:
            try:
                self._file.write(to_json_line(item) + "\n")
            except OSError as error:
                raise storage_error(error, str(self._path)) from error

    def summary(self) -> str:
        """The count in one line: `12 articles, 3 rejects (extract/listing 2, language/other_language 1)`."""
        total = self.rejects.total()
        reasons = ", ".join(f"{name} {count}" for name, count in self.rejects.most_common())
        told = f"{plural(self.articles, 'article')}, {plural(total, 'reject')}"
        return f"{told} ({reasons})" if total else told


def plural(count: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
