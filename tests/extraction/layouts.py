"""Pages in random layouts, with the truth of each.

A layout is drawn from a seed, axis by axis: what the classes are called, where the byline stands and how it is
written, how the text is marked up, what stands between and around its paragraphs. The story is always the same:
what is read from it may not depend on any of these. `plain_story` varies the furniture of a page, `busy_story`
puts foreign things between the paragraphs, and `other_page` makes pages that are no story.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import layout_parts as parts
from layout_parts import Choices, elements


@dataclass(frozen=True)
class StoryPage:
    html: str
    url: str
    title: str
    told: tuple[str, ...]
    """The lines of the story, in their order."""
    authors: tuple[str, ...]
    choices: Mapping[str, object]
    allowed: frozenset[str] = frozenset()
    """Lines that may be read as text or apart from it: standfirst and sub-headings."""
    only_updated: bool = False
    """The page calls its only date an update."""


@dataclass(frozen=True)
class OtherPage:
    html: str
    url: str
    choices: Mapping[str, object]


def _story_url(seed: int) -> str:
    return f"{parts.ORIGIN}/bihar/ganga-{100_000 + seed}.html"


# Plain stories: every part of a page in every form and place.

_ORDERS = (
    "title standfirst byline picture",
    "title byline standfirst picture",
    "title byline picture standfirst",
    "title picture standfirst byline",
    "title picture byline standfirst",
    "byline title standfirst picture",
    "title standfirst picture byline",
)


def plain_story(seed: int) -> StoryPage:
    choices = Choices(seed)
    title = choices.one_of("title", parts.TITLES)
    author = choices.one_of("author", parts.AUTHORS)
    told = parts.PARAGRAPHS[: choices.one_of("paragraphs", (2, 3, 5, 8))]
    byline, authors = parts.byline(choices, author, choices.one_of("date", parts.DATES))
    subheading = choices.one_of("sub-heading", parts.SUBHEADINGS)
    share_bar = parts.share_bar(choices)
    above_text = choices.one_of("share bar above", ("yes", "no")) == "yes"

    story = _above(choices, title, byline) + share_bar * above_text
    story += _text_box(choices, _plain_body(choices, told, subheading)) + share_bar * (not above_text)
    story += _below(choices, author)

    # Where the page names nobody, its JSON-LD still does.
    head, in_jsonld = _plain_head(choices, title, authors or (author,))
    body = _site_bar(choices) + parts.breadcrumb(choices, title) + _frame(choices, story)
    return StoryPage(
        html=parts.document(head, body + parts.sidebar(choices) + _site_foot(choices)),
        url=_story_url(seed),
        title=title,
        told=told,
        authors=authors or in_jsonld,
        choices=choices.made,
        allowed=frozenset((*parts.STANDFIRSTS, subheading)),
        only_updated=choices.made["byline"] == "updated" and not in_jsonld,
    )


def _above(choices: Choices, title: str, byline: str) -> str:
    tag = choices.one_of("title tag", ("h1", "h1", "h1", "h2"))
    markup = {
        "title": f"<{tag}{choices.css('headline')}>{title}</{tag}>",
        "standfirst": parts.standfirst(choices),
        "byline": byline,
        "picture": parts.picture(choices),
    }
    order = choices.one_of("order", _ORDERS)
    return parts.kicker(choices) + "".join(markup[name] for name in order.split())


def _plain_body(choices: Choices, told: tuple[str, ...], subheading: str) -> str:
    wrap = choices.form("paragraph markup", _plain_paragraphs(choices))
    insert = choices.form("insert", _plain_inserts(choices, subheading))
    pieces = [wrap(line) for line in told]
    if len(told) > 2:
        pieces.insert(2, insert)
    return "".join(pieces)


def _plain_paragraphs(choices: Choices) -> dict[str, Callable[[str], str]]:
    return {
        "p": lambda line: f"<p>{line}</p>",
        "div": lambda line: f"<div>{line}</div>",
        "br": lambda line: f"{line}<br><br>",
        "p with a class": lambda line: f"<p{choices.made_up_css()}>{line}</p>",
        "section": lambda line: f"<section><p>{line}</p></section>",
        "span": lambda line: f'<p><span style="font-size:18px">{line}</span></p>',
    }


def _plain_inserts(choices: Choices, subheading: str) -> dict[str, str]:
    first, second, third, *_ = parts.OTHER_TITLES
    others = f'<li><a href="/a-1.html">{second}</a></li><li><a href="/a-2.html">{third}</a></li>'
    return {
        "none": "",
        "also read": f'<p><strong>यह भी पढ़ें: <a href="/bihar/x-1.html">{first}</a></strong></p>',
        "advertisement": f"<div{choices.css('ad')}>विज्ञापन</div>",
        "related": f"<div{choices.css('also')}><h4>संबंधित खबरें</h4><ul>{others}</ul></div>",
        "sub-heading": f"<h3>{subheading}</h3>",
    }


def _text_box(choices: Choices, body: str) -> str:
    named = f"<div{choices.css('story-content')}>{body}</div>"
    forms = {
        "box": named,
        "box in box": f"<div{choices.css('x')}>{named}</div>",
        "none": body,
        "itemprop": f'<div itemprop="articleBody">{body}</div>',
    }
    return choices.form("text box", forms)


def _below(choices: Choices, author: str) -> str:
    return (
        parts.tags(choices)
        + parts.follow_line(choices)
        + parts.author_box(choices, author)
        + parts.comments(choices)
        + parts.related(choices)
    )


def _frame(choices: Choices, story: str) -> str:
    forms = {
        "article": f"<article{choices.css('post')}>{story}</article>",
        "main": f"<main>{story}</main>",
        "boxes": f"<div{choices.css('wrapper')}><div{choices.css('left')}>{story}</div></div>",
        "table": f"<table width=100%><tr><td>{story}</td></tr></table>",
    }
    return choices.form("frame", forms)


def _plain_head(choices: Choices, title: str, authors: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The head, and whom its JSON-LD names."""
    data = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": parts.STAMP,
        "author": {"@type": "Person", "name": authors[0]},
    }
    script = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
    graph = parts.open_graph(title, "article")
    forms: dict[str, tuple[str, tuple[str, ...]]] = {
        "none": ("", ()),
        "open graph": (graph, ()),
        "json-ld": (graph + script, authors),
    }
    metadata, named = choices.form("metadata", forms)
    return f"<title>{title} - {parts.SITE}</title>{metadata}", named


