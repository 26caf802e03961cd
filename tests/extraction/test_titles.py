import pytest
from hypothesis import given
from hypothesis import strategies as st
from metadata_pages import jsonld, labelled, meta, page_of, read, sources_of, story

from newscrawl.extraction import titles
from newscrawl.extraction.titles import find_title, headline_candidates, strip_suffixes

HEADLINE = "गोमती पर नए पुल का काम शुरू, मार्च तक पूरा होगा"
SITE = meta("og:site_name", "Gomti Samachar")


@pytest.mark.parametrize(
    "line",
    [
        f"{HEADLINE} | Gomti Samachar",
        f"{HEADLINE} - Gomti Samachar",
        f"{HEADLINE} – Gomti Samachar Hindi",
        f"{HEADLINE} – गोमती समाचार",
        f"{HEADLINE} | Lucknow News | Gomti Samachar",
        f"{HEADLINE} - Lucknow News",
        f"{HEADLINE} | लखनऊ समाचार",
        f"{HEADLINE} - News in Hindi | gomtisamachar.in",
        f"Gomti Samachar: {HEADLINE}",
        f"Gomti Samachar | {HEADLINE}",
        f"{HEADLINE} – Gomti Samachar – 22.11.2026",
        f"{HEADLINE} | Gomti Samachar | by Sunil Rawat",
        HEADLINE,
    ],
)
def test_site_city_section_and_date_are_stripped(line: str) -> None:
    sources = sources_of("", SITE + jsonld(publisher={"@type": "Organization", "name": "गोमती समाचार"}))
    assert strip_suffixes(line, sources) == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "लखनऊ - कानपुर मेट्रो का रास्ता साफ",
        "भारत-पाक मैच: कोहली ने कहा - हम तैयार हैं",
        "रिव्यू: नई फिल्म कैसी है",
        "चुनाव | किसने क्या कहा",
    ],
)
def test_separators_inside_a_headline_stay(line: str) -> None:
    assert strip_suffixes(line, sources_of("", SITE)) == line


@pytest.mark.parametrize(
    ("head", "body", "expected", "source"),
    [
        # The printed headline wins in an Indian script, as printed.
        (meta("og:title", "Gomti bridge work starts | Gomti Samachar"), story(HEADLINE), HEADLINE, "h1"),
        (meta("og:title", "गोमती पुल: काम शुरू"), story(HEADLINE), HEADLINE, "h1"),
        (f"<title>Gomti bridge | {HEADLINE} - Lucknow News</title>", story(HEADLINE), HEADLINE, "h1"),
        # In other scripts the headline for sharing wins over a different h1.
        (
            meta("og:title", "A bridge for the Gomti at last"),
            story("Gomti bridge: work starts"),
            "A bridge for the Gomti at last",
            "og:title",
        ),
        # Unless the search engines' wording is a third one: then the printed one is the desk's.
        (
            meta("og:title", "A bridge for the Gomti at last")
            + jsonld(headline="Gomti bridge: work starts")
            + "<title>Lucknow bridge news: when will it open | Gomti Samachar</title>",
            story("Gomti bridge: work starts"),
            "Gomti bridge: work starts",
            "h1",
        ),
        (
            meta("og:title", "Gomti bridge: work starts | Gomti Samachar"),
            story("Gomti bridge: work starts"),
            "Gomti bridge: work starts",
            "h1",
        ),
        (
            meta("og:title", "Gomti bridge: work st..."),
            story("Gomti bridge: work starts today"),
            "Gomti bridge: work starts today",
            "h1",
        ),
        # No headline printed.
        (meta("og:title", f"{HEADLINE} - Lucknow News"), "<p id='paragraph-1'>x</p>", HEADLINE, "og:title"),
        (
            jsonld(headline="पुल &amp;amp; सड़क: काम शुरू हुआ"),
            "<p id='paragraph-1'>x</p>",
            "पुल & सड़क: काम शुरू हुआ",
            "jsonld.headline",
        ),
        # Only a site name is stated: the heading nearest above the story.
        ("<title>गोमती</title>", f"<h3>{HEADLINE}</h3><p id='paragraph-1'>x</p>", HEADLINE, "headline"),
        ("", "<p id='paragraph-1'>कुछ नहीं</p>", None, None),
    ],
)
def test_title(head: str, body: str, expected: str | None, source: str | None) -> None:
    metadata = read(body, SITE + head)
    assert metadata.title == expected
    record = metadata.evidence.get("title")
    assert (record.source if record else None) == source


