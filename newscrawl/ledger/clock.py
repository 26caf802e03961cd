"""The ledger's clock.

Invariant: times for waiting are monotonic, times for storing are UTC. A clock that is set back, or forward,
while a crawl runs changes what is stored from then on, but neither delays nor hastens anything that waits.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime


class Clock:
    """Two readings: `utc` for what is stored, `now` for what waits."""

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._start_wall = wall()
        self._start = monotonic()

    def utc(self) -> int:
        """The present as UTC epoch seconds, by the machine's clock: for storing."""
        return int(self._wall())

    def now(self) -> int:
        """Epoch seconds that never jump: the wall clock at start plus the time that has passed since."""
        return int(self._start_wall + self.elapsed())

    def elapsed(self) -> float:
        """Seconds since the clock was made, monotonic."""
        return self._monotonic() - self._start

    def day(self) -> str:
        """The present UTC day as `2026-01-31`."""
        return datetime.fromtimestamp(self._wall(), UTC).date().isoformat()


def epoch(instant: str | None) -> int | None:
    """UTC epoch seconds of an ISO 8601 instant with offset; None for None, no instant, or no offset."""
    if instant is None:
        return None
    try:
        moment = datetime.fromisoformat(instant)
        return int(moment.timestamp()) if moment.tzinfo is not None else None
    except (ValueError, OverflowError, OSError):
        return None


def iso(seconds: int) -> str:
    """Epoch seconds as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
