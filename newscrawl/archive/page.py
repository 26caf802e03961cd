"""What an archive yields: pages, and an account of what could not be read."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """One stored response, its body freed of transfer and content codings."""

    url: str | None
    """Where it was fetched. None for saved files that nothing maps to a URL."""
    status: int | None = None
    """HTTP status code. None when the archive holds no HTTP response: resource records, saved files."""
    headers: dict[str, str] = field(default_factory=dict)
    """Response headers as archived, names in lower case, repeated ones joined by ", ". Codings they name have
    been undone in `body`."""
    body: bytes
    """The page's bytes; may be empty."""
    date: str | None = None
    """When it was fetched, ISO 8601 in UTC. None when the archive does not say."""
    where: str = ""
    """The file, and the byte of it where the record begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveProblem:
    """Something in an archive that could not be read; the reader goes on behind it."""

    where: str
    """The file, and the byte of it where the trouble begins."""
    what: str
    """What is wrong, in a few words: with `cut short` where bytes are missing, `larger than` at a limit."""
    url: str | None = None
    """The page lost by it. None when the damage hides which."""
