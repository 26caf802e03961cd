"""The name resolver that keeps a crawl on the public Internet.

A page, a feed or a redirect may name any host, the crawler's own network among them. The check stands behind
the resolution, so that it holds for every spelling of an address and every name that leads to one, and the
address checked is the one connected to (no DNS rebinding). It serves Scrapy's own HTTP handlers; a handler
that resolves names by itself would pass it by, as does a proxy the user configures.
"""

import logging
import socket
from collections.abc import Iterable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import TYPE_CHECKING, Any, Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.datatypes import LocalCache
from twisted.internet.base import ReactorBase
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

logger = logging.getLogger(__name__)

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_RELAY_ANYCAST = IPv4Network("192.88.99.0/24")  # RFC 7526: deprecated, no host lives there

_refusals: LocalCache[str, str] = LocalCache(10_000)


class AddressRefused(DNSLookupError):  # noqa: N818  # the verdict is its name
    """A host whose address is not public and not among NEWSCRAWL_ALLOW_ADDRESSES."""


def parse_networks(values: Iterable[str]) -> tuple[Network, ...]:
    """Networks from CIDR texts or single addresses; raises ValueError naming the text that is neither."""
    networks: list[Network] = []
    for value in values:
        try:
            networks.append(ip_network(value.strip(), strict=False))
        except ValueError:
            raise ValueError(f"NEWSCRAWL_ALLOW_ADDRESSES: {value!r} is no address or network") from None
    return tuple(networks)


def literal_address(host: str) -> Address | None:
    """The address a host stands for without any name lookup, else None.

    Takes the spellings that the C library takes for IPv4: decimal, octal, hexadecimal and short forms.
    """
    text = host.strip("[]").rstrip(".")
    try:
        return ip_address(text)
    except ValueError:
        pass
    # inet_aton ignores what follows a space, and so does no URL.
    if not text or any(mark not in "0123456789abcdefxABCDEFX." for mark in text):
        return None
    try:
        return IPv4Address(socket.inet_aton(text))
    except (OSError, ValueError):
        return None


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address is a wrapping of: mapped, 6to4, Teredo, NAT64."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return _is_public(inner)
        return address in _GLOBAL_UNICAST and address.is_global
    # The standard library counts multicast as global.
    return address.is_global and not address.is_multicast and address not in _RELAY_ANYCAST


def address_allowed(address: str | Address, allowed: Sequence[Network] = ()) -> bool:
    """Whether we may connect to an address: it is public, or inside a network of `allowed`.

    An IPv4 address wrapped in an IPv6 one is judged by what is inside. What is no address is not allowed.
    """
    if isinstance(address, str):
        try:
            address = ip_address(address)
        except ValueError:
            return False
    inner = _embedded(address) if isinstance(address, IPv6Address) else None
    candidates = (address,) if inner is None else (address, inner)
    if any(candidate in network for candidate in candidates for network in allowed):
        return True
    return _is_public(address)


def refusal_of(host: str) -> str | None:
    """Why this process refused the host, or None.

    Twisted tells the requester only that a name led to no address; the one who accounts for the failed
    request asks here whether it was refused.
    """
    return _refusals.get(_refusal_key(host))


def _refusal_key(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's default resolver (IPv4, cached, in threads), refusing addresses that are not public.

    Set as `TWISTED_DNS_RESOLVER`; reads `NEWSCRAWL_ALLOW_ADDRESSES`, a list of networks to allow besides.
    """

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, allowed: Sequence[Network] = ()
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allowed = tuple(allowed)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Raises ValueError when NEWSCRAWL_ALLOW_ADDRESSES holds what is no network."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = parse_networks(crawler.settings.getlist("NEWSCRAWL_ALLOW_ADDRESSES"))
        return resolver

    def getHostByName(  # noqa: N802  # Twisted's name
        self, name: str, timeout: Sequence[int] = ()
    ) -> "Deferred[str]":
        """The host's IPv4 address; fails with AddressRefused when we may not connect to it."""
        lookup: Deferred[Any] = super().getHostByName(name, timeout)
        return lookup.addCallback(self._guard, name)

    def _guard(self, address: str, name: str) -> str:
        if address_allowed(address, self.allowed):
            return address
        message = (
            f"{name} leads to {address}, which is not a public address; "
            "list its network in NEWSCRAWL_ALLOW_ADDRESSES to allow it"
        )
        key = _refusal_key(name)
        if key not in _refusals:
            logger.warning("%s", message)
            _refusals[key] = message
        raise AddressRefused(message)
