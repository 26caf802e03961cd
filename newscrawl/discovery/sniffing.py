"""What a source is, told by its first bytes: a feed may be called text/html, a page may stand for a feed."""

import re
from typing import Final, Literal

SourceForm = Literal["feed", "sitemap", "listing"]

_HEAD: Final = 4_096
_BOM = b"\xef\xbb\xbf"
_FORM = re.compile(
    rb"<(?:(urlset|sitemapindex)|(rss|feed|rdf:rdf)|(html|head|body|!doctype\s{1,5}html))[\s>]",
    re.IGNORECASE,
)
_JSON_FEED = re.compile(rb"\"version\"\s{0,5}:\s{0,5}\"https?:(?:\\?/){2}jsonfeed\.org", re.IGNORECASE)


def form_of(body: bytes) -> SourceForm | None:
    """Whether a body is a feed, a sitemap or a page (or JSON, which lists stories as a page does).

    None when the beginning does not tell: gzip, plain text, an empty file. Never raises.
    """
    head = body[:_HEAD].removeprefix(_BOM).lstrip()
    if head.startswith((b"{", b"[")):
        return "feed" if _JSON_FEED.search(head) else "listing"
    if not head.startswith(b"<"):
        return None
    match = _FORM.search(head)
    if match is None:
        return None
    return "sitemap" if match[1] else "feed" if match[2] else "listing"
