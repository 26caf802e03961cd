"""newscrawl.hindi.dates: single cases (data/dates.jsonl), families by combination, and properties."""

import itertools
import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.hindi.date_tokens import tokens
from newscrawl.hindi.dates import (
    EARLIEST,
    FUTURE_DAY,
    IST,
    FoundDate,
    ParsedDate,
    find_dates,
    iso,
    parse_date,
)

NOW = datetime(2023, 9, 14, 18, 40, tzinfo=IST)  # a Thursday
DATA = Path(__file__).parent / "data" / "dates.jsonl"
CASES = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


MONTH_NAMES = {
    1: "जनवरी जन जन. जन॰ January Jan Jan. JANUARY jan",
    2: "फरवरी फ़रवरी फरबरी फर फर. फ़र॰ फरव February Feb Feb.",
    3: "मार्च मार मार. March Mar MAR",
    4: "अप्रैल अप्रेल अप्रिल अप्र अप्रै अप्रै. April Apr Apr.",
    5: "मई May MAY may",
    6: "जून जुन June Jun Jun.",
    7: "जुलाई जूलाई जुलाइ जुल जुला जुल॰ July Jul",
    8: "अगस्त अगस्\u200dत अग अग. अग॰ August Aug Aug.",
    9: "सितंबर सितम्बर सितम्\u200dबर सिंतबर सितँबर सित सित. सितं September Sept Sep Sept.",
    10: "अक्टूबर अक्तूबर अक्टुबर ऑक्टोबर अक्टू अक्टू. अक्तू॰ October Oct Oct.",
    11: "नवंबर नवम्बर नवबंर नव नवं नव. November Nov NOV",
    12: "दिसंबर दिसम्बर दिसबंर दिसंंबर दिस दिसं दिस॰ December Dec Dec.",
}
WEEKDAY_NAMES = (
    "सोमवार सोम Monday Mon",
    "मंगलवार मंगल Tuesday Tue Tues",
    "बुधवार बुध Wednesday Wed",
    "गुरुवार गुरूवार बृहस्पतिवार गुरु Thursday Thu Thurs",
    "शुक्रवार शुक्र Friday Fri",
    "शनिवार शनि Saturday Sat",
    "रविवार इतवार रवि Sunday Sun SUN",
)
DAY_FORMS = (
    "{d} {m} {y}",
    "{d} {m}, {y}",
    "{d:02d} {m} {y}",
    "{m} {d}, {y}",
    "{m} {d} {y}",
    "{d}-{m}-{y}",
    "{d}/{m}/{y}",
    "{w}, {d} {m} {y}",
    "{w} {m} {d}, {y}",
    "{d} {m} {y}, {w}",
    "{w} | {d} {m} {y}",
)
CLOCK_FORMS = {
    "21:05": (21, 5),
    "9:05 PM": (21, 5),
    "9:05PM": (21, 5),
    "09.05 pm": (21, 5),
    "9:05 p.m.": (21, 5),
    "21:05 PM": (21, 5),
    "9:05 AM": (9, 5),
    "9:05 अपराह्न": (21, 5),
    "9:05 पूर्वाह्न": (9, 5),
    "अपराह्न 9:05": (21, 5),
    "9:05 पीएम": (21, 5),
    "9:05 एएम": (9, 5),
    "रात 9:05 बजे": (21, 5),
    "रात 12:05 बजे": (0, 5),
    "रात 2 बजे": (2, 0),
    "सुबह 9 बजे": (9, 0),
    "तड़के 4 बजे": (4, 0),
    "प्रातः 6 बजे": (6, 0),
    "दोपहर 12 बजे": (12, 0),
    "दोपहर 3 बजे": (15, 0),
    "शाम 7:05 बजे": (19, 5),
    "सायं 5 बजे": (17, 0),
    "21.05 बजे": (21, 5),
    "21:05 hrs": (21, 5),
}
SEPARATORS = (" ", ", ", " | ", " @ ", " at ", " पर ", " को ", " - ", " ,", "\n", " · ")
ZONES = {
    "": None,
    " IST": 330,
    " (IST)": 330,
    " [IST]": 330,
    "IST": 330,
    " +0530": 330,
    " +05:30": 330,
    " GMT": 0,
    " UTC": 0,
    " GMT+0530 (India Standard Time)": 330,
    " +05:30 IST": 330,
}
LABELS = {
    "": None,
    "Updated: ": "modified",
    "UPDATED ON : ": "modified",
    "Last Updated:": "modified",
    "Last Modified ": "modified",
    "Updated Date: ": "modified",
    "Updated at ": "modified",
    "अपडेटेड ": "modified",
    "अंतिम अपडेट: ": "modified",
    "आखिरी बार अपडेट किया गया: ": "modified",
    "संशोधित: ": "modified",
    "अद्यतन : ": "modified",
    "Published: ": "published",
    "Publish Date:": "published",
    "First Published : ": "published",
    "Published On ": "published",
    "Posted On: ": "published",
    "Created - ": "published",
    "प्रकाशित: ": "published",
    "प्रकाशितः ": "published",
    "प्रकाशित तिथि: ": "published",
    "प्रकाशन दिनांक ": "published",
    "पब्लिश्ड ": "published",
    "दिनांक: ": None,
    "By Kavita Rathore | Updated: ": "modified",
    "Edited By: कविता राठौड़,Updated: ": "modified",
    "Written by: हमारे संवाददाता | Published: ": "published",
    "मीरा व्यास, उदयपुर | Last updated: ": "modified",
    "उदयपुर, ": None,
}


