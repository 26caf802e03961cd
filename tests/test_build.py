"""The build: what is compiled is optional, all of it or none."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
SOURCES = (
    "__init__.py",
    "hindi/__init__.py",
    "hindi/_script.pyx",
    "hindi/remembered.py",
    "hindi/date_words.py",
)
"""One module by Cython and two by mypyc."""


def build(folder: Path, compiler: str) -> str:
    """Build `SOURCES` in `folder`; what was said."""
    for name in SOURCES:
        source = folder / "newscrawl" / name
        source.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / "newscrawl" / name, source)
    shutil.copy(REPOSITORY / "setup.py", folder)
    built = subprocess.run(
        [sys.executable, "setup.py", "build_ext", "--inplace"],
        cwd=folder,
        env={**os.environ, "CC": compiler, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    said = built.stdout + built.stderr
    assert built.returncode == 0, said
    return said


def test_without_a_compiler_the_build_goes_on(tmp_path: Path) -> None:
    said = build(tmp_path, "false")
    assert 'building extension "newscrawl.hindi._script" failed' in said
    assert 'building extension "newscrawl.hindi.remembered" failed' in said
    assert not list(tmp_path.rglob("*.so"))


@pytest.mark.skipif(shutil.which("gcc") is None, reason="no C compiler")
def test_without_the_library_no_module_is_looked_for_in_it(tmp_path: Path) -> None:
    compiler = tmp_path / "cc"
    compiler.write_text('#!/bin/sh\ncase "$*" in *native*) exit 1;; esac\nexec gcc "$@"\n')
    compiler.chmod(0o755)
    build(tmp_path, str(compiler))
    built = [path.name.partition(".")[0] for path in tmp_path.glob("newscrawl/*/*.so")]
    assert built == ["_script"]


def test_every_module_that_is_to_be_compiled_is_there() -> None:
    tree = ast.parse((REPOSITORY / "setup.py").read_text())
    assigned = (node for node in tree.body if isinstance(node, ast.Assign))
    typed = next(ast.literal_eval(node.value) for node in assigned if ast.unparse(node.targets[0]) == "TYPED")
    paths = [REPOSITORY / folder / f"{name}.py" for folder, names in typed.items() for name in names.split()]
    assert paths
    assert [path for path in paths if not path.exists()] == []
