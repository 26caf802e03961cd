"""The age limit of a crawl: `2d`, `12h`, or a date."""

import re
from datetime import UTC, datetime, timedelta, timezone

from newscrawl.items.article import Article

_PERIOD = re.compile(r"(\d{1,5})\s*([mhdw])", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAY = timedelta(days=1)
_IST = timezone(timedelta(hours=5, minutes=30))


def parse_since(text: str | None, now: datetime | None = None) -> datetime | None:
    """The moment a setting or argument means; None for None and ''.

    `30m`, `12h`, `2d`, `1w` count back from `now`; an ISO date or time without an offset is UTC.
    Raises ValueError for anything else.
    """
    text = (text or "").strip()
    if not text:
        return None
    if match := _PERIOD.fullmatch(text):
        return (now or datetime.now(UTC)) - timedelta(**{_UNITS[match[2].lower()]: int(match[1])})
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"no period or date: {text!r}; write 2d, 12h, 1w or 2026-01-31") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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
    return moment if moment.tzinfo else moment.replace(tzinfo=_IST)
