"""The selector of a site's story, learned from pages whose story is known.

Where the generic extraction found the story, the names of that element and of those around it are tried as
selectors on every page. A selector is confirmed by a page when the extraction under it is used and gives the
very text that it gives without: so a learned layout changes nothing today, and stands guard for tomorrow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from newscrawl.archive.page import ArchivedPage
from newscrawl.extraction.extract import Reading, extract, read_page
from newscrawl.extraction.layout import Layout
from newscrawl.items.article import Article

_UP: Final = 4
"""Elements above the story's own that are tried."""
_MOST: Final = 24
"""Selectors that are tried on all pages."""
_MOST_SELECTORS: Final = 3
_LEAST_SHARE: Final = 0.6
"""Share of the pages that the learned selectors must be confirmed by."""
_NAME = re.compile(r"[a-z][a-z0-9_-]{2,40}")
# Numbers of a post, hashes of a build: `post-5012`, `css-1x2y3z`, `_3c197847`.
_PASSING = re.compile(r"[0-9]{2}|^css-|__[a-zA-Z0-9]{5,}$|(?=[a-z]*[0-9])(?=.*[0-9][a-z])[a-z0-9]{5,}$")
_EVERYWHERE: Final = frozenset({"html", "body"})
_PLAIN_TAGS: Final = frozenset({"article", "main"})


@dataclass(frozen=True, slots=True)
class LearnedBody:
    """Selectors for `Layout.body`, in order."""

    selectors: tuple[str, ...]
    confirmed: int
    """Pages on which they find the story the generic extraction finds."""
    pages: int
    """Pages they were tried on."""


def learn_body(pages: Sequence[ArchivedPage]) -> LearnedBody | None:
    """The selectors of the story on `pages`, which all hold an article; None when none is steady enough."""
    texts: list[tuple[ArchivedPage, str]] = []
    votes: dict[str, int] = {}
    for page in pages:
        reading = read_page(page.body, page.url, headers=page.headers)
        if not isinstance(reading.result, Article):
            continue
        texts.append((page, reading.result.text))
        for depth, selector in enumerate(_candidates(reading)):
            # Of equally frequent ones, the nearer to the story comes first.
            votes[selector] = votes.get(selector, 0) + 1000 - depth
    if len(texts) < 2:
        return None
    tried = sorted(votes, key=lambda selector: -votes[selector])[:_MOST]
    confirmed = {selector: _confirmed(selector, texts) for selector in tried}
    chosen: list[str] = []
    covered: frozenset[int] = frozenset()
    for _ in range(_MOST_SELECTORS):
        best = max(tried, key=lambda selector: len(confirmed[selector] - covered), default="")
        gain = confirmed.get(best, frozenset()) - covered
        if not best or len(gain) < (1 if not covered else 2):
            break
        chosen.append(best)
        covered |= gain
    # In this order on every page: an earlier one must not find something else where a later one is right.
    whole = _confirmed(", ".join(chosen[:1]), texts) if len(chosen) == 1 else _together(chosen, texts)
    if not chosen or len(whole) < max(2, _LEAST_SHARE * len(texts)):
        return None
    return LearnedBody(tuple(chosen), len(whole), len(texts))


def _candidates(reading: Reading) -> list[str]:
    """Selectors of the story's element and of those around it, nearest first."""
    region = reading.region
    box = (region.anchor or region.container) if region is not None else None
    found: dict[str, None] = {}
    for _ in range(_UP):
        if box is None or box.tag in _EVERYWHERE:
            break
        for name in box.hints.split():
            if _NAME.fullmatch(name) and not _PASSING.search(name):
                found.setdefault(f"{box.tag}.{name}")
                found.setdefault(f"{box.tag}#{name}")
        if box.itemprop:
            found.setdefault(f"{box.tag}[itemprop={box.itemprop}]")
        if box.tag in _PLAIN_TAGS:
            found.setdefault(box.tag)
        box = box.parent
    return list(found)


def _confirmed(selector: str, texts: Sequence[tuple[ArchivedPage, str]]) -> frozenset[int]:
    return _together([selector], texts) if selector else frozenset()


def _together(selectors: Sequence[str], texts: Sequence[tuple[ArchivedPage, str]]) -> frozenset[int]:
    """Numbers of the pages on which these selectors, in order, find the very story that is there."""
    layout = Layout(since=date.min, body=tuple(selectors), publisher="draft")
    found = set()
    for number, (page, text) in enumerate(texts):
        article = extract(page.body, page.url, headers=page.headers, layout=layout)
        if not isinstance(article, Article) or article.text != text:
            continue
        if article.evidence["text"].source == "rule:draft":
            found.add(number)
    return frozenset(found)
