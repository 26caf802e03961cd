"""Many hosts on loopback, one port, each with a site of its own that behaves as its fault says.

A host is an address of 127.0.0.0/8, so that a crawler takes each for another. Bytes are written as they are:
what is no HTTP can be served too.
"""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic

_BEAT = 0.01
_BODY = (
    "जिला अस्पताल में शनिवार को नई एक्सरे मशीन लगाई गई और पहले ही दिन सत्तर मरीजों की जाँच हुई, जिससे कतारें छोटी हुईं।",
    "अधीक्षक डॉ. कविता राठौर ने बताया कि पुरानी मशीन ढाई साल से बंद थी और मरीजों को पचास किलोमीटर दूर भेजना पड़ता था।",
    "तकनीशियन मोहन साहू के अनुसार रिपोर्ट अब उसी दिन मिलेगी और रात में भी आपात मरीजों की जाँच की व्यवस्था रहेगी।",
)


def story_html(number: int | str, head: str = "") -> str:
    """A story whose title and text are its own."""
    title = f"वार्ड {number} के अस्पताल में नई मशीन, एक दिन में {number} मरीजों की जाँच"
    return (
        f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:type" content="article">{head}</head><body><article><h1>{title}</h1>'
        + "".join(
            f"<p>{line}</p>" for line in (*_BODY, f"वार्ड {number} में अगला शिविर {number} तारीख को लगेगा।")
        )
        + "</article></body></html>"
    )


@dataclass
class Exchange:
    """A request, and the line back."""

    host: str
    path: str
    headers: dict[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    farm: "Farm"
    attempt: int
    """Which request for this path of this host it is, from 1."""

    @property
    def base(self) -> str:
        return f"http://{self.host}:{self.farm.port}"

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def send(
        self,
        body: bytes | str = b"",
        status: int | str = 200,
        kind: str = "text/html; charset=utf-8",
        length: int | None = -1,
        **headers: str,
    ) -> None:
        """A response. `length` is what Content-Length claims: -1 the truth, None leaves the header out."""
        body = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if length is not None:
            lines.append(f"Content-Length: {len(body) if length == -1 else length}")
        await self.raw(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body)

    def reset(self) -> None:
        """Break the line off, without the courtesy of an end."""
        found = self.writer.get_extra_info("socket")
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Serve = Callable[[Exchange], Awaitable[None]]


@dataclass
class Farm:
    """Sites by host, and the requests that came: when, to which host, for which path."""

    port: int = 0
    sites: dict[str, Serve] = field(default_factory=dict)
    log: list[tuple[float, str, str]] = field(default_factory=list)
    late: list[tuple[float, float]] = field(default_factory=list)
    """Moments at which the farm's loop ran again, and the seconds for which the machine had not let it."""

    def times(self, host: str) -> list[float]:
        return [moment for moment, found, _ in self.log if found == host]

    def paths(self, host: str) -> list[str]:
        return [path for _, found, path in self.log if found == host]

    async def keep_time(self) -> None:
        while True:
            begun = monotonic()
            await asyncio.sleep(_BEAT)
            now = monotonic()
            if now - begun > 2 * _BEAT:
                self.late.append((now, now - begun - _BEAT))

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self._answer(reader, writer)
        finally:
            # Also when the farm closes while a site hangs: nobody is left behind to close the line later.
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        headers = {
            name.strip().lower(): value.strip()
            for line in lines[1:]
            if ":" in line
            for name, _, value in [line.partition(":")]
        }
        self.log.append((monotonic(), host, path))
        attempt = self.paths(host).count(path)
        await self.sites[host](Exchange(host, path, headers, reader, writer, self, attempt))
        if not writer.transport.is_closing():
            await writer.drain()


@contextlib.contextmanager
def farm(sites: dict[str, Serve]) -> Iterator[Farm]:
    """Serves the sites until the block ends."""
    found = Farm(sites=dict(sites))
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    stop = asyncio.Event()

    async def run() -> None:
        first, *others = found.sites
        server = await asyncio.start_server(found.handle, first, 0, backlog=256)
        found.port = server.sockets[0].getsockname()[1]
        servers = [server]
        servers += [await asyncio.start_server(found.handle, host, found.port, backlog=64) for host in others]
        ready.set()
        clock = asyncio.ensure_future(found.keep_time())
        await stop.wait()
        clock.cancel()
        for one in servers:
            one.close()
        running = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        # Lines that were closed go in the loop's next turns.
        await asyncio.sleep(0.05)

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    assert ready.wait(10)
    try:
        yield found
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
