"""Pages for the metadata tests: real HTML through the real parser and walk, labelled by `id`.

A block takes the role in the id of its box, `<p id="paragraph-1">`; blocks without one are "widget".
"""

import json
import re
from datetime import UTC, datetime

from newscrawl.extraction.blocks import build_page
from newscrawl.extraction.metadata import Metadata, read_metadata
from newscrawl.extraction.page import Label, Page
from newscrawl.extraction.parse import parse
from newscrawl.extraction.sources import Sources, read_sources

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
URL = "https://www.gomtisamachar.in/uttar-pradesh/lucknow/pul-ka-kaam-shuru-4412873.html"
_ROLE = re.compile(
    r"(?:^| )(paragraph|title|subtitle|byline|caption|credit|tags|breadcrumb|live_entry|related|hidden|kicker"
    r"|comment|heading|author_bio)-"
)
_STORY = {"paragraph", "heading", "live_entry"}
LONG = (
    "लखनऊ में गोमती पर बन रहे नए पुल का काम शुरू हो गया है और इसे अगले साल "
    "मार्च तक पूरा करने का लक्ष्य रखा गया है। यह बात मंत्री ने शनिवार को कही। "
)


def page_of(body: str, head: str = "", *, url: str | None = URL, lang: str = "hi") -> Page:
    source = f"<!doctype html><html lang='{lang}'><head>{head}</head><body>{body}</body></html>"
    tree = parse(source.encode("utf-8", "replace")).tree
    assert tree is not None
    return build_page(tree, url)


def labelled(page: Page) -> tuple[list[Label], range | None]:
    labels = []
    for block in page.blocks:
        match = _ROLE.search(block.box.hints)
        labels.append(Label(match[1] if match else "widget", "test"))
    story = [index for index, label in enumerate(labels) if label.role in _STORY]
    return labels, range(story[0], story[-1] + 1) if story else None


def sources_of(body: str = "", head: str = "", **options: str | None) -> Sources:
    return read_sources(page_of(body, head, **options))  # type: ignore[arg-type]


def read(body: str, head: str = "", **options: str | None) -> Metadata:
    page = page_of(body, head, **options)  # type: ignore[arg-type]
    labels, story = labelled(page)
    return read_metadata(page, labels, story, {}, now=NOW)


def jsonld(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def story(headline: str = "गोमती पर नए पुल का काम शुरू", between: str = "", after: str = "") -> str:
    return (
        f'<main><h1 id="title-1">{headline}</h1>{between}'
        f'<p id="paragraph-1">{LONG}</p><p id="paragraph-2">{LONG}</p></main>{after}'
    )
