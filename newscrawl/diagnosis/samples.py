"""Sample articles: what the extraction makes of them with the rule's layout and without it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, Literal

from newscrawl.diagnosis.observed import Answer, FieldFill, FieldSeen, FieldState, SampleSeen, told, told_url
from newscrawl.extraction.decode import decode
from newscrawl.extraction.extract import Reading, read_page
from newscrawl.extraction.guide import disputed_by
from newscrawl.extraction.layout import Layout
from newscrawl.extraction.layout_fields import select
from newscrawl.extraction.parse import parse
from newscrawl.hindi.script import comparison_key, words
from newscrawl.items.article import STORY_FIELDS, Article
from newscrawl.items.reject import Reject
from newscrawl.publishers.rule import Publisher
from newscrawl.urls import clean

_SELECTED: Final = ("body", "title", "subtitle", "authors", "published")
_SAME_TEXT: Final = 0.95
"""Words in common from which two texts of one page are the same story."""
_OPENING: Final = 100


def read_sample(rule: Publisher, answer: Answer, day: date) -> SampleSeen:
    """What comes of an article's page, fetched on `day`. Never raises on it."""
    url = told_url(answer.url)
    if answer.state != "ok":
        return SampleSeen(url=url, state=answer.state, status=answer.status, detail=answer.said)
    address = clean(answer.final_url) or answer.url
    layout = rule.layout_on(day)
    reading = read_page(answer.body, address, headers=answer.headers, layout=layout)
    if isinstance(reading.result, Reject):
        reject = reading.result
        detail = told(f"{reject.stage}/{reject.reason} {reject.detail}")
        return SampleSeen(url=url, state="no_article", status=answer.status, detail=detail)
    article = reading.result
    bare = read_page(answer.body, address, headers=answer.headers).result if layout is not None else None
    verdict, why = _layout_verdict(article, layout)
    return SampleSeen(
        url=url,
        state="article",
        status=answer.status,
        page_type=article.page_type,
        title=told(article.title) or None,
        published_at=told(article.published_at) or None,
        language=told(article.language, 20) or None,
        words=article.word_count,
        fields=_fields(article, bare, layout),
        layout=verdict,
        layout_detail=why,
        overlap=_overlap(article.text, bare.text if isinstance(bare, Article) else "")
        if verdict == "used"
        else None,
        selectors=found_by(answer, layout) if layout is not None else {},
        amp_url=_amp_of(reading, address),
        opening=told(article.text, _OPENING),
    )


def found_by(answer: Answer, layout: Layout) -> dict[str, bool]:
    """Field of the layout to whether one of its selectors finds something on the page; drops are left out,
    for a page may have nothing to drop.
    """
    stated = [name for name in _SELECTED if getattr(layout, name)]
    decoded = decode(answer.body, answer.headers)
    parsed = parse(decoded.data) if decoded.reason is None else None
    if parsed is None or parsed.tree is None:
        return dict.fromkeys(stated, False)
    tree = parsed.tree
    return {name: any(select(tree, selector) for selector in getattr(layout, name)) for name in stated}


def fill_of(samples: Iterable[SampleSeen]) -> tuple[FieldFill, ...]:
    """Each field over all samples that gave an article."""
    articles = [sample for sample in samples if sample.state == "article"]
    made = []
    for name in STORY_FIELDS:
        seen = [field for sample in articles for field in sample.fields if field.name == name]
        states = Counter(field.beside for field in seen)
        made.append(
            FieldFill(
                name=name,
                filled=sum(field.filled for field in seen),
                of=len(articles),
                agreed=states["same"],
                differing=states["differs"] + states["rule_only"] + states["generic_only"],
                set_aside=states["set_aside"],
            )
        )
    return tuple(made)


def _layout_verdict(
    article: Article, layout: Layout | None
) -> tuple[Literal["used", "set_aside"] | None, str]:
    """Whether the story is the layout's, and why not."""
    if layout is None or not (layout.body or layout.drops):
        return None, ""
    evidence = article.evidence.get("text")
    mark = f"rule:{layout.publisher}="
    why = next((line for line in evidence.dissent if line.startswith(mark)), "") if evidence else ""
    return ("set_aside", told(why.removeprefix(mark))) if why else ("used", "")


def _fields(article: Article, bare: Article | Reject | None, layout: Layout | None) -> tuple[FieldSeen, ...]:
    made = []
    for name in STORY_FIELDS:
        value = getattr(article, name)
        evidence = article.evidence.get(name)
        made.append(
            FieldSeen(
                name=name,
                filled=bool(value),
                source=told(evidence.source, 60) if evidence is not None and value else None,
                beside=_beside(name, article, bare, layout) if layout is not None else None,
            )
        )
    return tuple(made)


def _beside(name: str, article: Article, bare: Article | Reject | None, layout: Layout) -> FieldState:
    if name in disputed_by(f"rule:{layout.publisher}", article.evidence):
        return "set_aside"
    ours = getattr(article, name)
    other = getattr(bare, name) if isinstance(bare, Article) else None
    if not ours or not other:
        return "rule_only" if ours else "generic_only" if other else "empty"
    if name == "text":
        return "same" if _overlap(ours, other) >= _SAME_TEXT else "differs"
    return "same" if _key(ours) == _key(other) else "differs"


def _key(value: Any) -> Any:
    if isinstance(value, str):
        return comparison_key(value)
    return [comparison_key(one) for one in value] if isinstance(value, tuple) else value


def _overlap(one: str, other: str) -> float:
    """The F1 of the words of two texts, two decimals."""
    mine, theirs = (Counter(words(comparison_key(text))) for text in (one, other))
    total = mine.total() + theirs.total()
    return round(2 * (mine & theirs).total() / total, 2) if total else 0.0


def _amp_of(reading: Reading, address: str) -> str | None:
    """The AMP copy that the page's head names."""
    for link in reading.page.links if reading.page is not None else ():
        if "amphtml" in link.rel.split() and (amp := clean(link.href, address)) is not None:
            return told_url(amp)
    return None
