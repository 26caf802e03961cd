"""The public surface: these names, these signatures, each with a docstring."""

import dataclasses
import inspect
import re
import types

import pytest

import newscrawl
from newscrawl.items.schema import field_docs

PUBLIC = ["Article", "Block", "Reject", "__version__", "clean_text", "extract"]

SIGNATURES = {
    "extract": [
        ("html", inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.empty),
        ("url", inspect.Parameter.POSITIONAL_OR_KEYWORD, None),
        ("headers", inspect.Parameter.KEYWORD_ONLY, None),
        ("site", inspect.Parameter.KEYWORD_ONLY, None),
        ("layout", inspect.Parameter.KEYWORD_ONLY, None),
    ],
    "clean_text": [
        ("text", inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.empty),
        ("url", inspect.Parameter.POSITIONAL_OR_KEYWORD, None),
    ],
}


def test_the_public_names_are_these_and_no_more():
    assert newscrawl.__all__ == PUBLIC
    others = {
        name
        for name, value in vars(newscrawl).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert others <= set(PUBLIC)


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures(name):
    parameters = inspect.signature(getattr(newscrawl, name)).parameters.values()
    assert [(parameter.name, parameter.kind, parameter.default) for parameter in parameters] == SIGNATURES[
        name
    ]


@pytest.mark.parametrize("name", [name for name in PUBLIC if name != "__version__"])
def test_every_public_name_has_a_docstring_of_its_own(name):
    doc = inspect.getdoc(getattr(newscrawl, name))
    assert doc
    # What dataclasses write themselves is no docstring.
    assert not doc.startswith(f"{name}(")


@pytest.mark.parametrize("cls", [newscrawl.Article, newscrawl.Block, newscrawl.Reject])
def test_items_are_frozen_slotted_and_every_field_says_its_form(cls):
    assert dataclasses.is_dataclass(cls)
    assert cls.__dataclass_params__.frozen
    assert hasattr(cls, "__slots__")
    assert set(field_docs(cls)) == {field.name for field in dataclasses.fields(cls)}


def test_the_version_is_one_that_packaging_tools_read():
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+(?:(?:a|b|rc)[0-9]+)?(?:\.dev[0-9]+)?", newscrawl.__version__)
