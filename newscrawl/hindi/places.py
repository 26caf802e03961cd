"""Is this a place that stands in datelines? A gazetteer of Indian towns and the world's cities."""

from functools import lru_cache
from importlib.resources import files

from newscrawl.hindi.script import loose_key


def place_key(name: str) -> str:
    """The form place names are looked up in: `loose_key`, with hyphens as spaces."""
    return loose_key(name.replace("-", " "))


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Keys of all places of `places.txt`; read once."""
    text = files("newscrawl.hindi").joinpath("places.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and line[0] not in "#[")
    return frozenset(place_key(name) for line in lines for name in line.split(",") if name.strip())


def is_place(name: str) -> bool:
    """Whether `name` is in the gazetteer, in any of its usual spellings. Names over 40 characters are not."""
    return 0 < len(name) <= 40 and place_key(name) in places()
