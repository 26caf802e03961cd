"""The build: what is compiled is optional."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def test_without_a_compiler_the_build_goes_on(tmp_path: Path) -> None:
    source = tmp_path / "newscrawl" / "hindi" / "_script.pyx"
    source.parent.mkdir(parents=True)
    shutil.copy(REPOSITORY / "newscrawl" / "hindi" / "_script.pyx", source)
    shutil.copy(REPOSITORY / "setup.py", tmp_path)
    built = subprocess.run(
        [sys.executable, "setup.py", "build_ext", "--inplace"],
        cwd=tmp_path,
        env={**os.environ, "CC": "false", "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    said = built.stdout + built.stderr
    assert built.returncode == 0, said
    assert 'building extension "newscrawl.hindi._script" failed' in said
    assert not list(tmp_path.rglob("*.so"))
