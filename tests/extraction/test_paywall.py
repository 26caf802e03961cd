"""Stories that are not free: what a page states, and what it prints where the story breaks off."""

import pytest

import newscrawl

HEADLINE = "गोमती पर नए पुल का काम शुरू, मार्च तक पूरा होगा"
PARAGRAPHS = [
    "लखनऊ में गोमती पर बन रहे नए पुल का काम शुरू हो गया है और इसे अगले साल मार्च तक पूरा करने का लक्ष्य है।",
    "मंत्री ने शनिवार को कहा कि पुल के दोनों ओर सड़कें चौड़ी होंगी और नदी के किनारे पेड़ लगाए जाएंगे।",
    "ठेकेदार ने समय बढ़ाने की माँग की है, जबकि विभाग का कहना है कि लागत में कोई बदलाव नहीं होगा।",
]
BROKEN = "इसके बाद जिला प्रशासन ने यह भी तय किया कि पुल के दोनों ओर की दुकानें..."


def read(behind: str, *, inside: bool = True, broken: bool = False, head: str = "") -> newscrawl.Article:
    lines = [*PARAGRAPHS, BROKEN] if broken else PARAGRAPHS
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        f"<html lang=hi><head><title>{HEADLINE}</title>{head}</head><body>"
        '<header><a href="/login">Login</a> <a href="/plans">Subscribe</a></header>'
        f"<article><h1>{HEADLINE}</h1><div class=story>{body}{behind if inside else ''}</div>"
        f"{'' if inside else behind}</article><footer>© गोमती समाचार</footer></body></html>"
    )
    item = newscrawl.extract(html, "https://khabar.example/pul-ka-kaam-shuru-4412873")
    assert isinstance(item, newscrawl.Article)
    assert item.text == "\n\n".join(lines)
    return item


WALLS = [
    "पूरी खबर पढ़ने के लिए लॉगिन करें",
    "इस लेख को पूरा पढ़ने के लिए सदस्यता लें।",
    "आगे पढ़ने के लिए लॉग इन करें",
    "यह लेख केवल सदस्यों के लिए है। पूरा लेख पढ़ने के लिए साइन इन करें।",
    "Subscribe to continue reading",
    "This article is for subscribers only",
]


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("inside", [True, False])
def test_a_notice_behind_the_story_says_so(wall: str, inside: bool) -> None:
    item = read(f"<div><p>{wall}</p><button>आगे</button></div>", inside=inside)
    assert item.paywalled is True
    assert item.evidence["paywalled"].source == "notice behind the story"
    assert item.evidence["paywalled"].raw == wall


@pytest.mark.parametrize("line", ["लॉगिन करें", "Sign in", "प्रीमियम", "Already a subscriber? Sign in"])
def test_where_the_story_breaks_off_any_wall_does(line: str) -> None:
    behind = f'<div class="paywall-box">{line}</div>'
    assert read(behind, broken=True).paywalled is True
    assert read(behind, broken=False).paywalled is None


@pytest.mark.parametrize(
    "behind",
    [
        "",
        "<p>टिप्पणी करने के लिए लॉगिन करें</p>",
        "<p>Log in to leave a comment</p>",
        "<div class=newsletter><p>हमारे न्यूज़लेटर को सब्सक्राइब करें</p></div>",
        "<p>पूरी खबर पढ़ने के लिए हमारे व्हाट्सऐप चैनल से जुड़ें</p>",
        "<p>हमारे यूट्यूब चैनल को सब्सक्राइब करें</p>",
        "<div hidden><p>पूरी खबर पढ़ने के लिए लॉगिन करें</p></div>",
        "<h3>यह भी पढ़ें</h3><p>Subscribe to continue reading</p>",
    ],
)
@pytest.mark.parametrize("broken", [True, False])
def test_other_lines_do_not(behind: str, broken: bool) -> None:
    assert read(behind, broken=broken).paywalled is None


def test_what_is_stated_comes_first() -> None:
    head = '<meta name="article:content_tier" content="free">'
    item = read("<p>पूरी खबर पढ़ने के लिए लॉगिन करें</p>", head=head)
    assert item.paywalled is False
    assert item.evidence["paywalled"].source == "article:content_tier"
