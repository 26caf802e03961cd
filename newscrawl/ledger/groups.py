"""Memory over runs of what belongs together: story groups by near-duplicate keys, and site profiles."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from newscrawl.ledger.dialect import upsert
from newscrawl.ledger.schema import near_keys, site_profiles


def story_of(connection: Connection, bands: Sequence[int]) -> dict[str, int]:
    """Story groups that share bands with a text, to how many they share. Bands are signed 64-bit numbers."""
    shared: dict[str, int] = {}
    with connection.begin():
        query = select(near_keys.c.story_id).where(near_keys.c.band.in_(list(bands)))
        for story_id in connection.execute(query).scalars():
            shared[story_id] = shared.get(story_id, 0) + 1
    return shared


def remember_story(connection: Connection, story_id: str, bands: Sequence[int]) -> None:
    """Note the bands of a text under its story group; those known are left alone."""
    with connection.begin():
        query = select(near_keys.c.band).where(
            near_keys.c.story_id == story_id, near_keys.c.band.in_(list(bands))
        )
        known = set(connection.execute(query).scalars())
        rows = [{"band": band, "story_id": story_id} for band in dict.fromkeys(bands) if band not in known]
        if rows:
            connection.execute(near_keys.insert(), rows)


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
