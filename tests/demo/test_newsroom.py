"""The demo newsroom: its content, its pages, its routes and announcements."""

import gzip
import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from lxml import etree, html

from newscrawl.demo.newsroom import Newsroom, story_text
from newscrawl.demo.records import IST, Picture, Record, moment, read_body, read_record
from newscrawl.demo.routes import Routes
from newscrawl.items.article import Block

NOW = datetime(2026, 11, 22, 18, 0, 30, tzinfo=IST)
BASE = "http://127.0.0.1:8000"
NEWSROOM = Newsroom(now=NOW)
ROUTES = Routes(NEWSROOM, BASE)
STORIES = {story.record.id: story for story in NEWSROOM.stories}
HINDI = [record for record in NEWSROOM.records if record.language == "hi"]


def get(path, query="", **headers):
    return ROUTES.respond(path, query, {name.replace("_", "-"): value for name, value in headers.items()})


def visible_lines(page, *, keep_hidden=False):
    """The page's text as lines a reader sees: block elements and br break lines, white space is folded."""
    tree = html.fromstring(page.decode())
    for element in tree.xpath("//script|//style|//head|//textarea"):
        element.drop_tree()
    if not keep_hidden:
        for element in tree.xpath("//*[contains(@style, 'display:none')]"):
            element.drop_tree()
    inline = {"a", "b", "strong", "em", "i", "font", "span", "small", "label", "time", "button", "cite"}
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in inline:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
    # Source line breaks inside text are spaces; only the marks just set break lines.
    return [" ".join(line.split()) for line in tree.text_content().split("\n") if line.strip()]


# -- content ----------------------------------------------------------------------------------------------


def test_there_is_enough_of_everything():
    assert len(HINDI) >= 44
    templates = Counter(record.template for record in HINDI if record.kind == "article")
    assert set(templates) == {"tagdiv", "hashed", "table", "amp"}
    assert min(templates.values()) >= 9
    kinds = Counter(record.kind for record in HINDI)
    assert (kinds["live"], kinds["gallery"], kinds["video"]) == (1, 1, 1)
    assert kinds["brief"] >= 2
    assert Counter(record.language for record in NEWSROOM.records)["en"] == 2
    assert Counter(record.language for record in NEWSROOM.records)["mr"] == 2


def test_no_two_stories_are_the_same():
    for key in ("id", "title", "slug"):
        values = [getattr(record, key) for record in NEWSROOM.records]
        assert len(set(values)) == len(values), key
    assert len(NEWSROOM.by_path) == len(NEWSROOM.records)
    paragraphs = Counter(
        block.text for story in NEWSROOM.stories for block in story.blocks if len(block.text) > 40
    )
    assert [text for text, count in paragraphs.items() if count > 1] == []


def test_every_section_author_and_tag_of_a_record_is_known():
    sections = {section["key"] for section in NEWSROOM.site["section"]}
    authors = {author["name"] for author in NEWSROOM.site["author"]}
    for record in NEWSROOM.records:
        assert record.section in sections
        assert set(record.authors) <= authors
        assert record.tags


def test_briefs_and_articles_keep_clear_of_the_border_of_sixty_words():
    for truth in NEWSROOM.truth(BASE):
        words = len(truth["text"].split())
        if truth["page_type"] == "brief":
            assert words <= 55
        elif truth["page_type"] == "article":
            assert words >= 80


def test_the_spellings_that_trip_crawlers_occur():
    text = "".join(block.text for record in HINDI for block in record.body)
    for char in (
        "\u200d",
        "\u200c",
        "\u00a0",
        "\u095c",
        "\u095b",
        "\u093c",
        "।",
        "विज्ञापन",
        "राय",
        "ऐप",
        "फॉलो करें",
    ):
        assert char in text, repr(char)


def test_a_place_opens_its_dateline():
    for record in HINDI:
        if record.place:
            assert record.place in record.body[0].text[:60], record.id