def parse(text: str) -> ParsedDate | None:
    return parse_date(text, now=NOW)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60] or "empty")
def test_single_strings(case):
    parsed = parse(case["text"])
    if case["want"] is None:
        assert parsed is None
        return
    want = datetime.fromisoformat(case["want"])
    assert parsed is not None
    assert parsed.value == (want if want.tzinfo else want.replace(tzinfo=IST))
    assert (parsed.precision, parsed.zone_stated) == (case["precision"], case["zone"])


@pytest.mark.parametrize("month", MONTH_NAMES)
def test_month_names_in_every_order(month):
    for name, form in itertools.product(MONTH_NAMES[month].split(), DAY_FORMS):
        text = form.format(d=7, m=name, y=2022, w="गुरुवार")
        parsed = parse(text)
        assert parsed is not None, text
        assert (parsed.value, parsed.precision) == (datetime(2022, month, 7, tzinfo=IST), "day"), text


def test_every_weekday_in_every_place():
    for weekday, names in enumerate(WEEKDAY_NAMES):
        on = date(2023, 9, 4) + timedelta(days=weekday)
        for name, form in itertools.product(names.split(), DAY_FORMS):
            text = form.format(d=on.day, m="सितंबर", y=2023, w=name)
            parsed = parse(text)
            assert parsed is not None, text
            assert parsed.value.date() == on, text


@pytest.mark.parametrize("clock", CLOCK_FORMS)
def test_times_after_and_before_their_day(clock):
    days = ("8 सितंबर 2023", "Sept 8, 2023", "08/09/2023", "2023-09-08", "शुक्रवार, ८ सितंबर २०२३", "8 Sep")
    hour, minute = CLOCK_FORMS[clock]
    want = datetime(2023, 9, 8, hour, minute, tzinfo=IST)
    for day, separator in itertools.product(days, SEPARATORS):
        for text in (day + separator + clock, clock + ", " + day):
            parsed = parse(text)
            assert parsed is not None, text
            assert (parsed.value, parsed.precision) == (want, "minute"), text


