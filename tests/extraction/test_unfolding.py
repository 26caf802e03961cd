"""What a "read more" unfolds is part of the story; what hides for other reasons is not."""

import pytest

from newscrawl import Article, extract

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