def test_truth_has_the_fields_of_an_article_and_hindi_alone():
    truth = NEWSROOM.truth(BASE)
    assert [t["language"] for t in truth] == ["hi"] * len(HINDI)
    assert len(NEWSROOM.truth(BASE, None)) == len(NEWSROOM.records)
    first = truth[0]
    assert first["url"] == f"{BASE}/rajneeti/vidhansabha-satra-pehle-din-bijli-darein/"
    assert first["published_at"] == "2026-11-22T14:40:00+05:30"
    assert first["modified_at"] == "2026-11-22T15:55:00+05:30"
    assert first["section"] == "राजनीति"
    assert first["text"].startswith("भोपाल: विधानसभा के मानसून सत्र का पहला दिन")
    assert "मंत्री ने क्\u200dया कहा" not in first["text"]  # a sub-heading stands in the blocks alone


def test_expected_rejects_name_each_refused_address_once():
    rejects = NEWSROOM.expected_rejects(BASE)
    assert len({reject["url"] for reject in rejects}) == len(rejects)
    assert Counter((r["stage"], r["reason"]) for r in rejects) == {
        ("language", "other_language"): 4,
        ("robots", "disallowed"): 1,
        ("fetch", "http_status"): 2,
        ("extract", "soft_404"): 1,
    }


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        ("-3h20m", datetime(2026, 11, 22, 14, 40, tzinfo=IST)),
        ("-45m", datetime(2026, 11, 22, 17, 15, tzinfo=IST)),
        ("-2d", datetime(2026, 11, 20, 18, 0, tzinfo=IST)),
        ("-2d 14:05", datetime(2026, 11, 20, 14, 5, tzinfo=IST)),
    ],
)
def test_offsets(offset, expected):
    assert moment(offset, NOW.astimezone(UTC)) == expected


@pytest.mark.parametrize("offset", ["", "-", "3h", "tomorrow", "-0d 23:59"])
def test_offsets_that_are_none(offset):
    with pytest.raises(ValueError):
        moment(offset, NOW)


def test_every_clock_gives_a_site_without_news_from_the_future():
    for hour in range(0, 24, 5):
        now = datetime(2027, 3, 1, hour, 5, tzinfo=IST)
        newsroom = Newsroom(now=now)
        assert all(story.published <= story.changed <= now for story in newsroom.stories)


def test_the_notation_of_bodies():
    assert read_body("\nएक।\n\n## दो\n\n- तीन\n- चार\n\n> पांच\n\n| क | ख |\n| 1 | 2 |\n\n@ -5m छह\n") == (
        Block(kind="paragraph", text="एक।"),
        Block(kind="heading", text="दो"),
        Block(kind="list_item", text="तीन"),
        Block(kind="list_item", text="चार"),
        Block(kind="quote", text="पांच"),
        Block(kind="table", text="क | ख\n1 | 2"),
        Block(kind="live_entry", text="छह", time="-5m"),
    )


def test_a_record_from_a_table_of_its_fields():
    record = read_record(
        {
            "id": 1,
            "slug": "a",
            "section": "khel",
            "template": "amp",
            "title": "शीर्षक",
            "published": "-1h",
            "body": "एक।",
            "pictures": [{"caption": "क", "credit": "ख"}],
        }
    )
    assert isinstance(record, Record)
    assert record.pictures == (Picture(caption="क", credit="ख"),)
    with pytest.raises(TypeError):
        read_record({"body": "", "unknown": 1})


# -- pages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", sorted(STORIES))
def test_a_page_prints_its_story_once_and_whole(number):
    story = STORIES[number]
    response = get(story.path)
    assert response.status == 200
    lines = Counter(visible_lines(response.body))
    for block in story.blocks:
        if block.kind == "table":
            for row in block.text.split("\n"):
                assert all(lines[cell] for cell in row.split(" | "))
        else:
            assert lines[" ".join(block.text.split())] == 1, block.text
    if "twin-copy" in story.record.quirks:
        both = Counter(visible_lines(response.body, keep_hidden=True))
        assert all(both[block.text] == 2 for block in story.blocks)
    assert lines[story.record.title] >= 1
    assert lines[story.record.subtitle] == (1 if story.record.subtitle else 0)


@pytest.mark.parametrize("number", sorted(STORIES))
def test_the_load_around_a_story_is_realistic_and_never_story(number):
    story = STORIES[number]
    lines = visible_lines(get(story.path).body)
    own = {" ".join(block.text.split()) for block in story.blocks}
    furniture = [line for line in lines if line not in own]
    assert len(furniture) > 25
    page = "\n".join(furniture)
    assert "सर्वाधिकार सुरक्षित" in page
    assert any(comment["text"] in page for comment in NEWSROOM.site["comment"])
    assert any(other.record.title in page for other in NEWSROOM.stories if other is not story)
    text = story_text(story.blocks)
    for comment in NEWSROOM.site["comment"]:
        assert comment["text"] not in text
    for picture in story.record.pictures:
        assert picture.caption not in text


