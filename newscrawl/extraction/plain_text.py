"""A page that was flattened to lines of text, as web corpora keep them: the same labels without tags.

What is left of the structure is the line: its length, whether it ends as a sentence does, its words, and the
company it keeps. Sure prose spans the story; every other line has to explain itself.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newscrawl.extraction.body import build_story
from newscrawl.extraction.metadata import Metadata
from newscrawl.extraction.page import Box, Label, TextBlock
from newscrawl.extraction.prose import ends_sentence
from newscrawl.extraction.signatures import is_signature
from newscrawl.extraction.teasers import end_before_teasers, shared, stems
from newscrawl.hindi.dateline import agency_in, split_dateline, split_names
from newscrawl.hindi.dates import find_dates, iso
from newscrawl.hindi.phrases import Match, inline_cut, phrase_role
from newscrawl.hindi.script import comparison_key, devanagari_share, fold_space, scrub, word_count
from newscrawl.items.article import Block, Evidence
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.limits import LIMITS

_URL = re.compile(r"(?:https?://|www\.)\S+$")
_LETTER = re.compile(r"[^\W\d_]|[\u0904-\u0939\u0958-\u0961]")
# Hindi closes a sentence with its verb; headlines leave the auxiliary out.
_VERB = re.compile(
    r"(?:^|\s)(?:है|हैं|था|थी|थे|हूं|हूँ|गा|गे|गी|होगा|होगी|होंगे|करेगा|करेगी|करेंगे|सकेगा|सकेगी|पड़ेगा|जाएगा|जाएगी|जाएंगे|चाहिए)$"
)
_TEASER = re.compile(r"(?:\.\.\.|…|\bread (?:more|full story)|और पढ़ें|आगे पढ़ें)\W*$", re.IGNORECASE)
_CALL = re.compile(r"(?:जानें|जानिए|जाने|देखें|देखिए|पढ़ें|पढ़िए|देखे)(?:\s\S+){0,3}$")
_TWEET_BY = re.compile(r"[—–-]\s?.{1,60}\(@\w{1,20}\)")
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[•\-–*])\s")
_DESK = re.compile(r"(?:संवाददाता|संवाददाताओं|ब्यूरो|डेस्क|नेटवर्क|रिपोर्टर|टीम)$")
_CUT = frozenset(("related", "comment_form", "comment", "newsletter", "tags", "author_bio"))
_LISTS = frozenset(("related", "also_read", "navigation"))
_SEVERAL = 3
_HEAD = 200
_HEAD_LINES = 16
_NAME_WORDS = 3
_HEADING = 40
_LINES_BELOW = 6
_STRANGE, _TITLE_SHARE = 0.2, 0.4
"""Shares of its words that a line above the story has in common with its first paragraphs: up to the first it
may be another's, from the second on it may be the headline."""
_TICKER = 120
"""Characters of sentences above the headline that are a ticker and no story."""
_ROLE_OF_SHORT = "widget"


@dataclass(slots=True)
class PlainText:
    """A flattened page, read."""

    blocks: tuple[Block, ...]
    metadata: Metadata
    note: str | None
    lines: list[TextBlock]
    labels: list[Label]


def read_plain_text(text: str) -> PlainText | Reject:
    """Label the lines of `text` and return the story in them, or a reject that says why there is none."""
    if len(text) > LIMITS.page_bytes:
        return _reject(Stage.DECODE, Reason.TOO_LARGE, f"{len(text)} characters, at most {LIMITS.page_bytes}")
    lines = _lines(scrub(text))
    if not lines:
        return _reject(Stage.DECODE, Reason.EMPTY, "no text")
    labels = label_lines(lines)
    story = [i for i, label in enumerate(labels) if label.role in ("paragraph", "list_item", "quote")]
    if sum(len(lines[i].text) for i in story) < 40:
        return _reject(Stage.EXTRACT, Reason.NO_STORY, f"{len(lines)} lines, none of them a story")
    if stories := _teasers(lines, labels):
        return _reject(Stage.EXTRACT, Reason.LISTING, f"a list of {stories} stories, each cut short")
    metadata = _metadata(lines, labels, story)
    long = max(map(len, text.splitlines()))
    notes = [f"a line was cut at {LIMITS.block_chars} characters"] if long > LIMITS.block_chars else []
    if (datelines := _datelines(lines, story)) >= _SEVERAL:
        notes.append(
            f"{datelines} stories in one text, told by their datelines; the title is the first one's"
        )
    return PlainText(build_story(lines, labels), metadata, "; ".join(notes) or None, lines, labels)


