"""Of a robots.txt, the one group that speaks to us (RFC 9309, section 2.2).

Whatever reads rules gets this instead of the file: files are written by anyone, and 4,000 names that share
4,000 rules cost a general parser 14 seconds and a gigabyte. Groups are told apart as the RFC says, so that a
record it does not know never splits a group in two and frees us of a rule.
"""

import math
import re
from dataclasses import dataclass, field
from typing import Final

from newscrawl.limits import LIMITS

_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_TOKEN: Final = re.compile(r"[A-Za-z_-]+")
_KEYS: Final = {
    "user-agent": "agent",
    "useragent": "agent",
    "user agent": "agent",
    "allow": "allow",
    "disallow": "disallow",
    # As sites misspell it; a rule that is meant is a rule.
    "disalow": "disallow",
    "dissallow": "disallow",
    "dissalow": "disallow",
    "diasllow": "disallow",
    "disallaw": "disallow",
    "crawl-delay": "delay",
}
_LINE_BYTES: Final = 8 * LIMITS.url_chars
_STARS: Final = re.compile(r"\*{2,}")


@dataclass(slots=True)
class _Group:
    named: bool = False
    """A user-agent line of this kind was there, with rules or without."""
    rules: list[tuple[str, str]] = field(default_factory=list)
    delay: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What a robots.txt says to one agent."""

    rules: tuple[tuple[str, str], ...] = ()
    """`allow` or `disallow`, and the path pattern, in the file's order."""
    delay: float | None = None
    """Seconds between two requests, the longest that is named; None when none is."""

    @property
    def text(self) -> bytes:
        """The group as a robots.txt of its own, for every agent."""
        lines = [f"{key}: {value}\n" for key, value in self.rules]
        if self.delay is not None:
            lines.append(f"Crawl-delay: {self.delay:g}\n")
        return f"User-agent: *\n{''.join(lines)}".encode()


def product_token(agent: str) -> str:
    """The name by which files address an agent: the letters before its version, in lower case."""
    match = _TOKEN.match(agent.strip())
    return match[0].lower() if match else ""


def group_for(body: bytes, agent: str) -> Group:
    """The group of an agent, or else that of `*`; groups of one name are one (section 2.2.1).

    Reads `LIMITS.robots_bytes`, and `LIMITS.robots_rules` rules of the group. Never raises.
    """
    token = product_token(agent)
    own, everyone = _Group(), _Group()
    current: list[_Group] = []
    ruled = False
    for key, value in _records(body[: LIMITS.robots_bytes]):
        if key == "agent":
            if ruled:
                current, ruled = [], False
            addressed = _addressed(value, token)
            if addressed is not None:
                group = own if addressed else everyone
                group.named = True
                if group not in current:
                    current.append(group)
        elif key == "delay":
            # No record of the RFC's: it ends no list of names.
            _note_delay(current, value)
        else:
            ruled = True
            for group in current:
                if len(group.rules) < LIMITS.robots_rules:
                    group.rules.append((key, value))
    chosen = own if own.named else everyone
    return Group(tuple(chosen.rules), chosen.delay)


def _records(body: bytes) -> "list[tuple[str, str]]":
    found: list[tuple[str, str]] = []
    for line in _LINE_END.split(body.removeprefix(b"\xef\xbb\xbf")):
        if not line:
            continue
        text = line[:_LINE_BYTES].partition(b"#")[0]
        name, colon, value = text.partition(b":")
        if not colon:
            # A colon that was forgotten, as Google's parser forgives it.
            name, _, value = text.strip().partition(b" ")
        key = _KEYS.get(name.strip().lower().decode("latin-1"))
        if key is not None:
            found.append((key, _STARS.sub("*", value.decode("utf-8", "replace").replace("\0", "").strip())))
    return found


def _addressed(value: str, token: str) -> bool | None:
    """True for our name, False for everybody, None for another's."""
    if value == "*" or value.startswith(("* ", "*\t")):
        return False
    return True if token and product_token(value) == token else None


def _note_delay(groups: list[_Group], value: str) -> None:
    try:
        seconds = float(value[:20])
    except ValueError:
        return
    if math.isfinite(seconds) and seconds >= 0:
        for group in groups:
            group.delay = max(group.delay or 0.0, min(seconds, LIMITS.crawl_delay))
