"""The headline and the standfirst.

The printed headline and the stated one (JSON-LD, `og:title`) are usually the same but for suffixes; this
module strips those and decides where the two really differ. Two habits of publishers set the rule: Indian
sites put search-engine wording, often English, in the head and print the Hindi headline, so a headline in an
Indian script is taken as printed; elsewhere the desk's own headline for sharing stands in `og:title`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newscrawl.extraction.bylines import is_byline
from newscrawl.extraction.page import Label, Page, TextBlock
from newscrawl.extraction.sources import Finding, Sources, letters_key, tidy, weigh
from newscrawl.hindi.phrases import phrase_role
from newscrawl.items.article import Evidence

_SEPARATOR: Final = re.compile(r"\s*[|｜ㅣ¦]+\s*|\s+[-–—―·•»›>*]+\s+|\s+::?\s+|：\s*|(?<=\S)\s+-(?=\S)")
# One of these is in every separator.
_MARK: Final = re.compile("[|｜ㅣ¦―·•»›>*:：–—-]")
_INDIC: Final = re.compile("[\u0900-\u0d7f]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_DOMAIN: Final = re.compile(r"(?:www\.)?[\w-]{2,40}(?:\.[a-z]{2,10}){1,3}\Z", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\Z|\d{4}-\d\d-\d\d\Z")
_BY: Final = re.compile(r"by\s+\S", re.IGNORECASE)
# "Indore News", "उत्तर प्रदेश समाचार", "News in Hindi": a section or city with the word news.
_NEWS_TAIL: Final = re.compile(
    r"(?:\S+\s+){0,3}(?:news|samachar|khabar|समाचार|न्यू(?:ज\u093c?|\u095b)|(?:ख\u093c?|\u0959)बर(?:ें)?)\Z"
    r"|.{0,30}\bnews in [a-z]+\b.{0,20}\Z|(?:latest|breaking|hindi|today|top)\s(?:\S+\s){0,2}news\b.{0,20}\Z",
    re.IGNORECASE,
)
_ELLIPSIS: Final = ("...", "…", "..")
_SUBTITLE_HINTS: Final = re.compile(
    r"sub-?_?(?:title|head|deck)|standfirst|synopsis|excerpt|\bdek\b|strap-?line|short-?desc|summary|tagline"
)
_HEADLINE_HINT: Final = re.compile(r"head-?line|(?:article|story|post|entry|news|page)-?_?title|\btitle\b")
_NOT_TITLE_ROLES: Final = frozenset(
    {"hidden", "related", "comment", "navigation", "comment_form", "also_read", "cookie_notice"}
)


def stated_titles(sources: Sources) -> list[Finding]:
    """What the page states as its title, in order of trust, entities resolved, suffixes still there."""
    if sources.titles:
        return sources.titles
    found = list(sources.stated("headline"))
    found += sources.meta("og:title")
    found += sources.meta("twitter:title")
    found += [
        Finding("itemprop.headline", tidy(prop.value), prop.value)
        for prop in sources.page.itemprops[:200]
        if prop.name == "headline" and prop.value and "comment" not in prop.itemtype
    ][:1]
    if not found:
        found += sources.stated("name")
    found += sources.meta("title", "dc.title", "parsely-title", "sailthru.title", "headline")
    if sources.page.title:
        found.append(Finding("title", tidy(sources.page.title), sources.page.title))
    sources.titles = [finding for finding in found if finding.value]
    return sources.titles


def headline_candidates(sources: Sources) -> list[str]:
    """Headlines the visible title is likely to equal, best first, each with and without its suffixes."""
    lines: dict[str, str] = {}
    for finding in stated_titles(sources):
        for line in (strip_suffixes(finding.value, sources), finding.value):
            lines.setdefault(letters_key(line), line)
    if sources.page.title:
        for part in _parts(tidy(sources.page.title)):
            if len(part) > 15:
                lines.setdefault(letters_key(part), part)
    lines.pop("", None)
    return list(lines.values())


def strip_suffixes(line: str, sources: Sources) -> str:
    """`line` without the site's name, section, city and date that are glued to it."""
    known = sources.stripped.get(line)
    if known is None:
        known = sources.stripped[line] = _strip_suffixes(line, sources)
    return known


