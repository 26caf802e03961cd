import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.urls import url_kind

KINDS = {
    "article": [
        "https://b.example/local/bihar/patna/news/ganga-ka-jalstar-khatre-ke-nishan-par-133445566.html",
        "https://b.example/amp/local/bihar/patna/news/ganga-ka-jalstar-khatre-par-133445566.html",
        "https://j.example/bihar/patna-city-ganga-ka-jalstar-badha-23812345.html",
        "https://n.example/state/bihar/ganga/articleshow/98765432.cms",
        "https://as.example/desh/ganga-ka-jalstar/articleshow-x1y2z3w",
        "https://at.example/india/news/story/ganga-ka-jalstar-badha-1234567-2024-08-11",
        "https://bbc.example/hindi/articles/c4gq2lw1x7no",
        "https://dw.example/hi/ganga-me-baadh/a-69912345",
        "https://z.example/hindi/india/bihar/ganga-ka-jalstar-badha/2345678",
        "https://js.example/rajya/ganga-ka-jalstar-badha/3345678/",
        "https://w.example/298765/ganga-ka-jalstar-badha/",
        "https://pk.example/national/ganga-ka-jalstar-khatre-ke-nishan-par-pahuncha",
        "https://nl.example/2024/08/11/ganga-ka-jalstar",
        "https://pib.example/PressReleasePage.aspx?PRID=2042731",
        "https://wp.example/?p=4821",
        "https://wp.example/गंगा-का-जलस्तर-बढ़ा-प्रशासन-सतर्क/",
        "https://etv.example/hi/!state/ganga-ka-jalstar-badha-brs25080705403",
    ],
    "listing": [
        "https://a.example/",
        "https://a.example/tag/ganga",
        "https://a.example/tags/ganga-ka-jalstar-khatre-ke-nishan-par-12345",
        "https://a.example/topic/baadh/news/3",
        "https://a.example/category/वीडियो",
        "https://a.example/author/anil-kumar-sharma",
        "https://a.example/national/page/4",
        "https://a.example/search?q=ganga",
        "https://a.example/?s=ganga",
        "https://a.example/hi/%E0%A4%96%E0%A4%AC%E0%A4%B0/s-11644",
        "https://a.example/photos",
        "https://a.example/web-stories/",
    ],
    "live": [
        "https://z.example/hindi/india/live-updates/bihar-baadh/1723368000000",
        "https://n.example/india/baadh/liveblog/98765432.cms",
        "https://t.example/india/aaj-ki-khabar-live-updates-11-august-3243204.html",
        "https://b.example/hindi/live/c4gq2lw1x7no",
    ],
    "gallery": [
        "https://a.example/photos/ganga-ghat-1234567",
        "https://a.example/photo-gallery/desh/ganga-ghat-ki-tasveeren-1234567",
        "https://n.example/india/photoshow/98765432.cms",
        "https://as.example/desh/ganga/photoshow-x1y2z3w",
        "https://dw.example/hi/ganga/g-69912345",
    ],
    "video": [
        "https://a.example/video/ganga-ghat-ka-haal-1234567.html",
        "https://n.example/india/videoshow/98765432.cms",
        "https://a.example/videos/ganga-123456",
        "https://dw.example/hi/ganga/video-69912345",
    ],
    "web_story": [
        "https://a.example/web-stories/ganga-ke-ghat",
        "https://a.example/visualstories/desh/ganga-ke-ghat-1234-11-08-2024",
    ],
    "static": [
        "https://a.example/about-us",
        "https://a.example/privacy-policy.html",
        "https://a.example/hi/contact",
        "https://epaper.a.example/patna/2024-08-11",
    ],
    "feed": [
        "https://a.example/feed/",
        "https://a.example/feed/atom/",
        "https://a.example/category/bihar/feed",
        "https://a.example/rss-v1--category-1061.xml",
        "https://a.example/sitemap-3.xml.gz",
        "https://a.example/stories.rss",
        "https://a.example/?feed=rss2",
    ],
    "media": [
        "https://a.example/wp-content/uploads/2024/08/ganga.JPG",
        "https://a.example/notice.pdf",
        "https://a.example/app.js?v=3",
    ],
    None: [
        "https://a.example/national",
        "https://a.example/rajya/bihar/patna/",
        "https://a.example/career/",
        "https://a.example/hindi/india/bihar-jharkhand",
        "javascript:void(0)",
        "",
        None,
    ],
}


@pytest.mark.parametrize(("kind", "url"), [(kind, url) for kind, urls in KINDS.items() for url in urls])
def test_url_kind(kind, url):
    assert url_kind(url) == kind


@given(st.text(max_size=80))
def test_any_url_is_safe(text):
    assert url_kind("https://a.example/" + text) in KINDS
    assert url_kind(text) in KINDS
