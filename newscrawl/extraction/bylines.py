"""Who wrote the story: JSON-LD, the printed byline, metas, in that order of trust.

Rules, each from what pages do: a person outranks a desk and a desk outranks the publisher's own name; an
agency named as author by the page's data stays one and is also the agency; a printed byline that names the
stated persons and more is the fuller list; addresses are never names.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from newscrawl.extraction.credits import Credits
from newscrawl.extraction.names import (
    LABEL,
    before_details,
    clean_name,
    desk_with_date,
    is_agency,
    is_full_name,
    is_usable,
    looks_like_name,
    segments,
    split_people,
)
from newscrawl.extraction.page import HEADINGS, Label, TextBlock
from newscrawl.extraction.signatures import is_dated, is_signature, near_date
from newscrawl.extraction.sources import Sources, letters_key, tidy
from newscrawl.hindi.places import is_place
from newscrawl.hindi.remembered import remembered
from newscrawl.items.article import Agreement, Evidence
from newscrawl.limits import LIMITS

_META_AUTHORS: Final = (
    "author",
    "article:author",
    "article:author:name",
    "og:article:author",
    "og:author",
    "articleauthor",
    "article:byline",
    "cxenseparse:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_INVERTED: Final = frozenset({"dc.creator", "dcterms.creator", "citation_author"})
_TWITTER_LABELS: Final = re.compile(r"written by|author|लेखक|द्वारा|reporter", re.IGNORECASE)

_HINT: Final = re.compile(
    r"author|by-?_?line|reporter|writer|posted-?by|written-?by|created-?by|\bautor|auteur|redakteur"
    r"|journalist|contributor|\bvcard\b|-user(?=$|[\s_](?!plus)|-(?:circle|alt|edit|tie|pen|o)\b)"
)
_HINT_ELSEWHERE: Final = re.compile(
    r"comment|bio\b|biograph|author-?_?(?:desc|box|info-box|list-item-desc|follow|archive|page)|teaser|related"
    r"|recommend|preview|respond|avatar|sidebar|widget-area|caption|bild|photo|image|foto|picture"
)
_PATH: Final = re.compile(
    r"/(?:authors?|profile|reporters?|writers?|autor(?:en|es)?|auteurs?|journalists?|by|columnist"
    r"|contributors?|byline|lekhak)/[^/?#]",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(r"(?:^| )(?:strong|b)(?:\.| |$)")
# A line of nothing but links under the headline may be the byline all the same.
_LINK_ROLES: Final = frozenset({"also_read", "navigation", "tags"})
_BYLINE_BLOCKS: Final = 8
"""How many blocks one byline may spread over."""
_NAME_LINE: Final = 80
_DATED_LINE: Final = 120
_OFF_ROLES: Final = frozenset(
    {"hidden", "related", "comment", "comment_form", "navigation", "breadcrumb", "share", "app_promo", "ad",
     "also_read", "caption", "credit", "tags", "copyright", "cookie_notice", "duplicate", "poll"}
)  # fmt: skip


_NO_SIGNATURE: Final = _OFF_ROLES | {"title", "subtitle"}


def _names_of(value: Any, sources: Sources, depth: int = 0) -> list[str]:
    """Names in a JSON-LD author value: string, object, list, reference."""
    if depth > 4:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [
            name for member in value[: LIMITS.list_items] for name in _names_of(member, sources, depth + 1)
        ]
    if isinstance(value, dict):
        value = sources.jsonld.resolve(value)
        name = value.get("name") or value.get("byline")
        if not name and value.get("familyName"):
            name = f"{value.get('givenName') or ''} {value['familyName']}"
        if isinstance(name, (list, dict)):
            return _names_of(name, sources, depth + 1)
        return [name] if isinstance(name, str) else []
    return []


def _from_jsonld(sources: Sources) -> Credits | None:
    for key in ("author", "creator"):
        raw_names = _names_of(sources.article.get(key), sources)
        credits_ = _stated("jsonld." + key, raw_names, sources, whole=True)
        if credits_ is not None:
            return credits_
    return None


def _stated(source: str, raw_names: Iterable[str], sources: Sources, *, whole: bool) -> Credits | None:
    names = [name for name in raw_names if is_usable(name.strip())]
    if not names:
        return None
    found = Credits(source, "; ".join(names)[: LIMITS.field_chars])
    for raw in names[: LIMITS.list_items]:
        parts = segments(tidy(raw))
        written = [part for editing, part in parts if not editing] or [part for _, part in parts]
        for value in map(clean_name, written):
            if not value or len(value) > 200:
                continue
            if sources.is_site(value) or is_agency(value):
                found.add(value, sources, in_order=whole)
                continue
            for name in split_people(value, inverted=source in _INVERTED):
                found.add(name, sources, in_order=whole)
    return found if found.all() else None


def _from_metas(sources: Sources) -> list[Credits]:
    found = []
    for name in _META_AUTHORS:
        raws = sources.page.metas.get(name)
        credits_ = _stated(name, [tidy(raw) for raw in raws], sources, whole=False) if raws else None
        if credits_ is not None:
            found.append(credits_)
    metas = sources.page.metas
    for number in ("1", "2"):
        label = metas.get("twitter:label" + number)
        data = metas.get("twitter:data" + number)
        if label and data and _TWITTER_LABELS.search(label[0]):
            credits_ = _stated("twitter:data" + number, data[:1], sources, whole=False)
            if credits_ is not None:
                found.append(credits_)
    return found


def _from_microdata(sources: Sources, reach: range) -> Credits | None:
    """itemprop=author near the story, by its `name` where the person is an item of its own."""
    names: list[str] = []
    props = sources.page.itemprops
    for place, prop in enumerate(props):
        if prop.name not in {"author", "creator"} or "comment" in prop.itemtype or prop.block not in reach:
            continue
        nested = next(
            (
                inner.value
                for inner in props[place + 1 : place + 6]
                if inner.name == "name" and "person" in inner.itemtype and inner.block <= prop.block + 2
            ),
            None,
        )
        value = clean_name(nested or prop.value)
        if looks_like_name(value):
            names.append(value)
    return _stated("itemprop.author", names, sources, whole=False) if names else None


@remembered(8_192)
def _marks(hints: str) -> int:
    """1 when class names say "author", plus 2 when they say "somewhere else"."""
    lower = hints.lower()
    return bool(_HINT.search(lower)) + 2 * bool(_HINT_ELSEWHERE.search(lower))


def _marks_of(block: TextBlock) -> int:
    """`_marks` of the block, the inline elements around it, and the small boxes it stands in."""
    box = block.box
    marks = _marks(box.hints) if box.hints else 0
    if block.inline:
        marks |= _marks(block.inline)
    above = box.parent
    for _ in range(3):
        if above is None or above.end - above.index > 12:
            break
        if above.hints:
            marks |= _marks(above.hints)
        if above.itemprop == "author":
            marks |= 1
        above = above.parent
    return marks


def is_byline(block: TextBlock) -> bool:
    """True for a short line in an author's element, with a name in it and without a sentence's end."""
    line = block.text
    return (
        len(line) <= 80
        and line[-1:] not in "।?!"
        and bool(_marks_of(block) & 1)
        and any(_printed_names(line))
    )


def _linked_names(block: TextBlock) -> list[str]:
    """Names in the block's links to authors' pages."""
    if not block.links:
        return []
    linked = [
        name
        for link in block.links
        if link.text and ("author" in link.rel or _marks(link.hints) & 1 or _PATH.search(link.href))
        for name in split_people(clean_name(link.text))
    ]
    return [name for name in linked if looks_like_name(name)]


def _signed_names(block: TextBlock, sources: Sources) -> list[str]:
    """Names in inline elements that are an author's by their class, with other words beside them."""
    names: list[str] = []
    for signature in sources.page.signatures:
        if signature.block == block.index and len(signature.text) < min(len(block.text), _NAME_LINE):
            writers, editors = _printed_names(signature.text) if _marks(signature.hints) == 1 else ([], [])
            names += writers or editors
    return names


