"""The story of a page that prints none: what its data alone tell, until a script draws it.

Two places are read: `articleBody` of the page's JSON-LD article (schema.org), and the state of an application
(`__NEXT_DATA__`), where the story is the longest text of an object that holds the page's own headline.
"""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any, Final, NamedTuple

from newscrawl.extraction.blocks import build_page
from newscrawl.extraction.body import build_story
from newscrawl.extraction.label import label_page
from newscrawl.extraction.parse import parse
from newscrawl.extraction.sources import Sources, letters_key
from newscrawl.extraction.titles import stated_titles, strip_suffixes
from newscrawl.hindi.repair import unescape_entities
from newscrawl.items.article import Block, running_text
from newscrawl.limits import LIMITS

_LEAST: Final = 200
"""Characters of a body: shorter texts are descriptions."""
_MOST_STATE: Final = 4 * 1024 * 1024
_MOST_VALUES: Final = 100_000
_MOST_TITLE: Final = 400
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_ESCAPED_TAG: Final = re.compile(r"&lt;/?(?:p|br|div|span|strong|b|h[1-6]|ul|li)\b", re.IGNORECASE)


class StatedBody(NamedTuple):
    """A story out of a page's data."""

    blocks: tuple[Block, ...]
    source: str
    """As in `Evidence.source`."""


def stated_body(sources: Sources, headline: str | None) -> StatedBody | None:
    """The story that the page's data tell; None when they tell none of some length.

    `headline` is the page's title as it was chosen. Never raises on what a page holds.
    """
    for source, body in _bodies(sources, headline):
        blocks = _read(body, headline or "")
        if len(running_text(blocks)) >= _LEAST:
            return StatedBody(blocks, source)
    return None


def _bodies(sources: Sources, headline: str | None) -> Iterator[tuple[str, str]]:
    stated = sources.article.get("articleBody")
    if isinstance(stated, str) and len(stated) >= _LEAST:
        yield "jsonld.articleBody", stated
    lines = [headline or "", *(strip_suffixes(found.value, sources) for found in stated_titles(sources))]
    titles = frozenset(key for key in map(letters_key, lines) if len(key) >= 12)
    for script in sources.page.app_state if titles else ():
        if len(script) <= _MOST_STATE:
            try:
                found = _longest_beside(json.loads(script), titles)
            except (ValueError, RecursionError):
                continue
            if len(found) >= _LEAST:
                yield "app_state", found


def _longest_beside(state: Any, titles: frozenset[str]) -> str:
    """The longest text in an object that has one of the titles."""
    best = ""
    waiting = [state]
    for _ in range(_MOST_VALUES):
        if not waiting:
            break
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(one for one in value if isinstance(one, (dict, list)))
        elif isinstance(value, dict):
            waiting.extend(one for one in value.values() if isinstance(one, (dict, list)))
            if any(isinstance(one, str) and _is_title(one, titles) for one in value.values()):
                best = max(best, *map(_text_of, value.values()), key=_letters)
    return best


def _is_title(value: str, titles: frozenset[str]) -> bool:
    return len(value) <= _MOST_TITLE and letters_key(value) in titles


def _text_of(value: Any) -> str:
    """A text, or a list of pieces (texts, or objects that hold one each) as paragraphs."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    pieces = (
        max((text for text in one.values() if isinstance(text, str)), key=len, default="")
        if isinstance(one, dict)
        else one
        for one in value
    )
    return "\n".join(piece for piece in pieces if isinstance(piece, str) and " " in piece)


def _letters(text: str) -> int:
    return len(_TAG.sub("", text[: LIMITS.block_chars])) if " " in text else 0


def _read(body: str, headline: str) -> tuple[Block, ...]:
    """Read a body, with tags or without, as a page of its own."""
    if not _TAG.search(body) and _ESCAPED_TAG.search(body):
        body = unescape_entities(body)
    if not _TAG.search(body):
        plain = unescape_entities(body)
        body = "".join(f"<p>{escape(line)}</p>" for line in plain.splitlines() if line.strip())
    else:
        body = re.sub(r"\n\s*", "<br>", body) if "<p" not in body and "<br" not in body else body
    document = f"<body><h1>{escape(headline)}</h1><article>{body}</article></body>"
    parsed = parse(document.encode("utf-8", "replace"))
    if parsed.tree is None:
        return ()
    page = build_page(parsed.tree)
    labels, _, _ = label_page(page, [headline] if headline else [])
    return build_story(page.blocks, labels)
