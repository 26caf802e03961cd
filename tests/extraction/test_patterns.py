"""No pattern that meets whole pages backtracks badly; the fields that others read are bounded before.

The patterns of the modules in `WIDE` see text of any length. All others see a field of at most
`LIMITS.field_chars` characters: there, whole pages with a 64 KB field of each kind are timed.
"""

import importlib
import json
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import regex

import newscrawl.extraction
import newscrawl.hindi
from newscrawl import Reject, extract
from newscrawl.hindi.phrase_book import load
from newscrawl.items.reject import Reason

SIZE = 65_536
# Generous: the work is linear where it takes a tenth of this.
SECONDS = 0.1
UNITS = (
    "a", "1", "०", "क", "ा", "क़", "é", "漢", " ", "\n", "\u00a0", "\u200d", "-", ".", "।", "|", ":", "/", "\\", "<", ">", "=",
    "&", "?", "(", ")", "[", "{", '"', "'", "…", "a ", "क ", "1 ", "- ", ". ", "( ", "a,", "a.", "a-", "1:", "क।", "a|", "<a ",
    "<a>", "<!--", "<a b='", '<a b="', 'a="', "http://", "जनवरी ", "12:30 ", "2024-01-01T", "com-", "ad-", "ad ", "comment-",
    "related", "&amp;", '"a":', '{"a":', "\\u00", "read more ", "है।", "à¤", "Ã Â¤", "\ufffd", "@type",
)  # fmt: skip
FIELD_UNITS = (
    "a", "A", "1", "क", "क़", "-", "–", ".", ",", "|", "(", "Ab ", "1 ", "- ", "| ", "( ", ") ", "a,", "a.", "1:", "फोटो: ",
    "1 जनवरी ", "12:30 ", "2024-01-01T", "और ", "by ", "http://", "a@b.", "&#x1b;", "&#xa0;",
)  # fmt: skip
WIDE = frozenset(
    "blocks body container decode guards jsonld label marks open_tags plain_text prose repair script".split()
)
PROSE = "<p>मुख्यमंत्री ने सोमवार को लखनऊ में बैठक ली और कहा कि राहत के काम में कोई ढिलाई नहीं होगी।</p>" * 4
HEADLINE = "<h1>बैठक हुई</h1>"


def patterns() -> Iterator[Any]:
    """Name and pattern of each module-level compiled pattern, those in containers and the phrase book too."""
    seen: set[tuple[Any, int]] = set()
    for package in (newscrawl.extraction, newscrawl.hindi):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if found.name.rpartition(".")[2] not in WIDE:
                continue
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                for label, pattern in unpacked(name, value):
                    key = (pattern.pattern, pattern.flags)
                    if key not in seen:
                        seen.add(key)
                        yield pytest.param(pattern, id=f"{found.name.removeprefix('newscrawl.')}.{label}")
    for number, (pattern, entry) in enumerate(load().patterns):
        yield pytest.param(pattern, id=f"phrases.{number}-{entry.role}")


def unpacked(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, re.Pattern | regex.Pattern):
        yield name, value
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from unpacked(f"{name}.{key}", member)
    elif isinstance(value, list | tuple):
        for number, member in enumerate(value):
            yield from unpacked(f"{name}.{number}", member)


ALL = sorted(patterns(), key=lambda found: str(found.id))