def _datelines(lines: list[TextBlock], story: list[int]) -> int:
    """How many paragraphs begin with a place that more text follows on the line."""
    opened = ((lines[i].text, split_dateline(lines[i].text[:_HEAD])) for i in story[: LIMITS.list_items])
    return sum(
        1 for text, found in opened if found is not None and found.place and found.end + 40 < len(text)
    )


def _reject(stage: Stage, reason: Reason, detail: str) -> Reject:
    return Reject(stage=stage, reason=reason, detail=detail)


def _lines(text: str) -> list[TextBlock]:
    root = Box("body", "", None, 0)
    lines: list[TextBlock] = []
    for raw in text.splitlines():
        line = fold_space(raw[: LIMITS.block_chars])
        if line:
            lines.append(TextBlock(line, Box("p", "", root, len(lines) + 1), len(lines)))
            if len(lines) >= LIMITS.blocks:
                break
    return lines


def _is_prose(line: str) -> bool:
    size = len(line)
    if size < 25 or _TEASER.search(line[-40:]):
        return False
    if ends_sentence(line):
        return size >= 30
    if size >= 160:
        return True
    return bool(_VERB.search(line[-16:])) or (size >= 30 and line[-1] in ",;:،")


def label_lines(lines: list[TextBlock]) -> list[Label]:
    """Give every line its role and the reason for it."""
    texts = [line.text for line in lines]
    matches = [phrase_role(text) for text in texts]
    prose = [matches[i] is None and _is_prose(text) for i, text in enumerate(texts)]
    labels = [Label(_ROLE_OF_SHORT, "a short line outside the story") for _ in lines]
    title = _title(texts, matches)
    sure = [i for i, is_prose in enumerate(prose) if is_prose and (len(texts[i]) >= 60 or len(lines) < 12)]
    if not sure:
        sure = [i for i, is_prose in enumerate(prose) if is_prose]
    if not sure:
        return labels
    if sum(len(texts[i]) for i in sure if i < title) <= _TICKER:
        sure = [i for i in sure if i > title] or sure
    if 0 <= title < sure[0]:
        title = _told_title(texts, matches, title, sure)
    first, last = sure[0], _end(texts, matches, prose, sure)
    last = end_before_teasers(texts, [match is not None for match in matches], prose, first, last)
    if title > first:
        title = -1
    while last + 1 < len(texts) and matches[last + 1] is None:
        if not prose[last + 1] and not _is_list(texts, last + 1):
            break
        last += 1
    while first - 1 > title and prose[first - 1]:
        first -= 1
    between = [
        i for i in range(first, last) if not prose[i] and matches[i] is None and _headline_like(texts[i])
    ]
    headed = len(between) >= 4 and len(between) * 3 >= last - first
    seen: dict[str, int] = {}
    title_key = comparison_key(texts[title]) if title >= 0 else ""
    for i, text in enumerate(texts):
        match = matches[i]
        if i == title:
            labels[i] = Label("title", "the first line that reads as a headline")
        elif match is not None:
            labels[i] = Label(match.role, match.rule)
        elif _URL.match(text):
            labels[i] = Label("widget", "an address")
        elif i > last:
            labels[i] = Label(
                "related" if _headline_like(text) else "widget", "after the story's last paragraph"
            )
        elif i and (above := matches[i - 1]) is not None and above.role == "author_bio":
            labels[i] = Label("author_bio", "under the heading of the line above")
        elif _repeats(text, title_key) and i < first + 1:
            labels[i] = Label("duplicate", "repeats the headline")
        elif i < title:
            labels[i] = Label("widget", "before the headline")
        elif prose[i]:
            labels[i] = _prose_label(texts, i, first, title, seen)
        elif i < first:
            labels[i] = _before(text, labels[i])
        else:
            over = i < last and matches[i + 1] is None and (prose[i + 1] or len(texts[i + 1]) > _HEADING)
            labels[i] = _between(text, headed, _is_list(texts, i), over)
            if headed and labels[i].role == "byline":
                seen.clear()  # Another story begins: what it shares with the one before is its own.
    _tweets(texts, labels)
    return labels


