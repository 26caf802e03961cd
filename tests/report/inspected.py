"""Pages for the tests of the inspector: one of the demo's, hostile ones, and what a parser finds in ours."""

from dataclasses import dataclass

import lxml.html

from newscrawl.demo.newsroom import Newsroom
from newscrawl.demo.pages import Pages

BASE_URL = "https://demo.example"
NEWSROOM = Newsroom()
PAGES = Pages(NEWSROOM, BASE_URL)

SENTENCE = "नदी किनारे बसे गांव के लोगों ने बताया कि बांध की मरम्मत का काम अगले महीने तक पूरा हो जाएगा।"

HOSTILE = f"""<!doctype html><html lang="hi"><head>
<title>बांध &lt;script&gt;window.pwned=1&lt;/script&gt;</title>
<meta property="og:title" content="बांध &quot;&gt;&lt;img src=x onerror=window.pwned=2&gt; की मरम्मत">
<link rel="canonical" href="javascript:window.pwned=3">
<script type="application/ld+json">
{{"@type": "NewsArticle", "headline": "बांध <\\/script><script>window.pwned=4<\\/script> \\ud800 की मरम्मत",
"author": {{"@type": "Person", "name": "<b onmouseover=window.pwned=5>रमा</b>"}}}}
</script></head>
<body class='"><script>window.pwned=6</script>'>
<nav><a href="javascript:window.pwned=7">होम</a> <a href=" java&#10;script:alert(1)">ताजा</a>
<a href="data:text/html,<script>alert(1)</script>">राज्य</a> <a href="/safe">सुरक्षित</a></nav>
<article><h1>बांध &lt;script&gt;window.pwned=8&lt;/script&gt; की मरम्मत</h1>
<div class="story&quot; onload=&quot;window.pwned=9"><p>{SENTENCE} &lt;/td&gt;&lt;script&gt;window.pwned=10&lt;/script&gt;</p>
<p>{SENTENCE} दूसरे दिन &lt;/textarea&gt;&lt;style&gt;*{{display:none}}&lt;/style&gt; काम रुका रहा।</p>
<p>\u202eउल्टी दिशा में लिखी एक पंक्ति भी यहां है, जो बाकी पन्ने को न पलटे और अपनी जगह पर ही रहे।</p></div>
</article></body></html>"""


def demo_page(template: str = "tagdiv") -> tuple[str, str]:
    """URL and HTML of a story of the demo newsroom."""
    found = next(
        s
        for s in NEWSROOM.stories
        if (s.record.language, s.record.template, s.record.kind) == ("hi", template, "article")
    )
    return BASE_URL + found.path, PAGES.article(found)


def long_page(blocks: int) -> str:
    """A story of `blocks` paragraphs, each unlike the others."""
    body = "".join(
        f"<p>{i}. {SENTENCE * 3} <a href='/k/{i}'>कड़ी {i}</a> {SENTENCE}</p>" for i in range(blocks)
    )
    return f"<html lang=hi><head><title>लंबी कहानी</title></head><body><article>{body}</article></body></html>"


@dataclass
class Drawn:
    """An inspector's page, parsed."""

    root: lxml.html.HtmlElement

    @classmethod
    def of(cls, page: str) -> "Drawn":
        return cls(lxml.html.document_fromstring(page))

    def rows(self) -> list[lxml.html.HtmlElement]:
        return self.root.xpath("//table[contains(@class, 'blocks')]/tbody/tr")

    def cell(self, row: lxml.html.HtmlElement, name: str) -> str:
        (found,) = row.xpath(f"./td[@class='{name}']")
        return " ".join(found.text_content().split())

    def text_of(self, name: str) -> str:
        return " ".join(self.root.get_element_by_id(name).text_content().split())
