"""The pages that show a break, kept under `broken/` in the output folder for whoever mends the rule.

    broken/2026-11-22.jsonl                          a line for each page: publisher, type, what broke, file
    broken/2026-11-22/samachar-3f2a90c1d4e5.html.gz  the page as it was fetched

Losing them harms no crawl: what cannot be written is a warning.
"""

import gzip
import json
import logging
import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from newscrawl.limits import LIMITS

logger = logging.getLogger(__name__)

FOLDER: Final = "broken"
_UNSAFE: Final = re.compile(r"[^a-z0-9_-]+")
_NAME_CHARS: Final = 80


class SeenPage(NamedTuple):
    """A page as it was fetched."""

    url: str
    body: bytes


class BrokenPages:
    """Writes them, at most `most` of a publisher. Nothing is written where `root` is None."""

    def __init__(self, root: Path | None, most: int) -> None:
        self._root = root
        self._most = most
        self._kept: Counter[str] = Counter()
        self._seen: set[str] = set()

    def keep(self, publisher: str, page_type: str, why: Mapping[str, str], page: SeenPage | None) -> None:
        """Keep a page with what broke (field to words); without a page, what broke alone."""
        if self._root is None or (page is not None and page.url in self._seen):
            return
        now = datetime.now(UTC)
        day = now.date().isoformat()
        name = None
        try:
            folder = self._root / FOLDER
            folder.mkdir(parents=True, exist_ok=True)
            if page is not None and self._kept[publisher] < self._most:
                self._kept[publisher] += 1
                self._seen.add(page.url)
                name = f"{day}/{file_name(publisher, page.url)}"
                (folder / day).mkdir(exist_ok=True)
                body = page.body[: LIMITS.broken_page_bytes]
                (folder / name).write_bytes(gzip.compress(body, compresslevel=6, mtime=0))
            line = {
                "at": now.isoformat(timespec="seconds"),
                "publisher": publisher,
                "page_type": page_type,
                "why": dict(why),
                "url": page.url if page is not None else None,
                "file": name,
            }
            with (folder / f"{day}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=True) + "\n")
        except OSError as error:
            logger.warning("Cannot keep a page that shows a break (%s)", error)

    def wants(self, publisher: str) -> bool:
        """Whether a further page of this publisher would be kept."""
        return self._root is not None and self._kept[publisher] < self._most


def file_name(publisher: str, url: str) -> str:
    """A name that no publisher's key or address can make unsafe, the same for the same page."""
    digest = sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{_UNSAFE.sub('_', publisher.lower())[:_NAME_CHARS] or '_'}-{digest}.html.gz"
