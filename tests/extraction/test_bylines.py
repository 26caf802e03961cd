import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metadata_pages import jsonld, meta, read, sources_of, story

from newscrawl.extraction.bylines import find_authors
from newscrawl.extraction.names import clean_name, is_agency, is_desk, romanised, segments, split_people

SITE = meta("og:site_name", "Gomti Samachar")
PERSON = {"@type": "Person", "name": "सुनील रावत"}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("By Sunil Rawat", "Sunil Rawat"),
        ("Written by: Sunil Rawat", "Sunil Rawat"),
        ("द्वारा: सुनील रावत", "सुनील रावत"),
        ("द्वारा लिखित: सुनील रावत", "सुनील रावत"),
        ("सुनील रावत द्वारा", "सुनील रावत"),
        ("लेखक - सुनील रावत", "सुनील रावत"),
        ("Von Jana Beispiel", "Jana Beispiel"),
        ("  सुनील   रावत ,", "सुनील रावत"),
        ("Sunil Rawat (Senior Editor)", "Sunil Rawat"),
        ("वेब डेस्क (एजेंसी)", "वेब डेस्क (एजेंसी)"),
        ("(Sunil Rawat)", "Sunil Rawat"),
        ("Sunil&nbsp;Rawat", "Sunil Rawat"),
        ("बायोनिक शर्मा", "बायोनिक शर्मा"),
    ],
)
def test_clean_name(raw: str, expected: str) -> None:
    assert clean_name(raw) == expected


@pytest.mark.parametrize("name", ["admin", "Super User"])
def test_the_account_a_site_is_set_up_with_is_no_author(name: str) -> None:
    byline = f'<p>द्वारा लिखित: <span itemprop="author">{name}</span></p>'
    assert read(story(between=byline), jsonld(author={"name": name})).authors == ()
    assert read(story(between=byline), f'<meta name="author" content="{name}">').authors == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Asha Rao and Bina Sen", ["Asha Rao", "Bina Sen"]),
        ("Asha Rao, Bina Sen, Carl Dow and Dev Ek", ["Asha Rao", "Bina Sen", "Carl Dow", "Dev Ek"]),
        ("Asha Rao & Bina Sen", ["Asha Rao", "Bina Sen"]),
        ("Asha Rao/Bina Sen", ["Asha Rao", "Bina Sen"]),
        ("Jana Muster und Kai Probe, Nairobi", ["Jana Muster", "Kai Probe"]),
        ("सुनील रावत और मीना जोशी", ["सुनील रावत", "मीना जोशी"]),
        ("सुनील रावत एवं मीना जोशी", ["सुनील रावत", "मीना जोशी"]),
        ("सुनील रावत, लखनऊ", ["सुनील रावत"]),
        ("सुनील रावत, वरिष्ठ संवाददाता", ["सुनील रावत"]),
        ("सुनील रावत, पिपरिया से", ["सुनील रावत"]),
        ("Asha Rao, Senior Editor", ["Asha Rao"]),
        ("Le Journal et ABC", ["Le Journal et ABC"]),
        ("पल्लवी", ["पल्लवी"]),
        ("विवेक", ["विवेक"]),
        ("", []),
    ],
)
def test_split_people(value: str, expected: list[str]) -> None:
    assert list(split_people(value)) == expected


def test_inverted_names_of_bibliographic_fields() -> None:
    assert split_people("Rawat, Sunil", inverted=True) == ("Sunil Rawat",)
    assert split_people("Rawat, Sunil,", inverted=True) == ("Sunil Rawat",)
    assert split_people("Rawat, Sunil and Joshi, Meena", inverted=True) == split_people(
        "Rawat, Sunil and Joshi, Meena"
    )


def test_segments_tell_writing_from_editing() -> None:
    assert segments("Written by: सुनील रावत, Edited by: मीना जोशी") == (
        (False, "Written by: सुनील रावत"),
        (True, "Edited by: मीना जोशी"),
    )


