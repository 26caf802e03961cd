"""Asking only for what has changed (RFC 9110, section 13): validators out, and what a 304 means."""

from typing import TYPE_CHECKING, Any, Final

from scrapy import Request
from scrapy.spidermiddlewares.httperror import HttpError

from newscrawl.ledger import SOURCE, Leased, Ledger

if TYPE_CHECKING:
    from scrapy.http import Response

NOT_MODIFIED: Final = 304
_AGAIN_META: Final = "newscrawl_unconditional"


def ask_for_changes(request: Request, leased: Leased, ledger: Ledger) -> None:
    """Give the request the validators of what is stored, and let a 304 reach its callback.

    A source that failed last time is asked in full. Raises StorageError.
    """
    if leased.kind == SOURCE:
        source = ledger.source(leased.url)
        known = source if source is not None and not source.failures else None
        etag, last_modified = (known.etag, known.last_modified) if known is not None else (None, None)
    elif leased.recheck:
        etag, last_modified = leased.etag, leased.last_modified
    else:
        return
    if etag:
        request.headers["If-None-Match"] = etag
    if last_modified:
        request.headers["If-Modified-Since"] = last_modified
    if etag or last_modified:
        request.meta["handle_httpstatus_list"] = [NOT_MODIFIED]


def is_unchanged(response: "Response") -> bool:
    """Whether a callback got a 304, which only requests with validators let through."""
    return response.status == NOT_MODIFIED


def unconditionally(error: BaseException, request: Request) -> Request | None:
    """The request to make once more after a 304 that nobody asked for; None after anything else."""
    if not isinstance(error, HttpError) or error.response.status != NOT_MODIFIED:
        return None
    if request.meta.get(_AGAIN_META):
        return None
    meta: dict[str, Any] = {**request.meta, _AGAIN_META: True}
    return request.replace(
        meta=meta, headers={**request.headers, "Cache-Control": "no-cache"}, dont_filter=True
    )
