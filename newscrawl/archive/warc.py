"""Pages out of a WARC file, read within bounds, verified, and around any damage."""

import re
from collections.abc import Iterator
from pathlib import Path

from newscrawl.archive.codings import CodingError, decode_body, unchunk
from newscrawl.archive.page import ArchivedPage, ArchiveProblem
from newscrawl.archive.records import Flaw, Record, read_records
from newscrawl.archive.tape import Tape
from newscrawl.limits import LIMITS

_STATUS_LINE = re.compile(rb"HTTP/[0-9](?:\.[0-9])?[ \t]+([1-9][0-9]{2})(?![0-9])[^\n]{0,4096}\n")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_HEADER_BYTES = 256 * 1024
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,6})[0-9]*)?Z")
_PAGE_RECORDS = {"response", "resource"}
_OTHER_RECORDS = {"warcinfo", "request", "metadata", "revisit", "conversion", "continuation"}


def read_pages(path: str | Path) -> Iterator[ArchivedPage | ArchiveProblem]:
    """Each stored web page of a WARC file, plain or gzipped, and each place that could not be read.

    Pages are `response` and `resource` records with an http or https URL, of any content type and status.
    Other records (requests, metadata, DNS, revisits, which repeat a page without its bytes) are passed over.
    Never raises; a file that cannot be opened is one problem. Memory stays within a few times the largest
    record (`LIMITS.record_bytes`) or decoded page (`LIMITS.page_bytes`, for XML `LIMITS.sitemap_bytes`).
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            for item in read_records(Tape(file)):
                outcome = _outcome(item, f"{path.name} at byte {item.offset}")
                if outcome is not None:
                    yield outcome
    except OSError as error:
        yield ArchiveProblem(where=str(path.name), what=f"cannot be opened: {error.strerror or error}")


def _outcome(item: Record | Flaw, where: str) -> ArchivedPage | ArchiveProblem | None:
    uri = _target_uri(item.headers)
    url = uri if uri.lower().startswith(("http://", "https://")) else None
    if isinstance(item, Flaw):
        return ArchiveProblem(where=where, what=item.what, url=url)
    kind = item.headers.get("warc-type", "").lower()
    if kind not in _PAGE_RECORDS:
        if kind in _OTHER_RECORDS:
            return None
        return ArchiveProblem(where=where, what=f"record of unknown type {kind[:40]!r}", url=url)
    if url is not None:
        return _page(item, url, where)
    # DNS answers and the like are responses too, with addresses of their own scheme.
    return None if ":" in uri else ArchiveProblem(where=where, what="record without a URL")


def _target_uri(headers: dict[str, str]) -> str:
    # Old versions of wget put the URL in angle brackets.
    return headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">")


def _page(record: Record, url: str, where: str) -> ArchivedPage | ArchiveProblem:
    truncated = record.headers.get("warc-truncated")
    if truncated:
        return ArchiveProblem(where=where, what=f"stored cut short ({truncated[:40]})", url=url)
    date = _date(record.headers.get("warc-date", ""))
    if record.headers.get("warc-type", "").lower() == "resource":
        headers = {"content-type": record.headers["content-type"]} if "content-type" in record.headers else {}
        return ArchivedPage(url=url, headers=headers, body=record.block, date=date, where=where)
    status_line = _STATUS_LINE.match(record.block)
    header_end = _HEADER_END.search(record.block, 0, _HEADER_BYTES)
    if status_line is None or header_end is None:
        return ArchiveProblem(where=where, what="no HTTP response in the record", url=url)
    headers = _http_headers(record.block[: header_end.start()])
    try:
        body = _body(record.block[header_end.end() :], headers)
    except CodingError as error:
        return ArchiveProblem(where=where, what=str(error), url=url)
    return ArchivedPage(
        url=url, status=int(status_line[1]), headers=headers, body=body, date=date, where=where
    )


def _http_headers(raw: bytes) -> dict[str, str]:
    """Names in lower case, repeated ones joined by a comma as RFC 9110 allows."""
    headers: dict[str, str] = {}
    for line in raw.split(b"\n")[1:]:
        name, colon, value = line.partition(b":")
        if not colon:
            continue
        key = name.strip().lower().decode("latin-1")
        # Servers send UTF-8 in headers though HTTP says otherwise; what is no UTF-8 is read as HTTP says.
        try:
            text = value.strip().decode()
        except UnicodeDecodeError:
            text = value.strip().decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _body(raw: bytes, headers: dict[str, str]) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        raw = unchunk(raw)
    else:
        declared = headers.get("content-length", "")
        # A longer body is one that the archiver stored decoded; a shorter one was never whole.
        if re.fullmatch("[0-9]{1,18}", declared) and len(raw) < int(declared):
            raise CodingError(f"body cut short ({len(raw)} of {declared} bytes)")
    limit = LIMITS.sitemap_bytes if "xml" in headers.get("content-type", "") else LIMITS.page_bytes
    return decode_body(raw, headers.get("content-encoding", ""), limit)


def _date(text: str) -> str | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    fraction = f".{match[2]}" if match[2] else ""
    return f"{match[1]}{fraction}+00:00"
