"""Pages made to hold a parser or an extractor: each is done with, one way or the other, within a second."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from newscrawl import Article, Reject, clean_text, extract
from newscrawl.items.reject import Reason
from newscrawl.items.schema import to_dict, to_json_line, validate
from newscrawl.limits import LIMITS

MIB = 1 << 20
SIZE = LIMITS.page_bytes
# A second is the promise; what fills the caches suffers more from a neighbour than the stopwatch allows for.
SECONDS = 1.5
STORY = "<p>मुख्यमंत्री ने सोमवार को लखनऊ में बैठक ली और कहा कि राहत के काम में कोई ढिलाई नहीं होगी।</p>".encode() * 5
HEAD = "<h1>मेला इस साल पुराने मैदान में लगेगा</h1>".encode()
JSONLD = b'<script type="application/ld+json">%s</script>'


def many(unit: bytes | str, size: int = SIZE - 64) -> bytes:
    data = unit.encode() if isinstance(unit, str) else unit
    return data * (size // len(data))


def numbered(form: str, count: int) -> bytes:
    return "".join(form % i for i in range(count)).encode()


BOMBS: dict[str, Callable[[], bytes]] = {
    "100,000 open divs": lambda: b"<div>" * 100_000,
    "as deep as is read": lambda: b"<div>" * (LIMITS.depth - 20) + STORY,
    "100,000 empty divs": lambda: b"<div></div>" * 100_000,
    "200,000 attributes with values": lambda: b"<div " + numbered('a%d="x" ', 200_000) + b">",
    "200,000 attributes without values": lambda: b"<div " + numbered("a%d ", 200_000) + b">",
    "many tags of 9,900 attributes": lambda: (b"<div " + numbered("a%d ", 9_900) + b">x") * 80,
    "many tags of 400 attributes": lambda: (b"<div " + numbered("a%d ", 400) + b">x") * 3_900,
    "attributes added to html": lambda: numbered("<html a%d=1>", 60_000),
    "attributes holding tags": lambda: b"<div title=\"a<b>c\" data-x='<p>'>x</div>" * 90_000,
    "quotes in unquoted values": lambda: b'<p a=x">' + b"<div>" * 100_000,
    "quotes that are names": lambda: b'<p ="x>' + b"<div>" * 100_000,
    "end tags of nothing": lambda: b"<div></x>" * 100_000,
    "end tags across cells": lambda: b"<div><table><td></div>" * 40_000,
    "end tags across blocks": lambda: b"<span><div></span>" * 90_000,
    "forms that stay open": lambda: b"<form><div></form>" * 90_000,
    "a comment that ends at once": lambda: b"<!-->" + b"<div>" * 100_000,
    "a script of svg": lambda: b"<svg><script>" + b"<div>" * 100_000,
    "2,000 unclosed b and p": lambda: numbered("<b id=%d><p>x", 2_000),
    "5,000 unclosed b told apart late": lambda: numbered(f"<p><b x='{'a' * 60}%d'>x", 5_000),
    "5,000 unclosed b without quotes": lambda: numbered(f"<p><b x={'a' * 60}%d>x", 5_000),
    "2,000 unclosed b of 1.5 KB": lambda: numbered(f'<p><b x="{"a" * 1_500}%d">x', 2_000),
    "5,000 unclosed b behind a quote": lambda: b"<script>'<b x='</script>" + numbered("<p><b x=%d>x", 5_000),
    "290 b made anew by 5,000 p": lambda: b"<p>" + numbered("<b id=%d>", 290) + b"</p>" + b"<p>x" * 5_000,
    "misnested b and div": lambda: numbered("<b id=%d><div>", 200) + b"</b>" * 5_000,
    "100,000 unclosed links": lambda: b"<a href=x>" * 100_000,
    "299,999 p": lambda: b"<p>" * 299_999,
    "300,001 p": lambda: b"<p>" * 300_001,
    "a select of 100,000 options": lambda: b"<select>" + b"<option>x" * 100_000,
    "70 selects of 3,900 options": lambda: (b"<select>" + b"<option>x" * 3_900 + b"</select>") * 70,
    "nested tables": lambda: b"<table><tr><td>" * 1_300 + STORY,
    "text between table tags": lambda: b"<table>" + b"x<p>" * 70_000,
    "tags in tags in tags": lambda: many(b"<a" + b"y" * 2_046),
    "attributes in tags in tags": lambda: many(b"<a b" + b"y" * 2_044),
    "values in tags in tags": lambda: many(b"<a b=" + b"y" * 2_043),
    "8 MiB of <": lambda: many(b"<"),
    "8 MiB of a": lambda: many(b"a"),
    "8 MiB of <p>x": lambda: many(b"<p>x"),
    "8 MiB of short paragraphs": lambda: many(b"<p>" + b"x " * 40),
    "8 MiB of <a <a": lambda: many(b"<a <a "),
    "8 MiB of </": lambda: many(b"</"),
    "8 MiB of comments": lambda: many(b"<!--"),
    "8 MiB of entities": lambda: b"<p>" + many(b"&amp;"),
    "8 MiB of null entities": lambda: b"<p>" + many(b"&#x0;"),
    "an unclosed quote": lambda: b'<p title="' + many(b"x"),
    "unclosed quotes": lambda: b"<p " + many(b'a="'),
    "an unclosed comment": lambda: b"<!--" + many(b"-"),
    "an unclosed script": lambda: b"<script>" + many(b"x"),
    "unclosed styles": lambda: many(b"<style>"),
    "NULs": lambda: many(b"\0"),
    "NULs between": lambda: b"\0".join(bytes([byte]) for byte in STORY * 20),
    "NULs in UTF-8": lambda: STORY + many(b"<p>\0x", MIB // 2),
    "random bytes": lambda: bytes((i * i * 31 + i // 7) & 255 for i in range(2 * MIB)),
    "bytes of no encoding": lambda: b"<p>" + many(b"\xff"),
    "UTF-16": lambda: many("<p>मुख्यमंत्री ने कहा।".encode("utf-16-le")),
    "mojibake": lambda: b"<p>" + many("à¤\x95à¥\x8d"),
    "50,000 br": lambda: b"<div>" + "सोमवार को बैठक हुई।<br>".encode() * 50_000,
    "290,000 br": lambda: b"<div>" + b"x<br>" * 290_000,
    "one text of 8 MiB": lambda: b"<p>" + many("सोमवार को बैठक हुई। "),
    "one word of 8 MiB": lambda: b"<p>" + many("क"),
    "8 MiB of white space": lambda: b"<p>" + many(b" \n"),
    "8 MiB of digits": lambda: b"<p>" + many(b"1"),
    "8 MiB of dates": lambda: b"<p>" + many("1 जनवरी 2024 10:30 "),
    "8 MiB of addresses": lambda: b"<p>" + many(b"http://"),
    "8 MiB of brackets": lambda: b"<p>" + many(b"("),
    "combining marks": lambda: b"<p>" + many("\u0301\u0323"),
    "combining marks of Devanagari": lambda: "<p>क".encode() + many("\u094d\u093c"),
    "combining marks as entities": lambda: b"<p>x" + many(b"&#x301;&#x323;"),
    "100,000 links": lambda: b'<a href="/x">link text</a>' * 100_000,
    "100,000 links and words": lambda: b"<p>" + b'<a href="/x">link text</a> word ' * 100_000,
    "100,000 cells": lambda: b"<table><tr>" + b"<td>x y z" * 100_000,
    "90,000 rows": lambda: b"<table>" + b"<tr><td>x<td>y" * 90_000,
    "deep JSON-LD": lambda: JSONLD % (b'{"a":' * 50_000) + STORY,
    "deep lists in JSON-LD": lambda: JSONLD % (b'{"@graph":[' * 20_000 + b"]}" * 20_000) + STORY,
    "wide JSON-LD": lambda: (
        JSONLD % (b"[" + b'{"@type":"NewsArticle","author":{"name":"a"}},' * 5_000 + b"{}]") + STORY
    ),
    "broken JSON-LD": lambda: (JSONLD % many(b'{"a":"b"c",\n', 250_000)) * 20 + STORY,
    "JSON-LD of quotes": lambda: (JSONLD % (b'{"a":' + b'"' * 250_000 + b"}")) * 20 + STORY,
    "1,000 JSON-LD scripts": lambda: (JSONLD % b'{"@type":"NewsArticle","headline":"x"}') * 1_000 + STORY,
    "20,000 pictures": lambda: b'<img src="/a.jpg" alt=x>' * 20_000 + STORY,
    "20,000 pictures of one figure": lambda: (
        b"<figure>" + b'<img src="/a.jpg">' * 20_000 + b"</figure>" + STORY
    ),
    "3,000 nested figures": lambda: b"<figure>" * 3_000 + b"<img src=/a.jpg>" + STORY,
    "20,000 figures": lambda: (
        numbered("<figure><img src=/%d.jpg><figcaption>x y</figcaption></figure>", 20_000) + STORY
    ),
    "50,000 metas": lambda: b'<meta name="author" content="b">' * 50_000 + STORY,
    "50,000 different metas": lambda: numbered('<meta name="a%d" content="b">', 50_000) + STORY,
    "authors of 1 MiB": lambda: b'<meta name="author" content="' + many("राम, ", MIB) + b'">' + STORY,
    "a title of 1 MiB": lambda: b"<title>" + many("राम | - ", MIB) + b"</title>" + STORY,
    "a headline of 4 MiB": lambda: b"<h1>" + many("राम ", 4 * MIB) + b"</h1>" + STORY,
    "50,000 headlines": lambda: b"<h1>x y z</h1>" * 50_000 + STORY,
    "keywords of 2 MiB": lambda: b'<meta name="keywords" content="' + many("राम, ", 2 * MIB) + b'">' + STORY,
    "10,000 times": lambda: (
        '<time datetime="2024-01-01T10:00:00">1 जनवरी 2024</time>'.encode() * 10_000 + STORY
    ),
    "nested times": lambda: b"<time>" * 290 + b"x " * 100_000,
    "nested dates round a long text": lambda: b"<span datetime=x>" * 290 + many("क ", 4 * MIB),
    "nested itemprops round a long text": lambda: b"<div itemprop=name>" * 3_900 + many(b"x ", MIB),
    "10,000 dates": lambda: '<div class="date">1 जनवरी 2024 10:30 AM</div>'.encode() * 10_000 + STORY,
    "20,000 authors": lambda: '<span class="author">राम कुमार</span>'.encode() * 20_000 + STORY,
    "a byline of 40,000 names": lambda: f'<div class="author">{"राम, " * 40_000}</div>'.encode() + STORY,
    "stories behind the story": lambda: (
        HEAD + STORY + many("<h2>गाँव में मेला लगा आज से</h2><p>By राम लाल | 5 मई 2024</p>")
    ),
    "stories behind the story, in boxes": lambda: (
        HEAD + STORY + many("<div><h2>गाँव में मेला लगा आज से</h2><p>By राम लाल | 5 मई 2024</p></div>")
    ),
    "teasers": lambda: (
        HEAD + STORY + many("<div><h3><a href=/x>गाँव में मेला लगा</a></h3><p>मेला तीन दिन चलेगा।</p></div>")
    ),
    "teasers in teasers": lambda: (
        HEAD
        + STORY
        + "<div><h3><a href=/x>गाँव में मेला लगा</a></h3><p>मेला तीन दिन तक चलेगा, यह तय हुआ।</p>".encode()
        * (LIMITS.depth - 20)
    ),
    "sections of comments": lambda: (
        HEAD + STORY + many("<div><h3>टिप्पणियां</h3><p>मेला तीन दिन तक चलेगा, यह तय हुआ।</p></div>")
    ),
    "hidden bodies": lambda: HEAD + many(b"<div class=story-content style=display:none>" + STORY + b"</div>"),
    "authors in spans": lambda: HEAD + STORY + many("<p><span class=author>राम लाल</span> 5 मई 2024"),
    "the headline again and again": lambda: HEAD + many(HEAD) + STORY,
    "paragraphs between links": lambda: HEAD + many(STORY + b"<p><a href=/x>a</a></p>" * 3),
    "paragraphs each in a box": lambda: HEAD + many(b"<section>" + STORY[: len(STORY) // 5] + b"</section>"),
    "a class of 2 MiB": lambda: b'<div class="' + many(b"ad-", 2 * MIB) + b'">' + STORY,
    "100,000 classes": lambda: numbered('<div class="c%d">x</div>', 100_000),
    "100,000 inline classes": lambda: numbered('<span class="c%d">x</span>', 100_000),
    "20,000 tags": lambda: b"<div class=tags><a rel=tag href=/tag/x>x</a></div>" * 20_000 + STORY,
    "20,000 breadcrumbs": lambda: b"<div class=breadcrumb><a href=/x>x</a></div>" * 20_000 + STORY,
    "10,000 articles": lambda: (b"<article>" + STORY + b"</article>") * 4_000,
    "15,000 equal paragraphs": lambda: STORY * 3_000,
    "10,000 paragraphs": lambda: numbered(
        "<p>बैठक %d में अधिकारियों ने कहा कि राहत के काम में कोई ढिलाई नहीं होगी।</p>", 10_000
    ),
    "nested quotes": lambda: b"<blockquote>" * 3_900 + STORY,
    "nested lists": lambda: b"<ul><li>" * 1_900 + STORY,
}


def sampled(names: Iterable[str], step: int) -> list[Any]:
    """Each of `names`; but for every `step`th, in the long form alone (`-m slow`)."""
    return [
        pytest.param(name, marks=() if number % step == 0 else pytest.mark.slow)
        for number, name in enumerate(names)
    ]


@pytest.mark.parametrize("name", sampled(BOMBS, 7))
def test_a_bomb_takes_no_longer_than_its_bound(name: str, stopwatch: Any) -> None:
    data = BOMBS[name]()[:SIZE]
    url = "https://khabar.example/news/pul-ka-kaam-1071.html"
    seconds = stopwatch.cpu(lambda: extract(data, url=url), SECONDS)
    found = stopwatch.result
    assert not isinstance(found, Reject) or found.reason is not Reason.INTERNAL_ERROR, found.detail
    assert seconds <= SECONDS, f"{seconds:.1f} s of CPU"
    if isinstance(found, Article) and len(found.text) < MIB:
        assert validate(to_dict(found)) == []


PROSE = "मुख्यमंत्री ने सोमवार को लखनऊ में बैठक ली और कहा कि राहत के काम में कोई ढिलाई नहीं होगी।\n"
TEXTS: dict[str, Callable[[], str]] = {
    "one line": lambda: "सोमवार को बैठक हुई। " * (SIZE // 20),
    "one word": lambda: "क" * (SIZE // 3),
    "empty lines": lambda: "\n" * SIZE,
    "short lines": lambda: "क\n" * (SIZE // 2),
    "equal lines": lambda: "सोमवार को लखनऊ में अधिकारियों की बैठक हुई और काम शुरू करने का फैसला लिया गया।\n" * 40_000,
    "different lines": lambda: "".join(
        f"बैठक {i} में अधिकारियों ने कहा कि काम में ढिलाई नहीं होगी।\n" for i in range(19_000)
    ),
    "dates": lambda: "1 जनवरी 2024 10:30\n" * 40_000,
    "numbers": lambda: "1. क ख ग\n" * 100_000,
    "headlines": lambda: "गोमती पर नए पुल का काम शुरू, अगले साल मार्च तक खुलेगा रास्ता\n" * 40_000,
    "calls": lambda: "यह भी पढ़ें: गोमती पर नए पुल का काम शुरू\n" * 40_000,
    "addresses": lambda: "https://khabar.example/n/1\n" * 40_000,
    "headings of lists": lambda: PROSE * 3 + "ताजा खबरें\n" * 15_000 + PROSE,
    "headings of lists of a line": lambda: PROSE * 3 + "ताजा खबरें\nगगन छाया\n" * 7_000 + PROSE,
    "forms in a story": lambda: PROSE * 5 + ("टिप्पणी करें\n" + PROSE) * 7_000,
    "bullets in a story": lambda: PROSE * 3 + "- गगन छाया\n" * 15_000 + PROSE * 3,
    "controls": lambda: "\x00\x01\x9f\ud800" * (SIZE // 8),
}


@pytest.mark.parametrize("name", sampled(TEXTS, 4))
def test_a_flattened_text_takes_no_longer_either(name: str, stopwatch: Any) -> None:
    text = TEXTS[name]()
    seconds = stopwatch.cpu(lambda: clean_text(text), SECONDS)
    found = stopwatch.result
    assert not isinstance(found, Reject) or found.reason is not Reason.INTERNAL_ERROR, found.detail
    assert seconds <= SECONDS, f"{seconds:.1f} s of CPU"
    to_json_line(found)
