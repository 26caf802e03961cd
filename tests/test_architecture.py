"""The layers, and what may not be imported where: read from the source, not from what happens to run."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "newscrawl"

LAYERS = {
    "version": 0,
    "limits": 0,
    "compiled": 0,
    "parallel": 0,
    "urls": 0,
    "hindi": 0,
    "items": 1,
    "extraction": 2,
    "discovery": 2,
    "twins": 2,
    "watch": 2,
    "publishers": 3,
    "archive": 4,
    "ledger": 4,
    "replay": 5,
    "reading": 5,
    "workers": 5,
    "paging": 5,
    "learning": 5,
    "drafting": 5,
    "diagnosis": 5,
    "net": 5,
    "middlewares": 5,
    "pipelines": 5,
    "extensions": 5,
    "exports": 5,
    "scheduler": 5,
    "turns": 5,
    "spiders": 6,
    "addon": 7,
    "settings": 7,
    "cli": 7,
    "commands": 7,
    "demo": 7,
    "report": 7,
    "__main__": 8,
}
"""A module imports from its own layer or a lower one. A new room gets its layer here."""

SCRAPY = {"scrapy", "twisted", "itemadapter", "itemloaders"}
FORBIDDEN = {
    "limits": SCRAPY,
    "urls": SCRAPY | {"lxml", "bs4"},
    "hindi": SCRAPY | {"lxml", "bs4"},
    "items": SCRAPY | {"lxml", "bs4"},
    "extraction": SCRAPY,
    "discovery": SCRAPY,
    "twins": SCRAPY | {"lxml", "bs4"},
    "watch": SCRAPY | {"lxml", "bs4"},
    "publishers": SCRAPY | {"lxml", "bs4"},
    "archive": SCRAPY | {"lxml", "bs4"},
    "ledger": SCRAPY | {"lxml", "bs4"},
    "drafting": SCRAPY,
    "diagnosis": SCRAPY,
    "replay": SCRAPY,
    "paging": SCRAPY,
    "learning": SCRAPY,
}
"""Per room, packages it must do without."""

NO_INPUT_OUTPUT = {"extraction", "discovery", "items", "urls", "hindi", "watch"}
IO_MODULES = {"socket", "subprocess", "urllib.request", "http.client", "requests", "httpx", "sqlite3"}

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base_utils"}
MAX_LINES = 450

MODULES = sorted(ROOT.rglob("*.py"))


def room_of(name: str) -> str:
    """The first part of a dotted name below the package; the package itself is its own room."""
    return name.split(".")[1] if "." in name else ""


def module_name(path: Path) -> str:
    parts = ("newscrawl", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything imported anywhere in the file, inside functions too."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno} imports relatively"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


every_module = pytest.mark.parametrize("path", MODULES, ids=module_name)


@every_module
def test_imports_go_down_or_sideways(path):
    room = room_of(module_name(path))
    if not room:
        pytest.skip("the package itself names what is public")
    assert room in LAYERS, f"give {room!r} a layer in this file and in docs/design.md"
    upwards = [
        f"line {line}: {name}"
        for line, name in imports(path)
        if name.startswith("newscrawl.") and LAYERS.get(room_of(name), 0) > LAYERS[room]
    ]
    assert upwards == []


@every_module
def test_no_room_uses_what_it_must_do_without(path):
    room = room_of(module_name(path))
    banned = FORBIDDEN.get(room, set())
    found = [f"line {line}: {name}" for line, name in imports(path) if name.split(".")[0] in banned]
    if room in NO_INPUT_OUTPUT:
        found += [
            f"line {line}: {name}"
            for line, name in imports(path)
            if any(name == module or name.startswith(f"{module}.") for module in IO_MODULES)
        ]
    assert found == []


@every_module
def test_modules_are_read_in_one_sitting_and_have_a_purpose(path):
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MAX_LINES
    assert not DRAWERS & set(module_name(path).split("."))
    assert ast.get_docstring(ast.parse(source)), "a module says what it is for"


PROBE = """
import sys
import newscrawl
loaded = set(sys.modules)
print(sorted(loaded & {"scrapy", "twisted", "dateparser", "tldextract", "rich", "click"}))
print(sorted(name for name in loaded if name.startswith("newscrawl.publishers.")))
"""


def test_importing_the_package_loads_neither_scrapy_nor_publishers():
    run = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT.parent, capture_output=True, text=True, check=True, timeout=60
    )
    heavy, publishers = run.stdout.splitlines()
    assert heavy == "[]"
    assert set(ast.literal_eval(publishers)) <= {
        "newscrawl.publishers.rule",
        "newscrawl.publishers.registry",
        "newscrawl.publishers.generic",
    }