@pytest.mark.parametrize("number", sorted(n for n, s in STORIES.items() if s.record.template != "table"))
def test_jsonld_says_what_the_page_says(number):
    record = STORIES[number].record
    tree = html.fromstring(get(STORIES[number].path).body.decode())
    blocks = [s for s in tree.xpath("//script[@type='application/ld+json']/text()") if '"headline"' in s]
    assert len(blocks) == 1
    if "bad-jsonld" in record.quirks:
        with pytest.raises(json.JSONDecodeError):
            json.loads(blocks[0])
    data = json.loads(blocks[0], strict=False)
    assert data["headline"] == record.title
    published = datetime.fromisoformat(data["datePublished"])
    assert published.replace(tzinfo=IST) == STORIES[number].published
    assert (published.tzinfo is None) == ("naive-dates" in record.quirks)


def test_table_pages_have_no_metadata_to_lean_on():
    for story in STORIES.values():
        if story.record.template == "table":
            page = get(story.path).body.decode()
            assert "application/ld+json" not in page
            assert "og:title" not in page
            assert ("<h1>" in page) == ("no-h1" not in story.record.quirks)


@pytest.mark.parametrize("number", sorted(STORIES))
def test_amp_twins_point_back(number):
    story = STORIES[number]
    response = get(f"{story.path}amp/")
    if story.record.template == "amp":
        assert (response.status, response.headers["Location"]) == (301, BASE + story.path)
        return
    tree = html.fromstring(response.body.decode())
    assert tree.xpath("string(//link[@rel='canonical']/@href)") == BASE + story.path
    main = html.fromstring(get(story.path).body.decode())
    assert main.xpath("string(//link[@rel='amphtml']/@href)") == f"{BASE}{story.path}amp/"
    lines = visible_lines(response.body)
    assert all(" ".join(b.text.split()) in lines for b in story.blocks if b.kind != "table")


def story_with(quirk):
    return next(story for story in NEWSROOM.stories if quirk in story.record.quirks)


def test_pages_that_lie_about_their_encoding():
    meta = get(story_with("meta-latin1").path)
    assert meta.content_type == "text/html"
    assert b'<meta charset="iso-8859-1">' in meta.body
    header = get(story_with("header-cp1252").path)
    assert header.content_type == "text/html; charset=windows-1252"
    assert all("।".encode() in response.body for response in (meta, header))


def test_the_packed_page():
    path = story_with("gzip").path
    packed = get(path, accept_encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == get(path).body


# -- routes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/", "", 200),
        ("/latest/", "", 200),
        ("/latest/page/2/", "", 200),
        ("/latest/page/0/", "", 404),
        ("/latest/page/999/", "", 404),
        ("/rajneeti/", "", 200),
        ("/rajneeti/page/2/", "", 200),
        ("/khel/feed/", "", 200),
        ("/nothing/feed/", "", 404),
        ("/nothing/", "", 404),
        ("/tag/बिहार/", "", 200),
        ("/tag/%E0%A4%AC%E0%A4%BF%E0%A4%B9%E0%A4%BE%E0%A4%B0/", "", 200),
        ("/tag/nothing/", "", 404),
        ("/author/surekha-baghel/", "", 200),
        ("/author/nobody/", "", 404),
        ("/search", "q=शेयर", 200),
        ("/search", "", 200),
        ("/about/", "", 200),
        ("/contact/", "", 200),
        ("/private/anything/", "", 200),
        ("/static/style.css", "", 200),
        ("/media/logo.png", "", 200),
        ("/epaper/2026-11-22.pdf", "", 200),
        ("/feed/", "", 200),
        ("/robots.txt", "", 200),
        ("/news-sitemap.xml", "", 200),
        ("/sitemap.xml", "", 200),
        ("/sitemap-pages.xml", "", 200),
        ("/sitemap-articles-2026-11.xml", "", 200),
        ("/sitemap-articles-1999-01.xml", "", 404),
        ("/", "p=1001", 301),
        ("/", "p=1", 404),
        ("/", "p=१", 404),
        ("/rajya/nahar-ke-tatbandh-par-atikraman-hataya/", "", 404),
        ("/vyapar/purane-note-badalne-ki-yojana-ki-khabar/", "", 410),
        ("/khel/tournament-ka-karyakram-badla/", "", 200),
        ("/2026/purana-pata/talab-jeernoddhar/", "", 301),
        ("/rajneeti/vidhansabha-satra-pehle-din-bijli-darein", "", 301),
        ("//", "", 404),
        ("/%ff", "", 404),
    ],
)
def test_routes(path, query, status):
    assert get(path, query).status == status


