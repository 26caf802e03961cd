"""How much like running text a block is, by measures that hold in any language."""

import re
from typing import Final

from newscrawl.extraction.page import TextBlock

# A sentence's end in the scripts of news: full stop, danda, question and exclamation marks, CJK stops, colon.
# A pipe after a word is how some desks type the danda.
_END: Final = re.compile(r"[.।॥?!…。！？؟۔][\s\"'”’»«“)\]]*$|[^\s|]\s?\|$")
_STOPS: Final = ".।॥?!…。！？؟۔"
_CLOSERS: Final = "\"'”’»«“)]|"
_INNER: Final = re.compile(r"[.।॥?!…。！？؟۔,;،、][\s\"'”’»]")
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

SHORTEST: Final = 24
"""Characters below which no block is running text."""


def ends_sentence(text: str) -> bool:
    """True when `text` ends as a sentence does."""
    # Most lines end in a letter or in the mark itself.
    last = text[-1:]
    if last in _STOPS:
        return bool(last)
    return (last in _CLOSERS or last.isspace()) and bool(_END.search(text[-12:]))


def length(text: str) -> int:
    """Characters of `text`, a CJK one counted as two: they carry about as much."""
    if text.isascii():
        return len(text)
    head = text[:40]
    if _WIDE.search(head):
        return len(text) + len(_WIDE.findall(text))
    return len(text)


def prose_weight(block: TextBlock) -> int:
    """Characters of running text outside links, or 0 for what is none: labels, headlines, menus."""
    text = block.text
    size = len(text)
    if size < SHORTEST:
        return 0
    free = size - block.link_chars
    if free * 2 < size:
        return 0
    if size < 140 and not text.isascii():
        size = length(text)
        free = size - block.link_chars
    if size >= 140:
        return free
    if ends_sentence(text):
        return free if size >= 60 or block.box.tag == "p" else free // 2
    if size >= 80 and _INNER.search(text):
        return free * 2 // 3
    if block.box.tag == "p" and size >= 60:
        return free // 2
    return 0
