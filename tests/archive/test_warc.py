"""WARC files whole, damaged and hostile: what can be read is read, and the rest is accounted for."""

import base64
import dataclasses
import gzip
import hashlib
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from newscrawl.archive import records
from newscrawl.archive.page import ArchivedPage, ArchiveProblem
from newscrawl.archive.warc import read_pages
from newscrawl.limits import LIMITS

PLACES = ["जशपुर", "अल्मोड़ा", "बाँदा", "समस्तीपुर", "चूरू", "सागर", "हज़ारीबाग", "सीकर"]


def body_of(number: int) -> bytes:
    place = PLACES[number % len(PLACES)]
    # The number, hashed, keeps the bodies apart for a compressor too.
    salt = hashlib.sha256(str(number).encode()).hexdigest() * 6
    return f"<html><h1>{place} में हाट फिर खुली</h1><p>{place} के व्यापारी लौट आए। {salt}</p></html>".encode()


def url_of(number: int) -> str:
    return f"https://samachar.example/{number}.html"


def record(
    block: bytes, *, kind="response", url="https://samachar.example/0.html", length=None, **headers
) -> bytes:
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2025-03-04T05:06:07Z",
        "WARC-Block-Digest": f"sha1:{digest}",
        "Content-Length": str(len(block) if length is None else length),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def response(body: bytes, *headers: str, status="200 OK") -> bytes:
    lines = "".join(f"{line}\r\n" for line in headers)
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{lines}\r\n".encode() + body


def page_record(number: int, **options) -> bytes:
    return record(response(body_of(number)), url=url_of(number), **options)


def read(path, data: bytes):
    path.write_bytes(data)
    return list(read_pages(path))


def bodies(items) -> dict[str, bytes]:
    return {item.url: item.body for item in items if isinstance(item, ArchivedPage)}


def problems(items) -> list[str]:
    return [item.what for item in items if isinstance(item, ArchiveProblem)]


def expected(numbers) -> dict[str, bytes]:
    return {url_of(number): body_of(number) for number in numbers}


FORMS = {
    "plain": b"".join,
    "members": lambda pieces: b"".join(gzip.compress(piece, mtime=0) for piece in pieces),
    "single member": lambda pieces: gzip.compress(b"".join(pieces), mtime=0),
}
every_form = pytest.mark.parametrize("form", FORMS)


@pytest.fixture
def archive(tmp_path):
    return tmp_path / "site.warc.gz"


@every_form
def test_whole_files_are_read_in_every_form(archive, form):
    items = read(archive, FORMS[form]([page_record(number) for number in range(8)]))
    assert problems(items) == []
    assert bodies(items) == expected(range(8))
    assert items[0].status == 200
    assert items[0].headers["content-type"] == "text/html; charset=utf-8"
    assert items[0].date == "2025-03-04T05:06:07+00:00"
    assert items[0].where == "site.warc.gz at byte 0"


@pytest.mark.parametrize("form", ["plain", "members"])
def test_what_warcio_reads_we_read_the_same(archive, form):
    codings = {"gzip": gzip.compress, "identity": bytes, "deflate": zlib.compress, "": bytes}
    pieces = [record(b"software: test\r\n", kind="warcinfo", url=None)]
    for number, (name, encode) in enumerate(codings.items()):
        body = encode(body_of(number))
        pieces.append(record(response(body, f"Content-Encoding: {name}"), url=url_of(number)))
        chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        headers = (f"Content-Encoding: {name}", "Transfer-Encoding: chunked")
        pieces.append(record(response(chunks, *headers), url=url_of(number + 4)))
        pieces.append(record(b"GET / HTTP/1.1\r\n\r\n", kind="request", url=url_of(number)))
    pieces.append(record(body_of(9), kind="resource", url=url_of(9), Content_Type="text/html"))
    items = read(archive, FORMS[form](pieces))
    with archive.open("rb") as file:
        theirs = {
            item.rec_headers.get_header("WARC-Target-URI"): item.content_stream().read()
            for item in ArchiveIterator(file)
            if item.rec_type in {"response", "resource"}
        }
    assert problems(items) == []
    assert bodies(items) == theirs
    assert set(theirs) == {url_of(number) for number in [*range(8), 9]}
    assert (items[-1].status, items[-1].headers) == (None, {"content-type": "text/html"})


