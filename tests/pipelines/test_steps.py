"""The steps an item passes on its way to the store, each by itself and in a row."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Spider
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from newscrawl import Article, Reject, clean_text
from newscrawl.items.article import Rights
from newscrawl.items.reject import Reason, Stage
from newscrawl.items.schema import to_dict, validate
from newscrawl.pipelines.duplicates import Duplicates
from newscrawl.pipelines.language import LanguagePipeline, judge_language, wanted_languages
from newscrawl.pipelines.normalise import NormalisePipeline, normalise_reject
from newscrawl.pipelines.rights import RightsPipeline
from newscrawl.pipelines.validate import ValidatePipeline

TEXT = (
    "बांध से पानी छोड़ने की तैयारी पूरी, निचले गांवों में मुनादी\n\n"
    "जलाशय का स्तर खतरे के निशान से आधा मीटर नीचे पहुंचने पर प्रशासन ने मंगलवार की रात से पानी छोड़ने का फैसला किया है।\n\n"
    "जिलाधिकारी कविता राणा ने बताया कि सात गांवों के लोगों को ऊंचे स्थानों पर जाने के लिए कहा गया है।"
)


@pytest.fixture
def article() -> Article:
    found = clean_text(TEXT, "https://samachar.example/bandh-1")
    assert isinstance(found, Article)
    return replace(found, fetched_at="2026-02-03T04:05:06+00:00")


def reject(**changes: object) -> Reject:
    return replace(Reject(url="https://samachar.example/x", stage=Stage.FETCH, reason=Reason.DNS), **changes)  # type: ignore[arg-type]


STEPS = (NormalisePipeline, RightsPipeline, lambda: LanguagePipeline({"hi"}), ValidatePipeline, Duplicates)


@pytest.mark.parametrize("step", STEPS)
def test_rejects_and_foreign_items_pass_every_step(step) -> None:
    dated = reject(at="2026-02-03T04:05:06+00:00")
    assert step().process_item(dated) == dated
    assert step().process_item({"other": "item"}) == {"other": "item"}


def test_a_good_article_passes_all_steps_unchanged(article: Article) -> None:
    item: object = article
    for step in STEPS:
        item = step().process_item(item)
    assert item == article


def test_normalise_fills_what_only_a_crawl_knows(article: Article) -> None:
    bare = replace(article, publisher=None, fetched_at=None, section="  ", title=f" {article.title}\n")
    filled = NormalisePipeline().process_item(bare)
    assert isinstance(filled, Article)
    assert filled.publisher == "samachar.example"
    assert filled.fetched_at is not None
    assert filled.section is None
    assert filled.title == article.title
    assert not validate(to_dict(filled))


def test_normalise_knows_the_publishers_with_a_rule(article: Article) -> None:
    known = replace(article, url="https://www.bbc.com/hindi/articles/c0jq1x2y3z4o", publisher="bbc.com")
    filled = NormalisePipeline().process_item(known)
    assert isinstance(filled, Article)
    assert filled.publisher == "bbc_hindi"


@given(url=st.none() | st.text(), detail=st.text())
def test_every_reject_can_be_stored(url: str | None, detail: str) -> None:
    assert not validate(to_dict(normalise_reject(reject(url=url, detail=detail))))


@pytest.mark.parametrize("lone", ["\ud800", "\x00", "\ufffe", "a\x85b"])
def test_a_reject_with_what_no_file_takes_is_scrubbed(lone: str) -> None:
    assert not validate(to_dict(normalise_reject(reject(url=f"http://x/{lone}", detail=lone))))


@pytest.mark.parametrize(
    ("setting", "wanted"),
    [
        ("hi", {"hi"}),
        ("hi, mr", {"hi", "mr"}),
        (["hi", "ne"], {"hi", "ne"}),
        ("any", {"any"}),
        ("", {"any"}),
        (None, {"any"}),
    ],
)
def test_languages_of_a_setting(setting: object, wanted: set[str]) -> None:
    assert wanted_languages(setting) == wanted


@pytest.mark.parametrize(
    ("language", "wanted", "outcome"),
    [
        ("hi", {"hi"}, None),
        ("mr", {"hi", "mr"}, None),
        ("en", {"any"}, None),
        ("en", {"hi"}, ("language", "other_language", "en")),
        ("hi-Latn", {"hi"}, ("language", "other_language", "hi-Latn")),
        ("und", {"hi"}, ("language", "language_unknown", "")),
    ],
)
def test_language(
    article: Article, language: str, wanted: set[str], outcome: tuple[str, str, str] | None
) -> None:
    judged = judge_language(replace(article, language=language), wanted)
    if outcome is None:
        assert isinstance(judged, Article)
    else:
        assert isinstance(judged, Reject)
        assert (judged.stage, judged.reason, judged.detail) == outcome
        assert judged.url == article.url


def test_a_language_not_yet_found_is_found(article: Article) -> None:
    judged = judge_language(replace(article, language=None), {"hi"})
    assert isinstance(judged, Article)
    assert judged.language == "hi"


def test_an_article_that_breaks_the_schema_is_rejected_with_the_breach(article: Article) -> None:
    judged = ValidatePipeline().process_item(replace(article, text="etwas anderes"))
    assert isinstance(judged, Reject)
    assert (judged.stage, judged.reason) == ("validate", "schema")
    assert "blocks" in judged.detail


def test_duplicates(article: Article) -> None:
    step = Duplicates()
    other = replace(article, url="https://samachar.example/bandh-2")
    later = replace(article, url="https://www.samachar.example/bandh-1?utm_source=x", content_hash="0" * 64)
    assert step.process_item(article) is article
    same_text, same_url = step.process_item(other), step.process_item(later)
    assert isinstance(same_text, Reject)
    assert isinstance(same_url, Reject)
    assert (same_text.reason, same_text.detail) == ("duplicate", f"same text as {article.url}")
    assert same_url.reason == "duplicate_url"
    nowhere = replace(article, url=None, content_hash="1" * 64)
    assert step.process_item(nowhere) is nowhere


@pytest.mark.parametrize(
    ("rights", "detail"),
    [
        (Rights(tdm_reservation=True), "tdm-reservation"),
        (Rights(tdm_reservation=True, tdm_policy="https://a.in/tdm"), "tdm-reservation https://a.in/tdm"),
        (Rights(robots=("noai",), noai=True), "noai"),
        (Rights(noai=True, tdm_reservation=False), "noai"),
        (Rights(tdm_reservation=False), None),
        (Rights(robots=("noarchive",)), None),
    ],
)
def test_what_is_reserved_is_left_out(article: Article, rights: Rights, detail: str | None) -> None:
    found = RightsPipeline().process_item(replace(article, rights=rights))
    if detail is None:
        assert isinstance(found, Article)
    else:
        assert isinstance(found, Reject)
        assert (found.stage, found.reason, found.detail) == (Stage.ROBOTS, Reason.TDM_RESERVED, detail)


def test_rights_are_respected_where_asked_for() -> None:
    with pytest.raises(NotConfigured):
        RightsPipeline.from_crawler(get_crawler(Spider))
    asked = get_crawler(Spider, {"NEWSCRAWL_RESPECT_TDM": True})
    assert isinstance(RightsPipeline.from_crawler(asked), RightsPipeline)