@pytest.mark.parametrize(
    "name", ["भाषा", "पीटीआई-भाषा", "एएनआई", "PTI", "AFP", "Associated Press", "Associated Press in Delhi"]
)
def test_agencies(name: str) -> None:
    assert is_agency(name)


@pytest.mark.parametrize("name", ["भाषा शर्मा", "Sunil Rawat", "वार्ताकार", ""])
def test_no_agencies(name: str) -> None:
    assert not is_agency(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("न्यूज डेस्क", True),
        ("लखनऊ ब्यूरो", True),
        ("Web Desk", True),
        ("टीमों के नाम", False),
        ("Desmond Kay", False),
    ],
)
def test_desks(name: str, expected: bool) -> None:
    assert is_desk(name) is expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("सुनील रावत", ("सुनील रावत",)),
        (PERSON, ("सुनील रावत",)),
        ([PERSON, {"@type": "Person", "name": "मीना जोशी"}], ("सुनील रावत", "मीना जोशी")),
        ({"@type": "Person", "name": ["सुनील रावत", "मीना जोशी"]}, ("सुनील रावत", "मीना जोशी")),
        ({"@type": "Person", "givenName": "Asha", "familyName": "Rao"}, ("Asha Rao",)),
        ([PERSON, {"@type": "Organization", "name": "Gomti Samachar"}], ("सुनील रावत",)),
        ([PERSON, {"@type": "Person", "name": "न्यूज डेस्क"}], ("सुनील रावत",)),
        (
            [{"@type": "Person", "name": "Asha Rao"}, {"@type": "Organization", "name": "PTI"}],
            ("Asha Rao", "PTI"),
        ),
        ({"@type": "Person", "name": "लखनऊ ब्यूरो"}, ("लखनऊ ब्यूरो",)),
        ({"@type": "Organization", "name": "Gomti Samachar"}, ("Gomti Samachar",)),
        ("Written by: सुनील रावत, Edited by: मीना जोशी", ("सुनील रावत",)),
        ("https://www.facebook.com/gomtisamachar", ()),
        ("editor@gomtisamachar.in", ()),
        ({"@type": "Person"}, ()),
        ({"@id": "#nobody"}, ()),
        (None, ()),
        ([[[[[[["deep"]]]]]]], ()),
        (17, ()),
    ],
)
def test_authors_of_jsonld(author: object, expected: tuple[str, ...]) -> None:
    assert read(story(), SITE + jsonld(author=author)).authors == expected


def test_authors_by_reference() -> None:
    graph = jsonld(**{"@graph": [{"@id": "#p", "@type": "Person", "name": "मीना जोशी"}]})
    assert read(story(), jsonld(author={"@id": "#p"}) + graph).authors == ("मीना जोशी",)


