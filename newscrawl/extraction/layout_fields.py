"""The single fields a layout's selectors point at, and whether they are believed.

A value of the rule fills what the generic extraction left empty. Where both have one and they agree, the
evidence says so; where they differ in form (a suffix, a second author) the rule's is taken; where they have
nothing to do with each other the rule is taken to point at the wrong place, and the generic value stands.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from newscrawl.extraction.layout import Layout
from newscrawl.extraction.metadata import Metadata
from newscrawl.extraction.names import clean_name, is_usable, looks_like_name, segments, split_people
from newscrawl.extraction.sources import Sources, letters_key, tidy
from newscrawl.hindi.dates import ParsedDate, iso, parse_date
from newscrawl.hindi.script import words
from newscrawl.items.article import Evidence
from newscrawl.limits import LIMITS

FIELDS: Final = ("title", "subtitle", "authors", "published")
"""Fields of a layout that point at single values."""
_ALIKE: Final = 0.5
"""Share of words two forms of a headline have in common."""
_SAME_DAY: Final = timedelta(hours=24)
"""Two dates of one story further apart are of different events: an update, the clock in the masthead."""
_PRINTED: Final = frozenset({"byline", "labelled", "url"})
"""Sources of a date that states nothing for machines."""
_MOST_NAMES: Final = 8
_ATTRIBUTES: Final = ("datetime", "content", "data-time", "title")


@dataclass(slots=True)
class LayoutFields:
    """What the selectors found; empty where they found nothing usable."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: ParsedDate | None = None
    published_raw: str = ""

    @property
    def any(self) -> bool:
        """Whether a selector found anything."""
        return bool(self.title or self.subtitle or self.authors or self.published)

    def amend(self, metadata: Metadata, name: str, sources: Sources) -> None:
        """Put these into the metadata where they are credible; `name` is the rule's in the evidence."""
        for field in ("title", "subtitle"):
            value = getattr(self, field)
            if value:
                _amend_line(metadata, field, value, name)
        if self.authors:
            _amend_authors(metadata, self.authors, name, sources)
        if self.published is not None:
            _amend_date(metadata, self.published, self.published_raw, name)


def read_fields(layout: Layout, tree: LexborHTMLParser) -> LayoutFields:
    """Read what a layout's field selectors match on a page."""
    found = LayoutFields()
    for field in ("title", "subtitle"):
        values = (value for node in _matches(tree, getattr(layout, field)) if (value := _text(node)))
        setattr(found, field, next(values, ""))
    names: dict[str, str] = {}
    for node in _matches(tree, layout.authors)[:_MOST_NAMES]:
        for name in _names(_text(node)):
            names.setdefault(letters_key(name), name)
    found.authors = tuple(names.values())[:_MOST_NAMES]
    for node in _matches(tree, layout.published)[:3]:
        attributes = node.attributes
        for raw in (*(attributes.get(name) for name in _ATTRIBUTES), _text(node)):
            if raw and (parsed := parse_date(raw[: LIMITS.field_chars])) is not None:
                found.published, found.published_raw = parsed, tidy(raw)
                return found
    return found


def _matches(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> list[Any]:
    """The elements of the first selector that matches any."""
    for selector in selectors:
        if found := select(tree, selector):
            return found
    return []


def select(tree: LexborHTMLParser, selector: str) -> list[Any]:
    """The elements a selector matches, at most `LIMITS.list_items`; none for what is no CSS."""
    try:
        return tree.css(selector)[: LIMITS.list_items]
    except SelectolaxError:
        return []


def _text(node: Any) -> str:
    content = node.attributes.get("content") if node.tag == "meta" else None
    return tidy(content if content is not None else node.text(separator=" ")[: 4 * LIMITS.field_chars])


def _names(line: str) -> list[str]:
    if not line or not is_usable(line):
        return []
    parts = segments(line)
    written = [part for editing, part in parts if not editing] or [part for _, part in parts]
    found = [name for part in written for name in split_people(clean_name(part))]
    return [name for name in found if looks_like_name(name)]


def _amend_line(metadata: Metadata, field: str, value: str, name: str) -> None:
    generic = getattr(metadata, field)
    before = metadata.evidence.get(field)
    if generic and not _alike(generic, value):
        _dispute(metadata, field, name, value)
    elif generic and letters_key(generic) == letters_key(value):
        _confirm(metadata, field)
    else:
        setattr(metadata, field, value)
        dissent = (f"{before.source if before else 'page'}={generic[:200]}",) if generic else ()
        metadata.evidence[field] = Evidence(
            source=name, raw=value, agreement="disputed" if dissent else "single", dissent=dissent
        )


def _alike(one: str, other: str) -> bool:
    first, second = letters_key(one), letters_key(other)
    if first in second or second in first:
        return True
    mine, theirs = set(words(one)), set(words(other))
    return len(mine & theirs) > _ALIKE * min(len(mine), len(theirs))


def _amend_authors(metadata: Metadata, authors: tuple[str, ...], name: str, sources: Sources) -> None:
    # A site that names itself as author has a person's name in print, or none.
    generic = {letters_key(author) for author in metadata.authors if not sources.is_site(author)}
    ours = {letters_key(author) for author in authors}
    if not generic:
        metadata.authors = authors
        metadata.evidence["authors"] = Evidence(source=name, raw="; ".join(authors))
    elif ours <= generic:
        _confirm(metadata, "authors")
    elif ours & generic:
        before = "; ".join(metadata.authors)
        metadata.authors = authors
        metadata.evidence["authors"] = Evidence(
            source=name, raw="; ".join(authors), agreement="disputed", dissent=(f"generic={before}",)
        )
    else:
        _dispute(metadata, "authors", name, "; ".join(authors))


def _amend_date(metadata: Metadata, found: ParsedDate, raw: str, name: str) -> None:
    if metadata.published_at is None:
        metadata.published_at = iso(found)
        metadata.evidence["published_at"] = Evidence(source=name, raw=raw, precision=found.precision)
        return
    before = metadata.evidence.get("published_at")
    if before is not None and before.source in _PRINTED and _as_fine(found, before):
        # Where the generic extraction read a printed date too, the rule knows which one it is.
        agreed = metadata.published_at == iso(found)
        dissent = () if agreed else (f"{before.source}={before.raw or metadata.published_at}",)
        metadata.published_at = iso(found)
        metadata.evidence["published_at"] = Evidence(
            source=name,
            raw=raw,
            agreement="agreed" if agreed else "disputed",
            dissent=dissent,
            precision=found.precision,
        )
        return
    apart = abs(datetime.fromisoformat(metadata.published_at) - found.value)
    if apart > _SAME_DAY:
        _dispute(metadata, "published_at", name, raw)
    else:
        # A stated time is finer than a printed one: it stays.
        _confirm(metadata, "published_at")


def _as_fine(found: ParsedDate, before: Evidence) -> bool:
    return found.precision != "day" or before.precision == "day"


def _confirm(metadata: Metadata, field: str) -> None:
    before = metadata.evidence.get(field)
    if before is not None and before.agreement == "single":
        metadata.evidence[field] = replace(before, agreement="agreed")


def _dispute(metadata: Metadata, field: str, name: str, value: str) -> None:
    before = metadata.evidence.get(field) or Evidence(source="page")
    dissent = (f"{name}={value[:200]}", *before.dissent)[:8]
    metadata.evidence[field] = replace(before, agreement="disputed", dissent=dissent)