def _site_bar(choices: Choices) -> str:
    logo = f'<div{choices.css("logo")}><a href="/">{parts.SITE}</a></div>'
    return f"<header>{logo}<div>सोमवार, 23 नवंबर 2026</div>{parts.menu()}</header>"


def _site_foot(choices: Choices) -> str:
    pages = '<a href="/about">हमारे बारे में</a> <a href="/contact">संपर्क</a>'
    return f"<div{choices.css('footer')}><p>{parts.COPYRIGHT}। सर्वाधिकार सुरक्षित।</p>{pages}</div>"


# Busy stories: foreign things between the paragraphs, and other stories close by.


def busy_story(seed: int) -> StoryPage:
    choices = Choices(seed)
    title = choices.one_of("title", parts.TITLES)
    author = choices.one_of("author", parts.AUTHORS)
    text, told = _busy_text(choices)
    tag = choices.one_of("title tag", ("h1", "h1", "div", "span", "h3"))

    story = f"<{tag}{choices.css('headline')}>{title}</{tag}>"
    story += f"<div{choices.css('meta')}>By {author} | {parts.HINDI_DATE}</div>"
    story += '<figure><img src="/media/ganga-ghat.jpg" width=800 height=450><figcaption>दीघा घाट</figcaption></figure>'
    story += _nest(choices, text) + _last_line(choices)

    metadata = choices.form("metadata", {"none": "", "open graph": parts.open_graph(title, "article")})
    body = parts.header(choices, f"<p>{parts.BREAKING}</p>") + _sticky_bar(choices, title)
    body += _beside(choices, _busy_frame(choices, story) + _next_story(choices)) + parts.footer()
    return StoryPage(
        html=parts.document(f"<title>{title} | {parts.SITE}</title>{metadata}", body),
        url=_story_url(seed),
        title=title,
        told=told,
        authors=(author,),
        choices=choices.made,
    )


