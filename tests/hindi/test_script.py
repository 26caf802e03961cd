import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.hindi import script

DEVANAGARI = st.text(alphabet=st.characters(min_codepoint=0x0900, max_codepoint=0x097F), max_size=40)
MIXED = st.text(
    alphabet=st.sampled_from(" \n\u00a0\u200b\u200c\u200d\ufeffअआएइकखगजफनरळड़क़ज़ािीुेैोौंः्ँ़AbZ।.?12,"), max_size=60
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("क़ानून", "क\u093cानून"),
        ("नई दिल्\u200dली", "नई दिल्ली"),
        ("हुुईं", "हुईं"),
        ("मेेंं", "में"),
        ("अाज", "आज"),
        ("एेसा", "ऐसा"),
        ("अाॅफिस", "ऑफिस"),
        ("  दो\u00a0\u00a0शब्द ", "दो शब्द"),
        ("News18", "NEWS18"),
        ("\ufeffसमाचार\u200b", "समाचार"),
        ("Straße", "STRASSE"),
    ],
)
def test_what_a_reader_takes_for_the_same_has_one_key(left, right):
    assert script.comparison_key(left) == script.comparison_key(right)


def test_keys_keep_different_words_apart():
    assert script.comparison_key("दिन") != script.comparison_key("दीन")
    assert script.comparison_key("जरा") != script.comparison_key("ज़रा")


@pytest.mark.parametrize(
    ("left", "right"),
    [("हिन्दी", "हिंदी"), ("चाँद", "चांद"), ("ज़िला", "जिला"), ("सम्बन्ध", "संबंध"), ("PAGE", "page")],
)
def test_the_loose_key_folds_what_typists_vary(left, right):
    assert script.loose_key(left) == script.loose_key(right)


@given(st.one_of(MIXED, DEVANAGARI, st.text(max_size=40)))
def test_a_key_of_a_key_is_itself(text):
    key = script.comparison_key(text)
    assert script.comparison_key(key) == key
    assert key == " ".join(key.split())


@given(st.one_of(MIXED, DEVANAGARI))
def test_normal_forms_share_their_key(text):
    keys = {script.comparison_key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(keys) == 1


@pytest.mark.parametrize("mark", ["\u0301", "\u093c"])
def test_a_run_of_marks_is_cut_at_thirty_wherever_it_begins(mark):
    for before in range(33):
        head = "क" * before + "x"
        assert script.nfc(head + mark * 31 + "y") == script.nfc(head + mark * 30 + "y")
        assert script.nfc(head + mark * 30 + "y") != script.nfc(head + mark * 29 + "y")


def test_nfc_decomposes_nukta_letters_but_composes_others():
    assert script.nfc("\u095c") == "\u0921\u093c"
    assert script.nfc("न\u093c") == "\u0929"
    assert script.nfc("plain") == "plain"


def test_white_space_is_folded_and_joiners_stay():
    assert script.fold_space("\ufeff नई\u00a0 दिल्\u200dली\n\tमें \u200b") == "नई दिल्\u200dली में"
    assert script.fold_space("क\u200bख") == "क\u200bख"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("नमस्ते", 1.0),
        ("hello", 0.0),
        ("", 0.0),
        ("123 ।", 0.0),
        ("कख ab", 0.5),
        ("বাংলা", 0.0),
        ("हिंदी বাংলা", 0.5),
    ],
)
def test_share_of_devanagari(text, share):
    assert script.devanagari_share(text) == pytest.approx(share)


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_scrubbed_text_can_be_stored(text):
    clean = script.scrub(text)
    clean.encode("utf-8")
    assert script.scrub(clean) == clean
    assert not any(char < " " and char not in "\t\n\r" for char in clean)


