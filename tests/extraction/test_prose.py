"""How much like running text a line is."""

import pytest

from newscrawl.extraction.page import Box, TextBlock
from newscrawl.extraction.prose import ends_sentence, length, prose_weight

SENTENCE = "लखनऊ में गोमती नदी पर बनने वाले नए पुल का निर्माण कार्य सोमवार को शुरू हो गया।"


def weight(text: str, tag: str = "p", link_chars: int = 0) -> int:
    return prose_weight(TextBlock(text, Box(tag, "", None, 0), 0, link_chars))


@pytest.mark.parametrize(
    "text", ["बारिश हुई।", "क्या हुआ?", "हुआ!", 'कहा, "आएंगे।"', "कहा.)", "done.", "है |", "है…", "通過した。", "ہے۔"]
)
def test_a_sentence_ends(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["", "होम", "पुल का काम शुरू", "खबरें:", "1,204", "लखनऊ - 2026"])
def test_a_label_does_not(text: str) -> None:
    assert not ends_sentence(text)


def test_running_text_weighs_what_it_is_long() -> None:
    assert weight(SENTENCE) == len(SENTENCE)
    assert weight(SENTENCE * 4, "div") == len(SENTENCE) * 4


def test_links_weigh_nothing() -> None:
    assert weight(SENTENCE * 4, "div", link_chars=50) == len(SENTENCE) * 4 - 50
    assert weight(SENTENCE, link_chars=len(SENTENCE)) == 0


@pytest.mark.parametrize("text", ["होम", "ताजा खबरें", "गोमती पर नए पुल का काम शुरू", "1,204 Fans Like"])
def test_labels_and_headlines_weigh_nothing(text: str) -> None:
    assert weight(text, "div") == 0


def test_cjk_characters_count_double() -> None:
    assert length("新しい橋の建設工事が始まった") > len("新しい橋の建設工事が始まった")
    assert length(SENTENCE) == len(SENTENCE)