@pytest.mark.parametrize("pattern", ALL)
def test_a_pattern_is_linear(pattern: Any, stopwatch: Any) -> None:
    assert_linear(pattern, UNITS[:: len(UNITS) // 8], stopwatch)


@pytest.mark.slow
@pytest.mark.parametrize("pattern", ALL)
def test_a_pattern_is_linear_on_every_unit(pattern: Any, stopwatch: Any) -> None:
    assert_linear(pattern, UNITS, stopwatch)


def assert_linear(pattern: Any, units: tuple[str, ...], stopwatch: Any) -> None:
    slow = {}
    for unit in units:
        # A square would take 64 times as long for eight times the length: most need the short text alone.
        seconds = searched(pattern, unit, SIZE // 8)
        if SECONDS / 100 < seconds <= SECONDS:
            seconds = stopwatch.least(lambda unit=unit: searched(pattern, unit, SIZE), SECONDS)
        if seconds > SECONDS:
            slow[unit] = round(seconds, 2)
            if len(slow) >= 3:
                break
    assert not slow, slow


def searched(pattern: Any, unit: str, size: int) -> float:
    text = unit * (size // len(unit)) + "\x01"
    subject: Any = text.encode()[:size] if isinstance(pattern.pattern, bytes) else text
    started = time.process_time()
    pattern.search(subject)
    return time.process_time() - started


def schema(**fields: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": "बैठक", **fields}, ensure_ascii=False)
    return f'<script type="application/ld+json">{data}</script>{HEADLINE}{PROSE}'


FIELDS: dict[str, Callable[[str], str]] = {
    "title": lambda x: f"<title>{x}</title>{PROSE}",
    "og:title": lambda x: f'<meta property="og:title" content="{x}">{HEADLINE}{PROSE}',
    "headline": lambda x: f"<h1>{x}</h1>{PROSE}",
    "subtitle": lambda x: f"{HEADLINE}<h2 class=subtitle>{x}</h2>{PROSE}",
    "byline": lambda x: f'{HEADLINE}<div class="byline">By {x}</div>{PROSE}',
    "author link": lambda x: f"{HEADLINE}<a rel=author href=/author/x>{x}</a>{PROSE}",
    "author meta": lambda x: f'<meta name=author content="{x}">{HEADLINE}{PROSE}',
    "time": lambda x: f'{HEADLINE}<time datetime="{x}">{x}</time>{PROSE}',
    "date": lambda x: f"{HEADLINE}<div class=date>{x}</div>{PROSE}",
    "line under the headline": lambda x: f"{HEADLINE}<div>{x}</div>{PROSE}",
    "caption": lambda x: f"{HEADLINE}<figure><img src=/a/b.jpg><figcaption>{x}</figcaption></figure>{PROSE}",
    "breadcrumb": lambda x: (
        f"<div class=breadcrumb><a href=/>Home</a><a href=/x>{x}</a></div>{HEADLINE}{PROSE}"
    ),
    "tag": lambda x: f"{HEADLINE}{PROSE}<div class=tags><a rel=tag href=/tag/x>{x}</a></div>",
    "keywords": lambda x: f'<meta name=keywords content="{x}">{HEADLINE}{PROSE}',
    "section": lambda x: f'<meta property="article:section" content="{x}">{HEADLINE}{PROSE}',
    "first paragraph": lambda x: f"{HEADLINE}<p>{x}</p>{PROSE}",
    "last paragraph": lambda x: f"{HEADLINE}{PROSE}<p>{x}</p>",
    "class": lambda x: f'{HEADLINE}<div class="{x}">{PROSE}</div>',
    "address": lambda x: f'<link rel=canonical href="{x}"><base href="{x}">{HEADLINE}<img src="{x}">{PROSE}',
    "style": lambda x: f'{HEADLINE}<div style="{x}">{PROSE}</div>',
    "JSON-LD headline": lambda x: schema(headline=x),
    "JSON-LD author": lambda x: schema(author=x),
    "JSON-LD date": lambda x: schema(datePublished=x),
    "JSON-LD keywords": lambda x: schema(keywords=x, articleSection=x),
    "JSON-LD body": lambda x: schema(articleBody=x),
    "JSON-LD": lambda x: f'<script type="application/ld+json">{x}</script>{HEADLINE}{PROSE}',
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_any_length_is_read_in_bounded_time(field: str, stopwatch: Any) -> None:
    extract(FIELDS[field]("a"))  # What is loaded once is not the field's time.
    slow = {}
    for unit in FIELD_UNITS:
        html = FIELDS[field](unit * (SIZE // len(unit)))
        seconds = stopwatch.cpu(
            lambda html=html: extract(html, url="https://khabar.example/news/pul-ka-kaam-1071.html"),
            3 * SECONDS,
        )
        found = stopwatch.result
        assert not isinstance(found, Reject) or found.reason is not Reason.INTERNAL_ERROR, (
            unit,
            found.detail,
        )
        if seconds > 3 * SECONDS:
            slow[unit] = round(seconds, 2)
    assert not slow, slow
