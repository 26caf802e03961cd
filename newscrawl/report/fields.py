"""The fields of an article, or of a refused page, with the evidence for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newscrawl.extraction.metadata import Metadata
from newscrawl.items.article import Article, Evidence, Image, Rights
from newscrawl.report.rows import safe_target

FIELDS = (
    "title",
    "subtitle",
    "authors",
    "agency",
    "place",
    "published_at",
    "modified_at",
    "section",
    "tags",
    "page_type",
    "language",
    "paywalled",
    "canonical_url",
    "publisher",
    "lead_image",
    "images",
    "rights",
    "text",
)
"""The fields shown, in this order; `text` is told by its length, the story itself stands beside it."""
_CHARS = 2_000
_MEMBERS = 40


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field, its value and where that came from."""

    name: str
    value: tuple[str, ...]
    """The value in words, several for a list; empty when the page gives none."""
    targets: tuple[str | None, ...]
    """For each of `value` the http or https URL it stands for; None when it is no address."""
    source: str
    raw: str
    """As it stood on the page; '' when it is the value itself or was derived."""
    agreement: str
    dissent: tuple[str, ...]
    precision: str
    """For dates how exact the page was; '' for other fields."""


def field_rows(found: Article | Metadata) -> tuple[list[FieldRow], list[str]]:
    """Rows for all fields with a value or evidence, and the names of those without either."""
    evidence: Mapping[str, Evidence] = found.evidence
    rows: list[FieldRow] = []
    missing: list[str] = []
    for name in FIELDS:
        if not hasattr(found, name):
            continue
        value, targets = _shown(name, getattr(found, name), found)
        record = evidence.get(name)
        if record is None and not value:
            missing.append(name)
        else:
            rows.append(_row(name, value, targets, record))
    return rows, missing


def _row(
    name: str, value: tuple[str, ...], targets: tuple[str | None, ...], record: Evidence | None
) -> FieldRow:
    raw = (record.raw or "") if record else ""
    # Repairs of the page are told apart from the fields.
    if name == "text" or raw in value:
        raw = ""
    return FieldRow(
        name=name,
        value=value,
        targets=targets,
        source=_cut(record.source) if record else "",
        raw=_cut(raw),
        agreement=record.agreement if record else "",
        dissent=tuple(_cut(line) for line in record.dissent[:_MEMBERS]) if record else (),
        precision=(record.precision or "") if record else "",
    )


def _shown(
    name: str, value: Any, found: Article | Metadata
) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """A value in words, and the addresses among them."""
    if name == "text" and isinstance(found, Article):
        told = (f"{found.word_count} words, {len(value)} characters, {len(found.blocks)} blocks",)
        return told, (None,)
    if isinstance(value, Image):
        return _images((value,))
    if isinstance(value, Rights):
        words = _rights(value)
    elif isinstance(value, bool):
        words = ("yes" if value else "no",)
    elif isinstance(value, tuple):
        if value and isinstance(value[0], Image):
            return _images(value)
        words = tuple(_cut(str(part)) for part in value[:_MEMBERS])
        if len(value) > _MEMBERS:
            words = (*words, f"and {len(value) - _MEMBERS} more")
    else:
        words = (_cut(str(value)),) if value else ()
    if name == "canonical_url":
        return words, tuple(safe_target(word) for word in words)
    return words, (None,) * len(words)


def _images(images: Iterable[Image]) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    words: list[str] = []
    targets: list[str | None] = []
    for image in list(images)[:_MEMBERS]:
        words.append(_cut(image.url))
        targets.append(safe_target(image.url))
        told = " · ".join(part for part in (image.caption, image.credit) if part)
        if told:
            words.append(_cut(told))
            targets.append(None)
    return tuple(words), tuple(targets)


def _rights(rights: Rights) -> tuple[str, ...]:
    words = [", ".join(rights.robots)] if rights.robots else []
    if rights.noai:
        words.append("no use for machine learning")
    if rights.tdm_reservation is not None:
        words.append(f"text and data mining {'reserved' if rights.tdm_reservation else 'not reserved'}")
    if rights.tdm_policy:
        words.append(rights.tdm_policy)
    return tuple(_cut(word) for word in words)


def _cut(text: str) -> str:
    return text if len(text) <= _CHARS else text[: _CHARS - 1] + "…"