def test_scrub_joins_no_words_and_keeps_joiners():
    assert script.scrub("एक\x0cदो\x85तीन\x00") == "एक दो तीन"
    assert script.scrub("दिल्\u200dली\u200c") == "दिल्\u200dली\u200c"
    assert script.scrub("\ud83d\ude00 \ud83d \ufffe") == "😀  "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("नई दिल्\u200dली में हिन्दी", ["नई", "दिल्\u200dली", "में", "हिन्दी"]),
        ("1,200 लोग 14:30 बजे", ["1,200", "लोग", "14:30", "बजे"]),
        ("दो-दो लाख।", ["दो", "दो", "लाख"]),
        ("Don't stop", ["Don't", "stop"]),
        ("क़ीमत ऑफ़र ॲप", ["क़ीमत", "ऑफ़र", "ॲप"]),
        ("। . —", []),
    ],
)
def test_words(text, expected):
    assert script.words(text) == expected
    assert script.word_count(text) == len(expected)


@given(st.text(max_size=80))
def test_words_lose_no_letter(text):
    letters = [char for char in text if char.isalpha()]
    assert [char for word in script.words(text) for char in word if char.isalpha()] == letters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("बारिश हुई। सड़कें डूबीं।", ["बारिश हुई।", "सड़कें डूबीं।"]),
        ("बारिश हुई।सड़कें डूबीं", ["बारिश हुई।", "सड़कें डूबीं"]),
        ("वह आए. फिर गए.", ["वह आए.", "फिर गए."]),
        ("डॉ. ए. के. मिश्रा ने कहा. सब ठीक है.", ["डॉ. ए. के. मिश्रा ने कहा.", "सब ठीक है."]),
        ("दर 2.5 फीसदी रही. आगे बढ़ेगी?", ["दर 2.5 फीसदी रही.", "आगे बढ़ेगी?"]),
        ("‘कब आओगे?’ उसने पूछा।", ["‘कब आओगे?’", "उसने पूछा।"]),
        ("पहली पंक्ति\nदूसरी पंक्ति", ["पहली पंक्ति", "दूसरी पंक्ति"]),
        ("खबर | शहर", ["खबर | शहर"]),
        ("", []),
    ],
)
def test_sentences(text, expected):
    assert script.sentences(text) == expected


@given(MIXED)
def test_sentences_lose_nothing(text):
    joined = "".join("".join(script.sentences(text)).split())
    assert joined.strip("\u200b\ufeff") == joined
    assert (
        script.words(" ".join(script.sentences(text))) == script.words(text.replace("\ufeff", " "))
        or "\u200b" in text
        or "\ufeff" in text
    )


ANY = st.one_of(
    st.text(max_size=30),
    MIXED,
    DEVANAGARI,
    st.lists(
        st.sampled_from(
            list("aZ5 .,:'’\t\n\u00a0अआएकनरळड़ढ़फ़\u093cािीॅॉोौ्ंँ।॥१९\u200d\u200c\u200b\u00ad\ufeff\u2060–—“…")
            + list("\u2028\u0951éÉßİ🙂م\u0300_\x00\x1c\x85\u0958\u095f")
        ),
        max_size=24,
    ).map("".join),
)


@pytest.mark.skipif(script._COMPILED is None, reason="not compiled")
@settings(max_examples=2_000, deadline=None)
@given(ANY)
def test_the_compiled_functions_give_the_same(s):
    key = script._COMPILED.comparison_key(s)
    assert key is None or key == script._comparison_key(s)
    assert script._COMPILED.words(s) == script._words(s)
    assert script._COMPILED.word_count(s) == len(script._words(s))


@pytest.mark.skipif(script._COMPILED is None, reason="not compiled")
def test_the_compiled_functions_on_long_texts():
    text = "क़ानून की 1,200 बातें, और\u200d  भी 14:30 बजे। It’s हुुईं. " * 500
    assert script._COMPILED.comparison_key(text) == script._comparison_key(text)
    assert script._COMPILED.word_count(text) == len(script.words(text)) == 9 * 500 + 500


@pytest.mark.skipif(script._COMPILED is None, reason="not compiled")
@settings(max_examples=2_000, deadline=None)
@given(
    st.one_of(st.text(max_size=20), st.text(alphabet="नमकशजङ़्ंँaé९ा\u0929\u0931\u0934\u0952ज़ऩ ", max_size=20))
)
def test_the_compiled_loose_key_is_the_same(text):
    key = script.comparison_key(text)
    told = script._COMPILED.loose_key(key)
    assert told is None or told == script._loosened(key)
