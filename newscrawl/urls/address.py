"""A URL made safe to request, and its host."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import urljoin

from w3lib.url import safe_url_string

from newscrawl.limits import LIMITS

# Almost every URL a page links to has this form, and is its own clean form. Other characters, default ports,
# upper case in the host, and a dot after a slash need the long way.
_PLAIN = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,8}"
    r"(?::(?!80/|443/)[1-9][0-9]{1,3}|:[1-5][0-9]{4})?"
    r"(?:/(?:[A-Za-z0-9_~!$&()*+,;=:@%-][A-Za-z0-9._~!$&()*+,;=:@%-]*)?)+"
    r"(?:\?[A-Za-z0-9._~!$&()*+,;=:@%/?-]*)?",
    re.ASCII,
)
_TRIM = "".join(map(chr, range(33))) + "\u00a0\u200b\u2060\ufeff"
_BREAKS = str.maketrans("", "", "\t\r\n")
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?"
)
_SPLIT = re.compile(r"(https?)://([^/?#]*)([^?]*)(\?.*)?", re.DOTALL)
_ORIGIN = re.compile(r"https?://[^/?#\\\s]+")
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPED_DOT = re.compile("%2e", re.IGNORECASE)


def clean(url: str | None, base: str | None = None) -> str | None:
    """Return an absolute http or https URL that is safe to request, or None.

    `url` may be relative when `base` (itself absolute) is given. Credentials, fragment, default port, dot
    segments, tabs and line breaks go; non-ASCII and unsafe characters are percent-encoded as browsers do
    (WHATWG URL, by w3lib); the host becomes lower-case ASCII (IDNA). Other schemes, broken hosts and ports,
    NULs, lone surrogates and results longer than `LIMITS.url_chars` give None. Cleaning twice changes
    nothing.
    """
    if not isinstance(url, str):
        return None
    url = url.partition("#")[0].strip(_TRIM)
    if len(url) > LIMITS.url_chars:
        return None
    if _PLAIN.fullmatch(url) and not ("%2" in url and _ESCAPED_DOT.search(url)):
        return url
    if not url and base is None:
        return None
    if base is not None and not url.startswith(("http://", "https://")):
        joined = _join(base, url)
        if joined is None:
            return None
        url = joined.partition("#")[0]
        if _PLAIN.fullmatch(url) and not ("%2" in url and _ESCAPED_DOT.search(url)):
            return url if len(url) <= LIMITS.url_chars else None
    return _slow_clean(url)


def host(url: str | None) -> str | None:
    """Return the host of an absolute http(s) URL, or None.

    Lower case, IDNA, without port, brackets or trailing dot; `www.` and the like are kept.
    """
    cleaned = clean(url)
    if cleaned is None:
        return None
    return split_address(cleaned)[1]


def split_address(cleaned: str) -> tuple[str, str, str, str, str]:
    """Split what `clean` returned into scheme, host, port, path and query.

    The host is without brackets and trailing dot, the port '' when it is the default, the query without its
    question mark.
    """
    scheme, _, rest = cleaned.partition("://")
    rest, _, query = rest.partition("?")
    authority, slash, path = rest.partition("/")
    port = ""
    if authority.startswith("["):
        name, _, port = authority[1:].partition("]")
        return scheme, name, port[1:], slash + path, query
    name, _, port = authority.partition(":")
    return scheme, name.rstrip("."), port, slash + path, query


def resolve_dots(path: str) -> str:
    """Resolve the segments "." and ".." of an absolute path, which never leave its root."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


@lru_cache(maxsize=256)
def _origin(base: str) -> str | None:
    match = _ORIGIN.match(base.strip(_TRIM))
    return match[0] if match else None


def _join(base: str, url: str) -> str | None:
    if url.startswith("/") and not url.startswith(("//", "/\\")) and (origin := _origin(base)):
        return origin + url  # by far the most frequent form, and four times as fast
    if url.startswith(("http:", "https:")) or not _HAS_SCHEME.match(url):
        head, mark, query = url.translate(_BREAKS).partition("?")
        try:
            return urljoin(base.strip(_TRIM), head.replace("\\", "/") + mark + query)
        except ValueError:
            return None
    return None


def _slow_clean(url: str) -> str | None:
    if "\0" in url:
        return None
    try:
        safe = safe_url_string(url)
    except (ValueError, LookupError):  # UnicodeError is a ValueError
        return None
    match = _SPLIT.fullmatch(safe.partition("#")[0])
    if match is None:
        return None
    scheme, authority, path, query = match.groups()
    authority = _clean_authority(scheme, authority.rpartition("@")[2])
    if authority is None:
        return None
    path = _ESCAPED_DOT.sub(".", path) if "%2" in path else path
    result = f"{scheme}://{authority}{resolve_dots(path) or '/'}{query or ''}"
    return result if len(result) <= LIMITS.url_chars else None


def _clean_authority(scheme: str, authority: str) -> str | None:
    if authority.startswith("["):
        name, _, port = authority[1:].partition("]")
        try:
            name = f"[{ipaddress.IPv6Address(name).compressed}]"
        except ValueError:
            return None
        if "%" in name:  # a zone index means nothing outside one machine
            return None
        port = port.removeprefix(":")
    else:
        name, _, port = authority.partition(":")
        if len(name) > 254 or not _HOST.fullmatch(name):
            return None
    if port and not port.isdecimal():
        return None
    if not port or (scheme, port) in {("http", "80"), ("https", "443")}:
        return name
    return f"{name}:{port}" if 0 < int(port) < 65536 else None
