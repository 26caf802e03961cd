"""The spider `news`, on a site whose every source announces something of its own."""

from datetime import UTC, datetime, timedelta

import pytest
from newsstand import Newsstand, Reply, Run, crawl, newsstand, story_html
from scrapy.utils.test import get_crawler

from newscrawl.spiders.base import ArgumentError
from newscrawl.spiders.news import NewsSpider

NOW = datetime.now(UTC).replace(microsecond=0)


def _rss(base: str, items: list[tuple[str, datetime | None]]) -> str:
    entries = "".join(
        f"<item><title>ताजा खबर</title><link>{link}</link>"
        + (f"<pubDate>{at:%a, %d %b %Y %H:%M:%S +0000}</pubDate>" if at else "")
        + "</item>"
        for link, at in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>समाचार</title>{entries}</channel></rss>'


def _urlset(entries: list[tuple[str, str]]) -> str:
    urls = "".join(
        f"<url><loc>{loc}</loc>{f'<lastmod>{when}</lastmod>' if when else ''}</url>" for loc, when in entries
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def _index(entries: list[tuple[str, str]]) -> str:
    maps = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{when}</lastmod></sitemap>" for loc, when in entries)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'


def _slug(number: int) -> str:
    return f"/shahar/ward-{number}-ki-sadak-marammat-ka-kaam-shuru-2000{number:02}/"


def _links(numbers: range | list[int]) -> str:
    return "".join(
        f'<li><a href="{_slug(n)}"><h3>वार्ड {n} की सड़कों की मरम्मत का काम सोमवार से शुरू होगा</h3></a></li>'
        for n in numbers
    )


def _listing(numbers: range | list[int], *, head: str = "", more: str = "") -> str:
    return (
        f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>समाचार</title>{head}</head><body>'
        '<nav><a href="/">मुखपृष्ठ</a><a href="/shahar/">शहर</a></nav>'
        f"<main><ul>{_links(numbers)}</ul>{more}</main></body></html>"
    )


def _stand(stand: Newsstand) -> None:
    base = stand.base
    stand.routes["/robots.txt"] = Reply(
        f"User-agent: *\nDisallow: /private/\nSitemap: {base}/sitemap.xml\nSitemap: /broken.xml\n".encode(),
        kind="text/plain",
    )
    stand.page(
        "/",
        _listing(
            range(1, 4), head='<link rel="alternate" type="application/rss+xml" href="/feed/" title="समाचार">'
        ),
    )
    # A section of three pages, one more than may be read.
    following = '<a class="next" rel="next" href="/shahar/page/{}/">अगला</a>'
    stand.page("/shahar/", _listing([3, 4], more=following.format(2)))
    stand.page("/shahar/page/2/", _listing([5], more=following.format(3)))
    stand.page("/shahar/page/3/", _listing([6]))
    stand.xml(
        "/feed/",
        _rss(
            base,
            [
                (f"{base}{_slug(10)}?utm_source=rss", NOW),
                (f"{base}{_slug(11)}", NOW - timedelta(days=9)),
                (f"http://elsewhere.invalid{_slug(12)}", NOW),
                (f"{base}/a/b/a/b/a/b/a/{_slug(13)[1:]}", NOW),
                (f"{base}/private{_slug(14)}", NOW),
                (f"{base}/purana{_slug(1)}", NOW),
                (f"{base}/lite-15-ki-khabar-2000150/", NOW),
            ],
        ),
    )
    recent, old = NOW.isoformat(), (NOW - timedelta(days=30)).isoformat()
    stand.xml("/sitemap.xml", _index([(f"{base}/sitemap-new.xml", recent), (f"{base}/sitemap-old.xml", old)]))
    stand.xml(
        "/sitemap-new.xml",
        _urlset([(f"{base}{_slug(20)}", recent), (f"{base}{_slug(21)}", ""), (f"{base}/contact/", recent)]),
    )
    stand.xml("/sitemap-old.xml", _urlset([(f"{base}{_slug(30)}", old)]))
    stand.routes["/broken.xml"] = Reply(status=500)
    for number in (*range(1, 7), 10, 11, 20, 30):
        stand.page(_slug(number), story_html(number))
    long_ago = (NOW - timedelta(days=300)).isoformat()
    stand.page(_slug(21), story_html(21, published=long_ago))
    stand.redirect(f"/purana{_slug(1)}", _slug(1))
    stand.page("/lite-15-ki-khabar-2000150/", story_html(2, canonical=f"{base}{_slug(2)}"))


@pytest.fixture(scope="module")
def stand():
    with newsstand() as stand:
        _stand(stand)
        yield stand


@pytest.fixture(scope="module")
def run(stand: Newsstand, tmp_path_factory: pytest.TempPathFactory) -> Run:
    settings = {"NEWSCRAWL_LISTING_PAGES": 2, "RETRY_TIMES": 0}
    return crawl("news", tmp_path_factory.mktemp("news"), settings, sites=stand.base + "/", since="7d")


def test_every_source_gives_its_stories_once(run: Run, stand: Newsstand) -> None:
    assert sorted(a["url"] for a in run.articles) == sorted(
        stand.base + _slug(number) for number in (1, 2, 3, 4, 5, 10, 20)
    )
    assert all(stand.seen[_slug(number)] == 1 for number in (2, 3, 4, 5, 10, 20))


def test_what_is_no_article_says_why(run: Run, stand: Newsstand) -> None:
    wanted = {
        _slug(11): ("scope", "too_old"),
        _slug(21): ("scope", "too_old"),
        f"/a/b/a/b/a/b/a/{_slug(13)[1:]}": ("scope", "trap"),
        f"/private{_slug(14)}": ("robots", "disallowed"),
        f"/purana{_slug(1)}": ("validate", "duplicate_url"),
        "/lite-15-ki-khabar-2000150/": ("validate", "duplicate_url"),
    }
    assert {path: run.reject_of(stand.base + path)[:2] for path in wanted} == wanted


def test_another_site_is_not_asked(run: Run) -> None:
    assert run.reject_of(f"http://elsewhere.invalid{_slug(12)}")[:2] == ("scope", "off_site")


def test_pages_and_sitemaps_beyond_the_bounds_are_not_asked(run: Run, stand: Newsstand) -> None:
    assert stand.seen["/shahar/page/2/"] == 1
    assert stand.seen["/shahar/page/3/"] == 0
    assert stand.seen["/sitemap-old.xml"] == 0
    assert stand.seen["/contact/"] == 0


def test_a_source_that_fails_is_counted_and_named(run: Run, stand: Newsstand) -> None:
    assert run.count("source_failed") == run.count("source_failed/fetch/http_status") == 1
    assert f"Cannot read the sitemap {stand.base}/broken.xml: fetch/http_status 500" in run.log
    assert run.code == 1


def test_the_books_balance(run: Run) -> None:
    assert run.count("announced") == len(run.articles) + len(run.rejects)
    assert run.count("missing") == run.count("pending") == 0


def test_an_age_refuses_what_is_announced_and_what_is_found_older(stand: Newsstand, tmp_path) -> None:
    settings = {"NEWSCRAWL_LISTING_PAGES": 2, "RETRY_TIMES": 0, "NEWSCRAWL_MAX_AGE": "7d"}
    run = crawl("news", tmp_path, settings, sites=stand.base + "/")
    assert {run.reject_of(stand.base + _slug(number))[:2] for number in (11, 21)} == {("scope", "too_old")}
    assert stand.base + _slug(10) in {article["url"] for article in run.articles}


def test_a_limit_counts_articles_not_attempts(stand: Newsstand, tmp_path) -> None:
    run = crawl("news", tmp_path, {"RETRY_TIMES": 0}, sites=stand.base + "/", limit="6", since="7d")
    assert len(run.articles) == 6
    assert run.count("announced") == 6 + len(run.rejects)


def test_a_site_without_signs_is_asked_at_the_usual_addresses(tmp_path) -> None:
    with newsstand() as stand:
        stand.page("/", _listing([1]))
        stand.xml("/rss.xml", _rss(stand.base, [(stand.base + _slug(2), None)]))
        for number in (1, 2):
            stand.page(_slug(number), story_html(number))
        run = crawl("news", tmp_path, sites=stand.base + "/")
        assert sorted(a["url"] for a in run.articles) == [stand.base + _slug(1), stand.base + _slug(2)]
        assert stand.seen["/atom.xml"] == 0
        assert run.count("source_failed") == 0
        assert run.code == 0


def test_robots_txt_that_fails_forbids_everything(tmp_path) -> None:
    with newsstand() as stand:
        stand.routes["/robots.txt"] = Reply(status=503)
        stand.page("/", _listing([1]))
        stand.page(_slug(1), story_html(1))
        run = crawl("news", tmp_path, {"RETRY_TIMES": 0}, sites=stand.base + "/")
        assert stand.seen["/"] == 0
        assert run.count("source_failed/robots/robots_unreachable") == 1
        assert run.code == 4


def test_nothing_there_is_exit_code_4(tmp_path) -> None:
    run = crawl("news", tmp_path, sites="http://127.0.0.1:1/")
    assert run.code == 4
    assert run.count("source_failed/fetch/connection") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "nothing to crawl"),
        ({"publishers": "bbc_hindee"}, "did you mean bbc_hindi"),
        ({"sites": "not a site"}, "not a site"),
        ({"sites": "http://127.0.0.1:1/", "limit": "some"}, "limit=some"),
    ],
)
def test_a_wrong_argument_says_what_to_write(arguments: dict[str, str], words: str) -> None:
    spider = get_crawler(NewsSpider)._create_spider(**arguments)
    with pytest.raises(ArgumentError, match=words):
        spider.read_settings()


def test_a_full_disk_ends_the_crawl_at_once(stand: Newsstand, tmp_path) -> None:
    run = crawl(
        "news",
        tmp_path,
        {"NEWSCRAWL_OUTPUT_DIR": str(tmp_path / "out")},
        before=_small_files,
        sites=stand.base,
    )
    assert run.stats["finish_reason"] == "storage_error"
    assert run.code == 3
    assert run.count("storage_errors") >= 1
    (line,) = [line for line in run.log.splitlines() if "] ERROR: " in line and "Cannot write" in line]
    assert "The crawl stops" in line
    # Whole lines only, whatever the disk did: all of them were read back as JSON.
    assert len(run.articles) == run.count("articles")


def _small_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))


def test_an_output_that_is_no_folder_ends_the_crawl_before_it_begins(stand: Newsstand, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    stand.seen.clear()
    run = crawl("news", tmp_path, {"NEWSCRAWL_OUTPUT_DIR": str(tmp_path / "file")}, sites=stand.base)
    assert run.code == 3
    assert not stand.seen
