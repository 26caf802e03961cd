"""Which links may belong to a page's own address with another number behind it, told by their spelling alone.

A cheap condition that every such link meets, and next to no other: a page links hundreds of addresses, and to
make each of them absolute and canonical costs more than to read the story. It stands on what
`newscrawl.urls.canonical_key` leaves as it is: letters and digits of the last path segment.
"""

import re
from typing import Final
from urllib.parse import quote, unquote

from newscrawl.extraction.acceleration import BYTES

# In lower case. Looked at, not passed over: what begins in a script may end behind the next link.
_HREF = re.compile(
    rb"href(?<=[\s\"']href)\s{0,20}=\s{0,20}(?=\"\s{0,20}([^\"]{0,2048})|'\s{0,20}([^']{0,2048})|([^\s>\"']{0,2048}))"
)
# `/2`, `=2`, `/page-2`, or a relative `2`, whatever follows: `/`, `.html`, `&`. In lower case. A second
# comment can be answered on every other page of a blog, and the answer's address is the story's own.
_SECOND = re.compile(rb"(?:^|[/=_;-]|%2f|%3d)(?<!replytocom=)0{0,5}2(?![0-9a-z])")
_ABSOLUTE = (b"/", b"\\", b"http")
_EXTENSION = re.compile(r"\.[a-z]{2,5}\Z")
_ASCII_RUN = re.compile(r"[0-9a-z_-]+")
# Of Devanagari, what has one spelling: a letter with a nukta may be one character or two.
_DEVANAGARI_RUN = re.compile(
    r"(?:[\u0904-\u0928\u092a-\u0930\u0932\u0933\u0935-\u0939\u093e-\u094d](?!\u093c))+"
)
_DISGUISED: Final = (b"&#", b"%e2%80", b"\xe2\x80")
"""Letters written as references, and joiners, which keys do without, between letters."""
_LEAST: Final = 4
_MOST_LINKS: Final = 5_000


class Kin:
    """The links that may be kin to an address: `key` is its canonical key, without a page's number."""

    def __init__(self, key: str) -> None:
        name = _EXTENSION.sub("", unquote(key.partition("?")[0].rpartition("/")[2]).lower())
        runs = [*_ASCII_RUN.findall(name), *_DEVANAGARI_RUN.findall(name)]
        mark = max(runs, key=len, default="")
        self.marks: tuple[bytes, ...] = (b"",)
        """What all of them share, in every way to write it, in lower case; `b""` where it is too short."""
        if len(mark) >= _LEAST:
            ways = {mark.encode(), quote(mark).lower().encode()}
            self.marks = (*ways, *(() if mark.isascii() else _DISGUISED))

    def may_be(self, href: bytes) -> bool:
        """Whether a link, trimmed and in lower case, may be kin. A relative one may always be."""
        return not href.startswith(_ABSOLUTE) or any(mark in href for mark in self.marks)

    def second_in(self, html: bytes) -> bool:
        """Whether a page may link the second page of the address. Linear in time; true of a page with so many
        links that to look would take long.
        """
        if b"\x00" in html[:4096]:
            return True  # UTF-16: no word of it can be found among the bytes
        links = (_second_links if BYTES is None else BYTES.second_links)(html, _MOST_LINKS)
        if links is None:
            return True
        return any(self.may_be(href) and _SECOND.search(href) is not None for href in links)


def _second_links(html: bytes, most: int) -> list[bytes] | None:
    """The links of a page that hold a 2, in lower case; None of a page with over `most` links."""
    found = []
    for number, match in enumerate(_HREF.finditer(html.lower())):
        href = match[match.lastindex or 0]
        if number == most:
            return None
        if b"2" in href:
            found.append(href)
    return found
