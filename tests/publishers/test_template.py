"""The template to copy is itself a sound rule, and every field of a rule is shown in it or explained."""

from dataclasses import fields
from pathlib import Path

from newscrawl.publishers import _template
from newscrawl.publishers.checks import problems
from newscrawl.publishers.registry import publishers
from newscrawl.publishers.rule import Publisher

EXPLAINED = Path(__file__).parents[2] / "docs" / "adding-a-publisher.md"
RARE = {"path", "country", "timezone", "language", "no_source", "amp_hosts"}


def test_it_is_sound_and_no_publisher():
    assert problems(_template.PUBLISHER) == []
    assert _template.PUBLISHER.key not in publishers()


def test_it_shows_every_field():
    source = Path(_template.__file__).read_text(encoding="utf-8")
    names = {field.name for field in fields(Publisher)}
    assert {name for name in names if f"    {name}=" not in source} == RARE


def test_the_guide_explains_every_field_of_the_template():
    text = EXPLAINED.read_text(encoding="utf-8")
    names = {field.name for field in fields(Publisher)} - {
        "matches",
        "rejects",
        "country",
        "timezone",
        "language",
    }
    assert {
        name
        for name in names
        if f"**{name}" not in text and f"`{name}`" not in text and f", {name}" not in text
    } == set()
