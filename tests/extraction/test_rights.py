import pytest
from metadata_pages import page_of

from newscrawl.extraction.rights import find_rights
from newscrawl.items.article import Rights


@pytest.mark.parametrize(
    ("head", "headers", "expected"),
    [
        ("", {}, Rights()),
        (
            '<meta name="robots" content="Index, Follow , max-image-preview:large">',
            {},
            Rights(robots=("index", "follow", "max-image-preview:large")),
        ),
        ('<meta name="ROBOTS" content="noai">', {}, Rights(robots=("noai",), noai=True)),
        (
            '<meta name="robots" content="index"><meta name="robots" content="noimageai">',
            {},
            Rights(robots=("index", "noimageai"), noai=True),
        ),
        ("", {"X-Robots-Tag": "noarchive, NOAI"}, Rights(robots=("noarchive", "noai"), noai=True)),
        ("", {"x-robots-tag": "googlebot: noai"}, Rights(robots=("googlebot: noai",), noai=True)),
        ('<meta name="robots" content="index">', {"x-robots-tag": "index"}, Rights(robots=("index",))),
        ('<meta name="tdm-reservation" content="1">', {}, Rights(tdm_reservation=True)),
        (
            '<meta name="tdm-reservation" content=" 0 ">',
            {"tdm-reservation": "1"},
            Rights(tdm_reservation=False),
        ),
        (
            "",
            {"TDM-Reservation": "1", "TDM-Policy": "/policy.json"},
            Rights(tdm_reservation=True, tdm_policy="https://www.gomtisamachar.in/policy.json"),
        ),
        ('<meta name="tdm-reservation" content="yes">', {}, Rights()),
        ('<meta name="tdm-policy" content="javascript:x">', {}, Rights()),
    ],
)
def test_rights_are_recorded(head: str, headers: dict[str, str], expected: Rights) -> None:
    assert find_rights(page_of("", head), headers) == expected
