"""Which modules of the package are there compiled.

A compiled module (`newscrawl/*/_*.pyx`) gives what its counterpart in Python gives, faster. It is there where
a C compiler was when newscrawl was installed; `NEWSCRAWL_PURE_PYTHON=1` in the environment does without.
"""

import os
from importlib import import_module
from types import ModuleType
from typing import Final

_PURE: Final = os.environ.get("NEWSCRAWL_PURE_PYTHON", "") not in {"", "0"}


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
