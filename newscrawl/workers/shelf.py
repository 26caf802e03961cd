"""Memory that a crawl shares with a worker: pages are laid down in it, not pushed through their socket.

A socket's buffer holds one page. The next would wait until the crawl's event loop comes round to it, and the
worker would wait too, whenever the loop is at something that takes long.
"""

import mmap
import os
from typing import Final

PLACES: Final = 6
"""Pages that may lie on it."""
PLACE_BYTES: Final = 1 << 20
"""Bytes of the largest page that does; the few that are larger take the socket."""
NOWHERE: Final = -1
"""Stands for a place where there is none."""


class Shelf:
    """The crawl's side. Where the system has no memory to share (it is Linux that has), it takes no page."""

    def __init__(self) -> None:
        self.descriptor: int = NOWHERE
        """What the worker opens it by."""
        self._free: list[int] = []
        self._memory: mmap.mmap | None = None
        if hasattr(os, "memfd_create"):
            try:
                self._lay_out()
            except OSError:
                # A limit on the size of files holds for it too; the worker must not take it for a shelf.
                self.handed_over()

    def _lay_out(self) -> None:
        self.descriptor = os.memfd_create("newscrawl-pages")
        os.ftruncate(self.descriptor, PLACES * PLACE_BYTES)
        self._memory = mmap.mmap(self.descriptor, PLACES * PLACE_BYTES)
        self._free = list(range(PLACES))

    def put(self, body: bytes) -> int:
        """The place where the page lies now, or NOWHERE."""
        if self._memory is None or not self._free or len(body) > PLACE_BYTES:
            return NOWHERE
        place = self._free.pop()
        start = place * PLACE_BYTES
        self._memory[start : start + len(body)] = body
        return place

    def clear(self, place: int) -> None:
        """The page that lay there was read."""
        if place != NOWHERE:
            self._free.append(place)

    def handed_over(self) -> None:
        """The worker has the descriptor now, the crawl needs it no more."""
        if self.descriptor != NOWHERE:
            os.close(self.descriptor)
            self.descriptor = NOWHERE


class Pages:
    """The worker's side."""

    def __init__(self, descriptor: int) -> None:
        self._memory: mmap.mmap | bytes = b""
        if descriptor != NOWHERE:
            self._memory = mmap.mmap(descriptor, PLACES * PLACE_BYTES, prot=mmap.PROT_READ)
            os.close(descriptor)

    def take(self, place: int, size: int) -> bytes:
        """The page that lies there."""
        start = place * PLACE_BYTES
        return self._memory[start : start + size]