def _busy_text(choices: Choices) -> tuple[str, tuple[str, ...]]:
    """The text with all that stands in it, and the lines of it that belong to the story."""
    opening, opening_line = _opening(choices)
    rest = parts.PARAGRAPHS[1 : choices.one_of("paragraphs", (1, 2, 4, 6, 8))]
    wrap = choices.form("paragraph markup", _BUSY_PARAGRAPHS)
    insert = choices.form("insert", _busy_inserts(choices))
    extra, extra_lines = choices.form("extra", _extras(choices))

    before, after = rest[:1], rest[1:]
    pieces = [wrap(opening), *map(wrap, before), insert, extra, *map(wrap, after), _credit(choices)]
    return "".join(pieces), (opening_line, *before, *extra_lines, *after)


def _opening(choices: Choices) -> tuple[str, str]:
    """The markup of the first paragraph, and how it reads."""
    first = parts.PARAGRAPHS[0]
    reporter = "जनपथ संवाददाता, पटना:"
    dropped = f"<span{choices.css('dropcap')}>{first[0]}</span>{first[1:]}"
    forms = {
        "none": (first, first),
        "drop cap": (dropped, first),
        "place": (f"पटना। {first}", f"पटना। {first}"),
        "agency": (f"नई दिल्ली, 22 नवंबर (भाषा) {first}", f"नई दिल्ली, 22 नवंबर (भाषा) {first}"),
        "bold reporter": (f"<strong>{reporter}</strong> {first}", f"{reporter} {first}"),
    }
    return choices.form("opening", forms)


_BUSY_PARAGRAPHS: dict[str, Callable[[str], str]] = {
    "p": lambda line: f"<p>{line}</p>",
    "div": lambda line: f"<div>{line}</div>",
    "span in div": lambda line: f"<div><span>{line}</span></div>",
    "one br": lambda line: f"{line}<br/>",
    "two br": lambda line: f"{line}<br/><br/>",
    "empty p before": lambda line: f"<p>&nbsp;</p><p>{line}</p>",
    "font": lambda line: f"<p><font size=4>{line}</font></p>",
}


def _busy_inserts(choices: Choices) -> dict[str, str]:
    css = choices.css
    first, second, third, fourth, _ = parts.OTHER_TITLES
    bold_link = f'<a href="/bihar/x-1.html"><strong>{first}</strong></a>'
    join = '<a href="https://whatsapp.com/channel/x">Join Now</a>'
    beside_picture = f'<div><span>ये भी पढ़ें</span><a href="/y-3.html">{fourth}</a></div>'
    return {
        "none": "",
        "bare link": f'<p><a href="/bihar/x-1.html">{first}</a></p>',
        "label, then link": f"<p><strong>ये भी पढ़ें-</strong></p><p>{bold_link}</p>",
        "english label": f'<div{css("alsoread")}>Also Read: <a href="/x-1.html">{first}</a></div>',
        "channel": f"<p>व्हाट्सएप चैनल से जुड़ें: {join}</p>",
        "advertisement": f"<div{css('ad-300')}><span>Advertisement</span><div id=div-gpt-ad-1></div></div>",
        "list": f'<div{css("rel")}><p>इसे भी पढ़ें</p><ul><li><a href="/y-1.html">{second}</a></li></ul></div>',
        "in brackets": f'<p>(यह भी पढ़ें- <a href="/y-2.html">{third}</a>)</p>',
        "card": f'<div{css("card")}><a href="/y-3.html"><img src="/z.jpg"></a>{beside_picture}</div>',
    }


