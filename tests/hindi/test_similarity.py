"""Texts of one story meet under three bands or more; texts of different stories do not."""

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscrawl.hindi.similarity import _COMPILED, ALIKE, BANDS, _filled_bins, similarity_bands

WORDS = (
    "जिला प्रशासन ने बुधवार को बताया कि बारिश से टूटी सड़कों की मरम्मत का काम अगले हफ्ते शुरू होगा और इसके लिए तीन करोड़ रुपये "
    "मंजूर किए गए हैं ग्रामीणों ने कहा कई गांवों का संपर्क दो महीने से कटा हुआ है बच्चे स्कूल नहीं जा पा रहे किसान अपनी उपज मंडी "
    "तक नहीं पहुंचा पा रहे विधायक ने मौके पर पहुंचकर अफसरों से जवाब मांगा लोक निर्माण विभाग के अभियंता बोले सर्वे पूरा हो चुका"
).split()


def story(seed: int, length: int = 250) -> list[str]:
    chance = Random(seed)
    return [f"{chance.choice(WORDS)}{chance.randrange(8) or ''}" for _ in range(length)]


def shared(one: list[str], other: list[str]) -> int:
    return len(set(similarity_bands(" ".join(one))) & set(similarity_bands(" ".join(other))))


def test_a_text_meets_itself_however_it_is_spelled() -> None:
    text = " ".join(story(1))
    assert len(similarity_bands(text)) == BANDS
    assert similarity_bands(text) == similarity_bands(f"  {text}\n".replace(" ", "\u00a0", 3))


@pytest.mark.parametrize("changed", [1, 5, 8])
def test_an_agencys_copy_with_a_few_words_changed_is_the_same_story(changed: int) -> None:
    alike = 0
    for seed in range(40):
        one = story(seed)
        other = [*one, "एजेंसी", "इनपुट", "के", "साथ"]
        for place in Random(seed).sample(range(len(one)), changed):
            other[place] = "बदला"
        alike += shared(one, other) >= ALIKE
    assert alike >= 36


def test_other_stories_in_the_same_vocabulary_are_others() -> None:
    assert sum(shared(story(seed), story(seed + 1_000)) >= ALIKE for seed in range(60)) == 0


@given(st.text())
def test_any_text(text: str) -> None:
    bands = similarity_bands(text)
    assert len(bands) in {0, BANDS}
    assert all(-(1 << 63) <= band < 1 << 63 for band in bands)


@pytest.mark.skipif(_COMPILED is None, reason="not compiled")
@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=150).map(" ".join),
    ),
    st.integers(0, 9),
    st.integers(0, 120),
)
@example("क ख", 0, 120)
@example("é ß ௹ 𐀀𐀀 \ud800x \uffff", 3, 120)
def test_the_compiled_bins_are_the_same(text: str, fewest: int, most: int) -> None:
    assert _COMPILED.filled_bins(text, fewest, most) == _filled_bins(text, fewest, most)


def test_bands_are_those_of_other_releases() -> None:
    """Ledgers keep them: bands that change find none of the stories stored before."""
    assert similarity_bands(" ".join(story(1)))[:3] == (
        427541229293993313,
        -2252315522277763155,
        -15575654261563229,
    )
