import pytest
from metadata_pages import LONG, jsonld, meta, read, sources_of, story

from newscrawl import Reject, extract
from newscrawl.extraction.page_type import judge_kind
from newscrawl.items.reject import Reason

ROOT = "https://www.gomtisamachar.in"
SLUG = "/pul-ka-kaam-shuru-hua-lucknow-mein-4412873.html"


def kind(body_class: str = "", head: str = "", path: str = "/x") -> str:
    sources = sources_of("", head, url=ROOT + path)
    sources.page.body_classes = body_class
    return judge_kind(sources)[0]


@pytest.mark.parametrize(
    ("body_class", "expected"),
    [
        ("post-template-default single single-post postid-14 single-format-standard", "article"),
        ("home blog wp-embed-responsive", "home"),
        ("home page-template page page-id-7", "home"),
        ("archive category category-khel category-8", "listing"),
        ("archive date", "listing"),
        ("archive tag tag-14", "tag"),
        ("archive author author-sunil author-3", "author"),
        ("search search-results", "search"),
        ("error404", "error"),
        ("page-template-default page page-id-175", "static"),
        ("some theme classes", "unknown"),
    ],
)
def test_kind_by_body_classes(body_class: str, expected: str) -> None:
    assert kind(body_class) == expected


@pytest.mark.parametrize(
    ("head", "path", "expected"),
    [
        (jsonld(headline="क"), "/x", "article"),
        (jsonld(**{"@type": "CollectionPage"}), "/x", "listing"),
        (jsonld(**{"@type": "SearchResultsPage"}), "/x", "search"),
        (jsonld(**{"@type": "ProfilePage"}), "/x", "author"),
        (jsonld(**{"@type": "AboutPage"}), "/x", "static"),
        (meta("og:type", "article"), "/x", "article"),
        (meta("og:type", "profile"), "/x", "author"),
        ("<title>Page not found | Gomti Samachar</title>", "/x", "error"),
        ("<title>404 | Gomti Samachar</title>", "/x", "error"),
        ("<title>Error 404 - Gomti Samachar</title>", "/x", "error"),
        ("<title>Gomti Samachar - 404</title>", "/x", "error"),
        ("<title>404 Not Found</title>", "/x", "error"),
        ("<title>पेज नहीं मिला</title>", "/x", "error"),
        ("<title>खबर नहीं मिली | गोमती समाचार</title>", "/x", "error"),
        ("<title>404 गांवों में पानी, राहत के लिए नावें भेजी गईं</title>", "/x", "unknown"),
        ("<title>नदी का जलस्तर बढ़ा, 404 गांवों में पानी</title>", "/x", "unknown"),
        ("<title>तीन दिन बाद भी डूबे युवक का शव नहीं मिला</title>", "/x", "unknown"),
        ("<title>Missing trekkers not found after a week</title>", "/x", "unknown"),
        ("", "/", "home"),
        ("", SLUG, "article"),
        ("", "/tag/lucknow", "tag"),
        ("", "/author/sunil", "author"),
        ("", "/category/khel/page/2", "listing"),
        ("", "/?s=pul", "search"),
        ("", "/privacy-policy", "static"),
        ("", "/feed/", "feed"),
        # og:type article on a home page and NewsArticle objects in a list are common mistakes.
        (meta("og:type", "article"), "/", "home"),
        (jsonld(headline="क") * 8, "/category/khel", "listing"),
        (jsonld(headline="क") + meta("og:type", "website"), SLUG, "article"),
    ],
)
def test_kind_by_data_and_address(head: str, path: str, expected: str) -> None:
    assert kind("", head, path) == expected


def test_the_kind_comes_with_its_reasons() -> None:
    metadata = read(story(), jsonld(headline="गोमती") + meta("og:type", "article"))
    assert metadata.page_kind == "article"
    assert metadata.kind_reason.startswith("jsonld.newsarticle, og:type")


ENTRY = '<p id="live_entry-1" class="live-update">13:4{0} पुल पर काम जारी</p>'
PICTURES = (
    '<figure class="gallery-item"><img src="/a{0}.jpg">'
    '<figcaption id="caption-1">दृश्य ({0}/5)</figcaption></figure>'
)


@pytest.mark.parametrize(
    ("headline", "head", "between", "path", "expected"),
    [
        ("पुल का काम शुरू", "", "", SLUG, "article"),
        ("LIVE: पुल का उद्घाटन", "", "".join(ENTRY.format(n) for n in range(4)), SLUG, "live"),
        ("LIVE: पुल का उद्घाटन", "", "", SLUG, "article"),
        ("पुल का उद्घाटन", jsonld(**{"@type": "LiveBlogPosting"}), "", SLUG, "live"),
        ("पुल का उद्घाटन", "", "".join(ENTRY.format(n) for n in range(8)), SLUG, "live"),
        ("तस्वीरों में देखें नया पुल", "", "".join(PICTURES.format(n) for n in range(1, 6)), SLUG, "gallery"),
        (
            "नया पुल",
            "",
            "".join(PICTURES.format(n) for n in range(1, 6)),
            "/photos/naya-pul-kaisa-dikhta-hai-4412.html",
            "gallery",
        ),
        ("VIDEO: नया पुल", "", '<video src="/v.mp4"></video>', SLUG, "video"),
        ("नया पुल", jsonld(**{"@type": "VideoObject"}), "", SLUG, "video"),
        ("नया पुल", "", '<video src="/v.mp4"></video>', SLUG, "article"),
        ("नया पुल", "", "", "/web-stories/naya-pul", "web_story"),
    ],
)
def test_type(headline: str, head: str, between: str, path: str, expected: str) -> None:
    metadata = read(story(headline, between), head, url=ROOT + path)
    assert metadata.page_type == expected


def test_a_story_under_sixty_words_is_a_brief() -> None:
    short = '<h1 id="title-1">पुल</h1><p id="paragraph-1">पुल का काम शुरू हुआ।</p>'
    assert read(short).page_type == "brief"
    assert read(short + f'<p id="paragraph-2">{LONG * 3}</p>').page_type == "article"


CARDS = "".join(
    f'<div><h3><a href="/x/{n}">गोमती पार के मोहल्लों में नई बस सेवा {n}</a></h3><p>बस हर बीस मिनट पर चलेगी।</p></div>'
    for n in range(6)
)
INTRO = "<p>खेल की ताजा खबरें और आज के मुख्य समाचार हिंदी में पढ़ें, सबसे पहले गोमती समाचार पर।</p>"
BRIEF = "<p>लखनऊ के इकाना स्टेडियम में रविवार का मैच बारिश के कारण रद्द कर दिया गया है।</p>"


@pytest.mark.parametrize(
    ("body", "listing"),
    [
        (f"<h1>खेल समाचार</h1>{INTRO}<div>{CARDS}</div>", True),
        (f"<h1>खेल समाचार</h1><div>{CARDS}</div>", True),
        (f"<h1>नवंबर 2026</h1><div>{CARDS}</div><div>{INTRO}</div>", True),
        (f"<h1>मैच रद्द हुआ</h1><div>By सुनील रावत | 8 नवंबर 2026</div>{BRIEF}<div>{CARDS}</div>", False),
        (f"<h1>बारिश से इकाना का मैच रद्द, टिकट के पैसे लौटेंगे</h1>{BRIEF}<div>{CARDS}</div>", False),
    ],
)
def test_a_label_over_linked_headlines_is_a_list(body: str, listing: bool) -> None:
    found = extract(f'<html lang="hi"><body>{body}</body></html>', ROOT + "/x")
    assert isinstance(found, Reject) is listing
    assert not listing or found.reason is Reason.LISTING
