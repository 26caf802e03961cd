"""Keys under which texts meet that tell one story in nearly the same words, as papers print an agency's copy.

One-permutation MinHash over runs of three words: each run falls into one of 64 bins and the smallest of a bin
stands for it; four bins make a band. Two texts that share the part `s` of their runs share a band with a
probability of about `s` to the fourth; of 16 bands, texts alike in four fifths share six, unlike ones none.
"""

import hashlib
import struct
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
_BAND: Final = struct.Struct(">5Q")
_SIGNED: Final = struct.Struct(">q")


def similarity_bands(text: str) -> tuple[int, ...]:
    """The text's 16 bands, signed numbers of 64 bits; () for a text under 40 words. Never raises."""
    key = comparison_key(text)
    filled = (_filled_bins if _COMPILED is None else _COMPILED.filled_bins)(key, FEWEST_WORDS, _MOST_WORDS)
    if filled is None:
        return ()
    return tuple(
        _SIGNED.unpack(
            hashlib.blake2b(_BAND.pack(band, *filled[place : place + _PER_BAND]), digest_size=8).digest()
        )[0]
        for band, place in enumerate(range(0, _BINS, _PER_BAND))
    )


def _filled_bins(key: str, fewest: int, most: int) -> list[int] | None:
    """The bins of a text by its comparison key; None for a text of fewer words, or without a run of three.
    Words behind the first `most` are left aside.
    """
    found = words(key)[:most]
    if len(found) < max(fewest, 3):
        return None
    keys = [crc32(word.encode("utf-8", "surrogatepass")) for word in found]
    return _densified(_smallest_of_bins(keys, _BINS))


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
