import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.discovery.markup import MAX_RATIO, local_name, parse, prepare, repaired


def packed(data):
    return gzip.compress(data, mtime=0)


XML = '<rss version="2.0"><channel><title>पटना समाचार</title></channel></rss>'
LIMIT = 1 << 22


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        (XML.encode(), []),
        (b"\xef\xbb\xbf  \n" + XML.encode(), []),
        (XML.encode("utf-16"), []),
        (XML.encode("utf-16-le"), []),
        (XML.encode("utf-16-be"), []),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>' + XML.encode(), []),
        (packed(XML.encode()), []),
        (packed(packed(XML.encode())), []),
        (packed(XML.encode()[:20]) + packed(XML.encode()[20:]), []),
        (XML.encode().replace(b"<channel>", b"\0<channel>\x01\x1f"), []),
        (b"Notice: undefined index in feed.php on line 3\n" + XML.encode(), ["leading-text"]),
        (
            b'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.example/r.dtd">' + XML.encode(),
            ["dtd-dropped"],
        ),
        (b'<!DOCTYPE rss [<!ENTITY a "]>"><!-- ] -->\n]>' + XML.encode(), ["dtd-dropped"]),
    ],
)
def test_prepared_files_hold_the_same_tree(body, problems):
    prepared = prepare(body, LIMIT, dtd="drop")
    assert prepared.problems == problems
    root = parse(prepared.data, prepared.problems)
    assert root is not None
    assert local_name(root) == "rss"
    assert root.findtext("channel/title") == "पटना समाचार"


@pytest.mark.parametrize(
    ("declared", "headers", "codec"),
    [
        ('<?xml version="1.0" encoding="windows-1252"?>', None, "cp1252"),
        ("", {"content-type": "text/xml; charset=windows-1252"}, "cp1252"),
        (
            '<?xml version="1.0" encoding="no-such-thing"?>',
            {"content-type": "text/xml; charset=latin1"},
            "cp1252",
        ),
    ],
)
def test_legacy_encodings(declared, headers, codec):
    body = declared.encode() + "<rss><channel><title>Résumé</title></channel></rss>".encode(codec)
    prepared = prepare(body, LIMIT, headers, dtd="drop")
    assert [problem.partition(":")[0] for problem in prepared.problems] == ["encoding"]
    assert "Résumé" in prepared.data.decode()


@pytest.mark.parametrize(
    ("body", "dtd", "problem"),
    [
        (b"", "drop", "empty"),
        (b" \n\t", "drop", "empty"),
        (b"\0\0\0", "drop", "empty"),
        (b"<!-- x --><!DOCTYPE HTML><html></html>", "drop", "html"),
        (b"\n<HTML lang=hi>", "drop", "html"),
        (b'<!DOCTYPE urlset SYSTEM "file:///etc/hosts"><urlset/>', "refuse", "dtd-refused"),
        (b'<!DOCTYPE rss [ <!ENTITY a "', "drop", "dtd-refused"),
        (b"<!DOCTYPE rss><!DOCTYPE rss><rss/>", "drop", "dtd-refused"),
        (b"<!DOCTYPE[" * 6_000, "drop", "dtd-refused"),
        (packed(packed(packed(XML.encode()))), "drop", "gzip-nested"),
    ],
)
def test_refused_files(body, dtd, problem, stopwatch):
    assert stopwatch.cpu(lambda: prepare(body, LIMIT, dtd=dtd), 0.2) < 0.2
    prepared = stopwatch.result
    assert prepared.data == b""
    assert problem in prepared.problems


def test_a_truncated_file_is_read_as_far_as_it_goes():
    whole = packed((XML[:-20] + "<item/>" * 10_000).encode())
    prepared = prepare(whole[:-30], LIMIT, dtd="drop")
    assert prepared.problems == ["gzip-truncated"]
    assert prepared.data.startswith(b"<rss")
    assert prepare(b"\x1f\x8b" + b"x" * 50, LIMIT, dtd="drop").problems[0].startswith("gzip-broken")


def test_bombs_are_cut(stopwatch):
    bomb = packed(b"<a>" + b" " * (64 << 20))
    assert stopwatch.cpu(lambda: prepare(bomb, 8 << 20, dtd="drop"), 0.5) < 0.5
    prepared = stopwatch.result
    assert "gzip-bomb" in prepared.problems
    assert len(prepared.data) <= 8 << 20
    small = packed(b"<a>" + b"b" * (4 << 20))
    assert len(prepare(small, LIMIT, dtd="drop").data) <= max(MAX_RATIO * len(small), 1 << 20)
    assert "too-large" in prepare(b"<a>" + b"b" * 100, 50, dtd="drop").problems[0]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a&b=1 &amp; &#2344; &#x928;", b"a&amp;b=1 &amp; &#2344; &#x928;"),
        (b"x&nbsp;y&copy=1&copy;", b"x&#160;y&amp;copy=1&#169;"),
        (b"&unknownthing;", b"&amp;unknownthing;"),
        (b"&a<![CDATA[b&c]]>&d<![CDATA[&e", b"&amp;a<![CDATA[b&c]]>&amp;d<![CDATA[&e"),
    ],
)
def test_repaired(data, expected):
    assert repaired(data) == expected
    assert repaired(expected) == expected


def test_entities_are_not_expanded_and_files_not_opened():
    body = b'<!DOCTYPE r [<!ENTITY a "ten"><!ENTITY f SYSTEM "file:///etc/hosts">]><rss><t>&a;&f;</t></rss>'
    problems: list[str] = []
    root = parse(body, problems)
    assert root is not None
    text = "".join(root.itertext())
    assert "localhost" not in text
    assert "ten" not in text


@pytest.mark.parametrize(
    "body",
    [
        b"<rss>" + b"<a>" * 100_000,
        b"<rss><i " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/></rss>",
        b"<rss>" + b"<![CDATA[" * 100_000,
        b"<rss>" + b"&a" * 300_000,
        b"<" * 500_000,
        b"<a/>" * 500_000,
    ],
)
def test_hostile_markup_is_quick(body, stopwatch):
    def read():
        prepared = prepare(body, LIMIT, dtd="drop")
        parse(prepared.data, prepared.problems)

    assert stopwatch.cpu(read, 1.0) < 1.0


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: (XML[:30] + text + XML[30:]).encode("utf-8", "ignore"))
)
def test_any_bytes_are_safe(body):
    prepared = prepare(body, LIMIT, {"content-type": "text/xml"}, dtd="drop")
    prepared.data.decode("utf-8")
    if prepared.data:
        parse(prepared.data, prepared.problems)
