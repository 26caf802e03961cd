"""A publisher's layout applied to a page: evidence for where the story is, never worse than none.

The selectors are asked on the parsed tree, before the walk. What they match is marked with a class that no
page uses, found again in the walk's records and taken off them, so that the walk itself knows nothing of
rules. The page is then labelled a second time with the rule's container and drops, which only pages of
publishers with a layout pay for. The two stories are compared piece by piece: where
the rule found nothing, or loses or adds more than `_LOST`, `_DROPPED` and `_GAINED` allow, the generic story
stands and the evidence says what the rule said. A rule that a crawl has set aside is asked all the same, for
`Guide.fits`, and changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from newscrawl.extraction.body import STORY_ROLES
from newscrawl.extraction.container import Region, find_kin
from newscrawl.extraction.label import label_page
from newscrawl.extraction.layout import Layout
from newscrawl.extraction.layout_fields import FIELDS, LayoutFields, read_fields, select
from newscrawl.extraction.metadata import Metadata
from newscrawl.extraction.page import Box, Label, Page
from newscrawl.extraction.site_profile import SiteProfile, clear_away, prose_in
from newscrawl.extraction.sources import Sources
from newscrawl.items.article import Evidence

Labelled = tuple[list[Label], range | None, Region]

_LEAST: Final = 40
"""Characters that make a story."""
_LOST: Final = 0.2
"""Share of the generic story that may stand outside the rule's body. What is dropped by name counts apart:
a body that misses more is not the body."""
_DROPPED: Final = 0.4
"""Share of the generic story that the rule's drops may take out."""
_GAINED: Final = 0.5
"""Share of the rule's story that the generic extraction did not see."""
_EMPTY: Final = "no story in the rule's body"
_BODY: Final = "\ue000b"
_DROP: Final = "\ue000d"
"""Class names of private-use characters."""


