"""Feeds and sitemaps made fit for a parser: unpacked, UTF-8, no DTD, no stray characters or ampersands.

Publishers' XML is often broken by one byte (a NUL, `&nbsp;`, a bare `&` in a query), for which a strict
parser gives up the whole file. And some of it is hostile. So every reader in this package goes through
`prepare` and `parse`, which repair the one and bound the other; libxml2's own time is linear on all of it.
"""

import codecs
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.entities import html5
from typing import Final, Literal, TypeAlias

from lxml import etree
from w3lib.encoding import http_content_type_encoding, resolve_encoding

from newscrawl.limits import LIMITS

Element: TypeAlias = etree._Element  # noqa: SLF001  (lxml's element type has no public name)

MAX_RATIO: Final = 250
"""Largest growth by decompression; sitemaps of one site's URLs reach about 60."""
MAX_TAGS: Final = 30 * LIMITS.sitemap_urls
"""Tags handed to the parser: 50,000 URLs with 15 elements each."""

_GZIP = b"\x1f\x8b"
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]{0,200}>", re.IGNORECASE)
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE)
_DOCTYPE = re.compile(
    rb"<!DOCTYPE(?:[^\[<>\"']|\"[^\"]*+\"|'[^']*+')*+"
    rb"(?:\[(?:[^\]\"'<]|\"[^\"]*+\"|'[^']*+'|<!--(?:[^-]|-(?!->))*+-->|<)*+\]\s*)?>",
    re.IGNORECASE,
)
_DOCTYPE_START = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_AMPERSAND = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([A-Za-z]{2,31}\d{0,2});)?"
)
_HTML = re.compile(
    rb"(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE,
)
_ROOT = re.compile(rb"<(?:\?xml|urlset|sitemapindex|rss|feed|rdf:rdf)[\s>:]", re.IGNORECASE)
_PROLOG: Final = 64 * 1024


@dataclass(slots=True)
class Prepared:
    """A file ready to be parsed; `data` is empty when it must not be."""

    data: bytes = b""
    """UTF-8 without declaration and DTD."""
    problems: list[str] = field(default_factory=list)
    """What was wrong, cut or repaired, as `name` or `name: detail`."""


def prepare(
    body: bytes, limit: int, headers: Mapping[str, str] | None = None, *, dtd: Literal["drop", "refuse"]
) -> Prepared:
    """Unpack, decode and repair `body`; `limit` is the largest unpacked size in bytes.

    `headers` (lower-case names) give a charset where the bytes do not. `dtd` says whether a DTD is cut out
    (RSS 0.91 has one by its own rules) or costs the file. Never raises.
    """
    out = Prepared()
    data = _unpacked(body, limit, out.problems)
    data = _utf8(data, headers, out.problems)
    data = data.lstrip()
    if not data:
        out.problems.append("empty")
        return out
    if _HTML.match(data):
        out.problems.append("html")
        return out
    if (root := _ROOT.search(data, 0, _PROLOG)) and not data.startswith(b"<"):
        out.problems.append("leading-text")  # a warning that the server printed before the file
        data = data[root.start() :]
    if start := _DOCTYPE_START.search(data, 0, _PROLOG):
        if dtd == "refuse":
            out.problems.append("dtd-refused")
            return out
        whole = _DOCTYPE.match(data, start.start(), _PROLOG)
        if whole is None or _DOCTYPE_START.search(data, whole.end(), _PROLOG):
            out.problems.append("dtd-refused")
            return out
        data = data[: whole.start()] + data[whole.end() :]
        out.problems.append("dtd-dropped")
    out.data = data
    return out


def repaired(data: bytes) -> bytes:
    """Return XML with bare ampersands escaped and HTML's named entities replaced, but in CDATA sections."""
    if b"&" not in data:
        return data
    head, *sections = data.split(b"<![CDATA[")
    parts = [_AMPERSAND.sub(_entity, head)]
    for section in sections:
        inside, end, after = section.partition(b"]]>")
        parts.append(b"<![CDATA[" + inside + end + _AMPERSAND.sub(_entity, after))
    return b"".join(parts)