def test_zones_after_times():
    for (zone, minutes), clock in itertools.product(
        ZONES.items(), ("4:05 PM", "16:05", "16:05:09", "16:05 PM")
    ):
        text = f"Thu, 14 Sep 2023 {clock}{zone}"
        parsed = parse(text)
        assert parsed is not None, text
        offset = timedelta(minutes=330 if minutes is None else minutes)
        assert parsed.value.utcoffset() == offset, text
        assert parsed.zone_stated == (minutes is not None), text
        assert (parsed.value.hour, parsed.value.minute) == (16, 5), text
        assert parsed.precision == ("second" if ":09" in clock else "minute"), text


@pytest.mark.parametrize("label", LABELS)
def test_labels(label):
    for date_text in (
        "14 सितंबर 2023, 4:05 PM IST",
        "Sep 14, 2023",
        "14/09/2023 16:05",
        "2 घंटे पहले",
        "कल, 9 PM",
    ):
        text = label + date_text
        found = find_dates(text, now=NOW)
        assert [one.kind for one in found] == [LABELS[label]]
        for one in found:
            assert text[one.start : one.end] == date_text
            assert one.parsed == parse(date_text) == parse(text)


def test_published_and_modified_are_kept_apart():
    text = "By Desk | Published: 13 सितंबर 2023, 20:10 IST | Updated: Sep 14, 2023 9:15 AM (IST)Author: Meera"
    found = find_dates(text, now=NOW)
    assert [(one.kind, iso(one.parsed)) for one in found] == [
        ("published", "2023-09-13T20:10:00+05:30"),
        ("modified", "2023-09-14T09:15:00+05:30"),
    ]
    assert text[found[0].start : found[0].end] == "13 सितंबर 2023, 20:10 IST"
    assert text[found[1].start : found[1].end] == "Sep 14, 2023 9:15 AM (IST)"
    assert parse(text) == found[1].parsed


def test_labels_after_dates():
    text = "13 सितंबर 2023 को प्रकाशित | 14 सितंबर 2023 को अपडेट किया गया"
    assert [(one.kind, one.parsed.value.day) for one in find_dates(text, now=NOW)] == [
        ("published", 13),
        ("modified", 14),
    ]


def test_a_label_between_day_and_time_gives_two_dates():
    found = find_dates("अजमेर, 13 सितंबर 2023, अपडेटेड 16:05 IST", now=NOW)
    assert [(one.kind, one.parsed.precision, iso(one.parsed)) for one in found] == [
        (None, "day", "2023-09-13T00:00:00+05:30"),
        ("modified", "minute", "2023-09-13T16:05:00+05:30"),
    ]


def test_by_is_no_label_of_a_date():
    assert [one.kind for one in find_dates("Published by: Meera Vyas | 13 Sep 2023", now=NOW)] == [None]


UNITS = {
    "मिनट": 60, "मिनिट": 60, "minutes": 60, "min": 60, "घंटे": 3600, "घंटा": 3600, "घण्टे": 3600, "घन्टे": 3600,
    "घंटों": 3600, "hours": 3600, "hrs": 3600, "hour": 3600,
}  # fmt: skip
DAY_UNITS = {"दिन": 1, "days": 1, "हफ्ते": 7, "हफ़्ते": 7, "सप्ताह": 7, "weeks": 7}
NUMBERS = {"1": 1, "२": 2, "तीन": 3, "पाँच": 5, "छह": 6, "छः": 6, "दस": 10, "पंद्रह": 15, "पन्द्रह": 15, "20": 20}
AGO = ("पहले", "पूर्व", "ago", "पहले ही", "पहले |")


def test_times_ago():
    for (number, count), (unit, seconds), ago in itertools.product(NUMBERS.items(), UNITS.items(), AGO):
        text = f"{number} {unit} {ago}"
        parsed = parse(text)
        assert parsed is not None, text
        assert (parsed.value, parsed.precision) == (NOW - timedelta(seconds=count * seconds), "minute"), text