def _printed_names(line: str) -> tuple[list[str], list[str]]:
    """Names in the words of a byline: of writers, and of editors."""
    writers: list[str] = []
    editors: list[str] = []
    for editing, segment in segments(line):
        if (writers or editors) and not LABEL.match(segment):
            continue
        value = clean_name(before_details(segment))
        names = [name for name in split_people(value) if looks_like_name(name) and not is_place(name)]
        (editors if editing else writers).extend(names)
    return writers, editors


def _from_print(
    sources: Sources, labels: Sequence[Label], reach: range, *, below: bool = False
) -> tuple[Credits | None, Credits | None]:
    """The printed byline in `reach`: writers, and those credited with editing.

    `below` the story other stories' bylines are near: past its first four blocks only a label counts, and
    the first name ends the search.
    """
    found: dict[tuple[str, bool], Credits] = {}
    first = -1
    for block in sources.page.blocks[reach.start : reach.stop]:
        role = labels[block.index].role if labels else ""
        if block.hidden or block.box.tag == "button":
            continue
        if role in _OFF_ROLES and (below or role not in _LINK_ROLES or not _linked_names(block)):
            continue
        if first >= 0 and (below or block.index > first + _BYLINE_BLOCKS):
            break
        credited = role in {"byline", "author_bio"}
        marks = _marks_of(block)
        if marks & 2 and not credited:
            continue
        line = block.spaced
        if len(line) > 400:
            continue
        labelled = len(line) < 160 and bool(LABEL.match(line))
        if below and block.index >= reach.start + 4 and not labelled:
            continue
        linked = _linked_names(block) or _signed_names(block, sources)
        if linked:
            editing = all(flag for flag, _ in segments(line))
            groups = ([], linked) if editing else (linked, [])
        elif len(line) <= 160 and (
            marks & 1
            or (labelled and (credited or len(line) < _NAME_LINE or is_signature(line)))
            or (role == "byline" and desk_with_date(line))
        ):
            groups = _printed_names(line)
        else:
            continue
        for source, names in zip(("byline", "byline.editor"), groups, strict=True):
            if names:
                first = block.index if first < 0 else first
                target = found.setdefault((source, bool(linked)), Credits(source, line[: LIMITS.field_chars]))
                for name in names:
                    target.add(name, sources, in_order=False)
    # A name that links to its author's page is surer than words beside it.
    return (
        found.get(("byline", True)) or found.get(("byline", False)),
        found.get(("byline.editor", True)) or found.get(("byline.editor", False)),
    )


