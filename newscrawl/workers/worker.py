"""One worker as the crawl sees it: pages go out over a socket, and what was read of them comes back."""

import asyncio
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from newscrawl.workers.process import ANSWER, READY, REQUEST
from newscrawl.workers.shelf import NOWHERE, PLACES, Shelf

if TYPE_CHECKING:
    from newscrawl.reading import StoryPage

AT_A_TIME: Final = PLACES
"""Pages that may be with a worker: one that is read, and those that wait, so that it need not wait itself: a
commit takes as long as some pages."""
_COMMAND: Final = "from newscrawl.workers.forkserver import main; main({})"
_GRACE: Final = 7.0
"""Seconds a fork server has to end, with what it forked."""


class Page:
    """A page that is to be read."""

    __slots__ = ("body", "deaths", "done", "host", "particulars", "place", "since")

    def __init__(
        self, body: bytes, url: str, headers: Mapping[str, str], known_as: str | None, *, aside: bool
    ) -> None:
        self.body = body
        self.particulars = url, dict(headers), known_as, aside
        self.host = url.partition("://")[2].partition("/")[0]
        self.deaths = 0
        """Workers that died over it."""
        self.place = NOWHERE
        """Where on its worker's shelf it lies."""
        self.since = time.monotonic()
        """When it came."""
        self.done: asyncio.Future[StoryPage] = asyncio.get_running_loop().create_future()


class ForkServer:
    """The process that workers are forked from; started when the first is."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None

    def fork(self, descriptors: Sequence[int]) -> None:
        """Begin a worker that has these open. Raises OSError where that cannot be."""
        if self._socket is not None:
            with suppress(OSError):
                socket.send_fds(self._socket, [b"1"], descriptors)
                return
            # It is gone: its workers are not.
            self.close()
        self._start()
        assert self._socket is not None
        socket.send_fds(self._socket, [b"1"], descriptors)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        try:
            # With the crawl's own path, not the folder it runs in. In a session of its own: a terminal's
            # Ctrl-C is for the crawl, which ends its workers itself.
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-P", "-c", _COMMAND.format(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": path},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        self._socket = ours

    def close(self, grace: float = _GRACE) -> None:
        """End it, and wait until it and the workers whose sockets are closed have ended."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._process is not None:
            try:
                self._process.wait(grace)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


class Worker(asyncio.Protocol):
    """A process and the pages it has, which it reads in their order: what it dies over is the first."""

    def __init__(
        self, server: ForkServer, freed: Callable[["Worker"], None], died: Callable[["Worker"], None]
    ) -> None:
        self.pages: deque[Page] = deque()
        self.ready = False
        """Whether it has begun to read."""
        self.answered = False
        """Whether it has read a page."""
        self.begun = 0.0
        """When it came to the first of its pages."""
        self.pid = 0
        """Its number, once it is ready."""
        self._freed, self._died = freed, died
        self._got = bytearray()
        self._transport: asyncio.Transport | None = None
        ours, theirs = socket.socketpair()
        self._shelf = Shelf()
        shared = [number for number in (theirs.fileno(), self._shelf.descriptor) if number != NOWHERE]
        try:
            server.fork(shared)
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
            self._shelf.handed_over()
        self._socket = ours

    @property
    def room(self) -> int:
        """How many more pages it takes."""
        return AT_A_TIME - len(self.pages) if self.ready else 0

    async def connect(self) -> None:
        """Begin to listen to it."""
        await asyncio.get_running_loop().create_connection(lambda: self, sock=self._socket)

    def give(self, page: Page) -> None:
        """Have it read a page."""
        assert self._transport is not None
        if not self.pages:
            self.begun = time.monotonic()
        self.pages.append(page)
        particulars = pickle.dumps(page.particulars)
        page.place = self._shelf.put(page.body)
        self._transport.write(REQUEST.pack(len(particulars), len(page.body), page.place) + particulars)
        if page.place == NOWHERE:
            self._transport.write(page.body)

    def close(self) -> None:
        """End the process: at once if it is idle, else when it has read the page it is at."""
        self.ready = False
        for page in self.pages:
            page.done.cancel()
        if self._transport is not None:
            # At once: the event loop would close the socket after whoever waits for the process.
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._transport.abort()
        else:
            self._socket.close()

    def kill(self) -> None:
        """End the process in the middle of what it does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    # What the event loop calls

    def connection_made(self, transport: Any) -> None:
        """The socket can be used."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Part of an answer, or several."""
        self._got += data
        while len(self._got) >= ANSWER.size:
            (size,) = ANSWER.unpack_from(self._got)
            end = ANSWER.size + (size or READY.size)
            if len(self._got) < end:
                return
            answer = bytes(self._got[ANSWER.size : end])
            del self._got[:end]
            if not size:
                (self.pid,) = READY.unpack(answer)
                self.ready = True
            elif self.pages:
                page = self.pages.popleft()
                self._shelf.clear(page.place)
                self.begun = time.monotonic()
                self.answered = True
                if not page.done.done():
                    page.done.set_result(pickle.loads(answer))  # noqa: S301 - our own process wrote it
            self._freed(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """The process is gone, or was closed."""
        del exc
        self._died(self)
