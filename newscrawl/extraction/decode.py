"""Bytes to UTF-8: which encoding a page is really in.

Order of belief, from measurements on Hindi pages (docs/design.md): a byte order mark, then valid UTF-8
whatever header and meta say (a legacy encoding that happens to be valid multi-byte UTF-8 does not occur in
practice), then the header's charset, the meta's, and last Beautiful Soup's detection. Text that was decoded
wrongly before it was served (mojibake) is repaired and noted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from w3lib.encoding import http_content_type_encoding, resolve_encoding

from newscrawl.extraction import scan
from newscrawl.extraction.acceleration import BYTES
from newscrawl.hindi.repair import repair_mojibake
from newscrawl.hindi.script import scrub
from newscrawl.items.reject import Reason
from newscrawl.limits import LIMITS

# First bytes of what is served as HTML and is none (file(1) magic).
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"\x1f\x8b", "gzip data"),
    (b"PK\x03\x04", "a ZIP file"),
    (b"\x00\x00\x00\x18ftyp", "an MP4 video"),
    (b"\x00\x00\x00\x20ftyp", "an MP4 video"),
    (b"ID3", "an MP3 file"),
    (b"WARC/", "a WARC file"),
)
_FEED = re.compile(
    rb"\A\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:<!--.{0,500}?-->\s*+)?<(rss|feed|urlset|sitemapindex|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_ASCII = bytes(range(0x20, 0x7F))
_EVERY = bytes(range(256))
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_SAMPLE = 16_384
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_flaws = (BYTES or scan).flaws


@dataclass(slots=True)
class Decoded:
    """A page as UTF-8 bytes, or why there is none."""

    data: bytes = b""
    """The page, valid UTF-8; empty when `reason` is set."""
    encoding: str | None = None
    """What the bytes were decoded with; None for text input."""
    notes: list[str] = field(default_factory=list)
    """Repairs, for the article's evidence."""
    reason: Reason | None = None
    """Why the input cannot be read as a page; None when it can."""
    detail: str = ""


def decode(html: bytes | str, headers: Mapping[str, str] | None = None) -> Decoded:
    """Return `html` as valid UTF-8. `headers` are HTTP headers with lower-case names. Never raises."""
    if isinstance(html, str):
        return _finish(html, None)
    if len(html) > LIMITS.page_bytes:
        return Decoded(reason=Reason.TOO_LARGE, detail=f"{len(html)} bytes, at most {LIMITS.page_bytes}")
    if not html.startswith(b"<"):
        for magic, name in _MAGIC:
            if html.startswith(magic):
                return Decoded(reason=Reason.NOT_HTML, detail=name)
        for bom, encoding in _BOMS:
            if html.startswith(bom):
                return _finish(html[len(bom) :].decode(encoding, "replace"), encoding)
    flaws = _flaws(html)
    if flaws & scan.NOT_UTF8:
        return _legacy(html, headers)
    if not flaws:
        return _checked(Decoded(data=html, encoding="utf-8"))
    if flaws & scan.NUL and (wide := _wide(html)):
        return _finish(html.decode(wide, "replace"), wide)
    return _finish(html.decode("utf-8"), "utf-8", "NUL characters removed" if flaws & scan.NUL else None)


def _wide(html: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of its markup is NUL, and none of its Hindi."""
    head = html[:2048]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    least = max(8, len(head) // 25)
    if odd >= least and odd > 4 * even and b"<\x00" in head:
        return "utf-16-le"
    if even >= least and even > 4 * odd and b"\x00<" in head:
        return "utf-16-be"
    return None


def _legacy(html: bytes, headers: Mapping[str, str] | None) -> Decoded:
    if wide := _wide(html):
        return _finish(html.decode(wide, "replace"), wide)
    declared: list[str] = []
    if headers and (charset := http_content_type_encoding(headers.get("content-type"))):
        declared.append(charset)
    if match := _META_CHARSET.search(html, 0, 4096):
        declared.append(match.group(1).decode("ascii", "ignore"))
    encodings = [found for name in declared if (found := _usable(name))]
    for encoding in encodings:
        try:
            return _finish(html.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    # A stray byte in a UTF-8 page must not turn the whole page into another encoding; but a page without one
    # sound multi-byte character is none.
    text = html.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    multibyte = sum(1 for c in text[:20_000] if c > "\x7f" and c != "\ufffd")
    if multibyte and (damage <= 3 or damage * 20 < multibyte):
        return _finish(text, "utf-8", f"{damage} invalid UTF-8 sequences replaced")
    if encodings:
        note = f"invalid {encodings[0]} bytes replaced"
        return _finish(html.decode(encodings[0], "replace"), encodings[0], note)
    return _detected(html)


def _usable(name: str) -> str | None:
    """The encoding a page means by a label, or None: Python knows codecs that are no page's (idna)."""
    found = resolve_encoding(name)
    if not found or found == "utf-8":
        return None
    try:
        _EVERY.decode(found, "replace")
        return found if _ASCII.decode(found) == _ASCII.decode("ascii") else None
    except (LookupError, UnicodeError):
        return None


def _detected(html: bytes) -> Decoded:
    """Decode bytes that declare nothing true by what they look like; detection sees a sample, being slow."""
    from bs4.dammit import EncodingDetector  # noqa: PLC0415  (rare path: keeps import of newscrawl light)

    high = _HIGH.search(html)
    start = max(0, high.start() - 1_000) if high else 0
    sample = html[start : start + _SAMPLE]
    text, encoding = "", "windows-1252"
    for name in EncodingDetector(sample, is_html=True).encodings:
        found = _usable(name)
        if not found:
            continue
        try:
            text, encoding = html.decode(found), found
        except UnicodeDecodeError:
            continue
        break
    text = text or html.decode(encoding, "replace")
    if len(_CONTROL.findall(text, 0, 20_000)) > min(len(text), 20_000) // 25:
        return Decoded(reason=Reason.UNDECODABLE, detail="binary data: no encoding fits the bytes")
    return _finish(text, encoding, "encoding detected from the bytes")


def _finish(text: str, encoding: str | None, note: str | None = None) -> Decoded:
    out = Decoded(encoding=encoding, notes=[note] if note else [])
    if len(text) > LIMITS.page_bytes:
        return Decoded(reason=Reason.TOO_LARGE, detail=f"{len(text)} characters, at most {LIMITS.page_bytes}")
    if "à¤" in text or "à¥" in text:
        text, repaired = repair_mojibake(text)
        if repaired:
            out.notes.append(repaired)
    # Not before: half the bytes of a mojibake letter are control characters.
    text = scrub(text)
    out.data = text.encode("utf-8")
    return _checked(out)


def _checked(out: Decoded) -> Decoded:
    if not out.data or out.data.isspace():
        return Decoded(reason=Reason.EMPTY, detail="no content")
    if b"<" not in out.data:
        return Decoded(reason=Reason.NOT_HTML, detail="no markup: plain text goes through `newscrawl clean`")
    if feed := _FEED.match(out.data):
        return Decoded(reason=Reason.NOT_HTML, detail=f"an XML document <{feed.group(1).decode()}>")
    return out
