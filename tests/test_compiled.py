"""Which parts run compiled: files are preferred where they are newer, or where they are asked for."""

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from newscrawl import compiled

TELL = """
import newscrawl.compiled as c, newscrawl.hindi.phrases as m
print(m.__file__.endswith(".py"), c.why_source(m), sep="|")
"""


def checkout(folder: Path, *, source: int, library: int | None) -> Path:
    """A package with one module that was compiled; the times of its file and of the library."""
    package = folder / "newscrawl"
    (package / "hindi").mkdir(parents=True)
    (folder / "setup.py").touch()
    for name in ("script.py", "script.cpython-311.so", "dates.py", "_script.pyx", "_script.cpython-311.so"):
        (package / "hindi" / name).touch()
        os.utime(package / "hindi" / name, (1_000, 1_000))
    os.utime(package / "hindi" / "script.py", (source, source))
    if library is not None:
        (folder / "newscrawl__mypyc.cpython-311.so").touch()
        os.utime(folder / "newscrawl__mypyc.cpython-311.so", (library, library))
    return package


@pytest.mark.parametrize(
    ("source", "library", "expected"), [(2_000, 3_000, False), (3_000, 2_000, True), (3_000, None, False)]
)
def test_a_file_changed_behind_the_build(
    tmp_path: Path, source: int, library: int | None, expected: bool
) -> None:
    assert compiled.outdated(checkout(tmp_path, source=source, library=library)) is expected


def test_a_file_that_is_not_compiled_makes_nothing_outdated(tmp_path: Path) -> None:
    package = checkout(tmp_path, source=1_000, library=2_000)
    os.utime(package / "hindi" / "dates.py", (3_000, 3_000))
    assert not compiled.outdated(package)


def test_what_was_installed_is_never_outdated(tmp_path: Path) -> None:
    package = checkout(tmp_path, source=3_000, library=2_000)
    (tmp_path / "setup.py").unlink()
    assert not compiled.outdated(package)


def told(**environment: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", TELL],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    return run.stdout.strip().split("|")


def test_python_alone_when_asked_for() -> None:
    assert told(NEWSCRAWL_PURE_PYTHON="1") == ["True", "NEWSCRAWL_PURE_PYTHON is set"]


def test_a_module_says_why_it_runs_from_its_file() -> None:
    from_file, why = told(NEWSCRAWL_PURE_PYTHON="0")
    assert (from_file == "True") is bool(why)


def test_why_a_module_is_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("newscrawl.hindi.phrases")
    module.__file__ = "phrases.cpython-311.so"
    assert compiled.why_source(module) == ""
    module.__file__ = "phrases.py"
    monkeypatch.setattr(compiled, "_PURE", False)
    monkeypatch.setattr(compiled, "outdated", lambda package: False)
    assert "C compiler" in compiled.why_source(module)
    monkeypatch.setattr(compiled, "outdated", lambda package: True)
    assert "newer files" in compiled.why_source(module)
