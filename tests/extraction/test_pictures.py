import pytest
from hypothesis import given
from hypothesis import strategies as st
from metadata_pages import jsonld, meta, read, story

from newscrawl.extraction.pictures import split_credit
from newscrawl.items.article import Image

CDN = "https://cdn.gomtisamachar.in/2026/11/"


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("निर्माण स्थल पर मजदूर", "निर्माण स्थल पर मजदूर", None),
        ("निर्माण स्थल पर मजदूर फोटो: मीना जोशी", "निर्माण स्थल पर मजदूर", "मीना जोशी"),
        ("निर्माण स्थल पर मजदूर | Photo: PTI", "निर्माण स्थल पर मजदूर", "PTI"),
        ("निर्माण स्थल पर मजदूर | Image: ANI", "निर्माण स्थल पर मजदूर", "ANI"),
        ("निर्माण स्थल पर मजदूर (फोटो - एएनआई)", "निर्माण स्थल पर मजदूर", "एएनआई"),
        ("निर्माण स्थल पर मजदूर (एएनआई)", "निर्माण स्थल पर मजदूर", "एएनआई"),
        ("निर्माण स्थल पर मजदूर (फाइल फोटो)", "निर्माण स्थल पर मजदूर", "फाइल फोटो"),
        ("फाइल फोटो", None, "फाइल फोटो"),
        ("इमेज स्रोत, Getty Images", None, "Getty Images"),
        ("तस्वीर साभार: सोशल मीडिया", None, "सोशल मीडिया"),
        ("Photo Credit: Asha Rao", None, "Asha Rao"),
        ("मंत्री (बीच में)", "मंत्री (बीच में)", None),
        ("राज्यपाल: नई पहल", "राज्यपाल: नई पहल", None),
        ("", None, None),
    ],
)
def test_split_credit(line: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(line) == (caption, credit)


@given(st.text(max_size=300))
def test_any_caption_is_split_without_error(line: str) -> None:
    split_credit(line)


def figure(src: str, caption: str = "") -> str:
    return f'<figure><img src="{src}"><figcaption id="caption-1">{caption}</figcaption></figure>'


def test_lead_from_the_head_takes_the_caption_of_its_rendition_in_the_story() -> None:
    head = meta("og:image", CDN + "pul-1200x675.jpg")
    metadata = read(story(between=figure(CDN + "pul-640x360.jpg", "नया पुल (एएनआई)")), head)
    assert metadata.lead_image == Image(url=CDN + "pul-1200x675.jpg", caption="नया पुल", credit="एएनआई")
    assert metadata.evidence["lead_image"].agreement == "agreed"
    assert metadata.images == (Image(url=CDN + "pul-640x360.jpg", caption="नया पुल", credit="एएनआई"),)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (jsonld(image=CDN + "a.jpg"), CDN + "a.jpg"),
        (jsonld(image={"@type": "ImageObject", "url": CDN + "a.jpg"}), CDN + "a.jpg"),
        (jsonld(image=[{"contentUrl": CDN + "a.jpg"}]), CDN + "a.jpg"),
        (meta("og:image", "/media/a.jpg"), "https://www.gomtisamachar.in/media/a.jpg"),
        (meta("og:image", "//cdn.gomtisamachar.in/a.jpg?x=1&amp;y=2"), "https://cdn.gomtisamachar.in/a.jpg?x=1&y=2"),
        (meta("og:image", "https://www.gomtisamachar.in/images/site-logo.png"), None),
        (meta("og:image", "https://www.gomtisamachar.in/"), None),
        (meta("og:image", CDN + "sites/default/files/2024-05/ghat.jpg"), CDN + "sites/default/files/2024-05/ghat.jpg"),
        (meta("og:image", CDN + "sites/default/files/default.jpg"), None),
        (meta("og:image", CDN + "defaultpic.jpg?w=1200"), None),
        (meta("og:image", CDN + "ghat.jpg?fallback=/default.png"), CDN + "ghat.jpg?fallback=/default.png"),
        (meta("og:image", "data:image/png;base64,AAAA"), None),
        (meta("og:image", "javascript:void(0)"), None),
        (meta("og:image", "https://[bad/x.jpg"), None),
        (meta("og:image", CDN + "default-image.png") + meta("twitter:image", CDN + "b.jpg"), CDN + "b.jpg"),
        ("", None),
    ],
)  # fmt: skip
def test_lead_image(head: str, expected: str | None) -> None:
    lead = read(story(), head).lead_image
    assert (lead.url if lead else None) == expected


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/a.jpg" width="1" height="1">',
        '<img src="/logo.png">',
        '<img src="data:image/gif;base64,R0lGOD">',
        '<div class="author-box"><img src="/sunil.jpg"></div>',
        '<aside><img src="/promo.jpg"></aside>',
        '<div class="related-news"><img src="/x.jpg"></div>',
        "<img>",
    ],
)
def test_what_is_no_picture_of_the_story(markup: str) -> None:
    assert read(story(between=markup)).images == ()


def test_pictures_outside_the_story_are_left_out_and_doubles_stand_once() -> None:
    double = figure(CDN + "pul-640x360.jpg") + figure(CDN + "pul-320x180.jpg")
    body = (
        f'<img src="{CDN}menu.jpg">'
        + "<p>x</p>" * 20
        + story(between=double, after="<p>x</p>" * 5 + f'<img src="{CDN}next.jpg">')
    )
    assert [image.url for image in read(body).images] == [CDN + "pul-640x360.jpg"]
