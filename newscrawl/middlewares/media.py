"""What is HTML, told by a content type and a body's beginning. No Scrapy: archives are judged by it too."""

import re
from typing import Final

_HTML_TYPES: Final = {"", "text/html", "application/xhtml+xml"}
_NEVER_HTML: Final = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip")
_HTML_START = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_SNIFFED: Final = 2_048


def media_type(header: bytes | str | None) -> str:
    """The type of a Content-Type header in lower case, without parameters; '' when there is none."""
    text = header.decode("latin-1") if isinstance(header, bytes) else header or ""
    return text.partition(";")[0].partition(",")[0].strip().lower()


def is_never_html(kind: str) -> bool:
    """Whether a media type leaves no doubt: a picture, a film, a sound, a font, a PDF, an archive."""
    return kind.startswith(_NEVER_HTML)


def is_html(kind: str, body: bytes) -> bool:
    """Whether a page of that media type is HTML; an HTML beginning outvotes a type that says otherwise."""
    if kind in _HTML_TYPES:
        return True
    if is_never_html(kind):
        return False
    # UTF-16 without a mark has a NUL beside every ASCII character.
    return _HTML_START.search(body[:_SNIFFED].replace(b"\0", b"")) is not None
