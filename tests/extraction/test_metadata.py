import pytest
from hypothesis import given
from hypothesis import strategies as st
from metadata_pages import LONG, NOW, URL, jsonld, labelled, meta, page_of, read, story

from newscrawl.extraction.metadata import headline_candidates, read_metadata
from newscrawl.extraction.page import Page
from newscrawl.extraction.sources import read_sources
from newscrawl.items.article import Rights

HEADLINE = "गोमती पर नए पुल का काम शुरू"


def test_a_whole_page() -> None:
    head = (
        "<title>Gomti bridge - Gomti Samachar</title>"
        f'<link rel="canonical" href="{URL}">'
        + meta("og:site_name", "Gomti Samachar")
        + meta("og:title", f"{HEADLINE} | Gomti Samachar")
        + meta("og:image", "https://cdn.gomtisamachar.in/pul.jpg")
        + '<meta name="robots" content="index, noai">'
        + jsonld(
            headline=HEADLINE,
            datePublished="2026-11-08 13:58:00",
            dateModified="2026-11-08T16:13:00Z",
            author={"@type": "Person", "name": "सुनील रावत"},
            articleSection="लखनऊ",
            keywords=["पुल", "गोमती"],
            inLanguage="hi",
            isAccessibleForFree="False",
            mainEntityOfPage=URL,
        )
    )
    body = (
        f'<h1 id="title-1">{HEADLINE}</h1><h2 id="subtitle-1">मार्च तक पूरा होगा</h2>'
        '<p id="byline-1">सुनील रावत</p>'
        f'<p id="paragraph-1">लखनऊ, 8 नवंबर (भाषा) {LONG}</p><p id="paragraph-2">{LONG}</p>'
    )
    found = read(body, head)
    assert found.title == HEADLINE
    assert found.subtitle == "मार्च तक पूरा होगा"
    assert found.authors == ("सुनील रावत",)
    assert (found.agency, found.place) == ("भाषा", "लखनऊ")
    assert found.published_at == "2026-11-08T13:58:00+05:30"
    assert found.modified_at == "2026-11-08T16:13:00+00:00"
    assert (found.section, found.tags) == ("लखनऊ", ("पुल", "गोमती"))
    assert found.canonical_url == URL
    assert found.lead_image is not None
    assert found.paywalled is True
    assert found.rights == Rights(robots=("index", "noai"), noai=True)
    assert (found.page_type, found.page_kind, found.language) == ("article", "article", "hi")
    assert {"title", "authors", "published_at", "section", "place", "agency"} <= set(found.evidence)


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("नई दिल्ली/टीम डिजिटल। ", "नई दिल्ली", None),
        ("नई दिल्ली (गोमती न्यूज)। ", "नई दिल्ली", None),
        ("लखनऊ, 8 नवंबर (भाषा) ", "लखनऊ", "भाषा"),
        ("लखनऊ: ", None, None),
    ],
)
def test_a_dateline_behind_a_standfirst(head: str, place: str | None, agency: str | None) -> None:
    paragraphs = f'<p id="paragraph-1">{LONG}</p><p id="paragraph-2">{head}{LONG}</p>'
    found = read(f'<h1 id="title-1">{HEADLINE}</h1>{paragraphs}')
    assert (found.place, found.agency) == (place, agency)


def test_a_dateline_in_a_line_of_its_own_above_the_story() -> None:
    lines = '<p id="byline-1">सुनील रावत</p><p id="byline-2">लखनऊ, 8 नवंबर (भाषा)</p>'
    found = read(f'<h1 id="title-1">{HEADLINE}</h1>{lines}<p id="paragraph-1">{LONG}</p>')
    assert (found.place, found.agency) == ("लखनऊ", "भाषा")
    assert found.authors == ("सुनील रावत",)


@pytest.mark.parametrize(
    ("last", "agency"),
    [
        (f"{LONG} (भाषा)", "भाषा"),
        ("(एएनआई)", "एएनआई"),
        ("इनपुट: आईएएनएस", "आईएएनएस"),
        (LONG, None),
        ("उन्होंने अपनी भाषा में बात की", None),
    ],
)
def test_the_agency_at_the_end(last: str, agency: str | None) -> None:
    body = f'<h1 id="title-1">{HEADLINE}</h1><p id="paragraph-1">{LONG}</p><p id="paragraph-2">{last}</p>'
    assert read(body).agency == agency


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="/a/b.html">', "https://www.gomtisamachar.in/a/b.html"),
        (meta("og:url", "https://x.in/a"), "https://x.in/a"),
        ('<link rel="canonical" href="">' + meta("og:url", "https://x.in/a"), "https://x.in/a"),
        ('<link rel="canonical" href="javascript:x">', None),
        ('<link rel="canonical" href="https://[::1">', None),
        ("", None),
    ],
)
def test_canonical_url(head: str, expected: str | None) -> None:
    assert read(story(), head).canonical_url == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, False),
        (False, True),
        ("False", True),
        ("true", False),
        ("no", True),
        ({"a": 1}, None),
        (None, None),
    ],
)
def test_paywall_marks(value: object, expected: bool | None) -> None:
    assert read(story(), jsonld(isAccessibleForFree=value)).paywalled is expected


def test_a_story_may_have_any_headline() -> None:
    for headline in ("404 Not Found", "Just a moment", "पेज नहीं मिला"):
        assert read(story(headline)).page_kind not in {"error", "challenge"}


def test_sources_read_for_the_headline_serve_again() -> None:
    page = page_of(story(HEADLINE), jsonld(headline=HEADLINE))
    sources = read_sources(page)
    assert headline_candidates(sources) == headline_candidates(page) == [HEADLINE]
    labels, span = labelled(page)
    with_sources = read_metadata(page, labels, span, None, now=NOW, sources=sources)
    assert with_sources == read_metadata(page, labels, span, None, now=NOW)


def test_an_empty_page_has_no_metadata() -> None:
    found = read_metadata(Page(), [], None, None, now=NOW)
    assert found.title is None
    assert found.authors == ()
    assert found.page_kind == "unknown"
    assert found.evidence == {}


NAMES = st.sampled_from(
    [
        "og:title",
        "author",
        "article:tag",
        "robots",
        "og:image",
        "article:published_time",
        "keywords",
        "og:url",
    ]
)
VALUE = st.text(alphabet=st.characters(codec="utf-8", exclude_characters='"<>&'), max_size=40)


@given(st.lists(st.tuples(NAMES, VALUE), max_size=6), st.lists(VALUE, max_size=6), VALUE)
def test_no_page_raises(metas: list[tuple[str, str]], lines: list[str], headline: str) -> None:
    head = "".join(meta(name, value) for name, value in metas)
    body = f"<h1>{headline}</h1>" + "".join(
        f'<p id="{role}-1" class="author date">{line}</p>'
        for role, line in zip(
            ("byline", "paragraph", "caption", "tags", "subtitle", "breadcrumb"), lines, strict=False
        )
    )
    found = read(body, head, url=None)
    for value in (found.title, found.section, *found.authors, *found.tags):
        if value is not None:
            value.encode("utf-8")
            assert value == value.strip()
