"""Addresses without what tells a publisher where a reader came from."""

from newscrawl.urls.identity import canonical_key
from newscrawl.urls.vocabulary import TRACKING_PARAMETERS, TRACKING_PREFIXES


def untracked(url: str) -> str:
    """The clean URL without the parameters that tell a publisher where a reader came from.

    A crawler came from nowhere; and of a story's forms (`?amp=1`, `?print=1`) it is the main one we want.
    """
    address, mark, query = url.partition("?")
    if not mark:
        return url
    kept = [part for part in query.split("&") if not _is_tracking(part.partition("=")[0].lower())]
    bare = f"{address}?{'&'.join(kept)}" if kept else address
    return bare if canonical_key(bare) == canonical_key(url) else url


def _is_tracking(name: str) -> bool:
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES)
