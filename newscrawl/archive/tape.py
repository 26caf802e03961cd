"""An archive file as one run of decompressed bytes that survives damage.

Plain files and gzip files read alike. Where gzip breaks, the tape stops with a `damage`, and `resume` goes on
at the next gzip member that begins a WARC record; so one flipped byte costs a record and not the rest.
"""

import re
import zlib
from collections import deque
from typing import BinaryIO

from newscrawl.archive.codings import gzip_start

_READ = 64 * 1024
_MAX_OUT = 1024 * 1024
"""Decompressed bytes taken at a time, so that a bomb is met in small steps."""
_PROBE = 4 * 1024
"""Compressed bytes tried at a suspected member; a gzip header with its file name is far shorter."""
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_NESTED_TRIES = 16
"""Members tried inside a stretch that already failed, before the search leaves the stretch: keeps hostile
files linear."""


class Tape:
    """Decompressed bytes from the current position on, and where in the file they come from."""

    def __init__(self, file: BinaryIO) -> None:
        """`file` is seekable and stands at its beginning."""
        self._file = file
        self._buffer = bytearray()
        self._raw = b""
        self._raw_end = 0  # file offset behind self._raw
        self._decompressor: zlib._Decompress | None = None
        self._produced = 0  # decompressed bytes so far
        self._members: deque[tuple[int, int]] = deque(
            [(0, 0)]
        )  # (produced, file offset) at each member's start
        self._failed_until = 0  # file offset up to which a failed member read
        self._tries = 0
        self.damage: str | None = None
        """What stopped the tape, or None while it runs or has come to the file's regular end."""
        self._load()
        self.gzipped = self._raw.startswith(b"\x1f\x8b")

    @property
    def position(self) -> int:
        """File offset of the current byte; in gzip files, of the member it stands in."""
        consumed = self._produced - len(self._buffer)
        while len(self._members) > 1 and self._members[1][0] <= consumed:
            self._members.popleft()
        return self._members[0][1] if self.gzipped else consumed

    def peek(self, size: int) -> bytes:
        """The next `size` bytes without moving; fewer at the end of the file or at a damage."""
        while len(self._buffer) < size and self._more():
            pass
        return bytes(memoryview(self._buffer)[:size])

    def skip(self, size: int) -> None:
        """Move on by at most `size` bytes of what `peek` has shown."""
        del self._buffer[:size]

    def damaged_within(self, size: int) -> bool:
        """Whether the damage that stopped the tape lies in a member that the next `size` bytes stand in."""
        if self.damage is None:
            return False
        last_start = self._members[-1][0]
        return last_start < self._produced - len(self._buffer) + size

    def member_begins(self, low: int, high: int) -> bool:
        """Whether a gzip member begins between `low` and `high` bytes ahead, both included."""
        here = self._produced - len(self._buffer)
        return self.gzipped and any(low <= start - here <= high for start, _ in self._members)

    def find(self, pattern: re.Pattern[bytes], longest: int, limit: int) -> bool:
        """Move to the next match of `pattern`, whose matches are at most `longest` bytes.

        False, at the end of the bytes, when none comes before the file ends, a damage, or `limit` bytes.
        """
        passed = 0
        while True:
            match = pattern.search(self._buffer)
            if match:
                del self._buffer[: match.start()]
                return True
            drop = max(0, len(self._buffer) - longest)
            del self._buffer[:drop]
            passed += drop
            if passed > limit or not self._more():
                self._buffer.clear()
                return False

    def resume(self) -> bool:
        """Go on at the next gzip member that begins a record; False when there is none."""
        self._buffer.clear()
        if not self.gzipped:
            return False
        start = self._members[-1][1]
        reached = self._raw_end - len(self._raw)
        # A damaged member may have swallowed the beginning of its neighbour, so the search starts inside it.
        if start < self._failed_until:
            self._tries += 1
        else:
            self._tries = 0
        self._failed_until = max(self._failed_until, reached)
        begin = start + 1
        if self._tries > _NESTED_TRIES:
            begin, self._tries = max(begin, self._failed_until), 0
        try:
            found = self._next_member(begin)
        except OSError:
            return False
        if found is None:
            return False
        self._file.seek(found)
        self._raw, self._raw_end = b"", found
        self._decompressor, self.damage = None, None
        return True

    def _next_member(self, begin: int) -> int | None:
        """File offset, from `begin` on, of a gzip member whose content starts with `WARC/`."""
        self._file.seek(begin)
        window, window_start = b"", begin
        while True:
            more = self._file.read(_READ)
            window += more
            for match in _MEMBER.finditer(window):
                if len(window) - match.start() < _PROBE and more:
                    break  # wait for enough bytes to judge it
                if gzip_start(window[match.start() : match.start() + _PROBE], 5) == b"WARC/":
                    return window_start + match.start()
            if not more:
                return None
            keep = min(len(window), _PROBE)
            window_start += len(window) - keep
            window = window[-keep:]

    def _load(self) -> bool:
        try:
            self._raw = self._file.read(_READ)
        except OSError as error:
            self.damage = f"cannot be read: {error.strerror or error}"
            return False
        self._raw_end += len(self._raw)
        return bool(self._raw)

    def _more(self) -> bool:
        """Append decompressed bytes to the buffer; False at the end of the file or at a damage."""
        if self.damage is not None:
            return False
        if not self.gzipped:
            if not self._raw and not self._load():
                return False
            self._append(self._raw)
            self._raw = b""
            return True
        return self._inflate_more()

    def _inflate_more(self) -> bool:
        before = self._produced
        while self._produced == before:
            if not self._raw and not self._load():
                if self._decompressor is not None and self.damage is None:
                    self.damage = "cut short: the file ends inside a gzip member"
                return False
            if self._decompressor is None and not self._begin_member():
                if self.damage is not None:
                    return False
                continue
            self._inflate_piece()
            if self.damage is not None:
                return False
        return True

    def _begin_member(self) -> bool:
        self._raw = self._raw.lstrip(b"\0")  # padding between members is legal
        if not self._raw:
            return False
        start = self._raw_end - len(self._raw)
        self._members.append((self._produced, start))
        if self._raw[:1] != b"\x1f":
            self.damage = "no gzip member begins here"
            return False
        self._decompressor = zlib.decompressobj(31)
        return True

    def _inflate_piece(self) -> None:
        decompressor = self._decompressor
        assert decompressor is not None
        try:
            self._append(decompressor.decompress(self._raw, _MAX_OUT))
        except zlib.error as error:
            self.damage = f"gzip damage ({error})"
            return
        self._raw = decompressor.unused_data if decompressor.eof else decompressor.unconsumed_tail
        if decompressor.eof:
            self._decompressor = None

    def _append(self, piece: bytes) -> None:
        self._buffer += piece
        self._produced += len(piece)
