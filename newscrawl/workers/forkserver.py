"""The process that workers are forked from: it loads what reading takes once, for all of them.

Half a second of a processor goes into that, and most of a worker's memory; forked, a worker is there at
once and shares it. `multiprocessing` has such a server, but its children import the crawl's main script
again, Scrapy and all. Nothing of Scrapy is imported here.
"""

import gc
import os
import signal
import socket
import time
import traceback
from contextlib import suppress
from typing import Final

from newscrawl.reading import read_story
from newscrawl.workers.process import serve

GRACE: Final = 5.0
"""Seconds that workers have to end after the crawl: the page they are at is read by then."""
_LOOK: Final = 0.01
_YOUNG: Final = 20_000
"""Objects that are made before the collector looks through them: what a page leaves is freed without it."""
_PAGE: Final = (
    '<html lang="hi"><title>पुल का काम शुरू</title><body><article><h1>पुल का काम शुरू</h1>'
    "<p>द्वारा: टीम | 5 जनवरी 2026, 10:30</p>"
    "<p>पटना। गांव के पास बने पुल की मरम्मत सोमवार से शुरू हुई और काम दो महीने में पूरा होगा।</p>"
    "</article></body></html>"
)


def main(descriptor: int) -> None:
    """Fork a worker for each message of the socket, until its other end is closed.

    A message is one byte, with the worker's socket and, where there is one, its shelf's memory as
    descriptors.
    """
    children: set[int] = set()
    with socket.socket(fileno=descriptor) as control:
        # The first page loads what all others use: not while one waits behind it.
        read_story(_PAGE.encode(), "https://khabar.example/desh/pul-1.html", {})
        gc.set_threshold(_YOUNG)
        gc.freeze()
        with suppress(OSError):
            while True:
                message, given, _, _ = socket.recv_fds(control, 1, 2)
                if not message:
                    break
                _reap(children)
                child = os.fork()
                if not child:
                    _work(control, given)
                children.add(child)
                for one in given:
                    os.close(one)
    _end(children)


def _work(control: socket.socket, given: list[int]) -> None:
    """Be the worker, to the end of the process."""
    try:
        control.close()
        serve(*given)
    except Exception:  # noqa: BLE001  (what ends a process otherwise is told as well)
        traceback.print_exc()
    finally:
        os._exit(0)


def _reap(children: set[int]) -> None:
    for child in list(children):
        with suppress(ChildProcessError):
            if not os.waitpid(child, os.WNOHANG)[0]:
                continue
        children.discard(child)


def _end(children: set[int]) -> None:
    """Wait for the workers, which end with their sockets; kill what takes too long."""
    deadline = time.monotonic() + GRACE
    while children and time.monotonic() < deadline:
        time.sleep(_LOOK)
        _reap(children)
    for child in children:
        os.kill(child, signal.SIGKILL)
