"""Parts of a story made one article."""

from newscrawl.extraction.extract import extract
from newscrawl.extraction.joining import Part, join
from newscrawl.items.article import Article, running_text
from newscrawl.items.schema import to_dict, validate

URL = "https://samachar.example/rajya/ganga-ka-jalstar-badha-100045/"
LEAD = "गंगा का जलस्तर शुक्रवार को खतरे के निशान से ऊपर पहुंच गया और तटवर्ती गांवों के लोग ऊंची जगहों पर जाने लगे।"
LINES = (
    "जिलाधिकारी मोहन तिवारी ने बताया कि अब तक चार गांव खाली कराए गए हैं और नावों से लोगों को निकाला जा रहा है।",
    "राहत शिविरों में भोजन और दवा का इंतजाम किया गया है, लेकिन पशुओं के लिए चारे की कमी की शिकायत मिली है।",
    "मौसम विभाग ने अगले दो दिन भारी बारिश की चेतावनी दी है और मछुआरों से नदी में न उतरने की अपील की है।",
)


def _article(*lines: str, picture: str = "", url: str = URL) -> Article:
    image = f'<figure><img src="{picture}" width="800" height="500"></figure>' if picture else ""
    html = (
        '<html lang="hi"><head><meta charset="utf-8"><title>गंगा का जलस्तर बढ़ा, चार गांव खाली</title></head><body>'
        f"<article><h1>गंगा का जलस्तर बढ़ा, चार गांव खाली</h1>{image}"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</article></body></html>"
    )
    found = extract(html.encode(), url=url)
    assert isinstance(found, Article)
    return found


def test_blocks_pictures_and_counts_are_joined() -> None:
    first = _article(LEAD, LINES[0], picture="/a.jpg")
    second = _article(LEAD, LINES[1], LINES[2], picture="/b.jpg", url=URL + "2/")
    joined = join(first, [Part(2, URL + "2/", second)])
    assert [block.text for block in joined.blocks] == [LEAD, *LINES]
    assert joined.text == running_text(joined.blocks)
    assert joined.word_count == first.word_count + second.word_count - len(LEAD.split())
    assert joined.content_hash not in {first.content_hash, second.content_hash}
    assert (joined.url, joined.title, joined.published_at) == (first.url, first.title, first.published_at)
    assert any(image.url.endswith("/b.jpg") for image in joined.images)
    assert validate(to_dict(joined)) == []


def test_a_brief_grows_to_an_article() -> None:
    first = _article(LEAD, LINES[0])
    assert first.page_type == "brief"
    assert join(first, [Part(2, URL, _article(*LINES[1:]))]).page_type == "article"


def test_the_order_is_that_of_the_numbers() -> None:
    parts = [Part(3, URL + "3/", _article(LINES[2])), Part(2, URL + "2/", _article(LINES[1]))]
    assert [block.text for block in join(_article(LEAD), parts).blocks] == [LEAD, LINES[1], LINES[2]]


def test_what_is_missing_stands_in_the_evidence() -> None:
    first = _article(LEAD, LINES[0])
    lost = [Part(2, URL + "2/", None, "fetch/timeout"), Part(3, URL + "3/", first)]
    joined = join(first, lost, beyond=25)
    assert joined.blocks == first.blocks
    raw = joined.evidence["text"].raw or ""
    assert "part 2 is missing: fetch/timeout" in raw
    assert "part 3 repeats" in raw
    assert "up to 25" in raw
