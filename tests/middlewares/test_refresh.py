"""Meta refreshes are found as Scrapy finds them, without reading the page for it."""

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.utils.test import get_crawler

from newscrawl.middlewares.refresh import RefreshMiddleware

URL = "https://samachar.example/a"
GOAL = "https://samachar.example/%E0%A4%AA%E0%A5%81%E0%A4%B2"
META = '<meta http-equiv="Refresh" content="0; url=/पुल">'
TEXT = "<p>पटना। गांव के पास बने पुल की मरम्मत।" * 2_000


def both(response: Response) -> tuple[Response | Request, Response | Request]:
    request, crawler = Request(URL), get_crawler()
    ours, theirs = (made.from_crawler(crawler) for made in (RefreshMiddleware, MetaRefreshMiddleware))
    return ours.process_response(request, response), theirs.process_response(request, response)


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16"])
@pytest.mark.parametrize("declared", [True, False])
def test_a_refresh_is_followed(coding: str, declared: bool) -> None:
    body = f"<html><head>{META}</head>{TEXT}</html>".encode(coding)
    headers = {"Content-Type": f"text/html; charset={coding}"} if declared else {}
    ours, theirs = both(HtmlResponse(URL, body=body, headers=headers))
    assert isinstance(ours, Request) is isinstance(theirs, Request)
    if declared or coding == "utf-8":
        assert isinstance(ours, Request)
        assert ours.url == GOAL
        assert ours.meta["redirect_reasons"] == ["meta refresh"]


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta http-equiv="refresh" content="900">',
        '<meta http-equiv="refresh" content="900; url=/a">',
        f"<!-- {META} -->",
        f"<noscript>{META}</noscript>",
        f"<!--{'न' * 5_000}-->{META}",
    ],
)
def test_any_other_page_is_given_as_it_came(head: str) -> None:
    page = HtmlResponse(URL, body=f"<html><head>{head}</head>{TEXT}</html>".encode(), encoding="utf-8")
    ours, theirs = both(page)
    assert ours is page
    assert theirs is page


@pytest.mark.parametrize("head", ["", '<meta http-equiv="refresh" content="900">'])
def test_a_page_is_not_decoded_for_it(head: str, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded = []
    text = TextResponse.text
    monkeypatch.setattr(
        TextResponse, "text", property(lambda page: decoded.append(len(page.body)) or text.fget(page))
    )
    page = HtmlResponse(URL, body=f"<html>{head}{TEXT}</html>".encode(), encoding="utf-8")
    RefreshMiddleware.from_crawler(get_crawler()).process_response(Request(URL), page)
    assert all(size < 20_000 < len(page.body) for size in decoded)
    assert bool(decoded) is bool(head)


@pytest.mark.parametrize("kind", [Response, TextResponse])
def test_what_is_no_html_is_left_alone(kind: type[Response]) -> None:
    page = kind(URL, body=META.encode())
    assert both(page) == (page, page)
