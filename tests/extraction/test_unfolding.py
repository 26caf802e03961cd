"""What a "read more" unfolds is part of the story; what hides for other reasons is not."""

import pytest

from newscrawl import Article, Reject, extract

FIRST = "पिथौरागढ़। मुनस्यारी की सड़क पर गिरा मलबा सोमवार शाम तक हटा लिया गया और छोटे वाहन चलने लगे हैं।"
SECOND = "सीमा सड़क संगठन के मेजर दीपक थापा ने बताया कि बड़े वाहनों को दो दिन और रुकना होगा।"
REST = "सड़क बंद होने से दोनों ओर करीब तीन सौ लोग फंसे थे, जिन्हें स्कूल भवन में ठहराया गया।"
URL = "https://khabar.example/desh/sadak-1.html"


def read(tail: str) -> str:
    body = f"<div class=text><p>{FIRST}</p><p>{SECOND}</p>{tail}</div>"
    found = extract(f'<html lang="hi"><body><h1>मुनस्यारी की सड़क खुली</h1>{body}</body></html>', URL)
    assert isinstance(found, Article)
    return found.text


HIDDEN = f'<div style="display:none"><p>{REST}</p></div>'
SHOWN = f'<div class="fold"><p>{REST}</p></div>'


@pytest.mark.parametrize(
    "tail",
    [
        f"{HIDDEN}<button>पूरी खबर पढ़ें</button>",
        f"{HIDDEN}<a href='#rest'>और पढ़ें</a>",
        f"{HIDDEN}<a href='javascript:void(0)'>Read More...</a>",
        f"<a href='#'>आगे पढ़ें »</a>{HIDDEN}",
        f"{SHOWN}<button><span>Read full story</span></button>",
        f"<details><summary>विस्तार से पढ़ें</summary><p>{REST}</p></details>",
    ],
)
def test_what_is_unfolded_belongs_to_the_story(tail: str) -> None:
    assert read(tail).split("\n\n") == [FIRST, SECOND, REST]


@pytest.mark.parametrize(
    "tail",
    [
        HIDDEN,
        f"{HIDDEN}<a href='/desh/dusri-khabar-2.html'>और पढ़ें</a>",
        f"{HIDDEN}<button>बंद करें</button>",
        f"{HIDDEN}<aside><h3>Read More</h3><ul><li><a href='/k'>मेले की तैयारी शुरू</a></li></ul></aside>",
        f"<div class=note>{SHOWN}</div><aside><h3>Read More</h3><a href='/k'>मेले की तैयारी शुरू</a></aside>",
        f'<div style="display:none"><p><a href="/x">{REST}</a></p></div><button>और पढ़ें</button>',
    ],
)
def test_what_hides_for_other_reasons_does_not(tail: str) -> None:
    assert read(tail).split("\n\n") == [FIRST, SECOND]


STANDFIRST = "मुनस्यारी की सड़क से मलबा हटा लिया गया है।"
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, REST))


def shown_later(body: str) -> Article | Reject:
    head = f"<h1>मुनस्यारी की सड़क खुली</h1><p class=excerpt>{STANDFIRST}</p>"
    return extract(f'<html lang="hi"><body><main>{head}{body}</main></body></html>', URL)


def test_a_body_that_a_script_shows_is_the_story() -> None:
    found = shown_later(f'<div class="article__content" style="display:none">{PARAGRAPHS}</div>')
    assert isinstance(found, Article)
    assert found.text.split("\n\n")[-3:] == [FIRST, SECOND, REST]
    assert found.evidence["text"].raw == "the story is hidden until a script shows it"


SEEN = "<p>मुनस्यारी के व्यापारियों ने बताया कि तीन दिन से दूध और सब्जी की आपूर्ति बंद थी, जो अब शुरू हो गई।</p>"


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="popup" style="display:none">{PARAGRAPHS}</div>',
        f'<div class="story-body" style="display:none"><h1>मेले की तैयारी शुरू</h1>{PARAGRAPHS}</div>',
        f'<div class="story-body" style="display:none"><p>{FIRST}</p></div>',
        f'{SEEN}<div class="story-body" style="display:none">{PARAGRAPHS}</div>',
    ],
)
def test_other_hidden_texts_are_not(body: str) -> None:
    found = shown_later(body)
    assert isinstance(found, Reject) or FIRST not in found.text
