"""A publisher's layout on a page: what it adds, and that it never takes away what the page shows."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.extraction.extract import extract, read_page
from newscrawl.extraction.layout import Layout
from newscrawl.items.article import Article
from newscrawl.items.reject import Reject

URL = "https://www.nadi.example/khel/pul-par-mela-5012.html"
ONE = "होशंगाबाद रोड पर बने नए पुल के दोनों ओर इस साल पहली बार शरद मेला लगेगा, जिसके लिए नगर पालिका ने डेढ़ सौ दुकानों की जगह चिह्नित की है।"
TWO = "मेला अधिकारी गिरीश पटवा ने बताया कि दुकानों का आवंटन लॉटरी से होगा और स्थानीय कारीगरों को किराये में आधी छूट दी जाएगी।"
THREE = "पुलिस ने पुल पर भारी वाहनों का रास्ता सात दिन के लिए बदल दिया है, जबकि एंबुलेंस और स्कूल बसें पहले की तरह चलती रहेंगी।"
CARD = "इस हफ्ते के पाठकों के पत्र में पढ़िए कि शहर के बुजुर्गों ने पुराने मेलों को कैसे याद किया है और वे नए मेले से क्या चाहते हैं।"
PROMO = "यह रिपोर्ट हमारे साप्ताहिक परिशिष्ट नदी किनारे में सबसे पहले छपी थी, जिसके पुराने अंक पुस्तकालय में मिलते हैं।"
PAGE = f"""<html lang="hi"><head><title>पुल के दोनों ओर लगेगा मेला</title></head><body class="page"><h1>पुल के दोनों ओर लगेगा मेला</h1>
<div class="info"><span class="who">संतोष अहिरवार</span> <b class="when">12 अक्टूबर 2025, 10:30 AM</b></div>
<div class="matter"><p>{ONE}</p><p>{TWO}</p><div class="promo"><p>{PROMO}</p></div><p>{THREE}</p></div>
<div class="card"><p>{CARD}</p></div></body></html>"""


def layout(**fields) -> Layout:
    return Layout(since=date(2025, 1, 1), publisher="nadi", **fields)


def article(fields: dict, page: str = PAGE) -> Article:
    found = extract(page, URL, layout=layout(**fields))
    assert isinstance(found, Article)
    return found


def plain(page: str = PAGE) -> Article:
    found = extract(page, URL)
    assert isinstance(found, Article)
    return found


def test_the_rule_is_the_source_of_the_text_it_confirms():
    found = article({"body": ("div.nowhere", "div.matter"), "drops": (".promo",)})
    assert found.text.split("\n\n") == [ONE, TWO, THREE]
    assert found.evidence["text"].source == "rule:nadi"
    assert found.evidence["text"].raw == "div.matter"


def test_drops_are_labelled_with_the_rule():
    reading = read_page(PAGE, URL, layout=layout(body=("div.matter",), drops=(".promo", "svg")))
    [label] = [
        one for one, block in zip(reading.labels, reading.page.blocks, strict=True) if block.text == PROMO
    ]
    assert (label.role, label.reason) == ("widget", "rule:nadi drops it")


def test_drops_work_without_a_body_and_on_inline_elements():
    page = PAGE.replace(f"<p>{PROMO}</p>", f"<p><span class='kept promo'>{PROMO}</span></p>").replace(
        'class="promo"', ""
    )
    assert PROMO in plain(page).text
    assert PROMO not in article({"drops": ("span.promo",)}, page).text


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"body": ("div.gone", "article")}, "no element for div.gone, article"),
        ({"body": ("//div",)}, "no element for //div"),
        ({"body": ("div.card",)}, "characters stand outside the rule's body"),
        ({"body": ("div.promo",)}, "characters stand outside the rule's body"),
        ({"body": ("div.info",)}, "no story in the rule's body"),
        ({"body": ("div.matter",), "drops": ("div.matter p",)}, "no story in the rule's body"),
        ({"body": ("div.matter",), "drops": ("p:first-child", "p:nth-child(2)")}, "the rule's drops take"),
    ],
)
def test_a_rule_that_contradicts_the_page_is_set_aside(fields, why):
    found = article(fields)
    assert found.text == plain().text
    evidence = found.evidence["text"]
    assert (evidence.source, evidence.agreement) == ("blocks", "disputed")
    assert evidence.dissent[0].startswith("rule:nadi=")
    assert why in evidence.dissent[0]


def test_a_body_that_gains_more_than_it_shares_is_set_aside():
    extra = "".join(f"<div class='sub-widget'><p>{CARD} {number}</p></div>" for number in range(6))
    page = PAGE.replace(
        '<div class="matter">',
        '<div class="all"><aside class="related">' + extra + '</aside><div class="matter">',
    )
    found = article({"body": ("div.all",)}, page)
    assert CARD not in found.text
    assert ONE in found.text


def test_of_several_bodies_the_one_with_the_most_text_counts():
    page = PAGE.replace('class="card"', 'class="matter"')
    assert article({"body": ("div.matter",)}, page).text.startswith(ONE)


def test_the_marks_leave_no_trace():
    fields = layout(body=("body", "div.matter"), drops=(".promo", "span.who"))
    with_rule, without = read_page(PAGE, URL, layout=fields), read_page(PAGE, URL)
    assert [box.hints for box in with_rule.page.boxes] == [box.hints for box in without.page.boxes]
    assert [block.inline for block in with_rule.page.blocks] == [
        block.inline for block in without.page.blocks
    ]
    assert with_rule.page.body_classes == without.page.body_classes


def test_fields_fill_what_the_page_does_not_state():
    page = PAGE.replace("<h1>", "<h4 class='t'>").replace("</h1>", "</h4>")
    page = page.replace("<title>पुल के दोनों ओर लगेगा मेला</title>", "")
    fields = {"title": ("h4.t",), "authors": (".who",), "published": ("b.when",), "subtitle": (".none",)}
    found = article(fields, page)
    assert found.title == "पुल के दोनों ओर लगेगा मेला"
    assert found.authors == ("संतोष अहिरवार",)
    assert found.published_at == "2025-10-12T10:30:00+05:30"


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("Updated At : 08:15 AM Oct 24, 2024 IST", "2024-10-24T08:15:00+05:30"),
        ("21 Aug 2025 8:45 AM GMT", "2025-08-21T08:45:00+00:00"),
    ],
)
def test_of_printed_dates_the_rules_own_is_believed(printed, published):
    page = PAGE.replace("12 अक्टूबर 2025, 10:30 AM", printed).replace(ONE, f"इटारसी, 23 अक्टूबर। {ONE}")
    found = article({"published": ("b.when",)}, page)
    assert found.published_at == published
    assert found.evidence["published_at"].source == "rule:nadi"


def test_a_rules_printed_day_does_not_replace_a_stated_time():
    stated = '<meta property="article:published_time" content="2025-10-12T09:05:44+05:30">'
    found = article({"published": ("b.when",)}, PAGE.replace("<head>", f"<head>{stated}"))
    assert found.published_at == "2025-10-12T09:05:44+05:30"


def test_fields_that_agree_are_said_to():
    found = article({"title": ("h1",), "authors": (".who",), "published": ("b.when",)})
    assert found.title == plain().title
    assert found.evidence["title"].agreement == "agreed"
    assert found.evidence["published_at"].agreement == "agreed"


def test_a_line_in_another_form_is_taken_from_the_rule():
    page = PAGE.replace("<h1>", "<h1>शरद मेला: ").replace("<h1>", "<p class=own>पुल के दोनों ओर लगेगा मेला</p><h1>")
    found = article({"title": ("p.own",)}, page)
    assert found.title == "पुल के दोनों ओर लगेगा मेला"


@pytest.mark.parametrize(
    ("field", "selector"),
    [("title", ".card p"), ("authors", "div.promo b"), ("published", ".promo b")],
)
def test_fields_that_have_nothing_in_common_with_the_page_are_disputed(field, selector):
    page = PAGE.replace(
        '<div class="promo">',
        '<div class="promo"><b>मोहिनी सक्सेना</b>'
        if field == "authors"
        else '<div class="promo"><b>3 मार्च 2019</b>',
    )
    page = page.replace(
        "<head>", '<head><meta name="author" content="कविता नेगी">' if field == "authors" else "<head>"
    )
    name = "published_at" if field == "published" else field
    found = article({field: (selector,)}, page)
    assert getattr(found, name) == getattr(plain(page), name)
    assert found.evidence[name].agreement == "disputed"
    assert any(line.startswith("rule:nadi=") for line in found.evidence[name].dissent)


def test_a_site_that_names_itself_gives_way_to_a_person():
    page = PAGE.replace(
        "<head>",
        '<head><meta property="og:site_name" content="नदी समाचार"><meta name="author" content="नदी समाचार">',
    )
    page = page.replace("संतोष अहिरवार</span>", "संतोष अहिरवार</span><i>नई पुलिया</i>")
    assert article({"authors": (".who",)}, page).authors == ("संतोष अहिरवार",)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=40),
    st.sampled_from(["body", "drops", "title", "subtitle", "authors", "published"]),
)
def test_any_selector_gives_an_outcome(selector, field):
    found = extract(PAGE, URL, layout=layout(**{field: (selector,)}))
    assert isinstance(found, Article)
    assert found.text == plain().text or "rule" in found.evidence["text"].source


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["div", "p", "*", "body", "html", ":root", "article:has(p)"]))
def test_any_page_gives_an_outcome(page, selector):
    found = extract(page, URL, layout=layout(body=(selector,), drops=(selector,), title=(selector,)))
    assert isinstance(found, Article | Reject)
    assert not isinstance(found, Reject) or found.reason != "internal_error"


@pytest.mark.parametrize(
    ("fields", "fits", "fields_fit"),
    [
        ({"body": ("div.matter",)}, True, None),
        ({"body": ("div.matter",), "authors": ("span.who",), "published": ("b.when",)}, True, True),
        ({"title": ("h1",)}, None, True),
        ({"drops": (".promo",)}, True, None),
        ({"body": ("div.gone",)}, False, None),
        ({"body": ("div.gone",), "title": ("h1",)}, False, True),
        ({"body": ("div.matter",), "title": ("div.card",)}, True, False),
        ({"title": ("h1.gone",)}, None, False),
        ({"title": ("h1.gone",), "authors": ("span.who",)}, None, True),
        ({"drops": (".gone",)}, False, None),
    ],
)
@pytest.mark.parametrize("aside", [False, True])
def test_a_rule_fits_where_it_finds_what_it_describes(fields, fits, fields_fit, aside):
    reading = read_page(PAGE, URL, layout=layout(**fields), aside=aside)
    assert (reading.rule_fits, reading.rule_fields_fit) == (fits, fields_fit)


def test_a_page_without_a_layout_has_none_that_fits():
    assert read_page(PAGE, URL).rule_fits is None


def test_a_rule_that_is_set_aside_changes_nothing_but_the_evidence():
    fields = {"body": ("div.matter",), "drops": (".promo",), "authors": ("span.who",), "title": ("div.card",)}
    found = read_page(PAGE, URL, layout=layout(**fields), aside=True).result
    assert found.evidence["text"].raw == "rule:nadi is set aside"
    evidence = {**found.evidence, "text": plain().evidence["text"]}
    assert replace(found, evidence=evidence) == plain()
