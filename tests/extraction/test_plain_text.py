"""Flattened texts: the story between the residue of its page."""

import pytest

from newscrawl import Article, Reject, clean_text
from newscrawl.items.reject import Reason

TITLE = "जिला अस्पताल में डायलिसिस की दस नई मशीनें लगीं"
STORY = [
    "हजारीबाग, 4 मार्च (भाषा)। सदर अस्पताल में बुधवार को डायलिसिस की दस नई मशीनें लगाई गईं और मरीजों को राहत मिली।",
    "सिविल सर्जन ने बताया कि नई इकाई चौबीस घंटे चलेगी और रोज करीब चालीस मरीजों का डायलिसिस किया जा सकेगा।",
    "अस्पताल में भर्ती मनोज महतो ने कहा कि पहले उन्हें सप्ताह में दो बार रांची जाना पड़ता था।",
    "स्वास्थ्य विभाग ने आश्वासन दिया है कि तकनीशियनों के खाली पद इसी महीने भर दिए जाएंगे।",
]


def clean(*lines: str) -> Article:
    found = clean_text("\n".join(lines))
    assert isinstance(found, Article), found
    return found


def test_a_clean_story_stays_as_it_is() -> None:
    found = clean(TITLE, *STORY)
    assert found.title == TITLE
    assert found.text == "\n\n".join(STORY)
    assert (found.place, found.agency) == ("हजारीबाग", "भाषा")


BETWEEN = [
    "यह भी पढ़ें: रिम्स में अब ऑनलाइन मिलेगा पर्चा",
    "विज्ञापन",
    "- Advertisement -",
    "https://khabar.example/n/1",
    "शेयर करें",
]


@pytest.mark.parametrize("line", BETWEEN)
def test_residue_between_paragraphs_goes(line: str) -> None:
    assert clean(TITLE, *STORY[:2], line, *STORY[2:]).text == "\n\n".join(STORY)


HEAD = ["होम", "Home » झारखंड", "देश", "By admin", "March 4, 2026", "Facebook", "WhatsApp", "0", "318 Views"]
TAIL = [
    "LEAVE A REPLY",
    "Save my name, email, and website in this browser for the next time I comment.",
    "RELATED ARTICLES",
]


def test_head_and_tail_go() -> None:
    found = clean(
        TITLE, *HEAD, *STORY, "TAGS", "Previous article", "बोकारो में खुलेगा सौ बिस्तरों का नया अस्पताल", *TAIL
    )
    assert found.text == "\n\n".join(STORY)
    assert found.title == TITLE


def test_a_paragraph_that_stands_twice_comes_once() -> None:
    assert clean(TITLE, *STORY, *STORY).text == "\n\n".join(STORY)


@pytest.mark.parametrize("space", ["\r\n", "\n\n\n", "\n \t\n", "\u2028"])
def test_any_line_end_parts_lines(space: str) -> None:
    found = clean_text(space.join([TITLE, *STORY]))
    assert isinstance(found, Article)
    assert found.text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        (" \n\t\n\u200b", Reason.EMPTY),
        ("\x00\x01", Reason.EMPTY),
        ("होम\nदेश\nखेल\nसंपर्क", Reason.NO_STORY),
        ("x" * (9 * 1024 * 1024), Reason.TOO_LARGE),
    ],
    ids=["nothing", "white space", "controls", "a menu", "too much"],
)
def test_what_holds_no_story_says_so(text: str, reason: Reason) -> None:
    found = clean_text(text, url="https://khabar.example/a")
    assert isinstance(found, Reject)
    assert found.reason is reason
    assert found.url == "https://khabar.example/a"


def test_a_list_of_teasers_is_a_listing() -> None:
    teasers = [
        line
        for i in range(8)
        for line in (
            f"शहर की खबर {i}: अस्पताल में लगीं नई मशीनें",
            f"{i + 1} मार्च 2026",
            "मरीजों को अब इंतजार नहीं करना होगा और...",
        )
    ]
    found = clean_text("\n".join(teasers))
    assert isinstance(found, Reject)


