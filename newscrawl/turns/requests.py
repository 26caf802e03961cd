"""Requests as the ledger keeps them: what is announced, and how a request is made again after a kill.

A request is the ledger's when its meta has `STORY_META` or `SOURCE_META`. Its callback and errback must be
methods of the spider, its meta and cb_kwargs must be JSON.
"""

import json
from typing import Any, Final

from scrapy import Request, Spider

from newscrawl.ledger import SOURCE, STORY, Child, Leased
from newscrawl.middlewares.gatekeeping import STORY_META

SOURCE_META: Final = "newscrawl_source"
"""Key of `Request.meta` that marks a request for a source (a feed, sitemap, listing, robots.txt)."""
TURN_META: Final = "newscrawl_turn"
"""Key of `Request.meta`: the id of the ledger's row whose turn the request is."""
ANNOUNCED_META: Final = "newscrawl_announced"
"""Key of `Request.meta`: what the source said of the story, for the ledger's row; fields of `Child`."""


def is_announcement(request: Request) -> bool:
    """Whether a request announces a URL: it is the ledger's, and has no turn yet."""
    meta = request.meta
    return TURN_META not in meta and (STORY_META in meta or SOURCE_META in meta)


def child_of(request: Request, lane: str, *, source: str | None = None) -> Child:
    """What a request announces. Raises ValueError for one that could not be made again."""
    meta = dict(request.meta)
    told: dict[str, Any] = meta.pop(ANNOUNCED_META, None) or {}
    meta.pop("depth", None)
    story = meta[STORY_META] if STORY_META in meta else meta[SOURCE_META]
    kept = {
        "c": _name(request.callback),
        "e": _name(request.errback),
        "m": meta,
        "k": request.cb_kwargs,
    }
    try:
        payload = json.dumps({key: value for key, value in kept.items() if value}, separators=(",", ":"))
    except TypeError as error:
        raise ValueError(f"{request} cannot be stored: {error}") from error
    return Child(
        url=request.url,
        kind=STORY if STORY_META in meta else SOURCE,
        lane=lane,
        priority=request.priority,
        publisher=story.get("publisher") or "",
        source=source,
        payload=payload,
        **told,
    )


def request_of(leased: Leased, spider: Spider) -> Request:
    """The request for a leased URL, as it was announced. Raises ValueError when the spider cannot take it."""
    if leased.payload is None and leased.kind == STORY:
        # Known from a journal alone: what every story's request has.
        story = {STORY_META: {"url": leased.url, "publisher": leased.publisher or None}}
        kept = {"c": "parse_article", "e": "story_failed", "m": {**story, "depth_reset": True}}
        return _made(leased, kept, spider)
    try:
        kept = json.loads(leased.payload or "")
    except ValueError as error:
        raise ValueError(f"no request for {leased.url}: {error}") from error
    return _made(leased, kept, spider)


def _made(leased: Leased, kept: dict[str, Any], spider: Spider) -> Request:
    try:
        callback = getattr(spider, kept["c"]) if kept.get("c") else None
        errback = getattr(spider, kept["e"]) if kept.get("e") else None
        meta = kept["m"]
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"no request for {leased.url}: {error}") from error
    return Request(
        leased.url,
        callback=callback,
        errback=errback,
        meta={**meta, TURN_META: leased.id},
        cb_kwargs=kept.get("k") or {},
        priority=leased.priority,
        # The ledger is the only filter: Scrapy's would drop a redirect to a seen URL without a word.
        dont_filter=True,
    )


def _name(method: Any) -> str | None:
    if method is None:
        return None
    if getattr(method, "__self__", None) is None:
        raise ValueError(f"{method!r} is no method of a spider")
    return str(method.__func__.__name__)
