"""Every role has a colour of its own, and letters that can be read on it."""

import colorsys
import re
from importlib.resources import files

import pytest

from newscrawl.extraction.body import STORY_ROLES
from newscrawl.extraction.label import ROLES
from newscrawl.hindi.phrases import roles
from newscrawl.report import palette


def test_every_role_a_block_can_get_has_a_colour():
    assert set(ROLES) | roles() <= set(palette.known_roles())


def test_no_two_roles_share_a_colour():
    for dark in (False, True):
        marks = [palette.colours(role, dark=dark).mark for role in palette.known_roles()]
        assert len(set(marks)) == len(marks)


def test_kept_is_green_and_nothing_else_is():
    for role in palette.known_roles():
        hue, saturation, _ = palette.colours(role).mark
        green = 90 < hue < 165 and saturation > 30
        assert green == palette.is_kept(role) == (role in STORY_ROLES)


def test_a_role_that_is_not_known_gets_the_class_of_others():
    assert not palette.is_known("nonsense")
    assert palette.style_class('"><script>') == "r-other"
    assert palette.style_class("ad") == "r-ad"
    assert palette.legend_order("nonsense") > palette.legend_order("repeated")


def rgb(colour: tuple[int, int, int]) -> tuple[float, ...]:
    hue, saturation, lightness = colour
    return colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)


def luminance(channels: tuple[float, ...]) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def page_colours(name: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """A colour of the page itself on a light and on a dark screen, as the style sheet names it."""
    css = (files("newscrawl.report") / "templates" / "inspect.css").read_text("utf-8")
    found = re.findall(rf"--{name}: #([0-9a-f]{{6}});", css)
    light, dark = (tuple(int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)) for value in found)
    return light, dark


@pytest.mark.parametrize("role", [*palette.known_roles(), palette.OTHER])
@pytest.mark.parametrize("dark", [False, True])
def test_letters_can_be_read(role, dark):
    found = palette.colours(role, dark=dark)
    assert contrast(rgb(found.ink), rgb(found.wash)) >= 4.5
    assert contrast(page_colours("ink")[dark], rgb(found.tint)) >= 7
    assert contrast(page_colours("quiet")[dark], rgb(found.tint)) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("ink", "behind"),
    [
        ("ink", "page"),
        ("ink", "sheet"),
        ("ink", "badge"),
        ("quiet", "page"),
        ("quiet", "sheet"),
        ("link", "sheet"),
        ("good", "good-wash"),
        ("bad", "bad-wash"),
        ("bad", "sheet"),
    ],
)
def test_the_page_itself_can_be_read(ink, behind, dark):
    assert contrast(page_colours(ink)[dark], page_colours(behind)[dark]) >= 4.5
