"""The compiled modules; all else of the build stands in pyproject.toml.

Two kinds, and both are optional: without a C compiler newscrawl installs all the same (`newscrawl doctor`
says what runs compiled).

- `newscrawl/*/_*.pyx`, by Cython: loops over nodes, bytes and characters; each has a counterpart in Python.
- `TYPED`, by mypyc: modules that every page goes through, compiled as they stand, by their types. Where they
  are not, the same files run.
"""

import os
import sys
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

TYPED = {
    "newscrawl/extraction": (
        "asides body bylines container credits date_choice hints jsonld label mass metadata names page_dates "
        "page_type paywall pictures prose rights signatures sources stamps surroundings taxonomy titles "
        "unfolding"
    ),
    "newscrawl/hindi": (
        "agencies date_clock date_grammar date_tokens date_words dateline dates language names phrase_book "
        "phrases remembered script"
    ),
}


def cython_extensions() -> list[Extension]:
    """The extensions made of `.pyx` files."""
    sources = sorted(Path("newscrawl").rglob("*.pyx"))
    return cythonize(
        [
            # A CFLAGS in the environment takes the place of Python's own flags, optimisation too.
            Extension(str(path.with_suffix("")).replace("/", "."), [str(path)], extra_compile_args=["-O3"])
            for path in sources
        ],
        build_dir="build",
        language_level=3,
    )


def mypyc_extensions() -> list[Extension]:
    """First a library with the `TYPED` modules in it, then an extension for each that finds it there."""
    paths = [f"{folder}/{name}.py" for folder, names in TYPED.items() for name in names.split()]
    paths = [path for path in paths if Path(path).exists()]
    if not paths:
        return []
    from mypyc.build import mypycify  # noqa: PLC0415 - takes a second, and few commands build

    # What a library says of its types may be missing where this is built; then its values are looked up as in
    # Python. Whether the types hold is asked by `make check`.
    options = ["--config-file=", "--ignore-missing-imports", "--no-error-summary"]
    try:
        return mypycify([*options, *paths], opt_level="2", debug_level="0", group_name="newscrawl")
    except SystemExit:
        sys.stderr.write("setup.py: mypyc could not translate the typed modules; they stay in Python\n")
        return []


class Build(build_ext):
    """Compiles side by side; what mypyc translates is translated only when something is to be built."""

    def finalize_options(self) -> None:
        """Add the extensions by mypyc."""
        self.typed = mypyc_extensions()
        # In place: what comes after the build looks there too.
        self.distribution.ext_modules.extend(self.typed)
        for extension in self.distribution.ext_modules:
            # Behind cythonize and mypycify, which make extensions of their own and know no "optional".
            extension.optional = True
        super().finalize_options()
        self.parallel = self.parallel or os.cpu_count()

    def build_extensions(self) -> None:
        """As inherited; without the library, what looks for a module there would hide its file."""
        super().build_extensions()
        paths = [Path(self.get_ext_fullpath(self.get_ext_fullname(each.name))) for each in self.typed]
        if paths and not paths[0].exists():
            for path in paths[1:]:
                path.unlink(missing_ok=True)


setup(ext_modules=cython_extensions(), cmdclass={"build_ext": Build})
