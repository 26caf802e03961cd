"""Sections under a heading of their own, lists of teasers, stories loaded behind the page's own."""

import pytest

from newscrawl import Article, extract

URL = "https://khabar.example/desh/tapovan-1.html"
TITLE = "जोशीमठ में दरार वाले 31 घर खाली कराए गए"
STORY = [
    "जोशीमठ के सिंहधार वार्ड में बुधवार को दरार वाले 31 घर खाली कराए गए और परिवारों को होटलों में ठहराया गया।",
    "एसडीएम कुमकुम नौटियाल ने बताया कि भूवैज्ञानिकों का दल शनिवार तक अपनी रिपोर्ट देगा।",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
COMMENT = "<p>सरकार को पहले ही सुन लेना चाहिए था, लोग दो साल से दरारें दिखा रहे थे।</p>"
TEASER = "<div><h4><a href='/x-{n}'>{head}</a></h4><p>{text}</p></div>"
TEASERS = [
    ("मसूरी में पर्यटकों की भीड़", "सप्ताहांत में होटल भरे रहे और माल रोड पर वाहनों की आवाजाही बंद रही।"),
    ("कोटद्वार में हाथी का झुंड", "लालढांग रेंज के कर्मचारियों ने रात भर गश्त कर झुंड को जंगल की ओर भेजा।"),
    ("हल्द्वानी में मंडी बंद", "आढ़तियों ने शुल्क बढ़ाने के विरोध में सोमवार तक कारोबार बंद रखने का निर्णय लिया।"),
]
LIST = "".join(TEASER.format(n=n, head=head, text=text) for n, (head, text) in enumerate(TEASERS))


def read(before: str = "", behind: str = "", body: str = BODY) -> Article:
    story = f"<div><h1>{TITLE}</h1>{body}</div>"
    found = extract(f'<html lang="hi"><body>{before}{story}{behind}</body></html>', URL)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("heading", ["टिप्पणियां", "और पढ़ें", "संबंधित खबरें", "लेखक के बारे में"])
@pytest.mark.parametrize("wrapper", ["<h3>{}</h3>", "<div><h3>{}</h3></div>"])
def test_a_section_under_its_own_heading_is_beside_the_story(heading, wrapper):
    section = f"<div>{wrapper.format(heading)}<div><b>मनोज</b></div>{COMMENT}</div>"
    assert read(body=BODY + section).text.split("\n\n") == STORY


def test_a_heading_that_names_a_section_heads_no_story():
    # The body's own first line: what follows is most of the page's prose.
    body = f"<div><h3>और पढ़ें</h3>{BODY}</div>"
    assert read(body=body).text.split("\n\n") == STORY


@pytest.mark.parametrize("place", ["before", "behind"])
@pytest.mark.parametrize("story", [STORY, STORY[:1]])
def test_a_list_of_teasers_is_not_the_story_however_short_that_is(place, story):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story)
    found = read(body=body, **{place: f"<div><h3>राज्य</h3>{LIST}</div>"})
    assert found.text.split("\n\n") == story


def test_linked_headings_over_paragraphs_are_the_story_where_there_is_no_other():
    intro = "<p>सर्दी में पहाड़ घूमने की सोच रहे हैं तो इन तीन जगहों के बारे में जान लेना आपके काम आएगा।</p>"
    text = read(body=f"<div>{intro}{LIST}</div>").text
    assert all(sentence in text for _, sentence in TEASERS)


def test_links_within_the_page_are_no_teasers():
    entries = LIST.replace("href='/x-", "href='#x-")
    text = read(body=f"{BODY}<div>{entries}</div>").text
    assert all(sentence in text for _, sentence in TEASERS)


