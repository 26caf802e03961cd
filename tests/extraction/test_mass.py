"""What stands inside an element, by two running sums."""

from newscrawl.extraction.mass import Mass, holders
from newscrawl.extraction.page import Box, TextBlock


def boxes() -> list[Box]:
    """body > (div > (p, p), aside)."""
    body = Box("body", "", None, 0, end=5)
    div = Box("div", "", body, 1, end=4)
    return [
        body,
        div,
        Box("p", "", div, 2, end=3),
        Box("p", "", div, 3, end=4),
        Box("aside", "", body, 4, end=5),
    ]


def test_an_element_holds_what_its_children_hold() -> None:
    mass = Mass([1, 0, 20, 300, 4000])
    assert [mass.inside(box) for box in boxes()] == [4321, 320, 20, 300, 4000]
    assert mass.total() == 4321


def test_a_page_without_elements_holds_nothing() -> None:
    assert Mass([]).total() == 0


def test_the_elements_around_blocks_come_once() -> None:
    body, div, first, second, _ = boxes()
    blocks = [TextBlock("क", first, 0), TextBlock("ख", first, 1), TextBlock("ग", second, 2)]
    assert list(holders(blocks)) == [first, div, body, second]