def parse(data: bytes, problems: list[str]) -> Element | None:
    """Return the root of `data` (from `prepare`), read as far as it can be, or None.

    No entity is expanded, no file or address opened, nesting is cut at libxml2's 256 levels.
    """
    tags = data.count(b"<")
    if tags > MAX_TAGS:
        problems.append(f"too-many-tags: {tags}, read {MAX_TAGS}")
        data = data[: len(data) * MAX_TAGS // tags]
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        recover=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(repaired(data), parser)
    except (etree.LxmlError, ValueError) as error:
        problems.append(f"xml: {error}"[:200])
        return None
    # fromstring gives None in recover mode when there is no element at all, which the stubs do not know.
    if not isinstance(root, Element):
        problems.append("xml: no element")
        return None
    if len(parser.error_log):
        problems.append(f"xml: {parser.error_log[0].message}"[:200])
    return root


def local_name(element: Element) -> str:
    """Return an element's name without namespace or prefix, lower case; '' for what is no element."""
    tag = element.tag
    # A prefix that the file never declares stays in the name.
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _unpacked(body: bytes, limit: int, problems: list[str]) -> bytes:
    # Twice: a .gz file that the server compresses once more for the way.
    for _ in range(2):
        if not body.startswith(_GZIP):
            break
        body = _gunzip(body, limit, problems)
    if body.startswith(_GZIP):
        problems.append("gzip-nested")
        return b""
    if len(body) > limit:
        problems.append(f"too-large: {len(body)} bytes, read {limit}")
        body = body[:limit]
    return body


def _gunzip(body: bytes, limit: int, problems: list[str]) -> bytes:
    allowed = min(limit, max(MAX_RATIO * len(body), 1 << 20))
    parts: list[bytes] = []
    size = 0
    while body.startswith(_GZIP) and size <= allowed:
        member = zlib.decompressobj(wbits=31)
        try:
            part = member.decompress(body, allowed + 1 - size)
        except zlib.error as error:
            problems.append(f"gzip-broken: {error}"[:200])
            break
        parts.append(part)
        size += len(part)
        if not member.eof:
            problems.append("gzip-bomb" if size > allowed else "gzip-truncated")
            break
        body = member.unused_data
    return b"".join(parts)[:allowed]


def _utf8(data: bytes, headers: Mapping[str, str] | None, problems: list[str]) -> bytes:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            data = text.encode("utf-8", "replace")
            break
    else:
        if data[:2] in {b"<\0", b"\0<"}:
            encoding = "utf-16-le" if data[:2] == b"<\0" else "utf-16-be"
            data = data.decode(encoding, "replace").encode("utf-8", "replace")
    declaration = _DECLARATION.match(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _declared(declaration, headers)
        problems.append(f"encoding: {encoding}")
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
        declaration = _DECLARATION.match(data)
    if declaration is not None:
        data = data[declaration.end() :]
    return data.translate(None, _CONTROLS)


def _declared(declaration: re.Match[bytes] | None, headers: Mapping[str, str] | None) -> str:
    found = _DECLARED.search(declaration[0]) if declaration is not None else None
    names = [found[1].decode("ascii")] if found else []
    if headers and (charset := http_content_type_encoding(headers.get("content-type"))):
        names.append(charset)
    for name in names:
        encoding = resolve_encoding(name)
        # UTF-16 without its marks was ruled out above, and invalid UTF-8 is read as such.
        if encoding is not None and not encoding.startswith("utf-16"):
            return encoding
    return "utf-8"


def _entity(match: re.Match[bytes]) -> bytes:
    name = match[1]
    character = html5.get(name.decode("ascii") + ";") if name else None
    if character is None:
        return b"&amp;" + match[0][1:]
    return "".join(f"&#{ord(char)};" for char in character).encode("ascii")