def _strip_suffixes(line: str, sources: Sources) -> str:
    for _ in range(5):
        marks = _separators(line)
        if not marks:
            break
        last, first = marks[-1], marks[0]
        if last.start() >= 8 and _is_suffix(line[last.end() :], last.group(), sources):
            line = line[: last.start()]
        elif len(line) - first.end() >= 15 and is_site_part(line[: first.start()], sources):
            line = line[first.end() :]
        else:
            break
    # "Site: headline"; other words before a colon are the headline's own.
    first_words, colon, rest = line.partition(":")
    if colon and len(rest) >= 15 and rest.startswith(" ") and is_site_part(first_words, sources):
        line = rest
    return line.strip()


def _separators(line: str) -> list[re.Match[str]]:
    """The separators in a title, looked for about each mark alone: `_SEPARATOR` itself tries everywhere."""
    found: list[re.Match[str]] = []
    end = 0
    for mark in _MARK.finditer(line):
        at = mark.start()
        if at >= end:
            space = max(end, len(line[:at].rstrip()))
            separator = _SEPARATOR.match(line, space) or _SEPARATOR.match(line, at)
            if separator is not None:
                found.append(separator)
                end = separator.end()
    return found


def _parts(line: str) -> Iterator[str]:
    """What stands between the separators."""
    start = 0
    for mark in _separators(line):
        yield line[start : mark.start()]
        start = mark.end()
    yield line[start:]


def _is_suffix(part: str, mark: str, sources: Sources) -> bool:
    part = part.strip()
    if not part or is_site_part(part, sources):
        return True
    if len(part) > 60:
        return False
    if _DOMAIN.match(part) or _DATE.match(part) or _BY.match(part):
        return True
    return bool(_NEWS_TAIL.match(part)) and ("|" in mark or " " in mark)


def is_site_part(part: str, sources: Sources) -> bool:
    """True when a part of a title names the site: its name, or the name with a few words around it."""
    key = letters_key(part)
    if not key:
        return True
    if key in sources.site_keys:
        return True
    if len(key) > 60:
        return False
    for name in sources.site_keys:
        if len(name) >= 4 and len(key) <= len(name) + 25 and (key.startswith(name) or key.endswith(name)):
            return True
        if len(key) >= 5 and (name.startswith(key) or name.endswith(key)):
            return True
    return False


def _without_tail(line: str, shorter: str) -> str | None:
    """`shorter` when `line` is it plus a suffix behind a separator."""
    if len(line) <= len(shorter) or len(shorter) < 12:
        return None
    whole, part = letters_key(line), letters_key(shorter)
    if not whole.startswith(part) or whole == part:
        return None
    rest = line[len(shorter) - 2 :]
    return shorter if _SEPARATOR.search(rest) and len(rest) < 90 else None


def _printed(page: Page, labels: Sequence[Label], story: range | None) -> list[Finding]:
    """Headings that can be the printed title: labelled so, or h1 in front of the story's end."""
    found: list[Finding] = []
    labelled = {index for index, label in enumerate(labels) if label.role == "title"}
    blocks = page.blocks[: story.stop] if story else page.blocks
    previous: TextBlock | None = None
    for block in [block for block in blocks if block.box.tag == "h1" or block.index in labelled]:
        is_title = block.index in labelled
        if not is_title and (block.hidden or (labels and labels[block.index].role in _NOT_TITLE_ROLES)):
            continue
        value = tidy(block.text)
        if previous is not None and previous.box is block.box and found and block.index == previous.index + 1:
            # A heading broken into lines: whole first, its parts after.
            whole = f"{found[-1].value} {value}"
            found.append(Finding("h1", whole, whole))
        source = block.box.tag if block.box.tag in {"h1", "h2"} else "headline"
        finding = Finding(source, value, block.text)
        if is_title:
            found.insert(0, finding)
        else:
            found.append(finding)
        previous = block
    return found


def _agrees(printed: str, stated: Sequence[str]) -> bool:
    mine = letters_key(printed)
    if len(mine) < 4:
        return False
    for line in stated:
        theirs = letters_key(line)
        if theirs == mine or (len(mine) >= 12 and (mine in theirs or (len(theirs) >= 12 and theirs in mine))):
            return True
    return False


