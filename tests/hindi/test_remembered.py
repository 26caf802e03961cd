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
    known = Remembered(len, kept=2)
    assert [known["क"], known["कख"], known["कखग"]] == [1, 2, 3]
    assert list(known) == ["कखग"]


def test_long_strings_are_not_kept() -> None:
    known = Remembered(len)
    assert [known["क" * 1_024], known["क" * 1_025], known["क" * 1_025]] == [1_024, 1_025, 1_025]
    assert list(known) == ["क" * 1_024]
