import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.signatures import is_credit, is_dated, is_signature, is_time, near_date, signed_by


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("राकेश कुमार, पटना। 5 मई 2024", ["राकेश कुमार"]),
        ("5 मई 2024 | राकेश कुमार", ["राकेश कुमार"]),
        ("By मोहन लाल | Updated: Sun, 5 May 2024 10:00 AM (IST)", ["मोहन लाल"]),
        ("न्यूज डेस्क, देहरादून 5 May 2024 10:05", ["न्यूज डेस्क"]),
        ("वाराणसी ब्यूरो Updated Thu, 16 Apr 2020 01:00 AM IST", ["वाराणसी ब्यूरो"]),
        ("Written by: रीना नेगी | Edited by: सुनील रावत | 5 मई 2024", ["रीना नेगी"]),
        ("ऐश्ली कुटिन्हो / मुंबई September 29, 2020", ["ऐश्ली कुटिन्हो"]),
        ("राकेश कुमार और नेहा वर्मा, 5 मई 2024", ["राकेश कुमार", "नेहा वर्मा"]),
        ("पटना, 5 मई 2024", []),
        ("भाषा | 5 मई 2024, 10:05", []),
        ("रविवार, 5 मई 2024 11:25 बजे", []),
    ],
)
def test_signatures(line, names):
    assert signed_by(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "",
        "राकेश कुमार",
        "बिहार चुनाव 5 मई 2024",
        "बिहार चुनाव / पटना 5 मई 2024",
        "खेल समाचार | नई दिल्ली | 5 मई 2024",
        "5 मई 2024 को होगी जिला परिषद की बैठक",
        "राकेश कुमार ने 5 मई 2024 को पटना में कहा कि पुल का काम समय पर पूरा होगा",
        "राकेश कुमार 5 मई 2024" + " और" * 60,
    ],
)
def test_other_lines(line):
    assert signed_by(line) is None
    assert not is_signature(line)


@pytest.mark.parametrize(
    "line", ["राकेश कुमार | एजेंसी", "राकेश कुमार, नेहा वर्मा", "पटना ब्यूरो", "By: राकेश कुमार (संवाददाता), पटना"]
)
def test_credits(line):
    assert is_credit(line)


@pytest.mark.parametrize(
    "line", ["", "पटना", "राकेश कुमार ने पटना में कहा", "अगले दो दिन भारी बारिश का अनुमान, पांच जिलों में अलर्ट"]
)
def test_no_credits(line):
    assert not is_credit(line)


def test_a_name_among_other_words_near_a_date():
    assert near_date("2 मिनट में पढ़ें | राकेश कुमार | 5 मई 2024") == ["राकेश कुमार"]
    assert near_date("सुनीता शर्मा") == ["सुनीता शर्मा"]
    assert near_date("ताजा खबर") == []


@pytest.mark.parametrize("line", ["11:25", "11:25 AM (IST)", "11:25 बजे", "22 नवंबर 2026, 10:15 AM", "११:२५"])
def test_times(line):
    assert is_time(line)


@pytest.mark.parametrize(
    "line", ["", "12", "22 नवंबर 2026", "11:25 पर ट्रेन आई", "राकेश कुमार 22 नवंबर 2026, 10:15", "3:2 से जीत"]
)
def test_no_times(line):
    assert not is_time(line)


@given(st.text(max_size=160))
def test_any_line_is_judged(line):
    names = signed_by(line)
    assert names is None or is_dated(line)
    assert isinstance(near_date(line), list)
