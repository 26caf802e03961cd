import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.hindi.surnames import ends_with_surname, surnames


@pytest.mark.parametrize(
    "name",
    [
        "राकेश कुमार",
        "सुनीता शर्मा",
        "अजय प्रताप सिंह",
        "Neha Verma",
        "RAKESH KUMAR MISHRA",
        "नेहा पाण्डेय",
        "ए. के. झा",
        "सीमा राठौड",
    ],
)
def test_names_end_with_a_surname(name):
    assert ends_with_surname(name)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "शर्मा",
        "बिहार चुनाव",
        "उत्तर प्रदेश",
        "ताजा खबर",
        "आपकी राय",
        "World Cup",
        "नई दिल्ली",
        "एक दो तीन चार पांच कुमार",
    ],
)
def test_other_words_do_not(words):
    assert not ends_with_surname(words)


def test_every_family_is_written_in_both_scripts():
    keys = surnames()
    assert len(keys) > 300
    assert any(key.isascii() for key in keys)
    assert not any(" " in key for key in keys)


@given(st.text(max_size=80))
def test_any_text_is_judged(text):
    assert ends_with_surname(text) in {True, False}
