"""Which elements an HTML parser would hold open after each tag: a model that never counts too few.

It follows the rules of the HTML standard ("tree construction") that decide how deep a tree gets and how many
elements are made anew: what an end tag may close, where a table's cell bounds it, and the list of active
formatting elements. Where it is simpler than the standard it errs towards more.
"""

from collections import Counter

from newscrawl.extraction.page import HEADINGS
from newscrawl.extraction.scan import FORMATTING
from newscrawl.items.reject import Reason
from newscrawl.limits import LIMITS

# Void elements, and those an open tag of their own kind closes: they do not nest.
_FLAT = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd option colgroup html"
    b" body head frame keygen".split()
)
_FORMATTING = frozenset((b"a", *(name.encode() for name in FORMATTING)))
_CELLS = frozenset((b"td", b"th", b"caption"))
_ROWS = frozenset((b"tr", b"tbody", b"thead", b"tfoot"))
_HEADINGS = frozenset(name.encode() for name in HEADINGS)
# An end tag of an ordinary element closes nothing beyond one of these.
_SPECIAL = frozenset(
    b"address applet article aside blockquote button center details dialog dir div dl fieldset figcaption"
    b" figure footer form frameset h1 header hgroup iframe listing main marquee menu nav noembed noframes"
    b" noscript object ol plaintext pre script search section select style summary table td template textarea"
    b" th caption title ul xmp foreignobject desc mi mo mn ms mtext annotation-xml".split()
)
# Nor does an end tag of a special element close anything beyond one of these.
_BOUNDS = frozenset(
    b"applet caption table td th marquee object template select foreignobject desc title mi mo mn ms mtext"
    b" annotation-xml".split()
)
_FOREIGN = frozenset((b"svg", b"math"))
# The standard's adoption agency goes round as often.
_ADOPTIONS = 8
_STEPS = 3_000_000

Refusal = tuple[Reason, str]


class OpenTags:
    """The open elements; `open` and `close` return why the page must be refused, or None."""

    def __init__(self) -> None:
        self._stack: list[bytes] = []
        self._held: Counter[bytes] = Counter()
        # Formatting elements: name, name with attributes, height of the stack when it was opened.
        self._active: list[tuple[bytes, bytes, int]] = []
        self._cells: list[int] = []
        """How many formatting elements stood open when each open cell began: they do not reach into it."""
        self._remade = 0
        self._steps = 0
        self._in_foreign = False

    @property
    def foreign(self) -> bool:
        """True when the position may be inside svg or math, whose scripts and styles are no raw text."""
        return bool(self._held[b"svg"] or self._held[b"math"])

    @property
    def height(self) -> int:
        """How many elements are open, formatting elements included."""
        return len(self._stack) + len(self._active)

    def open(self, name: bytes, attributes: bytes) -> Refusal | None:
        """Note a start tag; `name` in lower case."""
        if name in _FORMATTING:
            self._in_foreign = False
            return self._format(name, attributes)
        if name in _FLAT:
            self._in_foreign = False
            return self._remake(len(self._active) - self._floor())
        if name in _CELLS or name in _ROWS:
            if not self._held[b"table"]:
                return None
            self._pop_to(self._last(b"table") + 1)
            if name in _ROWS:
                return None
        if name in _HEADINGS:
            name = b"h1"
        if name in _FOREIGN:
            self._in_foreign = True
        elif name in _SPECIAL:
            self._in_foreign = False
        elif self._in_foreign and attributes.endswith(b"/"):
            return None
        self._stack.append(name)
        self._held[name] += 1
        if len(self._stack) > LIMITS.depth:
            return Reason.TOO_DEEP, f"nested deeper than {LIMITS.depth} elements"
        refused = self._remake(len(self._active) - self._floor())
        if name in _CELLS:
            self._cells.append(len(self._active))
        return refused

    def close(self, name: bytes) -> Refusal | None:
        """Note an end tag; `name` in lower case."""
        if name in _FORMATTING:
            return self._unformat(name)
        if name in _HEADINGS:
            name = b"h1"
        if name in _ROWS:
            if self._held[b"table"]:
                self._pop_to(self._last(b"table") + 1)
        elif self._held[name]:
            bounds = _BOUNDS if name in _SPECIAL else _SPECIAL
            if name == b"table" or name in _CELLS:
                bounds = frozenset((b"table", b"template"))
            at = len(self._stack) - 1
            while self._stack[at] != name and self._stack[at] not in bounds:
                at -= 1
                if at < 0:
                    break
            self._steps += len(self._stack) - at
            if self._steps > _STEPS:
                return Reason.TOO_DEEP, "too many end tags far from their start tags"
            if at >= 0 and self._stack[at] == name:
                if name == b"form":  # The standard takes the form alone from the stack.
                    del self._stack[at]
                    self._held[name] -= 1
                else:
                    self._pop_to(at)
            self._in_foreign = False
        return self._remake(len(self._active) - self._floor())

    def _floor(self) -> int:
        return self._cells[-1] if self._cells else 0

    def _last(self, name: bytes) -> int:
        at = len(self._stack) - 1
        while self._stack[at] != name:
            at -= 1
        self._steps += len(self._stack) - at
        return at

    def _pop_to(self, height: int) -> None:
        while len(self._stack) > height:
            name = self._stack.pop()
            self._held[name] -= 1
            if name in _CELLS:
                del self._active[self._cells.pop() :]

    def _format(self, name: bytes, attributes: bytes) -> Refusal | None:
        key = name + attributes
        floor = self._floor()
        equal = [i for i in range(floor, len(self._active)) if self._active[i][1] == key]
        if len(equal) >= 3:
            del self._active[equal[0]]
        elif name in (b"a", b"nobr"):
            self._active[floor:] = [entry for entry in self._active[floor:] if entry[0] != name]
        self._active.append((name, key, len(self._stack)))
        if len(self._active) > LIMITS.open_formatting:
            return Reason.TOO_DEEP, f"more than {LIMITS.open_formatting} open formatting elements"
        return None

    def _unformat(self, name: bytes) -> Refusal | None:
        for at in range(len(self._active) - 1, self._floor() - 1, -1):
            if self._active[at][0] != name:
                continue
            inside = len(self._stack) - self._active[at][2]
            if inside < _ADOPTIONS:
                del self._active[at]
            if inside > 0:
                return self._remake(min(inside, _ADOPTIONS) * (len(self._active) - self._floor()))
            return None
        return None

    def _remake(self, count: int) -> Refusal | None:
        """`count` elements may be made anew at this tag."""
        self._remade += count
        if self._remade > LIMITS.nodes:
            return (
                Reason.TOO_MANY_NODES,
                f"more than {LIMITS.nodes} elements, made anew by unclosed formatting",
            )
        return None