def test_an_h1_that_is_the_sites_logo_does_not_win() -> None:
    metadata = read(
        f"<h1>गोमती समाचार</h1><h1>{HEADLINE}</h1><p id='paragraph-1'>x</p>", meta("og:title", HEADLINE)
    )
    assert metadata.title == HEADLINE


def test_a_heading_broken_into_lines_is_taken_whole_when_the_page_says_so() -> None:
    body = "<h1>गोमती पर नए पुल का काम शुरू,<br>मार्च तक पूरा होगा</h1><p id='paragraph-1'>x</p>"
    assert read(body, meta("og:title", HEADLINE)).title == HEADLINE


def test_evidence_names_who_agrees_and_who_does_not() -> None:
    head = meta("og:title", "Gomti bridge") + jsonld(headline=HEADLINE)
    record = read(story(HEADLINE), head).evidence["title"]
    assert record.agreement == "agreed"
    assert record.dissent == ("og:title=Gomti bridge",)


def test_candidates_hold_each_headline_with_and_without_its_suffix() -> None:
    sources = sources_of(
        "", SITE + meta("og:title", f"{HEADLINE} | Gomti Samachar") + jsonld(headline=HEADLINE)
    )
    candidates = headline_candidates(sources)
    assert candidates[0] == HEADLINE
    assert f"{HEADLINE} | Gomti Samachar" in candidates
    assert len(candidates) == len(set(candidates))


def test_candidates_split_a_title_that_holds_two_headlines() -> None:
    sources = sources_of("", f"<title>Gomti bridge work begins | {HEADLINE} - Lucknow News</title>")
    assert HEADLINE in headline_candidates(sources)


def test_subtitle_is_the_block_labelled_so_and_never_the_title_again() -> None:
    between = f'<h2 id="subtitle-1">{HEADLINE}</h2><h2 id="subtitle-2">मंत्री ने किया निरीक्षण</h2>'
    assert read(story(HEADLINE, between)).subtitle == "मंत्री ने किया निरीक्षण"
    assert read(story(HEADLINE)).subtitle is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('<div class="author"><p id="subtitle-1">By गोमती लखनऊ टीम</p></div>', None),
        ('<span id="subtitle-1" class="author">गोमती न्यूज डेस्क</span>', None),
        ('<div class="summary"><b>मुख्य बातें</b></div>', None),
        ('<p id="subtitle-1">मंत्री ने किया निरीक्षण</p>', "मंत्री ने किया निरीक्षण"),
        (
            '<p id="subtitle-1" class="author-excerpt">मंत्री ने निरीक्षण के बाद समय पर काम का भरोसा दिया।</p>',
            "मंत्री ने निरीक्षण के बाद समय पर काम का भरोसा दिया।",
        ),
    ],
)
def test_a_byline_is_no_subtitle(line: str, expected: str | None) -> None:
    assert read(story(HEADLINE, line)).subtitle == expected


def test_a_line_above_the_headline_is_no_subtitle() -> None:
    page = f'<div id="subtitle-1" class="subhead">लोक निर्माण विभाग</div>{story(HEADLINE)}'
    assert read(page).subtitle is None
    page = page.replace("</h1>", '</h1><h2 id="subtitle-2">मंत्री ने किया निरीक्षण</h2>')
    assert read(page).subtitle == "मंत्री ने किया निरीक्षण"


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_title_is_read_without_error(printed: str, stated: str) -> None:
    page = page_of(f"<h1>{printed}</h1><p id='paragraph-1'>x</p>", f"<title>{stated}</title>")
    sources = sources_of()
    sources.page = page
    headline_candidates(sources)
    find_title(sources, *labelled(page))


@given(st.text(alphabet="कa |｜-–:：» \t*>", max_size=40))
def test_separators_are_those_of_the_pattern(line: str) -> None:
    found = [separator.span() for separator in titles._separators(line)]
    assert found == [separator.span() for separator in titles._SEPARATOR.finditer(line)]