_TWEET = (
    f'<blockquote class="twitter-tweet"><p lang="hi">{parts.TWEET} <a href="https://t.co/x">pic.twitter.com/x</a>'
    '</p>— जिला प्रशासन (@DMPatna) <a href="https://twitter.com/x">November 22, 2026</a></blockquote>'
)
_TABLE = (
    "<table><tr><th>घाट</th><th>जलस्तर</th></tr><tr><td>दीघा</td><td>50.38 मीटर</td></tr>"
    "<tr><td>गांधी घाट</td><td>48.81 मीटर</td></tr></table>"
)
_VIDEO = f'<div><iframe src="https://www.youtube.com/embed/x"></iframe><p>{parts.VIDEO_CAPTION}</p></div>'


def _extras(choices: Choices) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Markup among the paragraphs, and which of its lines are the story's own."""
    image = f'<div{choices.css("image")}><img src="/media/b.jpg"><span>{parts.CAMP_CAPTION}</span></div>'
    return {
        "none": ("", ()),
        "tweet": (_TWEET, ()),
        "list": (f"<ul>{elements('li', parts.LEVELS)}</ul>", parts.LEVELS),
        "quote": (f"<blockquote>{parts.QUOTE}</blockquote>", (parts.QUOTE,)),
        "table": (_TABLE, ()),
        "picture": (image, ()),
        "video": (_VIDEO, ()),
        "question": (f"<h3>{parts.QUESTION}</h3><p>{parts.ANSWER}</p>", (parts.ANSWER,)),
    }


def _credit(choices: Choices) -> str:
    forms = {
        "none": "",
        "agency": "<p>(एजेंसी)</p>",
        "input": "<p>(इनपुट: भाषा)</p>",
        "unedited": f"<p><em>{parts.UNEDITED}</em></p>",
    }
    return choices.form("credit", forms)


def _nest(choices: Choices, body: str) -> str:
    forms = {
        "box": f"<div{choices.css('story-content')}>{body}</div>",
        "deep": f"<div><div><div{choices.css('c1')}><div>{body}</div></div></div></div>",
        "none": body,
    }
    return choices.form("text box", forms)


def _last_line(choices: Choices) -> str:
    forms = {
        "none": "",
        "like": f"<p>{parts.LIKE_OUR_PAGE}</p>",
        "follow": f"<p>{parts.MORE_UPDATES}</p>",
        "copyright": f"<p>© {parts.SITE}</p>",
    }
    return choices.form("last line", forms)


def _busy_frame(choices: Choices, story: str) -> str:
    forms = {
        "article": f"<article>{story}</article>",
        "boxes": f"<div{choices.css('w')}><div{choices.css('l')}>{story}</div></div>",
        "table": f"<table><tr><td>{story}</td></tr></table>",
    }
    return choices.form("frame", forms)


def _next_story(choices: Choices) -> str:
    title, *_, earlier, later = parts.OTHER_TITLES
    head = f"<h2>{title}</h2><div>By {parts.EDITOR} | 21 नवंबर 2026</div>"
    neighbours = f'<a href="/p-1.html">पिछली खबर: {earlier}</a><a href="/p-2.html">अगली खबर: {later}</a>'
    forms = {
        "none": "",
        "whole": f"<div{choices.css('story')}>{head}{elements('p', parts.NEXT_STORY)}</div>",
        "links": f"<div{choices.css('nextprev')}>{neighbours}</div>",
        "hidden": f'<div style="display:none"><h2>{title}</h2><p>{parts.EXCERPTS[0]}</p></div>',
    }
    return choices.form("next story", forms)


def _beside(choices: Choices, story: str) -> str:
    side = f"<div{choices.css('side')}><h3>ट्रेंडिंग</h3>{parts.teasers('s')}</div>"
    return choices.form("sidebar", {"none": story, "before": side + story, "after": story + side})