@pytest.mark.parametrize(
    "byline",
    ["By मोहन लाल | 21 नवंबर 2026", "न्यूज डेस्क, देहरादून 21 Nov 2026 10:05 AM", "लेखक: रीना नेगी, 21 नवंबर 2026"],
)
def test_another_story_behind_it_is_left_out(byline):
    other = "".join(f"<p>{sentence}</p>" for _, sentence in TEASERS)
    behind = f"<div><h2>मसूरी में पर्यटकों की भीड़, माल रोड बंद</h2><div>{byline}</div>{other}</div>"
    found = read(behind=behind)
    assert found.text.split("\n\n") == STORY
    assert found.title == TITLE


def test_dated_entries_of_the_story_itself_stay():
    entries = "".join(
        f"<div><h2>सिंहधार वार्ड का हाल, भाग {n}</h2><div>22 नवंबर 2026, 1{n}:25</div><p>{text}</p></div>"
        for n, (_, text) in enumerate(TEASERS)
    )
    text = read(body=f"<div>{BODY}{entries}</div>").text
    assert all(sentence in text for _, sentence in TEASERS)


def test_the_headline_in_a_bar_at_the_top_is_not_the_headline():
    bar = f"<div><h2>{TITLE}</h2><a href='/share'>शेयर</a></div>"
    found = read(before=bar)
    assert found.text.split("\n\n") == STORY
    assert found.subtitle is None


def test_paragraphs_each_in_an_element_of_its_own_stay_together():
    boxes = "".join(f"<section><p>{paragraph}</p></section>" for paragraph in STORY)
    menus = "".join(f"<div>{word}</div>" for word in ("देश", "खेल", "फोटो", "वीडियो", "राशिफल", "मौसम") * 3)
    assert read(body=boxes + menus).text.split("\n\n") == STORY


def test_another_story_under_a_headline_of_the_same_markup_needs_a_date_alone():
    other = (
        f"<section><h1>मसूरी में पर्यटकों की भीड़, माल रोड पर जाम</h1><p>खबर 24, 3 मई 2026</p>{COMMENT}</section>"
    )
    story = f"<section><h1>{TITLE}</h1><p>खबर 24, 4 मई 2026</p>{BODY}</section>"
    found = extract(f'<html lang="hi"><body><div>{story}{other}</div></body></html>', URL)
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == STORY
    # A sentence with a date in it is no such line.
    told = "<h1>दरारें कब से दिख रही हैं</h1><p>पहली दरार 3 मई 2024 को मनोहर बाग के एक घर में दिखी थी।</p>"
    found = extract(f'<html lang="hi"><body><div><h1>{TITLE}</h1>{BODY}{told}</div></body></html>', URL)
    assert isinstance(found, Article)
    assert "मनोहर बाग" in found.text


COMMENTS = [
    "यह बहुत जरूरी खबर है, प्रशासन को इस पर तुरंत ध्यान देना चाहिए और लोगों की मदद करनी चाहिए।",
    "हमारे मोहल्ले में भी तीन घरों में दरारें आई हैं, कोई देखने नहीं आया। अब हम कहां जाएं।",
    "अच्छी रिपोर्ट है, धन्यवाद। आगे भी ऐसे ही पहाड़ की जमीनी खबरें दिखाते रहिए।",
]


@pytest.mark.parametrize("answer", ["जवाब दें", "Reply", "रिप्लाई करें"])
def test_pieces_that_can_be_answered_are_readers_comments(answer):
    pieces = "".join(
        f"<div><b>मनोज</b><span>2 घंटे पहले</span><div>{text}</div><button>{answer}</button></div>"
        for text in COMMENTS
    )
    story = "".join(f"<div>{paragraph}</div>" for paragraph in STORY)
    page = f"<main><div><h1>{TITLE}</h1><div>{story}</div></div><div><div>आपकी बात</div>{pieces}</div></main>"
    found = extract(f'<html lang="hi"><body>{page}</body></html>', URL)
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == STORY
    # The story itself may be answered, too.
    assert read(body=f"{BODY}<button>{answer}</button>").text.split("\n\n") == STORY
