"""What a user names on the command line: which kind of input it is, and its bytes, read under bounds."""

import sys
from enum import Enum
from pathlib import Path

from newscrawl.archive.codings import CodingError, decode_body
from newscrawl.cli.errors import CommandError
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.limits import LIMITS


class Kind(Enum):
    """The kinds of input `extract` and `clean` take."""

    STDIN = "standard input"
    URL = "URL"
    PATH = "file or folder"


def kind_of(name: str) -> Kind:
    """What `name` is, by its form alone."""
    if name == "-":
        return Kind.STDIN
    return Kind.URL if name.lower().startswith(("http://", "https://")) else Kind.PATH


def check_inputs(names: tuple[str, ...], *, folders: bool = True) -> None:
    """Find out before any work that all files can be read; raises CommandError for one that cannot."""
    if names.count("-") > 1:
        raise CommandError("standard input can be read once only", todo="Write - once")
    for name in names:
        if not name:
            raise CommandError("an empty name where a file is wanted", todo="Name the file")
        if kind_of(name) is Kind.PATH:
            _check_path(Path(name), folders=folders)


def _check_path(path: Path, *, folders: bool) -> None:
    try:
        if path.is_dir():
            if not folders:
                raise CommandError("a folder where a file is wanted", str(path), todo="Name its files")
            next(path.iterdir(), None)
        else:
            with path.open("rb"):
                pass
    except FileNotFoundError:
        todo = "Check the path; a web address begins with https://"
        raise CommandError("no such file", str(path), todo=todo) from None
    except (OSError, ValueError) as error:
        # ValueError: a name with a NUL character.
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise CommandError(
            f"cannot read ({reason})", str(path), todo="Check the path and its rights"
        ) from None


def read_bytes(name: str) -> bytes | Reject:
    """The bytes of a file or, for `-`, of standard input, gzip undone.

    A reject when they are more than `LIMITS.page_bytes` or a broken gzip stream.
    """
    bound = LIMITS.page_bytes
    if name == "-":
        raw = sys.stdin.buffer.read(bound + 1)
    else:
        with Path(name).open("rb") as file:
            raw = file.read(bound + 1)
    if len(raw) > bound:
        return Reject(stage=Stage.DECODE, reason=Reason.TOO_LARGE, detail=f"over {bound} bytes")
    try:
        return decode_body(raw, "gzip", bound)
    except CodingError as error:
        return Reject(stage=Stage.DECODE, reason=Reason.UNDECODABLE, detail=str(error))


def read_text(name: str) -> str | Reject:
    """The text of a plain-text dump: UTF-8 or, with its mark, UTF-16; a reject when it is neither."""
    raw = read_bytes(name)
    if isinstance(raw, Reject):
        return raw
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        detail = f"not {encoding.removesuffix('-sig')}: byte {error.start}"
        return Reject(stage=Stage.DECODE, reason=Reason.UNDECODABLE, detail=detail)
