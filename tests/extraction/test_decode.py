"""Bytes to text: the encoding a page is really in, and what is no page."""

import pytest

from newscrawl.extraction.decode import decode
from newscrawl.items.reject import Reason
from newscrawl.limits import LIMITS

HINDI = "मुख्यमंत्री ने सोमवार को लखनऊ में पुल का शिलान्यास किया। क़रीब दो हज़ार लोग मौजूद थे।"
PAGE = f"<html><head><title>पुल</title></head><body><p>{HINDI}</p></body></html>"
GERMAN = "<p>Der Stadtrat von Köln hat über die „alte Brücke“ entschieden – ein Jahr später als geplant.</p>"
RUSSIAN = "<p>Городской совет в понедельник принял решение о строительстве нового моста через реку.</p>"

SOUND = [
    pytest.param(PAGE.encode(), {}, PAGE, "utf-8", id="UTF-8"),
    pytest.param(b"\xef\xbb\xbf" + PAGE.encode(), {}, PAGE, "utf-8", id="UTF-8 with a byte order mark"),
    pytest.param(b"\xff\xfe" + PAGE.encode("utf-16-le"), {}, PAGE, "utf-16-le", id="UTF-16 with a mark"),
    pytest.param(b"\xfe\xff" + PAGE.encode("utf-16-be"), {}, PAGE, "utf-16-be", id="big-endian with a mark"),
    pytest.param(PAGE.encode("utf-16-le"), {}, PAGE, "utf-16-le", id="UTF-16 without a mark"),
    pytest.param(PAGE.encode("utf-16-be"), {}, PAGE, "utf-16-be", id="big-endian without a mark"),
    pytest.param(PAGE.encode(), {"content-type": "text/html; charset=iso-8859-1"}, PAGE, "utf-8", id="a lying header"),
    pytest.param(b"<meta charset=windows-1252>" + PAGE.encode(), {}, "<meta charset=windows-1252>" + PAGE, "utf-8", id="a lying meta"),
    pytest.param(GERMAN.encode("cp1252"), {"content-type": "text/html; charset=ISO-8859-1"}, GERMAN, "cp1252", id="a header's charset"),
    pytest.param(
        b"<meta charset=windows-1251>" + RUSSIAN.encode("cp1251"), {}, "<meta charset=windows-1251>" + RUSSIAN, "cp1251", id="a meta's charset"
    ),
    pytest.param((RUSSIAN * 8).encode("cp1251"), {}, RUSSIAN * 8, "cp1251", id="no charset at all"),
    pytest.param((GERMAN * 20_000).encode("cp1252"), {"content-type": "text/html; charset=utf-8"}, GERMAN * 20_000, None, id="a long lying page"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "headers", "text", "encoding"), SOUND)
def test_the_encoding_is_found(data: bytes, headers: dict[str, str], text: str, encoding: str | None) -> None:
    decoded = decode(data, headers)
    assert decoded.reason is None
    assert decoded.data.decode("utf-8") == text
    assert encoding in (None, decoded.encoding)


def test_text_is_taken_as_it_is() -> None:
    decoded = decode(PAGE)
    assert decoded.data == PAGE.encode()
    assert decoded.encoding is None
    assert decoded.notes == []


def test_a_stray_byte_does_not_change_the_encoding() -> None:
    damaged = PAGE.encode().replace("पुल".encode(), "पुल".encode() + b"\xff", 1)
    decoded = decode(damaged, {"content-type": "text/html; charset=windows-1252"})
    assert HINDI in decoded.data.decode()
    assert decoded.encoding == "utf-8"
    assert decoded.notes == ["1 invalid UTF-8 sequences replaced"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_mojibake_is_repaired_and_noted(encoding: str) -> None:
    wrong = "".join(bytes([b]).decode(encoding, "ignore") or chr(b) for b in PAGE.encode())
    for data in (wrong.encode(), wrong):
        decoded = decode(data)
        assert decoded.data.decode() == PAGE
        assert decoded.notes == ["mojibake repaired"]


def test_joiners_and_no_break_spaces_stay() -> None:
    text = "<p>उच्\u200dच न्\u200dयायालय\u00a0ने कहा\u200c</p>"
    assert decode(text.encode()).data.decode() == text


def test_nothing_that_cannot_be_stored_passes() -> None:
    assert decode("<p>\ud800\x00क\x0bख\x9f</p>").data.decode() == "<p>क ख</p>"
    assert decode(b"<p>\x00x\x00y</p>").data == b"<p>xy</p>"


REFUSED = [
    pytest.param(b"", Reason.EMPTY, id="nothing"),
    pytest.param(b"\xef\xbb\xbf \n", Reason.EMPTY, id="a byte order mark and white space"),
    pytest.param(b"\x00" * 5_000, Reason.EMPTY, id="NULs"),
    pytest.param(b"%PDF-1.4 <p>", Reason.NOT_HTML, id="a PDF"),
    pytest.param(b"\x89PNG\r\n\x1a\n<", Reason.NOT_HTML, id="a picture"),
    pytest.param(b"\x1f\x8b\x08\x00<", Reason.NOT_HTML, id="gzip"),
    pytest.param(HINDI.encode(), Reason.NOT_HTML, id="text without markup"),
    pytest.param(b"<?xml version='1.0'?>\n<!-- x -->\n<rss><channel>", Reason.NOT_HTML, id="a feed"),
    pytest.param(b"  <urlset xmlns='x'>", Reason.NOT_HTML, id="a sitemap"),
    pytest.param(b"<p>" + b"x" * LIMITS.page_bytes, Reason.TOO_LARGE, id="more bytes than are read"),
    pytest.param("<" * (LIMITS.page_bytes + 1), Reason.TOO_LARGE, id="more characters than are read"),
    pytest.param(
        bytes((i * i * 31 + i // 7) & 255 for i in range(50_000)), Reason.UNDECODABLE, id="binary data"
    ),
]


@pytest.mark.parametrize(("html", "reason"), REFUSED)
def test_what_is_no_page_is_told(html: bytes | str, reason: Reason) -> None:
    decoded = decode(html)
    assert decoded.reason is reason
    assert decoded.detail
    assert decoded.data == b""


def test_xhtml_is_a_page() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>'
    assert decode(page.encode()).reason is None


@pytest.mark.parametrize("charset", ["x-unknown", "utf-7", "", "ibm037", "base64", "idna", "undefined"])
def test_a_nonsense_charset_does_no_harm(charset: str) -> None:
    decoded = decode(GERMAN.encode("cp1252"), {"content-type": f"text/html; charset={charset}"})
    assert decoded.reason is None
    assert "Köln" in decoded.data.decode()
