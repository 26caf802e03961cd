"""Stories on several pages and pages without text: what belongs to one story is fetched and told as one."""

import pytest
from newsstand import Newsstand, Reply, crawl, newsstand, story_html

STORY = "/shahar/nagar-nigam-ki-baithak-mein-sadak-par-charcha-200017"
TITLE = "नगर निगम की बैठक में टूटी सड़कों की मरम्मत पर तीन घंटे तक चर्चा हुई"
TEXTS = (
    "नगर निगम की बैठक मंगलवार को सुबह ग्यारह बजे शुरू हुई और पहले ही घंटे में सड़कों की हालत पर पार्षदों ने अपनी बात रखी।",
    "दूसरे सत्र में महापौर सुनीता वर्मा ने बारह वार्डों के लिए मरम्मत की योजना रखी और बताया कि काम बरसात से पहले पूरा होगा।",
    "अंत में विपक्ष के नेता रमेश यादव ने हर महीने का ब्योरा मांगा, जिस पर आयुक्त ने अगली बैठक में जवाब देने का भरोसा दिलाया।",
)


def _numbers(total: int, form: str) -> str:
    address = {
        number: STORY + ("/" if number == 1 else form.format(number)) for number in range(1, total + 1)
    }
    return "<div>" + " ".join(f'<a href="{address[n]}">{n}</a>' for n in address) + "</div>"


def _part(number: int, total: int, form: str) -> str:
    lines = (
        TEXTS[number - 1],
        f"यह बैठक का {('पहला', 'दूसरा', 'तीसरा')[number - 1]} सत्र था, जिसमें {number + 20} पार्षद शामिल हुए और सबने हाजिरी दी।",
    )
    html = story_html(number, title=TITLE, body=lines)
    return html.replace("</article>", f"{_numbers(total, form)}</article>")


def _serve(
    stand: Newsstand, form: str = "/{}/", total: int = 3, *, served: tuple[int, ...] = (1, 2, 3)
) -> None:
    for number in served:
        path = STORY + ("/" if number == 1 else form.format(number))
        stand.page(path, _part(number, total, form))


@pytest.mark.parametrize("form", ["/{}/", "/?page={}", "/page/{}/"])
def test_parts_are_joined_and_their_addresses_are_the_storys(tmp_path, form: str) -> None:
    with newsstand() as stand:
        _serve(stand, form)
        first = stand.base + STORY + "/"
        run = crawl("urls", tmp_path, urls=first)
        (article,) = run.articles
        assert article["url"] == first
        assert [TEXTS.index(b["text"]) for b in article["blocks"] if b["text"] in TEXTS] == [0, 1, 2]
        assert article["text"] == "\n\n".join(block["text"] for block in article["blocks"])
        assert "joined of 3 pages" in article["evidence"]["text"]["raw"]
        assert STORY + form.format(3) in article["evidence"]["text"]["raw"]
        assert (run.count("announced"), run.count("further_pages"), run.rejects) == (1, 2, [])
        again = crawl("urls", tmp_path, urls=stand.base + STORY + form.format(2))
        assert (len(again.articles), again.rejects) == (1, []), "a part is known by its story"
        assert run.code == again.code == 0


def test_a_missing_part_is_said(tmp_path) -> None:
    with newsstand() as stand:
        _serve(stand, served=(1, 3))
        run = crawl("urls", tmp_path, urls=stand.base + STORY + "/")
        (article,) = run.articles
        raw = article["evidence"]["text"]["raw"]
        assert "joined of 2 pages" in raw
        assert "part 2 is missing: fetch/http_status 404" in raw
        assert TEXTS[2] in article["text"]
        assert run.count("further_pages_missing") == 1


def test_a_part_announced_alone_leads_to_its_story(tmp_path) -> None:
    with newsstand() as stand:
        _serve(stand)
        part = f"{stand.base}{STORY}/3/"
        run = crawl("urls", tmp_path, urls=part)
        (article,) = run.articles
        assert article["url"] == f"{stand.base}{STORY}/"
        assert all(text in article["text"] for text in TEXTS)
        assert run.reject_of(part) == ("validate", "duplicate_url", f"part 3 of {stand.base}{STORY}/")
        assert run.count("announced") == 2
        assert run.count("missing") == run.count("pending") == 0


def test_parts_that_repeat_the_first_page_add_nothing(tmp_path) -> None:
    with newsstand() as stand:
        _serve(stand, total=2, served=(1,))
        stand.page(STORY + "/2/", _part(1, 2, "/{}/"))
        (article,) = crawl("urls", tmp_path, urls=stand.base + STORY + "/").articles
        assert article["text"].count(TEXTS[0]) == 1
        assert "part 2 repeats" in article["evidence"]["text"]["raw"]


def test_a_part_that_robots_txt_forbids_is_not_asked(tmp_path) -> None:
    with newsstand() as stand:
        _serve(stand)
        stand.routes["/robots.txt"] = Reply(
            f"User-agent: *\nDisallow: {STORY}/2/\n".encode(), kind="text/plain"
        )
        (article,) = crawl("urls", tmp_path, urls=stand.base + STORY + "/").articles
        assert stand.seen[STORY + "/2/"] == 0
        assert "part 2 is missing: robots/disallowed" in article["evidence"]["text"]["raw"]


SHELL = (
    '<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{0}</title>{1}'
    '<meta property="og:type" content="article"></head><body><div id="root"></div></body></html>'
)


def _shell(amp: str) -> str:
    return SHELL.format(TITLE, f'<link rel="amphtml" href="{amp}">')


def test_a_shell_is_told_by_its_amp_page(tmp_path) -> None:
    with newsstand() as stand:
        main = f"{stand.base}{STORY}.html"
        stand.page(STORY + ".html", _shell("/amp-pages/17"))
        stand.page("/amp-pages/17", story_html(1, title=TITLE, canonical=main))
        run = crawl("urls", tmp_path, urls=main)
        (article,) = run.articles
        assert article["url"] == main
        assert article["http"]["etag"] is None
        assert f"AMP page {stand.base}/amp-pages/17" in article["evidence"]["text"]["raw"]
        again = crawl("urls", tmp_path, urls=f"{stand.base}/amp-pages/17")
        assert (len(again.articles), again.rejects) == (1, [])


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("", "fetch/http_status 404"),
        (SHELL.format(TITLE, ""), "extract/no_story"),
        (story_html(1, canonical="{base}/another/story-of-the-day-200018"), "it belongs to"),
    ],
)
def test_an_amp_page_that_does_not_help_is_named(tmp_path, page: str, why: str) -> None:
    with newsstand() as stand:
        main = f"{stand.base}{STORY}.html"
        stand.page(STORY + ".html", _shell("/amp-pages/17"))
        if page:
            stand.page("/amp-pages/17", page.replace("{base}", stand.base))
        run = crawl("urls", tmp_path, urls=main)
        stage, reason, detail = run.reject_of(main)
        assert (stage, reason) == ("extract", "no_story")
        assert why in detail
        assert run.articles == []


def test_an_amp_page_elsewhere_is_not_asked(tmp_path) -> None:
    with newsstand() as stand:
        main = f"{stand.base}{STORY}.html"
        stand.page(STORY + ".html", _shell("http://elsewhere.invalid/17"))
        run = crawl("urls", tmp_path, urls=main)
        assert run.reject_of(main)[:2] == ("extract", "no_story")
        assert run.count("further_pages_missing") == 0