def test_days_ago():
    for (number, count), (unit, days), ago in itertools.product(NUMBERS.items(), DAY_UNITS.items(), AGO):
        text = f"प्रकाशित {number} {unit} {ago}"
        parsed = parse(text)
        assert parsed is not None, text
        assert (parsed.value.date(), parsed.precision) == (
            NOW.date() - timedelta(days=count * days),
            "day",
        ), text


def test_months_ago_end_with_the_month():
    parsed = parse_date("1 महीने पहले", now=datetime(2023, 3, 31, 12, tzinfo=IST))
    assert parsed is not None
    assert parsed.value.date() == date(2023, 2, 28)


def test_day_of_now_is_the_readers():
    # 20:00 in Greenwich is tomorrow in India.
    parsed = parse_date("आज", now=datetime(2023, 9, 14, 20, tzinfo=UTC))
    assert parsed is not None
    assert iso(parsed) == "2023-09-15T00:00:00+05:30"


def test_a_naive_now_and_the_present():
    assert parse_date("कल", now=NOW.replace(tzinfo=None)) == parse("कल")
    today = parse_date("आज")
    assert today is not None
    assert datetime.now(IST) - today.value < timedelta(days=1, minutes=1)


def test_default_zone():
    eastern = timezone(timedelta(hours=-5))
    parsed = parse_date("14 Sep 2023 4:05 PM", now=NOW, default_tz=eastern)
    assert parsed is not None
    assert (iso(parsed), parsed.zone_stated) == ("2023-09-14T16:05:00-05:00", False)
    stated = parse_date("14 Sep 2023 4:05 PM IST", now=NOW, default_tz=eastern)
    assert stated is not None
    assert iso(stated) == "2023-09-14T16:05:00+05:30"


def test_day_or_month_first():
    assert parse_date("03/04/2023", now=NOW, day_first=False) == parse("4 मार्च 2023")
    assert parse_date("2023-04-03", now=NOW, day_first=False) == parse("3 अप्रैल 2023")
    assert parse_date("23/04/2023", now=NOW, day_first=False) == parse("23 अप्रैल 2023")
    # The day of the week tells which is the month.
    assert parse("Thu, 08/06/2023") == parse("8 जून 2023")
    assert parse("रविवार, 08/06/2023") == parse("6 अगस्त 2023")
    assert parse("Fri, 08/06/2023") == parse("8 जून 2023") != parse("6 अगस्त 2023")


@pytest.mark.parametrize(
    ("text", "ahead", "accepted"),
    [
        ("16 सितंबर 2023, 18:00", None, True),
        ("16 सितंबर 2023, 19:00", None, False),
        ("प्रकाशित: 20 सितंबर 2023", None, False),
        ("20 सितंबर 2023", None, True),
        ("20 सितंबर 2023", timedelta(hours=48), False),
        ("20 सितंबर 2024", None, False),
        ("31 दिसंबर 1994", None, False),
        ("1 जनवरी 1995", None, True),
    ],
)
def test_sanity_window(text, ahead, accepted):
    assert (parse_date(text, now=NOW, max_future=ahead) is not None) == accepted


@pytest.mark.parametrize(
    ("now", "want"),
    [
        # Of 2022 April and July have a Saturday the 16th.
        (datetime(2022, 4, 20, tzinfo=IST), date(2022, 4, 16)),
        (datetime(2022, 8, 20, tzinfo=IST), None),
    ],
)
def test_forgotten_month_only_if_one_fits(now, want):
    parsed = parse_date("Sat, 16, 2022", now=now)
    assert (parsed and parsed.value.date()) == want


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("16. März 2023", "de", "2023-03-16T00:00:00+05:30"),
        ("Publié le 16 mars 2023 à 21:05", "fr", "2023-03-16T21:05:00+05:30"),
        ("16 de marzo de 2023", "es", "2023-03-16T00:00:00+05:30"),
        ("3-1", "de", None),
        ("Berlin", "de", None),
        ("31. Februar 2023", "de", None),
        ("16. März 1980", "de", None),
        ("Aktualisiert " * 6 + "16. März 2023", "de", None),
        ("16. März 2023", "no such language", None),
    ],
)
def test_other_languages_only_when_named(text, language, want):
    assert parse(text) is None
    parsed = parse_date(text, now=NOW, languages=("hi", "en", language))
    assert (parsed and iso(parsed)) == want


