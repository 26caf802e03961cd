"""The ledger's tables, in types and constraints that SQLite and PostgreSQL share.

All times are UTC epoch seconds. Texts that come from pages are scrubbed before they get here.
"""

from enum import IntEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)


class State(IntEnum):
    """What is known of a URL; StormCrawler's states. The numbers are stored."""

    DISCOVERED = 1
    """Announced, no outcome yet."""
    FETCHED = 2
    """It has its article (or was read, for a source)."""
    REDIRECTION = 3
    """Another address of a story that is accounted for under `target`."""
    FETCH_ERROR = 4
    """Failed for now; will be tried again."""
    ERROR = 5
    """It has its reject: final."""


PENDING = (State.DISCOVERED, State.FETCH_ERROR)
"""States without an outcome.

Invariant: "seen" means an outcome is stored, never that a request was queued.
"""

metadata = MetaData()
_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself for INTEGER alone

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""`schema_version` and `created`."""

hosts = Table(
    "hosts",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    # Ownership and its time stand in the row: a host, and with it its pace, belongs to one worker at a time.
    Column("lease_owner", Text),
    Column("lease_until", BigInteger),
    Column("paused_until", BigInteger, nullable=False, default=0),
)

sources = Table(
    "sources",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("publisher", Text, nullable=False, default=""),
    Column("interval_s", Integer, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("read_at", BigInteger),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("last_yield", Integer, nullable=False, default=0),
    Column("failures", Integer, nullable=False, default=0),
)

urls = Table(
    "urls",
    metadata,
    Column("id", _ID, primary_key=True),
    # 16 bytes of BLAKE2b over the canonical key: a fifth of the key's size, and no two keys meet in it.
    Column("key", LargeBinary(16), nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("host_id", BigInteger, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("lane", Text, nullable=False, default=""),
    Column("priority", Integer, nullable=False, default=0),
    Column("rank", Integer),
    Column("due_at", BigInteger),
    Column("attempts", Integer, nullable=False, default=0),
    Column("publisher", Text, nullable=False, default=""),
    Column("source_id", BigInteger, nullable=False, default=0),
    Column("announced_at", BigInteger, nullable=False),
    Column("published_at", BigInteger),
    Column("title", Text),
    Column("payload", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("outcome", Text),
    Column("stage", Text),
    Column("reason", Text),
    Column("detail", Text),
    Column("target", BigInteger),
    Column("fetched_at", BigInteger),
    Column("run", BigInteger, nullable=False),
    # Invariant: a row without an outcome is in the queue (`rank`) or waits for its time (`due_at`), so that a
    # killed crawl needs no repair: what was under way is in the queue still.
    CheckConstraint(
        "state NOT IN (1, 4) OR rank IS NOT NULL OR due_at IS NOT NULL", name="ck_urls_pending_is_queued"
    ),
    CheckConstraint("rank IS NULL OR due_at IS NULL", name="ck_urls_queued_or_waiting"),
    CheckConstraint("outcome IS NOT NULL OR state IN (1, 4)", name="ck_urls_done_has_outcome"),
)
"""`rank` is minus the priority while the row is in the queue; `due_at` the time it enters the queue again (a
retry or a recheck). `outcome`: article, reject, source or alias. `payload` is the scheduler's, JSON. `lane`
names who takes it from the queue: a spider."""
Index(
    "ix_urls_queue",
    urls.c.lane,
    urls.c.host_id,
    urls.c.rank,
    urls.c.id,
    sqlite_where=urls.c.rank.is_not(None),
    postgresql_where=urls.c.rank.is_not(None),
)
Index(
    "ix_urls_due",
    urls.c.due_at,
    sqlite_where=urls.c.due_at.is_not(None),
    postgresql_where=urls.c.due_at.is_not(None),
)

journals = Table(
    "journals",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("path", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("committed", BigInteger, nullable=False),
    Column("lines", BigInteger, nullable=False, default=0),
    Column("sealed", Text, nullable=False, default=""),
)
"""`path` is relative to the output folder and names the plain file; `sealed` is "", the ending of the
compressed file that has replaced it (gz, zst), or `gone`. `lines` counts ours, not what an adopted file held
before."""

articles = Table(
    "articles",
    metadata,
    # Invariant: stored exactly once. One row for a URL; another version of it moves this one to `revisions`.
    Column("url_id", BigInteger, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("content_hash", LargeBinary(32), nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("first_at", BigInteger, nullable=False),
    Column("stored_at", BigInteger, nullable=False),
    Column("story_id", Text),
    Column("journal_id", BigInteger, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", Integer, nullable=False),
    Column("changed", Text, nullable=False, default=""),
    Column("run", BigInteger, nullable=False),
)
"""The version that stands. `offset` and `length` in bytes of the plain journal; `changed` names fields."""
Index("ix_articles_content", articles.c.content_hash)
Index("ix_articles_place", articles.c.journal_id, articles.c.offset)

revisions = Table(
    "revisions",
    metadata,
    Column("url_id", BigInteger, primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("content_hash", LargeBinary(32), nullable=False),
    Column("stored_at", BigInteger, nullable=False),
    Column("journal_id", BigInteger, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", Integer, nullable=False),
    Column("changed", Text, nullable=False, default=""),
    Column("run", BigInteger, nullable=False),
)
"""The versions that were replaced."""

near_keys = Table(
    "near_keys",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("story_id", Text, primary_key=True),
)
"""Near-duplicate keys (bands of a similarity hash, signed 64 bit) and the story group each belongs to."""

site_profiles = Table(
    "site_profiles",
    metadata,
    Column("host", Text, primary_key=True),
    Column("profile", Text, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
)
"""What was learned about a site's pages, JSON."""

runs = Table(
    "runs",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("started_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("args", Text, nullable=False),
    Column("accounts", Text),
    Column("verdict", Text),
)

tallies = Table(
    "tallies",
    metadata,
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("publisher", Text, primary_key=True),
    Column("source_id", BigInteger, primary_key=True, autoincrement=False),
    Column("what", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)
"""What happened, counted in the transaction in which it happened: `newscrawl.ledger.runs` lists the names."""

fills = Table(
    "fills",
    metadata,
    Column("publisher", Text, primary_key=True),
    Column("page_type", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    # Invariant: a page's figures are counted in the transaction of its outcome, under its run; the next run
    # adds them to the day's history (run 0) and takes them away here in one transaction.
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("pages", BigInteger, nullable=False),
    Column("filled", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("logs", Double, nullable=False),
    Column("squares", Double, nullable=False),
    Column("broken", SmallInteger, nullable=False, default=0),
)
"""What pages gave, field by field (`newscrawl.watch.figures.Sums`). `day` counts UTC days from 1970. What a
run found broken is no history."""

asides = Table(
    "asides",
    metadata,
    Column("publisher", Text, primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("page_type", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("pages", BigInteger, nullable=False),
    Column("filled", BigInteger, nullable=False),
    Column("why", Text, nullable=False),
)
"""Rules that are set aside (`newscrawl.watch.record.Aside`)."""
