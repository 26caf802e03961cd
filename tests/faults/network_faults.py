"""Lines that break, streams that end too soon or never, bodies that are not what they claim."""

import asyncio
import gzip
import os

import brotli
from backports import zstd
from farm import Exchange, story_html
from fault import Fault, outcomes

LOST = outcomes("fetch/connection", "fetch/truncated")
ODD = outcomes("fetch/bad_response", "fetch/connection")
PAGE = story_html(7).encode()
# Noise that a coding cannot pack, so that half of the stream is half of the page.
LONG = PAGE.replace(b"</body>", b"<!--" + os.urandom(6_000).hex().encode() + b"--></body>")
MANY_LINES = b"".join(b"X-%d: 1\r\n" % number for number in range(100_000))
ZEROS = bytes(64 << 20)


class Network(Fault):
    kind = "network"


class ResetBeforeHeaders(Network):
    outcome = LOST

    async def serve(self, x: Exchange) -> None:
        x.reset()


class ResetMidHeaders(Network):
    outcome = LOST

    async def serve(self, x: Exchange) -> None:
        await x.raw(b"HTTP/1.1 200 OK\r\nContent-Type: te")
        x.reset()


class ResetMidBody(Network):
    outcome = LOST

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE[:900], length=len(PAGE))
        await asyncio.sleep(0.05)
        x.reset()


class NoReply(Network):
    outcome = LOST

    async def serve(self, x: Exchange) -> None:
        x.writer.close()


class ShortBody(Network):
    outcome = outcomes("fetch/truncated")

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE[:-300], length=len(PAGE))


class CutChunks(Network):
    outcome = outcomes("fetch/truncated")

    async def serve(self, x: Exchange) -> None:
        await x.send(f"{len(PAGE):x}\r\n".encode() + PAGE[:500], length=None, Transfer_Encoding="chunked")


class NoLastChunk(Network):
    outcome = outcomes("fetch/truncated")

    async def serve(self, x: Exchange) -> None:
        await x.send(f"{len(PAGE):x}\r\n".encode() + PAGE + b"\r\n", length=None, Transfer_Encoding="chunked")


class BrokenChunkSize(Network):
    outcome = LOST | ODD

    async def serve(self, x: Exchange) -> None:
        await x.send(b"zz\r\nabc\r\n0\r\n\r\n", length=None, Transfer_Encoding="chunked")


class LongerThanItSays(Network):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE + b"<p>more</p>" * 50, length=len(PAGE))


class TwoLengths(Network):
    outcome = ODD

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE, Content_Length=str(len(PAGE) - 9))


class LengthAndChunks(Network):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        body = f"{len(PAGE):x}\r\n".encode() + PAGE + b"\r\n0\r\n\r\n"
        await x.send(body, length=11, Transfer_Encoding="chunked")


class ClosedWithoutLength(Network):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        await x.raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)


class EndlessBody(Network):
    # Whichever bound is reached first.
    outcome = outcomes("decode/too_large", "fetch/timeout")

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE, length=None)
        while not x.writer.transport.is_closing():
            await x.raw(b"<p>" + b"a " * 32_000)


class EndlessChunks(Network):
    outcome = outcomes("decode/too_large", "fetch/timeout")

    async def serve(self, x: Exchange) -> None:
        await x.send(length=None, Transfer_Encoding="chunked")
        while not x.writer.transport.is_closing():
            await x.raw(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")


class HangBeforeHeaders(Network):
    outcome = outcomes("fetch/timeout")

    async def serve(self, x: Exchange) -> None:
        await asyncio.sleep(10)


class HangMidBody(Network):
    outcome = outcomes("fetch/timeout")

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE[:700], length=len(PAGE))
        await asyncio.sleep(10)


class DrippingHeaders(Network):
    outcome = outcomes("fetch/timeout")

    async def serve(self, x: Exchange) -> None:
        await x.raw(b"HTTP/1.1 200 OK\r\n")
        for number in range(40):
            await x.raw(f"X-{number}: 1\r\n".encode())
            await asyncio.sleep(0.2)


class DrippingBody(Network):
    outcome = outcomes("fetch/timeout")

    async def serve(self, x: Exchange) -> None:
        await x.send(length=len(PAGE))
        for byte in PAGE[:60]:
            await x.raw(bytes((byte,)))
            await asyncio.sleep(0.1)


class OneResetThenWell(Network):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        if x.attempt == 1:
            x.reset()
        else:
            await x.send(PAGE)


