"""Whether there is a network at all, found out in a second or two: sixty time-outs would say no more."""

import errno
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Final
from urllib.request import getproxies

PATIENCE: Final = 2.5
"""Seconds in which one of the names must be resolved. One name may be slow the first time; not eight."""
_NO_ROUTE: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})
_ANYWHERE: Final = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737). Connecting a datagram socket asks the routes and sends nothing."""


def why_offline(
    hosts: Sequence[str],
    *,
    patience: float = PATIENCE,
    resolve: Callable[[str], object] | None = None,
    has_route: Callable[[], bool] | None = None,
) -> str | None:
    """Why no host can be reached, in a few words; None when one of the names leads somewhere.

    Takes at most `patience` seconds. `resolve` raises OSError for a name that leads nowhere (by default it
    asks the system); `has_route` tells whether any route leads out of this machine.
    """
    if not (has_route or _has_route)():
        return "no route leads out of this machine"
    answers: queue.SimpleQueue[bool] = queue.SimpleQueue()
    for host in hosts:
        # Nobody can stop a lookup that hangs: it must not hold up the end of the process either.
        threading.Thread(
            target=_try, args=(resolve or _resolve, host, answers), daemon=True, name=f"lookup {host}"
        ).start()
    end = monotonic() + patience
    for _ in hosts:
        try:
            if answers.get(timeout=max(0.0, end - monotonic())):
                return None
        except queue.Empty:
            return f"none of {len(hosts)} names was resolved in {patience:g} s"
    return f"none of {len(hosts)} names can be resolved"


def has_proxy() -> bool:
    """Whether the environment names a proxy: names are resolved there, then, and not here."""
    return any(scheme in getproxies() for scheme in ("http", "https", "all"))


def _try(resolve: Callable[[str], object], host: str, answers: "queue.SimpleQueue[bool]") -> None:
    try:
        resolve(host)
    except (OSError, UnicodeError):
        answers.put(False)
    else:
        answers.put(True)


def _resolve(host: str) -> object:
    # IPv4, as the crawl's own resolver.
    return socket.getaddrinfo(host, 443, socket.AF_INET, socket.SOCK_STREAM)


def _has_route() -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ANYWHERE)
        except OSError as error:
            return error.errno not in _NO_ROUTE
    return True
