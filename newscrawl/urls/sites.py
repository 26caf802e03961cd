"""Which site a URL belongs to, by the public suffix list that ships with tldextract (no network)."""

import ipaddress
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newscrawl.urls.address import host

if TYPE_CHECKING:
    from tldextract import TLDExtract


def registrable_domain(host_or_url: str | None) -> str | None:
    """Return the domain a publisher registered (`hindi.news18.com` gives `news18.com`), or None.

    Takes a host or an http(s) URL. An IP address, a single-label name such as `localhost`, and a public
    suffix itself give themselves. The list's private part counts: each blog on a shared host is its own site.
    """
    if not isinstance(host_or_url, str):
        return None
    name = host(host_or_url)
    if name is None and not any(char in host_or_url for char in "/@?#\\"):
        name = host(f"http://{_bracketed(host_or_url)}/")
    return None if name is None else _registrable(name)


def same_site(a: str | None, b: str | None) -> bool:
    """Whether two URLs or hosts belong to one registrable domain. Ports and schemes do not matter."""
    domain = registrable_domain(a)
    return domain is not None and domain == registrable_domain(b)


def _bracketed(name: str) -> str:
    return f"[{name}]" if name.count(":") > 1 and not name.startswith("[") else name


@lru_cache(maxsize=4096)
def _registrable(name: str) -> str:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        found = _suffixes()(name)
    else:
        return name
    if found.top_domain_under_public_suffix:
        return found.top_domain_under_public_suffix
    # The list's own last rule: a top-level domain it does not know (`.example`, `.test`) is a suffix.
    return name if found.suffix else ".".join(name.rsplit(".", 2)[-2:])


@cache
def _suffixes() -> "TLDExtract":
    # Imported on first use: it takes a quarter of a second, which `newscrawl extract` need not pay.
    from tldextract import TLDExtract  # noqa: PLC0415

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
