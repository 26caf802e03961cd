"""Keys under which texts meet that tell one story in nearly the same words, as papers print an agency's copy.

One-permutation MinHash over runs of three words: each run falls into one of 64 bins and the smallest of a bin
stands for it; four bins make a band. Two texts that share the part `s` of their runs share a band with a
probability of about `s` to the fourth; of 16 bands, texts alike in four fifths share six, unlike ones none.
"""

import hashlib
from typing import Final
from zlib import crc32

from newscrawl.compiled import compiled
from newscrawl.hindi.script import comparison_key, words

_COMPILED: Final = compiled("newscrawl.hindi._script")

BANDS: Final = 16
ALIKE: Final = 3
"""Bands that two texts of one story share at least: of those alike in three quarters, nine in ten do."""
FEWEST_WORDS: Final = 40
"""A shorter text has too few runs to be told from its like."""
_PER_BAND: Final = 4
_BINS: Final = BANDS * _PER_BAND
_BITS: Final = (1 << 64) - 1
_MOST_WORDS: Final = 4_000


def similarity_bands(text: str) -> tuple[int, ...]:
    """The text's 16 bands, signed numbers of 64 bits; () for a text under 40 words. Never raises."""
    found = words(comparison_key(text))[:_MOST_WORDS]
    if len(found) < FEWEST_WORDS:
        return ()
    keys = [crc32(word.encode("utf-8", "surrogatepass")) for word in found]
    filled = _densified((_smallest_of_bins if _COMPILED is None else _COMPILED.smallest_of_bins)(keys, _BINS))
    bands = []
    for band in range(BANDS):
        part = filled[band * _PER_BAND : (band + 1) * _PER_BAND]
        data = b"".join(value.to_bytes(8, "big") for value in (band, *part))
        bands.append(int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True))
    return tuple(bands)


def _smallest_of_bins(keys: list[int], bins: int) -> list[int | None]:
    """The smallest number of the runs in each bin, None for an empty one; `keys` are those of the words."""
    smallest: list[int | None] = [None] * bins
    for one, two, three in zip(keys, keys[1:], keys[2:], strict=False):
        rest, place = divmod(_mixed(one, two, three), bins)
        least = smallest[place]
        if least is None or rest < least:
            smallest[place] = rest
    return smallest


def _mixed(one: int, two: int, three: int) -> int:
    """64 bits for a run of three words, by the last steps of SplitMix64 (Steele, Lea and Flood, 2014): a
    cryptographic hash of each run would cost twice as much, and nobody is to be kept from a collision here.
    """
    number = (one * 0x9E3779B97F4A7C15 ^ two * 0xC2B2AE3D27D4EB4F ^ three * 0x165667B19E3779F9) & _BITS
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & _BITS
    number = (number ^ number >> 27) * 0x94D049BB133111EB & _BITS
    return number ^ number >> 31


def _densified(bins: list[int | None]) -> list[int]:
    """Empty bins take the value of the next that is not (Shrivastava and Li, 2014)."""
    filled = []
    for place in range(_BINS):
        step = next(step for step in range(_BINS) if bins[(place + step) % _BINS] is not None)
        value = bins[(place + step) % _BINS]
        assert value is not None
        # The distance belongs to the value: else one run would fill a band by itself.
        filled.append((value + step * 0x9E3779B97F4A7C15) % (1 << 63))
    return filled
