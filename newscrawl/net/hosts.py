"""How each host has answered, and until when it is left alone: the circuit breaker of a crawl.

A host that fails `failures` times in a row is paused, for `pause` seconds at first and twice as long each
time it fails again at once, up to `LIMITS.host_pause`. One that says when to come back (Retry-After) is taken
at its word, and one that turns us away so many times in a row is left to a later run. Waits are measured on
the monotonic clock: a clock set back neither prolongs a pause nor ends it.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Final, NamedTuple

from newscrawl.limits import LIMITS
from newscrawl.net.deferral import Deferred

BLOCKED: Final = frozenset({401, 403, 407, 451, 999})
"""Statuses by which a server refuses us rather than the page."""
BUSY: Final = frozenset({429, 503})
"""Statuses that may say when to come back."""
FAILING: Final = frozenset({408, 429, 500, 502, 503, 504, 522, 524})
"""Statuses that tell of the server's state, not of the page."""
_HEADER_CHARS: Final = 64


class Pause(NamedTuple):
    """A host that is left alone for now."""

    seconds: float
    """How much longer."""
    reason: str


@dataclass(slots=True)
class _Host:
    failures: int = 0
    """In a row."""
    refusals: int = 0
    """In a row."""
    trips: int = 0
    """Pauses since it last answered well."""
    until: float = 0.0
    reason: str = ""
    sent: int = 0
    began: float = 0.0


class Hosts:
    """The hosts of one run by name. Grows by some 200 bytes a host."""

    def __init__(
        self,
        *,
        failures: int = 5,
        pause: float = 60.0,
        pages: int = 0,
        seconds: float = 0.0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.failures = failures
        """Failures or refusals in a row that pause a host; 0 for never."""
        self.pause = pause
        """Seconds of the first pause."""
        self.pages = pages
        """Requests a host may get in a run; 0 sets no limit."""
        self.seconds = seconds
        """Seconds after a host's first request in which it may get others; 0 sets no limit."""
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    def paused(self, name: str) -> Pause | None:
        """The pause a host is in."""
        host = self._hosts.get(name)
        left = host.until - self._clock() if host is not None else 0.0
        return Pause(left, host.reason) if host is not None and left > 0 else None

    def spent(self, name: str) -> str | None:
        """Why a host gets no more requests in this run, or None."""
        host = self._hosts.get(name)
        if host is None or not host.sent:
            return None
        if 0 < self.pages <= host.sent:
            return f"its {self.pages} pages of this run are spent"
        if 0 < self.seconds <= self._clock() - host.began:
            return f"its {self.seconds:g} seconds of this run are spent"
        return None

    def sent(self, name: str) -> None:
        """A request goes out."""
        host = self._host(name)
        host.began = host.began if host.sent else self._clock()
        host.sent += 1

    def answered(self, name: str, status: int, retry_after: str | None = None) -> Pause | None:
        """Note a response; the pause it leads to, if it does."""
        host = self._host(name)
        if status in BUSY and (wait := retry_after_seconds(retry_after)) is not None:
            host.failures = 0
            return self._leave(host, wait, f"{status}, Retry-After {wait:g} s")
        if status == 429:
            return self._trip(host, "429")
        if status in FAILING:
            return self.failed(name, str(status))
        host.failures = 0
        if status in BLOCKED:
            host.refusals += 1
            if 0 < self.failures <= host.refusals:
                why = f"{status}, {host.refusals} refusals in a row"
                host.refusals = 0
                return self._leave(host, LIMITS.later_run, why)
            return None
        host.refusals = host.trips = 0
        return None

    def failed(self, name: str, why: str) -> Pause | None:
        """Note a failure of the host or of the way to it; the pause it leads to, if it does."""
        host = self._host(name)
        host.failures += 1
        # Behind a pause one failure is enough: it was let through to see whether the host is back.
        if self.failures and (host.trips or host.failures >= self.failures):
            return self._trip(host, f"{why}, {host.failures} failures in a row")
        return None

    def _trip(self, host: _Host, why: str) -> Pause:
        wait = min(self.pause * 2 ** min(host.trips, 20), LIMITS.host_pause)
        host.trips += 1
        return self._leave(host, wait, why)

    def _leave(self, host: _Host, wait: float, why: str) -> Pause:
        until = self._clock() + wait
        if until > host.until:
            host.until, host.reason = until, why
        return Pause(wait, why)

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host())


def deferred(name: str, pause: Pause) -> Deferred:
    """What to raise for a request to a paused host."""
    return Deferred(later(pause.seconds), pause.reason, name)


def later(seconds: float, now: datetime | None = None) -> datetime:
    """The moment after so many seconds, UTC. Rounded up to a second, as ledgers count: none is early."""
    moment = (now or datetime.now(UTC)) + timedelta(seconds=max(0.0, min(seconds, LIMITS.retry_after)))
    return datetime.fromtimestamp(math.ceil(moment.timestamp()), UTC)


def retry_after_seconds(header: str | None, now: datetime | None = None) -> float | None:
    """The wait that a Retry-After header asks for: seconds, or an HTTP date (RFC 9110, section 10.2.3).

    At most `LIMITS.retry_after`; None when there is none or it cannot be read. Never raises.
    """
    text = (header or "").strip()[:_HEADER_CHARS]
    if not text:
        return None
    if text.isascii() and text.isdecimal():
        return float(min(int(text), LIMITS.retry_after))
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        wait = (moment - (now or datetime.now(UTC))).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(wait, 0.0), LIMITS.retry_after)
