"""Repair of damaged encodings: UTF-8 read as Latin-1 or cp1252, and entities escaped twice."""

import html
import re
from typing import Final

# Every Devanagari letter is E0 A4 xx or E0 A5 xx in UTF-8, which reads as "à¤" or "à¥" in Latin-1 and cp1252.
# The second form is the same damage done twice.
_TRIGGER = re.compile("à[¤¥]|Ã[\u00a0 ]Â[¤¥]")


def _byte_table() -> dict[str, int]:
    """Character to the byte it was: Latin-1, and cp1252 as browsers read it (undefined bytes pass)."""
    table = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        character = bytes([byte]).decode("cp1252", "ignore")
        if character:
            table[character] = byte
    return table


_BYTES: Final = _byte_table()
_TRAIL = "[" + "".join(re.escape(char) for char, byte in _BYTES.items() if byte < 0xC0) + "]"
_SEQUENCES = re.compile(
    f"(?:[\u00c2-\u00df]{_TRAIL}|[\u00e0-\u00ef]{_TRAIL}{{2}}|[\u00f0-\u00f4]{_TRAIL}{{3}})+",
)
# White-space folding turns the byte A0 of ठ (E0 A4 A0) into a space; no other letter can end so.
_LOST_NBSP = re.compile("à[¤¥] |Ã (?=Â[¤¥])")
_ROUNDS = 3
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def repair_mojibake(s: str) -> tuple[str, str | None]:
    """`s` with Devanagari that was read as Latin-1 or cp1252 restored, and a note; None: nothing was done.

    Only text with the tell-tale "à¤" or "à¥" is touched, and only the characters that form whole UTF-8
    sequences; damage done twice is undone twice. The note says how often, and how many places stay damaged
    because bytes were lost (text decoded with replacement characters cannot be restored). Run it before
    `scrub`, which removes the control characters that some of the bytes became.
    """
    if not _TRIGGER.search(s):
        return s, None
    text = s
    rounds = 0
    while rounds < _ROUNDS and _TRIGGER.search(text):
        repaired = _SEQUENCES.sub(_decode, _LOST_NBSP.sub(_with_nbsp, text))
        if len(repaired) >= len(text):
            break
        text = repaired
        rounds += 1
    if not rounds:
        return s, None
    note = "mojibake repaired" if rounds == 1 else f"mojibake repaired {rounds} times over"
    left = len(_TRIGGER.findall(text))
    return text, f"{note}, {left} places left" if left else note


def _decode(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[char] for char in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _with_nbsp(found: re.Match[str]) -> str:
    return found[0][:-1] + "\u00a0"


def unescape_entities(s: str) -> str:
    """`s` with HTML entities resolved, up to twice over: JSON-LD holds `&amp;zwj;` and `&#39;`.

    Only entities closed by a semicolon count, so that a query string's `&copy=` is left alone.
    """
    for _ in range(2):
        if "&" not in s:
            break
        s = _ENTITY.sub(lambda found: html.unescape(found[0]), s)
    return s
