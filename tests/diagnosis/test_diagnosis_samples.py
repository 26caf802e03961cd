"""Sample articles with the layout of their rule and without it."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_and_answers import DAY, HOME, RULE, answer, article_url, page

from newscrawl.diagnosis.observed import told
from newscrawl.diagnosis.samples import fill_of, read_sample
from newscrawl.items.article import STORY_FIELDS

URL = article_url(50001)
AMP = f"{HOME}/amp/khel/narmada-tairaki-50001.html"


def field(sample, name):
    return next(field for field in sample.fields if field.name == name)


def test_a_page_as_the_rule_says():
    sample = read_sample(RULE, answer(page(12, amp=AMP, opening="नदी संवाददाता, होशंगाबाद। "), URL), DAY)
    assert (sample.state, sample.layout, sample.layout_detail) == ("article", "used", "")
    assert sample.overlap == 1.0
    assert sample.title == "तैराकी स्पर्धा में 12 खिलाड़ी उतरे"
    assert sample.published_at == "2026-11-22T09:00:00+05:30"
    assert sample.selectors == {"body": True, "authors": False}
    assert sample.amp_url == AMP
    assert field(sample, "title").beside == "same"
    assert field(sample, "text").beside == "same"
    assert field(sample, "tags").beside == "empty"
    assert not field(sample, "tags").filled
    assert sample.words > 40


def test_a_page_in_another_layout_is_read_by_the_generic_extraction():
    sample = read_sample(RULE, answer(page(12, box="kahani"), URL), DAY)
    assert (sample.state, sample.layout, sample.overlap) == ("article", "set_aside", None)
    assert "div.story-matter" in sample.layout_detail
    assert sample.selectors == {"body": False, "authors": False}
    assert field(sample, "text").beside == "set_aside"
    assert field(sample, "text").filled


def test_a_rule_without_a_layout_has_nothing_to_compare():
    sample = read_sample(replace(RULE, layouts=()), answer(page(12), URL), DAY)
    assert (sample.layout, sample.overlap, sample.selectors) == (None, None, {})
    assert {one.beside for one in sample.fields} == {None}


def test_what_the_rule_alone_knows():
    named = page(12).replace("</h1>", '</h1><span class="lekhak">कविता मिंज</span>')
    sample = read_sample(RULE, answer(named, URL), DAY)
    assert field(sample, "authors").filled
    assert field(sample, "authors").beside in {"rule_only", "same"}


@pytest.mark.parametrize(
    ("given_answer", "state", "detail"),
    [
        (answer("<html><body><p>बंद</p></body></html>", URL), "no_article", "no_story"),
        (answer(b"\x89PNG\r\n\x1a\n", URL), "no_article", "not_html"),
        (answer(url=URL, status=404, failure="fetch/http_status", detail="404"), "gone", "HTTP 404"),
        (answer(url=URL, status=None, failure="robots/disallowed"), "disallowed", "disallowed"),
        (answer(url=URL, status=None, failure="fetch/timeout"), "unreachable", "timeout"),
    ],
)
def test_what_gives_no_article_says_why(given_answer, state, detail):
    sample = read_sample(RULE, given_answer, DAY)
    assert sample.state == state
    assert detail in sample.detail


def test_fields_are_counted_over_articles_alone():
    good = read_sample(RULE, answer(page(12), URL), DAY)
    aside = read_sample(RULE, answer(page(13, box="kahani"), URL), DAY)
    lost = read_sample(RULE, answer("", URL), DAY)
    fields = {one.name: one for one in fill_of([good, aside, lost])}
    assert tuple(fields) == STORY_FIELDS
    assert (fields["text"].filled, fields["text"].of) == (2, 2)
    assert (fields["text"].agreed, fields["text"].set_aside) == (1, 1)
    assert fields["title"].agreed == 2
    assert fields["tags"].filled == 0


@given(st.text(max_size=400), st.integers(min_value=1, max_value=60))
def test_told_is_one_printable_line(text, limit):
    line = told(text, limit)
    assert len(line) <= limit
    assert all(char.isprintable() or char in "\u200c\u200d" for char in line)
    assert told(line, limit) == line


def test_told_keeps_the_joiners_of_hindi_and_nothing_that_moves_a_cursor():
    assert told("क्\u200dष\x1b[2J\u202eनदी\r\n\x9b31m") == "क्\u200dष [2J नदी 31m"
    assert told(None) == ""


@given(
    st.binary(max_size=600)
    | st.tuples(st.text(max_size=60), st.sampled_from(["story-matter", "x"])).map(
        lambda pair: page(7, box=pair[1], opening=pair[0]).encode("utf-8", "surrogatepass")
    )
)
def test_whatever_a_page_holds_gives_a_record_fit_for_a_terminal(body):
    sample = read_sample(RULE, answer(body, URL), DAY)
    text = json.dumps(asdict(sample), ensure_ascii=False, allow_nan=False)
    assert all(char.isprintable() or char in "\u200c\u200d" for char in text)
    fill_of([sample])
