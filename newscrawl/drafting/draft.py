"""A rule and its fixture folder, drafted from a site's pages."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import urlsplit

from newscrawl.archive.page import ArchivedPage
from newscrawl.drafting.container import LearnedBody, learn_body
from newscrawl.drafting.names import find_names
from newscrawl.drafting.pattern import LearnedPattern, learn_pattern
from newscrawl.drafting.survey import FoundSource, Survey, survey
from newscrawl.drafting.twins import learn_twin
from newscrawl.extraction.extract import Reading
from newscrawl.items.article import Article
from newscrawl.publishers.rule import (
    AmpTwin,
    Feed,
    Layout,
    Listing,
    NewsSitemap,
    PageKind,
    Publisher,
    Sitemap,
    Source,
)

_MOST_FEEDS: Final = 12
_EXAMPLES: Final = 4
_PARAGRAPHS: Final = 3
"""Paragraphs of the fixture's article, and more."""
_LEARN_FROM: Final = 12
"""Pages the container is learned from."""
_KINDS: Final = (
    ("live", r"/live(?:-?blogs?)?/|-live-(?:updates?|blog)(?:-|/|$)"),
    ("video", r"/videos?/"),
    ("web_story", r"/(?:web|visual)-?stor(?:y|ies)/"),
    ("photo", r"/photos?(?:-?(?:gallery|story|stories))?/|/gallery/"),
)
"""How Indian sites mark kinds in their addresses; a kind is declared only where an address of it was seen."""


class DraftError(ValueError):
    """Too little was found to draft a rule from; the message says what."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted rule with what it rests on."""

    publisher: Publisher
    comments: dict[str, str]
    """Field of the rule to the evidence for it, one line each."""
    page: ArchivedPage
    """The article's page of the fixture folder."""
    source_file: str
    """`feed.xml`, `sitemap.xml` or `listing.html`."""
    source_url: str
    source_body: bytes
    day: date
    """When the pages were fetched."""


def draft(key: str, url: str, pages: Iterable[ArchivedPage]) -> Draft:
    """Draft the rule `key` for the site at `url` from its fetched pages.

    Needs its home page or a feed or sitemap, and five articles. Raises DraftError when they are not there.
    """
    kept = list(pages)
    found = survey(url, kept)
    kinds = _kinds(found)
    articles = {address: pair for address, pair in found.articles.items() if _kind(address, kinds) is None}
    if len(articles) < 5:
        raise DraftError(
            f"{len(articles)} articles were found, 5 are needed to learn from"
            if found.home_page or found.sources
            else f"no page of {found.home} could be read"
        )
    told = [address for address in found.announced if _kind(address, kinds) is None]
    pattern = learn_pattern([*articles, *told], found.others)
    if pattern is None:
        raise DraftError("the addresses of the articles have no form in common")
    body = learn_body([page for page, _ in list(articles.values())[:_LEARN_FROM]])
    twin = learn_twin(found.twins)
    day = _day(page for page, _ in articles.values())
    sources = _sources(found)
    native, latin = find_names(key, found)
    publisher = _publisher(
        key,
        names=(native, latin),
        found=found,
        sources=sources,
        pattern=pattern,
        kinds=kinds,
        twin=None if twin is None else twin[0],
        body=body,
        day=day,
    )
    comments = _comments(found, pattern, body, twin, day)
    page = _fixture_page(publisher, articles)
    file, source_url, source_body = _fixture_source(publisher, found, kept)
    return Draft(publisher, comments, page, file, source_url, source_body, day)


def _kinds(found: Survey) -> tuple[PageKind, ...]:
    seen = [*found.articles, *found.announced, *found.others]
    kinds = []
    for name, pattern in _KINDS:
        paths = ((url, urlsplit(url).path.rstrip("/")) for url in seen)
        found_at = (url for url, path in paths if re.search(pattern, path) and path.count("/") > 1)
        example = next(found_at, None)
        if example is not None:
            kinds.append(PageKind(name, pattern, example))
    return tuple(kinds)


def _kind(url: str, kinds: Sequence[PageKind]) -> str | None:
    tail = urlsplit(url).path
    return next((kind.name for kind in kinds if re.search(kind.pattern, tail)), None)


def _sources(found: Survey) -> tuple[Source, ...]:
    made: list[Source] = []
    feeds = 0
    for source in found.sources:
        if source.kind == "feed":
            feeds += 1
            if feeds <= _MOST_FEEDS:
                made.append(Feed(source.url))
        else:
            made.append(NewsSitemap(source.url) if source.kind == "news_sitemap" else Sitemap(source.url))
    return tuple(made) or (Listing(found.home),)


