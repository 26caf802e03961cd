"""Sources that are not what they seem, lists that grow, and days without stories."""

import gzip
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from newsstand import Newsstand, Reply, crawl, newsstand, story_html

from newscrawl.discovery.announcement import Announcement
from newscrawl.hindi.dates import IST
from newscrawl.ledger.view import DayCount
from newscrawl.publishers.rule import Archive
from newscrawl.spiders.days import Days, said
from newscrawl.spiders.site import Source, archive_sources, on_its_day

NOW = datetime.now(UTC).replace(microsecond=0)


def _slug(number: int) -> str:
    return f"/shahar/ward-{number}-ki-sadak-marammat-ka-kaam-shuru-2000{number:02}/"


def _links(*numbers: int) -> str:
    return "".join(
        f'<li><a href="{_slug(n)}"><h3>वार्ड {n} की सड़कों की मरम्मत का काम सोमवार से शुरू होगा</h3></a></li>'
        for n in numbers
    )


def _listing(*numbers: int, head: str = "", more: str = "") -> str:
    return (
        f'<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>समाचार</title>{head}</head>'
        f"<body><main><ul>{_links(*numbers)}</ul>{more}</main></body></html>"
    )


def _rss(base: str, *numbers: int) -> bytes:
    items = "".join(f"<item><title>ताजा खबर</title><link>{base}{_slug(n)}</link></item>" for n in numbers)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def _urlset(base: str, *numbers: int) -> bytes:
    entries = "".join(f"<url><loc>{base}{_slug(n)}</loc></url>" for n in numbers)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def _stories(stand: Newsstand, *numbers: int) -> None:
    for number in numbers:
        stand.page(_slug(number), story_html(number))


def test_sources_are_read_as_what_they_are(tmp_path: Path) -> None:
    with newsstand() as stand:
        base = stand.base
        robots = "".join(f"Sitemap: {base}/{name}\n" for name in ("packed.xml", "sitemap-feed.xml"))
        stand.routes["/robots.txt"] = Reply(f"User-agent: *\nDisallow:\n{robots}".encode(), kind="text/plain")
        feeds = "".join(
            f'<link rel="alternate" type="application/rss+xml" href="{path}">'
            for path in ("/old-feed", "/lost-feed/", "/map-feed/", "/empty-feed/")
        )
        stand.page("/", _listing(1, head=feeds))
        # A feed that has moved, and is called a page.
        stand.redirect("/old-feed", "/new/feed/")
        stand.routes["/new/feed/"] = Reply(_rss(base, 2), kind="text/html; charset=utf-8")
        # A page in a feed's place, which names another feed.
        stand.page(
            "/lost-feed/",
            _listing(3, head='<link rel="alternate" type="application/rss+xml" href="/real-feed/">'),
        )
        stand.routes["/real-feed/"] = Reply(_rss(base, 4), kind="application/rss+xml")
        # A sitemap in a feed's place; gzip under a plain name; a feed in a sitemap's.
        stand.routes["/map-feed/"] = Reply(_urlset(base, 5), kind="application/rss+xml")
        stand.routes["/packed.xml"] = Reply(gzip.compress(_urlset(base, 6)), kind="application/xml")
        stand.routes["/sitemap-feed.xml"] = Reply(_rss(base, 7), kind="application/xml")
        stand.page("/empty-feed/", "<!doctype html><html><body><p>यह पेज अब नहीं है।</p></body></html>")
        _stories(stand, *range(1, 8))
        run = crawl("news", tmp_path, sites=base + "/")
        assert sorted(a["url"] for a in run.articles) == sorted(base + _slug(n) for n in range(1, 8))
        assert run.count("sources_misnamed") == 4
        assert run.count("source_failed") == run.count("source_failed/html") == 1
        assert f"Cannot read the feed {base}/empty-feed/" in run.log


def test_sitemaps_of_an_index_are_read_newest_first(tmp_path: Path) -> None:
    with newsstand() as stand:
        base = stand.base
        stand.routes["/robots.txt"] = Reply(f"Sitemap: {base}/index.xml\n".encode(), kind="text/plain")
        stand.page("/", _listing())
        dates = {1: "2026-01-05", 2: "2026-03-05T10:00:00+05:30", 3: "", 4: "2026-02-05"}
        entries = "".join(
            f"<sitemap><loc>{base}/part-{n}.xml</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
            for n, day in dates.items()
        )
        stand.xml(
            "/index.xml",
            f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>',
        )
        for number in dates:
            stand.routes[f"/part-{number}.xml"] = Reply(_urlset(base, number), kind="application/xml")
        _stories(stand, *dates)
        # One at a time: what is asked for together arrives in any order.
        run = crawl("news", tmp_path, {"CONCURRENT_REQUESTS": 1}, sites=base + "/")
        assert len(run.articles) == 4
        asked = [path for path in stand.seen if path.startswith("/part-")]
        assert asked == ["/part-2.xml", "/part-4.xml", "/part-1.xml", "/part-3.xml"]


