"""A story on several pages: which addresses its other parts have, read from one of them.

Parts are told by form, never by a theme's names: their address is the story's own with a number behind it
(`/2/`, `?page=2`, `/page/2/`), and the link to it is that number, a word for "next" or `rel=next`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from newscrawl.discovery.kinship import Kin
from newscrawl.discovery.pagination import is_next_word, page_number
from newscrawl.extraction.decode import decode
from newscrawl.extraction.parse import parse
from newscrawl.hindi.script import fold_space
from newscrawl.urls import canonical_key, clean

MAX_PARTS: Final = 20
"""Pages of one story that are read, the first included."""
_MAX_LINKS: Final = 5_000

_NUMBER = re.compile(r"(?:page|part|पेज|पृष्ठ|पन्ना|भाग)?[\s.:-]{0,3}([0-9०-९]{1,2})", re.IGNORECASE)
_BACK = re.compile(
    r"[\s«‹<←-]{0,5}(?:पिछल[ाेी](?:\s(?:पेज|पृष्ठ|पन्ना))?|पहला(?:\s(?:पेज|पृष्ठ|पन्ना))?|prev(?:ious)?(?:\spage)?|first(?:\spage)?)?"
    r"[\s«‹<←-]{0,5}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a page says of the story it is a part of; all addresses are absolute and clean."""

    first: str
    """The story's first page."""
    number: int
    """Which part the page itself is, from 1."""
    others: Mapping[int, str]
    """The further parts it links, from 2 on, by their number."""
    beyond: int = 0
    """The highest number above `MAX_PARTS` that it links; 0 when there is none."""


def read_parts(body: bytes, url: str | None, headers: Mapping[str, str] | None = None) -> Parts | None:
    """The parts of the story on the page fetched from `url`; None when it is on one page.

    Never raises. `headers`, with lower-case names, give a charset where the page does not.
    """
    own = clean(url)
    key = canonical_key(own)
    if own is None or key is None:
        return None
    here = page_number(own) or (key, 1)
    part = 1 < here[1] <= MAX_PARTS
    kin = Kin(here[0] if part else key)
    # A first page links its second, and most pages link none: they are not parsed a second time.
    if not part and not kin.second_in(body):
        return None
    decoded = decode(body, headers)
    tree = parse(decoded.data).tree if decoded.reason is None else None
    return None if tree is None else _parts(_links(tree, own, kin), own, key, here)


@dataclass(slots=True)
class _Link:
    address: str
    key: str
    base: str
    number: int
    text: str
    rel: frozenset[str]


def _parts(links: list[_Link], own: str, key: str, here: tuple[str, int]) -> Parts | None:
    if 1 < here[1] <= MAX_PARTS:
        back = [link for link in links if _leads_back(link, here)]
        if back:
            first = next((link.address for link in back if link.key == here[0]), None)
            others, beyond = _further(links, here[0])
            return Parts(first or f"{own.partition('://')[0]}://{here[0]}", here[1], others, beyond)
    others, beyond = _further(links, key)
    return Parts(own, 1, others, beyond) if 2 in others else None


def _links(tree: LexborHTMLParser, own: str, kin: Kin) -> list[_Link]:
    base_node = tree.css_first("base[href]")
    base = (clean(base_node.attributes.get("href"), own) if base_node is not None else None) or own
    found: list[_Link] = []
    for node in tree.css("a[href],link[rel][href]")[:_MAX_LINKS]:
        attributes = node.attributes
        href = (attributes.get("href") or "").strip()
        if not kin.may_be(href.lower().encode("utf-8", "replace")):
            continue
        address = clean(href, base)
        key = canonical_key(address)
        numbered = page_number(address) if address is not None and key is not None else None
        if address is None or key is None or numbered is None:
            continue
        rel = frozenset((attributes.get("rel") or "").lower().split())
        text = "" if node.tag == "link" else fold_space(node.text(separator=" ")[:200])
        found.append(_Link(address, key, numbered[0], numbered[1], text, rel))
    return found


def _leads_back(link: _Link, here: tuple[str, int]) -> bool:
    """Whether a link of part N leads to the first page or to part N - 1, and says so."""
    base, number = here
    if link.key == base:
        return _says(link.text) == 1 or "prev" in link.rel or (bool(link.text) and _is_back(link.text))
    if link.base != base or link.number != number - 1:
        return False
    return _says(link.text) == link.number or "prev" in link.rel


def _is_back(text: str) -> bool:
    return len(text) <= 40 and _BACK.fullmatch(text) is not None


def _further(links: list[_Link], base: str) -> tuple[dict[int, str], int]:
    """The parts from 2 on that are linked as such, and the highest number beyond the bound."""
    found: dict[int, str] = {}
    beyond = 0
    for link in links:
        if link.base != base or link.number < 2 or link.key == base:
            continue
        if _says(link.text) == link.number or {"next", "prev"} & link.rel or is_next_word(link.text):
            if link.number > MAX_PARTS:
                beyond = max(beyond, link.number)
            else:
                found.setdefault(link.number, link.address)
    return dict(sorted(found.items())), beyond


def _says(text: str) -> int | None:
    match = _NUMBER.fullmatch(text) if len(text) <= 20 else None
    return int(match[1]) if match else None
