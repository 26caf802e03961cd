"""What a site reserves from text and data mining for whole folders: its /.well-known/tdmrep.json.

TDM Reservation Protocol, final report of 2024-05-10, "TDM File on the Origin Server"
(https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/). Locations are path patterns as those
of robots.txt, and are matched alike: the longest that fits decides (RFC 9309, section 2.2.2).
"""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

from newscrawl.limits import LIMITS
from newscrawl.urls import clean

PATH: Final = "/.well-known/tdmrep.json"
_STATEMENTS: Final = 200
_FLAGS: Final = {"0": False, "1": True}
_KEPT: Final = "/*$%?=&+,;:@!~'()-._"
"""What `quote` leaves as it is in a pattern."""


class Reservation(NamedTuple):
    """What is stated for the pages at a location."""

    location: str
    """Path pattern: `*` is any run of characters, `$` the end."""
    reserved: bool
    policy: str | None
    """URL of the policy; None when none is named."""


def read_tdmrep(body: bytes, url: str) -> tuple[Reservation, ...]:
    """The statements of a file fetched from `url`, the first 200; () for what is none. Never raises."""
    if len(body) > LIMITS.robots_bytes:
        return ()
    try:
        found = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return ()
    return tuple(_statements(found[:_STATEMENTS] if isinstance(found, list) else [found], url))


def reservation_for(url: str, statements: tuple[Reservation, ...]) -> Reservation | None:
    """What is stated for the page at `url`; None where nothing is."""
    parts = urlsplit(url)
    path = quote(
        f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=_KEPT, errors="replace"
    )
    # Of two patterns of one length the one that reserves holds: in doubt the page is left out.
    ranked = sorted(statements, key=lambda stated: (len(stated.location), stated.reserved), reverse=True)
    return next((stated for stated in ranked if _fits(stated.location, path)), None)


def _statements(found: list[Any], url: str) -> Iterator[Reservation]:
    for stated in found:
        if not isinstance(stated, dict):
            continue
        location, flag = stated.get("location"), _FLAGS.get(str(stated.get("tdm-reservation")).strip())
        if isinstance(location, str) and flag is not None and len(location) <= LIMITS.url_chars:
            pattern = quote(location.strip() or "/", safe=_KEPT, errors="replace")
            policy = stated.get("tdm-policy")
            yield Reservation(pattern, flag, clean(policy, url) if isinstance(policy, str) else None)


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says, up to its end where that is anchored. Linear."""
    ended = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in rest[:-1] if ended else rest:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    if not ended:
        return True
    return path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at if rest else at == len(path)
