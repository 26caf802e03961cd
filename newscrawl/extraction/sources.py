"""What a page states about itself by machine-readable means, gathered once for all fields.

`Sources` is read before the text blocks are labelled (the labeller wants the headline) and used again
for the metadata, so that JSON-LD is parsed once per page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple
from urllib.parse import urljoin, urlsplit

from newscrawl.extraction.jsonld import Json, JsonLd, object_urls, read_jsonld, text
from newscrawl.extraction.page import Page
from newscrawl.hindi.remembered import remembered
from newscrawl.hindi.repair import unescape_entities
from newscrawl.hindi.script import comparison_key, fold_space, scrub
from newscrawl.items.article import Agreement, Evidence
from newscrawl.limits import LIMITS

_ABSOLUTE: Final = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#][^\s<>\"]*)?\Z", re.ASCII)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_NOT_LETTERS: Final = re.compile(r"[^\w\u0900-\u0963\u0966-\u097f]+|_+")
_HOST_PREFIXES: Final = frozenset(
    {"www", "m", "amp", "hindi", "news", "mobile", "epaper", "en", "hi", "beta", "wap"}
)
_PER_META: Final = 5
"""Values read of one meta name; pages that repeat one more often repeat themselves."""
_SITE_METAS: Final = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "twitter:app:name:iphone",
)


class Finding(NamedTuple):
    """A candidate for a field."""

    source: str
    """Where it stands, as in `Evidence.source`."""
    value: str
    """Ready for use."""
    raw: str
    """As it stood there."""


@dataclass(slots=True)
class Sources:
    """A page with its JSON-LD read and its own names known."""

    page: Page
    jsonld: JsonLd
    article: Json
    """The JSON-LD object that describes the story; empty when there is none."""
    canonical_url: str | None
    """The page's own canonical address, absolute."""
    site_keys: frozenset[str]
    """The publisher's names as `letters_key` writes them."""
    hosts: tuple[str, ...]
    """Hosts the page lives on, lower case."""
    titles: list[Finding] = field(default_factory=list)
    """What the page states as its title, once `titles.stated_titles` has read it."""
    stripped: dict[str, str] = field(default_factory=dict)
    """Titles to what `titles.strip_suffixes` left of them."""

    def meta(self, *names: str) -> Iterator[Finding]:
        """Non-empty values of the named metas (lower case), in the order of the names."""
        metas = self.page.metas
        for name in names:
            for raw in metas.get(name, ())[:_PER_META]:
                value = tidy(raw)
                if value:
                    yield Finding(name, value, raw)

    def stated(self, *keys: str) -> Iterator[Finding]:
        """The article object's values of the named keys, in the order of the keys."""
        for key in keys:
            raw = text(self.article.get(key))
            value = tidy(raw) if raw else ""
            if raw and value:
                yield Finding(f"jsonld.{key}", value, raw)

    def is_site(self, name: str) -> bool:
        """True when `name` is one of the publisher's own names."""
        key = letters_key(name)
        return key in self.site_keys or key.removeprefix("the") in self.site_keys


@remembered(4_096)
def tidy(raw: str) -> str:
    """A field's value from raw: entities resolved, tags dropped, white space folded, bounded in length."""
    value = raw[: LIMITS.field_chars * 2]
    if "&" in value:
        value = unescape_entities(value)
    if "<" in value:
        value = _TAG.sub(" ", value)
    return fold_space(scrub(value))[: LIMITS.field_chars]


@remembered(2_048)
def letters_key(value: str) -> str:
    """Letters and digits of `value` alone, for comparison: case, accents' form, spaces and marks ignored."""
    return _NOT_LETTERS.sub("", comparison_key(value).replace(" ", ""))


def absolute(raw: str | None, page: Page) -> str | None:
    """An http(s) URL made absolute with the page's base, or None."""
    if not raw:
        return None
    candidate = unescape_entities(raw.strip())
    if len(candidate) <= LIMITS.url_chars and _ABSOLUTE.match(candidate):
        return scrub(candidate)
    if len(candidate) > LIMITS.url_chars or not candidate or any(c in candidate for c in ' \n\t<>"'):
        return None
    try:
        base = urljoin(page.url or "", page.base) if page.base else page.url
        joined = urljoin(base, candidate) if base else candidate
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:
        return None
    return scrub(joined) if parts.scheme in {"http", "https"} and host else None


def read_sources(page: Page) -> Sources:
    """Read the machine-readable parts of a page. Never raises."""
    jsonld = read_jsonld(page.jsonld)
    canonical = _canonical(page)
    own = [url for url in (page.url, canonical) if url]
    headlines = [page.metas[name][0] for name in ("og:title", "twitter:title") if page.metas.get(name)]
    if page.title:
        headlines.append(page.title)
    article = jsonld.article(own, headlines) or {}
    hosts = tuple(dict.fromkeys(host for host in map(_host, own) if host))
    if not hosts and article:
        hosts = tuple(dict.fromkeys(host for host in map(_host, object_urls(article)) if host))
    return Sources(page, jsonld, article, canonical, _site_keys(page, jsonld, article, hosts), hosts)


def _canonical(page: Page) -> str | None:
    for link in page.links:
        if "canonical" in link.rel and "canonical" in link.rel.split():
            url = absolute(link.href, page)
            if url:
                return url
    for raw in page.metas.get("og:url", ()):
        url = absolute(raw, page)
        if url:
            return url
    return None


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").lower() or None
    except ValueError:
        return None


def _site_keys(page: Page, jsonld: JsonLd, article: Json, hosts: Sequence[str]) -> frozenset[str]:
    names: list[str] = [raw for name in _SITE_METAS for raw in page.metas.get(name, ())[:2]]
    publisher = jsonld.resolve(article.get("publisher"))
    names += [name for name in (text(publisher), text(article.get("sourceOrganization"))) if name]
    for obj in jsonld.of_type("website", "newsmediaorganization", "organization"):
        names += [name for name in (text(obj.get("name")), text(obj.get("alternateName"))) if name]
    for host in hosts:
        labels = [label for label in host.split(".") if label not in _HOST_PREFIXES]
        names.append("".join(labels))
        names += [".".join(labels), labels[0] if labels else ""]
    keys = {letters_key(tidy(name)) for name in names[:40]}
    keys |= {key.removeprefix("the") for key in keys if len(key) > 8}
    return frozenset(key for key in keys if len(key) >= 2)


def weigh(chosen: Finding, others: Iterable[Finding], *, loose: bool = False) -> Evidence:
    """Evidence for a chosen value: what the other findings say of it.

    `loose` counts a value that contains the other as agreement (titles with suffixes).
    """
    mine = letters_key(chosen.value)
    agreed = False
    dissent: list[str] = []
    for other in others:
        if other is chosen:
            continue
        theirs = letters_key(other.value)
        if theirs == mine or (loose and theirs and (theirs in mine or mine in theirs)):
            agreed = agreed or other.source != chosen.source
        else:
            dissent.append(f"{other.source}={other.raw[:200]}")
    agreement: Agreement = "single"
    if agreed:
        agreement = "agreed"
    elif dissent:
        agreement = "disputed"
    return Evidence(
        source=chosen.source,
        raw=scrub(chosen.raw[: LIMITS.field_chars]),
        agreement=agreement,
        dissent=tuple(scrub(line) for line in dict.fromkeys(dissent))[:8],
    )


Kind = Literal[
    "article", "listing", "home", "tag", "author", "search", "error", "static", "feed", "challenge", "unknown"
]