@every_form
@pytest.mark.parametrize("number", [0, 3, 7])
@pytest.mark.parametrize("length", [5, 100_000_000_000, 900, "many", None, -1])
def test_a_wrong_content_length_costs_its_own_record_alone(archive, form, number, length):
    wrong = page_record(number, Content_Length=None if length is None else str(length))
    pieces = [page_record(other) if other != number else wrong for other in range(8)]
    items = read(archive, FORMS[form](pieces))
    assert bodies(items) == expected(set(range(8)) - {number})
    assert len(problems(items)) == 1
    assert [item.url for item in items if isinstance(item, ArchiveProblem)] == [url_of(number)]


@every_form
@given(share=st.floats(0.0, 1.0))
@settings(max_examples=60, deadline=None)
def test_a_cut_file_gives_all_whole_records_and_one_problem(tmp_path_factory, form, share):
    pieces = [page_record(number) for number in range(8)]
    data = FORMS[form](pieces)
    cut = int(len(data) * share)
    path = tmp_path_factory.getbasetemp() / "cut.warc.gz"
    items = read(path, data[:cut])
    if form == "single member":
        whole = len(bodies(items))  # how much deflate gives away of a cut stream is its own affair
    else:
        ends, end = [], 0
        for piece in pieces:
            end += len(FORMS[form]([piece])) - (4 if form == "plain" else 0)
            ends.append(end)
            end += 4 if form == "plain" else 0
        whole = sum(end <= cut for end in ends)
    # A digest may vouch for a record whose gzip trailer is cut.
    assert bodies(items) in (expected(range(whole)), expected(range(whole + 1)))
    assert len(problems(items)) <= 1


@given(where=st.floats(0.0, 0.999), flip=st.integers(1, 255))
@settings(max_examples=150, deadline=None)
def test_a_flipped_byte_in_a_gzipped_file_costs_one_record(tmp_path_factory, where, flip):
    members = [gzip.compress(page_record(number), mtime=0) for number in range(8)]
    data = bytearray(b"".join(members))
    at = int(len(data) * where)
    data[at] ^= flip
    hit = next(number for number in range(8) if at < sum(map(len, members[: number + 1])))
    items = read(tmp_path_factory.getbasetemp() / "flip.warc.gz", bytes(data))
    good = bodies(items)
    # A flip in a header field that gzip does not check (time, system) does no harm.
    assert good in (expected(range(8)), expected(set(range(8)) - {hit})) or (hit == 0 and at < 3)
    assert len(good) == 8 or problems(items)


@given(number=st.integers(0, 7), where=st.floats(0.0, 0.999), flip=st.integers(1, 255))
@settings(max_examples=100, deadline=None)
def test_a_flipped_byte_in_a_plain_file_is_told_by_the_digest(tmp_path_factory, number, where, flip):
    pieces = [bytearray(page_record(other)) for other in range(8)]
    block = pieces[number].index(b"HTTP/1.1")
    pieces[number][block + int((len(pieces[number]) - 4 - block) * where)] ^= flip
    items = read(tmp_path_factory.getbasetemp() / "flip.warc", b"".join(pieces))
    assert bodies(items) == expected(set(range(8)) - {number})
    assert problems(items) == ["block digest does not match"]


