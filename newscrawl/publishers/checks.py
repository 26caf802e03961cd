"""All a rule must keep, checked: for the tests of the collection, and for whoever writes a rule.

`problems(rule)` costs milliseconds, since it compiles every pattern and selector; loading a rule does not.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from newscrawl.extraction.layout import SELECTOR_FIELDS
from newscrawl.publishers.rule import KINDS, Archive, Publisher
from newscrawl.publishers.twin import fields_of

KNOWN: Final = re.compile(r"(?:seen|reported) 20[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?|unverified")
"""How a fact is known: seen or reported in a month or a year, or unverified."""
FACTS: Final = (
    "hosts",
    "sources",
    "article_pattern",
    "kinds",
    "amp",
    "layouts",
    "datelines",
    "politeness",
)
"""Facts that need to say how they are known, where a rule states them."""

_PATH = re.compile(r"(?:/[A-Za-z0-9_~%.-]+)*")
_OFFSET = re.compile(r"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]")
_DAY_FIELD = re.compile(r"\{day:(?:%[A-Za-z]|[^{}%])+\}")


def problems(rule: Publisher) -> list[str]:
    """What is wrong with a rule, one line each; empty for a sound one."""
    return [
        *_identity(rule),
        *_sources(rule),
        *_patterns(rule),
        *_kinds(rule),
        *_twins(rule),
        *_layouts(rule),
        *_knowledge(rule),
    ]


def _identity(rule: Publisher) -> Iterator[str]:
    if not rule.name.strip() or not rule.name_latin.strip():
        yield "name and name_latin must not be empty"
    if len(set(rule.all_hosts)) != len(rule.all_hosts):
        yield "hosts repeat themselves"
    if not _PATH.fullmatch(rule.path):
        yield f"path must be '' or begin with / and not end with it, got {rule.path!r}"
    if not re.fullmatch("[A-Z]{2}", rule.country):
        yield f"country must be two capital letters, got {rule.country!r}"
    if not _OFFSET.fullmatch(rule.timezone):
        yield f"timezone must be an offset like +05:30, got {rule.timezone!r}"
    for line in rule.datelines:
        if line.count("{place}") != 1 or not line.replace("{place}", "", 1).strip():
            yield f"dateline {line!r} must hold {{place}} once and something beside it"


def _sources(rule: Publisher) -> Iterator[str]:
    if not rule.sources and not rule.no_source:
        yield "sources are missing: name one, or say in no_source why none is usable"
    for source in rule.sources:
        if not _is_web(source.url):
            yield f"source {source.url!r} is no http or https URL"
        if not isinstance(source, Archive):
            continue
        if len(_DAY_FIELD.findall(source.url)) != source.url.count("{"):
            yield f"archive {source.url!r} needs its date as {{day:%Y-%m-%d}}"
        elif "{" not in source.url:
            yield f"archive {source.url!r} has no {{day:...}} in it"
    urls = [source.url for source in rule.sources]
    yield from (f"source {url} is named twice" for url in dict.fromkeys(urls) if urls.count(url) > 1)
    if rule.article_pattern is not None and _error(rule.article_pattern) is None:
        yield from (f"source {url} matches the article pattern" for url in urls if rule.is_article_url(url))


def _patterns(rule: Publisher) -> Iterator[str]:
    if rule.article_pattern is None:
        if rule.matches or rule.rejects:
            yield "matches and rejects need an article_pattern"
        return
    if error := _error(rule.article_pattern):
        yield f"article_pattern is no regular expression: {error}"
        return
    if not rule.matches or not rule.rejects:
        yield "an article_pattern needs examples in matches and in rejects"
    for url in rule.matches:
        if not rule.is_article_url(url):
            yield f"{url} stands in matches and does not match the article pattern"
        elif not rule.owns(url):
            yield f"{url} stands in matches and is not on the publisher's hosts"
    for url in rule.rejects:
        if rule.is_article_url(url):
            yield f"{url} stands in rejects and matches the article pattern"


def _kinds(rule: Publisher) -> Iterator[str]:
    for kind in rule.kinds:
        if kind.name not in KINDS:
            yield f"kind {kind.name!r} is none of {', '.join(KINDS)}"
        elif error := _error(kind.pattern):
            yield f"the pattern of kind {kind.name} is no regular expression: {error}"
        elif not rule.owns(kind.example):
            yield f"{kind.example}, example of kind {kind.name}, is not on the publisher's hosts"
        elif rule.kind_of(kind.example) != kind.name:
            yield f"{kind.example} should be of kind {kind.name} and is {rule.kind_of(kind.example)}"
    if not any(_error(kind.pattern) for kind in rule.kinds):
        for url in rule.matches:
            if (found := rule.kind_of(url)) not in {"article", None}:
                yield f"{url} stands in matches and its kind is {found}"


def _twins(rule: Publisher) -> Iterator[str]:
    for twin in rule.amp:
        fields = fields_of(twin.article)
        if not fields or len(set(fields)) != len(fields) or sorted(fields) != sorted(fields_of(twin.amp)):
            yield f"AMP twin {twin.article!r}: both templates need the same fields, each once"
        elif twin.article == twin.amp or not _is_web(twin.article) or not _is_web(twin.amp):
            yield f"AMP twin {twin.article!r}: two different http or https URLs are wanted"
        elif not any(_goes_and_comes(rule, twin.amp_of(url), url) for url in rule.matches):
            yield f"AMP twin {twin.article!r} fits none of matches, there and back"


def _goes_and_comes(rule: Publisher, amp: str | None, url: str) -> bool:
    return amp is not None and not rule.is_article_url(amp) and rule.article_of(amp) == url


def _layouts(rule: Publisher) -> Iterator[str]:
    since = [layout.since for layout in rule.layouts]
    if since != sorted(set(since)):
        yield "layouts must be in the order of their since, each day once"
    tree = LexborHTMLParser("<article><p>पाठ</p></article>")
    for layout in rule.layouts:
        for name in SELECTOR_FIELDS:
            selectors = getattr(layout, name)
            if not isinstance(selectors, tuple):
                yield f"layout since {layout.since}: {name} must be a tuple of selectors"
                continue
            for selector in selectors:
                try:
                    tree.css(selector)
                except (SelectolaxError, TypeError) as error:
                    yield f"layout since {layout.since}: {name} {selector!r} is no CSS selector: {error}"


def _knowledge(rule: Publisher) -> Iterator[str]:
    stated = [name for name in FACTS if getattr(rule, name)]
    if rule.politeness == type(rule.politeness)():
        stated.remove("politeness")
    for fact in stated:
        if fact not in rule.known:
            yield f"known does not say how {fact} is known"
    for fact, how in rule.known.items():
        if fact not in stated:
            yield f"known speaks of {fact!r}, which the rule does not state"
        if not KNOWN.fullmatch(how):
            yield f"known[{fact!r}] must be 'seen 2025-09', 'reported 2026-09' or 'unverified', not {how!r}"
    for part in (*rule.sources, *rule.kinds, *rule.amp, *rule.layouts):
        if part.known is not None and not KNOWN.fullmatch(part.known):
            yield f"known of {part!r} must be 'seen 2025-09', 'reported 2026-09' or 'unverified'"


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _error(pattern: str) -> str | None:
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return None
