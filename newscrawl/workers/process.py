"""A worker's process: it reads one page at a time, in the order they come, and ends with its crawl.

Nothing of Scrapy is imported here. The other end of its socket is the crawl's alone: when that process is
gone, however it went, there is nothing left to receive.
"""

import os
import pickle
import socket
import struct
from contextlib import suppress
from typing import Any, Final

from newscrawl.reading import StoryPage, read_story
from newscrawl.workers.shelf import NOWHERE, Pages

REQUEST: Final = struct.Struct(">IIi")
"""What a page begins with: the sizes of its particulars (pickled `url, headers, known_as, aside`) and its
body, and the body's place on the shelf. One that has none follows."""
ANSWER: Final = struct.Struct(">I")
"""What an answer begins with: the size of the pickled StoryPage. A size of 0 says that the worker is ready,
and its number as a process follows."""
READY: Final = struct.Struct(">I")


def serve(descriptor: int, memory: int = NOWHERE) -> None:
    """Serve the socket until its other end is closed; `memory` is the descriptor of its shelf."""
    pages = Pages(memory)
    with socket.socket(fileno=descriptor) as server, suppress(OSError):
        server.sendall(ANSWER.pack(0) + READY.pack(os.getpid()))
        while (head := _receive(server, REQUEST.size)) is not None:
            told, size, place = REQUEST.unpack(head)
            particulars = _receive(server, told)
            body = _receive(server, size) if place == NOWHERE else pages.take(place, size)
            if particulars is None or body is None:
                return
            answer = pickle.dumps(_read(body, *pickle.loads(particulars)), pickle.HIGHEST_PROTOCOL)  # noqa: S301
            server.sendall(ANSWER.pack(len(answer)))
            server.sendall(answer)


def _read(body: bytes, url: str, headers: dict[str, str], known_as: str | None, aside: bool) -> StoryPage:
    return read_story(body, url, headers, known_as, aside=aside)


def _receive(server: socket.socket, size: int) -> bytes | None:
    """So many bytes; None when the other end is closed before."""
    data: Any = bytearray(size)
    rest = memoryview(data)
    while rest:
        got = server.recv_into(rest)
        if not got:
            return None
        rest = rest[got:]
    return bytes(data)
