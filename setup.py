"""The compiled modules; all else of the build stands in pyproject.toml.

Each is optional: without a C compiler newscrawl installs all the same, and the counterpart in Python does
its work (`newscrawl doctor` says which runs).
"""

from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup

sources = sorted(Path("newscrawl").rglob("*.pyx"))
extensions = [
    Extension(str(path.with_suffix("")).replace("/", "."), [str(path)], optional=True) for path in sources
]
setup(ext_modules=cythonize(extensions, build_dir="build", language_level=3))