def find_authors(
    sources: Sources, labels: Sequence[Label], story: range | None, head: range, tail: range
) -> tuple[tuple[str, ...], Evidence | None, list[str]]:
    """Authors, their evidence and the agencies seen on the way.

    `head` are the blocks between title and `story`, `tail` those right behind it.
    """
    stated = _from_jsonld(sources)
    printed, editors = _from_print(sources, labels, head)
    late: tuple[Credits | None, Credits | None] = (None, None)
    if printed is None and tail:
        late = _from_print(sources, labels, tail, below=True)
    others = [_from_microdata(sources, range(head.start, tail.stop + 200)), *_from_metas(sources)]
    groups = [group for group in (stated, printed, *others, late[0], editors, late[1]) if group is not None]
    agencies = [name for group in groups for name in group.agencies]
    if stated and editors and printed and _same(stated, editors):
        # The data credit the editor; the page prints the writer too.
        groups.remove(stated)
        stated = printed
    if not any(group.persons for group in groups):
        lone = _beside_date(sources, labels, head) or _lone_name(sources, labels, story)
        if lone and (lone.persons or not any(group.desks for group in groups)):
            groups = [lone, *groups]
    chosen, names = _choose(stated, printed, groups)
    if chosen is None:
        marked, _ = _printed_names(sources.page.author_name)
        return (
            tuple(marked),
            Evidence(source="hatom.fn", raw=sources.page.author_name) if marked else None,
            agencies,
        )
    return tuple(names[: LIMITS.list_items]), _evidence(chosen, names, groups), agencies