def test_hindi_never_imports_dateparser():
    code = (
        "import sys; from newscrawl.hindi.dates import parse_date; "
        "assert parse_date('14 सितंबर 2023'); assert not parse_date('3-1'); "
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


VOCABULARY = """
    1 9 16 31 99 2023 १६ 16/04/2023
    2023-09-14T 21:05 9.05 +05:30 IST (IST) Z सितंबर Sep मई May मार सोमवार Sat रवि आज
    कल अभी कुछ क्षण घंटे दिन hrs पहले ago रात सुबह दिन में बजे बजकर साढ़े डेढ़ एक PM a.m. | , . ( ) - : @ at पर को
    Updated: प्रकाशित by 1694687707 99999999999 भारतीय समय India Standard Time v1.2 ½ ١٢ ² 𝟙𝟚
"""
PIECES = st.sampled_from([*VOCABULARY.split(), "\ud800", "\u200d", "\n"])
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES).map("".join)
)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_sane_dates_or_none(text):
    found = find_dates(text, now=NOW)
    for one in found:
        assert isinstance(one, FoundDate)
        assert 0 <= one.start < one.end <= len(text)
        assert one.kind in (None, "published", "modified")
    parsed = parse(text)
    for one in [parsed] if parsed else []:
        assert one.value.utcoffset() is not None
        assert EARLIEST <= one.value <= NOW + FUTURE_DAY
        assert one.precision != "day" or (one.value.hour, one.value.minute, one.value.second) == (0, 0, 0)
        assert datetime.fromisoformat(iso(one)) == one.value.replace(microsecond=0)
    starts = [one.start for one in found]
    assert starts == sorted(starts)


@given(st.integers(int(EARLIEST.timestamp()), int(NOW.timestamp())))
@settings(max_examples=200, deadline=None)
def test_round_trips(epoch):
    moment = datetime.fromtimestamp(epoch, IST)
    day = f"{moment.day} {MONTH_NAMES[moment.month].split()[0]} {moment.year}"
    forms = (
        moment.isoformat(),
        moment.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        moment.strftime("%a, %d %b %Y %H:%M:%S +0530"),
        moment.strftime("%d/%m/%Y %I:%M:%S %p IST"),
        f"{day}, {moment:%H:%M:%S} IST",
    )
    for text in forms:
        parsed = parse(text)
        assert parsed is not None, text
        assert (parsed.value, parsed.precision, parsed.zone_stated) == (moment, "second", True), text


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_tokens_cover_the_text(text):
    cut = tokens(text)
    places = [place for token in cut for place in (token.start, token.end)]
    assert places == sorted(places)
    covered = {place for token in cut for place in range(token.start, token.end)}
    assert all(char.isspace() or place in covered for place, char in enumerate(text[:1000]))


HOSTILE = (
    *(
        "1",
        "1 ",
        "1-",
        "1.",
        "12:",
        "12:05 ",
        "A",
        "Aa",
        "अ",
        "अ ",
        "| ",
        "( ",
        " ",
        "एक ",
        "रात ",
        "शनिवार ",
    ),
    *("16 सितंबर ", "Updated: 21:05 ", "1 घंटे ", "2023-09-14T", "9:05 PM (IST) ", "Sat, 16, ", "1 घंटे और "),
    "India Standard Time ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_bounded(piece, stopwatch):
    text = (piece * 65_536)[:65_536]
    # About 10 ms for both on an idle core.
    assert stopwatch.cpu(lambda: (parse(text), find_dates(text, now=NOW)), 0.05) < 0.05
