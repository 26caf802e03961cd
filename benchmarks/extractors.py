"""newscrawl and its peers under one face: bytes and URL in, `Found` out. A peer is imported when it is named."""

from collections.abc import Callable

from measure import Found

Extractor = Callable[[bytes, str | None], Found]


def newscrawl() -> Extractor:
    """This project's `extract`."""
    from newscrawl import Article, extract

    def run(page: bytes, url: str | None) -> Found:
        found = extract(page, url=url)
        if not isinstance(found, Article):
            return Found()
        return Found(found.text, found.title, found.authors, found.published_at)

    return run


def newscrawl_text() -> Extractor:
    """This project's `clean_text`."""
    from newscrawl import Article, clean_text

    def run(page: bytes, url: str | None) -> Found:
        found = clean_text(page.decode("utf-8", "replace"), url=url)
        if not isinstance(found, Article):
            return Found()
        return Found(found.text, found.title, found.authors, found.published_at)

    return run


def untouched() -> Extractor:
    """A flattened text as it is: what a cleaner of texts must beat."""

    def run(page: bytes, _url: str | None) -> Found:
        text = page.decode("utf-8", "replace")
        return Found(text, next((line for line in text.split("\n") if line.strip()), None))

    return run


def trafilatura() -> Extractor:
    """Trafilatura in precision mode, with metadata."""
    from trafilatura import bare_extraction

    def run(page: bytes, url: str | None) -> Found:
        document = bare_extraction(
            page, url=url, with_metadata=True, include_comments=False, favor_precision=True
        )
        if document is None:
            return Found()
        found = document if isinstance(document, dict) else document.as_dict()
        authors = tuple(name.strip() for name in (found.get("author") or "").split(";") if name.strip())
        return Found(found.get("text") or "", found.get("title"), authors, found.get("date"))

    return run


def readability() -> Extractor:
    """readability-lxml: text and title, no other field."""
    from lxml import html
    from readability import Document

    def run(page: bytes, _url: str | None) -> Found:
        document = Document(page.decode("utf-8", "replace"))
        text = "\n".join(
            line for part in html.fromstring(document.summary()).itertext() if (line := str(part).strip())
        )
        return Found(text, document.short_title())

    return run


def resiliparse() -> Extractor:
    """Resiliparse's main content: text alone."""
    from resiliparse.extract.html2text import extract_plain_text

    def run(page: bytes, _url: str | None) -> Found:
        return Found(extract_plain_text(page.decode("utf-8", "replace"), main_content=True, alt_texts=False))

    return run


def parse() -> Extractor:
    """A bare lxml parse: what CPU time and memory are compared with."""
    from lxml import html

    def run(page: bytes, _url: str | None) -> Found:
        html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
        return Found()

    return run


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    "parse": parse,
    "newscrawl": newscrawl,
    "newscrawl_text": newscrawl_text,
    "untouched": untouched,
    "trafilatura": trafilatura,
    "readability": readability,
    "resiliparse": resiliparse,
}