@pytest.mark.parametrize(
    "byline",
    [
        '<div class="author-name">सुनील रावत</div>',
        '<p class="post-meta">8 नवंबर 2026 <a href="/author/sunil">सुनील रावत</a></p>',
        '<p>By <a rel="author" href="/x">सुनील रावत</a> | Updated: 8 Nov 2026, 10:00 IST</p>',
        "<p>लेखक: सुनील रावत</p>",
        "<p>Written by: सुनील रावत | Edited by: मीना जोशी | Updated: 8 Nov 2026</p>",
        '<p>Edited by: <a href="/author/m">मीना जोशी</a></p><p>By <a href="/author/s">सुनील रावत</a></p>',
        '<div id="author_bio-1" class="author-block"><a href="/author/s">सुनील रावत</a></div>',
        '<div class="byline">रिपोर्ट: सुनील रावत, लखनऊ</div>',
        '<div class="author">सुनील रावत शनिवार, 8 नवंबर 2026 (10:00 IST)</div>',
        '<div class="author">सुनील रावत, उत्तर प्रदेश नवंबर 8, 2026 10:00 IST</div>',
        '<div class="author">सुनील रावत Sunday, Nov 8, 2026</div>',
        '<div class="by">By सुनील रावत Publish Date: Sun, 8 Nov 2026 01:58 PM (IST)</div>',
        '<p class="small"><i class="fa fa-user"></i> सुनील रावत <i class="fa fa-eye"></i> 1.2K</p>',
        '<p><i class="far fa-user-circle"></i> सुनील रावत 8 नवंबर 2026, 10:00</p>',
        "<footer><div>Submitted by सुनील रावत on Sun, 11/08/2026 - 13:58</div></footer>",
        "<div>सुनील रावत 8 नवंबर 2026, 10:00</div>",
        "<div>सुनील रावत, लखनऊ। 08/11/2026 10:00</div>",
        "<div>सुनील रावत</div><div>8 नवंबर 2026</div>",
        '<div><span class="author">सुनील रावत</span> <span>8 नवंबर 2026</span></div>',
        '<p><span class="byline">By <b>सुनील रावत</b></span> | लखनऊ | 8 Nov 2026</p>',
        "<div>Written by: सुनील रावत | Edited by: मीना जोशी | Updated: Sun, 8 Nov 2026 10:00 AM IST</div>",
        "<div>8 नवंबर 2026 | सुनील रावत</div>",
        "<div>सुनील रावत (वरिष्ठ संवाददाता)</div><div>Publish Date: 8 Nov 2026 10:05 AM</div>",
        "<div>सुनील रावत | एजेंसी</div><div>Updated: 8 Nov 2026 | Published: 7 Nov 2026</div>",
        '<a rel="author" href="/x">सुनील रावत, Senior Correspondent</a>',
        '<div class="author">सुनील रावत Senior Correspondent</div>',
        '<ul class="AuthorInfo"><li>सुनील रावत</li><li>Publish Date - 10:00 AM, Sun, 8 November 26</li></ul>',
    ],
)
def test_the_printed_byline(byline: str) -> None:
    assert read(story(between=byline)).authors == ("सुनील रावत",)


