"""First step: what every stored item has, whoever yielded it. What the page said stays as it said it."""

from dataclasses import replace
from datetime import UTC, datetime

from newscrawl.hindi.script import scrub
from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.limits import LIMITS
from newscrawl.publishers.registry import by_url
from newscrawl.urls import registrable_domain

_TRIMMED = ("title", "subtitle", "agency", "place", "section", "canonical_url", "publisher")


class NormalisePipeline:
    """Trims, and fills what only the crawl knows: the publisher's key and the times."""

    def process_item(self, item: object) -> object:
        """Articles and rejects in, the same kind out; other items pass untouched."""
        if isinstance(item, Article):
            return normalise_article(item)
        if isinstance(item, Reject):
            return normalise_reject(item)
        return item


def now() -> str:
    """The present second as items carry it: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def publisher_key(url: str | None) -> str | None:
    """The key of the publisher whose host it is, else the registrable domain; None without a URL."""
    if url is None:
        return None
    publisher = by_url(url)
    return publisher.key if publisher else registrable_domain(url)


def normalise_article(article: Article) -> Article:
    """Blank fields become None, the publisher and the time of fetching are filled where they are missing."""
    changes: dict[str, str | None] = {}
    for name in _TRIMMED:
        value: str | None = getattr(article, name)
        if value is not None and (trimmed := value.strip() or None) != value:
            changes[name] = trimmed
    # Extraction knows no rules: it names the domain.
    if changes.get("publisher", article.publisher) in {None, registrable_domain(article.url)}:
        changes["publisher"] = publisher_key(article.url)
    if article.fetched_at is None:
        changes["fetched_at"] = now()
    return replace(article, **changes) if changes else article  # type: ignore[arg-type]


def normalise_reject(reject: Reject) -> Reject:
    """A reject that can be stored whatever URL or error text it reports: scrubbed, bounded, dated."""
    url = " ".join(scrub(reject.url).split())[: LIMITS.url_chars] if reject.url else None
    detail = " ".join(scrub(reject.detail).split())[: LIMITS.field_chars]
    return replace(reject, url=url or None, detail=detail, at=reject.at or now())
