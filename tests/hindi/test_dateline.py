import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.hindi.dateline import agency_in, split_dateline, split_names
from newscrawl.hindi.places import is_place, places

BODY = "जिले में गुरुवार को तेज बारिश हुई।"
FORMS = [
    ("नई दिल्ली: ", "नई दिल्ली", None, None, None),
    ("नई दिल्ली:", "नई दिल्ली", None, None, None),
    ("नई दिल्लीः ", "नई दिल्ली", None, None, None),
    ("नई दिल्\u200dली। ", "नई दिल्\u200dली", None, None, None),
    ("रांची : ", "रांची", None, None, None),
    ("लखनऊ। ", "लखनऊ", None, None, None),
    ("लखनऊ- ", "लखनऊ", None, None, None),
    ("लखनऊ – ", "लखनऊ", None, None, None),
    ("पटना. ", "पटना", None, None, None),
    ("पटना/गया। ", "पटना/गया", None, None, None),
    ("भोपाल (मप्र)। ", "भोपाल", None, None, None),
    ("नई दिल्ली (भाषा)। ", "नई दिल्ली", "भाषा", None, None),
    ("नयी दिल्ली, 30 मार्च (भाषा) ", "नयी दिल्ली", "भाषा", None, None),
    ("बलिया (उप्र), सात मार्च (भाषा) ", "बलिया", "भाषा", None, None),
    ("मुंबई, 12 मई (एजेंसी)। ", "मुंबई", "एजेंसी", None, None),
    ("लंदन, 5 जून (एपी) ", "लंदन", "एपी", None, None),
    ("कटरा/जम्मू, 5 जून (हि.स.)। ", "कटरा/जम्मू", "हि.स.", None, None),
    ("वाशिंगटन, एपी। ", "वाशिंगटन", "एपी", None, None),
    ("नई दिल्ली, एजेंसी । ", "नई दिल्ली", "एजेंसी", None, None),
    ("कानपुर, जेएनएन । ", "कानपुर", None, "जेएनएन", None),
    ("जागरण संवाददाता, मथुरा : ", "मथुरा", None, "जागरण संवाददाता", None),
    ("राज्य ब्यूरो, कोलकाता । ", "कोलकाता", None, "राज्य ब्यूरो", None),
    ("नई दिल्ली, ऑनलाइन डेस्क । ", "नई दिल्ली", None, "ऑनलाइन डेस्क", None),
    ("डिजिटल डेस्क, नई दिल्ली। ", "नई दिल्ली", None, "डिजिटल डेस्क", None),
    ("संवाद सूत्र, नयागांव खुर्द : ", "नयागांव खुर्द", None, "संवाद सूत्र", None),
    ("संवाद सहयोगी, बेलवाघाट (नालंदा)। ", "बेलवाघाट", None, "संवाद सहयोगी", None),
    ("भास्कर न्यूज, सागर। ", "सागर", None, "भास्कर न्यूज", None),
    ("अमर उजाला नई दिल्ली। ", "नई दिल्ली", None, "अमर उजाला", None),
    ("कानपुर/टीम डिजिटल। ", "कानपुर", None, "टीम डिजिटल", None),
    ("नेशनल डेस्क/नई दिल्ली: ", "नई दिल्ली", None, "नेशनल डेस्क", None),
    ("पटना/गया/ब्यूरो। ", "पटना/गया", None, "ब्यूरो", None),
    ("लखनऊ/एजेंसी। ", "लखनऊ", "एजेंसी", None, None),
    ("कानपुर (गोमती न्यूज)। ", "कानपुर", None, "गोमती न्यूज", None),
    ("गोमती न्यूज़ (कानपुर)। ", "कानपुर", None, "गोमती न्यूज़", None),
    ("गोमती टाइम्स (कानपुर) : ", "कानपुर", None, "गोमती टाइम्स", None),
    ("जागरण संवाददाता (मथुरा)। ", "मथुरा", None, "जागरण संवाददाता", None),
    ("जालंधर (सुरेश): ", "जालंधर", None, None, None),
    ("चंडीगढ़(रश्मि वर्मा) : ", "चंडीगढ़", None, None, "रश्मि वर्मा"),
    ("अमृतसर, (कमल)- ", "अमृतसर", None, None, None),
    ("सोनीपत, 23 अक्तूबर (हप्र) ", "सोनीपत", None, "हप्र", None),
    ("रोहतक, 3 जून (निस)। ", "रोहतक", None, "निस", None),
    ("चंडीगढ़ (ट्रिन्यू) ", "चंडीगढ़", None, "ट्रिन्यू", None),
    ("पटना 5 Feb. (भाषा) ", "पटना", "भाषा", None, None),
    ("पटना, 5 Feb. 2026 (वार्ता) ", "पटना", "वार्ता", None, None),
    ("पटना, Feb. 5 (भाषा) ", "पटना", "भाषा", None, None),
    ("पटना Feb 5 (भाषा) ", "पटना", "भाषा", None, None),
    ("पटना 5 फर. (भाषा) ", "पटना", "भाषा", None, None),
    ("पटना, 5 दिस. (हि. स.)। ", "पटना", "हि. स.", None, None),
    ("पटना, 5 फर. ", "पटना", None, None, None),
    ("पटना, 5 फरवरी, 2026: ", "पटना", None, None, None),
    ("रायपुर, 05 फरवरी 2026/ ", "रायपुर", None, None, None),
    ("रायपुर (छ.ग.), 5 फरवरी (भाषा)", "रायपुर", "भाषा", None, None),
    ("नईदिल्ली (ईएमएस)। ", "नईदिल्ली", "ईएमएस", None, None),
    ("शोभना गुप्ते / मुंबई February 14, 2020 ", "मुंबई", None, None, "शोभना गुप्ते"),
    ("New Delhi: ", "New Delhi", None, None, None),
    ("NEW DELHI, May 5 (PTI) ", "NEW DELHI", "PTI", None, None),
    ("WASHINGTON (AP) — ", "WASHINGTON", "AP", None, None),
]


