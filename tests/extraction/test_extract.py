"""The whole road from a page to its article, on pages of the kinds that news sites print."""

from dataclasses import replace
from typing import Any

import pytest
from story_pages import CASES, article, expected, page

from newscrawl import Article, Reject, clean_text, extract
from newscrawl.extraction.extract import read_page
from newscrawl.items.article import BLOCK_KINDS, RUNNING_KINDS
from newscrawl.items.reject import Reason, Stage
from newscrawl.items.schema import to_dict, validate

FIELDS = ("title", "subtitle", "published_at", "section", "place", "agency", "page_type", "paywalled")


def every(*names: str) -> list[Any]:
    return [
        pytest.param(case, name, id=f"{case}-{name}")
        for case in CASES
        for name in names
        if name in expected(case)
    ]


@pytest.mark.parametrize("case", CASES)
def test_the_story_is_whole_and_alone(case: str) -> None:
    wanted = expected(case)
    text = wanted.get("text") or [words for kind, words in wanted["blocks"] if kind in RUNNING_KINDS]
    assert article(case).text.split("\n\n") == text


@pytest.mark.parametrize(("case", "name"), every("blocks"))
def test_pieces_come_out_as_their_kind(case: str, name: str) -> None:
    assert [[block.kind, block.text] for block in article(case).blocks] == expected(case)[name]


@pytest.mark.parametrize(("case", "name"), every("leaks"))
def test_nothing_of_the_page_around_leaks(case: str, name: str) -> None:
    everything = "\n".join(block.text for block in article(case).blocks)
    assert [line for line in expected(case)[name] if line in everything] == []


@pytest.mark.parametrize(("case", "name"), every(*FIELDS))
def test_fields(case: str, name: str) -> None:
    assert getattr(article(case), name) == expected(case)[name]


@pytest.mark.parametrize(("case", "name"), every("authors", "tags"))
def test_lists(case: str, name: str) -> None:
    assert list(getattr(article(case), name)) == expected(case)[name]


@pytest.mark.parametrize(("case", "name"), every("captions"))
def test_captions_belong_to_their_pictures(case: str, name: str) -> None:
    assert [image.caption for image in article(case).images] == expected(case)[name]


@pytest.mark.parametrize("case", CASES)
def test_the_record_is_valid_and_the_same_each_time(case: str) -> None:
    first = article(case)
    assert validate(to_dict(first)) == []
    assert extract(page(case), url=expected(case)["url"]) == first
    assert {block.kind for block in first.blocks} <= set(BLOCK_KINDS)


@pytest.mark.parametrize("case", CASES)
def test_every_block_has_a_role_and_a_reason(case: str) -> None:
    reading = read_page(page(case), expected(case)["url"])
    assert reading.page is not None
    assert reading.labels is not None
    assert len(reading.labels) == len(reading.page.blocks)
    assert all(label.role and label.reason for label in reading.labels)


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.startswith(("utf16", "windows", "mojibake", "stray"))]
)
def test_text_in_gives_what_bytes_give(case: str) -> None:
    """A page decoded beforehand gives the same article."""
    url = expected(case)["url"]
    assert extract(page(case).decode("utf-8"), url=url) == article(case)


def test_a_page_without_url_still_gives_its_story() -> None:
    found = extract(page("hashed_classes"))
    assert isinstance(found, Article)
    assert found.text == article("hashed_classes").text
    assert (found.url, found.publisher) == (None, None)


def test_header_names_are_read_in_any_case() -> None:
    headers = {"X-Robots-Tag": "noai"}
    found = extract(page("hashed_classes"), headers=headers)
    assert isinstance(found, Article)
    assert found.rights.noai


REFUSED = [
    pytest.param(b"", Stage.DECODE, Reason.EMPTY, id="nothing"),
    pytest.param(b" \n\t ", Stage.DECODE, Reason.EMPTY, id="white space"),
    pytest.param(b"%PDF-1.7 ...", Stage.DECODE, Reason.NOT_HTML, id="a PDF"),
    pytest.param(b"<p></p>", Stage.EXTRACT, Reason.NO_STORY, id="no text"),
    pytest.param(b"<div>" * 20_000, Stage.PARSE, Reason.TOO_DEEP, id="too deep"),
    pytest.param(b"<p>" * 400_000, Stage.PARSE, Reason.TOO_MANY_NODES, id="too many tags"),
    pytest.param(
        "<body class='error404'><h1>पृष्ठ नहीं मिला</h1><p>आप जिस पन्ने को खोज रहे हैं, वह यहां नहीं है।</p>".encode(),
        Stage.EXTRACT,
        Reason.SOFT_404,
        id="an error page",
    ),
    pytest.param(
        "<section class='error-404 not-found'><h1>वह पन्ना कहां गया</h1><p>शायद खोज से कुछ मदद मिले, या होम पेज देखें।</p>".encode(),
        Stage.EXTRACT,
        Reason.SOFT_404,
        id="an error page told by a class",
    ),
    pytest.param(
        b"<h1>Oops! That page can't be found.</h1><p>Nothing was found at this location. Maybe try a search?</p>",
        Stage.EXTRACT,
        Reason.SOFT_404,
        id="an error page told by its headline",
    ),
    pytest.param(
        b"<title>Just a moment...</title><h1>khabar.example</h1>"
        b"<p>We are checking the security of your connection before you proceed to the site.</p>",
        Stage.FETCH,
        Reason.BLOCKED,
        id="a page that keeps machines out",
    ),
    pytest.param(
        b"<title>Access Denied</title><h1>Access Denied</h1><p>You don't have permission to access this page on this server.</p>",
        Stage.FETCH,
        Reason.BLOCKED,
        id="a refusal with the status of a good page",
    ),
    pytest.param(
        "<body class='home blog'>"
        + "".join(f"<article><h2><a href='/{i}'>खबर {i} की सुर्खी यहां है</a></h2></article>" for i in range(9)),
        Stage.EXTRACT,
        Reason.LISTING,
        id="a front page",
    ),
]


@pytest.mark.parametrize(("html", "stage", "reason"), REFUSED)
def test_what_is_no_article_says_so(html: bytes | str, stage: Stage, reason: Reason) -> None:
    url = "https://khabar.example/news/pul-ka-kaam-1071.html"
    found = extract(html, url=url)
    assert isinstance(found, Reject)
    assert (found.stage, found.reason) == (stage, reason)
    assert found.url == url


def test_hashes_tell_texts_apart() -> None:
    hashes = {(article(case).text, article(case).content_hash) for case in CASES}
    assert len({text for text, _ in hashes}) == len({digest for _, digest in hashes})


def test_clean_text_of_an_article_is_its_text() -> None:
    """A clean text passes through the cleaner for flattened pages unharmed."""
    story = article("hashed_classes")
    found = clean_text(f"{story.title}\n\n{story.text}", url=story.url)
    assert isinstance(found, Article)
    assert found.text == story.text
    assert found.title == story.title
    assert replace(found, url=None).publisher == "khabar.example"
