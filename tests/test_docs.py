"""The documentation is in step with the code: commands, options, settings, item fields, links."""

import importlib
import re
import shlex
from enum import StrEnum
from pathlib import Path

import click
import pytest

from newscrawl import settings
from newscrawl.cli.app import SUMMARIES, root
from newscrawl.items import article, reject
from newscrawl.items.schema import field_docs
from newscrawl.publishers.registry import publishers
from newscrawl.report.publishers import publishers_page

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
HELP = root.context_settings["help_option_names"]
ITEMS = (
    article.Article,
    article.Block,
    article.Image,
    article.Rights,
    article.Evidence,
    article.Http,
    reject.Reject,
)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """Second-level heading to what stands under it."""
    parts = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def command(name: str) -> click.Command:
    return importlib.import_module(f"newscrawl.cli.{name}").command


def options(found: click.Command) -> set[str]:
    return {flag for param in found.params if isinstance(param, click.Option) for flag in param.opts}


def documented_options(text: str) -> set[str]:
    """The flags a page's list of options names: `- `--jobs N`: ...`, `- `-o FILE`, `--feed FILE`: ...`."""
    heads = re.findall(r"^- ((?:`-[^`]*`(?:, )?)+):", text, flags=re.MULTILINE)
    return {flag.split()[0] for head in heads for flag in re.findall(r"`(-[^`]*)`", head)}


def test_every_command_has_its_section_and_the_reverse():
    named = {heading.removeprefix("newscrawl").strip() for heading in sections(page("docs/commands.md"))}
    assert named == {"", *SUMMARIES}


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_option_is_documented_and_the_reverse(name):
    text = sections(page("docs/commands.md"))[f"newscrawl {name}"]
    assert documented_options(text) == options(command(name))


def test_options_of_the_root_are_documented():
    text = sections(page("docs/commands.md"))["newscrawl"]
    assert documented_options(text) == options(root) | {"-h", "--help"}


def test_every_setting_is_documented_and_the_reverse():
    ours = {name for name in vars(settings) if name.startswith("NEWSCRAWL_")}
    headings = set(re.findall(r"^## `?(NEWSCRAWL_[A-Z_]+)`?$", page("docs/settings.md"), flags=re.MULTILINE))
    assert headings == ours


@pytest.mark.parametrize("name", sorted(name for name in vars(settings) if name.startswith("NEWSCRAWL_")))
def test_settings_say_their_default_and_meaning(name):
    documented = {re.sub("`", "", head): text for head, text in sections(page("docs/settings.md")).items()}
    text = documented[name]
    default = getattr(settings, name)
    assert f"Default: `{default!r}`" in text
    source = Path(settings.__file__).read_text(encoding="utf-8")
    docstring = re.search(rf'^{name}\b[^\n]*\n"""(.+?)"""', source, flags=re.MULTILINE | re.DOTALL)
    assert docstring
    assert " ".join(docstring[1].split()) in " ".join(text.split())


@pytest.mark.parametrize("cls", ITEMS)
def test_every_item_field_is_documented_and_the_reverse(cls):
    text = sections(page("docs/items.md"))[cls.__name__]
    entries = re.findall(r"^- `([a-z_]+)` \(`[^`]+`\): (.+?)(?=^- |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    found = {name: " ".join(doc.split()) for name, doc in entries}
    assert found == field_docs(cls)


@pytest.mark.parametrize("kind", [reject.Stage, reject.Reason])
def test_every_stage_and_reason_is_documented(kind: type[StrEnum]):
    text = sections(page("docs/items.md"))["Stages and reasons of a reject"]
    assert all(f"`{member}`" in text for member in kind)


def told_commands() -> list[tuple[str, str]]:
    """Page and line of every `newscrawl ...` in an indented or fenced example, README's and the others'."""
    found = []
    for path in PAGES:
        for line in path.read_text(encoding="utf-8").splitlines():
            example = re.match(r"(?: {4}|\$ )(newscrawl [a-z].*)", line)
            if example:
                found.append((path.name, example[1].split(" #")[0].strip()))
    return found


@pytest.mark.parametrize(("name", "line"), told_commands())
def test_examples_are_commands_that_exist(name, line):
    if "[" in line or "..." in line:  # a synopsis
        assert line.split()[1] in SUMMARIES
        return
    _, subcommand, *arguments = shlex.split(line.split(" > ")[0].split(" | ")[0])
    assert subcommand in SUMMARIES, name
    found = command(subcommand)
    # Parsing fails on an option or a value that does not exist; files and the network are not touched.
    context = found.make_context(subcommand, arguments, parent=click.Context(root, help_option_names=HELP))
    if subcommand in {"crawl", "publishers"}:
        keys = list(context.params.get("targets") or context.params.get("words") or ())
        assert keys[:1] == ["new"] or all("://" in key or key in publishers() for key in keys)


@pytest.mark.parametrize("target", re.findall(r"^    make ([a-z]+)", page("README.md"), flags=re.MULTILINE))
def test_make_targets_of_the_readme_exist(target):
    assert re.search(rf"^{target}:", page("Makefile"), flags=re.MULTILINE)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_relative_links_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    broken = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_path_of_a_machine(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.:/])/(?:home|root|work|tmp|Users|usr|var|opt)/\S*", text) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_prose_is_wrapped(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120 and not line.startswith(("    ", "|"))] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_tests_that_are_named_exist(path):
    named = set(re.findall(r"`(test_[a-z0-9_]+)`", path.read_text(encoding="utf-8")))
    sources = (
        "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
        if named
        else ""
    )
    assert {name for name in named if f"def {name}(" not in sources} == set()


def test_the_page_of_publishers_is_in_step():
    """`newscrawl publishers --markdown > docs/publishers.md` prints it anew."""
    assert page("docs/publishers.md") == publishers_page(publishers().values())
