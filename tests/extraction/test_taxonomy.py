import pytest
from metadata_pages import LONG, jsonld, meta, read, story


def crumbs(*steps: tuple[str, str | None]) -> str:
    items = [
        {"@type": "ListItem", "position": n, "name": name, **({"item": url} if url else {})}
        for n, (name, url) in enumerate(steps, 1)
    ]
    return jsonld(**{"@type": "BreadcrumbList", "itemListElement": items})


ROOT = "https://www.gomtisamachar.in"
OWN = ROOT + "/uttar-pradesh/lucknow/pul-ka-kaam-shuru-4412873.html"
HEADLINE = "गोमती पर नए पुल का काम शुरू"


@pytest.mark.parametrize(
    ("head", "between", "expected"),
    [
        (crumbs(("Home", ROOT + "/"), ("उत्तर प्रदेश", ROOT + "/up"), ("लखनऊ", ROOT + "/up/lko")), "", "लखनऊ"),
        (crumbs(("हिंदी न्यूज़", ROOT), ("लखनऊ", ROOT + "/lko"), (HEADLINE, OWN)), "", "लखनऊ"),
        (crumbs(("होम", None), ("लखनऊ", None), (HEADLINE, None)), "", "लखनऊ"),
        (crumbs(("होम", None), (HEADLINE, None)) + jsonld(articleSection="राज्य"), "", "राज्य"),
        (jsonld(articleSection=["राज्य", "राजनीति"]), "", "राज्य"),
        (meta("article:section", "City &amp; States"), "", "City & States"),
        (meta("article:section", "Uncategorized"), "", None),
        ("", '<div class="cats"><a rel="category tag" href="/c/khel">खेल</a></div>', "खेल"),
        ("", '<div class="post-categories"><a href="/c/khel">खेल</a></div>', "खेल"),
        ("", '<li class="menu-item-object-category"><a href="/c/khel">खेल</a></li>', None),
        ("", "", None),
    ],
)
def test_section(head: str, between: str, expected: str | None) -> None:
    assert read(story(HEADLINE, between), head).section == expected


@pytest.mark.parametrize(
    "trail",
    [
        (
            '<ul class="breadcrumb"><li><a href="/">होम</a></li><li><a href="/up">उत्तर प्रदेश</a></li>'
            "<li>गोमती पर...</li></ul>"
        ),
        '<div class="breadcrumbs"><a href="/">Home</a> / <a href="/up">उत्तर प्रदेश</a></div>',
        '<div id="breadcrumb-1"><a href="/">Home</a><a href="/up">उत्तर प्रदेश</a></div>',
        (
            '<div class="block-inner"><span><a class="x-entry-crumb" href="/">Home</a></span> › '
            '<span><a class="x-entry-crumb" href="/up">उत्तर प्रदेश</a></span></div>'
        ),
        '<div id="tags-1" class="tag-block"><a href="/">होम</a> <a href="/up">उत्तर प्रदेश</a></div>',
    ],
)
def test_a_printed_trail(trail: str) -> None:
    assert read(trail + story(HEADLINE)).section == "उत्तर प्रदेश"


def test_a_menu_that_begins_at_home_is_no_trail() -> None:
    menu = '<div><a href="/">होम</a> | <a href="/up">उत्तर प्रदेश</a> | <a href="/khel">खेल</a></div>'
    assert read(menu + story(HEADLINE)).section is None


@pytest.mark.parametrize(("links", "expected"), [(1, "विषय 0"), (3, "विषय 0"), (4, None)])
def test_links_into_the_folder_of_categories_by_the_headline(links: int, expected: str | None) -> None:
    lines = (f'<div><a href="/category/v{n}/">विषय {n}</a></div>' for n in range(links))
    assert read(story(HEADLINE, "".join(lines))).section == expected


def test_a_trail_of_microdata() -> None:
    step = (
        '<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">'
        '<a itemprop="item" href="{}">'
        '<span itemprop="name">{}</span></a></li>'
    )
    trail = step.format("/", "होम") + step.format("/up", "उत्तर प्रदेश")
    body = f'<ol itemscope itemtype="https://schema.org/BreadcrumbList">{trail}</ol>' + story(HEADLINE)
    assert read(body, meta("article:section", "States")).section == "उत्तर प्रदेश"


