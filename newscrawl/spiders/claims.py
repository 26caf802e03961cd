"""Which stories a run has taken on: one claim per story, one outcome per claim.

The memory of one run. Whatever remembers across runs takes its place with the same methods.
"""

from newscrawl.urls import canonical_key


class Claims:
    """The stories announced so far and those whose outcome is still open. About 250 bytes a story."""

    def __init__(self) -> None:
        self._announced: set[str] = set()
        self._aliases: dict[str, str] = {}
        """Key of an address that redirects led to, to the story that was announced elsewhere."""
        self._open: set[str] = set()
        self._gave_way: dict[str, str] = {}

    def claim(self, url: str) -> str | None:
        """Take the story on and return its key; None when it is taken already, or the URL is none."""
        key = canonical_key(url)
        if key is None or key in self._announced or key in self._aliases:
            return None
        self._announced.add(key)
        self._open.add(key)
        return key

    def rival(self, key: str, url: str | None) -> str | None:
        """The key of another announced story that has this address; None when there is none."""
        other = canonical_key(url)
        if other is None:
            return None
        owner = other if other in self._announced else self._aliases.get(other, key)
        return None if owner == key else owner

    def alias(self, key: str, url: str) -> None:
        """Note that the server keeps the story at `url` too: announced there later, it is no other story."""
        other = canonical_key(url)
        if other is not None and other not in self._announced:
            self._aliases.setdefault(other, key)

    def give_way(self, key: str, other: str) -> bool:
        """Note that the page of `key` names `other` as the story's true address.

        False when `other` has given way to `key` itself, directly or through others: one of them must stay.
        """
        current: str | None = other
        while current is not None:
            if current == key:
                return False
            current = self._gave_way.get(current)
        self._gave_way[key] = other
        return True

    def settle(self, key: str) -> bool:
        """Note that the story's outcome is known; False when it was known before."""
        if key not in self._open:
            return False
        self._open.discard(key)
        return True

    def __len__(self) -> int:
        """Stories without an outcome."""
        return len(self._open)
