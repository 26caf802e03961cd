"""The sources of a rule: what their answers hold, how fresh it is, and which stories to look at."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from newscrawl.diagnosis.observed import Answer, SourceRead, SourceSeen, State, told, told_url
from newscrawl.discovery.announcement import Announcement
from newscrawl.discovery.feeds import read_feed
from newscrawl.discovery.listings import read_listing
from newscrawl.discovery.sitemaps import read_sitemap
from newscrawl.discovery.sniffing import SourceForm, form_of
from newscrawl.hindi.dates import IST
from newscrawl.publishers.rule import Archive, Feed, Listing, NewsSitemap, Publisher, Source
from newscrawl.urls import canonical_key, clean, url_kind
from newscrawl.urls.tracking import untracked

STALE_AFTER: Final = {
    "Feed": timedelta(days=7),
    "NewsSitemap": timedelta(days=2),
    "Sitemap": timedelta(days=31),
}
"""Age of the newest story from which a source is stale. Google's news sitemaps hold two days; a feed of a
section may rest for days; sitemaps over older stories are often written once a month."""
SAMPLES: Final = 5
_MOST_KEPT: Final = 1_000
"""Announcements of a source that are kept, the newest: a sitemap may hold fifty thousand."""
_AHEAD: Final = timedelta(days=1)
"""A date further in the future is an error of writing, or of a clock."""
_NO_STORIES: Final = frozenset({"listing", "static", "feed", "media"})


def sources_of(rule: Publisher) -> tuple[Source, ...]:
    """Where the rule's stories are announced: its home page, when it names no source."""
    return rule.sources or (Listing(rule.home),)


def address_of(source: Source, now: datetime) -> str:
    """What to ask of a source: of an archive, yesterday, which is whole."""
    if isinstance(source, Archive):
        # A day is the publisher's; those of all rules are Indian.
        return source.url_on((now.astimezone(IST) - timedelta(days=1)).date())
    return source.url


def read_source(source: Source, rule: Publisher, answer: Answer, now: datetime) -> SourceRead:
    """Read what a source answered as what it is, whatever it is called; `now` is aware. Never raises."""
    seen = SourceSeen(
        form=type(source).__name__,
        url=told_url(answer.url),
        state=answer.state,
        status=answer.status,
        final_url=told_url(answer.final_url) or None,
        detail=answer.said,
    )
    if seen.state != "ok":
        return SourceRead(seen)
    url = clean(answer.final_url) or answer.url
    read_as, announcements, parts, problems = _read(source, rule, answer, url)
    newest = newest_of(announcements, now)
    age = round((now - newest).total_seconds() / 3600, 1) if newest is not None else None
    stories = sum(story_url(rule, one) is not None for one in announcements)
    state = _state(source, read_as, stories, bool(parts))
    if state == "ok" and newest is not None and now - newest > STALE_AFTER.get(seen.form, timedelta.max):
        state = "stale"
    seen = replace(
        seen,
        state=state,
        read_as=read_as,
        announced=len(announcements),
        stories=stories,
        newest=newest.isoformat(timespec="seconds") if newest is not None else None,
        age_hours=age,
        detail=told("; ".join(problems)),
    )
    kept = sorted(announcements, key=_when, reverse=True)[:_MOST_KEPT]
    return SourceRead(seen, tuple(kept), parts)


