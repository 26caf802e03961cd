"""A drafted rule as the file and the folder it becomes."""

import json
from pathlib import Path
from typing import Any, Final

from newscrawl.drafting.draft import Draft, facts_of
from newscrawl.drafting.fixture import Fixture
from newscrawl.publishers.rule import Publisher

_WIDTH: Final = 110


def rule_text(made: Draft) -> str:
    """The source of the rule's file, its evidence in comments."""
    rule = made.publisher
    used = {type(source).__name__ for source in rule.sources} | {"Publisher"}
    used |= {"PageKind"} if rule.kinds else set()
    used |= {"AmpTwin"} if rule.amp else set()
    used |= {"Layout"} if rule.layouts else set()
    lines = [
        f'"""{rule.name_latin}: drafted from its pages of {made.day}; say here what is particular to it."""',
        "",
        *(["from datetime import date", ""] if rule.layouts else []),
        f"from newscrawl.publishers.rule import {', '.join(sorted(used, key=str.lower))}",
        "",
        "PUBLISHER = Publisher(",
        f"    key={_text(rule.key)},",
        f"    name={_text(rule.name)},",
        f"    name_latin={_text(rule.name_latin)},",
        *_tuple("hosts", [_text(host) for host in rule.hosts]),
        *_comment(made, "sources"),
        *_tuple("sources", [f"{type(source).__name__}({_text(source.url)})" for source in rule.sources]),
        *_comment(made, "article_pattern"),
        f'    article_pattern=r"{rule.article_pattern}",',
        *_tuple("matches", [_text(url) for url in rule.matches]),
        *_tuple("rejects", [_text(url) for url in rule.rejects]),
    ]
    if rule.kinds:
        kinds = [f'PageKind("{kind.name}", r"{kind.pattern}", {_text(kind.example)})' for kind in rule.kinds]
        lines += _tuple("kinds", kinds)
    if rule.amp:
        lines += _comment(made, "amp")
        lines += _tuple("amp", [f"AmpTwin({_text(twin.article)}, {_text(twin.amp)})" for twin in rule.amp])
    lines += _comment(made, "layouts")
    if rule.layouts:
        lines += _tuple("layouts", [_layout(layout) for layout in rule.layouts])
    lines.append("    known={")
    lines += [f"        {_text(fact)}: {_text(how)}," for fact, how in rule.known.items()]
    lines += ["    },", ")", ""]
    return "\n".join(lines)


def write(made: Draft, package: Path, fixtures: Path) -> list[str]:
    """Write the rule into `package` and its folder into `fixtures`; what is wrong with them, one line each.

    Raises OSError where they cannot be written.
    """
    rule = made.publisher
    folder = fixtures / rule.key
    folder.mkdir(parents=True, exist_ok=True)
    package.mkdir(parents=True, exist_ok=True)
    path = package / f"{rule.key}.py"
    path.write_text(rule_text(made), encoding="utf-8")
    (folder / "page.html").write_bytes(made.page.body)
    (folder / made.source_file).write_bytes(made.source_body)
    (folder / "facts.toml").write_text(facts_of(made), encoding="utf-8")
    fixture = Fixture(folder, rule)
    expected = json.dumps(fixture.read(), ensure_ascii=False, indent=2) + "\n"
    (folder / "expected.json").write_text(expected, encoding="utf-8")
    return shortcomings(path, folder)


def shortcomings(path: Path, folder: Path) -> list[str]:
    """What the tests of the collection will say of a rule's file and its fixture folder."""
    # Checking compiles every pattern and asks a parser; drafting alone needs it.
    from newscrawl.publishers.checks import problems  # noqa: PLC0415

    rule = load_rule(path)
    fixture = Fixture(folder, rule)
    found = [*problems(rule), *fixture.shortcomings()]
    if fixture.read() != fixture.expected:
        found.append("expected.json is not what the page and the document give")
    return found


def load_rule(path: Path) -> Publisher:
    """The `PUBLISHER` of a rule's file anywhere. Raises ValueError when it has none."""
    space: dict[str, Any] = {"__name__": path.stem}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), space)  # noqa: S102 - a rule is Python
    rule = space.get("PUBLISHER")
    if not isinstance(rule, Publisher):
        raise ValueError(f"{path} defines no PUBLISHER")  # noqa: TRY004 - the value of a file
    return rule


def _comment(made: Draft, field: str) -> list[str]:
    text = made.comments.get(field, "")
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < _WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(f"    # {word}")
    return lines


def _layout(layout: Any) -> str:
    day = layout.since
    selectors = "".join(f"{_text(selector)}, " for selector in layout.body).rstrip()
    selectors = selectors if len(layout.body) == 1 else selectors.rstrip(",")
    return f"Layout(since=date({day.year}, {day.month}, {day.day}), body=({selectors}))"


def _tuple(field: str, items: list[str]) -> list[str]:
    if len(items) == 1 and len(items[0]) + len(field) + 10 <= _WIDTH:
        return [f"    {field}=({items[0]},),"]
    short = f"    {field}=({', '.join(items)}),"
    if len(short) <= _WIDTH:
        return [short]
    return [f"    {field}=(", *(f"        {item}," for item in items), "    ),"]


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