def _same(one: Credits, other: Credits) -> bool:
    keys = {letters_key(name) for name in one.persons}
    return bool(keys) and keys <= {letters_key(name) for name in other.persons}


def _beside_date(sources: Sources, labels: Sequence[Label], head: range) -> Credits | None:
    """A name by the headline that nothing marks but the date on its line, or on the line beside it.

    Only by its family name: "बिहार चुनाव" and "पटना" stand there, too.
    """
    near = [
        block
        for block in sources.page.blocks[head.start : head.stop]
        if len(block.text) <= _DATED_LINE
        and not block.hidden
        and (not labels or labels[block.index].role not in _NO_SIGNATURE)
    ]
    dated = {block.index for block in near if is_dated(block.spaced)}
    for block in near:
        if dated.isdisjoint(range(block.index - 1, block.index + 2)):
            continue
        found = Credits("byline.date", block.text)
        for name in near_date(block.spaced):
            found.add(name, sources, in_order=False)
        if found.persons or found.desks:
            return found
    return None


def _lone_name(sources: Sources, labels: Sequence[Label], story: range | None) -> Credits | None:
    """A name in bold on a line of its own above the first paragraph, as small papers print it.

    Latin script alone: there names are capitalised, while a bold Hindi line of two words is as often a place.
    """
    if story is None:
        return None
    blocks = sources.page.blocks
    for index in range(max(0, story.start - 2), min(story.start + 3, len(blocks) - 1)):
        block = blocks[index]
        line = block.text
        if len(line) > 60 or block.links or block.box.tag in HEADINGS or len(blocks[index + 1].text) < 120:
            continue
        if block.bold_chars < len(line) - 2 and not _BOLD.search(block.inline):
            continue
        if labels and labels[index].role in _OFF_ROLES:
            continue
        names = split_people(line)
        if names and all(is_full_name(name) for name in names):
            found = Credits("byline.bold", line)
            for name in names:
                found.add(name, sources, in_order=False)
            return found if found.persons else None
    return None


def _choose(
    stated: Credits | None, printed: Credits | None, groups: Sequence[Credits]
) -> tuple[Credits | None, list[str]]:
    if stated is not None and stated.persons:
        if printed is not None and len(stated.persons) < len(printed.persons) <= len(stated.persons) + 3:
            mine = {letters_key(name) for name in stated.persons}
            extra = [name for name in printed.persons if letters_key(name) not in mine]
            if len(extra) + len(mine) == len(printed.persons) and all(" " in name for name in extra):
                return printed, printed.persons
        return stated, stated.persons
    for group in groups:
        if group.persons:
            return group, group.persons
    for group in groups:
        if group.desks:
            return group, group.desks
    if stated is not None and stated.sites:
        return stated, stated.sites
    for group in groups:
        if group.agencies:
            return group, group.agencies
    return None, []


def _evidence(chosen: Credits, names: Sequence[str], groups: Sequence[Credits]) -> Evidence:
    mine = {letters_key(name) for name in names}
    agreement: Agreement = "single"
    dissent: list[str] = []
    for group in groups:
        if group is chosen or not group.persons:
            continue
        theirs = {letters_key(name) for name in group.persons}
        if theirs == mine:
            agreement = "agreed"
        elif not theirs & mine:
            dissent.append(f"{group.source}={group.raw[:200]}")
    if dissent and agreement == "single":
        agreement = "disputed"
    return Evidence(source=chosen.source, raw=chosen.raw, agreement=agreement, dissent=tuple(dissent[:8]))
