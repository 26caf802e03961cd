"""Labels of single lines between the paragraphs of a story, each with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.extract import read_page
from newscrawl.extraction.hints import NOTHING
from newscrawl.extraction.label import ROLES, _first_labels, _labels_in_turn
from newscrawl.extraction.page import Box, Label, TextBlock
from newscrawl.hindi.remembered import Remembered

HEADLINE = "गोमती पर नए पुल का काम शुरू, अगले साल खुलेगा रास्ता"
BEFORE = [
    "लखनऊ में गोमती नदी पर बनने वाले नए पुल का निर्माण कार्य सोमवार को शुरू हो गया और अधिकारियों ने इसका निरीक्षण किया।",
    "विभाग के अभियंता ने कहा कि नींव की खुदाई का काम दो महीने में पूरा कर लिया जाएगा और बारिश से पहले खंभे खड़े होंगे।",
]
AFTER = [
    "पुल बनने से दोनों किनारों के बीच की दूरी तीन किलोमीटर घट जाएगी और रोज हजारों लोगों का समय बचेगा।",
    "यातायात पुलिस ने निर्माण के दौरान भारी वाहनों के लिए अलग योजना जारी की है और लोगों से सहयोग मांगा है।",
]


def label_of(line: str, marker: str) -> tuple[str, str]:
    paragraphs = [f"<p>{text}</p>" for text in BEFORE] + [line] + [f"<p>{text}</p>" for text in AFTER]
    reading = read_page(
        f"<body><article><h1>{HEADLINE}</h1><div class=text>{''.join(paragraphs)}</div></article></body>"
    )
    assert reading.page is not None
    assert reading.labels is not None
    for block, label in zip(reading.page.blocks, reading.labels, strict=True):
        if marker in block.text:
            assert label.role in ROLES
            assert label.reason
            story = [
                x.role
                for x, y in zip(reading.labels, reading.page.blocks, strict=True)
                if y.text in BEFORE + AFTER
            ]
            assert story == ["paragraph"] * 4
            return label.role, label.reason
    raise AssertionError(f"no block with {marker!r}")


KEPT = [
    ("<p>पुल पर 96 करोड़ रुपये खर्च होंगे।</p>", "96 करोड़", "paragraph"),
    (
        "<p>उन्होंने विज्ञापन देकर लोगों की राय मांगी और कहा कि ऐप पर भी शिकायत की जा सकती है।</p>",
        "विज्ञापन देकर",
        "paragraph",
    ),
    ("<h2>व्यापारियों को राहत</h2>", "व्यापारियों", "heading"),
    ("<ul><li>पुल की लंबाई 412 मीटर</li><li>चौड़ाई 18 मीटर</li></ul>", "412 मीटर", "list_item"),
    (
        "<blockquote><p>यह पुल शहर की पुरानी मांग थी और इसे पूरा करना हमारा वादा था।</p></blockquote>",
        "पुरानी मांग",
        "quote",
    ),
    (
        "<p>अधिकारी <a href=/tag/pul>पुल</a> देखने <a href=/tag/lko>लखनऊ</a> के डालीगंज पहुंचे और काम का जायजा लिया।</p>",
        "डालीगंज",
        "paragraph",
    ),
    ("<p>क्या पुल समय पर बनेगा?</p>", "समय पर", "paragraph"),
]


@pytest.mark.parametrize(("line", "marker", "role"), KEPT)
def test_lines_that_belong_to_the_story(line: str, marker: str, role: str) -> None:
    assert label_of(line, marker)[0] == role


DROPPED = [
    ("<p><a href=/n/1>यमुना में नाव पलटी, सभी यात्री सुरक्षित निकाले गए</a></p>", "यमुना", {"also_read", "related"}),
    ("<p>यह भी पढ़ें: <a href=/n/1>होली पर चलेंगी छह विशेष ट्रेनें</a></p>", "होली", {"also_read"}),
    ("<p>विज्ञापन</p>", "विज्ञापन", {"ad"}),
    ("<div class=ad-unit><p>मकान खरीदें, आसान किस्तों में</p></div>", "मकान", {"ad"}),
    (
        "<div class=related-box><p>हमारी दूसरी खबर का सार यहां लिखा गया है जो इस पन्ने की नहीं है।</p></div>",
        "दूसरी",
        {"related"},
    ),
    ("<figure><img src=/a.jpg><figcaption>निर्माण स्थल पर अधिकारी</figcaption></figure>", "स्थल", {"caption"}),
    ("<p hidden>छिपा हुआ पैराग्राफ जो पाठक को नहीं दिखता है और यहां नहीं आना चाहिए।</p>", "छिपा", {"hidden"}),
    (
        "<aside><p>आज का राशिफल पढ़ें और जानें कि दिन कैसा रहेगा, पूरी जानकारी यहां दी गई है।</p></aside>",
        "राशिफल",
        {"widget"},
    ),
    (
        "<ul><li><a href=/1>पहली दूसरी खबर</a></li><li><a href=/2>तीसरी खबर की सुर्खी</a></li></ul>",
        "तीसरी",
        {"related", "also_read"},
    ),
    (f"<p>{BEFORE[0]}</p>", BEFORE[0], {"paragraph"}),
]


@pytest.mark.parametrize(("line", "marker", "roles"), DROPPED)
def test_lines_that_do_not(line: str, marker: str, roles: set[str]) -> None:
    if marker in BEFORE:
        reading = read_page(
            f"<body><h1>{HEADLINE}</h1><div>{''.join(f'<p>{t}</p>' for t in [*BEFORE, BEFORE[0], *AFTER])}</div>"
        )
        assert reading.labels is not None
        assert [label.role for label in reading.labels].count("duplicate") == 1
        return
    assert label_of(line, marker)[0] in roles


@pytest.mark.parametrize(
    ("between", "role"),
    [
        ("<div><img src=/a.jpg alt=''><span>घाट पर जमा श्रद्धालुओं की भीड़</span></div>", "caption"),
        ("<div>घाट पर जमा श्रद्धालुओं की भीड़, प्रशासन सतर्क</div>", "subtitle"),
    ],
)
def test_what_stands_under_the_headline(between: str, role: str) -> None:
    story = "".join(f"<p>{text}</p>" for text in BEFORE + AFTER)
    reading = read_page(
        f"<body><article><h1>{HEADLINE}</h1>{between}<div class=text>{story}</div></article></body>"
    )
    assert reading.page is not None
    assert reading.labels is not None
    block = next(block for block in reading.page.blocks if "श्रद्धालुओं" in block.text)
    assert reading.labels[block.index].role == role


def test_a_page_without_story_still_labels_every_block() -> None:
    reading = read_page("<nav><a href=/>होम</a></nav><p>x</p>")
    assert reading.page is not None
    assert reading.labels is not None
    assert len(reading.labels) == len(reading.page.blocks)
    assert all(label.role in ROLES and label.reason for label in reading.labels)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["", "display:none"])), max_size=20),
    st.integers(0, 6),
    st.integers(0, 6),
)
def test_first_labels_are_the_same_compiled_or_not(
    places: list[tuple[int, str]], first: int, last: int
) -> None:
    boxes = [Box("div", f"name-{index % 3}", None, index) for index in range(6)]
    blocks = [TextBlock("क", boxes[at], index, hidden=hidden) for index, (at, hidden) in enumerate(places)]
    away = [NOTHING, Label("ad", "class ad")] * 3
    beside = Remembered(lambda hints: Label("widget", hints))
    given_ = blocks, range(first, last), away, beside, lambda block: Label("hidden", block.hidden)
    labels, inside = _first_labels(*given_)
    assert (labels, inside) == _labels_in_turn(*given_)
    assert inside == [index for index, (at, _) in enumerate(places) if first <= at < last]
