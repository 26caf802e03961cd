import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.discovery.announcement import tidy_date, tidy_keywords, tidy_title
from newscrawl.limits import LIMITS


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("पटना में गंगा का जलस्तर घटा", "पटना में गंगा का जलस्तर घटा"),
        ("  पटना\n\tमें \u00a0गंगा ", "पटना में गंगा"),
        ("<b>पटना</b> में <i class='x'>गंगा</i>", "पटना में गंगा"),
        ("पटना &amp;amp; गया", "पटना & गया"),
        ("3 < 5 और 7 > 2", "3 < 5 और 7 > 2"),
        ("क्\u200dया", "क्\u200dया"),
        ("पटना\x00\ud800", "पटना"),
        ("ग" * 5_000, "ग" * LIMITS.field_chars),
        ("<img src='x'>", None),
        ("", None),
        (None, None),
    ],
)
def test_tidy_title(raw, title):
    assert tidy_title(raw) == title


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("Mon, 11 Aug 2025 14:30:00 +0530", "2025-08-11T14:30:00+05:30"),
        ("Mon, 11 Aug 2025 09:00:00 GMT", "2025-08-11T09:00:00+00:00"),
        ("Mon, 11 Aug 2025 14:30:00 IST", "2025-08-11T14:30:00+05:30"),
        ("Mon, 11 Aug 2025 14:30:00", "2025-08-11T14:30:00+05:30"),
        ("2025-08-11T14:30:00+05:30", "2025-08-11T14:30:00+05:30"),
        ("2025-08-11T09:00:00Z", "2025-08-11T09:00:00+00:00"),
        ("2025-08-11 14:30:00", "2025-08-11T14:30:00+05:30"),
        (" 2025-08-11 ", "2025-08-11T00:00:00+05:30"),
        ("सोमवार, 11 अगस्त 2025, 14:30", "2025-08-11T14:30:00+05:30"),
        ("0001-01-01T00:00:00Z", None),
        ("कल-परसों कभी", None),
        ("2025-08-11" * 50, None),
        ("", None),
        (None, None),
    ],
)
def test_tidy_date(raw, date):
    assert tidy_date(raw) == date


def test_tidy_keywords():
    assert tidy_keywords("पटना, गंगा,, बाढ़ ,पटना") == ("पटना", "गंगा", "बाढ़")
    assert tidy_keywords(None) == ()
    assert len(tidy_keywords(",".join(map(str, range(5_000))))) <= LIMITS.list_items


@given(st.text(st.characters(), max_size=200))
def test_any_text_is_safe(raw):
    title = tidy_title(raw)
    assert title is None or title.encode("utf-8")
    tidy_date(raw)
    tidy_keywords(raw)
