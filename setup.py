"""The compiled modules; all else of the build stands in pyproject.toml.

Each is optional: without a C compiler newscrawl installs all the same, and the counterpart in Python does
its work (`newscrawl doctor` says which runs).
"""

from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup

sources = sorted(Path("newscrawl").rglob("*.pyx"))
extensions = cythonize(
    [Extension(str(path.with_suffix("")).replace("/", "."), [str(path)]) for path in sources],
    build_dir="build",
    language_level=3,
)
for extension in extensions:
    # Behind cythonize, which makes extensions of its own and forgets it.
    extension.optional = True
setup(ext_modules=extensions)