@pytest.mark.parametrize("form", ["json", "html"])
def test_load_more_is_followed_within_the_bound(tmp_path: Path, form: str) -> None:
    with newsstand() as stand:
        button = '<button class="btn" data-url="/ajax/more?page={}">और खबरें</button>'
        stand.page("/", _listing(1, 2, more=button.format(2)))
        for page in range(2, 6):
            path = f"/ajax/more?page={page}"
            if form == "json":
                answer = {"html": _links(page + 10), "next_page": f"/ajax/more?page={page + 1}"}
                stand.routes[path] = Reply(json.dumps(answer).encode(), kind="application/json")
            else:
                stand.page(path, _links(page + 10) + button.format(page + 1))
        _stories(stand, 1, 2, *range(12, 16))
        run = crawl("news", tmp_path, {"NEWSCRAWL_LISTING_PAGES": 3}, sites=stand.base + "/")
        assert sorted(a["url"] for a in run.articles) == sorted(stand.base + _slug(n) for n in (1, 2, 12, 13))
        assert stand.seen["/ajax/more?page=4"] == 0


def test_days_without_stories_are_said(tmp_path: Path) -> None:
    with newsstand() as stand:
        today = NOW.astimezone(IST).date()
        stamps = {n: f"{today - timedelta(days=n)}T12:00:00+05:30" for n in (1, 3)}
        stand.page("/", _listing(1, 3))
        for number, stamp in stamps.items():
            stand.page(_slug(number), story_html(number, published=stamp))
        run = crawl("news", tmp_path, sites=stand.base + "/", since="5d")
        assert len(run.articles) == 2
        told = json.loads((tmp_path / "out" / "days.json").read_text())
        (publisher,) = told["publishers"].values()
        assert publisher["days"][str(today - timedelta(days=3))] == {"announced": 1, "stored": 1}
        gaps = [str(today - timedelta(days=back)) for back in (2, 4)]
        assert publisher["gaps"] == gaps
        assert f"has no stored story of 2 days: {', '.join(gaps)}" in run.log
        assert run.count("gap_days") == 2
        assert run.code == 0


def test_a_run_without_a_window_tells_no_days(tmp_path: Path) -> None:
    with newsstand() as stand:
        stand.page("/", _listing(1))
        _stories(stand, 1)
        crawl("news", tmp_path, {"NEWSCRAWL_MAX_AGE": "900d"}, sites=stand.base + "/")
        assert not (tmp_path / "out" / "days.json").exists()


def test_only_whole_days_can_be_gaps() -> None:
    since = datetime(2026, 3, 1, 12, tzinfo=IST)
    until = datetime(2026, 3, 4, 12, tzinfo=IST)
    days = {date(2026, 3, day): DayCount(0, 0) for day in range(1, 5)}
    days[date(2026, 3, 2)] = DayCount(4, 0)
    found = Days(since, until, {"aaj": days})
    assert found.gaps() == {"aaj": [date(2026, 3, 3), date(2026, 3, 2)]}
    assert said("aaj", found.gaps()["aaj"], days).endswith("2 days: 2026-03-03, 2026-03-02 (4 announced)")


def test_an_archive_is_walked_backwards_and_dates_its_stories() -> None:
    archive = Archive("https://samachar.example/{day:%Y/%m/%d}/")
    sources = list(archive_sources(archive, date(2026, 3, 4), datetime(2026, 3, 2, 9, tzinfo=UTC)))
    assert [source.day for source in sources] == ["2026-03-04", "2026-03-03", "2026-03-02"]
    undated = Announcement("https://samachar.example/a", source="x", kind="listing")
    dated = Announcement("https://samachar.example/b", source="x", kind="listing", published_at="2026-03-01")
    moments = [one.published_at for one in on_its_day((undated, dated), sources[0])]
    assert moments == ["2026-03-04T23:59:00+05:30", "2026-03-01"]
    assert on_its_day((undated,), Source("listing", "x")) == (undated,)
