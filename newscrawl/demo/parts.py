"""A story as its page prints it: the blocks, and between them what portals put there.

The extras (ad labels, also-read links, app promos, pictures) are the templates' matter and never part of the
truth; where they stand follows from the template and the story's number, so a page never changes by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from newscrawl.demo.newsroom import Newsroom, Story
from newscrawl.demo.records import Picture

_EXTRAS = {
    "tagdiv": {1: "ad", 2: "also_read", 3: "picture", 5: "also_read"},
    "hashed": {1: "ad", 2: "also_read", 3: "app_promo", 4: "picture"},
    "table": {2: "also_read", 3: "ad"},
    "amp": {1: "ad", 2: "also_read", 3: "picture", 4: "ad"},
}
"""After which paragraph of a template what stands."""


_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the printed body."""

    kind: str
    """paragraph, heading, quote, list, table, live, or an extra: ad, also_read, app_promo, picture."""
    html: Markup = _NOTHING
    items: tuple[Markup, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()
    link: Story | None = None
    picture: Picture | None = None
    number: int = 0
    """Of a picture among the story's, from 0; of an ad on the page, from 1."""
    time: str = ""
    """A live entry's clock time, as `14:05`."""


def related(newsroom: Newsroom, story: Story, count: int, skip: int = 0) -> list[Story]:
    """`count` other stories in the same language, the same section first; `skip` moves on in that list."""
    others = [s for s in newsroom.stories if s is not story and s.record.language == story.record.language]
    others.sort(key=lambda s: s.record.section != story.record.section)
    if not others:
        return []
    return [others[(skip + i) % len(others)] for i in range(min(count, len(others)))]


def inline(text: str, story: Story | None = None) -> Markup:
    """Text as HTML. With a story, its place is set bold at the start and its first tag inside linked."""
    html = str(escape(text)).replace("\u00a0", "&nbsp;")
    if story is None:
        return Markup(html)  # noqa: S704 (escaped above)
    place = story.record.place
    if place and html.startswith(place):
        html = f"<strong>{place}</strong>{html[len(place) :]}"
    for tag in story.record.tags:
        # A tag inside a longer word is another word, so only white space may stand around it.
        found = re.search(rf"(?<= ){re.escape(tag)}(?= )", html)
        if found:
            linked = f'<a href="/tag/{tag.replace(" ", "-")}/">{tag}</a>'
            html = html[: found.start()] + linked + html[found.end() :]
            break
    return Markup(html)  # noqa: S704 (escaped above)


def parts(newsroom: Newsroom, story: Story) -> Iterator[Part]:
    """The printed body, in order."""
    extras = _EXTRAS[story.record.template]
    offered = related(newsroom, story, 4, skip=story.record.id % 5)
    paragraphs = ads = reads = 0
    items: list[Markup] = []
    for block in story.blocks:
        if items and block.kind != "list_item":
            yield Part("list", items=tuple(items))
            items = []
        if block.kind == "list_item":
            items.append(inline(block.text))
        elif block.kind == "table":
            rows = tuple(tuple(inline(cell) for cell in row.split(" | ")) for row in block.text.split("\n"))
            yield Part("table", rows=rows)
        elif block.kind == "live_entry":
            yield Part("live", inline(block.text, story), time=(block.time or "")[11:16])
        elif block.kind in ("heading", "quote"):
            yield Part(block.kind, inline(block.text))
        else:
            linked = story if story.record.template in ("tagdiv", "hashed") else None
            yield Part("paragraph", inline(block.text, linked))
            paragraphs += 1
            extra = extras.get(paragraphs, "")
            if extra == "ad":
                ads += 1
                yield Part("ad", number=ads)
            elif extra == "also_read" and reads < len(offered):
                yield Part("also_read", link=offered[reads])
                reads += 1
            elif extra == "picture" and story.record.kind != "gallery" and len(story.record.pictures) > 1:
                yield Part("picture", picture=story.record.pictures[1], number=1)
            elif extra == "app_promo":
                yield Part("app_promo")
    if items:
        yield Part("list", items=tuple(items))
