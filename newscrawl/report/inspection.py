"""What was made of one page, gathered for showing: the blocks, the fields, the outcome, the repairs."""

from collections.abc import Mapping
from dataclasses import dataclass

from newscrawl.extraction.extract import clean_text, read_page
from newscrawl.extraction.metadata import Metadata
from newscrawl.extraction.page import Box, Label, Page, TextBlock
from newscrawl.extraction.plain_text import label_lines, read_plain_text
from newscrawl.hindi.script import fold_space, scrub
from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.limits import LIMITS
from newscrawl.publishers.registry import layout_for
from newscrawl.report.fields import FieldRow, field_rows
from newscrawl.report.rows import RoleCount, Row, build_rows, count_roles, safe_target, tag_path


@dataclass(frozen=True, slots=True)
class Inspection:
    """A page with every decision on it; `newscrawl.report.render` draws it."""

    name: str
    """What was inspected, as the user named it."""
    target: str | None
    """The page's own address where it is http or https, else None."""
    article: Article | None
    reject: Reject | None
    """Exactly one of the two is there."""
    rows: tuple[Row, ...]
    legend: tuple[RoleCount, ...]
    fields: tuple[FieldRow, ...]
    missing: tuple[str, ...]
    """Fields the page gives no value for."""
    container: str
    """The element that holds the story; '' when none was found or the input had no elements."""
    anchor: str
    """The element that holds most of the story's paragraphs; '' as above."""
    notes: tuple[str, ...]
    """What was repaired, cut or left unread."""
    tagged: bool
    """True for a web page, False for lines of plain text."""

    @property
    def kept(self) -> int:
        """How many blocks are the story's."""
        return sum(row.kept for row in self.rows)

    @property
    def heading(self) -> str:
        """The headline, where the page has one; else its name."""
        return next(
            (field.value[0] for field in self.fields if field.name == "title" and field.value), self.name
        )

    @property
    def first_kept(self) -> int | None:
        """Index of the story's first block; None when there is none."""
        return next((row.index for row in self.rows if row.kept), None)


def inspect_html(
    html: bytes | str,
    name: str,
    url: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Inspection:
    """Read a web page as `newscrawl.extract` does and keep all that was seen. Never raises on input.

    `name` is what the page shows for the input; `url` and `headers` as for `newscrawl.extract`.
    """
    reading = read_page(html, url, headers=headers, layout=layout_for(url))
    notes: list[str] = []
    if isinstance(reading.result, Article) and "text" in reading.result.evidence:
        notes += (reading.result.evidence["text"].raw or "").split("; ")
    container = anchor = ""
    base = url
    if reading.page is not None:
        notes += reading.page.notes
        base = _base(reading.page, url)
    if reading.region is not None:
        notes += reading.region.notes
        container, anchor = _where(reading.region.container), _where(reading.region.anchor)
    if reading.metadata is not None:
        notes += reading.metadata.notes
    return _gather(
        name,
        url,
        reading.result,
        blocks=reading.page.blocks if reading.page else None,
        labels=reading.labels,
        metadata=reading.metadata,
        base=base,
        container=container,
        anchor=anchor,
        notes=notes,
    )


def inspect_text(text: str, name: str) -> Inspection:
    """Read a page that was flattened to lines as `newscrawl.clean_text` does. Never raises on input."""
    result = clean_text(text)
    try:
        found = read_plain_text(text)
    except Exception:  # noqa: BLE001  (`clean_text` has told it as a reject)
        found = None
    metadata: Metadata | None = None
    notes: list[str] = []
    if found is None or isinstance(found, Reject):
        lines = _lines(text)
        labels = label_lines(lines) if found is not None and lines else []
        lines = lines if labels else []
    else:
        lines, labels, metadata = found.lines, found.labels, found.metadata
        notes += [found.note or "", *metadata.notes]
    return _gather(
        name, None, result, blocks=lines, labels=labels, metadata=metadata, notes=notes, tagged=False
    )


def inspect_reject(reject: Reject, name: str) -> Inspection:
    """An input that could not even be read: nothing but the reject."""
    return _gather(name, None, reject)


def _gather(
    name: str,
    url: str | None,
    result: Article | Reject,
    *,
    blocks: list[TextBlock] | None = None,
    labels: list[Label] | None = None,
    metadata: Metadata | None = None,
    base: str | None = None,
    container: str = "",
    anchor: str = "",
    notes: list[str] | None = None,
    tagged: bool = True,
) -> Inspection:
    article = result if isinstance(result, Article) else None
    rows = build_rows(blocks or [], labels or [], base)
    source = article if article is not None else metadata
    fields, missing = field_rows(source) if source is not None else ([], [])
    return Inspection(
        name=name,
        target=safe_target(url or ""),
        article=article,
        reject=result if isinstance(result, Reject) else None,
        rows=tuple(rows),
        legend=tuple(count_roles(rows)),
        fields=tuple(fields),
        missing=tuple(missing),
        container=container,
        anchor=anchor,
        notes=tuple(dict.fromkeys(note for note in notes or () if note)),
        tagged=tagged,
    )


def _where(box: Box | None) -> str:
    return tag_path(box)[0] if box is not None else ""


def _base(page: Page, url: str | None) -> str | None:
    """What relative links of the page resolve against: its `<base>`, else its address."""
    return safe_target(page.base or "", url) or url


def _lines(text: str) -> list[TextBlock]:
    """The lines of a text that was refused: a reject holds none, and it is these a reader asks about."""
    root = Box("body", "", None, 0)
    folded = (fold_space(line) for line in scrub(text[: LIMITS.page_bytes]).splitlines())
    lines = [line for line in folded if line][: LIMITS.blocks]
    return [TextBlock(line, Box("p", "", root, i + 1), i) for i, line in enumerate(lines)]
