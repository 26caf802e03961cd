"""Pages that cannot be read, and pages that cost too much to read."""

import json

from farm import Exchange, story_html
from fault import Fault, outcomes

PAGE = story_html(9)
ARTICLE = outcomes("article")
UNREAD = outcomes(
    "extract/no_story", "extract/not_article", "extract/soft_404", "decode/empty", "extract/listing"
)


class Content(Fault):
    kind = "content"


class Served(Content):
    kind_of_page = "text/html; charset=utf-8"

    def page(self) -> str | bytes:
        raise NotImplementedError

    async def serve(self, x: Exchange) -> None:
        await x.send(self.page(), kind=self.kind_of_page)


def ld_json(text: str) -> str:
    return story_html(91, head=f'<script type="application/ld+json">{text}</script>')


def page_fault(
    name: str, outcome: frozenset[str], make, kind_of_page: str = Served.kind_of_page
) -> type[Served]:
    """A fault that is all in its page."""
    return type(
        name,
        (Served,),
        {"outcome": outcome, "page": lambda _: make(), "kind_of_page": kind_of_page},
    )


PAGES = [
    page_fault("Utf8CalledLatin1", ARTICLE, lambda: PAGE, "text/html; charset=iso-8859-1"),
    page_fault("Utf8CalledWindows1252", ARTICLE, lambda: PAGE.replace("utf-8", "windows-1252"), "text/html"),
    page_fault("UnknownCharset", ARTICLE, lambda: PAGE, "text/html; charset=utf8mb4"),
    page_fault("Utf16WithMark", ARTICLE, lambda: PAGE.encode("utf-16"), "text/html"),
    page_fault("Utf16WithoutMark", ARTICLE, lambda: PAGE.encode("utf-16-le"), "text/html"),
    page_fault("NulBytes", ARTICLE, lambda: PAGE.replace("मशीन", "म\0शीन")),
    page_fault("StrayBytes", ARTICLE, lambda: PAGE.encode().replace(b"<p>", b"<p>\xff\xfe\x80", 2)),
    page_fault("LoneSurrogate", ARTICLE, lambda: ld_json('{"@type":"NewsArticle","headline":"\\ud800 x"}')),
    page_fault(
        "NotANumber", ARTICLE, lambda: ld_json('{"@type":"NewsArticle","wordCount":NaN,"x":Infinity}')
    ),
    page_fault("NestedJson", ARTICLE, lambda: ld_json("[" * 100_000)),
    page_fault("LongNumber", ARTICLE, lambda: ld_json('{"@type":"NewsArticle","x":' + "9" * 5_000 + "}")),
    page_fault(
        "JunkDates",
        ARTICLE,
        lambda: story_html(92, '<meta property="article:published_time" content="' + "1 2 " * 5_000 + '">'),
    ),
    page_fault(
        "ControlCharactersInTitle",
        ARTICLE,
        lambda: PAGE.replace("<title>", "<title>\x1b[2J\x07\r\nFAKE LINE "),
    ),
    page_fault("EmptyBody", outcomes("decode/empty"), lambda: b""),
    page_fault("OnlySpace", UNREAD, lambda: " \n" * 5_000),
    page_fault(
        "NotFoundPageWithStatus200", UNREAD, lambda: "<title>404</title><h1>पेज नहीं मिला</h1><p>खोज करें</p>"
    ),
    page_fault("CookieWall", UNREAD, lambda: "<title>कुकी</title><p>आगे बढ़ने के लिए कुकी स्वीकार करें</p>"),
    page_fault(
        "Picture", outcomes("decode/not_html"), lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png"
    ),
    page_fault(
        "PictureCalledHtml",
        outcomes("decode/undecodable", "extract/no_story", "decode/not_html", "extract/not_article"),
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    ),
    page_fault("Json", outcomes("decode/not_html"), lambda: json.dumps({"a": 1}), "application/json"),
    page_fault("FiftyMegabytes", outcomes("decode/too_large"), lambda: b"<p>" + b"a" * 50_000_000),
    page_fault("MillionTags", outcomes("parse/too_many_nodes"), lambda: b"<b>" * 1_000_000),
    page_fault("MillionTagsInText", outcomes("parse/too_many_nodes"), lambda: b"<p>a" * 1_000_000),
    page_fault(
        "HundredThousandDeep",
        outcomes("parse/too_deep", "parse/too_many_nodes"),
        lambda: b"<div>" * 100_000 + b"x",
    ),
    page_fault(
        "ManyAttributes",
        outcomes("parse/tag_too_long"),
        lambda: b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x",
    ),
    page_fault("OneLongText", ARTICLE | UNREAD, lambda: "<p>" + "क " * 1_200_000),
    page_fault(
        "ManyOpenFormats",
        outcomes("parse/too_many_nodes", "parse/malformed", "parse/too_deep") | UNREAD,
        lambda: "".join(f"<b id={n}>" for n in range(2_000)) + "<p>x" * 1_000,
    ),
    page_fault("ManyEntities", ARTICLE | UNREAD, lambda: "<p>" + "&nbsp;&amp;&#2325;" * 350_000),
    page_fault(
        "ManyComments", ARTICLE | UNREAD | outcomes("parse/too_many_nodes"), lambda: "<!-- -->" * 900_000
    ),
    page_fault(
        "UnclosedScript",
        ARTICLE | UNREAD | outcomes("parse/too_many_nodes"),
        lambda: "<script>" + "var a = '<p>';" * 500_000,
    ),
    page_fault(
        "ManyLinks",
        ARTICLE | UNREAD | outcomes("parse/too_many_nodes"),
        lambda: "<a href=/x>पढ़ें</a> " * 200_000,
    ),
]