@pytest.mark.parametrize(
    ("head", "after", "expected"),
    [
        (meta("article:tag", "पुल") + meta("article:tag", "लखनऊ"), "", ("पुल", "लखनऊ")),
        (meta("article:tag", "पुल, लखनऊ,, पुल"), "", ("पुल", "लखनऊ")),
        (jsonld(keywords=["पुल", "#लखनऊ", ""]), "", ("पुल", "लखनऊ")),
        (jsonld(keywords="पुल, लखनऊ"), "", ("पुल", "लखनऊ")),
        (jsonld(keywords=[{"@type": "DefinedTerm", "name": "पुल"}]), "", ("पुल",)),
        (
            "",
            '<p><a rel="tag" href="/tag/pul">पुल</a> <a rel="tag" href="/tag/lko">लखनऊ</a></p>',
            ("पुल", "लखनऊ"),
        ),
        ("", '<div class="tags"><a href="/t/pul">पुल</a></div>', ("पुल",)),
        ("", '<div id="tags-1"><a href="/x/pul">पुल</a></div>', ("पुल",)),
        ("", '<div><a href="/topic/pul">पुल</a></div>', ("पुल",)),
        ("", '<p>पुल पर <a href="/topic/pul">पुल</a> और भी बहुत सारे शब्द जो कड़ी नहीं हैं</p>', ()),
        ("", '<p><a rel="category tag" href="/c/khel">खेल</a></p>', ()),
        (
            '<meta name="news_keywords" content="पुल; लखनऊ"><meta name="keywords" content="x">',
            "",
            ("पुल", "लखनऊ"),
        ),
        ("", "", ()),
    ],
)
def test_tags(head: str, after: str, expected: tuple[str, ...]) -> None:
    assert read(story(HEADLINE, after=after), head).tags == expected


@pytest.mark.parametrize(
    "trail",
    [
        '<div id="tags-1" class="tag-block"><a href="/">होम</a> <a href="/up">उत्तर प्रदेश</a></div>',
        '<ul id="tags-1" class="tags"><li><a href="/">Home</a></li><li><a href="/up">उत्तर प्रदेश</a></li></ul>',
    ],
)
def test_a_trail_that_goes_by_the_name_of_tags_gives_none(trail: str) -> None:
    tags = '<div class="tags"><a href="/t/samachar">समाचार</a> <a href="/t/pul">पुल</a></div>'
    assert read(trail + story(HEADLINE)).tags == ()
    assert read(story(HEADLINE, trail)).tags == ()
    assert read(trail + story(HEADLINE, after=tags)).tags == ("समाचार", "पुल")


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ('<footer>Categories: <a rel="category tag" href="/c/samaj">समाज</a></footer>', "समाज"),
        ('<p>श्रेणी: <a rel="category tag" href="/c/samaj">समाज</a></p>', "समाज"),
        (
            '<p>Posted in <a rel="category" href="/c/samaj">समाज</a>, <a rel="category" href="/c/x">राज्य</a></p>',
            "समाज",
        ),
        (
            '<footer><i class="screen-reader-text">Categories </i><a rel="category tag" href="/c/samaj">समाज</a></footer>',
            "समाज",
        ),
        ('<div><a rel="category tag" href="/c/samaj">समाज</a></div>', None),
        ('<div><a class="cat-links" rel="category tag" href="/c/samaj">समाज</a></div>', "समाज"),
        (
            '<footer class="entry-footer"><a rel="category tag" href="/c/samaj">समाज</a> Tagged <a rel="tag" href="/t">सड़क</a></footer>',
            "समाज",
        ),
        (
            '<article><div class="cat-links"><a rel="category tag" href="/c/samaj">समाज</a></div></article>',
            None,
        ),
        ('<div id="related-1">Categories: <a rel="category tag" href="/c/samaj">समाज</a></div>', None),
        (
            '<footer class="entry-meta">यह लेख <a rel="category tag" href="/c/samaj">समाज</a> में 8 नवंबर को छपा।</footer>',
            "समाज",
        ),
        ('<p>Categories: <a href="/c/samaj">समाज</a></p>', None),
    ],
)
def test_the_line_at_the_foot_that_says_where_a_story_is_filed(foot: str, expected: str | None) -> None:
    assert read(story(HEADLINE, after=foot)).section == expected


