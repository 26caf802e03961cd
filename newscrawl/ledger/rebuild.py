"""A new ledger in a folder that holds journals reads them back: what is stored is not stored again.

So the remedy for a damaged ledger is to move it away; and a folder that was filled before there was a
ledger goes on. What only the ledger knew is gone: what waited must be announced again, as sources do.
"""

import logging
from collections import Counter
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from newscrawl.ledger.clock import epoch
from newscrawl.ledger.dialect import add_up, upsert
from newscrawl.ledger.intake import Desk, Prepared, Tally, prepare
from newscrawl.ledger.journal import adopt
from newscrawl.ledger.reading import journal_files, read_lines, read_record
from newscrawl.ledger.records import Child, clipped
from newscrawl.ledger.revisions import fingerprint
from newscrawl.ledger.schema import State, articles, journals, meta, revisions, tallies, urls

logger = logging.getLogger(__name__)

_DONE: Final = "read_back"


def read_back(connection: Connection, root: Path, now: int) -> int:
    """Take the journals of a folder into its new ledger; return how many records came in.

    A file is one transaction, and the whole is noted as done: killed in between, it goes on. Does nothing the
    second time.
    """
    with connection.begin():
        if connection.execute(select(meta.c.value).where(meta.c.name == _DONE)).first() is not None:
            return 0
    taken = 0
    for kind in ("articles", "rejects"):
        for path in journal_files(root, kind):
            with connection.begin():
                taken += _Reader(connection, root, kind, now).read(path)
    with connection.begin():
        upsert(connection, meta, [{"name": _DONE, "value": str(now)}], ("name",))
    if taken:
        logger.warning("%s: the ledger is new; %d records were read back from the journals", root, taken)
    return taken


class _Reader:
    def __init__(self, connection: Connection, root: Path, kind: str, now: int) -> None:
        self.connection = connection
        self.root = root
        self.kind = kind
        self.now = now
        self.desk = Desk()
        self.tally: Tally = Counter()

    def read(self, path: Path) -> int:
        """Take one journal in; 0 when it was before."""
        codec = path.suffix.removeprefix(".") if path.suffix != ".jsonl" else ""
        plain = path.with_suffix("") if codec else path
        name = plain.relative_to(self.root).as_posix()
        if self.connection.execute(select(journals.c.id).where(journals.c.path == name)).first() is not None:
            return 0
        size = 0 if codec else adopt(path)
        values = {"path": name, "kind": self.kind, "committed": size, "sealed": codec, "lines": 0}
        result = self.connection.execute(insert(journals).values(values))
        assert result.inserted_primary_key is not None
        identity = int(result.inserted_primary_key[0])
        at = taken = 0
        for line in read_lines(path):
            record = read_record(line)
            if record is not None and self._take(record, identity, at, len(line) + 1):
                taken += 1
            at += len(line) + 1
        self.connection.execute(
            journals.update().where(journals.c.id == identity).values(lines=taken, committed=at)
        )
        rows = [
            {"run": 0, "publisher": publisher, "source_id": source, "what": what, "number": count}
            for (publisher, source, what), count in self.tally.items()
            if count
        ]
        add_up(self.connection, tallies, rows, ("run", "publisher", "source_id", "what"), "number")
        return taken

    def _take(self, record: dict[str, Any], journal: int, offset: int, length: int) -> bool:
        url = record.get("url")
        if not isinstance(url, str):
            return False
        publisher = record.get("publisher")
        prepared = prepare(Child(url=url, publisher=publisher if isinstance(publisher, str) else ""))
        query = select(urls.c.id, urls.c.outcome).where(urls.c.key == prepared.key)
        known = self.connection.execute(query).first()
        if self.kind == "rejects":
            if known is None:
                self._insert(prepared, record, "reject")
            return known is None
        content = record.get("content_hash")
        if not isinstance(content, str) or len(content) != 64 or prepared.child.reject is not None:
            return False
        row = {
            "revision": 1,
            "content_hash": bytes.fromhex(content),
            "stored_at": epoch(record.get("fetched_at")) or self.now,
            "journal_id": journal,
            "offset": offset,
            "length": length,
            "changed": "",
            "run": 0,
        }
        if known is None:
            row["url_id"] = self._insert(prepared, record, "article")
        else:
            row["url_id"] = known.id
            if not self._step_back(known.id, row):
                return False
        row |= {"fingerprint": fingerprint(record), "story_id": record.get("story_id")}
        row.setdefault("first_at", row["stored_at"])
        self.connection.execute(insert(articles).values(row))
        return True

    def _step_back(self, url_id: int, row: dict[str, Any]) -> bool:
        """Move the version that stands to `revisions`; False when the new one is the same text."""
        of = articles.c.url_id == url_id
        before = self.connection.execute(select(articles).where(of)).first()
        if before is None or before.content_hash == row["content_hash"]:
            return False
        self.connection.execute(articles.delete().where(of))
        old = {column.name: getattr(before, column.name) for column in revisions.c}
        self.connection.execute(insert(revisions).values(old))
        row |= {"revision": before.revision + 1, "first_at": before.first_at}
        return True

    def _insert(self, prepared: Prepared, record: dict[str, Any], outcome: str) -> int:
        child = prepared.child
        host = self.desk.host_ids(self.connection, {prepared.host})[prepared.host]
        http = record.get("http")
        headers = http if isinstance(http, dict) else {}
        values = {
            "key": prepared.key,
            "url": child.url,
            "host_id": host,
            "state": State.FETCHED if outcome == "article" else State.ERROR,
            "kind": child.kind,
            "publisher": child.publisher,
            "announced_at": self.now,
            "published_at": epoch(record.get("published_at")),
            "outcome": outcome,
            "etag": clipped(headers.get("etag")),
            "last_modified": clipped(headers.get("last_modified")),
            "stage": record.get("stage"),
            "reason": record.get("reason"),
            "detail": clipped(record.get("detail")),
            "fetched_at": epoch(record.get("fetched_at") or record.get("at")) or self.now,
            "run": 0,
        }
        result = self.connection.execute(insert(urls).values(values))
        assert result.inserted_primary_key is not None
        self.tally[child.publisher, 0, "announced"] += 1
        self.tally[child.publisher, 0, f"{outcome}s"] += 1
        return int(result.inserted_primary_key[0])
