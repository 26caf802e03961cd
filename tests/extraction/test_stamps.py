import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.stamps import read_stamp


@pytest.mark.parametrize(
    ("raw", "expected", "precision"),
    [
        ("2026-11-08T13:58:00+05:30", "2026-11-08T13:58:00+05:30", "second"),
        ("2026-11-08T13:58+0530", "2026-11-08T13:58:00+05:30", "minute"),
        ("2026-11-08T08:28:00.123Z", "2026-11-08T08:28:00+00:00", "second"),
        ("2026-11-08 13:58:00", "2026-11-08T13:58:00", "second"),
        ("2026-11-08 13:58:00.0", "2026-11-08T13:58:00", "second"),
        ("2026-11-08 13:58:00 IST", "2026-11-08T13:58:00+05:30", "second"),
        ("2026-11-08 21:05 PM", "2026-11-08T21:05:00", "minute"),
        ("2026-11-08 09:05 PM", "2026-11-08T21:05:00", "minute"),
        ("2026-11-08 12:05 a.m.", "2026-11-08T00:05:00", "minute"),
        ("2026-11-08T13:58:00+02:00[Europe/Oslo]", "2026-11-08T13:58:00+02:00", "second"),
        ("2026-11-08", "2026-11-08T00:00:00", "day"),
        ("2026-1-8", "2026-01-08T00:00:00", "day"),
        ("20261108", "2026-11-08T00:00:00", "day"),
        ("20261108T135800Z", "2026-11-08T13:58:00+00:00", "second"),
        ("1794126480", "2026-11-08T08:28:00+00:00", "second"),
        ("1794126480000", "2026-11-08T08:28:00+00:00", "second"),
        ("Sun, 08 Nov 2026 08:28:00 GMT", "2026-11-08T08:28:00+00:00", "second"),
        ("Sun, 08 Nov 2026 13:58:00 IST", "2026-11-08T13:58:00+05:30", "second"),
        ("२०२६-११-०८", "2026-11-08T00:00:00", "day"),
    ],
)
def test_forms(raw: str, expected: str, precision: str) -> None:
    stamp = read_stamp(raw)
    assert stamp is not None
    assert stamp.wall.replace(tzinfo=stamp.zone).isoformat() == expected
    assert stamp.precision == precision


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "2026",
        "2026-11",
        "2026-13-01",
        "2026-02-30",
        "2026-11-08T25:00",
        "2026-11-08T10:00+99:00x",
        "yesterday",
        "0000-00-00 00:00:00",
        "1 January",
        "9" * 40,
        "2026-11-08T13:58:00" + "0" * 60,
    ],
)
def test_no_dates(raw: str) -> None:
    assert read_stamp(raw) is None


@given(
    st.text(max_size=70)
    | st.from_regex(r"\d{1,4}[-/T: ]\d{1,2}[-T: ]\d{1,3}[T ]?\d{0,9}[:+Z-]?\d{0,5}", fullmatch=True)
)
def test_any_text_is_read_without_error(raw: str) -> None:
    read_stamp(raw)
