"""All publishers with a rule, found by scanning this package: one file each, nothing to register.

The files are imported when someone first asks for a publisher, so that `import newscrawl` stays quick.
"""

import difflib
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from urllib.parse import urlsplit

import newscrawl.publishers
from newscrawl.publishers.rule import Layout, Publisher, RuleError

NO_PUBLISHERS = frozenset({"rule", "twin", "checks", "registry", "generic"})
"""Modules of the package that declare no publisher; those whose name begins with `_` are passed over too."""


class UnknownPublisherError(LookupError):
    """A key no publisher has; the message suggests near ones."""


@cache
def publishers() -> Mapping[str, Publisher]:
    """Every publisher by its key, in the order of keys. Raises RuleError for a broken or overlapping rule."""
    names = sorted(
        module.name
        for module in pkgutil.iter_modules(newscrawl.publishers.__path__)
        if module.name not in NO_PUBLISHERS and not module.name.startswith("_")
    )
    found = {name: _load(name) for name in names}
    check_overlaps(found.values())
    return MappingProxyType(found)


def _load(name: str) -> Publisher:
    module = importlib.import_module(f"{newscrawl.publishers.__name__}.{name}")
    publisher = getattr(module, "PUBLISHER", None)
    if not isinstance(publisher, Publisher):
        raise RuleError(f"publishers/{name}.py defines no PUBLISHER")
    if publisher.key != name:
        raise RuleError(
            f"publishers/{name}.py declares the key {publisher.key!r}; it must be the file's name"
        )
    return publisher


def check_overlaps(rules: Iterable[Publisher]) -> None:
    """Raise RuleError when a page could belong to two publishers (one host, and one path inside the other),
    when two read one source, or when a rule names a host twice.
    """
    by_host: dict[str, list[Publisher]] = {}
    by_source: dict[str, Publisher] = {}
    for rule in rules:
        for name in rule.all_hosts:
            for other in by_host.setdefault(name, []):
                if other is rule:
                    raise RuleError(f"publisher {rule.key!r} names the host {name} twice")
                if f"{rule.path}/".startswith(f"{other.path}/") or f"{other.path}/".startswith(
                    f"{rule.path}/"
                ):
                    raise RuleError(f"publishers {other.key!r} and {rule.key!r} both claim {name}{rule.path}")
            by_host[name].append(rule)
        for source in rule.sources:
            first = by_source.setdefault(source.url, rule)
            if first is not rule:
                raise RuleError(f"publishers {first.key!r} and {rule.key!r} both read {source.url}")


def by_key(key: str) -> Publisher:
    """The publisher with that key. Raises UnknownPublisherError, with near keys, when there is none."""
    known = publishers()
    if key in known:
        return known[key]
    raise UnknownPublisherError(f"no publisher {key!r}{_suggestion(key, known)}")


def _suggestion(key: str, known: Mapping[str, Publisher]) -> str:
    wanted = key.casefold().replace(" ", "_").replace("-", "_")
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    near += [
        other
        for other, publisher in known.items()
        if other not in near
        and wanted
        and (wanted in other or key in publisher.name or key in publisher.all_hosts)
    ]
    return f"; did you mean {' or '.join(near[:3])}?" if near else ""


def by_host(host: str) -> Publisher | None:
    """The one publisher on a host; None when there is none, or when several share it."""
    found = _on_host(host.lower().rstrip("."))
    return found[0] if len(found) == 1 else None


def by_url(url: str) -> Publisher | None:
    """The publisher whose page the URL is, path included where it shares its hosts; else None."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return None
    return next((publisher for publisher in _on_host(host) if publisher.owns(url)), None)


def layout_for(url: str | None, day: date | None = None) -> Layout | None:
    """The layout of the publisher whose page the URL is, on the day it was fetched (default: the newest)."""
    publisher = by_url(url) if url else None
    return publisher.layout_on(day) if publisher is not None else None


def _on_host(host: str) -> tuple[Publisher, ...]:
    return _hosts().get(host, ())


@cache
def _hosts() -> dict[str, tuple[Publisher, ...]]:
    index: dict[str, tuple[Publisher, ...]] = {}
    for publisher in publishers().values():
        for host in publisher.all_hosts:
            index[host] = (*index.get(host, ()), publisher)
    return index
