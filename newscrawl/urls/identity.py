"""One identity per story: the key under which a URL's many spellings meet.

A key is an identity, not an address: it is compared and stored, never requested. It reads like a URL without
its scheme, and `canonical_key("https://" + key) == key`.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

import regex

from newscrawl.urls.address import clean, resolve_dots, split_address
from newscrawl.urls.vocabulary import (
    CHANNEL_PARAMETERS,
    CHANNEL_VALUES,
    TRACKING_PARAMETERS,
    TRACKING_PREFIXES,
    VIEW_PARAMETERS,
    VIEW_VALUES,
)

_MIRRORS = re.compile(r"(?:www|m|mobile|amp)\.(?=[^.]+\.)")
_AMP_CACHE_HOSTS: Final = (".cdn.ampproject.org", ".bing-amp.com")
_WRAPPED_PATH = re.compile(r"/(?:c|v|wp|a|amp)/(?:s/)?([^/]+\.[^/]+)(/.*)?")
_VIEWER_HOST = re.compile(r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}")

# One look tells whether a path may hold any of the forms below; most hold none.
_SPECIAL_PATH = re.compile(
    r"//|;|[/._-](?:amp|amphtml|lite)(?:[/._]|$)|amp[/_-]|/amphtml|/index\.|/comment-page-|show/|/liveblog/"
)
_SLASHES = re.compile(r"/{2,}")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_COMMENT_PAGE = re.compile(r"/comment-page-\d+/?$")
_QUINTYPE_AMP = re.compile(r"/amp/story(?=/[^/]+/[^/]+)")
_LEADING_AMP = re.compile(r"/(?:amp|amphtml)(?=/|$)|/lite(?=/[^/]+/[^/]+)")
_TRAILING_AMP = re.compile(r"(?:/(?:amp|amphtml|lite)/?|\.amp)$")
_CMS_STORY = re.compile(r".*/(?:amp_)?([a-z]{3,20}show|liveblog)/(?:[^/]*[^/0-9])?(\d+)\.cms")
_INDEX = re.compile(r"/index\.(?:html?|php|aspx?|jsp)$")

_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_FREE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!'()*,:@$")
_JOINERS = regex.compile(r"(?<=[\p{L}\p{M}])[\u200c\u200d]+")
_UNSPEAKABLE = regex.compile(r"[^\x00-\x7f\p{L}\p{M}\p{N}]")


def canonical_key(url: str | None) -> str | None:
    """Return the identity of the story behind an absolute http(s) URL, or None when `clean` refuses it.

    Two URLs of one story give one key: scheme, default ports, `www.`, `m.`, `mobile.` and `amp.`, AMP and
    print forms, AMP caches, tracking parameters, parameter order, trailing slashes, index files, comment
    pages, dot segments and the spelling of non-ASCII (raw or percent-encoded, NFC, joiners) make no
    difference. The case of the path, other ports and parameters that may choose a story stay.
    """
    return _key(url) if isinstance(url, str) else None


def same_story(a: str | None, b: str | None) -> bool:
    """Whether two URLs have one identity; False when either has none."""
    key = canonical_key(a)
    return key is not None and key == canonical_key(b)


@lru_cache(maxsize=16_384)
def _key(url: str) -> str | None:
    cleaned = clean(url)
    if cleaned is None:
        return None
    scheme, name, port, path, query = split_address(cleaned)
    wrapped = name.endswith(_AMP_CACHE_HOSTS) or _VIEWER_HOST.fullmatch(name) is not None
    while match := _MIRRORS.match(name):
        name = name[match.end() :]
    if ":" in name:
        name = f"[{name}]"
    if port and port not in {"80", "443"}:
        name = f"{name}:{port}"
    if "%" in path:
        path = _decoded(path)
    if wrapped and (match := _WRAPPED_PATH.fullmatch(_SLASHES.sub("/", path))):
        return _key(f"{scheme}://{match[1]}{match[2] or '/'}{'?' + query if query else ''}")
    if _SPECIAL_PATH.search(path):
        path = _story_path(path)
    path = path.rstrip("/") or "/"
    if query:
        query = _story_query(query)
    return f"{name}{path}?{query}" if query else name + path


def _story_path(path: str) -> str:
    # A rewrite may bare another (/amp/x/amp/), so they run until nothing changes; each shortens the path.
    while True:
        before = path
        path = _SLASHES.sub("/", path)
        path = _SESSION.sub("", path)
        path = _COMMENT_PAGE.sub("/", path)
        if match := _CMS_STORY.fullmatch(path):
            # The platform finds the story by its number alone, whatever section and slug stand before it.
            return f"/{match[1]}/{match[2]}.cms"
        path = _QUINTYPE_AMP.sub("", path) if path.startswith("/amp/story/") else path
        if match := _LEADING_AMP.match(path):
            path = path[match.end() :] or "/"
        elif path.startswith("/article-amp/"):
            path = "/article" + path[len("/article-amp") :]
        path = _TRAILING_AMP.sub("", path)
        if path.endswith((".amp.html", ".amp.htm")):
            path = path.replace(".amp.htm", ".htm")
        path = resolve_dots(_INDEX.sub("/", path)).rstrip("/") or "/"
        if path == before:
            return path


def _story_query(query: str) -> str:
    if "%" in query:
        query = _decoded(query).replace("%20", "+")
    kept: set[str] = set()
    for part in query.split("&"):
        name, _, value = part.partition("=")
        low = name.lower()
        if not name or low in TRACKING_PARAMETERS or low.startswith(TRACKING_PREFIXES):
            continue
        if not value:
            kept.add(name)
            continue
        low_value = value.lower()
        if low in CHANNEL_PARAMETERS and low_value in CHANNEL_VALUES:
            continue
        if low in VIEW_PARAMETERS and low_value in VIEW_VALUES:
            continue
        if low == "m" and low_value in {"0", "1"}:  # Blogger's mobile form; WordPress's m= is a month
            continue
        kept.add(part)
    return "&".join(sorted(kept))


def _decoded(text: str) -> str:
    """Undo percent-encoding where it changes nothing, and leave one spelling for the rest."""
    text = _JOINERS.sub("", _ESCAPES.sub(_decode_run, text))
    text = unicodedata.normalize("NFC", text)
    # Only letters, marks and digits stay bare: a decoded space or mark of direction would not survive a log.
    return _UNSPEAKABLE.sub(_encode, text)


def _decode_run(match: re.Match[str]) -> str:
    text = bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "surrogateescape")
    if text.isascii() or any(char < "\x80" for char in text):
        return "".join(char if char in _FREE or char >= "\x80" else f"%{ord(char):02X}" for char in text)
    return text


def _encode(match: "regex.Match[str]") -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogateescape"))
