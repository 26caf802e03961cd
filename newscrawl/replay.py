"""Articles out of an archive: every page once, every story once, without Scrapy and without a network.

The command `extract` and the spider `archive` share it. Its memory grows by some 200 bytes a page, and
by up to 100 KB for what each host repeats.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from newscrawl.archive.folder import open_pages
from newscrawl.archive.page import ArchivedPage, ArchiveProblem
from newscrawl.discovery.parts import read_parts
from newscrawl.extraction.extract import extract
from newscrawl.hindi.script import comparison_key
from newscrawl.items.article import Article, Http
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.learning import Profiles, learn_sites
from newscrawl.middlewares.media import is_html, media_type
from newscrawl.paging import Groups, Paged
from newscrawl.parallel import each
from newscrawl.publishers.registry import layout_for
from newscrawl.twins import is_main_page, story_key
from newscrawl.urls import canonical_key, clean, host


class _Stories:
    """The stories told so far; digests of 16 bytes stand for keys, titles and texts."""

    def __init__(self) -> None:
        self._told: dict[bytes, tuple[bytes, bytes]] = {}
        """Story key to title (b'' when there is none) and text."""

    def __contains__(self, key: str | None) -> bool:
        return key is not None and _digest(key) in self._told

    def note(self, key: str, article: Article) -> None:
        """The story of that key is told."""
        self._told[_digest(key)] = _title(article), _digest(article.content_hash)

    def agrees(self, key: str, article: Article) -> bool:
        """Whether the article has the title or the text that was told under the key."""
        title, text = self._told[_digest(key)]
        own = _title(article)
        return not title or not own or title == own or text == _digest(article.content_hash)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _title(article: Article) -> bytes:
    return _digest(comparison_key(article.title)) if article.title else b""


_Redirect = tuple[str, int, str, str | None]
"""URL, status, target and date."""
_Outcome = Article | Reject | Paged | _Redirect


def replay(
    path: str | Path, *, jobs: int = 1, skipped: Counter[str] | None = None, profile: bool = True
) -> Iterator[Article | Reject]:
    """The articles of a WARC file, a folder or a saved page, and a reject for each page that gave none.

    A story comes once: of its page, its AMP and mobile forms, short links, comment pages and addresses with
    tracking parameters, the page at the canonical address is taken, the first of the others where that one is
    missing; the rest are rejects (validate/duplicate_url). The parts of a story on several pages are joined
    (`newscrawl.extraction.joining`). Records that are no page (feeds, pictures, styles)
    are not told, but counted by media type in `skipped`. The order is the archive's, apart from those that
    must wait for the end. `jobs` above 1 extracts in as many processes. With `profile`, the archive is read
    once before, to learn what each of its hosts repeats. Never raises on an archive's content.
    """
    skipped = Counter() if skipped is None else skipped
    sites = learn_sites(_stored(path), jobs) if profile else {}
    stories = _Stories()
    twins: set[int] = set()
    groups = Groups()
    redirects: list[_Redirect] = []
    for position, outcome in each(_outcome, _pages(path, skipped), sites, jobs):
        if isinstance(outcome, Paged):
            groups.note(position, outcome)
        elif isinstance(outcome, tuple):
            redirects.append(outcome)
        elif isinstance(outcome, Reject):
            yield outcome
        elif is_main_page(outcome):
            yield _once(outcome, stories)
        else:
            twins.add(position)
    yield from _joined(path, groups, stories, sites)
    yield from _twins(path, twins, stories, sites)
    for redirect in redirects:
        yield _redirected(redirect, stories)


def _pages(path: str | Path, skipped: Counter[str]) -> Iterator[tuple[int, ArchivedPage | ArchiveProblem]]:
    """The records that concern us, each with its position."""
    for position, page in enumerate(open_pages(path)):
        if isinstance(page, ArchivedPage):
            kind = media_type(page.headers.get("content-type"))
            is_error = page.status is not None and not 200 <= page.status < 300
            if not is_html(kind, page.body) or (is_error and kind not in {"", "text/html"}):
                skipped[kind or "unknown"] += 1
                continue
        yield position, page


def _stored(path: str | Path) -> Iterator[ArchivedPage]:
    for _, page in _pages(path, Counter()):
        if isinstance(page, ArchivedPage):
            yield page


def _outcome(record: tuple[int, ArchivedPage | ArchiveProblem], sites: Profiles) -> tuple[int, _Outcome]:
    """What becomes of a record, with its position."""
    position, page = record
    if isinstance(page, ArchiveProblem):
        return position, _problem(page)
    outcome = _result(page, sites)
    if isinstance(outcome, Article) and outcome.url is not None:
        parts = read_parts(page.body, page.url, page.headers)
        if parts is not None and (parts.number > 1 or is_main_page(outcome)):
            return position, Paged(parts, outcome.url)
    return position, outcome


def _result(page: ArchivedPage, sites: Profiles) -> Article | Reject | _Redirect:
    if page.status is not None and 300 <= page.status < 400:
        target = clean(page.headers.get("location"), page.url) or ""
        return page.url or "", page.status, target, page.date
    if page.status is not None and not 200 <= page.status < 300:
        return Reject(
            url=page.url, stage=Stage.FETCH, reason=Reason.HTTP_STATUS, detail=str(page.status), at=page.date
        )
    return _read_page(page, sites)


def _read_page(page: ArchivedPage, sites: Profiles) -> Article | Reject:
    """One stored page as an article or a reject, with the archive's date and headers."""
    site = sites.get(host(page.url) or "")
    layout = layout_for(page.url, _day(page.date))
    item = extract(page.body, url=page.url, headers=page.headers, site=site, layout=layout)
    if isinstance(item, Reject):
        return replace(item, url=page.url or item.url, at=page.date)
    http = item.http
    if page.status is not None:
        http = Http(
            status=page.status,
            content_type=page.headers.get("content-type"),
            encoding=item.http.encoding if item.http else None,
            etag=page.headers.get("etag"),
            last_modified=page.headers.get("last-modified"),
        )
    return replace(item, url=page.url or item.url, fetched_at=page.date, http=http)


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def _problem(problem: ArchiveProblem) -> Reject:
    stage, reason = Stage.DECODE, Reason.UNDECODABLE
    if "cut short" in problem.what:
        stage, reason = Stage.FETCH, Reason.TRUNCATED
    elif "larger than" in problem.what:
        reason = Reason.TOO_LARGE
    return Reject(url=problem.url, stage=stage, reason=reason, detail=f"{problem.where}: {problem.what}")