@pytest.mark.parametrize(("head", "place", "agency", "desk", "reporter"), FORMS)
def test_forms_of_datelines(head, place, agency, desk, reporter):
    found = split_dateline(head + BODY)
    assert found is not None
    assert (found.place, found.agency, found.desk, found.reporter) == (place, agency, desk, reporter)
    assert (head + BODY)[found.end :].strip() == BODY


@pytest.mark.parametrize(
    ("line", "place", "desk", "reporter"),
    [
        ("नई दिल्ली", "नई दिल्ली", None, None),
        ("न्यूज डेस्क, अमर उजाला, हाथरस", "हाथरस", "न्यूज डेस्क, अमर उजाला", None),
        ("अनिल वर्मा, आगरा", "आगरा", None, "अनिल वर्मा"),
        ("नई दिल्ली, 23 मई 2020, अपडेटेड 14:33 IST", "नई दिल्ली", None, None),
        ("जागरण संवाददाता, मथुरा", "मथुरा", "जागरण संवाददाता", None),
        ("सोनीपत, 23 अक्तूबर (हप्र)", "सोनीपत", "हप्र", None),
        ("गोमती न्यूज (कानपुर)", "कानपुर", "गोमती न्यूज", None),
    ],
)
def test_a_line_that_is_nothing_but_a_dateline(line, place, desk, reporter):
    found = split_dateline(line)
    assert found is not None
    assert (found.place, found.desk, found.reporter, found.end) == (place, desk, reporter, len(line))


def test_a_headline_glued_to_the_place():
    line = "नई दिल्ली:Budget Session 2024:बजट सत्र आज से"
    found = split_dateline(line)
    assert found is not None
    assert found.place == "नई दिल्ली"
    assert line[found.end :] == "Budget Session 2024:बजट सत्र आज से"


@pytest.mark.parametrize(
    "paragraph",
    [
        "सुप्रीम कोर्ट: अदालत ने याचिका खारिज कर दी।",
        "पुलिस ने कहा: आरोपी फरार है।",
        "दिल्ली में बारिश: लोग परेशान रहे।",
        "नई दिल्ली-मुंबई राजमार्ग पर जाम लगा।",
        "मंडी में भाव गिरे। किसान परेशान हैं।",
        "वह घर गया। फिर लौट आया।",
        "आज का दिन अच्छा है।",
        "जिला अस्पताल, भोपाल: यहां मरीज परेशान हैं।",
        "रवि, सोनू और प्रिया। ये तीनों मित्र हैं।",
        "कप्तान बोले: हम जीतेंगे।",
        "मुख्यमंत्री 5 Feb. (मंगलवार) को पटना आए।",
        "पटना 5/ 10 रुपये में बिका।",
        "पटना (गांधी मैदान)। यहां सभा हुई।",
        "पटना (राज्य समाचार) में कल बैठक होगी।",
        "ताजा समाचार: बांध के फाटक खुले।",
        "टाइम्स/पटना: नया अंक आया।",
        "(पटना)। यहां सभा हुई।",
        "",
        "।",
        "   ",
        "2024: नया साल",
    ],
)
def test_prose_is_no_dateline(paragraph):
    assert split_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("(भाषा)", "भाषा"),
        ("सरकार ने यह जानकारी दी। (भाषा)", "भाषा"),
        ("(इनपुट- भाषा, एएनआई)", "भाषा, एएनआई"),
        ("(एजेंसी इनपुट के साथ)", "एजेंसी"),
        ("इनपुट: आईएएनएस", "आईएएनएस"),
        ("भाषा रमेश सुनीता", "भाषा"),
        ("पीटीआई-भाषा", "पीटीआई-भाषा"),
        ("एएनआई, नई दिल्ली", "एएनआई"),
        ("तस्वीर: पीटीआई", "पीटीआई"),
        ("PTI Photo", "PTI"),
        ("Photo: Reuters", "Reuters"),
        ("हिन्दुस्थान समाचार", "हिन्दुस्थान समाचार"),
        ("उसकी भाषा बहुत मीठी है", None),
        ("भाषा विवाद पर बैठक", None),
        ("वार्ता विफल रही", None),
        ("दोनों देशों के बीच वार्ता", None),
        ("समाचार संस्था एसोसिएटेड प्रेस (एपी) के अनुसार तूफान से भारी नुकसान हुआ और हजारों लोग बेघर हो गए।", None),
        ("", None),
    ],
)
def test_agencies(text, agency):
    assert agency_in(text) == agency


