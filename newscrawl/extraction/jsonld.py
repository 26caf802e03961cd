"""JSON-LD as news pages carry it: each script read by itself, damage tolerated, references followed.

The vocabulary is schema.org's (https://schema.org/NewsArticle and its neighbours). About one page in
ten has a script that is not valid JSON: raw line breaks, unescaped quotes, comment wrappers, a comma too
many. Such a script is repaired where that is safe and otherwise searched for the few keys that matter;
`JsonLd.notes` says which.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final, NamedTuple, TypeAlias

from newscrawl.hindi.remembered import remembered
from newscrawl.limits import LIMITS

Json: TypeAlias = dict[str, Any]

ARTICLE_TYPES: Final = {
    "newsarticle": 30,
    "reportagenewsarticle": 30,
    "opinionnewsarticle": 30,
    "analysisnewsarticle": 30,
    "backgroundnewsarticle": 30,
    "reviewnewsarticle": 30,
    "askpublicnewsarticle": 30,
    "liveblogposting": 32,
    "article": 27,
    "satiricalarticle": 27,
    "advertisercontentarticle": 27,
    "report": 26,
    "blogposting": 26,
    "socialmediaposting": 12,
    "techarticle": 25,
    "scholarlyarticle": 25,
    "review": 15,
    "claimreview": 8,
    "imagegallery": 7,
    "mediagallery": 7,
    "videoobject": 6,
}
"""schema.org types that can describe the story, by how likely the story is the thing described."""

_SALVAGED: Final = (
    "@type",
    "headline",
    "datePublished",
    "dateModified",
    "articleSection",
    "inLanguage",
    "url",
    "isAccessibleForFree",
)
_NESTED: Final = ("mainEntity", "mainEntityOfPage", "breadcrumb")
_BARE: Final = frozenset({"@type", "@id"})
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_OPENERS: Final = ("\ufeff", "<!--", "<![CDATA[", "/*", "*/", "//")
_CLOSERS: Final = (";", "-->", "]]>", "/*", "*/", "//")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_QUOTES: Final = 20_000
_TRAILING_COMMA: Final = re.compile(r",(\s{0,100}[}\]])")
_STRING_OPENS: Final = re.compile(r'\s{0,20}:\s{0,20}\[?\s{0,20}"')
# A value ends at the first quote that something structural follows: quotes inside are often not escaped.
_STRING_CLOSES: Final = re.compile(r'(?<!\\)"\s{0,50}+(?:[,\]]\s{0,50}+["@{\]}]|[}\]]|\Z)')
_AUTHOR_VALUE: Final = re.compile(
    r'\s{0,20}:\s{0,20}(?:"([^"\r\n]{1,200})"|(\[[^\[\]]{0,4000}\]|\{[^{}]{0,1000}\}))'
)
_NAME_VALUE: Final = re.compile(r'"name"\s{0,20}:\s{0,20}"([^"\r\n]{1,200})"')
_ESCAPE: Final = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def _integer(digits: str) -> int | None:
    """An integer of a sane length; Python refuses to convert very long ones."""
    return int(digits) if len(digits) < 20 else None


def _number(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def _no_constant(_name: str) -> None:
    """NaN and Infinity are not JSON, and no field of ours is a number."""


_DECODER: Final = json.JSONDecoder(
    strict=False, parse_constant=_no_constant, parse_int=_integer, parse_float=_number
)


class Crumb(NamedTuple):
    """One step of a breadcrumb trail."""

    name: str
    url: str | None


@dataclass(slots=True)
class JsonLd:
    """All JSON-LD objects of a page."""

    objects: list[Json] = field(default_factory=list)
    """Every top-level object, every member of a `@graph`, and the objects of `mainEntity`, `breadcrumb` and
    `mainEntityOfPage`, in document order."""
    notes: list[str] = field(default_factory=list)
    """What had to be repaired, salvaged or left unread."""
    _by_id: dict[str, Json] | None = None

    def types(self) -> frozenset[str]:
        """The lower-case type names of all objects."""
        return frozenset(name for obj in self.objects for name in type_names(obj))

    def of_type(self, *names: str) -> Iterator[Json]:
        """Objects that have one of the (lower-case) type names."""
        wanted = set(names)
        return (obj for obj in self.objects if wanted.intersection(type_names(obj)))

    def resolve(self, value: Any) -> Any:
        """`value`, or the object that stands elsewhere on the page when it is a bare `{"@id": ...}`."""
        if not isinstance(value, dict) or not isinstance(value.get("@id"), str):
            return value
        if text(value.get("name")) or value.get("headline"):
            return value
        if self._by_id is None:
            self._by_id = {}
            self._index(self.objects, 0)
        return self._by_id.get(value["@id"], value)

    def _index(self, value: Any, depth: int) -> None:
        assert self._by_id is not None
        if depth > LIMITS.jsonld_depth:
            return
        if isinstance(value, list):
            for member in value[: LIMITS.list_items]:
                self._index(member, depth + 1)
        elif isinstance(value, dict):
            ident = value.get("@id")
            if isinstance(ident, str) and len(value) > len(self._by_id.get(ident, ())):
                self._by_id[ident] = value
            for member in value.values():
                if isinstance(member, (dict, list)):
                    self._index(member, depth + 1)

    def article(self, urls: Sequence[str] = (), headlines: Sequence[str] = ()) -> Json | None:
        """The object that describes the page's story, or None.

        `urls` are the page's own addresses and `headlines` what it says its title is: a page may also carry
        objects for the stories it links to, and the one that names the page wins.
        """
        best: Json | None = None
        best_score = 0
        own_urls = {_bare(url) for url in urls}
        own_headlines = {_squeezed(line) for line in headlines}
        for obj in self.objects:
            score = max((ARTICLE_TYPES.get(name, 0) for name in type_names(obj)), default=0)
            if not score:
                continue
            if own_urls and any(_bare(url) in own_urls for url in object_urls(obj)):
                score += 12
            headline = text(obj.get("headline"))
            if headline:
                score += 10 if _squeezed(headline) in own_headlines else 3
            if obj.get("datePublished"):
                score += 2
            if obj.get("author"):
                score += 1
            if score > best_score:
                best, best_score = obj, score
        return best

    def breadcrumbs(self) -> list[Crumb]:
        """The longest breadcrumb trail, outermost first; [] when there is none."""
        best: list[Crumb] = []
        for obj in self.of_type("breadcrumblist"):
            trail = _trail(obj)
            if len(trail) > len(best):
                best = trail
        return best


def type_names(obj: Json) -> list[str]:
    """The object's types without vocabulary prefix, lower case."""
    value = obj.get("@type")
    if isinstance(value, str):
        return [_type_name(value)]
    if isinstance(value, list):
        return [_type_name(name) for name in value[:20] if isinstance(name, str)]
    return []


