import pytest
from hypothesis import given
from hypothesis import strategies as st
from metadata_pages import NOW, jsonld, meta, read, sources_of, story

from newscrawl import Article, extract
from newscrawl.extraction.page_dates import find_dates_of

TIME = '<time class="entry-date published" datetime="{}">8 नवंबर 2026</time>'


@pytest.mark.parametrize(
    ("head", "between", "published", "source"),
    [
        (
            jsonld(datePublished="2026-11-08T13:58:00+05:30"),
            "",
            "2026-11-08T13:58:00+05:30",
            "jsonld.datePublished",
        ),
        (
            meta("article:published_time", "2026-11-08T13:58:00+05:30"),
            "",
            "2026-11-08T13:58:00+05:30",
            "article:published_time",
        ),
        ("", TIME.format("2026-11-08T13:58:00+05:30"), "2026-11-08T13:58:00+05:30", "time"),
        ("", '<p class="post-date">8 नवंबर 2026, 13:58 IST</p>', "2026-11-08T13:58:00+05:30", "byline"),
        # Without a zone: Indian time on an Indian page.
        (
            jsonld(datePublished="2026-11-08 13:58:00"),
            "",
            "2026-11-08T13:58:00+05:30",
            "jsonld.datePublished",
        ),
        # In words where a machine-readable date should stand.
        (
            jsonld(datePublished="8 नवंबर 2026, 01:58 PM"),
            "",
            "2026-11-08T13:58:00+05:30",
            "jsonld.datePublished",
        ),
        # A day is made exact by another source of the same day.
        (
            jsonld(datePublished="2026-11-08"),
            TIME.format("2026-11-08T13:58:00+05:30"),
            "2026-11-08T13:58:00+05:30",
            "time",
        ),
        (jsonld(datePublished="2026-11-08"), "", "2026-11-08T00:00:00+05:30", "jsonld.datePublished"),
        # Labels say it, whatever the box is called, and the date over the page's menu has no time.
        (
            "",
            "<div>रविवार, 8 नवंबर 2026</div><div>Updated : 08 Nov 2026 08:10 PM | Published : 08 Nov 2026 01:58 PM</div>",
            "2026-11-08T13:58:00+05:30",
            "byline",
        ),
        (
            "",
            TIME.format("2026-11-08T13:58:00+05:30").replace("<time", '<time class="entry-date updated"'),
            "2026-11-08T13:58:00+05:30",
            "time",
        ),
        # The time of day stands in the next box.
        ("", "<ul><li>8 नवंबर 2026</li><li>1:58 pm</li></ul>", "2026-11-08T13:58:00+05:30", "byline"),
        # A footer of the headline, not of the page.
        (
            "",
            "<footer><div>Submitted by सुनील रावत on Sun, 11/08/2026 - 13:58</div></footer>",
            "2026-11-08T13:58:00+05:30",
            "byline",
        ),
        # A time sent as UTC that the page prints as its own time of day.
        (
            jsonld(datePublished="2026-11-08T13:58:00Z"),
            '<p class="post-date">8 नवंबर 2026, 1:58 PM</p>',
            "2026-11-08T13:58:00+05:30",
            "jsonld.datePublished",
        ),
        (
            jsonld(datePublished="2026-11-08T08:28:00Z"),
            '<p class="post-date">8 नवंबर 2026, 13:58</p>',
            "2026-11-08T08:28:00+00:00",
            "jsonld.datePublished",
        ),
        # The same wall clock with a real offset elsewhere.
        (
            jsonld(datePublished="2026-11-08T13:58:00Z")
            + meta("article:published_time", "2026-11-08T13:58:00+05:30"),
            "",
            "2026-11-08T13:58:00+05:30",
            "jsonld.datePublished",
        ),
        # Impossible dates are passed over.
        (
            jsonld(datePublished="2031-01-01T00:00:00Z")
            + meta("article:published_time", "2026-11-08T13:58:00+05:30"),
            "",
            "2026-11-08T13:58:00+05:30",
            "article:published_time",
        ),
        (jsonld(datePublished="1970-01-01T00:00:00Z"), "", None, None),
        (jsonld(datePublished="2026"), "", None, None),
        (jsonld(datePublished={"@value": 5}), "", None, None),
        ("", "", None, None),
    ],
)
def test_published(head: str, between: str, published: str | None, source: str | None) -> None:
    metadata = read(story(between=between), head)
    assert metadata.published_at == published
    record = metadata.evidence.get("published_at")
    assert (record.source if record else None) == source


