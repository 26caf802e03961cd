"""Teasers behind a flattened story, line by line."""

from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.teasers import end_before_teasers

STORY = [
    "हजारीबाग के सदर अस्पताल में बुधवार को डायलिसिस की दस नई मशीनें लगाई गईं और मरीजों को राहत मिली।",
    "सिविल सर्जन ने बताया कि नई इकाई चौबीस घंटे चलेगी और रोज करीब चालीस मरीजों का डायलिसिस किया जा सकेगा।",
    "स्वास्थ्य विभाग ने आश्वासन दिया है कि तकनीशियनों के खाली पद इसी महीने भर दिए जाएंगे और दवाएँ मिलेंगी।",
]
OTHERS = [
    "दुमका के मेले में तीरंदाजी की प्रतियोगिता कल से",
    "बारह जिलों के सौ से ज्यादा तीरंदाज इसमें निशाना साधेंगे।",
    "गिरिडीह में हाथियों के झुंड ने रौंदी धान की फसल",
    "वन विभाग की टीम रात भर हाथियों को जंगल की ओर लौटाने में लगी रही।",
    "धनबाद में कोयले की ढुलाई फिर शुरू, जाम से राहत",
    "तीन दिन से ठप ढुलाई मंगलवार की सुबह शुरू हुई और ट्रकों की कतार छोटी होने लगी।",
]


def end(texts: list[str], last: int) -> int:
    return end_before_teasers(texts, [False] * len(texts), [text[-1:] == "।" for text in texts], 0, last)


def test_the_last_line_is_the_one_before_the_teasers() -> None:
    texts = [*STORY, *OTHERS]
    assert end(texts, len(texts) - 1) == len(STORY) - 1
    # Some of the teasers may be no sure prose and stand behind the last line already.
    assert end(texts, len(STORY) + 1) == len(STORY) - 1


def test_too_few_of_them_or_too_short_a_story_say_nothing() -> None:
    assert end([*STORY, *OTHERS[:4]], 6) == 6
    assert end([STORY[0], *OTHERS], 6) == 6
    assert end(STORY, 2) == 2


@given(
    st.lists(st.sampled_from([*STORY, *OTHERS, "खेल", "3 मार्च 2026", "…"]), min_size=1, max_size=12), st.data()
)
def test_the_end_lies_inside_the_story(texts: list[str], data: st.DataObject) -> None:
    last = data.draw(st.integers(0, len(texts) - 1))
    assert 0 <= end(texts, last) <= last
