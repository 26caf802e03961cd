"""Pages that print no story: their data tell it, where they tell one."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import Article, Reject, extract

HEADLINE = "चंबल के बीहड़ में बनेगा नया इको पार्क, साठ हेक्टेयर जमीन चिह्नित"
PARAGRAPHS = (
    "मुरैना। चंबल नदी के किनारे बीहड़ की साठ हेक्टेयर जमीन पर इको पार्क बनाया जाएगा, इसके लिए वन विभाग ने सर्वे पूरा कर लिया है।",
    "डीएफओ सुजीत भदौरिया ने बताया कि पार्क में पैदल रास्ते, पक्षी देखने के टावर और एक छोटा संग्रहालय होगा।",
    "पहले चरण पर 9 करोड़ रुपये खर्च होंगे और काम अगले साल मार्च में शुरू होगा।",
)
URL = "https://khabar.example/desh/chambal-park-4471.html"
MARKUP = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)


def data(**fields: Any) -> str:
    record = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, **fields}
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def state(value: Any) -> str:
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(value)}</script>'


def read(head: str, body: str = "<div id=root></div>") -> Article | Reject:
    return extract(
        f'<html lang="hi"><head><title>{HEADLINE}</title>{head}</head><body>{body}</body></html>', URL
    )


@pytest.mark.parametrize(
    ("head", "source"),
    [
        (data(articleBody="\n".join(PARAGRAPHS)), "jsonld.articleBody"),
        (data(articleBody=MARKUP), "jsonld.articleBody"),
        (data(articleBody=MARKUP.replace("<", "&lt;").replace(">", "&gt;")), "jsonld.articleBody"),
        (state({"props": {"story": {"title": HEADLINE, "content": MARKUP}}}), "app_state"),
        (state({"props": [{"headline": f"{HEADLINE} ", "body": list(PARAGRAPHS)}]}), "app_state"),
        (
            state({"a": {"name": HEADLINE, "b": [{"type": "p", "text": line} for line in PARAGRAPHS]}}),
            "app_state",
        ),
    ],
)
def test_the_story_is_told_by_the_data(head: str, source: str) -> None:
    found = read(head)
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == list(PARAGRAPHS)
    assert found.title == HEADLINE
    assert (found.evidence["text"].source, found.evidence["text"].raw) == (source, "the page prints no story")


def test_what_surrounds_a_story_in_its_data_is_left_out() -> None:
    found = read(data(articleBody=f"{MARKUP}<p><a href='/x'>यह भी पढ़ें: मेले की तैयारी</a></p><p>विज्ञापन</p>"))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "head",
    [
        "",
        data(articleBody=PARAGRAPHS[2]),
        data(articleBody=MARKUP, isAccessibleForFree=False),
        data(articleBody=["x", 3]),
        state({"story": {"title": "दूसरी खबर का शीर्षक यहां लिखा है", "content": MARKUP}}),
        state({"story": {"title": HEADLINE, "url": "/x" * 400}}),
        state([[[[HEADLINE]]]]),
        '<script id="__NEXT_DATA__" type="application/json">{"title": </script>',
        f'<script id="__NEXT_DATA__" type="application/json">{"[" * 100_000}</script>',
    ],
)
def test_no_story_is_made_of_anything_else(head: str) -> None:
    found = read(head)
    assert isinstance(found, Reject)
    assert found.reason == "no_story"


def test_what_the_page_prints_comes_first() -> None:
    found = read(data(articleBody="कुछ और जो पन्ने पर नहीं है। " * 20), f"<h1>{HEADLINE}</h1>{MARKUP}")
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == list(PARAGRAPHS)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=300) | st.just(HEADLINE) | st.just(MARKUP),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=12,
    )
)
def test_any_data(value: Any) -> None:
    assert getattr(read(state(value)), "reason", "") != "internal_error"
    assert getattr(read(data(articleBody=value)), "reason", "") != "internal_error"
