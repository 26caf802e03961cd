"""The age limit of a crawl: `2d`, `12h`, or a date."""

import re
from datetime import UTC, datetime, timedelta

from newscrawl.hindi.dates import IST
from newscrawl.items.article import Article

_PERIOD = re.compile(r"(\d{1,5})\s*([mhdw])", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAY = timedelta(days=1)


def parse_since(text: str | None, now: datetime | None = None) -> datetime | None:
    """The moment a setting or argument means; None for None and ''.

    `30m`, `12h`, `2d`, `1w` count back from `now`; an ISO date or time without an offset is UTC.
    Raises ValueError for anything else.
    """
    text = (text or "").strip()
    if not text:
        return None
    if _PERIOD.fullmatch(text):
        return (now or datetime.now(UTC)) - parse_age(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"no period or date: {text!r}; write 2d, 12h, 1w or 2026-01-31") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def parse_age(text: str) -> timedelta:
    """The period of `7d`, `12h`, `30m`, `1w`. Raises ValueError for anything else."""
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"no period: {text!r}; write 7d, 12h or 1w")
    return timedelta(**{_UNITS[match[2].lower()]: int(match[1])})


def oldest_of(since: datetime | None, max_age: str | None, now: datetime | None = None) -> datetime | None:
    """The moment before which stories are too old, by either bound; the later one counts.

    Raises ValueError for an age that is no period.
    """
    if not (max_age or "").strip():
        return since
    by_age = (now or datetime.now(UTC)) - parse_age(max_age or "")
    return max(since, by_age) if since is not None else by_age


def announced_before(published_at: str | None, since: datetime) -> bool:
    """Whether a source says the story is older; False when it gives no date we can read."""
    moment = _instant(published_at)
    return moment is not None and moment < since


def published_before(article: Article, since: datetime) -> bool:
    """Whether the article itself is older. A date without a time may mean any minute of its day."""
    moment = _instant(article.published_at)
    if moment is None:
        return False
    evidence = article.evidence.get("published_at")
    if evidence is not None and evidence.precision == "day":
        moment += _DAY
    return moment < since


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=IST)
