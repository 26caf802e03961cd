"""Which days of a run's window have their stories: what was announced and stored of each, and the gaps.

A day is an Indian one.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from newscrawl.hindi.dates import IST
from newscrawl.ledger import open_view
from newscrawl.ledger.view import DayCount

FILE_NAME: Final = "days.json"
MOST_DAYS: Final = 366
"""Days of a window that are reported."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a window, by publisher."""

    since: datetime
    until: datetime
    counts: Mapping[str, Mapping[date, DayCount]]
    """Publisher to day to what was announced and stored of it, in this run and before; each day is there."""

    @property
    def whole(self) -> list[date]:
        """The days that lie in the window from midnight to midnight: of others, nothing can be missed."""
        return [
            day
            for day in _days(self.since, self.until)
            if _midnight(day) >= self.since and _midnight(day + timedelta(days=1)) <= self.until
        ]

    def gaps(self) -> dict[str, list[date]]:
        """Publisher to the whole days of which no article is stored; those without gaps are left out."""
        found = {
            publisher: [day for day in self.whole if not counts[day].stored]
            for publisher, counts in self.counts.items()
        }
        return {publisher: days for publisher, days in found.items() if days}

    def to_dict(self) -> dict[str, Any]:
        """As JSON types, for the file."""
        gaps = self.gaps()
        return {
            "since": self.since.isoformat(timespec="seconds"),
            "until": self.until.isoformat(timespec="seconds"),
            "publishers": {
                publisher: {
                    "days": {str(day): count._asdict() for day, count in counts.items()},
                    "gaps": [str(day) for day in gaps.get(publisher, [])],
                }
                for publisher, counts in self.counts.items()
            },
        }

    def write(self, root: Path) -> Path:
        """Write `days.json` into the output folder, whole or not at all. Raises OSError."""
        path = root / FILE_NAME
        new = path.with_suffix(".json.new")
        new.write_text(json.dumps(self.to_dict(), indent=1) + "\n", "utf-8")
        os.replace(new, path)  # noqa: PTH105 - the same, and known to be atomic
        return path


def days_of(root: Path, publishers: Iterable[str], since: datetime, until: datetime | None = None) -> Days:
    """The days from `since` on as the ledger in `root` has them. Raises StorageError."""
    until = until or datetime.now(UTC)
    since = max(since, until - timedelta(days=MOST_DAYS))
    offset = int(IST.utcoffset(None).total_seconds())
    with open_view(root) as view:
        found = view.days(int(since.timestamp()), offset=offset) if view is not None else {}
    none = DayCount(0, 0)
    window = _days(since, until)
    counts = {
        publisher: {day: found.get((publisher, day), none) for day in window} for publisher in publishers
    }
    return Days(since, until, counts)


def said(publisher: str, days: list[date], counts: Mapping[date, DayCount]) -> str:
    """A publisher's gaps in one line."""
    parts = [
        f"{day} ({counts[day].announced} announced)" if counts[day].announced else f"{day}" for day in days
    ]
    return f"{publisher} has no stored story of {len(days)} days: {', '.join(parts)}"


def _days(since: datetime, until: datetime) -> list[date]:
    first, last = since.astimezone(IST).date(), until.astimezone(IST).date()
    return [last - timedelta(days=back) for back in range((last - first).days + 1)]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=IST)
