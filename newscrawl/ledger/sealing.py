"""Closed days are compressed; the open one never is."""

import os
import shutil
from pathlib import Path

from sqlalchemy import Connection, select, update

from newscrawl.ledger.reading import opener
from newscrawl.ledger.schema import journals


def seal_closed(connection: Connection, root: Path, today: str, codec: str = "gz") -> list[Path]:
    """Compress the journals of days before `today` (`2026-01-31`) and return the new files.

    The order makes it safe to be killed anywhere: the compressed file is written under another name, synced
    and renamed; then the ledger notes it; then the plain file goes. Raises OSError when the disk does and
    ValueError for a codec (gz, zst) without a module; the plain file is then still there.
    """
    opener(codec)
    finish_sealing(connection, root)
    with connection.begin():
        rows = connection.execute(select(journals).where(journals.c.sealed == "")).all()
    made = []
    for row in rows:
        path = root / row.path
        if path.name[:10] >= today or not path.exists() or path.stat().st_size != row.committed:
            continue
        target = path.with_name(f"{path.name}.{codec}")
        _compress(path, target, codec)
        with connection.begin():
            connection.execute(update(journals).where(journals.c.id == row.id).values(sealed=codec))
        path.unlink()
        made.append(target)
    return made


def finish_sealing(connection: Connection, root: Path) -> None:
    """Remove plain files whose compressed form the ledger has noted: what a kill left behind."""
    with connection.begin():
        rows = connection.execute(select(journals).where(journals.c.sealed.in_(["gz", "zst"]))).all()
    for row in rows:
        plain = root / row.path
        sealed = plain.with_name(f"{plain.name}.{row.sealed}")
        if plain.exists() and sealed.exists() and plain.stat().st_size == row.committed:
            plain.unlink()


def _compress(path: Path, target: Path, codec: str) -> None:
    part = target.with_name(target.name + ".part")
    try:
        with path.open("rb") as plain, opener(codec)(part, "wb") as packed:
            shutil.copyfileobj(plain, packed, 1 << 20)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