@pytest.mark.parametrize(("at", "stretches"), [(40, 2), (-60, 3)])
def test_damaged_neighbours_cost_themselves_alone(archive, at, stretches):
    members = [bytearray(gzip.compress(page_record(number), mtime=0)) for number in range(8)]
    for number in (2, 3, 6):
        members[number][at] ^= 0xFF
        members[number][at + 1] ^= 0xFF
    items = read(archive, b"".join(members))
    assert bodies(items) == expected([0, 1, 4, 5, 7])
    # A member destroyed from its beginning is not told from the stretch before it.
    assert len(problems(items)) == stretches


def test_junk_between_members_is_named_and_passed(archive):
    first, second, third = (gzip.compress(page_record(number), mtime=0) for number in range(3))
    items = read(archive, first + bytes(300) + second + b"<html>proxy error</html>" + third)
    assert bodies(items) == expected(range(3))
    assert problems(items) == ["no gzip member begins here"]


@every_form
def test_junk_between_records_is_named_and_passed(archive, form):
    junk = "बीच में कुछ और\r\n".encode()
    items = read(archive, FORMS[form]([page_record(0), junk, page_record(1), b"\r\n\r\n", page_record(2)]))
    assert bodies(items) == expected(range(3))
    assert problems(items) == ["no WARC record begins here"]


def test_the_end_of_a_member_vouches_for_a_record_without_a_digest(archive):
    pieces = [page_record(number, WARC_Block_Digest=None) for number in range(2)]
    items = read(archive, FORMS["members"]([pieces[0], b"junk\r\n", pieces[1]]))
    assert bodies(items) == expected(range(2))
    assert problems(items) == ["no WARC record begins here"]


@every_form
@pytest.mark.parametrize("length", [5, 900, None])
def test_without_a_digest_a_wrong_length_is_told_by_what_follows(archive, form, length):
    pieces = [page_record(number, WARC_Block_Digest=None) for number in range(4)]
    pieces[1] = page_record(1, WARC_Block_Digest=None, Content_Length=length and str(length))
    items = read(archive, FORMS[form](pieces))
    assert bodies(items) == expected([0, 2, 3])
    assert len(problems(items)) == 1


def test_records_without_line_breaks_between_them_are_read(archive):
    items = read(archive, b"".join(page_record(number).removesuffix(b"\r\n\r\n") for number in range(3)))
    assert bodies(items) == expected(range(3))
    assert problems(items) == []


@every_form
def test_a_record_beyond_the_limit_is_refused_and_its_neighbours_read(archive, form, monkeypatch):
    monkeypatch.setattr(records, "LIMITS", dataclasses.replace(LIMITS, record_bytes=50_000))
    bomb = record(response(bytes(5_000_000)), url=url_of(1))
    items = read(archive, FORMS[form]([page_record(0), bomb, page_record(2)]))
    assert bodies(items) == expected([0, 2])
    assert problems(items) == [f"record of {5_000_000 + len(response(b''))} bytes, larger than 50000"]


def test_the_search_behind_a_bomb_leaves_its_member(archive, monkeypatch):
    monkeypatch.setattr(records, "LIMITS", dataclasses.replace(LIMITS, record_bytes=50_000))
    monkeypatch.setattr(records, "_SCAN_BYTES", 100_000)
    bomb = record(response(bytes(50_000_000)), url=url_of(1))
    items = read(archive, FORMS["members"]([page_record(0), bomb, page_record(2)]))
    assert bodies(items) == expected([0, 2])
    assert len(problems(items)) == 1


