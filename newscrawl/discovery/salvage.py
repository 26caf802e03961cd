"""A feed's items from a tree that libxml2 recovered, by element names alone, whatever the namespaces."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from newscrawl.discovery.markup import Element, local_name
from newscrawl.limits import LIMITS

_DATES: Final = {
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "created": "published",
    "date": "published",
    "updated": "modified",
    "modified": "modified",
}
_TEXT_CHARS: Final = 8 * LIMITS.field_chars


@dataclass(slots=True)
class FeedItem:
    """An item as its feed wrote it: nothing resolved, cleaned or judged yet."""

    links: list[str] = field(default_factory=list)
    """Addresses of the story, the best first."""
    identifier: str | None = None
    """guid or id."""
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    tags: list[str] = field(default_factory=list)
    language: str | None = None


def salvage(root: Element) -> tuple[list[FeedItem], str | None]:
    """Return the items of an RSS, RDF or Atom tree in order, and the feed's title. Never raises."""
    items: list[FeedItem] = []
    title: str | None = None
    for element in root.iter("{*}item", "{*}entry", "{*}title"):
        name = local_name(element)
        if name == "title":
            if title is None and not items:
                title = _content(element)
        elif len(items) < LIMITS.sitemap_urls:
            items.append(_item(element))
    return items, title


def _item(element: Element) -> FeedItem:
    item = _read(element)
    if not item.links and len(element):
        # An element that was never closed swallows those after it.
        item = _read(element.iterdescendants())
    return item


def _read(children: Iterable[Element]) -> FeedItem:
    item = FeedItem()
    for child in children:
        name = local_name(child)
        if name == "origlink":
            item.links.insert(0, _content(child))
        elif name == "link":
            _add_link(item, child)
        elif name in {"guid", "id"}:
            item.identifier = item.identifier or _content(child)
        elif name == "title":
            # The item's own comes before media:title and the like.
            item.title = item.title or (child.text if child.find("{*}link") is not None else _content(child))
        elif name == "category":
            item.tags.append(child.get("term") or _content(child))
        elif name in _DATES:
            attribute = _DATES[name]
            if getattr(item, attribute) is None:
                setattr(item, attribute, _content(child))
    del item.tags[LIMITS.list_items :]
    return item


def _add_link(item: FeedItem, child: Element) -> None:
    href = child.get("href")
    if href is None:
        href = _content(child)
    if href and child.get("rel", "alternate") == "alternate":
        item.links.append(href)


def _content(element: Element) -> str:
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(str(part))
        size += len(part)
        if size > _TEXT_CHARS:
            break
    return "".join(parts).strip()