def _sticky_bar(choices: Choices, title: str) -> str:
    bar = f'<div{choices.css("sticky")}><h2>{title}</h2><a href="/share">शेयर</a></div>'
    return choices.form("sticky title", {"no": "", "yes": bar})


# Pages that are no story.

LISTS = {
    "section": ("{section} समाचार", "/bihar/"),
    "home": (parts.SITE, "/"),
    "tag": ("#{section}", "/tag/bihar/"),
    "author": ("राकेश कुमार", "/author/rakesh/"),
    "search": ("खोज परिणाम: {section}", "/?s=bihar"),
    "gallery": ("फोटो गैलरी", "/photos/"),
    "archive": ("नवंबर 2026", "/2026/11/"),
}
"""Pages that list stories: title and address."""
_OTHERS = LISTS | {
    "404": ("पेज नहीं मिला", "/bihar/kahani-jo-nahin-1234567.html"),
    "about": ("हमारे बारे में", "/about-us/"),
    "contact": ("संपर्क करें", "/contact-us/"),
    "privacy": ("प्राइवेसी पॉलिसी", "/privacy-policy/"),
}


def other_page(kind: str, seed: int) -> OtherPage:
    choices = Choices(seed)
    section = choices.one_of("section", parts.SECTIONS)
    title, path = _OTHERS[kind]
    title = title.format(section=section)
    metadata = choices.form("metadata", {"none": "", "open graph": parts.open_graph(title, "website")})
    head = f"<title>{title} | {parts.SITE}</title>{metadata}"
    content = _other_content(choices, kind, title, section)
    body = f"{parts.header(choices)}<div{choices.css('main')}>{content}</div>{parts.footer()}"
    return OtherPage(html=parts.document(head, body), url=parts.ORIGIN + path, choices=choices.made)


def _other_content(choices: Choices, kind: str, title: str, section: str) -> str:
    if kind == "404":
        return f"<h1>404</h1><p>{parts.NOT_FOUND}</p><div>{_cards(choices)}</div>"
    if kind == "about":
        return f"<h1>{title}</h1>{elements('p', parts.ABOUT)}"
    if kind == "contact":
        form = "<form><input><textarea></textarea><button>भेजें</button></form>"
        return f"<h1>{title}</h1><p>{parts.ADDRESS}</p>{form}"
    if kind == "privacy":
        return f"<h1>{title}</h1>{elements('p', parts.PRIVACY)}"
    introduction = f"<p>{parts.SECTION_INTRODUCTION.format(section=section)}</p>"
    opening = choices.form("introduction", {"none": "", "some": introduction})
    cards = f"<div{choices.css('list')}>{_cards(choices)}</div>"
    return f'<h1>{title}</h1>{opening}{cards}<div><a href="?page=2">अगला</a></div>'


_CARD_TAGS = ("div", "li", "article")


def _cards(choices: Choices) -> str:
    count = choices.one_of("cards", (5, 10, 20))
    told = choices.form("excerpts", {"none": ("",), "short": parts.EXCERPTS, "long": parts.PARAGRAPHS})
    tags = choices.form("card tags", {tag: (tag,) for tag in _CARD_TAGS} | {"mixed": _CARD_TAGS})
    return "".join(
        _card(choices, number, tags[number % len(tags)], told[number % len(told)]) for number in range(count)
    )


def _card(choices: Choices, number: int, tag: str, excerpt: str) -> str:
    titles = (*parts.OTHER_TITLES, *parts.TITLES)
    address = f"/bihar/s-{number}.html"
    picture = f'<a href="{address}"><img src="/t{number}.jpg"></a>'
    head = f'<h3><a href="{address}">{titles[number % len(titles)]}</a></h3>'
    text = f"<p>{excerpt}</p>" if excerpt else ""
    css = choices.css("card") if tag == "div" else ""
    return f"<{tag}{css}>{picture}{head}{text}<span>2{number % 3} नवंबर 2026</span></{tag}>"
