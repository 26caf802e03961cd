"""The crawl's memory: what was announced, what came of it, and where its article stands.

Its rules, each named in the code where it is kept ("Invariant: ..."):

- a page's children, its outcome and the journal offset of its article are one transaction; only after it
  is the page done;
- the journal's line is written and synced before that transaction, and start-up cuts the file back to the
  committed offset;
- "seen" means an outcome is stored, never that a request was queued;
- a second writer is refused by a lock that names the holder;
- times for waiting are monotonic, times for storing are UTC.
"""

from newscrawl.ledger.clock import Clock
from newscrawl.ledger.errors import LedgerDamagedError, LedgerInUseError, LedgerTooNewError, StorageError
from newscrawl.ledger.reading import read_articles
from newscrawl.ledger.records import SOURCE, STORY, Child, Completion, Known, Leased, SourceRead
from newscrawl.ledger.runs import Accounts
from newscrawl.ledger.schema import State
from newscrawl.ledger.sources import Revisits
from newscrawl.ledger.store import Grouping, Ledger, SourceState
from newscrawl.ledger.view import LedgerView, RunRecord, open_view

__all__ = [
    "SOURCE",
    "STORY",
    "Accounts",
    "Child",
    "Clock",
    "Completion",
    "Grouping",
    "Known",
    "Leased",
    "Ledger",
    "LedgerDamagedError",
    "LedgerInUseError",
    "LedgerTooNewError",
    "LedgerView",
    "Revisits",
    "RunRecord",
    "SourceRead",
    "SourceState",
    "State",
    "StorageError",
    "open_view",
    "read_articles",
]