class Guide:
    """One layout on one page. Made before the walk, asked after it."""

    def __init__(self, layout: Layout, tree: LexborHTMLParser, *, aside: bool = False) -> None:
        self.fits: bool | None = None
        """Whether the rule finds the story where the page has it; None where it says nothing of that. This
        and the next are known after `amend`.
        """
        self.fields_fit: bool | None = None
        """Whether its selectors of single fields find something, and nothing that the page contradicts."""
        self._aside = aside
        self.name = f"rule:{layout.publisher}" if layout.publisher else "rule"
        self._layout = layout
        self._body = _mark_first(tree, layout.body)
        self._drops = [selector for selector in layout.drops if _mark(tree, selector, _DROP)]
        self._bodies: list[Box] = []
        self._dropped: set[int] = set()
        self._lines: set[int] = set()
        self._found = False
        self._site: SiteProfile | None = None
        self._verdict: Evidence | None = None
        self._fields: LayoutFields = read_fields(layout, tree)

    def find(self, page: Page) -> None:
        """Find what was marked in the walk's records, and take the marks off."""
        for box in page.boxes:
            if "\ue000" not in box.hints:
                continue
            marks = {word for word in box.hints.split() if word in (_BODY, _DROP)}
            box.hints = " ".join(word for word in box.hints.split() if word not in marks)
            if _DROP in marks:
                self._dropped.add(box.index)
            elif _BODY in marks:
                self._bodies.append(box)
        for block in page.blocks:
            if _DROP in block.inline:
                block.inline = block.inline.replace(f"{_DROP} ", "").replace(_DROP, "")
                self._lines.add(block.index)
        page.body_classes = page.body_classes.replace(f"{_BODY} ", "").replace(_BODY, "")

    def relabel(
        self, page: Page, titles: Sequence[str], site: SiteProfile | None, generic: Labelled
    ) -> Labelled:
        """The labels under the rule, or the generic ones where the rule would make them worse."""
        if not self._layout.body and not self._dropped and not self._lines:
            return generic
        if self._layout.body and not self._bodies:
            self._set_aside(f"no element for {', '.join(self._layout.body)}")
            return generic
        self._site = site
        if self._fields.title:
            titles = [self._fields.title, *titles]
        ruled = label_page(page, titles, self)
        if self._bodies and not self._found:
            self._set_aside(_EMPTY)
            return generic
        problem = self._compare(page, generic[0], ruled[0])
        if problem:
            self._set_aside(problem)
            return generic
        self._verdict = Evidence(source=self.name, raw=self._body or ", ".join(self._drops))
        return generic if self._aside else ruled

    def amend(self, metadata: Metadata, sources: Sources) -> None:
        """Take the rule's title, subtitle, authors and date into the metadata where they are credible."""
        amended = replace(metadata, evidence=dict(metadata.evidence)) if self._aside else metadata
        if self._verdict is not None:
            amended.evidence["text"] = self._verdict
        self._fields.amend(amended, self.name, sources)
        disputed = set(disputed_by(self.name, amended.evidence))
        if self._layout.body or self._layout.drops:
            self.fits = self._verdict is not None and "text" not in disputed
        if any(getattr(self._layout, name) for name in FIELDS):
            self.fields_fit = self._fields.any and disputed <= {"text"}
        if self._aside:
            metadata.evidence["text"] = Evidence(
                source="blocks", raw=f"{self.name} is set aside", agreement="derived"
            )

    # What label_page asks of a site's profile.

    def steer(self, page: Page, region: Region) -> None:
        """Put the story into the rule's body, and its drops out of it."""
        if self._site is not None:
            self._site.steer(page, region)
        body = max(self._bodies, key=lambda box: prose_in(region, box), default=None)
        mass = prose_in(region, body) if body is not None else 0
        if body is not None and mass:
            clear_away(page, region, body)
        for index in self._dropped:
            for inner in range(index, page.boxes[index].end):
                region.away[inner] = Label("widget", f"{self.name} drops it")
        if body is not None and mass:
            region.container, region.mass = body, mass
            self._found = True
        if region.container is not None:
            find_kin(page, region)

    def mark(self, page: Page, labels: list[Label], region: Region) -> None:
        """Drop the lines that stand in dropped inline elements, then what the site repeats."""
        for index in self._lines:
            labels[index] = Label("widget", f"{self.name} drops it")
        if self._site is not None:
            self._site.mark(page, labels, region)

    def _compare(self, page: Page, generic: Sequence[Label], ruled: Sequence[Label]) -> str:
        """Why the rule's story is not believed beside the generic one; '' when it is."""
        shared = lost = dropped = gained = 0
        away = [range(index, page.boxes[index].end) for index in self._dropped]
        for block in page.blocks:
            before = generic[block.index].role in STORY_ROLES
            after = ruled[block.index].role in STORY_ROLES
            size = len(block.text)
            if before and after:
                shared += size
            elif after:
                gained += size
            elif before and (block.index in self._lines or any(block.box.index in inside for inside in away)):
                dropped += size
            elif before:
                lost += size
        if shared + gained < _LEAST:
            return _EMPTY
        whole = shared + lost + dropped
        if whole < _LEAST:
            return ""
        if lost > _LOST * whole:
            return f"{lost} of {whole} characters stand outside the rule's body"
        if dropped > _DROPPED * whole:
            return f"the rule's drops take {dropped} of {whole} characters"
        if gained > _GAINED * (shared + gained):
            return f"{gained} of {shared + gained} characters in the rule's body read as no story"
        return ""

    def _set_aside(self, why: str) -> None:
        self._verdict = Evidence(source="blocks", agreement="disputed", dissent=(f"{self.name}={why}",))


def _mark_first(tree: LexborHTMLParser, selectors: Sequence[str]) -> str:
    return next((selector for selector in selectors if _mark(tree, selector, _BODY)), "")


def _mark(tree: LexborHTMLParser, selector: str, mark: str) -> int:
    found = select(tree, selector)
    for node in found:
        node.attrs["class"] = f"{mark} {node.attributes.get('class') or ''}".strip()
    return len(found)


def disputed_by(name: str, evidence: Mapping[str, Evidence]) -> list[str]:
    """The fields in which the page contradicts the rule of that name (`rule:KEY`), from their evidence."""
    mark = f"{name}="
    return [field for field, record in evidence.items() if any(m.startswith(mark) for m in record.dissent)]


def with_note(verdict: Evidence | None, note: str | None) -> Evidence:
    """The evidence of a text: the rule's or the generic extraction's, with what was cut or repaired."""
    if verdict is None:
        return Evidence(source="blocks", raw=note, agreement="derived")
    return replace(verdict, raw="; ".join(part for part in (verdict.raw, note) if part) or None)