def find_title(
    sources: Sources, labels: Sequence[Label], story: range | None
) -> tuple[str | None, Evidence | None]:
    """The headline and where it came from; (None, None) when the page has none."""
    printed = _printed(sources.page, labels, story)
    stated = [Finding(f.source, _shortest(f.value, printed, sources), f.raw) for f in stated_titles(sources)]
    lines = [f.value for f in stated]
    keys = {letters_key(line) for line in lines}
    visible = (
        next((f for f in printed if letters_key(f.value) in keys), None)
        or next((f for f in printed if _agrees(f.value, lines)), None)
        or next(iter(printed), None)
    )
    shared = next((f for f in stated if f.source == "og:title"), None)
    chosen = visible
    if visible is None:
        chosen = next(iter(stated), None)
        if chosen is None or chosen.source == "title":
            chosen = _heading_before(sources.page, labels, story) or chosen
    elif shared is not None and not _keep_printed(visible, shared, stated, lines):
        chosen = shared
    elif not _agrees(visible.value, lines) and len(letters_key(visible.value)) < 8 and stated:
        chosen = stated[0]
    elif kept_apart := _kept_apart(visible, stated):
        chosen = kept_apart
    if chosen is None:
        return None, None
    others = [f for f in (visible, *stated) if f is not None and f.source != "title"]
    return chosen.value, weigh(chosen, others, loose=True)


def _heading_before(page: Page, labels: Sequence[Label], story: range | None) -> Finding | None:
    """The heading nearest before the story, for pages that state no headline and have no h1."""
    if story is None:
        return None
    for block in reversed(page.blocks[max(0, story.start - 10) : story.start + 1]):
        role = labels[block.index].role if labels else ""
        if block.hidden or role in _NOT_TITLE_ROLES:
            continue
        is_heading = block.box.tag in {"h1", "h2", "h3", "h4"} or _HEADLINE_HINT.search(block.box.hints)
        if is_heading and len(block.text) >= 15 and not block.text.endswith(("।", ":")):
            return Finding("headline", tidy(block.text), block.text)
    return None


def _shortest(line: str, printed: Sequence[Finding], sources: Sources) -> str:
    for heading in printed[:6]:
        cut = _without_tail(line, heading.value)
        if cut:
            return cut
    return strip_suffixes(line, sources)


def _kept_apart(visible: Finding, stated: Sequence[Finding]) -> Finding | None:
    """The JSON-LD headline where a desk keeps it apart: all else on the page is one other wording.

    Outside the Indian scripts, whose sites put search wording there, such a page prints its search title
    everywhere and the desk's own headline in the structured data alone.
    """
    keys = {finding.source: letters_key(finding.value) for finding in stated}
    mine = letters_key(visible.value)
    elsewhere = ("og:title", "twitter:title", "title")
    if _INDIC.search(visible.value) or any(keys.get(source) != mine for source in elsewhere):
        return None
    apart = next((f for f in stated if f.source == "jsonld.headline"), None)
    if apart is None or keys[apart.source] in mine or mine in keys[apart.source]:
        return None
    return apart


def _keep_printed(visible: Finding, shared: Finding, stated: Sequence[Finding], lines: Sequence[str]) -> bool:
    """True when the printed headline wins over a different `og:title`."""
    mine, theirs = letters_key(visible.value), letters_key(shared.value)
    if mine == theirs:
        return True
    if _INDIC.search(visible.value):
        return True
    if not theirs or shared.value.endswith(_ELLIPSIS):
        return True
    if mine.startswith(theirs[:-1]) and len(theirs) * 2 < len(mine):
        return True
    if len(theirs) < 10 and _agrees(visible.value, lines):
        return True
    keys = {finding.source: letters_key(line) for finding, line in zip(stated, lines, strict=False)}
    if keys.get("jsonld.headline") == mine and keys.get("title") == theirs:
        return True  # Wording for search engines: it stands in the head alone.
    search = keys.get("title", mine)
    if keys.get("jsonld.headline") == mine and mine not in search and theirs not in search:
        return True  # The wording for search engines is a third one.
    return not _LETTER.search(shared.value) or len(stated) == 0


def find_subtitle(
    page: Page, labels: Sequence[Label], story: range | None, title: str | None
) -> tuple[str | None, Evidence | None]:
    """The standfirst: the block labelled so, or one marked as such between title and story.

    A line above the headline is a kicker, and one that names its author in an author's box a byline.
    """
    if not labels:
        return None, None
    title_key = letters_key(title or "")
    start = story.start if story else len(page.blocks)
    titled = next((block.index for block in page.blocks[:start] if labels[block.index].role == "title"), 0)
    for block in page.blocks[titled : start + 3]:
        if labels[block.index].role != "subtitle" or is_byline(block) or phrase_role(block.text):
            continue
        value = tidy(block.text)
        if value and letters_key(value) != title_key:
            reason = "subtitle" if not _SUBTITLE_HINTS.search(block.box.hints) else "subtitle.hint"
            return value, Evidence(source=reason, raw=block.text[:1000])
    return None, None
