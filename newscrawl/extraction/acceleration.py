"""The compiled modules that read pages, with counterparts in Python: `_bytes` for `scan`, `_walk` for `walk`.

Of others like them there is `newscrawl.hindi._script`; what mypyc compiles (setup.py) needs no choice here.
"""

import ctypes
from types import ModuleType

import selectolax.lexbor

from newscrawl.compiled import compiled, why_not
from newscrawl.extraction.elements import TEXT_NUMBER


def _load() -> tuple[ModuleType | None, ModuleType | None, str]:
    """The modules `_bytes` and `_walk`, None where there is none, and why."""
    looks, walk = (compiled(f"newscrawl.extraction.{name}") for name in ("_bytes", "_walk"))
    if looks is None or walk is None:
        return looks, None, why_not()
    try:
        library = ctypes.CDLL(selectolax.lexbor.__file__)
        found = [ctypes.cast(getattr(library, name), ctypes.c_void_p).value for name in walk.FUNCTIONS]
    except (OSError, AttributeError) as error:
        return looks, None, f"the parser's library lacks a function: {error}"
    walk.attach(found, TEXT_NUMBER)
    return looks, walk, ""


BYTES, WALK, WHY_NOT = _load()
"""The two modules or None, and why one is missing; '' when both are there."""
