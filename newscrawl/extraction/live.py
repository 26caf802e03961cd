"""Live pages: which paragraphs are entries, and when each was posted."""

import re

from newscrawl.extraction.container import Region
from newscrawl.extraction.page import Label, Page
from newscrawl.hindi.dates import find_dates, iso, parse_date

_LEAST_ENTRIES = 3
_LONGEST_TIME = 60
_CLOCK = re.compile(
    r"(?<!\d)[0-2०-२]?[\d०-९][:.][0-5०-५][\d०-९](?!\d)|\d\s?(?:बजे|मिनट|घंटे|am\b|pm\b)", re.IGNORECASE
)
_ENTRY_ROLES = frozenset(("paragraph", "list_item", "quote"))


def mark_entries(page: Page, labels: list[Label], region: Region) -> dict[int, str]:
    """Turn the paragraphs of a live page's entries into `live_entry`, in `labels`.

    An entry is what follows a line that prints a time of day, up to the next such line; three of them make a
    live page. Returns each entry's time by block index: ISO 8601 with offset, or the page's own words where
    they give no day.
    """
    container = region.container
    if container is None:
        return {}
    marked = {mark.block: mark.datetime for mark in page.times if mark.datetime}
    lines: dict[int, str] = {}
    for block in page.blocks:
        if not container.index <= block.box.index < container.end or len(block.text) > _LONGEST_TIME:
            continue
        if labels[block.index].role not in _ENTRY_ROLES and _CLOCK.search(block.text):
            lines[block.index] = _instant(marked.get(block.index, ""), block.text)
    if len(lines) < _LEAST_ENTRIES:
        return {}
    times: dict[int, str] = {}
    current: str | None = None
    for block in page.blocks:
        current = lines.get(block.index, current)
        if current is not None and labels[block.index].role in _ENTRY_ROLES:
            labels[block.index] = Label("live_entry", f"after the time {current}", labels[block.index].text)
            times[block.index] = current
    return times


def _instant(stated: str, words: str) -> str:
    parsed = parse_date(stated) if stated else None
    if parsed is not None:
        return iso(parsed)
    found = [date for date in find_dates(words) if date.parsed.precision != "day"]
    if found and re.search(r"\d{4}|[०-९]{4}", words):
        return iso(found[0].parsed)
    return words