@pytest.mark.parametrize(
    ("byline", "names", "others"),
    [
        ("By अनिल शर्मा, आगरा | Updated: Mon, 12 Jan 2024 05:00 PM IST", ["अनिल शर्मा"], ["आगरा"]),
        ("Written by रेखा सिंह | Edited By: मोहन लाल", ["रेखा सिंह", "मोहन लाल"], []),
        ("न्यूज डेस्क, अमर उजाला, हाथरस", ["न्यूज डेस्क", "अमर उजाला"], ["हाथरस"]),
        ("अनिल वर्मा और सुनीता देवी", ["अनिल वर्मा", "सुनीता देवी"], []),
        ("रिपोर्ट: राकेश कुमार / पटना", ["राकेश कुमार"], ["पटना"]),
        ("अनिल वर्मा (भाषा)", ["अनिल वर्मा"], ["भाषा"]),
        ("Asha Rao and Mary Paul & Ravi", ["Asha Rao", "Mary Paul", "Ravi"], []),
        ("लेखक: डॉ. रमेश पोखरियाल", ["डॉ. रमेश पोखरियाल"], []),
        ("रमेश कुमार द्वारा", ["रमेश कुमार"], []),
        ("Byomkesh Sen", ["Byomkesh Sen"], []),
        ("वाराणसी ब्यूरो Updated Thu, 16 Apr 2020 01:00 AM IST", ["वाराणसी ब्यूरो"], []),
        ("admin", [], []),
        ("12 मई 2024", [], []),
        ("", [], []),
    ],
)
def test_names_in_bylines(byline, names, others):
    assert split_names(byline) == (names, others)


def test_the_gazetteer_is_wide():
    assert len(places()) > 1_600


@pytest.mark.parametrize(
    "name", ["नई दिल्ली", "नयी दिल्ली", "गुड़गाँव", "गुड़गांव", "अम्बाला", "अंबाला", "काठमांडू", "PATNA"]
)
def test_spellings_of_places(name):
    assert is_place(name)


@pytest.mark.parametrize("name", ["", "सुप्रीम कोर्ट", "पुलिस", "बाढ़", "न" * 50])
def test_no_places(name):
    assert not is_place(name)


TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ["नई दिल्ली", "पटना", ",", ":", "।", "(", ")", "भाषा", "12 मई", "/", "डेस्क", " ", "इनपुट-", "By "]
        ),
        max_size=14,
    ).map(" ".join),
)


@given(TEXTS)
def test_any_text_is_read(text):
    found = split_dateline(text)
    if found is not None:
        assert 0 < found.end <= len(text)
        assert found.place or found.agency or found.desk
    agency_in(text)
    names, others = split_names(text)
    folded = " ".join(text.split())
    assert all(name and name in folded for name in names if "(" not in folded and "[" not in folded)
    assert len(set(others)) == len(others)


@pytest.mark.parametrize(
    "piece",
    ["नई दिल्ली, ", "पटना/", "टीम/", "(पटना)", "(", "( ) ", "इनपुट ", "by ", "a/", ": ", "- ", "12 मई "],
)
def test_hostile_repetition_is_quick(piece, stopwatch):
    text = piece * (65_536 // len(piece))
    assert stopwatch.cpu(lambda: (split_dateline(text), agency_in(text), split_names(text)), 0.5) < 0.5


@pytest.mark.parametrize(
    "month",
    "जनवरी फरवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर दिसम्बर Jan January Feb "
    "FEBRUARY Mar March Apr April May Jun June Jul July Aug August Sep Sept September Oct October Nov November Dec "
    "December".split(),
)
def test_a_place_and_a_day_begin_a_dateline(month):
    for day in (f"5 {month}", f"5 {month} 2024"):
        found = split_dateline(f"पटना {day} (भाषा) {BODY}")
        assert found is not None
        assert (found.place, found.agency) == ("पटना", "भाषा")