def _publisher(
    key: str,
    *,
    names: tuple[str, str],
    found: Survey,
    sources: tuple[Source, ...],
    pattern: LearnedPattern,
    kinds: tuple[PageKind, ...],
    twin: AmpTwin | None,
    body: LearnedBody | None,
    day: date,
) -> Publisher:
    how = f"seen {day:%Y-%m}"
    hosts = dict.fromkeys(
        host for url in (found.home, *pattern.matched) if (host := (urlsplit(url).hostname or "").rstrip("."))
    )
    rejects = [found.home, *pattern.refused]
    amp = () if twin is None or not any(_round_trip(twin, url) for url in pattern.matched) else (twin,)
    stated = {"hosts": how, "sources": how, "article_pattern": how}
    stated |= {"kinds": how} if kinds else {}
    stated |= {"amp": how} if amp else {}
    stated |= {"layouts": how} if body else {}
    plain = [url for url in pattern.matched if _kind(url, kinds) is None]
    return Publisher(
        key=key,
        name=names[0],
        name_latin=names[1],
        hosts=tuple(hosts),
        sources=sources,
        article_pattern=pattern.expression,
        matches=tuple(_with_twin_first(plain, amp)[:_EXAMPLES]),
        rejects=tuple(url for url in dict.fromkeys(rejects) if url not in pattern.mistaken)[:_EXAMPLES],
        kinds=kinds,
        amp=amp,
        layouts=(Layout(since=day, body=body.selectors),) if body else (),
        known=stated,
    )


def _round_trip(twin: AmpTwin, url: str) -> bool:
    amp = twin.amp_of(url)
    return amp is not None and twin.article_of(amp) == url


def _with_twin_first(urls: Sequence[str], amp: Sequence[AmpTwin]) -> list[str]:
    """The examples, one that has an AMP copy among the first."""
    return (
        sorted(urls, key=lambda url: not any(_round_trip(twin, url) for twin in amp)) if amp else list(urls)
    )


def _comments(
    found: Survey,
    pattern: LearnedPattern,
    body: LearnedBody | None,
    twin: tuple[AmpTwin, int] | None,
    day: date,
) -> dict[str, str]:
    others = len(pattern.refused) + len(pattern.mistaken)
    articles = len(pattern.matched) + len(pattern.missed)
    lines = {
        "sources": "; ".join(
            f"{urlsplit(source.url).path} named by {source.evidence}" for source in found.sources[:4]
        ),
        "article_pattern": f"matches {len(pattern.matched)} of {articles} articles and "
        f"{len(pattern.mistaken)} of {others} other addresses",
        "layouts": f"gives the text of the generic extraction on {body.confirmed} of {body.pages} pages; "
        f"in use since {day} or before"
        if body
        else "no element holds the story on most pages: the generic extraction decides",
    }
    if twin is not None:
        lines["amp"] = f"fits {twin[1]} of {len(found.twins)} pages that name an AMP copy"
    return lines


def _day(pages: Iterable[ArchivedPage]) -> date:
    days = [page.date[:10] for page in pages if page.date]
    return date.fromisoformat(max(days)) if days else datetime.now(UTC).date()


def _fixture_page(publisher: Publisher, articles: Mapping[str, tuple[ArchivedPage, Reading]]) -> ArchivedPage:
    """A page of a whole article in the site's language that the rule takes for one, the shortest."""
    read = [
        (page, reading.result)
        for address, (page, reading) in articles.items()
        if isinstance(reading.result, Article) and publisher.kind_of(address) == "article"
    ]
    if not read:
        raise DraftError("no article was found whose address the learned pattern takes")
    usual, _ = Counter(article.language for _, article in read).most_common(1)[0]

    def lacks(article: Article) -> int:
        dated = article.published_at is not None and article.title is not None
        return (article.text.count("\n\n") < _PARAGRAPHS) + (article.language != usual) + (not dated)

    return min(read, key=lambda pair: (lacks(pair[1]), len(pair[0].body)))[0]


def _fixture_source(
    publisher: Publisher, found: Survey, pages: Sequence[ArchivedPage]
) -> tuple[str, str, bytes]:
    """The document of a declared source that announces articles, the shortest list first."""
    bodies = {page.url: page.body for page in pages}
    declared = {source.url for source in publisher.sources}

    def articles(source: FoundSource) -> int:
        return sum(publisher.kind_of(one.url) == "article" for one in source.announcements)

    usable = [source for source in found.sources if source.url in declared and source.url in bodies]
    usable = [source for source in usable if articles(source)]
    if usable:
        best = min(usable, key=lambda source: len(source.announcements))
        return ("feed.xml" if best.kind == "feed" else "sitemap.xml"), best.url, bodies[best.url]
    if found.home_page is None:
        raise DraftError("no feed, sitemap or home page announces an article")
    return "listing.html", found.home, found.home_page.body


def facts_of(made: Draft) -> str:
    """facts.toml of the folder: all of it was seen."""
    how = json.dumps(f"seen {made.day:%Y-%m}")
    return (
        "# The page and the document are as they were fetched: the publisher's own. Before you share this\n"
        "# folder, replace their prose, people and pictures with your own and keep the structure.\n"
        "[page]\n"
        f"url = {json.dumps(made.page.url)}\n"
        f"fetched = {made.day}\n\n"
        "[page.parts]\n"
        + "".join(f"{part} = {how}\n" for part in ("container", "jsonld", "dates", "byline", "furniture"))
        + "\n[source]\n"
        f'file = "{made.source_file}"\n'
        f"url = {json.dumps(made.source_url)}\n\n"
        f"[source.parts]\naddress = {how}\nform = {how}\n"
    )
