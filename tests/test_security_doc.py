"""SECURITY.md promises nothing that is not there: every test, setting and bound it names exists."""

import ast
import re
from pathlib import Path

import pytest
from scrapy.settings import default_settings

from newscrawl import settings
from newscrawl.limits import LIMITS

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| threat"))
]


def test_every_row_is_whole():
    assert len(ROWS) >= 20
    assert all(len(row) == 4 and all(row) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_a_row_names_its_proof(row):
    assert re.findall(r"`tests/[\w/]+\.py(?:::\w+)?`", row[3])


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(tests/[^`]+)`", TEXT))))
def test_the_proof_exists(named):
    path, _, function = named.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert functions
    assert not function or function in functions


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([A-Z][A-Z_]+)`", TEXT))))
def test_the_setting_exists(name):
    assert hasattr(settings, name) or hasattr(default_settings, name)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`LIMITS\.([a-z_]+)`", TEXT))))
def test_the_bound_exists(name):
    assert hasattr(LIMITS, name)
