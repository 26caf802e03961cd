import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.hindi.repair import repair_mojibake, unescape_entities

SENTENCE = "ठंड बढ़ी, भोपाल में पारा 4°C पर – ‘रेड अलर्ट’ जारी। क़रीब दो हज़ार लोग प्रभावित"
HINDI = st.text(alphabet=st.characters(min_codepoint=0x0905, max_codepoint=0x0965), min_size=1, max_size=40)


def sloppy(data: bytes) -> str:
    """The bytes as browsers read cp1252: what it leaves undefined passes through."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def latin(data: bytes) -> str:
    return data.decode("latin-1")


@pytest.mark.parametrize("first", [sloppy, latin])
def test_damage_done_once_is_undone(first):
    text, note = repair_mojibake(first(SENTENCE.encode()))
    assert text == SENTENCE
    assert note == "mojibake repaired"


@pytest.mark.parametrize("first", [sloppy, latin])
@pytest.mark.parametrize("second", [sloppy, latin])
def test_damage_done_twice_is_undone_twice(first, second):
    text, note = repair_mojibake(second(first(SENTENCE.encode()).encode()))
    assert text == SENTENCE
    assert note == "mojibake repaired 2 times over"


@given(HINDI)
def test_every_devanagari_letter_survives(text):
    assert repair_mojibake(latin(text.encode()))[0] == text
    assert repair_mojibake(sloppy(text.encode()))[0] == text


def test_a_byte_lost_to_white_space_folding_comes_back():
    folded = " ".join(latin("ठेका".encode()).replace("\xa0", " ").split(" "))
    assert repair_mojibake(folded)[0] == "ठेका"


def test_sound_text_around_the_damage_stays():
    text, note = repair_mojibake("सही शीर्षक: " + sloppy("गलत".encode()) + " café")
    assert text == "सही शीर्षक: गलत café"
    assert note == "mojibake repaired"


def test_what_cannot_be_restored_is_told():
    text, note = repair_mojibake(sloppy("नमस्ते".encode()) + " à¤\ufffd")
    assert text.startswith("नमस्ते")
    assert note == "mojibake repaired, 1 places left"


@pytest.mark.parametrize("text", ["", "दिल्ली में बारिश", "à la carte, 5 ¤", "Ã© alone", SENTENCE])
def test_sound_text_is_not_touched(text):
    assert repair_mojibake(text) == (text, None)


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    repaired, note = repair_mojibake(text)
    assert (note is None) == (repaired == text) or note is not None
    unescape_entities(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("दिल्&amp;zwj;ली", "दिल्\u200dली"),
        ("it&#39;s &quot;fine&quot;", 'it\'s "fine"'),
        ("&#x0905;", "अ"),
        ("AT&amp;T", "AT&T"),
        ("?a=1&copy=2&reg=3", "?a=1&copy=2&reg=3"),
        ("R&D", "R&D"),
        ("&unknown;", "&unknown;"),
    ],
)
def test_entities(text, expected):
    assert unescape_entities(text) == expected


@pytest.mark.parametrize("piece", ["à¤", "Ã\xa0Â¤", "à¤ ", "&amp;", "ð", "&#1", "à"])
def test_hostile_repetition_is_quick(piece, stopwatch):
    text = piece * (65_536 // len(piece))
    assert stopwatch.cpu(lambda: (repair_mojibake(text), unescape_entities(text)), 0.5) < 0.5