def read_home(answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of a home page, the addresses that look like stories, and the feeds and sitemaps it names."""
    if answer.state != "ok":
        return (), ()
    url = clean(answer.final_url) or answer.url
    listing = read_listing(answer.body, url, headers=answer.headers)
    return (
        tuple(untracked(one.url) for one in listing.announcements),
        tuple(dict.fromkeys((*listing.feeds, *listing.sitemaps))),
    )


def with_part(index: SourceRead, part: SourceRead) -> SourceRead:
    """A sitemap index with one of its parts read: it stands for what the part announces."""
    seen = part.seen
    state: State = index.seen.state if seen.state == "ok" else seen.state
    detail = f"part {seen.url}" + (f": {seen.detail}" if seen.detail else "")
    joined = replace(
        index.seen,
        state=state,
        announced=seen.announced,
        stories=seen.stories,
        newest=seen.newest,
        age_hours=seen.age_hours,
        detail=told(detail),
    )
    return SourceRead(joined, part.announcements, index.parts)


def newest_of(announcements: Iterable[Announcement], now: datetime) -> datetime | None:
    """The newest date announced; dates more than a day ahead are passed over."""
    newest: datetime | None = None
    for one in announcements:
        for text in (one.published_at, one.modified_at):
            moment = _moment(text)
            if moment is None or moment > now + _AHEAD:
                continue
            if newest is None or moment > newest:
                newest = moment
            break
    return newest


def story_url(rule: Publisher, one: Announcement) -> str | None:
    """Where the crawl would fetch an announced article; None for what its rule takes for none.

    As `newscrawl.spiders.site` decides it: the publisher's hosts, kinds and pattern, else the URL's shape.
    """
    bare = untracked(one.url)
    url = rule.article_of(bare) or bare
    if not on_site(rule, url) or rule.kind_of(url) != "article":
        return None
    by_shape = rule.article_pattern is None and one.kind not in {"feed", "news_sitemap"}
    return None if by_shape and url_kind(url) in _NO_STORIES else url


def on_site(rule: Publisher, url: str) -> bool:
    """Whether a URL is the publisher's; `www.`, `m.` and `amp.` make no difference."""
    name = _folded(url)
    if name is None or name not in _folded_hosts(rule.all_hosts):
        return False
    path = f"/{url.partition('://')[2].partition('/')[2]}".partition("?")[0]
    return not rule.path or f"{path}/".startswith(f"{rule.path}/")


def choose_samples(rule: Publisher, sources: Sequence[SourceRead], linked: Iterable[str] = ()) -> list[str]:
    """Five articles to look at: the newest of each source in turn, each once; then those of `linked`."""
    queues: list[list[str]] = []
    for source in sources:
        dated = [(url, _when(one)) for one in source.announcements if (url := story_url(rule, one))]
        dated.sort(key=lambda pair: pair[1], reverse=True)
        queues.append([url for url, _ in dated])
    chosen: dict[str, str] = {}
    turn = 0
    while len(chosen) < SAMPLES and any(turn < len(queue) for queue in queues):
        for queue in queues:
            if turn < len(queue) and len(chosen) < SAMPLES:
                chosen.setdefault(canonical_key(queue[turn]) or queue[turn], queue[turn])
        turn += 1
    for url in linked:
        if len(chosen) < SAMPLES and on_site(rule, url) and rule.kind_of(url) == "article":
            chosen.setdefault(canonical_key(url) or url, url)
    return list(chosen.values())


def _read(
    source: Source, rule: Publisher, answer: Answer, url: str
) -> tuple[str | None, tuple[Announcement, ...], tuple[str, ...], tuple[str, ...]]:
    """What it is, what it announces, its parts, and what was wrong with it."""
    form = form_of(answer.body) or _declared_form(source, url)
    if form == "feed":
        feed = read_feed(answer.body, url, answer.headers)
        read_as = "feed" if feed.announcements or not feed.problems else None
        return read_as, feed.announcements, (), feed.problems
    if form == "sitemap":
        found = read_sitemap(answer.body, url, answer.headers)
        parts = tuple(address for address, _ in found.sitemaps)
        if found.announcements:
            news = any(one.kind == "news_sitemap" for one in found.announcements)
            return "news_sitemap" if news else "sitemap", found.announcements, (), found.problems
        if parts:
            return "sitemap_index", (), parts, found.problems
        return None if found.problems else "sitemap", (), (), found.problems
    listing = read_listing(answer.body, url, rule.article_pattern, answer.headers)
    return "listing", listing.announcements, (), listing.problems


def _declared_form(source: Source, url: str) -> SourceForm:
    if isinstance(source, Feed):
        return "feed"
    if isinstance(source, Listing):
        return "listing"
    return "listing" if isinstance(source, Archive) and ".xml" not in url else "sitemap"


def _state(source: Source, read_as: str | None, stories: int, has_parts: bool) -> State:
    if read_as is None:
        return "misread"
    if isinstance(source, Feed) and read_as == "listing":
        return "misread"
    if not isinstance(source, Feed | Listing | Archive) and read_as in {"listing", "feed"}:
        return "misread"
    if isinstance(source, NewsSitemap) and read_as == "sitemap" and stories:
        return "misread"
    return "ok" if stories or has_parts else "empty"


@cache
def _folded_hosts(hosts: tuple[str, ...]) -> frozenset[str | None]:
    return frozenset(_folded(f"https://{host}/") for host in hosts)


def _folded(url: str) -> str | None:
    key = canonical_key(url)
    return key.partition("/")[0] if key is not None else None


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _when(one: Announcement) -> float:
    moment = _moment(one.published_at) or _moment(one.modified_at)
    try:
        return moment.timestamp() if moment is not None else -math.inf
    except (OverflowError, ValueError):
        return -math.inf
