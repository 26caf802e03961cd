"""Saved pages: single files, folders of them, and what names their URLs."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newscrawl.archive.codings import CodingError, decode_body, gzip_start
from newscrawl.archive.page import ArchivedPage, ArchiveProblem
from newscrawl.archive.warc import read_pages
from newscrawl.limits import LIMITS

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")
"""Names of saved pages; other files of a folder are none of ours."""
ARCHIVE_SUFFIXES = (".warc", ".warc.gz")
URL_LISTS = ("urls.tsv", "urls.json")
"""Files that map the pages of their folder to URLs: `name<TAB>URL` lines, or one JSON object."""


def open_pages(path: str | Path) -> Iterator[ArchivedPage | ArchiveProblem]:
    """The pages of whatever stands at `path`: a folder, a WARC file, or a single saved page.

    The content decides, not the name; only a file that is called a WARC and is none is reported as a broken
    one. Never raises.
    """
    path = Path(path)
    if path.is_dir():
        yield from read_folder(path)
    elif path.name.lower().endswith(ARCHIVE_SUFFIXES) or _begins_warc(path):
        yield from read_pages(path)
    else:
        yield _read_page(path, path.name, None)


def read_folder(path: str | Path) -> Iterator[ArchivedPage | ArchiveProblem]:
    """The saved pages and WARC files under a folder, in the order of their names, links not followed.

    A page's URL is the one `urls.tsv` or `urls.json` of its own folder gives it, else None: extraction finds
    the canonical address in the page.
    """
    root = Path(path)
    for folder, folders, names in os.walk(root):
        folders.sort()
        urls: dict[str, str] = {}
        for name in URL_LISTS:
            if name in names:
                try:
                    urls |= _read_urls(Path(folder, name))
                except (OSError, ValueError, RecursionError) as error:
                    yield ArchiveProblem(
                        where=_relative(Path(folder, name), root), what=f"cannot be read: {error}"
                    )
        for name in sorted(names):
            file = Path(folder, name)
            if name.lower().endswith(ARCHIVE_SUFFIXES):
                yield from read_pages(file)
            elif name.lower().endswith(PAGE_SUFFIXES):
                yield _read_page(file, _relative(file, root), urls.get(name))


def _relative(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()


def _begins_warc(path: Path) -> bool:
    try:
        head = _read_bounded(path, 4096)
        if head.startswith(b"\x1f\x8b"):
            head = gzip_start(head, 5)
    except OSError:
        return False
    return head.startswith(b"WARC/")


def _read_page(file: Path, where: str, url: str | None) -> ArchivedPage | ArchiveProblem:
    limit = LIMITS.page_bytes
    try:
        body = _read_bounded(file, limit + 1)
        if len(body) > limit:
            return ArchiveProblem(where=where, what=f"larger than {limit} bytes", url=url)
        body = decode_body(body, "gzip", limit)
    except OSError as error:
        return ArchiveProblem(where=where, what=f"cannot be read: {error.strerror or error}", url=url)
    except CodingError as error:
        return ArchiveProblem(where=where, what=str(error), url=url)
    return ArchivedPage(url=url, body=body, where=where)


def _read_bounded(file: Path, size: int) -> bytes:
    # Opening a pipe or a device may wait for ever.
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("no regular file")
    with file.open("rb") as stream:
        return stream.read(size)


def _read_urls(file: Path) -> dict[str, str]:
    text = _read_bounded(file, LIMITS.sitemap_bytes).decode("utf-8-sig")
    if file.suffix == ".json":
        mapping: Any = json.loads(text)
        if not isinstance(mapping, dict):
            raise ValueError("no JSON object")
        return {name: url for name, url in mapping.items() if isinstance(url, str) and url}
    rows = (line.split("\t") for line in text.splitlines())
    return {row[0].strip(): row[1].strip() for row in rows if len(row) > 1 and row[1].strip()}