def test_every_listed_link_leads_somewhere():
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(("/search", "/login")):
            continue
        seen.add(path)
        response = get(path)
        assert response.status in (200, 301), path
        if not response.content_type.startswith("text/html") or path in NEWSROOM.by_path:
            continue
        links = html.fromstring(response.body.decode()).xpath("//a/@href") if response.body else []
        waiting.extend(re.split(r"[?#]", link)[0] for link in links if link.startswith("/"))
    assert set(NEWSROOM.by_path) <= seen


def test_moved_addresses_lead_to_stories():
    for path, query in (("/2026/purana-pata/talab-jeernoddhar/", ""), ("/", "p=1102")):
        assert get(path, query).headers["Location"] == f"{BASE}/rajya/talab-jeernoddhar-jan-sahyog-1102/"


def test_conditional_requests():
    story = STORIES[1001]
    first = get(story.path)
    etag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    assert parsedate_to_datetime(changed) == story.changed
    assert get(story.path, if_none_match=etag).status == 304
    assert get(story.path, if_none_match='"other"', if_modified_since=changed).status == 200
    assert get(story.path, if_modified_since=changed).status == 304
    assert get(story.path, if_modified_since="Mon, 01 Jan 2024 00:00:00 GMT").status == 200
    assert get(story.path, if_modified_since="rubbish").status == 200


def test_a_clock_fixes_every_byte():
    again = Routes(Newsroom(now=NOW), BASE)
    for path in ["/", "/feed/", "/sitemap.xml", *NEWSROOM.by_path]:
        assert again.respond(path).body == get(path).body


# -- announcements ----------------------------------------------------------------------------------------


def test_feeds_parse_and_are_newest_first():
    feed = feedparser.parse(get("/feed/").body)
    assert not feed.bozo
    dates = [entry.published_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    assert len(feed.entries) == 20 + 2
    assert all("utm_source=rss" in entry.link for entry in feed.entries)
    section = feedparser.parse(get("/khel/feed/").body)
    assert not section.bozo
    assert len(section.entries) == sum(record.section == "khel" for record in NEWSROOM.records)


def locations(path):
    body = get(path).body
    if path.endswith(".gz"):
        body = gzip.decompress(body)
    return etree.fromstring(body).xpath("//*[local-name()='loc']/text()")


def test_sitemaps_announce_everything_and_the_ghosts():
    maps = [url.removeprefix(BASE) for url in locations("/sitemap.xml")]
    assert maps[-1] == "/sitemap-pages.xml"
    assert sum(path.endswith(".gz") for path in maps) == 1
    found = {url for path in maps[:-1] for url in locations(path)}
    ghosts = {BASE + ghost.path for ghost in NEWSROOM.ghosts if "sitemap" in ghost.announced}
    assert len(ghosts) == 5
    assert found == {BASE + path for path in NEWSROOM.by_path} | ghosts


def test_the_news_sitemap_holds_two_days():
    found = set(locations("/news-sitemap.xml"))
    for story in NEWSROOM.stories:
        assert (BASE + story.path in found) == (story.published >= NOW - timedelta(days=2))


def test_robots_closes_a_part_and_names_the_sitemaps():
    lines = get("/robots.txt").body.decode().splitlines()
    assert "Disallow: /private/" in lines
    assert "Disallow: /search" in lines
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    assert f"Sitemap: {BASE}/news-sitemap.xml" in lines


def test_pictures_and_papers_are_what_they_say():
    assert get("/media/x.png").body.startswith(b"\x89PNG\r\n\x1a\n")
    paper = get("/epaper/2026-11-22.pdf").body
    assert paper.startswith(b"%PDF-1.4")
    start = int(paper.split(b"startxref\n")[1].split(b"\n")[0])
    assert paper[start : start + 4] == b"xref"