def _prose_label(texts: list[str], i: int, first: int, title: int, seen: dict[str, int]) -> Label:
    key = comparison_key(texts[i])
    if len(key) > 40:
        if key in seen:
            return Label("duplicate", f"the same text stands in line {seen[key] + 1}")
        seen[key] = i
    if i == first and i > title and len(key) > 40:
        head = key.rstrip(" .।…")
        for later in range(i + 1, min(len(texts), i + 4)):
            if head in comparison_key(texts[later]):
                return Label("subtitle", "repeated in the story that follows")
    reason = "ends as a sentence" if ends_sentence(texts[i]) else "running text"
    return _without_links(texts[i], Label("paragraph", reason))


def _without_links(text: str, label: Label) -> Label:
    """`label` with what is left of `text` where another story's link stands in brackets at an end."""
    if text[-1] not in ")]।.":
        return label
    for start, end, match in reversed(inline_cut(text) if "(" in text[-300:] or "[" in text[-300:] else []):
        if match.role in _LISTS and not match.rule.endswith("(glued)"):
            label = label.without(text, start, end, match.rule)
            text = label.text or ""
    return label


def _before(text: str, default: Label) -> Label:
    dates = find_dates(text) if len(text) <= 120 and any(c.isdigit() for c in text) else []
    return Label("byline", "a date line") if dates else default


def _between(text: str, headed: bool, listed: bool, over: bool) -> Label:
    """The label of a line between two paragraphs; `over` says that the next line may be one."""
    letters = len(_LETTER.findall(text))
    if len(text) <= 50 and _DESK.search(text):
        return Label("byline", "a desk or a correspondent")
    if letters < 3:
        return Label("widget", "no words")
    if _is_date_line(text):
        return Label("byline", "a date line")
    if _TEASER.search(text[-40:]):
        return Label("related", "a teaser cut short")
    if listed:
        return Label("list_item", "one of several short lines in a row")
    if headed or len(text) <= _HEADING:
        if devanagari_share(text) < 0.2 and len(text) <= _HEADING:
            return Label("caption", "a short line in Latin letters")
        if not headed and not over:
            return Label("widget", "a short line over no paragraph")
        return Label("paragraph", "a short line over a paragraph")
    if _CALL.search(text) or _headline_like(text):
        return Label("also_read", "another story's headline between two paragraphs")
    return Label("paragraph", "text between paragraphs")


def _is_date_line(text: str) -> bool:
    return len(text) <= 120 and len(_LETTER.findall(text)) < 24 and bool(find_dates(text))


def _headline_like(text: str) -> bool:
    if not 38 < len(text) <= 140 or ends_sentence(text) or _VERB.search(text[-16:]) or ";" in text:
        return False
    return sum(map(str.isdigit, text)) * 4 < len(text)


def _is_list(texts: list[str], i: int) -> bool:
    """True when the line is one of three or more short ones in a row that begin with a number or a bullet."""
    if not _ITEM.match(texts[i]):
        return False
    start = i
    while start > max(0, i - _SEVERAL) and _ITEM.match(texts[start - 1]):
        start -= 1
    return sum(1 for text in texts[start : start + 30] if _ITEM.match(text)) >= _SEVERAL