@pytest.mark.parametrize(
    ("kicker", "expected"),
    [
        ('<div class="kicker" id="kicker-1"><a href="/samaj">समाज</a></div>', "समाज"),
        ('<div id="kicker-1"><span class="section-name">समाज</span></div>', "समाज"),
        ('<p class="section-name" id="kicker-1">समाज</p>', "समाज"),
        ('<p id="kicker-1"><a href="/samaj">समाज</a></p>', "समाज"),
        ('<p><a href="/desh">देश</a></p><p id="kicker-1"><a href="/samaj">समाज</a></p>', None),
        ('<p id="kicker-1"><a href="/">होम</a></p>', None),
        ('<p class="section-name" id="kicker-1">समाज की सबसे बड़ी बहस पर हमारी विशेष शृंखला</p>', None),
        ('<p id="kicker-1">समाज</p>', None),
    ],
)
def test_the_kicker_above_the_headline_may_be_the_section(kicker: str, expected: str | None) -> None:
    assert read(f"{kicker}{story(HEADLINE)}").section == expected


def test_a_line_in_the_storys_own_article_says_where_it_is_filed() -> None:
    filed = '<footer>Categories: <a href="/samaj">समाज</a></footer>'
    body = f'<article><h1 id="title-1">{HEADLINE}</h1><p id="paragraph-1">{LONG}</p>{{}}</article>{{}}'
    assert read(body.format(filed, "")).section == "समाज"
    assert read(body.format("", filed)).section is None


def test_links_under_a_line_that_says_tags_are_tags() -> None:
    links = '<a href="/vishay/1">पुल</a> <a href="/vishay/2">लखनऊ</a>'
    for label in ("टैग्स:", "Tags", "संबंधित विषय:", "टॉपिक्स"):
        assert read(story(HEADLINE, after=f"<div>{label}</div><div>{links}</div>")).tags == ("पुल", "लखनऊ")
    assert read(story(HEADLINE, after=f"<div>देश और दुनिया:</div><div>{links}</div>")).tags == ()
    items = "<li><a href='/vishay/1'>पुल</a></li><li><a href='/vishay/2'>लखनऊ</a></li>"
    other = "<div><a href='/khel/4'>कबड्डी में जीत</a></div>"
    found = read(story(HEADLINE, after=f"<section><h3>Tags:</h3><ul>{items}</ul></section>{other}"))
    assert found.tags == ("पुल", "लखनऊ")


def test_sections_that_are_linked_like_tags_are_none() -> None:
    above = '<div class="taxonomy-category wp-block-post-terms"><a href="/c/samaj" rel="tag">समाज</a></div>'
    after = '<div class="taxonomy-post_tag wp-block-post-terms"><a href="/t/pul" rel="tag">पुल</a></div>'
    found = read(story(HEADLINE, above, after))
    assert (found.section, found.tags) == ("समाज", ("पुल",))


def test_tags_stand_once_and_are_bounded() -> None:
    tags = read(story(), jsonld(keywords=[f"विषय {n}" for n in range(900)] + ["विषय 1"])).tags
    assert len(tags) == 200
    assert len(set(tags)) == 200


def test_a_link_to_the_next_section_is_no_tag() -> None:
    skip = '<a href="#related">अगला सेक्शन संबंधित विषय छोड़ें</a>'
    tags = '<a href="/topic/gomti">गोमती</a><a href="#">सेतु निगम</a>'
    assert read(story(HEADLINE, "", f'<div class="topics">{skip}{tags}</div>')).tags == ("गोमती", "सेतु निगम")
