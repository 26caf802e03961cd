"""Lists that grow by "load more": where the next piece is, and the piece itself, JSON or HTML."""

import json
import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newscrawl.discovery.app_state import MAX_SCRIPT_CHARS, html_in
from newscrawl.hindi.script import fold_space

MAX_BUTTONS: Final = 50

_SAID: Final = ("data-next-url", "data-next-page", "data-load-more-url", "data-load-more", "data-more-url")
"""Attributes whose name says that their address is the next piece's."""
_BUTTONS: Final = ("data-url", "data-href", "data-ajax-url", "data-ajax", "data-api", "data-endpoint")
"""Attributes that hold an address for whatever the element is for."""
_PAGES: Final = ("data-page", "data-next", "data-paged", "data-pageno", "data-page-no")
_WORDS = re.compile(
    r"[\s+»›>.-]{0,5}(?:और\s(?:खबरें|ख़बरें|समाचार|देखें|लोड करें|दिखाएं|दिखाएँ)|"
    r"(?:अधिक|ज्यादा|ज़्यादा)\s(?:खबरें|ख़बरें|देखें|दिखाएं)|"
    r"(?:load|show|view|see)\smore(?:\s(?:news|stories|posts|articles))?|more\s(?:news|stories|posts|articles))"
    r"[\s+»›>.-]{0,5}",
    re.IGNORECASE,
)
_HINT = re.compile(r"(?:load|show|view)[-_]?more", re.IGNORECASE)


def load_more_addresses(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield the addresses, as written, of the next piece of a page's list, from `data-` attributes alone.

    Scripts are not read: an address put together by one is not found.
    """
    for node in tree.css(",".join(f"[{name}]" for name in _SAID))[:MAX_BUTTONS]:
        for name in _SAID:
            value = node.attributes.get(name)
            if value and ("/" in value or "?" in value):
                yield value
    for node in tree.css(",".join(f"[{name}]" for name in _BUTTONS))[:MAX_BUTTONS]:
        if _is_more(node):
            yield from _of_button(node)


def _is_more(node: LexborNode) -> bool:
    attributes = node.attributes
    hints = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:400]
    if _HINT.search(hints):
        return True
    text = fold_space(node.text(separator=" ")[:200])
    return len(text) <= 40 and _WORDS.fullmatch(text) is not None


def _of_button(node: LexborNode) -> Iterator[str]:
    attributes = node.attributes
    for name in _BUTTONS:
        value = (attributes.get(name) or "").strip()
        if not value or ("/" not in value and "?" not in value):
            continue
        number = next(
            (page for name in _PAGES if (page := (attributes.get(name) or "").strip()).isdecimal()), ""
        )
        if number and len(number) < 6 and "page" not in value.lower():
            value += f"{'&' if '?' in value else '?'}page={number}"
        yield value


def fragment_page(body: bytes) -> bytes | None:
    """A JSON answer as a page that holds its HTML and its data; None when the body is no JSON.

    Never raises.
    """
    head = body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith((b"{", b"[")) or len(body) > MAX_SCRIPT_CHARS:
        return None
    try:
        # Written anew, it is ASCII and holds nothing that could end the script.
        text = json.dumps(json.loads(body.decode("utf-8-sig", "replace"), strict=False))
    except (ValueError, RecursionError):
        return None
    data = text.replace("<", "\\u003c")
    page = f'<html><body>{html_in(text)}<script type="application/json">{data}</script></body></html>'
    return page.encode("utf-8", "replace")