def _twins(
    path: str | Path, positions: set[int], stories: _Stories, sites: Profiles
) -> Iterator[Article | Reject]:
    """The pages that were put off, read once more: only now is it known whether their story was told."""
    if not positions:
        return
    for position, page in enumerate(islice(open_pages(path), max(positions) + 1)):
        if position in positions and isinstance(page, ArchivedPage):
            item = _read_page(page, sites)
            yield item if isinstance(item, Reject) else _once(item, stories)


def _joined(
    path: str | Path, groups: Groups, stories: _Stories, sites: Profiles
) -> Iterator[Article | Reject]:
    """The stories on several pages, which are read once more: only now is it known what belongs together."""
    if not len(groups):
        return
    pages = (
        (position, _read_page(page, sites))
        for position, page in enumerate(islice(open_pages(path), groups.last + 1))
        if position in groups and isinstance(page, ArchivedPage)
    )
    for item, parts in groups.tell(pages):
        if isinstance(item, Reject):
            yield item
            continue
        yield _once(item, stories)
        for url in parts:
            if (key := canonical_key(url)) is not None and key not in stories:
                stories.note(key, item)


def _once(article: Article, stories: _Stories) -> Article | Reject:
    """The article, or the reject of a page whose story was told before."""
    own, key = canonical_key(article.url), story_key(article)
    # A canonical address that different stories share is a theme's mistake: each stands under its own.
    if key is not None and key in stories and own not in {None, key} and not stories.agrees(key, article):
        key = own
    if key is None:
        return article
    if key not in stories:
        stories.note(key, article)
        return article
    detail = f"page of {article.canonical_url or key}"
    return Reject.of(article, Stage.VALIDATE, Reason.DUPLICATE_URL, detail)


def _redirected(redirect: _Redirect, stories: _Stories) -> Reject:
    url, status, target, date = redirect
    if canonical_key(target) in stories or canonical_key(url) in stories:
        stage, reason, detail = Stage.VALIDATE, Reason.DUPLICATE_URL, f"redirects to {target}"
    else:
        stage, reason, detail = Stage.FETCH, Reason.HTTP_STATUS, f"{status} to {target}"
    return Reject(url=url or None, stage=stage, reason=reason, detail=detail, at=date)
