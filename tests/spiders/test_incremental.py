"""A second run fetches what is new or due, and nothing else; what has changed is another version."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from newsstand import Newsstand, Reply, Run, crawl, newsstand, story_html

from newscrawl.demo.newsroom import Newsroom
from newscrawl.demo.records import IST
from newscrawl.demo.server import NewsroomServer, serve
from newscrawl.items.article import Block
from newscrawl.items.schema import validate

DUE = {"NEWSCRAWL_MIN_INTERVAL": 0, "NEWSCRAWL_MAX_INTERVAL": 0}
QUICK = {"NEWSCRAWL_LISTING_PAGES": 20, "RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": 20}
TEN_MINUTES = 600
NOW = datetime.now(IST)


def stories_asked(server: NewsroomServer, since: int) -> list[str]:
    """Paths of the stories fetched in full from the given request on."""
    paths = {story.path for story in server.newsroom.stories}
    return [one.path for one in server.requests[since:] if one.path in paths and one.status == 200]


def changed() -> Newsroom:
    """The newsroom with three stories changed a minute ago, and two new ones."""
    before = Newsroom(now=NOW)
    hindi = [one for one in before.records if one.language == "hi" and one.kind == "article"]
    old = [one for one in hindi if not one.quirks and len(one.body) > 3][:5]
    added = Block(
        kind="paragraph", text="बाद में मिली जानकारी के अनुसार समिति अपनी रिपोर्ट अगले हफ्ते कलेक्टर को सौंपेगी।"
    )
    texts = (
        "कस्बे के पुस्तकालय में अब शाम को भी पढ़ने की जगह मिलेगी और बच्चों के लिए अलग कमरा बनाया गया है।",
        "नदी किनारे लगाए गए पौधों की देखभाल का जिम्मा मोहल्ले की महिलाओं ने लिया है और रोज सुबह पानी देती हैं।",
    )
    swaps = {
        old[0].id: replace(old[0], body=(*old[0].body, added), modified="-1m"),
        old[1].id: replace(old[1], title=old[1].title + ", अब तक की जानकारी", modified="-1m"),
        old[2].id: replace(old[2], body=(old[2].body[0], added, *old[2].body[1:]), modified="-1m"),
    }
    records = [swaps.get(one.id, one) for one in before.records]
    for number, text in enumerate(texts):
        blocks = tuple(
            Block(kind="paragraph", text=f"{part} {text}")
            for part in ("पहला दिन।", "दूसरा दिन।", "तीसरा दिन।")
        )
        new = replace(
            old[3],
            id=9_001 + number,
            slug=f"nayi-khabar-{number}-kasbe-se",
            title=f"{text[:45].rsplit(' ', 1)[0]} की पहल",
            search_title=None,
            subtitle=None,
            body=blocks,
            published="-2m",
            modified=None,
        )
        records.append(new)
    return Newsroom(records, now=NOW)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Run], list[list[str]], Newsroom]]:
    """Three runs, of the site as it was, as it was, and changed; with the stories each fetched."""
    output = tmp_path_factory.mktemp("incremental")
    settings = DUE | QUICK
    found, asked = [], []
    with serve(Newsroom(now=NOW)) as server:
        for number in range(3):
            if number == 2:
                server.publish(changed())
            start = len(server.requests)
            back = TEN_MINUTES if number == 0 else 0
            found.append(crawl("news", output, settings, back=back, sites=server.base_url + "/"))
            asked.append(stories_asked(server, start))
        yield found, asked, server.newsroom


def test_a_second_run_over_an_unchanged_site_fetches_no_article_and_stores_none(runs) -> None:
    (first, second, _), asked, _ = runs
    assert len(first.articles) == 53
    assert asked[1] == []
    assert (second.articles, second.rejects) == (first.articles, first.rejects)
    assert second.count("announced") == second.count("articles") == 0
    assert second.count("sources_read") > 5
    assert second.code == 0


def test_what_changed_and_what_is_new_is_added_and_nothing_else(runs) -> None:
    (_, second, third), _, _ = runs
    fresh = third.articles[len(second.articles) :]
    assert third.articles[: len(second.articles)] == second.articles
    assert len(fresh) == 5
    assert [article["revision"] for article in sorted(fresh, key=lambda one: -one["revision"])] == [
        2,
        2,
        2,
        1,
        1,
    ]
    assert third.rejects == second.rejects
    assert third.count("articles") == 2
    assert third.count("revisions") == 3


def test_a_revision_names_what_it_revises_and_what_changed(runs) -> None:
    (first, _, third), _, _ = runs
    before = {article["url"]: article for article in first.articles}
    revisions = [article for article in third.articles if article["revision"] == 2]
    told = Counter()
    for article in revisions:
        assert not validate(article)
        assert article["revises"] == before[article["url"]]["content_hash"]
        told.update(article["evidence"]["revision"]["raw"].split(", "))
    assert told["title"] == 1
    assert told["text"] == told["blocks"] == 2


SLUG = "/shahar/ward-{}-ki-sadak-marammat-ka-kaam-shuru-2000{:02}/"


def feed(stand: Newsstand, numbers: range | list[int]) -> bytes:
    items = "".join(
        f"<item><title>खबर</title><link>{stand.base}{SLUG.format(number, number)}</link></item>"
        for number in numbers
    )
    return f'<rss version="2.0"><channel><title>समाचार</title>{items}</channel></rss>'.encode()


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with newsstand() as stand:
        stand.page(
            "/", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed/"></head></html>'
        )
        publish(stand, [1, 2, 3])
        yield stand


def publish(stand: Newsstand, numbers: list[int], mark: str = "") -> None:
    stand.routes["/feed/"] = Reply(
        feed(stand, numbers), kind="application/xml", headers={"ETag": f'"{numbers}"'}
    )
    for number in numbers:
        html = story_html(number).replace("</article>", f"<p>{mark}</p></article>")
        stand.routes[SLUG.format(number, number)] = Reply(
            html.encode(),
            headers={"ETag": f'"{number}{len(mark)}"', "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT"},
        )


def test_what_is_not_due_is_not_asked(stand: Newsstand, tmp_path: Path) -> None:
    run = crawl("news", tmp_path, sites=stand.base)
    assert len(run.articles) == 3
    stand.seen.clear()
    again = crawl("news", tmp_path, sites=stand.base)
    assert not stand.seen - Counter({"/robots.txt": 1})
    assert again.count("sources_not_due") > 0
    assert again.code == 0


def test_validators_are_sent_and_a_304_is_believed(stand: Newsstand, tmp_path: Path) -> None:
    crawl("news", tmp_path, DUE, sites=stand.base, back=TEN_MINUTES)
    stand.seen.clear()
    # Not with intervals of nothing again: the feed would be due a second time within the run.
    run = crawl("news", tmp_path, {"NEWSCRAWL_RECHECKS": "300"}, sites=stand.base)
    assert run.count("sources_unchanged") == 1, "the feed alone has validators"
    assert stand.statuses["/feed/"] == [200, 304]
    assert run.count("announced_again") == 0


def test_an_article_that_is_due_is_looked_at_again(stand: Newsstand, tmp_path: Path) -> None:
    settings = {"NEWSCRAWL_RECHECKS": "300"}
    crawl("news", tmp_path, settings, sites=stand.base, back=TEN_MINUTES)
    page = SLUG.format(2, 2)
    told = "शाम को मिली ताजा जानकारी के मुताबिक मरम्मत का काम दो दिन पहले ही पूरा कर लिया गया है।"
    stand.routes[page] = Reply(story_html(2).replace("</article>", f"<p>{told}</p></article>").encode())
    run = crawl("news", tmp_path, settings, sites=stand.base)
    assert stand.statuses[SLUG.format(1, 1)] == [200, 304]
    assert stand.statuses[page] == [200, 200]
    assert (run.count("revisions"), run.count("unchanged"), run.count("not_modified")) == (1, 2, 2)
    assert [article["revision"] for article in run.articles] == [1, 1, 1, 2]
    assert run.code == 0


def test_refetch_asks_for_everything_in_full(stand: Newsstand, tmp_path: Path) -> None:
    crawl("news", tmp_path, sites=stand.base, back=TEN_MINUTES)
    run = crawl("news", tmp_path, {"NEWSCRAWL_REFETCH": True}, sites=stand.base)
    assert stand.statuses[SLUG.format(1, 1)] == stand.statuses["/feed/"] == [200, 200]
    assert run.count("unchanged") == 3
    assert len(run.articles) == 3
    assert run.code == 0


def test_a_304_that_nobody_asked_for_is_asked_again_once(stand: Newsstand, tmp_path: Path) -> None:
    page = SLUG.format(1, 1)
    stand.once[page] = Reply(status=304)
    stand.routes[SLUG.format(3, 3)] = Reply(status=304)
    run = crawl("news", tmp_path, sites=stand.base)
    assert stand.seen[page] == 2
    assert stand.seen[SLUG.format(3, 3)] == 2
    assert len(run.articles) == 2
    assert run.reject_of(stand.base + SLUG.format(3, 3)) == ("fetch", "http_status", "304")


def test_what_failed_in_passing_is_tried_again_when_it_is_announced_again(
    stand: Newsstand, tmp_path: Path
) -> None:
    page = SLUG.format(2, 2)
    good = stand.routes[page]
    stand.routes[page] = Reply(b"<html>", length=5_000)
    settings = DUE | {"RETRY_TIMES": 0}
    run = crawl("news", tmp_path, settings, sites=stand.base)
    assert run.reject_of(stand.base + page)[:2] == ("fetch", "truncated")
    stand.routes[page] = good
    stand.routes["/feed/"] = Reply(feed(stand, [1, 2, 3]), kind="application/xml")
    again = crawl("news", tmp_path, settings, sites=stand.base)
    assert len(again.articles) == 3
    assert again.count("missing") == 0


def test_a_story_whose_robots_could_not_be_had_is_tried_again(tmp_path: Path) -> None:
    with newsstand() as other:
        page = SLUG.format(9, 9)
        other.page(page, story_html(9))
        other.routes["/robots.txt"] = Reply(status=503)
        run = crawl("urls", tmp_path, urls=other.base + page)
        assert run.reject_of(other.base + page)[:2] == ("robots", "robots_unreachable")
        other.routes["/robots.txt"] = Reply(b"", kind="text/plain")
        again = crawl("urls", tmp_path, urls=other.base + page)
    assert len(again.articles) == 1
    assert again.count("missing") == 0


def test_a_limit_leaves_the_rest_to_the_next_run(stand: Newsstand, tmp_path: Path) -> None:
    for wanted in (2, 3):
        run = crawl("news", tmp_path, sites=stand.base, limit="2")
        assert len(run.articles) == wanted
