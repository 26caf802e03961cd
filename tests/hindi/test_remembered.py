"""Results kept by string."""

from newscrawl.hindi.remembered import Remembered, remembered


def test_each_string_is_asked_once() -> None:
    asked: list[str] = []

    @remembered(8)
    def size(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [size("क"), size("कख"), size("क")] == [1, 2, 1]
    assert asked == ["क", "कख"]


def test_no_more_are_kept_than_was_said() -> None:
    known = Remembered(len, kept=4)
    for size in range(1, 50):
        assert known["क" * size] == size
        assert len(known) + len(known._aside) <= 4


def test_what_is_asked_for_again_stays() -> None:
    asked: list[str] = []
    known = Remembered(lambda text: asked.append(text) or len(text), kept=8)
    for size in range(2, 50):
        assert known["क"] == 1
        assert known["ख" * size] == size
    assert asked.count("क") == 1


def test_long_strings_are_not_kept() -> None:
    known = Remembered(len)
    assert [known["क" * 1_024], known["क" * 1_025], known["क" * 1_025]] == [1_024, 1_025, 1_025]
    assert list(known) == ["क" * 1_024]
