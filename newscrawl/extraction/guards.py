"""Markup that would hold an HTML parser for seconds, told before it is parsed.

Measured on lexbor (`benchmarks/parsers.py --bombs`): 100,000 open `div`s take 20 s, one tag with 50,000
attributes 4 s, 100,000 options of one select a minute, 2,000 unclosed formatting elements make two million
nodes (the HTML standard's reconstruction of active formatting elements). lxml has the same quadratic list of
attributes. Nothing interrupts a C parser, so such pages are found first, in linear time: cheap counts tell
that a page cannot be one of them, and only where they cannot, its tags are followed one by one.
"""

import re

from newscrawl.extraction.open_tags import OpenTags
from newscrawl.items.reject import Reason
from newscrawl.limits import LIMITS

_MANY_TAGS = 8_000
# Attributes as the HTML standard's tokenizer reads them: a quote opens a value right after "=" only. Possessive
# throughout, and the end of input closes what is open: linear on any input.
_WHITE = rb"[ \t\n\f\r]*+"
_NAME = rb"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
_VALUE = rb"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)"""
_ATTRIBUTE = _NAME + rb"(?:" + _WHITE + rb"=" + _WHITE + _VALUE + rb"?+)?+"
_TAG = re.compile(
    rb"<(/?)([a-zA-Z][^ \t\n\f\r/>]*+)((?:[ \t\n\f\r/]++|"
    + _ATTRIBUTE
    + rb")*+)(?:>|\Z)|<!--(?:-?>|(?:[^-]|-(?!-!?>))*+)"
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
# A formatting element with attributes, as far as they tell it from others of its name; or a tag that may hold
# hundreds of attributes without values.
_SUSPECT = re.compile(
    rb"<(?:([bBcCeEfFiInNsStTuU](?:[iI][gG]|[oO][dD][eE]|[mM]|[oO][nN][tT]|[oO][bB][rR]|[mM][aA][lL][lL]"
    rb"|[tT][rR][iI][kK][eE]|[tT][rR][oO][nN][gG]|[tT])?+[ \t\n\f\r/]"
    rb"""(?:[^<>"'=]++|="[^"<>]*+")*+(?:>|(?=(.{0,40}+))))|[a-zA-Z][^>=]{600})""",
    re.DOTALL,
)
# Without attributes at most three of each name are open at once (the standard's "Noah's Ark clause").
_EQUAL = 3
# Elements whose content holds no tags, in HTML.
_RAW_TEXT = frozenset(b"script style textarea title iframe noembed noframes xmp plaintext".split())
# Attribute lists, and the options of a select, cost the square of their number.
_SQUARES = 2 * LIMITS.attributes**2


def bomb(data: bytes) -> tuple[Reason, str] | None:
    """Return why `data` (UTF-8 HTML) must not be parsed, as (reason, detail), or None when it is harmless."""
    tags = data.count(b"<")
    if tags > LIMITS.nodes:
        return Reason.TOO_MANY_NODES, f"{tags} tags, at most {LIMITS.nodes}"
    if tags <= _MANY_TAGS and data.count(b"=") <= LIMITS.attributes:
        suspects = set(_SUSPECT.findall(data))
        if not suspects or ((b"", b"") not in suspects and _EQUAL * len(suspects) * tags <= 2 * LIMITS.nodes):
            return None
    return _scan(data)


def _scan(data: bytes) -> tuple[Reason, str] | None:
    tree = OpenTags()
    squares = options = 0
    position, size = 0, len(data)
    while position < size:
        match = _TAG.search(data, position)
        if match is None:
            return None
        position = match.end()
        closing, name, attributes = match.group(1, 2, 3)
        if name is None:
            continue
        count = 0
        if len(attributes) > 600:
            count = len(_ATTRIBUTES.findall(attributes))
            if count > LIMITS.attributes:
                return Reason.TAG_TOO_LONG, f"a tag with {count} attributes, at most {LIMITS.attributes}"
            squares += count * count
        name = name.lower()
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
