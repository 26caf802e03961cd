"""Memory over runs of what belongs together: story groups by near-duplicate keys, and site profiles."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from newscrawl.ledger.dialect import Question, insert_unknown, upsert
from newscrawl.ledger.schema import articles, near_keys, site_profiles, urls

_AT_ONCE: Final = 16
"""Bands in one query: those of a text."""
_BANDS: Final = [f"band{number}" for number in range(_AT_ONCE)]
_ALIKE: Final = Question(
    select(near_keys.c.band, near_keys.c.story_id).where(
        near_keys.c.band.in_([bindparam(name) for name in _BANDS])
    )
)
_TOLD_BY: Final = Question(
    select(urls.c.key, urls.c.url)
    .join(articles, articles.c.url_id == urls.c.id)
    .where(articles.c.content_hash == bindparam("text"))
    .limit(1)
)


def told_by(connection: Connection, text: bytes) -> tuple[bytes, str] | None:
    """Key and URL of the stored story with this very text, by its hash; None when there is none."""
    rows = _TOLD_BY.ask(connection, text=text)
    return (bytes(rows[0][0]), str(rows[0][1])) if rows else None


class Stories:
    """The groups of near-duplicates. What is noted is stored with the next commit.

    It is no part of an article's outcome: noted for one that a kill then takes back, it meets the article
    when that comes again.
    """

    def __init__(self) -> None:
        self._noted: dict[int, set[str]] = {}
        """Band to the groups that were noted and are not stored."""

    def like(self, connection: Connection, bands: Sequence[int]) -> dict[str, int]:
        """Story groups that share bands with a text, to how many they share. Bands are signed 64-bit
        numbers.
        """
        shared: Counter[str] = Counter()
        found: set[tuple[int, str]] = set()
        for start in range(0, len(bands), _AT_ONCE):
            some = [*bands[start : start + _AT_ONCE]]
            some += some[-1:] * (_AT_ONCE - len(some))
            found.update(_ALIKE.ask(connection, **dict(zip(_BANDS, some, strict=True))))
        found |= {(band, story) for band in bands for story in self._noted.get(band, ())}
        shared.update(story for _, story in found)
        return dict(shared)

    def note(self, story_id: str, bands: Sequence[int]) -> None:
        """Note the bands of a text under its story group."""
        for band in bands:
            self._noted.setdefault(band, set()).add(story_id)

    def store(self, connection: Connection) -> None:
        """Store what was noted, in the transaction under way."""
        rows = [
            {"band": band, "story_id": story} for band, stories in self._noted.items() for story in stories
        ]
        insert_unknown(connection, near_keys, rows, ("band", "story_id"))

    def stored(self) -> None:
        """After the commit."""
        self._noted.clear()


def site_profile(connection: Connection, host: str) -> dict[str, Any] | None:
    """What was learned about a site; None when nothing, or nothing readable."""
    with connection.begin():
        query = select(site_profiles.c.profile).where(site_profiles.c.host == host)
        text = connection.execute(query).scalar()
    try:
        profile = json.loads(text) if text is not None else None
    except ValueError:
        return None
    return profile if isinstance(profile, dict) else None


def keep_site_profile(connection: Connection, host: str, profile: dict[str, Any], now: int) -> None:
    """Store what was learned about a site, in place of what was known."""
    row = {"host": host, "profile": json.dumps(profile, ensure_ascii=True), "updated_at": now}
    with connection.begin():
        upsert(connection, site_profiles, [row], ("host",))
