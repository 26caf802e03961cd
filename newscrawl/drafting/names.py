"""What a publisher calls itself, in Devanagari and in Latin letters."""

import re
from collections import Counter
from collections.abc import Iterator

from newscrawl.drafting.survey import Survey
from newscrawl.extraction.extract import read_page
from newscrawl.extraction.page import Page
from newscrawl.extraction.sources import read_sources
from newscrawl.hindi.script import devanagari_share, fold_space

_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_PARTS = re.compile(r"\s+[|–—•·:-]+\s+|\s*[|｜]\s*")
_MOST = 40


def find_names(key: str, found: Survey) -> tuple[str, str]:
    """The name and the name in Latin letters. The key stands in for the latter, and the latter for the former
    where the site never writes its name in Devanagari.
    """
    said = Counter(name for page in _pages(found) for name in _names(page))
    native = [name for name, _ in said.most_common() if devanagari_share(name) > 0.5]
    latin = [name for name, _ in said.most_common() if name.isascii()]
    fallback = key.replace("_", " ").replace("-", " ").title()
    written = latin[0] if latin else fallback
    return (native[0] if native else written), written


def _pages(found: Survey) -> Iterator[Page]:
    for _, reading in found.articles.values():
        if reading.page is not None:
            yield reading.page
    if found.home_page is not None:
        home = read_page(found.home_page.body, found.home).page
        if home is not None:
            yield home


def _names(page: Page) -> Iterator[str]:
    for meta in _METAS:
        yield from (_tidy(value) for value in page.metas.get(meta, ())[:1] if _tidy(value))
    publisher = read_sources(page).article.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else None
    if isinstance(name, str) and _tidy(name):
        yield _tidy(name)
    if page.title:
        # "headline - section - name": the name is the part that all titles end in, and that repeats.
        parts = _PARTS.split(page.title)
        if len(parts) > 1 and _tidy(parts[-1]):
            yield _tidy(parts[-1])


def _tidy(value: str) -> str:
    name = fold_space(value)
    return name if 2 <= len(name) <= _MOST else ""
