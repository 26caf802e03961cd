"""Option types: right values in their one form, wrong ones refused with a right one shown."""

import contextlib
from datetime import UTC, datetime, timedelta

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.cli.params import Assignment, Languages, Network, Since


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2d", timedelta(days=2)),
        ("12h", timedelta(hours=12)),
        ("30m", timedelta(minutes=30)),
        ("1W", timedelta(weeks=1)),
        (" 3 d ", timedelta(days=3)),
    ],
)
def test_since_takes_periods(text, period):
    moment = datetime.fromisoformat(Since().convert(text, None, None))
    assert abs(datetime.now(UTC) - period - moment) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-31", "2026-01-31T00:00:00+00:00"),
        ("2026-01-31T10:30:00+05:30", "2026-01-31T05:00:00+00:00"),
        ("2026-01-31T10:30:00", "2026-01-31T10:30:00+00:00"),
    ],
)
def test_since_takes_dates(text, moment):
    assert Since().convert(text, None, None) == moment


@pytest.mark.parametrize("text", ["", "2", "d", "2y", "yesterday", "2999-01-01", "0001-01-01T00:00+14:00"])
def test_since_refuses(text):
    with pytest.raises(click.BadParameter):
        Since().convert(text, None, None)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("hi", "hi"),
        ("hi, mr", "hi,mr"),
        ("hi,hi", "hi"),
        ("any", "any"),
        ("hi,any", "any"),
        ("hi-Latn", "hi-Latn"),
    ],
)
def test_languages(text, codes):
    assert Languages().convert(text, None, None) == codes


@pytest.mark.parametrize("text", ["", ",", "h", "hindi!", "hi;mr"])
def test_languages_refuse(text):
    with pytest.raises(click.BadParameter):
        Languages().convert(text, None, None)


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("127.0.0.0/8", "127.0.0.0/8"),
        ("127.0.0.1/8", "127.0.0.0/8"),
        ("10.1.2.3", "10.1.2.3/32"),
        ("::1", "::1/128"),
    ],
)
def test_network(text, network):
    assert Network().convert(text, None, None) == network


def test_assignment_keeps_later_signs():
    assert Assignment().convert("USER_AGENT=a=b", None, None) == ("USER_AGENT", "a=b")


@pytest.mark.parametrize("kind", [Since, Languages, Network, Assignment])
@given(text=st.text())
def test_any_text_is_taken_or_refused(kind, text):
    with contextlib.suppress(click.BadParameter):
        assert kind().convert(text, None, None)