def _title(texts: list[str], matches: Sequence[Match | None]) -> int:
    """The first line that reads as a headline; a site's name or a whole sentence for want of another."""
    name = -1
    for i, text in enumerate(texts[:_HEAD_LINES]):
        if not _may_be_title(text, matches[i]):
            continue
        if ends_sentence(text) and text[-1] in ".।" and len(text) > 110:
            return name
        if is_signature(text):
            continue
        if len(text.split()) > _NAME_WORDS and text[-1] not in ".।":
            return i
        name = i if name < 0 else name
    return name


def _may_be_title(text: str, match: Match | None) -> bool:
    if match is not None or not 12 <= len(text) <= 220 or _URL.match(text):
        return False
    return len(_LETTER.findall(text)) * 2 >= len(text.replace(" ", "")) * 0.8


def _told_title(texts: list[str], matches: Sequence[Match | None], title: int, sure: list[int]) -> int:
    """`title`, or the line above the story that has words of the story where `title` has hardly any.

    Above many stories stand other ones' headlines, in a ticker or a menu; and the headline may stand behind
    the names of its sections on one line, and then again by itself.
    """
    others = [
        i
        for i in range(max(title + 1, sure[0] - 2 * _HEAD_LINES), sure[0])
        if _may_be_title(texts[i], matches[i])
        and len(texts[i].split()) > _NAME_WORDS
        and texts[i][-1] not in ".।"
    ]
    if not others:
        return title
    key = comparison_key(texts[title])
    for i in others:
        if key.endswith(f" {comparison_key(texts[i])}"):
            return i
    told = stems(
        " ".join((*filter(_is_prose, texts[title + 1 : sure[0]]), *(texts[i] for i in sure[:_SEVERAL])))
    )
    own = stems(texts[title])
    if shared(own, told) > _STRANGE and not _is_date_line(texts[title]):
        return title
    # A standfirst shares words with its headline.
    words = {i: stems(texts[i]) for i in others if not is_signature(texts[i])}
    shares = {i: shared(found, told) for i, found in words.items() if found.isdisjoint(own)}
    best = max(shares, key=lambda i: shares[i], default=title)
    return best if shares.get(best, 0.0) >= _TITLE_SHARE else title


def _repeats(text: str, title_key: str) -> bool:
    key = comparison_key(text)
    return bool(title_key) and (key == title_key or (len(key) > 12 and key in title_key))


def _end(texts: list[str], matches: Sequence[Match | None], prose: list[bool], sure: list[int]) -> int:
    """The index of the story's last line: before a list of stories or a form, if prose does not go on."""
    sizes = [0] * len(texts)
    for i in sure:
        sizes[i] = len(texts[i])
    sure_behind, prose_behind = _sums_behind(sizes), _sums_behind(prose)
    written = 0
    last = no_list = sure[0]
    for i in range(sure[0], sure[-1]):
        match = matches[i]
        if prose[i]:
            written += len(texts[i])
            last = i
        if match is None:
            continue
        # What is no list from one heading on is none from a heading in it on.
        if match.role in _LISTS and i >= no_list:
            no_list = _listed_until(texts, matches, prose, i + 1)
            if no_list < 0:
                return last
        goes_on = sure_behind[i] >= 0.5 * written and prose_behind[i] * 3 >= len(texts) - i
        # Hashtags stand between a story's paragraphs, too.
        if match.role in _CUT and written > 200 and not goes_on and texts[i][0] != "#":
            return last
    return sure[-1]


def _sums_behind(values: Sequence[int]) -> list[int]:
    """For each line the sum of `values` from it on."""
    return [*itertools.accumulate(reversed(values))][::-1]