SINGLE_RECORDS = [
    (record(response(b"x", "Transfer-Encoding: chunked", "X: 1")), None, b"x"),
    (record(response(b"3\r\nabc\r\n0\r\n\r\n", "transfer-encoding: Chunked")), None, b"abc"),
    (record(response(b"3\r\nab", "Transfer-Encoding: chunked")), "chunked body cut short", None),
    (
        record(response(gzip.compress(b"abc", mtime=0)[:-6], "Content-Encoding: gzip")),
        "compressed body cut short",
        None,
    ),
    (record(response(b"abc", "Content-Length: 9")), "body cut short (3 of 9 bytes)", None),
    (record(response(b"abcdef", "Content-Length: 3")), None, b"abcdef"),
    (
        record(response(gzip.compress(bytes(9_000_000), mtime=0), "Content-Encoding: gzip")),
        "larger than",
        None,
    ),
    (record(response(b"abc"), WARC_Truncated="length"), "stored cut short (length)", None),
    (record(b"no http at all"), "no HTTP response", None),
    (record(b""), "no HTTP response", None),
    (record(b"HTTP/1.1 2x0 OK\r\n\r\n"), "no HTTP response", None),
    (record(b"HTTP/1.0 200\nA: b\n\nabc"), None, b"abc"),
    (record(b"HTTP/2 200\r\nserver: x\r\n\r\nabc"), None, b"abc"),
    (record(response(b"abc"), kind="respons"), "unknown type", None),
    (record(response(b"abc"), url=None), "without a URL", None),
    (record(response(b"abc"), url="<https://samachar.example/a>"), None, b"abc"),
    (record(response(b"abc"), WARC_Block_Digest="sha1:WRONG"), "digest", None),
    (
        record(response(b"abc"), WARC_Block_Digest="sha256:" + hashlib.sha256(response(b"abc")).hexdigest()),
        None,
        b"abc",
    ),
    (record(response(b"abc"), WARC_Block_Digest="crc99:1"), None, b"abc"),
    (b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000, "header without an end", None),
    (b"<html>", "no WARC record", None),
]


@pytest.mark.parametrize(("data", "problem", "body"), SINGLE_RECORDS)
def test_single_records(archive, data, problem, body):
    (item,) = read(archive, data)
    if problem is None:
        assert item.body == body
    else:
        assert problem in item.what


@pytest.mark.parametrize("kind", ["request", "metadata", "revisit", "conversion", "warcinfo"])
def test_records_that_are_no_pages_are_passed_over(archive, kind):
    assert read(archive, record(b"x", kind=kind) + record(b"", url="dns:samachar.example")) == []


def test_repeated_and_hindi_headers_are_kept(archive):
    block = response(b"", "X-Robots-Tag: noai", "x-robots-tag: noindex", "X-Title: राज्य")
    (page,) = read(archive, record(block))
    assert page.headers["x-robots-tag"] == "noai, noindex"
    assert page.headers["x-title"] == "राज्य"


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2025-03-04T05:06:07.123456789Z", "2025-03-04T05:06:07.123456+00:00"),
        ("2025-03", None),
        ("कल", None),
    ],
)
def test_dates(archive, stated, date):
    (page,) = read(archive, record(response(b"x"), WARC_Date=stated))
    assert page.date == date


def test_files_that_cannot_be_opened_are_one_problem(tmp_path):
    assert problems(read_pages(tmp_path / "absent.warc")) == ["cannot be opened: No such file or directory"]
    assert len(problems(read_pages(tmp_path))) == 1
    assert read(tmp_path / "empty.warc.gz", b"") == []


@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(
            st.sampled_from(
                [
                    b"WARC/1.0\r\n",
                    b"\r\n\r\n",
                    b"WARC-Type: response\r\n",
                    b"Content-Length: 9\r\n",
                    b"HTTP/1.1 200\r\n",
                    b"\x1f\x8b\x08\x00",
                    gzip.compress(b"WARC/1.0\r\n", mtime=0),
                    gzip.compress(b"\r\n\r\n", mtime=0)[:-3],
                    b"\0\0",
                    b"x",
                ]
            ),
            max_size=25,
        ).map(b"".join),
    )
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_without_an_exception(tmp_path_factory, data):
    for item in read(tmp_path_factory.getbasetemp() / "any.warc.gz", data):
        assert isinstance(item, ArchivedPage | ArchiveProblem)


def test_a_file_of_nothing_but_member_starts_is_read_in_linear_time(archive):
    items = read(archive, b"\x1f\x8b\x08\x00" * 20_000)
    assert len(items) == 1
