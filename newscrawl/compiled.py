"""Which parts of the package run compiled.

Two kinds, both made by setup.py where a C compiler was when newscrawl was installed. `newscrawl/*/_*.pyx`
have counterparts in Python, which `compiled` chooses between. Modules by mypyc stand beside the files they
were made of, and Python itself prefers them; `settle` takes the files where that is wanted. Either way the
results are the same. `NEWSCRAWL_PURE_PYTHON=1` in the environment does without both.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Final

_PURE: Final = os.environ.get("NEWSCRAWL_PURE_PYTHON", "") not in {"", "0"}
_PACKAGE: Final = Path(__file__).parent


def compiled(name: str) -> ModuleType | None:
    """The compiled module `name`, or None where there is none."""
    if _PURE:
        return None
    try:
        return import_module(name)
    except ImportError:
        return None


def why_not() -> str:
    """Why a compiled module is missing."""
    if _PURE:
        return "NEWSCRAWL_PURE_PYTHON is set"
    return "not built: no C compiler was there when newscrawl was installed"


def why_source(module: ModuleType) -> str:
    """Why `module` runs from its file, though mypyc may compile it; '' when it runs compiled."""
    if not (module.__file__ or "").endswith(tuple(SOURCE_SUFFIXES)):
        return ""
    if not _PURE and outdated(_PACKAGE):
        return "newer files than what was built of them: run `make crawl` or `pip install -e .`"
    return why_not()


def settle() -> None:
    """Have the package's modules run from their files where they are not to run compiled.

    Called before any of them is imported. In a checkout that was changed since it was built, none is
    compiled: what was built calls into one another, so one stale module makes all of them stale.
    """
    if _PURE or outdated(_PACKAGE):
        sys.meta_path.insert(0, _Sources())


def outdated(package: Path) -> bool:
    """Whether a file in a checkout's `package` is newer than the library that was built of its modules."""
    if not (package.parent / "setup.py").exists():
        return False
    library = next(package.parent.glob(f"{package.name}__mypyc.*"), None)
    if library is None:
        return False
    sources = (built.with_name(f"{built.name.partition('.')[0]}.py") for built in package.glob("*/[!_]*.so"))
    return any(each.exists() and each.stat().st_mtime > library.stat().st_mtime for each in sources)


class _Sources:
    """Finds the package's modules in their files alone."""

    @staticmethod
    def find_spec(
        fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As `importlib.abc.MetaPathFinder` says; None for what is no module of the package."""
        if path is None or not fullname.startswith("newscrawl."):
            return None
        for folder in path:
            if found := FileFinder(folder, (SourceFileLoader, SOURCE_SUFFIXES)).find_spec(fullname, target):
                return found
        return None
