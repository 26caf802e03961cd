"""The compiled modules, where they were built and fit the parser that is installed.

They give what their Python counterparts give (`_bytes`: `scan`, `_walk`: `walk`). Nothing else in the package
is compiled: the rest spends its time in regular expressions and dictionaries, which are C already.
`NEWSCRAWL_PURE_PYTHON=1` in the environment does without them.
"""

import ctypes
import os
from types import ModuleType

import selectolax.lexbor

from newscrawl.extraction.elements import TEXT_NUMBER


def _load() -> tuple[ModuleType | None, ModuleType | None, str]:
    """The modules `_bytes` and `_walk`, None where there is none, and why."""
    if os.environ.get("NEWSCRAWL_PURE_PYTHON", "") not in {"", "0"}:
        return None, None, "NEWSCRAWL_PURE_PYTHON is set"
    try:
        from newscrawl.extraction import _bytes, _walk  # noqa: PLC0415  (they need not be there)
    except ImportError:
        return None, None, "not built: no C compiler was there when newscrawl was installed"
    try:
        library = ctypes.CDLL(selectolax.lexbor.__file__)
        found = [ctypes.cast(getattr(library, name), ctypes.c_void_p).value for name in _walk.FUNCTIONS]
    except (OSError, AttributeError) as error:
        return _bytes, None, f"the parser's library lacks a function: {error}"
    _walk.attach(found, TEXT_NUMBER)
    return _bytes, _walk, ""


BYTES, WALK, WHY_NOT = _load()
"""The two modules or None, and why one is missing; '' when both are there."""
