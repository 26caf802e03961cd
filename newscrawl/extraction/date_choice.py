"""Which of a page's dates is taken, in which zone, and what the others say to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from newscrawl.extraction.stamps import Stamp
from newscrawl.hindi.dates import IST
from newscrawl.hindi.script import scrub
from newscrawl.items.article import Agreement, Evidence


@dataclass(slots=True)
class Dated:
    """A stamp and where it stood."""

    source: str
    raw: str
    stamp: Stamp


def home_zone(dated: Sequence[Dated], *, indian: bool) -> tzinfo:
    """The zone of times that state none: Indian on Indian pages, else an offset the page uses, else UTC."""
    if indian:
        return IST
    zones = [d.stamp.zone for d in dated if d.stamp.zone is not None and d.stamp.zone is not UTC]
    return next((zone for zone in zones if zone.utcoffset(None)), UTC)


def pick(
    candidates: Sequence[Dated], everything: Sequence[Dated], home: tzinfo, times: set[tuple[int, int]]
) -> tuple[Dated, datetime] | None:
    """The most trusted candidate, a finer one of the same day before it, with its zone judged.

    `everything` are all dates of the page, `home` the zone of times without one, `times` the times of day
    (hour, minute) printed by the headline. Returns the candidate and its moment; None without any.
    """
    if not candidates:
        return None
    best = candidates[0]
    if best.stamp.precision == "day":
        best = next(
            (
                other
                for other in candidates[1:]
                if other.stamp.precision != "day"
                and abs(other.stamp.wall - best.stamp.wall) < timedelta(hours=36)
            ),
            best,
        )
    stamp = best.stamp
    if stamp.precision == "day":
        return best, stamp.wall.replace(tzinfo=stamp.zone or home)
    if stamp.zone is None or not stamp.zone.utcoffset(None):
        zone = _zone_elsewhere(stamp, everything)
        if zone is None and stamp.zone is None:
            zone = home
        if zone is None and times and _is_local(stamp, times, home):
            zone = home
        if zone is not None:
            return best, stamp.wall.replace(tzinfo=zone)
    return best, stamp.at(home)


def _zone_elsewhere(stamp: Stamp, everything: Sequence[Dated]) -> tzinfo | None:
    """A real offset that another date states for the same wall clock."""
    for other in everything:
        zone = other.stamp.zone
        if zone is None or not zone.utcoffset(None):
            continue
        if other.stamp.precision != "day" and abs(other.stamp.wall - stamp.wall) < timedelta(minutes=1):
            return zone
    return None


def _is_local(stamp: Stamp, times: set[tuple[int, int]], home: tzinfo) -> bool:
    """True when the page prints the wall clock of a "UTC" date as its own time of day."""
    local = stamp.wall.replace(tzinfo=UTC).astimezone(home)
    return (stamp.wall.hour, stamp.wall.minute) in times and (local.hour, local.minute) not in times


def evidence_of(chosen: tuple[Dated, datetime], candidates: Sequence[Dated], home: tzinfo) -> Evidence:
    """Where the date came from, and whether the page's other dates of its kind agree with it."""
    best, value = chosen
    agreement: Agreement = "single"
    dissent: list[str] = []
    for other in candidates:
        if other is best:
            continue
        exact = "day" not in {other.stamp.precision, best.stamp.precision}
        close = abs(other.stamp.at(home) - value) < timedelta(minutes=1) or (
            abs(other.stamp.wall - best.stamp.wall) < timedelta(minutes=1)
            if exact
            else other.stamp.wall.date() == best.stamp.wall.date()
        )
        if close:
            agreement = "agreed" if other.source != best.source or agreement == "agreed" else agreement
        else:
            dissent.append(f"{other.source}={other.raw[:64]}")
    if dissent and agreement == "single":
        agreement = "disputed"
    return Evidence(
        source=best.source,
        raw=scrub(best.raw),
        agreement=agreement,
        dissent=tuple(scrub(line) for line in dict.fromkeys(dissent))[:8],
        precision=best.stamp.precision,
    )
