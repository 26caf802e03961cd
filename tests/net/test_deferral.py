"""A deferral says until when, why and for which host."""

from datetime import UTC, datetime

from scrapy.exceptions import IgnoreRequest

from newscrawl.net.deferral import Deferred


def test_a_deferral_is_told_in_one_line() -> None:
    found = Deferred(datetime(2026, 1, 31, 10, 0, tzinfo=UTC), "Retry-After", "khabar.example")
    assert isinstance(found, IgnoreRequest)
    assert str(found) == "Retry-After, until 2026-01-31T10:00:00+00:00"
    assert (found.host, found.reason) == ("khabar.example", "Retry-After")
