"""What is let through as HTML, and what stays on its site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import StopDownload
from scrapy.http import Headers, HtmlResponse, Response

from newscrawl.middlewares.gatekeeping import STORY_META, GatekeepingMiddleware, NotHtmlError
from newscrawl.middlewares.media import is_html, is_never_html, media_type
from newscrawl.middlewares.scope import SCOPE_META, OffSiteError, ScopeMiddleware


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("text/html; charset=utf-8", "text/html"),
        (b" Text/HTML ", "text/html"),
        ("text/html, text/html", "text/html"),
        (None, ""),
        ("", ""),
        (b"\xff", "\xff"),
    ],
)
def test_media_type(header: bytes | str | None, kind: str) -> None:
    assert media_type(header) == kind


@pytest.mark.parametrize(
    ("kind", "body", "html"),
    [
        ("text/html", b"", True),
        ("", b"anything", True),
        ("application/xhtml+xml", b"<?xml?>", True),
        ("text/plain", b"\xef\xbb\xbf <!DOCTYPE html><p>", True),
        ("application/octet-stream", "<html>".encode("utf-16-le"), True),
        ("text/plain", "केवल पाठ".encode(), False),
        ("application/json", b'{"html": 1}', False),
        ("application/rss+xml", b"<rss><channel><title>x</title>", False),
        ("image/png", b"<html>", False),
        ("application/pdf", b"%PDF", False),
    ],
)
def test_is_html(kind: str, body: bytes, html: bool) -> None:
    assert is_html(kind, body) is html


@given(st.text(max_size=40), st.binary(max_size=200))
def test_is_html_never_raises(kind: str, body: bytes) -> None:
    assert isinstance(is_html(media_type(kind), body), bool)
    assert not (is_never_html(kind) and is_html(kind, body))


def _request(**meta: object) -> Request:
    return Request("https://samachar.example/a", meta=meta)


def test_headers_stop_the_download_of_pictures_for_stories_only() -> None:
    gate = GatekeepingMiddleware()
    picture = Headers({"Content-Type": "image/jpeg"})
    with pytest.raises(StopDownload):
        gate.headers_received(headers=picture, request=_request(**{STORY_META: {}}))
    gate.headers_received(headers=picture, request=_request())
    moved = Headers({"Content-Type": "image/jpeg", "Location": "/b"})
    gate.headers_received(headers=moved, request=_request(**{STORY_META: {}}))


def test_a_story_that_is_no_html_goes_to_the_errback() -> None:
    gate = GatekeepingMiddleware()
    story = _request(**{STORY_META: {}})
    json = Response(story.url, headers={"Content-Type": "application/json"}, body=b"{}", request=story)
    with pytest.raises(NotHtmlError, match="application/json"):
        gate.process_spider_input(json)
    gate.process_spider_input(json.replace(request=_request()))
    gate.process_spider_input(HtmlResponse(story.url, body=b"", request=story))


@pytest.mark.parametrize(
    ("scope", "url", "refused"),
    [
        ("https://samachar.example/", "https://m.samachar.example/a", False),
        ("samachar.example", "http://samachar.example:8080/a", False),
        ("https://samachar.example/", "https://elsewhere.example/a", True),
        ("https://samachar.example/", "https://samachar.example.evil.example/a", True),
        (None, "https://elsewhere.example/a", False),
    ],
)
def test_scope(scope: str | None, url: str, refused: bool) -> None:
    request = Request(url, meta={SCOPE_META: scope} if scope else {})
    if refused:
        with pytest.raises(OffSiteError, match=url):
            ScopeMiddleware().process_request(request)
    else:
        ScopeMiddleware().process_request(request)


def test_credentials_of_a_redirect_are_left_out() -> None:
    scope = ScopeMiddleware()
    found = scope.process_request(Request("https://user:secret@samachar.example/a@b?c=@"))
    assert found is not None
    assert found.url == "https://samachar.example/a@b?c=@"
    assert scope.process_request(found) is None
