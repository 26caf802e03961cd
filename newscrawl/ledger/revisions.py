"""What changed between two versions of an article.

The ledger keeps of each article four bytes per field, so that the journal, which may be compressed and
carried away, need not be read to tell whether a page fetched again is another version.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from newscrawl.items.article import Article
from newscrawl.items.schema import to_dict

DECIDING: Final = (
    "title",
    "subtitle",
    "text",
    "blocks",
    "authors",
    "agency",
    "place",
    "published_at",
    "page_type",
    "language",
    "paywalled",
    "rights",
)
"""Fields whose change makes another version."""
NOTED: Final = ("canonical_url", "modified_at", "section", "tags", "lead_image", "images")
"""Fields whose change is named when there is another version, and makes none by itself: sites touch their
dates, related topics and picture addresses without touching the story."""
_FIELDS: Final = DECIDING + NOTED
_WIDTH: Final = 4
_VERSION: Final = b"\x01"


def fingerprint(article: Article | Mapping[str, Any]) -> bytes:
    """The article in 73 bytes: a version byte and four of BLAKE2b per field."""
    record = to_dict(article) if isinstance(article, Article) else article
    parts = [_VERSION]
    parts += [
        hashlib.blake2b(repr(record.get(name)).encode("utf-8", "surrogatepass"), digest_size=_WIDTH).digest()
        for name in _FIELDS
    ]
    return b"".join(parts)


def changed_fields(old: bytes, new: bytes) -> tuple[str, ...]:
    """The fields in which two fingerprints differ, in the order of `DECIDING` and `NOTED`.

    Fingerprints of different versions of this module differ in nothing that can be told: ().
    """
    if old[:1] != new[:1] or len(old) != len(new):
        return ()
    spans = range(1, len(old), _WIDTH)
    return tuple(
        name
        for name, at in zip(_FIELDS, spans, strict=True)
        if old[at : at + _WIDTH] != new[at : at + _WIDTH]
    )


def is_revision(changed: tuple[str, ...], *, same_text: bool) -> bool:
    """Whether a page with these changes is another version of its article."""
    return not same_text or any(name in DECIDING for name in changed)


def compare(old: Article, new: Article) -> tuple[str, ...]:
    """The fields in which two articles differ, those that every fetch changes left out."""
    before, after = to_dict(old), to_dict(new)
    return tuple(name for name in _FIELDS if before[name] != after[name])
