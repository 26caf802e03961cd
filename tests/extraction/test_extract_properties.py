"""What holds for any input: a record, valid and the same each time, and no word that is not on the page."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from story_pages import CASES, expected, page

from newscrawl import Article, Reject, clean_text, extract
from newscrawl.extraction.decode import decode
from newscrawl.items.reject import Reason
from newscrawl.items.schema import to_dict, to_json_line, validate

URL = "https://khabar.example/news/pul-ka-kaam-1071.html"
QUICK = settings(max_examples=60, deadline=None, derandomize=True)
WORDS = "लखनऊ में सोमवार को बैठक हुई। अधिकारी ने कहा, काम शुरू होगा यह भी पढ़ें विज्ञापन और - 12:30 | 2026 <b> & \u200d \u00a0".split(
    " "
)
NOT_SHOWN = "script style noscript template svg math object select textarea iframe title".split()
TAGS = (
    "div p span a b strong em i ul li ol table tr td th h1 h2 h3 section article main aside nav footer header figure"
    " figcaption blockquote time form button small font center pre dl dt dd details label u s td br img hr"
).split()
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="entry-content"',
        ' class="related"',
        " hidden",
        ' style="display:none"',
        ' href="/n/1"',
        " id=x",
    ]
    + [
        ' itemprop="author"',
        ' datetime="2026-03-02"',
        ' class="caption"',
        ' role="navigation"',
        ' class="comments"',
    ]
)


def sentences() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, attributes, inner, closed: (
            f"<{tag}{attributes}>{''.join(inner)}" + (f"</{tag}>" if closed else "")
        ),
        st.sampled_from(TAGS),
        ATTRIBUTES,
        st.lists(children, max_size=6),
        st.integers(0, 9).map(bool),
    )


MARKUP = st.recursive(sentences(), element, max_leaves=40)
JUNK = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<",
                ">",
                "</",
                "<!--",
                "-->",
                "<![CDATA[",
                "&#x0;",
                "&#xd800;",
                "&zwj;",
                "\x00",
                "\ud83d",
                "\x9f",
            ]
        ),
        st.sampled_from(
            ["<p>", "<td>", "</table>", "<table>", "<script>", "<svg>", "<br>", '<a href="', "'", "<title>"]
        ),
        st.text(max_size=30),
        sentences(),
        st.sampled_from(
            [
                f'<script type="application/ld+json">{text}</script>'
                for text in ("{", '{"@type":[]}', "[[1]]", "NaN")
            ]
        ),
    ),
    max_size=60,
).map("".join)


def assert_sound(found: Article | Reject) -> None:
    assert not isinstance(found, Reject) or found.reason is not Reason.INTERNAL_ERROR, found.detail
    assert validate(to_dict(found)) == []
    line = to_json_line(found)
    assert "\n" not in line
    assert json.loads(line) == to_dict(found)
    line.encode("utf-8")


@QUICK
@given(st.binary(max_size=3000))
def test_any_bytes(data: bytes) -> None:
    assert_sound(extract(data, url=URL))


@QUICK
@given(st.binary(max_size=200), JUNK)
def test_any_bytes_inside_markup(data: bytes, junk: str) -> None:
    assert_sound(extract(b"<html><body><p>" + data + junk.encode("utf-8", "surrogatepass") + data, url=URL))


@QUICK
@given(st.one_of(st.text(max_size=2000), JUNK), st.one_of(st.none(), st.text(max_size=30)))
def test_any_text_and_any_url(text: str, url: str | None) -> None:
    assert_sound(extract(text))
    found = extract(f"<p>{text}</p>" * 3, url=url)
    assert isinstance(found, Reject) is (found.url is None or isinstance(found, Reject)) or found.url == url
    assert not isinstance(found, Reject) or found.reason is not Reason.INTERNAL_ERROR, found.detail


@QUICK
@given(st.one_of(st.text(max_size=3000), st.lists(sentences(), max_size=40).map("\n".join), JUNK))
def test_any_flattened_text(text: str) -> None:
    found = clean_text(text)
    assert_sound(found)
    assert clean_text(text) == found


@QUICK
@given(st.text(max_size=300), st.dictionaries(st.text(max_size=20), st.text(max_size=60), max_size=5))
def test_any_headers(text: str, headers: dict[str, str]) -> None:
    html = f"<h1>{text}</h1><p>{' '.join(WORDS[:12]) * 4}</p>".encode("utf-8", "replace")
    assert_sound(extract(html, url=URL, headers=headers | {"content-type": text}))


@QUICK
@given(MARKUP)
def test_any_markup(markup: str) -> None:
    found = extract(markup, url=URL)
    assert_sound(found)
    assert extract(markup, url=URL) == found
    assert_words_in_order(found, markup.encode())


@pytest.mark.parametrize("case", CASES)
def test_every_word_of_a_story_is_on_the_page_in_its_order(case: str) -> None:
    assert_words_in_order(extract(page(case), url=expected(case)["url"]), page(case))


def assert_words_in_order(found: Article | Reject, source: bytes) -> None:
    if isinstance(found, Reject):
        return
    tree = LexborHTMLParser(decode(source).data)
    tree.strip_tags(NOT_SHOWN)
    assert tree.root is not None
    shown = "".join(tree.root.text(deep=True, separator="").split())
    at = 0
    for word in found.text.split():
        place = shown.find(word, at)
        assert place >= 0, f"{word!r} is not on the page behind {shown[max(0, at - 40) : at]!r}"
        at = place + len(word)


@pytest.mark.parametrize("case", CASES)
def test_a_page_cut_anywhere_gives_a_record(case: str) -> None:
    """Transfers break off: a prefix of a page gives an article or a reject as well."""
    whole = page(case)
    for share in (1, 3, 5, 7, 9):
        found = extract(whole[: len(whole) * share // 10], url=URL)
        assert not isinstance(found, Reject) or found.reason is not Reason.INTERNAL_ERROR, found.detail
