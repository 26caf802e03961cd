"""Is a story free to read? What the page states, else the notice printed where the story is cut off."""

import re
from collections.abc import Sequence
from typing import Any, Final

from newscrawl.extraction.page import Label, Page
from newscrawl.extraction.prose import ends_sentence
from newscrawl.extraction.sources import Sources
from newscrawl.hindi.phrases import phrase_role
from newscrawl.items.article import Evidence

_BEHIND: Final = 4
"""Visible blocks behind the story's last one, among which a notice stands."""
_LONGEST: Final = 320
_LEAST_CUT: Final = 40
# What stands between a story and its notice without ending the story's surroundings.
_BETWEEN: Final = frozenset(("widget", "ad", "share", "newsletter", "duplicate", "app_promo"))
_ELLIPSIS: Final = ("...", "…", "..")
# Lines with these words call for an account ...
_ENTRY: Final = re.compile(
    r"log[ -]?in|sign[ -]?(?:in|up)|subscri|regist|member|premium|लॉग[ -]?इन|लॉगिन|साइन[ -]?(?:इन|अप)|सब्सक्र|"
    r"रजिस्टर|पंजीकरण|सदस्य|में?म्?बर|प्रीमियम",
    re.IGNORECASE,
)
# ... to read on ...
_READING: Final = re.compile(r"\bread|continue|unlock|limit|\bfull\b|\bonly\b|पढ़|केवल|सिर्फ", re.IGNORECASE)
# ... and not to be sent news.
_CHANNEL: Final = re.compile(r"whats|telegram|channel|व्हाट्|वॉट्|टेलीग्राम|चैनल", re.IGNORECASE)


def find_paywall(
    sources: Sources, labels: Sequence[Label], story: range | None
) -> tuple[bool | None, Evidence | None]:
    """Whether the story is not free, and what says so: True, False, or None where nothing does.

    `labels` and `story` are as for `newscrawl.extraction.metadata.read_metadata`. What is stated counts; else
    a notice right behind the story's last block that calls for an account to read on, or any notice of a wall
    behind a text that breaks off. A line that asks to log in counts behind dots alone: below a whole story it
    is the comments'.
    """
    values: list[tuple[str, Any]] = [
        ("jsonld.isAccessibleForFree", sources.article.get("isAccessibleForFree"))
    ]
    for name in ("article:content_tier", "isaccessibleforfree"):
        values += [(name, raw) for raw in sources.page.metas.get(name, ())[:1]]
    for source, value in values:
        word = value.strip().lower() if isinstance(value, str) else value
        if word in (False, "false", "no", "locked", "metered", "0"):
            return True, Evidence(source=source, raw=str(value))
        if word in (True, "true", "yes", "free", "1"):
            return False, Evidence(source=source, raw=str(value))
    if story is not None and labels and (line := _notice(sources.page, labels, story)) is not None:
        return True, Evidence(source="notice behind the story", raw=line)
    return None, None


def _notice(page: Page, labels: Sequence[Label], story: range) -> str | None:
    """The line right behind the story that says there is more of it for those who log in or subscribe."""
    last = page.blocks[story.stop - 1].text
    broken = last.endswith(_ELLIPSIS)
    cut = broken or (len(last) >= _LEAST_CUT and not ends_sentence(last))
    seen = 0
    for index in range(story.stop, len(labels)):
        block, role = page.blocks[index], labels[index].role
        if block.hidden or role == "hidden":
            continue
        seen += 1
        text = block.text
        known = role in ("paywall_notice", "login")
        if seen > _BEHIND or len(text) > _LONGEST or not (known or role in _BETWEEN):
            return None
        if not known:
            match = phrase_role(text, tail=True)
            role = match.role if match is not None else role
        if role == "paywall_notice" and not _CHANNEL.search(text):
            if cut or (_ENTRY.search(text) and _READING.search(text)):
                return text
        elif role == "login" and broken:
            return text
    return None
