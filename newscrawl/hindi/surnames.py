"""Does this read as a person's name? By the family name at its end: Hindi has no capitals to tell by."""

from functools import lru_cache
from importlib.resources import files

from newscrawl.hindi.script import loose_key

_FEWEST_WORDS, _MOST_WORDS = 2, 4


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Keys (`loose_key`) of the family names in `surnames.txt`, in both scripts; read once."""
    text = files("newscrawl.hindi").joinpath("surnames.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(loose_key(name) for line in lines for name in line.split())


def ends_with_surname(name: str) -> bool:
    """Whether `name` is two to four words, the last of them a family name common in Hindi bylines."""
    words = name.split()
    return (
        _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        and len(name) <= 60
        and loose_key(words[-1].rstrip(".")) in surnames()
    )