def test_several_stories_in_one_text_are_said() -> None:
    body = "में जिला प्रशासन ने सोमवार को बाढ़ से प्रभावित परिवारों के लिए राहत शिविर खोले और डॉक्टरों की टीमें भेजीं।"
    text = "\n".join(f"बाढ़ से राहत के लिए {town} में शिविर\n{town}, 14 जुलाई। {town} {body}" for town in TOWNS)
    found = clean_text(text)
    assert isinstance(found, Article)
    assert (
        found.evidence["text"].raw
        == "3 stories in one text, told by their datelines; the title is the first one's"
    )
    one = clean_text(text.split("\n\n")[0].splitlines()[0] + "\n" + text.splitlines()[1])
    assert isinstance(one, Article)
    assert one.evidence["text"].raw is None


TOWNS = ("पटना", "गोरखपुर", "बलिया")


MENU = ["जनहित समाचार", "बुधवार, 4 मार्च 2026", "देश", "झारखंड"]
OTHERS = [
    "रांची विश्वविद्यालय में दाखिले की तारीख बढ़ाई गई",
    "धनबाद में कोयले की ढुलाई फिर शुरू, जाम से राहत",
    "दुमका के मेले में तीरंदाजी की प्रतियोगिता कल से",
]


def test_names_dates_and_tickers_above_the_headline_are_no_headline() -> None:
    found = clean(
        *MENU, "ब्रेकिंग: राजधानी में बिजली आपूर्ति बहाल।", TITLE, "रमेश महतो, हजारीबाग। 4 मार्च 2026 18:05", *STORY
    )
    assert found.title == TITLE
    assert found.text == "\n\n".join(STORY)


def test_a_list_of_dated_headlines_behind_a_story_makes_no_listing_of_it() -> None:
    dated = [line for other in OTHERS * 2 for line in (other, "3 मार्च 2026")]
    assert clean(TITLE, *STORY, "ताजा खबरें", *dated).text == "\n\n".join(STORY)


def test_headlines_under_their_own_heading_end_the_story() -> None:
    excerpts = [line for other in OTHERS for line in (other, "प्रशासन ने इसकी जानकारी बुधवार को दी है।")]
    assert clean(TITLE, *STORY, "ताजा खबरें", *excerpts).text == "\n\n".join(STORY)


TEASERS = [
    ("रांची विश्वविद्यालय में दाखिले की तारीख बढ़ाई गई", "कुलपति ने बताया कि छात्र अब तीस जून तक आवेदन कर सकेंगे।"),
    (
        "धनबाद में कोयले की ढुलाई फिर शुरू, जाम से राहत",
        "तीन दिन से ठप ढुलाई मंगलवार की सुबह शुरू हुई और ट्रकों की कतार छोटी होने लगी।",
    ),
    ("दुमका के मेले में तीरंदाजी की प्रतियोगिता कल से", "बारह जिलों के सौ से ज्यादा तीरंदाज इसमें निशाना साधेंगे।"),
    ("बोकारो में सौ बिस्तरों का नया छात्रावास खुलेगा", "राज्य सरकार ने इसके लिए जमीन दे दी है और काम जल्द शुरू होगा।"),
    (
        "गिरिडीह में हाथियों के झुंड ने रौंदी धान की फसल",
        "वन विभाग की टीम रात भर हाथियों को जंगल की ओर लौटाने में लगी रही और सुबह झुंड नदी पार कर गया।",
    ),
]


@pytest.mark.parametrize("count", [3, 5])
@pytest.mark.parametrize("between", [(), ("3 मार्च 2026",), ("झारखंड",), ("और पढ़ें",)])
def test_teasers_under_no_heading_end_the_story(count: int, between: tuple[str, ...]) -> None:
    teasers = [line for head, told in TEASERS[:count] for line in (head, *between, told)]
    assert clean(TITLE, *STORY, *teasers).text == "\n\n".join(STORY)
    assert clean(TITLE, " ".join(STORY), "शेयर करें", *teasers).text == " ".join(STORY)


def test_sections_of_one_paragraph_stay() -> None:
    sections = [
        ("मशीनों की देखरेख", "मशीनों की देखरेख तीन तकनीशियन करेंगे और सिविल सर्जन हर सप्ताह अस्पताल की इकाई देखेंगे।"),
        ("इलाज का खर्च", "डायलिसिस के मरीजों से कोई शुल्क नहीं लिया जाएगा और दवा भी अस्पताल से ही मिलेगी।"),
        ("बस की सुविधा", "दूर के मरीजों को अस्पताल लाने के लिए रोज सुबह सात बजे हर प्रखंड से एक बस चलेगी।"),
    ]
    lines = [line for section in sections for line in section]
    assert clean(TITLE, *STORY, *lines).text == "\n\n".join([*STORY, *lines])
    teasers = [line for teaser in TEASERS for line in teaser]
    assert clean(TITLE, *STORY, *lines, *teasers).text == "\n\n".join([*STORY, *lines])


