"""Labelled blocks to the story's pieces: paragraphs, headings, list items, quotes, tables, live entries."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from newscrawl.extraction.page import Box, Label, TextBlock
from newscrawl.extraction.prose import ends_sentence
from newscrawl.hindi.language import language_of_key
from newscrawl.hindi.script import comparison_key, scrub, word_count
from newscrawl.items.article import Block, BlockKind, running_text

STORY_ROLES: Final[dict[str, BlockKind]] = {
    "paragraph": "paragraph",
    "heading": "heading",
    "list_item": "list_item",
    "quote": "quote",
    "table": "table",
    "live_entry": "live_entry",
}
CELL: Final = " | "


class StoryText(NamedTuple):
    """The fields of an article that its blocks alone decide."""

    text: str
    language: str
    word_count: int
    content_hash: str


def story_text(blocks: Sequence[Block]) -> StoryText:
    """Return the running text of the story's pieces, and what is counted and judged of it."""
    text = running_text(blocks)
    key = comparison_key(text)
    return StoryText(text, language_of_key(key), max(1, word_count(text)), sha256(key.encode()).hexdigest())


def build_story(
    blocks: Sequence[TextBlock], labels: Sequence[Label], times: dict[int, str] | None = None
) -> tuple[Block, ...]:
    """Return the story's pieces in the page's order.

    Lines parted by a single `<br>` are one piece where the line before does not end a sentence; the cells of
    a table are one piece, a line a row. `times` gives live entries their time by block index.
    """
    story: list[Block] = []
    rows: list[list[str]] = []
    table: Box | None = None
    row: Box | None = None
    previous: TextBlock | None = None

    def close_table() -> None:
        nonlocal table, row
        if rows:
            story.append(Block(kind="table", text="\n".join(CELL.join(cells) for cells in rows)))
            rows.clear()
        table = row = None

    told = [pair for pair in zip(blocks, labels, strict=True) if pair[1].role in STORY_ROLES]
    for block, label in told:
        kind = STORY_ROLES[label.role]
        # A character reference may stand for a control character that no stored text may hold.
        text = scrub(block.text if label.text is None else label.text).strip()
        if not text:
            continue
        if kind == "table":
            here, line = nearest(block.box, "table"), nearest(block.box, "tr")
            if here is not table:
                close_table()
            if rows and line is row:
                if previous is not None and previous.box is block.box:
                    rows[-1][-1] += " " + text
                else:
                    rows[-1].append(text)
            else:
                rows.append([text])
            table, row = here, line
        else:
            close_table()
            if _continues(block, previous, kind, story):
                story[-1] = Block(kind=kind, text=f"{story[-1].text}\n{text}", time=story[-1].time)
            else:
                story.append(Block(kind=kind, text=text, time=(times or {}).get(block.index)))
        previous = block
    close_table()
    return tuple(story)


def _continues(block: TextBlock, previous: TextBlock | None, kind: str, story: list[Block]) -> bool:
    return (
        block.breaks == 1
        and previous is not None
        and previous.box is block.box
        and previous.index == block.index - 1
        and bool(story)
        and story[-1].kind == kind
        and not ends_sentence(previous.text)
    )


def nearest(box: Box | None, tag: str) -> Box | None:
    """The innermost element named `tag` around and including `box`, or None."""
    while box is not None and box.tag != tag:
        box = box.parent
    return box