@remembered(1_024)
def _type_name(name: str) -> str:
    return name.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1].rsplit("#", 1)[-1].strip().lower()


def text(value: Any) -> str | None:
    """The first non-blank string in a value: plain, in a list, or as `@value` or `name`; else None."""
    for _ in range(4):
        if isinstance(value, str):
            return value.strip() or None
        if isinstance(value, list):
            value = next((member for member in value if member), None)
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name")
        else:
            return None
    return None


def object_urls(obj: Json) -> list[str]:
    """Addresses by which an object names itself or its page."""
    found = []
    page = obj.get("mainEntityOfPage")
    for value in (obj.get("url"), page, obj.get("@id")):
        if isinstance(value, dict):
            found += [v for v in (value.get("@id"), value.get("url")) if isinstance(v, str)]
        elif isinstance(value, str):
            found.append(value)
    return found


def _bare(url: str) -> str:
    """An address without scheme, `www.`, query, fragment and closing slash."""
    url = url.strip().split("#", 1)[0].split("?", 1)[0].rstrip("/")
    return url.rsplit("://", 1)[-1].removeprefix("www.").lower()


def _squeezed(line: str) -> str:
    return "".join(line[:400].split()).casefold()


def _trail(obj: Json) -> list[Crumb]:
    members = obj.get("itemListElement")
    if not isinstance(members, list):
        return []
    steps: list[tuple[float, Crumb]] = []
    for place, member in enumerate(members[:20]):
        if not isinstance(member, dict):
            continue
        item = member.get("item")
        name = text(member.get("name")) or (text(item) if isinstance(item, dict) else None)
        url = item.get("@id") or item.get("url") if isinstance(item, dict) else item
        position = member.get("position")
        try:
            order = float(position) if isinstance(position, (int, float, str)) else float(place)
        except ValueError:
            order = float(place)
        if name:
            steps.append((order, Crumb(name, url if isinstance(url, str) else None)))
    steps.sort(key=lambda step: step[0] if math.isfinite(step[0]) else 0.0)
    return [crumb for _, crumb in steps]


def read_jsonld(raw_blocks: Iterable[str]) -> JsonLd:
    """Read a page's JSON-LD scripts. Never raises; a script that cannot be read leaves a note.

    Bounds: `LIMITS.jsonld_blocks` scripts, `LIMITS.jsonld_bytes` characters of each (longer ones are
    only searched for the keys that matter), `LIMITS.jsonld_depth` levels.
    """
    result = JsonLd()
    for number, raw in enumerate(raw_blocks):
        if number >= LIMITS.jsonld_blocks:
            result.notes.append(f"jsonld: more than {LIMITS.jsonld_blocks} scripts, the rest unread")
            break
        if raw.isspace() or not raw:
            continue
        note, value = _read_block(raw)
        if note:
            result.notes.append(f"jsonld[{number}]: {note}")
        _flatten(value, result.objects, 0)
    return result