def test_the_line_under_a_heading_about_the_author_goes() -> None:
    bio = "रमेश महतो बारह साल से पत्रकारिता में हैं और खनन पर लिखते हैं।"
    assert bio not in clean(TITLE, *STORY, "लेखक के बारे में", bio, "शेयर करें").text


@pytest.mark.parametrize(
    "above",
    [
        OTHERS[1:2],
        ["ताजा:", *OTHERS[1:]],
        [" || ".join(OTHERS)],
        [f"Home झारखंड {TITLE}"],
        ["आज: बुधवार, 4 मार्च 2026"],
    ],
)
def test_the_headline_has_the_words_of_the_story(above: list[str]) -> None:
    found = clean(*above, TITLE, "रमेश महतो", *STORY)
    assert found.title == TITLE
    assert found.text == "\n\n".join(STORY)


def test_a_headline_without_them_stays_where_no_other_line_has_more() -> None:
    assert (
        clean("बीमारी से लड़ती जिंदगी का नया अध्याय", OTHERS[0], *STORY).title
        == "बीमारी से लड़ती जिंदगी का नया अध्याय"
    )


def test_the_date_below_the_headline_comes_before_todays() -> None:
    found = clean("सोमवार, 30 नवंबर 2026", TITLE, "By रमेश महतो", "4 मार्च 2026", *STORY)
    assert found.published_at == "2026-03-04T00:00:00+05:30"
    standfirst = "दस नई मशीनों से रोज चालीस मरीजों का डायलिसिस होगा"
    found = clean("सोमवार, 30 नवंबर 2026", TITLE, standfirst, "By रमेश महतो", "4 मार्च 2026", *STORY)
    assert found.published_at == "2026-03-04T00:00:00+05:30"


def test_lines_of_the_byline_between_standfirst_and_story_go() -> None:
    standfirst = "अस्पताल में दस नई मशीनें लगने से रोज चालीस मरीजों का डायलिसिस हो सकेगा।"
    lines = ["By", "रमेश महतो", "-", "4 मार्च 2026", "सेव करें", "0"]
    assert clean(TITLE, standfirst, *lines, *STORY).text == "\n\n".join([standfirst, *STORY])
    assert clean(TITLE, *STORY[:2], "मरीजों को राहत", *STORY[2:]).text == "\n\n".join(
        [*STORY[:2], "मरीजों को राहत", *STORY[2:]]
    )


def test_tags_end_a_story_and_hashtags_do_not() -> None:
    bio = "रमेश महतो जनहित समाचार के साथ बारह साल से जुड़े हैं और खनन पर लिखते हैं।"
    assert clean(TITLE, *STORY, "TAGS", "अस्पताल", "हजारीबाग", bio).text == "\n\n".join(STORY)
    assert clean(TITLE, *STORY[:3], "#हजारीबाग #अस्पताल", STORY[3]).text == "\n\n".join(STORY)


def test_another_storys_link_in_brackets_is_cut_off() -> None:
    linked = f"{STORY[1]} (यह भी पढ़ें: {OTHERS[0]})"
    assert clean(TITLE, STORY[0], linked, *STORY[2:]).text == "\n\n".join(STORY)


def test_an_embedded_post_below_the_opening_gives_neither_author_nor_date() -> None:
    lines = [
        "गोमती पर नए पुल का काम बारिश के बाद फिर शुरू होगा",
        "लखनऊ में गोमती पर बन रहे पुल का काम जलस्तर बढ़ने से रुका हुआ है और ठेकेदार ने मशीनें हटा ली हैं।",
        "पुल का काम बारिश थमते ही शुरू होगा। pic.example/2f",
        "— सेतु विभाग (@setu_vibhag) September 10, 2018",
        "विभाग के अभियंता सुरेश वर्मा ने बताया कि खंभों की जांच पूरी हो चुकी है और अगले महीने ढलाई होगी।",
        "स्थानीय लोगों का कहना है कि पुल बनने से शहर के दोनों हिस्सों के बीच आधे घंटे का समय बचेगा।",
    ]
    found = clean_text("\n".join(lines))
    assert isinstance(found, Article)
    assert found.authors == ()
    assert found.published_at is None
