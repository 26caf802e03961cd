"""Which links of a listing lead to its further pages."""

import re
from typing import Final

from newscrawl.urls import canonical_key, trap_reason, url_kind

MAX_NEXT_PAGES: Final = 20
"""Links to further pages returned for one page."""

# Said of nothing but the next page of a list.
_NEXT_WORDS: Final = re.compile(
    r"[\s<«»›>→|.-]*(?:अगल[ाेी](?:\s(?:पेज|पृष्ठ|पन्ना))?|पुरानी\s(?:पोस्ट|ख़?बरें)|next(?:\s(?:page|posts?))?|older(?:\s(?:posts?|"
    r"entries|news))?|load\smore|›|»|>{1,2}|→)[\s»›>→|.-]*",
    re.IGNORECASE,
)
_PATH_PAGE = re.compile(r"(.*?)(?:/page[/-]|/pg[/-]|[-_]page[-_])(\d{1,6})")
_PATH_NUMBER = re.compile(r"(.*?)/(\d{1,4})")
_QUERY_PAGE = re.compile(
    r"(?:^|&)(page|paged|page_?no|page_?num|pg|pageindex)=(\d{1,6})(?=&|$)", re.IGNORECASE
)


def page_number(url: str) -> tuple[str, int] | None:
    """Return a listing's identity without its page number, and the number (1 when it has none).

    Numbers are read from `/page/3`, `?page=3` and their kin, and from a last path segment that is a number
    but no year: `/topic/patna/3`. None when `url` is no http(s) URL.
    """
    key = canonical_key(url)
    if key is None:
        return None
    address, _, query = key.partition("?")
    if match := _QUERY_PAGE.search(query):
        rest = (query[: match.start()] + query[match.end() :]).lstrip("&")
        return f"{address}?{rest}" if rest else address, int(match[2])
    tail = f"?{query}" if query else ""
    if match := _PATH_PAGE.fullmatch(address):
        return _folder(match[1]) + tail, int(match[2])
    match = _PATH_NUMBER.fullmatch(address)
    if match and not 1900 <= int(match[2]) <= 2100:
        return _folder(match[1]) + tail, int(match[2])
    return key, 1


def is_next_word(text: str) -> bool:
    """Whether a link's text names the next page of a list ("अगला", "Next", "Older Posts")."""
    return len(text) <= 40 and _NEXT_WORDS.fullmatch(text) is not None


class Pages:
    """Collects links to further pages of the listing at `url`, which must be clean."""

    def __init__(self, url: str) -> None:
        self._here = page_number(url) or (url, 1)
        self._key = canonical_key(url)
        self._prefix = self._here[0].partition("?")[0].rstrip("/")
        self._named: dict[str, None] = {}
        self._numbered: dict[str, int] = {}

    def offer(self, address: str, *, named: bool) -> bool:
        """Take `address` if it is a further page of this listing; True when it was one.

        `named` says that the link is marked as the next page by `rel` or by its words; other links must
        differ from this page's address in a higher page number alone.
        """
        key = canonical_key(address)
        if key is None or key == self._key or not (named or key.startswith(self._prefix)):
            return False
        there = page_number(address)
        if there is None:
            return False
        same_list = there[0] == self._here[0]
        if same_list and there[1] <= self._here[1]:
            return there[1] > 0  # a page before this one, or this one: no story either way
        if not same_list and not (named and url_kind(address) in {None, "listing"}):
            return False
        if trap_reason(address) is not None:
            return False
        if named:
            self._named.setdefault(address)
        else:
            self._numbered.setdefault(address, there[1])
        return True

    def result(self) -> tuple[str, ...]:
        """The further pages: what is marked as next, then by number; at most `MAX_NEXT_PAGES`."""
        numbered = sorted(self._numbered, key=self._numbered.__getitem__)
        return tuple(dict.fromkeys([*self._named, *numbered]))[:MAX_NEXT_PAGES]


def _folder(address: str) -> str:
    """Give the address of a list its own key's form: a host alone ends in a slash."""
    return address if "/" in address else address + "/"