def _read_block(raw: str) -> tuple[str | None, Any]:
    if len(raw) > LIMITS.jsonld_bytes:
        return "too large, searched for keys", _salvage(raw[: LIMITS.jsonld_bytes])
    try:
        value = _DECODER.decode(raw)
    except RecursionError:
        return "nested too deep", None
    except ValueError:
        return _repair(raw)
    return None, _without_surrogates(value) if "\\ud" in raw or "\\uD" in raw else value


def _repair(raw: str) -> tuple[str, Any]:
    """Second reading of a script that is not JSON, mildest remedy first."""
    cleaned = _CONTROLS.sub(" ", _unwrap(raw))
    attempts = [("wrapper removed", cleaned)]
    if "&quot;" in cleaned or "&#34;" in cleaned:
        attempts.append(("entities decoded", unescape(cleaned)))
    without_commas = _TRAILING_COMMA.sub(r"\1", cleaned)
    attempts.append(("trailing commas removed", without_commas))
    if without_commas.count('"') <= _MOST_QUOTES:
        attempts.append(("inner quotes escaped", _escape_inner_quotes(without_commas)))
    for note, candidate in attempts:
        try:
            value, _end = _DECODER.raw_decode(candidate)
        except RecursionError:
            return "nested too deep", None
        except ValueError:
            continue
        if isinstance(value, (dict, list)):
            return note, _without_surrogates(value)
    return "invalid, searched for keys", _salvage(cleaned)


def _unwrap(raw: str) -> str:
    """Without the comment and CDATA marks that hide a script from browsers of old."""
    start, end = 0, len(raw)
    for _ in range(8):
        while start < end and raw[start].isspace():
            start += 1
        start += next((len(mark) for mark in _OPENERS if raw.startswith(mark, start)), 0)
        while end > start and raw[end - 1].isspace():
            end -= 1
        end -= next((len(mark) for mark in _CLOSERS if raw.endswith(mark, start, end)), 0)
    return raw[start:end]


def _escape_inner_quotes(source: str) -> str:
    """Escape quotes that neither open nor close a JSON string, judged by their neighbours."""
    out: list[str] = []
    start = 0
    before = ""
    place = source.find('"')
    while place >= 0:
        between = source[start:place]
        before = between.rstrip()[-1:] or before
        after = source[place + 1 : place + 40].lstrip()[:1]
        structural = before in "{[:," or after in ":,}]" or not after
        escaped = between.endswith("\\")
        out.append(between if structural or escaped else between + "\\")
        out.append('"')
        start = place + 1
        before = '"'
        place = source.find('"', start)
    out.append(source[start:])
    return "".join(out)


def _salvage(source: str) -> Json | None:
    """The interesting keys of a script that no repair makes valid."""
    found: Json = {}
    for key in _SALVAGED:
        value = _string_after(source, key)
        if value is not None:
            found[key] = _ESCAPE.sub(_unescaped, value)
    author = _value_after(source, "author", _AUTHOR_VALUE)
    if author:
        names = [author.group(1)] if author.group(1) else _NAME_VALUE.findall(author.group(2))
        found["author"] = [_ESCAPE.sub(_unescaped, name) for name in names]
    cleaned = _without_surrogates(found)
    return cleaned if isinstance(cleaned, dict) and len(cleaned) > 1 else None


def _value_after(source: str, key: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    needle = f'"{key}"'
    place = source.find(needle)
    for _ in range(3):
        if place < 0:
            return None
        match = pattern.match(source, place + len(needle))
        if match:
            return match
        place = source.find(needle, place + 1)
    return None


def _string_after(source: str, key: str) -> str | None:
    opened = _value_after(source, key, _STRING_OPENS)
    if opened is None:
        return None
    start = opened.end()
    closed = _STRING_CLOSES.search(source, start)
    if closed is None or closed.start() - start > LIMITS.field_chars:
        return None
    return source[start : closed.start()]


def _unescaped(match: re.Match[str]) -> str:
    code, letter = match.groups()
    return chr(int(code, 16)) if code else _ESCAPED.get(letter, letter)


def _without_surrogates(value: Any, depth: int = 0) -> Any:
    """Lone surrogates cannot be written as UTF-8; they carry nothing."""
    if isinstance(value, str):
        return _SURROGATES.sub("", value)
    if depth > LIMITS.jsonld_depth:
        return None
    if isinstance(value, list):
        return [_without_surrogates(member, depth + 1) for member in value]
    if isinstance(value, dict):
        return {_SURROGATES.sub("", key): _without_surrogates(v, depth + 1) for key, v in value.items()}
    return value


def _flatten(value: Any, into: list[Json], depth: int) -> None:
    if depth > 6 or len(into) >= LIMITS.list_items:
        return
    if isinstance(value, list):
        for member in value[: LIMITS.list_items]:
            _flatten(member, into, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "@id" in value:
            into.append(value)
        graph = value.get("@graph")
        if graph is not None:
            _flatten(graph, into, depth + 1)
        for key in _NESTED:
            nested = value.get(key)
            if isinstance(nested, dict) and "@type" in nested and nested.keys() - _BARE:
                _flatten(nested, into, depth + 1)