@pytest.mark.parametrize(
    "line",
    [
        '<div class="comment-author">राजू</div>',
        '<figcaption class="caption author">फोटो: मीना जोशी</figcaption>',
        '<div class="byline">Updated: 8 Nov 2026</div>',
        '<p><i class="fa fa-users"></i> सुनील रावत</p>',
        '<p><i class="fa fa-user-plus"></i> सुनील रावत</p>',
        '<div class="byline">5 min read</div>',
        '<button class="author">Show authors</button>',
        '<div id="related-1" class="author"><a href="/author/m">मीना जोशी</a></div>',
        '<div class="author">Follow us on Facebook</div>',
        '<div class="author">Publish Date - 10:00 AM, Sun, 8 November 26</div>',
        '<div class="author">Posted time: 10:00</div>',
        '<div class="author">प्रकाशन तिथि: 8 नवंबर 2026</div>',
        '<div id="byline-1">लखनऊ शनिवार, 8 नवंबर 2026</div>',
        "<div>बिहार चुनाव 8 नवंबर 2026</div>",
        "<div>उत्तर प्रदेश | 8 नवंबर 2026</div>",
        "<h4>लेखक के बारे में</h4>",
        '<div class="author">Powered by Disqus</div>',
        '<div class="author"><a href="/author/m">More from this author</a></div>',
        '<div class="author">Bluesky</div>',
        "<div>By Admin | First Published: 8 Nov 2026, 10:05 IST</div>",
        '<div class="author">Nov 8, 2026</div>',
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert read(story(between=line)).authors == ()


@pytest.mark.parametrize(
    ("site", "line", "expected"),
    [
        ("Gomti Samachar", "By गोमती समाचार", ()),
        ("Gomati Samachaar", "By गोमती समाचार | Updated: 8 Nov 2026", ()),
        ("गोमती समाचार", "By गोमती समाचार", ()),
        ("Gomti Samachar", "By गोमती रावत", ("गोमती रावत",)),
        ("Gomti Samachar", "By गोमती समाचार डेस्क", ("गोमती समाचार डेस्क",)),
        ("गोमती समाचार", "गोमती समाचार डेस्क शनिवार, 8 नवंबर 2026", ("गोमती समाचार डेस्क",)),
        ("Gomti Samachar", "वेब डेस्क, 8 नवंबर 2026, 10:00 IST", ("वेब डेस्क",)),
    ],
)
def test_the_sites_own_name_is_no_author_and_its_desk_is(
    site: str, line: str, expected: tuple[str, ...]
) -> None:
    between = f'<div id="byline-1">{line}</div>'
    assert read(story(between=between), meta("og:site_name", site)).authors == expected


@pytest.mark.parametrize(
    ("hindi", "latin"),
    [
        ("गोमती समाचार", "gomtisamachar"),
        ("हिन्दी एक्सप्रेस", "Hindi Express"),
        ("पंजाब न्यूज़", "Punjab News"),
        ("जन\u200dसत्ता", "JanSatta"),
        ("छत्तीस वीक", "Chhattis Week"),
    ],
)
def test_a_name_in_both_scripts(hindi: str, latin: str) -> None:
    assert romanised(hindi) == romanised(latin) != ""


def test_a_fuller_printed_byline_wins() -> None:
    names = [f'<a rel="author" href="#">{name}</a>' for name in ("Asha Rao", "Bina Sen")]
    between = f'<div class="byline">{" ".join(names)}</div>'
    metadata = read(story(between=between), jsonld(author="Bina Sen"))
    assert metadata.authors == ("Asha Rao", "Bina Sen")
    assert metadata.evidence["authors"].source == "byline"


def test_a_person_in_print_wins_over_the_sites_name_in_the_data() -> None:
    between = '<div class="author-name">सुनील रावत</div>'
    head = SITE + jsonld(author={"@type": "Organization", "name": "Gomti Samachar"})
    assert read(story(between=between), head).authors == ("सुनील रावत",)


def test_the_writer_in_print_wins_over_the_editor_in_the_data() -> None:
    between = '<p class="byline">Written by: सुनील रावत | Edited by: मीना जोशी</p>'
    assert read(story(between=between), jsonld(author="मीना जोशी")).authors == ("सुनील रावत",)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="author" content="सुनील रावत">', ("सुनील रावत",)),
        ('<meta name="author" content="Gomti Samachar">', ()),
        (
            meta("article:author", "https://facebook.com/x")
            + '<meta name="dc.creator" content="Rawat, Sunil">',
            ("Sunil Rawat",),
        ),
        (
            meta("twitter:label1", "Written by") + meta("twitter:data1", "सुनील रावत"),
            ("सुनील रावत",),
        ),
        (
            meta("twitter:label1", "Est. reading time") + meta("twitter:data1", "2 मिनट"),
            (),
        ),
    ],
)
def test_authors_of_metas(head: str, expected: tuple[str, ...]) -> None:
    assert read(story(), SITE + head).authors == expected


def test_a_bold_name_above_the_first_paragraph() -> None:
    assert read(story(between='<p id="heading-1"><b>Asha Rao/Bina Sen</b></p>')).authors == (
        "Asha Rao",
        "Bina Sen",
    )
    assert read(story(between='<p id="heading-1"><b>नई दिल्ली</b></p>')).authors == ()


def test_a_byline_below_the_story_counts_under_a_label_only() -> None:
    far = "".join(f"<p>{n}</p>" for n in range(6))
    assert read(story(after=f"{far}<p>लेखक: सुनील रावत</p>")).authors == ("सुनील रावत",)
    assert read(story(after=f"{far}<p class='author'>सुनील रावत</p>")).authors == ()


def test_disagreement_is_recorded() -> None:
    between = '<div class="author-name">मीना जोशी</div>'
    record = read(story(between=between), jsonld(author="सुनील रावत")).evidence["authors"]
    assert (record.source, record.agreement) == ("jsonld.author", "disputed")
    assert record.dissent == ("byline=मीना जोशी",)


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_name_is_read_without_error(stated: str, printed: str) -> None:
    clean_name(stated)
    split_people(stated)
    split_people(stated, inverted=True)
    sources = sources_of(f'<div class="author">{printed}</div>', f'<meta name="author" content="{stated}">')
    find_authors(sources, [], None, range(len(sources.page.blocks)), range(0))