class OneCutThenWell(Network):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        body = gzip.compress(LONG)
        await x.send(body[: len(body) // 2] if x.attempt == 1 else body, Content_Encoding="gzip")


class HugeHeaderLine(Network):
    outcome = ODD

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE, X_Long="a" * 20_000_000)


class ManyHeaders(Network):
    outcome = ODD

    async def serve(self, x: Exchange) -> None:
        await x.raw(b"HTTP/1.1 200 OK\r\n" + MANY_LINES + b"\r\n" + PAGE)


class EndlessHeaders(Network):
    outcome = ODD

    async def serve(self, x: Exchange) -> None:
        await x.raw(b"HTTP/1.1 200 OK\r\n")
        while not x.writer.transport.is_closing():
            await x.raw(b"X-More: and more\r\n" * 1000)


class EndlessFoldedHeader(Network):
    outcome = ODD

    async def serve(self, x: Exchange) -> None:
        await x.raw(b"HTTP/1.1 200 OK\r\nX-Folded: a\r\n")
        while not x.writer.transport.is_closing():
            await x.raw(b" and more\r\n" * 1000)


class EndlessHints(Network):
    outcome = ODD | outcomes("fetch/timeout")

    async def serve(self, x: Exchange) -> None:
        while not x.writer.transport.is_closing():
            await x.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 200)


class HintThenPage(Network):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        await x.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        await x.send(PAGE)


class HeaderWithoutColon(Network):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        await x.raw(b"HTTP/1.1 200 OK\r\nthis is no header\r\n")
        await x.raw(f"Content-Length: {len(PAGE)}\r\nContent-Type: text/html\r\n\r\n".encode() + PAGE)


class GarbageStatus(Network):
    outcome = ODD

    async def serve(self, x: Exchange) -> None:
        await x.raw(b"\x16\x03\x01 nothing like HTTP\r\n\r\n")


class WordForStatus(Network):
    outcome = ODD

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE, status="fine")


class BarePage(Network):
    outcome = ODD

    async def serve(self, x: Exchange) -> None:
        await x.raw(PAGE)


class TlsThatIsNone(Network):
    # Its robots.txt is asked for first, and waits for ever.
    outcome = outcomes("fetch/tls", "fetch/connection", "robots/robots_unreachable")

    async def serve(self, x: Exchange) -> None:
        await x.send(status=302, Location=f"https://{x.host}:{x.farm.port}/secure")


class Coded(Network):
    coding = "gzip"

    def body(self) -> bytes:
        raise NotImplementedError

    async def serve(self, x: Exchange) -> None:
        await x.send(self.body(), Content_Encoding=self.coding)


class TruncatedGzip(Coded):
    outcome = outcomes("fetch/truncated")

    def body(self) -> bytes:
        return gzip.compress(LONG)[:-40]


class TruncatedBrotli(Coded):
    outcome = outcomes("fetch/truncated")
    coding = "br"

    def body(self) -> bytes:
        whole = brotli.compress(LONG)
        return whole[: len(whole) // 2]


class TruncatedZstd(Coded):
    outcome = outcomes("fetch/truncated")
    coding = "zstd"

    def body(self) -> bytes:
        return zstd.compress(LONG)[:-10]


class CorruptGzip(Coded):
    outcome = outcomes("decode/undecodable")

    def body(self) -> bytes:
        whole = bytearray(gzip.compress(LONG))
        whole[len(whole) // 2] ^= 0xFF
        whole[len(whole) // 2 + 1] ^= 0xFF
        return bytes(whole)


class GzipThatIsNone(Coded):
    outcome = outcomes("article")

    def body(self) -> bytes:
        return PAGE


class UnknownCoding(Coded):
    outcome = outcomes("decode/undecodable")
    coding = "x-own"

    def body(self) -> bytes:
        return b"\x01\x02\x03"


class GzipBomb(Coded):
    outcome = outcomes("decode/too_large")
    packed = gzip.compress(ZEROS)

    def body(self) -> bytes:
        return self.packed


class BrotliBomb(Coded):
    outcome = outcomes("decode/too_large")
    coding = "br"
    packed = brotli.compress(ZEROS, quality=4)

    def body(self) -> bytes:
        return self.packed


class ZstdBomb(Coded):
    outcome = outcomes("decode/too_large")
    coding = "zstd"
    packed = zstd.compress(ZEROS)

    def body(self) -> bytes:
        return self.packed


class DoubleBomb(Coded):
    outcome = outcomes("decode/too_large")
    coding = "gzip, br"
    packed = brotli.compress(gzip.compress(ZEROS), quality=4)

    def body(self) -> bytes:
        return self.packed