def _listed_until(texts: list[str], matches: Sequence[Match | None], prose: list[bool], start: int) -> int:
    """The line at which it shows that no list of stories begins at `start`; -1 where one does.

    A list is headlines to the end, a sentence on each at the most, as under "ताजा खबरें".
    """
    headlines = run = 0
    for i in range(start, len(texts)):
        if matches[i] is not None:
            run = 0
        elif prose[i]:
            run += 1
            if run > 1 + (headlines >= _SEVERAL) or not headlines:
                return i
        else:
            run = 0
            headlines += _headline_like(texts[i])
    return -1 if headlines >= _SEVERAL else len(texts)


def _tweets(texts: list[str], labels: list[Label]) -> None:
    for i, text in enumerate(texts):
        if _TWEET_BY.match(text):
            labels[i] = Label("byline", "the author line of an embedded post")
            if i and labels[i - 1].role in ("paragraph", "also_read"):
                labels[i - 1] = Label("quote", "an embedded post")


def _teasers(lines: list[TextBlock], labels: list[Label]) -> int:
    """How many stories a list of teasers announces, or 0: headline, date or address, a short text."""
    marks = [
        i
        for i, line in enumerate(lines)
        if i
        and not _TWEET_BY.match(line.text)
        and (
            _URL.match(line.text)
            or (len(line.text) < 80 and labels[i].role != "title" and find_dates(line.text))
        )
    ]
    if len(marks) < 4:
        return 0
    gaps = [lines[b].index - lines[a].index for a, b in itertools.pairwise(marks)]
    short = sum(1 for gap in gaps if gap <= 4)
    if short * 4 < len(gaps) * 3:
        return 0
    told = [
        len(line.text) if label.role == "paragraph" else 0 for line, label in zip(lines, labels, strict=True)
    ]
    between = (sum(told[a:b]) for a, b in itertools.pairwise((0, *marks, len(lines))))
    # One text without marks in it is a story with a list beside it.
    if max(between) * 2 > sum(told) > 0:
        return 0
    return len(marks) if sum(told) / len(marks) < 450 else 0


def _metadata(lines: list[TextBlock], labels: list[Label], story: list[int]) -> Metadata:
    found = Metadata()
    for line, label in zip(lines, labels, strict=True):
        if label.role == "title" and found.title is None:
            found.title = line.text
            found.evidence["title"] = Evidence(source=f"line {line.index + 1}", raw=line.text)
    opening = next((i for i in story if labels[i].role == "paragraph"), story[0])
    dateline = split_dateline(lines[opening].text[:400])
    if dateline is not None:
        found.place, found.agency = dateline.place, dateline.agency
        raw = lines[opening].text[: dateline.end]
        for name in ("place", "agency"):
            if getattr(found, name):
                found.evidence[name] = Evidence(source="dateline", raw=raw)
    # Above the headline stands a masthead, maybe with today's date; a standfirst may stand above the byline.
    title = next((i for i in range(opening) if labels[i].role == "title"), 0)
    for line in (*lines[title : opening + _LINES_BELOW], *lines[:title]):
        _read_head(line.text, labels[line.index], found)
    if found.agency is None:
        for line in lines[story[-1] : story[-1] + 3]:
            if len(line.text) <= 60 and (agency := agency_in(line.text)):
                found.agency = agency
                found.evidence["agency"] = Evidence(source="credit line", raw=line.text)
                break
    if sum(word_count(lines[i].text) for i in story) < 60:
        found.page_type = "brief"
    return found


def _read_head(text: str, label: Label, found: Metadata) -> None:
    if label.role in ("title", "paragraph") or len(text) > 160 or _TWEET_BY.match(text):
        return
    if found.published_at is None and any(c.isdigit() for c in text):
        for date in find_dates(text, now=datetime.now().astimezone()):
            name = "modified_at" if date.kind == "modified" else "published_at"
            if getattr(found, name) is None:
                setattr(found, name, iso(date.parsed))
                found.evidence[name] = Evidence(source="line", raw=text, precision=date.parsed.precision)
    if not found.authors and label.role == "byline":
        names, _ = split_names(text)
        if names:
            found.authors = tuple(names)
            found.evidence["authors"] = Evidence(source="line", raw=text)