@pytest.mark.parametrize(
    ("head", "between", "modified"),
    [
        (
            jsonld(datePublished="2026-11-08T13:58:00+05:30", dateModified="2026-11-08T21:43:00+05:30"),
            "",
            "2026-11-08T21:43:00+05:30",
        ),
        (meta("article:modified_time", "2026-11-08T21:43:00+05:30"), "", "2026-11-08T21:43:00+05:30"),
        # A class alone, on the only date there is, tells of no change.
        ("", '<time class="updated" datetime="2026-11-08T21:43:00+05:30">x</time>', None),
        (
            "",
            '<p>Updated <time class="updated" datetime="2026-11-08T21:43:00+05:30">x</time></p>',
            "2026-11-08T21:43:00+05:30",
        ),
        (
            "",
            '<p class="byline">Published: 8 Nov 2026, 13:58 IST | Updated: 8 Nov 2026, 21:43 IST</p>',
            "2026-11-08T21:43:00+05:30",
        ),
        ("", "", None),
    ],
)
def test_modified(head: str, between: str, modified: str | None) -> None:
    assert read(story(between=between), head).modified_at == modified


@pytest.mark.parametrize(
    ("options", "head", "expected"),
    [
        ({"url": "https://example.org/a", "lang": "en"}, "", "2026-11-08T13:58:00+00:00"),
        ({"url": "https://example.org/a", "lang": "en-IN"}, "", "2026-11-08T13:58:00+05:30"),
        ({"url": "https://example.in/a", "lang": "en"}, "", "2026-11-08T13:58:00+05:30"),
        ({"url": None, "lang": "mr"}, "", "2026-11-08T13:58:00+05:30"),
        ({"url": None, "lang": ""}, "<title>गोमती पर नए पुल का काम शुरू</title>", "2026-11-08T13:58:00+05:30"),
        (
            {"url": "https://example.com.np/a", "lang": "ne"},
            "<title>नयाँ पुल</title>",
            "2026-11-08T13:58:00+00:00",
        ),
        # Elsewhere the offset of another date serves.
        (
            {"url": "https://example.org/a", "lang": "no"},
            meta("article:modified_time", "2026-11-09T10:00:00+01:00"),
            "2026-11-08T13:58:00+01:00",
        ),
    ],
)
def test_the_zone_of_times_without_one(options: dict[str, str | None], head: str, expected: str) -> None:
    assert (
        read(story(), head + jsonld(datePublished="2026-11-08T13:58:00"), **options).published_at == expected
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<header><div class="clock">रविवार, 22 नवंबर 2026, 17:40</div></header>' + "<p>x</p>" * 20,
        '<div id="comment-1"><time datetime="2026-11-20T10:00:00+05:30">20 नवंबर</time></div>'
        + "<p>x</p>" * 20,
    ],
)
def test_clocks_and_comments_are_not_asked(elsewhere: str) -> None:
    assert read(elsewhere + story()).published_at is None
    assert read(story(after="<p>x</p>" * 20 + elsewhere)).published_at is None


def test_a_date_below_the_story_counts_under_a_label() -> None:
    assert (
        read(story(after="<p>प्रकाशित: 8 नवंबर 2026, 13:58 IST</p>")).published_at
        == "2026-11-08T13:58:00+05:30"
    )
    assert read(story(after="<p>8 नवंबर 2026 को होगी सुनवाई</p>")).published_at is None


def test_a_date_above_the_headline_counts_behind_one_below_it() -> None:
    masthead = "<div>रविवार, 22 नवंबर 2026</div>"
    assert read(masthead + story()).published_at == "2026-11-22T00:00:00+05:30"
    below = "<p>8 नवंबर 2026, 13:58 IST</p>"
    assert read(masthead + story(between=below)).published_at == "2026-11-08T13:58:00+05:30"
    signed = '<div class="author-block" id="author_bio-1">सुनील रावत, 8 नवंबर 2026</div>'
    assert read(masthead + story(between=signed)).published_at == "2026-11-08T00:00:00+05:30"


def test_the_post_is_dated_at_its_foot() -> None:
    foot = "<footer><p>{} को प्रकाशित</p></footer>"
    first, second = (TIME.format(f"2026-11-0{day}T13:58:00+05:30") for day in (8, 7))
    assert read(story(after=foot.format(first))).published_at == "2026-11-08T13:58:00+05:30"
    # Several dates are a list's; other articles have their own.
    assert read(story(after=foot.format(first + second))).published_at is None
    assert read(story(after=f"<article>{foot.format(first)}</article>")).published_at is None
    day = "<p>8 नवंबर 2026</p>"
    assert read(story(between=day, after=foot.format(first))).published_at == "2026-11-08T13:58:00+05:30"


def test_the_url_is_the_last_resort() -> None:
    metadata = read(story(), url="https://gomtisamachar.in/2026/11/08/pul.html")
    assert metadata.published_at == "2026-11-08T00:00:00+05:30"
    assert metadata.evidence["published_at"].precision == "day"


