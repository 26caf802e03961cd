"""Age limits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newscrawl import Article, clean_text
from newscrawl.items.article import Evidence
from newscrawl.spiders.since import announced_before, oldest_of, parse_age, parse_since, published_before

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2d", NOW - timedelta(days=2)),
        ("12 H", NOW - timedelta(hours=12)),
        ("30m", NOW - timedelta(minutes=30)),
        ("1w", NOW - timedelta(weeks=1)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T10:00:00+05:30", datetime(2026, 3, 1, 4, 30, tzinfo=UTC)),
        ("", None),
        (None, None),
    ],
)
def test_parse_since(text: str | None, moment: datetime | None) -> None:
    assert parse_since(text, NOW) == moment


@pytest.mark.parametrize("text", ["yesterday", "2x", "d", "-2d", "2026-13-01", "2d2h"])
def test_what_is_no_age(text: str) -> None:
    with pytest.raises(ValueError, match="write 2d"):
        parse_since(text, NOW)


@pytest.mark.parametrize(
    ("published", "before"),
    [
        ("2026-03-04T11:59:59+00:00", True),
        ("2026-03-04T17:29:59+05:30", True),
        ("2026-03-04T17:30:00+05:30", False),
        (None, False),
        ("not a date", False),
        ("2026-03-04T17:29:59", True),
    ],
)
def test_announced_before(published: str | None, before: bool) -> None:
    assert announced_before(published, NOW) is before


@pytest.mark.parametrize(
    ("published", "precision", "before"),
    [
        ("2026-03-04T00:00:00+05:30", "day", False),
        ("2026-03-04T00:00:00+05:30", "minute", True),
        ("2026-03-02T00:00:00+05:30", "day", True),
        (None, None, False),
    ],
)
def test_a_day_may_mean_any_minute_of_it(published: str | None, precision: str | None, before: bool) -> None:
    article = clean_text(
        "शहर में बारिश\n\nमौसम विभाग ने अगले दो दिन तक तेज बारिश की चेतावनी जारी की है और लोगों से घर में रहने को कहा है।"
    )
    assert isinstance(article, Article)
    evidence = {"published_at": Evidence(source="time", precision=precision)}  # type: ignore[arg-type]
    assert published_before(replace(article, published_at=published, evidence=evidence), NOW) is before


@pytest.mark.parametrize(
    ("since", "max_age", "days"),
    [(None, "7d", 7), (3, "7d", 3), (30, "7d", 7), (30, None, 30), (None, "", None), (None, "1w", 7)],
)
def test_of_two_bounds_the_later_counts(since: int | None, max_age: str | None, days: int | None) -> None:
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    bound = now - timedelta(days=since) if since is not None else None
    wanted = now - timedelta(days=days) if days is not None else None
    assert oldest_of(bound, max_age, now) == wanted


@pytest.mark.parametrize("text", ["7", "2026-01-01", "d", "x7d"])
def test_an_age_is_a_period(text: str) -> None:
    with pytest.raises(ValueError, match="no period"):
        parse_age(text)
