"""Markup that would hold an HTML parser for seconds, told before it is parsed.

Measured on lexbor (`benchmarks/bombs.py`): 100,000 open `div`s take 20 s, one tag with 50,000
attributes 4 s, 100,000 options of one select a minute, 2,000 unclosed formatting elements make two million
nodes (the HTML standard's reconstruction of active formatting elements). lxml has the same quadratic list of
attributes. Nothing interrupts a C parser, so such pages are found first, in linear time: cheap counts tell
that a page cannot be one of them, and only where they cannot, its tags are followed one by one.
"""

import re

from newscrawl.extraction import scan
from newscrawl.extraction.acceleration import BYTES
from newscrawl.extraction.open_tags import OpenTags
from newscrawl.extraction.scan import ATTRIBUTE
from newscrawl.items.reject import Reason
from newscrawl.limits import LIMITS

_MANY_TAGS = 12_000
_MANY_SUSPECTS = 100
_STRIDE = 1_024
_TAG = re.compile(
    rb"<(/?)([a-zA-Z][^ \t\n\f\r/>]*+)((?:[ \t\n\f\r/]++|"
    + ATTRIBUTE
    + rb")*+)(?:>|\Z)|<!--(?:-?>|(?:[^-]|-(?!-!?>))*+)"
)
_ATTRIBUTES = re.compile(ATTRIBUTE)
# Without attributes at most three of each name are open at once (the standard's "Noah's Ark clause").
_EQUAL = 3
# Elements whose content holds no tags, in HTML.
_RAW_TEXT = frozenset(b"script style textarea title iframe noembed noframes xmp plaintext".split())
_MERGED = frozenset(name.encode() for name in scan.MERGED)
# Attribute lists, and the options of a select, cost the square of their number.
_SQUARES = 2 * LIMITS.attributes**2

_overview = (BYTES or scan).overview


def bomb(data: bytes) -> tuple[Reason, str] | None:
    """Return why `data` (UTF-8 HTML) must not be parsed, as (reason, detail), or None when it is harmless."""
    tags, formatting, long, entangled = _overview(data, _STRIDE, LIMITS.nodes)
    if tags > LIMITS.nodes:
        return Reason.TOO_MANY_NODES, f"more than {LIMITS.nodes} tags"
    # Tags that reach into one another are none: quotes in a script, or a page that means harm.
    if tags > _MANY_TAGS or entangled or sum(count * count for count in long) > _SQUARES // 2:
        return _scan(data)
    return _scan(data) if _many_kinds(data, tags, formatting) else None


def _many_kinds(data: bytes, tags: int, formatting: list[int]) -> bool:
    """True when so many unlike formatting elements may be open at once that they multiply the nodes."""
    most = min(_MANY_SUSPECTS, 2 * LIMITS.nodes // (_EQUAL * (tags or 1)))
    if len(formatting) <= most:
        return False
    kinds: set[bytes | int] = set()
    for start in formatting:
        tag = _TAG.match(data, start, start + _STRIDE)
        # One that is longer is of a kind of its own.
        kinds.add(tag.group() if tag and tag.end() < start + _STRIDE else start)
        if len(kinds) > most:
            return True
    return False


def _scan(data: bytes) -> tuple[Reason, str] | None:
    tree = OpenTags()
    squares = options = merged = 0
    position, size = 0, len(data)
    while position < size:
        match = _TAG.search(data, position)
        if match is None:
            return None
        position = match.end()
        closing, name, attributes = match.group(1, 2, 3)
        if name is None:
            continue
        name = name.lower()
        if len(attributes) > 600 or (name in _MERGED and attributes):
            count = len(_ATTRIBUTES.findall(attributes))
            if name in _MERGED:
                count = merged = merged + count
            if count > LIMITS.attributes:
                return Reason.TAG_TOO_LONG, f"a tag with {count} attributes, at most {LIMITS.attributes}"
            squares += count * count
        if name == b"select":
            options = 0
        elif name == b"option" and not closing:
            options += 1
            squares += 4 * options
        if squares > _SQUARES:
            return Reason.TAG_TOO_LONG, "too many tags with hundreds of attributes or options"
        if closing:
            refused = tree.close(name)
        else:
            refused = tree.open(name, attributes)
            if name in _RAW_TEXT and not tree.foreign:
                found = _end_of_raw(data, name, position)
                position = size if found < 0 else found
        if refused:
            return refused
    return None


def _end_of_raw(data: bytes, name: bytes, position: int) -> int:
    match = _RAW_END[name].search(data, position)
    return match.start() if match else -1


_RAW_END = {name: re.compile(b"</" + name + rb"(?=[ \t\n\f\r/>])", re.IGNORECASE) for name in _RAW_TEXT}