def test_agreement_and_dissent() -> None:
    head = jsonld(datePublished="2026-11-08T13:58:00+05:30")
    agreed = read(story(), head + meta("article:published_time", "2026-11-08T08:28:00Z")).evidence[
        "published_at"
    ]
    assert agreed.agreement == "agreed"
    disputed = read(story(), head + meta("article:published_time", "2026-11-07T08:28:00Z")).evidence[
        "published_at"
    ]
    assert disputed.agreement == "disputed"
    assert disputed.dissent == ("article:published_time=2026-11-07T08:28:00Z",)


def test_a_change_before_publication_is_disputed_and_not_swapped() -> None:
    head = jsonld(datePublished="2026-11-08T13:58:00+05:30", dateModified="2026-11-08T10:00:00+05:30")
    metadata = read(story(), head)
    assert metadata.published_at == "2026-11-08T13:58:00+05:30"
    assert metadata.modified_at == "2026-11-08T10:00:00+05:30"
    assert metadata.evidence["modified_at"].agreement == "disputed"


@given(st.text(max_size=70), st.text(max_size=70), st.text(max_size=70))
def test_any_date_is_read_without_error(stated: str, machine: str, printed: str) -> None:
    sources = sources_of(
        f'<time datetime="{machine}">{printed}</time><p class="date">{printed}</p>',
        jsonld(datePublished=stated),
    )
    find_dates_of(sources, [], range(len(sources.page.blocks) + 1), now=NOW)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # A dateline leaves the year out, and must not beat the date line that has it.
        ("<div class=date>Posted : Oct 24, 2024 08:15 AM IST</div>", "2024-10-24T08:15:00+05:30"),
        # A zone that is printed is meant.
        ("<div class=date>Oct 24, 2024 2:45 AM GMT</div>", "2024-10-24T02:45:00+00:00"),
    ],
)
def test_a_stamp_with_its_year_and_zone_beats_the_dateline(line: str, expected: str) -> None:
    body = "".join(
        f"<p>{text}</p>"
        for text in (
            "करनाल, 23 अक्तूबर (हप्र)",
            "अनाज मंडी के बाहर किसानों ने धान की खरीद में देरी का विरोध किया और दो घंटे तक सड़क पर बैठे रहे।",
            "मंडी सचिव ने बताया कि दो नए कांटे लगाए जा रहे हैं और शाम तक तौल शुरू हो जाएगी, जिससे भीड़ घटेगी।",
            "मौसम विभाग ने रात में बारिश की चेतावनी दी है, इसलिए किसानों को तिरपाल देने का काम भी शुरू हुआ।",
        )
    )
    page = f"<html lang=hi><body><article><h1>मंडी में धान की खरीद धीमी, किसान नाराज</h1>{line}<div>{body}</div></article>"
    found = extract(page, "https://mandi.example.in/karnal/1234567")
    assert isinstance(found, Article)
    assert found.published_at == expected


STANDFIRST = "<p>पुल बनने से शहर के उत्तरी हिस्से के तीन लाख लोगों को आने-जाने में सुविधा होगी।</p>"
SIGNED = '<div class="meta"><span>सुनील रावत</span> <span>8 नवंबर 2026, 10:05</span></div>'


@pytest.mark.parametrize(
    "between",
    [
        STANDFIRST + SIGNED,
        STANDFIRST + "<p>8 नवंबर 2026 10:05</p>",
        STANDFIRST + "<div>By सुनील रावत</div><div>8 नवंबर 2026, 10:05</div>",
        "<figure><img src='/a/b.jpg'><figcaption>गोमती का घाट</figcaption></figure>" + STANDFIRST + SIGNED,
        # Parted by style sheets alone.
        '<div class="meta"><a href="/author/s">सुनील रावत</a><span>8 नवंबर 2026, 10:05</span><a href="#c">2 टिप्पणियाँ</a></div>',
        '<div class="meta"><span>8 Nov 2026 10:05</span><span>2 मिनट में पढ़ें</span></div>',
        '<div><a href="/author/s">सुनील रावत</a> 8 नवंबर 2026 10:05 <a href="#c">एक टिप्पणी छोड़ें</a></div>',
        '<p><abbr class="published" title="2026-11-08T10:05:00+05:30">8 नवंबर 2026</abbr></p>',
        '<p><time class="updated" datetime="2026-11-08T10:05:00+05:30">8 नवंबर 2026</time></p>',
    ],
)
def test_the_date_is_found_wherever_the_line_with_it_stands(between: str) -> None:
    found = read(story(between=between))
    assert found.published_at == "2026-11-08T10:05:00+05:30"
    assert found.modified_at is None


def test_a_date_between_two_paragraphs_is_not_the_storys_where_one_stands_above() -> None:
    above = '<div class="meta">7 नवंबर 2026, 09:00</div>'
    found = read(story(between=above + STANDFIRST + SIGNED))
    assert found.published_at == "2026-11-07T09:00:00+05:30"
