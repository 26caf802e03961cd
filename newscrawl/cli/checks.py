"""What `newscrawl doctor` looks at: each check gives what it found, and a remedy when that is not enough."""

import importlib.metadata
import locale
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from newscrawl.compiled import why_source

MIN_PYTHON = (3, 11)
MIN_FREE_BYTES = 512 * 1024 * 1024
"""A crawl writes a few kilobytes per article; below this a disk is about to fill by other means."""
FIRST_YEAR = 2025
"""The packages newscrawl needs did not exist before: a clock that says so is wrong."""


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check."""

    name: str
    ok: bool
    found: str
    """What is there, in a few words."""
    todo: str = ""
    """What to do; empty when all is well."""


def check_python(version: tuple[int, ...] = sys.version_info[:3]) -> Check:
    """Python is new enough."""
    found = f"{platform.python_implementation()} {'.'.join(map(str, version))}"
    wanted = ".".join(map(str, MIN_PYTHON))
    if version[:2] >= MIN_PYTHON:
        return Check("python", True, found)
    return Check("python", False, found, f"Install Python {wanted} or newer, then newscrawl with it")


def check_compiled() -> Check:
    """Whether the compiled parts run; all works without them, in twice the time."""
    from newscrawl.extraction import label  # noqa: PLC0415 - heavy: only when called
    from newscrawl.extraction.acceleration import WHY_NOT  # noqa: PLC0415 - the same

    return Check("compiled parts", True, WHY_NOT or why_source(label) or "in use")


def check_packages(requirements: list[str] | None = None) -> Iterator[Check]:
    """Every package newscrawl needs is installed in a version it can use.

    `requirements` are PEP 508 lines; by default those of the installed newscrawl, without its extras.
    """
    if requirements is None:
        try:
            requirements = importlib.metadata.requires("newscrawl") or []
        except importlib.metadata.PackageNotFoundError:
            yield Check(
                "newscrawl", False, "not installed, only its source", "Run 'pip install .' in the source"
            )
            return
    for line in requirements:
        try:
            need = Requirement(line)
        except InvalidRequirement:
            continue
        if need.marker and not need.marker.evaluate({"extra": ""}):
            continue
        yield _check_package(need)


def _check_package(need: Requirement) -> Check:
    remedy = f"Run: {Path(sys.executable).name} -m pip install '{need.name}{need.specifier}'"
    try:
        version = importlib.metadata.version(need.name)
    except importlib.metadata.PackageNotFoundError:
        return Check(need.name, False, "missing", remedy)
    if need.specifier.contains(version, prereleases=True):
        return Check(need.name, True, version)
    return Check(need.name, False, f"{version}, wanted {need.specifier}", remedy)


def _existing_parent(folder: Path) -> Path:
    folder = folder.absolute()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def check_output(folder: Path) -> Check:
    """The output folder, or the nearest folder above it that exists, takes a new file."""
    parent = _existing_parent(folder)
    try:
        with tempfile.TemporaryFile(dir=parent) as probe:
            probe.write(b"newscrawl")
            probe.flush()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Check("output", False, f"{folder}: {reason}", "Choose a folder you may write to with --output")
    return Check(
        "output", True, f"{folder}: writable" if parent == folder.absolute() else f"{folder}: can be made"
    )


def check_disk(folder: Path, usage: Callable[[Path], tuple[int, int, int]] = shutil.disk_usage) -> Check:
    """The disk of the output folder has room; `usage` gives total, used and free bytes of a path."""
    try:
        free = usage(_existing_parent(folder))[2]
    except OSError as error:
        return Check(
            "disk", False, (error.strerror or str(error)).lower(), "Choose another disk with --output"
        )
    found = f"{free / 1024**3:.1f} GiB free"
    if free >= MIN_FREE_BYTES:
        return Check("disk", True, found)
    return Check("disk", False, found, "Free at least 0.5 GiB, or choose another disk with --output")


def check_clock(now: datetime | None = None) -> Check:
    """The clock shows a possible year, and the monotonic clock runs."""
    now = now or datetime.now(UTC)
    before = time.monotonic()
    time.sleep(0.01)
    found = now.isoformat(timespec="seconds")
    if now.year < FIRST_YEAR:
        return Check(
            "clock", False, found, "Set the date, by hand or with an NTP service: articles would be misdated"
        )
    if time.monotonic() <= before:
        return Check("clock", False, "the monotonic clock stands still", "Restart the machine or container")
    return Check("clock", True, found)


def check_encoding(name: str | None = None) -> Check:
    """The locale speaks UTF-8, so that Devanagari can be shown and typed."""
    name = name or locale.getpreferredencoding(do_setlocale=False)
    if name.lower().replace("-", "").replace("_", "") == "utf8":
        return Check("encoding", True, name)
    return Check("encoding", False, name, "Run: export LC_ALL=C.UTF-8 (or set PYTHONUTF8=1)")


def check_terminal(stream_encoding: str | None, term: str | None = None) -> Check:
    """The terminal can show Devanagari as far as its encoding goes; its fonts cannot be asked."""
    term = term if term is not None else os.environ.get("TERM", "")
    if (stream_encoding or "").lower().replace("-", "") == "utf8":
        return Check("terminal", True, f"{stream_encoding}, TERM={term or 'unset'}")
    return Check(
        "terminal", False, stream_encoding or "unknown encoding", "Run: export PYTHONIOENCODING=utf-8"
    )


def all_checks(output: Path) -> Iterator[Check]:
    """Every check, quick ones first; `output` is the folder a crawl would write to."""
    yield check_python()
    yield check_compiled()
    yield check_clock()
    yield check_encoding()
    yield check_terminal(sys.stdout.encoding)
    yield check_disk(output)
    yield check_output(output)
    yield from check_packages()
