"""The pattern of a site's article addresses, learned from some that are articles and some that are not.

Addresses are sorted by their shape (how many pieces the path has, which are numbers, how the last one ends,
which query parameters there are), each shape becomes one expression, and what else it would match among the
other addresses is kept out by the first piece of their path or by the length of the slug. Every expression is
made of classes that end at a slash, so that none can backtrack badly.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import urlsplit

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_FIGURES = re.compile(r"[0-9]+")
_END = re.compile(r"\.(?:html?|cms|php|aspx?|ece)\Z")
_NUMBER = re.compile(r"-([0-9]{1,13})\Z")
_LEAST_SHARE: Final = 0.05
"""A shape that fewer of the articles have is an accident: a guest column, a redirect."""
_MOST_SHAPES: Final = 4
_ROOM: Final = 6
"""Characters by which a slug is longer than the name of a page about the site, at least."""
_CLASSES: Final = (
    (re.compile(r"[a-z0-9-]*"), "[a-z0-9-]"),
    (re.compile(r"[A-Za-z0-9_-]*"), "[A-Za-z0-9_-]"),
    (re.compile(r"[A-Za-z0-9_.~-]*"), "[A-Za-z0-9_.~-]"),
)
_ANYTHING: Final = "[^/?#]"


class _Shape(NamedTuple):
    """What addresses of one form have in common."""

    words: int
    """Leading pieces that are words: sections."""
    rest: tuple[str, ...]
    """The pieces after them by kind: `year`, `two`, `number`, `slug`."""
    end: str
    """`.html` and its kin on the last piece."""
    slash: bool
    query: tuple[str, ...]


class _Parts(NamedTuple):
    url: str
    place: str
    pieces: list[str]
    query: dict[str, str]
    shape: _Shape


@dataclass(frozen=True, slots=True)
class LearnedPattern:
    """An expression, and how well it tells the addresses apart it was learned from."""

    expression: str
    matched: tuple[str, ...]
    """The articles it matches, an example of each branch first."""
    missed: tuple[str, ...]
    """Articles it does not match."""
    refused: tuple[str, ...]
    """Other pages that it does not match."""
    mistaken: tuple[str, ...]
    """Other pages that it matches all the same."""


def learn_pattern(articles: Iterable[str], others: Iterable[str]) -> LearnedPattern | None:
    """The pattern of `articles` that keeps `others` out, all clean URLs; None for under three articles."""
    wanted = [parts for url in dict.fromkeys(articles) if (parts := _parts(url)) is not None]
    if len(wanted) < 3:
        return None
    unwanted = [url for url in dict.fromkeys(others) if url not in {parts.url for parts in wanted}]
    shapes: dict[_Shape, list[_Parts]] = defaultdict(list)
    for parts in wanted:
        # Sections may nest: the number of leading words is no part of the shape.
        shapes[parts.shape._replace(words=0)].append(parts)
    ranked = sorted(shapes.values(), key=len, reverse=True)
    least = max(2, _LEAST_SHARE * len(wanted))
    chosen = [group for group in ranked if len(group) >= least][:_MOST_SHAPES] or ranked[:1]
    places = _alternatives(sorted({parts.place for group in chosen for parts in group}))
    branches = [_branch(group, places, unwanted) for group in chosen]
    expression = rf"https?://{places}/{_joined(branches)}"
    compiled = re.compile(expression)
    first = {next((p.url for p in group if compiled.fullmatch(p.url)), "") for group in chosen} - {""}
    urls = [parts.url for parts in wanted]
    matched = [url for url in urls if compiled.fullmatch(url)]
    return LearnedPattern(
        expression,
        tuple(sorted(first) + [url for url in matched if url not in first]),
        tuple(url for url in urls if not compiled.fullmatch(url)),
        tuple(url for url in unwanted if not compiled.fullmatch(url)),
        tuple(url for url in unwanted if compiled.fullmatch(url)),
    )


def _parts(url: str) -> _Parts | None:
    try:
        split = urlsplit(url)
    except ValueError:
        return None
    if not split.netloc:
        return None
    pieces = [piece for piece in split.path.split("/") if piece]
    query = dict(pair.partition("=")[::2] for pair in split.query.split("&") if pair)
    kinds = [_kind(piece) for piece in pieces]
    words = 0
    while words < len(kinds) - 1 and kinds[words] == "slug":
        words += 1
    end = _END.search(pieces[-1]).group() if pieces and _END.search(pieces[-1]) else ""  # type: ignore[union-attr]
    shape = _Shape(words, tuple(kinds[words:]), end, split.path.endswith("/"), tuple(sorted(query)))
    return _Parts(url, split.netloc, pieces, query, shape)


def _kind(piece: str) -> str:
    if _YEAR.fullmatch(piece):
        return "year"
    if _FIGURES.fullmatch(piece):
        return "two" if len(piece) <= 2 else "number"
    return "slug"


def _branch(group: Sequence[_Parts], places: str, unwanted: Sequence[str]) -> str:
    """The path and query of one shape, tightened until it keeps out as much of `unwanted` as it can."""
    least = 1
    closed: list[str] = []
    for _ in range(3):
        branch = _expression(group, closed, least)
        mistaken = [url for url in unwanted if re.fullmatch(rf"https?://{places}/{branch}", url)]
        if not mistaken:
            break
        own = {parts.pieces[0] for parts in group if parts.pieces}
        firsts = Counter(pieces[0] for url in mistaken if len(pieces := _pieces(url)) > 1)
        strangers = [first for first, _ in firsts.most_common(12) if first not in own]
        if strangers and not closed:
            closed = sorted(strangers)
            continue
        slugs = [len(parts.pieces[-1]) for parts in group if parts.pieces]
        longest = max((len(_pieces(url)[-1]) for url in mistaken if _pieces(url)), default=0)
        if slugs and longest < min(slugs):
            # Between the longest name of a page and the shortest slug, nearer to the former: few are seen.
            least = min((longest + min(slugs) + 1) // 2, longest + _ROOM)
            continue
        break
    return branch


def _expression(group: Sequence[_Parts], closed: Sequence[str], least: int) -> str:
    shape = group[0].shape
    guard = f"(?!{'|'.join(re.escape(first) + '/' for first in closed)})" if closed else ""
    lead = _lead(group)
    rest = []
    for index, kind in enumerate(shape.rest):
        values = [parts.pieces[parts.shape.words + index] for parts in group]
        rest.append(_piece(values, kind, last=index == len(shape.rest) - 1, least=least))
    path = guard + lead + "/".join(rest) + (re.escape(shape.end) if rest else "")
    path += "/" if shape.slash and rest else ""
    if shape.query:
        path += r"\?" + "&".join(
            _parameter(name, [parts.query[name] for parts in group]) for name in shape.query
        )
    return path


def _lead(group: Sequence[_Parts]) -> str:
    """The leading words: what all begin and end with as it stands, the rest by its letters and its number."""
    leads = [parts.pieces[: parts.shape.words] for parts in group]
    start = _shared(leads)
    leads = [lead[len(start) :] for lead in leads]
    end = _shared([lead[::-1] for lead in leads])[::-1]
    middles = [lead[: len(lead) - len(end)] for lead in leads]
    low, high = min(map(len, middles)), max(map(len, middles))
    letters = _class_of({piece for middle in middles for piece in middle})
    times = f"{{{low}}}" if low == high else f"{{{low},{high}}}"
    middle = "" if not high else f"{letters}+/" if low == high == 1 else f"(?:{letters}+/){times}"
    return _literal(start) + middle + _literal(end)


def _shared(leads: Sequence[Sequence[str]]) -> list[str]:
    """The pieces all leads begin with."""
    found = []
    for column in zip(*leads, strict=False):
        if len(set(column)) > 1:
            break
        found.append(column[0])
    return found


def _literal(pieces: Sequence[str]) -> str:
    return "".join(f"{re.escape(piece)}/" for piece in pieces)


def _piece(values: Sequence[str], kind: str, *, last: bool, least: int) -> str:
    if kind == "year":
        return "20[0-9]{2}" if all(value.startswith("20") for value in values) else "[0-9]{4}"
    if kind == "two":
        return "[0-9]{1,2}" if any(len(value) == 1 for value in values) else "[0-9]{2}"
    if kind == "number":
        return _digits(values)
    if len(set(values)) == 1 and len(values) > 2:
        return re.escape(_END.sub("", values[0]) if last else values[0])
    if last:
        values = [_END.sub("", value) for value in values]
    numbers = [match[1] for value in values if (match := _NUMBER.search(value))]
    if last and len(numbers) == len(values):
        stems = {_NUMBER.sub("", value) for value in values}
        return f"{_class_of(stems)}{_times(least)}-{_digits(numbers)}"
    return f"{_class_of(set(values))}{_times(least)}"


def _times(least: int) -> str:
    return "+" if least <= 1 else f"{{{least},}}"


def _digits(values: Iterable[str]) -> str:
    """Figures of the lengths seen and somewhat shorter and longer ones: numbers grow, and few are seen."""
    lengths = [len(value) for value in values]
    return f"[0-9]{{{max(1, min(lengths) - 1)},{max(lengths) + 2}}}"


def _parameter(name: str, values: Sequence[str]) -> str:
    if all(_FIGURES.fullmatch(value) for value in values):
        return f"{re.escape(name)}=[0-9]+"
    return f"{re.escape(name)}=" + (re.escape(values[0]) if len(set(values)) == 1 else "[^&#]+")


def _class_of(values: Iterable[str]) -> str:
    text = "".join(values)
    return next((name for allowed, name in _CLASSES if allowed.fullmatch(text)), _ANYTHING)


def _pieces(url: str) -> list[str]:
    return [piece for piece in urlsplit(url).path.split("/") if piece]


def _alternatives(places: Sequence[str]) -> str:
    bare = {place.removeprefix("www.") for place in places}
    if len(bare) == 1:
        name = re.escape(bare.pop())
        return name if not any(place.startswith("www.") for place in places) else rf"(?:www\.)?{name}"
    return f"(?:{'|'.join(re.escape(place) for place in places)})"


def _joined(branches: Sequence[str]) -> str:
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(dict.fromkeys(branches))})"
