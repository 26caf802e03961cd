"""The publishers as people read them: the page of all, and the lines of one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from newscrawl.publishers.rule import KINDS, Publisher

_SOURCES: Final = {
    "NewsSitemap": ("news sitemap", "news sitemaps"),
    "Feed": ("feed", "feeds"),
    "Archive": ("archive by date", "archives by date"),
    "Sitemap": ("sitemap", "sitemaps"),
    "Listing": ("listing", "listings"),
}
_HEAD: Final = """\
# Publishers

{number} publishers have a rule. `newscrawl crawl KEY` crawls one, `newscrawl publishers KEY` shows all
that is known of it. Any other Hindi news site needs no rule: crawl its URL. How to add one stands in
[Adding a publisher](adding-a-publisher.md).

**How sure** counts the facts of a rule: *seen* on a page or in an answer, *reported* by someone who saw
it, and *unverified*. The rule says it of each fact, with the month. Kinds are those told from articles by
their address; only articles and live pages are fetched unless [NEWSCRAWL_KINDS](settings.md) says
otherwise.

This page is printed by `newscrawl publishers --markdown`.

| key | name | site | sources | kinds | how sure |
|---|---|---|---|---|---|
"""


def publishers_page(rules: Iterable[Publisher]) -> str:
    """docs/publishers.md: a table of all, and what keeps some from being found."""
    found = sorted(rules, key=lambda rule: rule.key)
    rows = [
        f"| `{rule.key}` | {rule.name} ({rule.name_latin}) | [{rule.hosts[0]}{rule.path}]({rule.home}) "
        f"| {sources_of(rule)} | {kinds_of(rule)} | {certainty(rule)} |\n"
        for rule in found
    ]
    page = _HEAD.format(number=len(found)) + "".join(rows)
    silent = [rule for rule in found if rule.no_source]
    if silent:
        page += "\n## Without a usable source\n\nA crawl of these begins at the home page.\n\n"
        page += "".join(f"- `{rule.key}`: {rule.no_source}\n" for rule in silent)
    return page


def sources_of(rule: Publisher) -> str:
    """Its sources by form: `1 news sitemap, 24 feeds`."""
    numbers = Counter(type(source).__name__ for source in rule.sources)
    parts = [
        f"{numbers[form]} {one if numbers[form] == 1 else many}"
        for form, (one, many) in _SOURCES.items()
        if numbers[form]
    ]
    return ", ".join(parts) or "none usable"


def kinds_of(rule: Publisher) -> str:
    """The kinds of pages its rule tells by their URL."""
    stated = {kind.name for kind in rule.kinds}
    return ", ".join(kind.replace("_", " ") for kind in KINDS if kind in stated)


def certainty(rule: Publisher) -> str:
    """How many of its facts were seen, reported or are unverified."""
    hows = list(rule.known.values())
    parts = (*rule.sources, *rule.kinds, *rule.amp, *rule.layouts)
    hows += [part.known for part in parts if part.known is not None]
    numbers = Counter(how.partition(" ")[0] for how in hows)
    return ", ".join(
        f"{numbers[level]} {level}" for level in ("seen", "reported", "unverified") if numbers[level]
    )


def describe(rule: Publisher) -> Iterator[str]:
    """What is known of a publisher, line by line."""
    yield f"{rule.key}: {rule.name} ({rule.name_latin})"
    yield f"hosts: {', '.join(rule.hosts)}"
    for name in ("mobile_hosts", "amp_hosts", "old_hosts"):
        if hosts := getattr(rule, name):
            yield f"{name.replace('_', ' ')}: {', '.join(hosts)}"
    if rule.path:
        yield f"path: {rule.path}"
    yield f"language: {rule.language}, country: {rule.country}, times: {rule.timezone}"
    pace = rule.politeness
    yield f"pace: {pace.delay:g} s between requests, {pace.concurrency} at a time"
    yield f"article URLs: {rule.article_pattern or 'any'}"
    if rule.no_source:
        yield f"no usable source: {rule.no_source}"
    if rule.sources:
        yield "sources:"
    for source in rule.sources:
        yield f"  {type(source).__name__}: {source.url}{_how(source.known)}"
    if rule.kinds:
        yield "kinds by URL:"
        yield from (f"  {kind.name}: {kind.pattern}{_how(kind.known)}" for kind in rule.kinds)
    for twin in rule.amp:
        yield f"AMP: {twin.article} is {twin.amp}{_how(twin.known)}"
    for layout in rule.layouts:
        yield f"layout since {layout.since}: {', '.join(layout.body) or 'no body'}{_how(layout.known)}"
    if rule.datelines:
        yield f"datelines: {' '.join(rule.datelines)}"
    yield "known:"
    yield from (f"  {fact}: {how}" for fact, how in rule.known.items())
    if rule.notes:
        yield "notes:"
        yield from (f"  {note}" for note in rule.notes)


def _how(known: str | None) -> str:
    return f" ({known})" if known else ""
