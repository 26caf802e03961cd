"""Story pages put together at random, with the truth of each: the same story under many templates.

A seed decides everything. What a template does is a choice by name, so that a page that is read wrong can say which
templates it came from (`Choices.made`).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import md5
from random import Random
from typing import Any

SITE = "https://www.janpath.example"
NAME = "जनपथ समाचार"
PARAGRAPHS = [
    "पटना के दीघा घाट पर रविवार सुबह गंगा का जलस्तर खतरे के निशान से 38 सेंटीमीटर ऊपर दर्ज किया गया। केंद्रीय जल आयोग के अधिकारियों ने बताया कि अगले दो दिन में पानी और बढ़ सकता है।",
    "जिलाधिकारी अनुराग वर्मा ने निचले इलाकों में रहने वाले लोगों से ऊंचे स्थानों पर जाने की अपील की है। उन्होंने कहा कि राहत शिविरों में भोजन, दवा और पेयजल का इंतजाम कर दिया गया है।",
    "स्थानीय निवासी सुनीता देवी ने कहा, 'हमारे घर में कमर तक पानी भर गया है, बच्चों को लेकर हम स्कूल में ठहरे हैं।' उनके परिवार के छह सदस्य तीन दिन से राहत शिविर में हैं।",
    "राज्य आपदा मोचन बल की चार टीमें बचाव कार्य में लगी हैं। अब तक 1,240 लोगों को नावों के जरिये सुरक्षित निकाला गया है और 86 पशुओं को भी ऊंची जगह पहुंचाया गया है।",
    "मौसम विभाग के वैज्ञानिक राकेश मिश्र के अनुसार उत्तर बिहार के पांच जिलों में मंगलवार तक भारी बारिश का अनुमान है। विभाग ने पश्चिम चंपारण और गोपालगंज के लिए ऑरेंज अलर्ट जारी किया है।",
    "विपक्ष ने सरकार पर तैयारी में देरी का आरोप लगाया है। नेता प्रतिपक्ष ने कहा कि तटबंधों की मरम्मत का काम समय पर पूरा हो जाता तो आज यह नौबत नहीं आती।",
    "इस बीच रेलवे ने दरभंगा और समस्तीपुर के बीच चलने वाली चार पैसेंजर ट्रेनें रद्द कर दी हैं।",
    "मुख्यमंत्री सोमवार को प्रभावित इलाकों का हवाई सर्वेक्षण करेंगे।",
]
TITLES = [
    "गंगा खतरे के निशान से ऊपर, दीघा घाट के आसपास के गांव खाली कराए गए",
    "पटना में बाढ़: चार ट्रेनें रद्द, 1,240 लोग सुरक्षित निकाले गए",
]
STANDFIRSTS = [
    "निचले इलाकों में पानी घुसने से सैकड़ों परिवार राहत शिविरों में पहुंचे, प्रशासन ने नावें बढ़ाईं।",
    "अगले दो दिन भारी बारिश का अनुमान, पांच जिलों में अलर्ट",
]
AUTHORS = ["राकेश कुमार", "सुनीता शर्मा", "अजय प्रताप सिंह", "Rakesh Kumar", "Neha Verma"]
DAYS = [
    "22 नवंबर 2026, 11:25 AM", "22 Nov 2026 11:25 AM IST", "Nov 22, 2026 11:25", "Sun, 22 Nov 2026 11:25 AM", "22/11/2026 11:25",
    "रविवार, 22 नवंबर 2026 11:25 बजे", "2026-11-22 11:25:00",
]  # fmt: skip
PUBLISHED = "2026-11-22T11:25"
HEADLINES = [
    "मुजफ्फरपुर में लीची किसानों को मिलेगा फसल बीमा का लाभ", "दिल्ली में वायु गुणवत्ता बेहद खराब, स्कूल ऑनलाइन हुए",
    "भोपाल: मेट्रो का दूसरा चरण मार्च तक पूरा होगा", "जयपुर में सोने के दाम फिर बढ़े, जानें आज का भाव", "लखनऊ विश्वविद्यालय में दाखिले की तारीख बढ़ी",
]  # fmt: skip
EXCERPTS = [
    "राज्य सरकार ने किसानों के लिए नई योजना का ऐलान किया है, आवेदन अगले हफ्ते से शुरू होंगे।",
    "राजधानी में लगातार तीसरे दिन हवा की गुणवत्ता बेहद खराब श्रेणी में दर्ज की गई।",
    "मेट्रो प्रबंधन ने कहा कि दूसरे चरण का काम तय समय से पहले पूरा हो सकता है।",
]
COMMENT = "सरकार को पहले से तैयारी करनी चाहिए थी, हर साल यही हाल होता है।"
SUBHEAD = "राहत शिविरों में क्या इंतजाम"
CAPTION = "दीघा घाट पर रविवार को बढ़ा जलस्तर"
SECTIONS = ["देश", "दुनिया", "बिहार", "खेल", "मनोरंजन", "कारोबार"]


class Choices:
    """Choices by name, all from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.made: dict[str, object] = {}

    def of(self, name: str, /, *options: str) -> str:
        self.made[name] = found = self.random.choice(options)
        return found

    def html(self, name: str, /, **options: Any) -> Any:
        """The markup of an option, chosen by its name."""
        return options[self.of(name, *options)]

    def naming(self) -> Callable[[str], str]:
        """How a template names its elements: in words, by a build, or not at all."""
        way = self.of("names", "words", "build", "none")

        def attribute(name: str) -> str:
            if way == "none":
                return ""
            made_up = md5(str(self.random.random()).encode()).hexdigest()[:6]
            return f' class="{name if way == "words" else "css-" + made_up}"'

        return attribute


@dataclass
class MadePage:
    """A page and what is true of it."""

    html: str
    url: str
    choices: dict[str, object]
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    """Further lines that may stand in the text."""
    required: list[str] = field(default_factory=list)
    """Further lines that must."""
    authors: list[str] = field(default_factory=list)
    published: str = PUBLISHED
    changed_only: bool = False
    """True where the page calls its one date that of a change."""
    section: str | None = None
    kind: str = "story"


def menu(address: str = "/{name}/") -> str:
    """The items of the site's menu."""
    return "".join(
        f'<li><a href="{address.format(n=n, name=name)}">{name}</a></li>' for n, name in enumerate(SECTIONS)
    )


def headlines(prefix: str, item: str = '<li><a href="/{prefix}-{n}.html">{text}</a></li>') -> str:
    return "".join(item.format(prefix=prefix, n=n, text=text) for n, text in enumerate(HEADLINES))


def teasers(cls: Callable[[str], str], prefix: str) -> str:
    return "".join(
        f'<div{cls("card")}><h4><a href="/{prefix}-{n}.html">{HEADLINES[n]}</a></h4><p>{EXCERPTS[n]}</p></div>'
        for n in range(3)
    )


def whole(head: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="hi"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    )


def masthead(cls: Callable[[str], str]) -> str:
    return f'<header><div{cls("logo")}><a href="/">{NAME}</a></div><div>सोमवार, 23 नवंबर 2026</div><ul>{menu()}</ul></header>'


def footer(cls: Callable[[str], str]) -> str:
    rights = f"<p>© 2026 {NAME}। सर्वाधिकार सुरक्षित।</p>"
    return f'<div{cls("footer")}>{rights}<a href="/about">हमारे बारे में</a> <a href="/contact">संपर्क</a></div>'


def story_page(seed: int) -> MadePage:
    """A story between what templates put around it."""
    choose = Choices(seed)
    cls = choose.naming()
    title, author = choose.random.choice(TITLES), choose.random.choice(AUTHORS)
    page = MadePage("", f"{SITE}/bihar/ganga-{seed + 100_000}.html", choose.made, title, authors=[author])
    page.paragraphs = PARAGRAPHS[: int(choose.of("paragraphs", "2", "3", "5", "8"))]
    head = _head(choose, cls, page, author)
    tail = _tail(choose, cls, author)
    share = choose.html(
        "share",
        none="",
        list=f'<ul{cls("share")}><li><a href="https://facebook.com/sharer">Facebook</a></li><li><a href="whatsapp://send">WhatsApp</a></li></ul>',
        line=f"<div{cls('share')}>शेयर करें</div>",
        letters=f"<div{cls('font')}>अ+ अ-</div>",
    )
    if choose.of("share stands", "above", "below") == "above":
        head, share = head + share, ""
    inner = head + _body(choose, cls, page) + share + tail
    outer = choose.html(
        "outer",
        article=f"<article{cls('post')}>{inner}</article>",
        main=f"<main>{inner}</main>",
        boxes=f"<div{cls('wrapper')}><div{cls('left')}>{inner}</div></div>",
        table=f"<table width=100%><tr><td>{inner}</td></tr></table>",
    )
    sidebar = choose.html(
        "sidebar",
        none="",
        links=f"<div{cls('sidebar')}><h3>सबसे ज्यादा पढ़ी गई</h3><ul>{headlines('s')}</ul></div>",
        teasers=f"<div{cls('right')}><h3>राज्य</h3>{teasers(cls, 's')}</div>",
    )
    crumb = choose.html(
        "trail",
        none="",
        trail=f'<div{cls("breadcrumb")}><a href="/">होम</a> &gt; <a href="/bihar/">बिहार</a> &gt; {title[:20]}</div>',
    )
    page.html = whole(_metas(choose, page, author), masthead(cls) + crumb + outer + sidebar + footer(cls))
    return page


def _metas(choose: Choices, page: MadePage, author: str) -> str:
    metas = f"<title>{page.title} - {NAME}</title>"
    stated = choose.of("metas", "none", "open graph", "json-ld")
    if stated != "none":
        metas += (
            f'<meta property="og:title" content="{page.title}"><meta property="og:type" content="article">'
        )
        metas += f'<meta property="og:site_name" content="{NAME}">'
    if stated == "json-ld":
        page.authors = page.authors or [author]
        page.changed_only = False
        person = {"@type": "Person", "name": page.authors[0]}
        data = {
            "@type": "NewsArticle",
            "headline": page.title,
            "datePublished": PUBLISHED + ":00+05:30",
            "author": person,
        }
        metas += f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
    return metas


def _head(choose: Choices, cls: Callable[[str], str], page: MadePage, author: str) -> str:
    day = choose.of("day", *DAYS)
    tag = choose.of("headline", "h1", "h1", "h1", "h2")
    kicker = choose.html(
        "kicker",
        none="",
        line=f"<div{cls('kicker')}>बिहार</div>",
        link=f'<a{cls("cat")} href="/bihar/">बिहार</a>',
    )
    first, second = STANDFIRSTS
    standfirst = choose.html(
        "standfirst",
        none="",
        paragraph=f"<p>{first}</p>",
        heading=f"<h2{cls('subtitle')}>{first}</h2>",
        box=f"<div{cls('summary')}>{first}</div>",
        points=f"<ul{cls('highlights')}><li>{first}</li><li>{second}</li></ul>",
        bold=f"<p><strong>{first}</strong></p>",
    )
    page.allowed += STANDFIRSTS
    byline = choose.html(
        "byline",
        spans=f"<div{cls('meta')}><span{cls('author')}>{author}</span> <span{cls('date')}>{day}</span></div>",
        by=f"<div{cls('byline')}>By {author} | {day}</div>",
        link=f'<div{cls("info")}><a href="/author/rk-12">{author}</a><span>{day}</span></div>',
        boxes=f"<div{cls('author')}>{author}</div><div{cls('date')}>{day}</div>",
        labels=f"<p>लेखक: {author}</p><p>प्रकाशित: {day}</p>",
        time=f'<div{cls("meta")}>द्वारा <a rel="author" href="/team/rk">{author}</a> <time datetime="{PUBLISHED}:00+05:30">{day}</time></div>',
        editor=f"<div{cls('meta')}>Written by: {author} | Edited by: मोहन लाल | Updated: {day}</div>",
        date=f"<div{cls('date')}>{day}</div>",
        desk=f"<div{cls('meta')}><span{cls('author')}>न्यूज डेस्क</span>, पटना <span{cls('date')}>Published: {day}</span></div>",
        place=f"<div{cls('byline')}>{author}, पटना। {day}</div>",
    )
    signed = choose.made["byline"]
    page.authors = {"date": [], "desk": ["न्यूज डेस्क"]}.get(str(signed), page.authors)
    page.changed_only = signed == "editor"
    picture = choose.html(
        "picture",
        none="",
        figure=f'<figure><img src="/media/ghat.jpg" width=800 height=450><figcaption>{CAPTION}। फोटो: संवाद</figcaption></figure>',
        box=f'<div{cls("image")}><img src="/media/ghat.jpg"><span{cls("caption")}>{CAPTION}</span></div>',
        paragraph='<p><img src="/media/ghat.jpg" alt="गंगा"></p>',
    )
    parts = {"T": f"<{tag}{cls('headline')}>{page.title}</{tag}>", "S": standfirst, "B": byline, "P": picture}
    order = choose.of("order", "TSBP", "TBSP", "TBPS", "TPSB", "TPBS", "BTSP", "TSPB")
    return kicker + "".join(parts[part] for part in order)


def _body(choose: Choices, cls: Callable[[str], str], page: MadePage) -> str:
    form = choose.html(
        "paragraph",
        p="<p>{}</p>",
        div="<div>{}</div>",
        breaks="{}<br><br>",
        named=f"<p{cls('text')}>{{}}</p>",
        section="<section><p>{}</p></section>",
        span='<p><span style="font-size:18px">{}</span></p>',
    )
    between = choose.html(
        "between",
        none="",
        also=f'<p><strong>यह भी पढ़ें: <a href="/bihar/x-1.html">{HEADLINES[0]}</a></strong></p>',
        ad=f"<div{cls('ad')}>विज्ञापन</div>",
        related=f'<div{cls("also")}><h4>संबंधित खबरें</h4><ul><li><a href="/a-1.html">{HEADLINES[1]}</a></li><li><a href="/a-2.html">{HEADLINES[2]}</a></li></ul></div>',
        heading=f"<h3>{SUBHEAD}</h3>",
    )
    page.allowed.append(SUBHEAD)
    pieces = [form.format(paragraph) for paragraph in page.paragraphs]
    if len(pieces) > 2:
        pieces.insert(2, between)
    text = "".join(pieces)
    return choose.html(
        "body",
        box=f"<div{cls('story-content')}>{text}</div>",
        boxes=f"<div{cls('x')}><div{cls('story-content')}>{text}</div></div>",
        bare=text,
        marked=f'<div itemprop="articleBody">{text}</div>',
    )


def _tail(choose: Choices, cls: Callable[[str], str], author: str) -> str:
    tags = choose.html(
        "tags",
        none="",
        links=f'<div{cls("tags")}><a rel=tag href="/tag/ganga">गंगा</a> <a rel=tag href="/tag/patna">पटना</a></div>',
        label='<div>Tags: <a href="/topic/bihar">बिहार</a>, <a href="/topic/flood">बाढ़</a></div>',
    )
    follow = choose.html(
        "follow",
        none="",
        channel='<p>हमारे व्हाट्सएप चैनल से जुड़ने के लिए <a href="https://whatsapp.com/channel/x">यहां क्लिक करें</a></p>',
        app=f"<div{cls('app')}>ताजा खबरों के लिए हमारा ऐप डाउनलोड करें</div>",
        google="<p>हमें Google News पर फॉलो करें</p>",
    )
    bio = f"<p>{author} पिछले बारह साल से पत्रकारिता में सक्रिय हैं और बिहार की राजनीति पर लिखते हैं।</p>"
    author_box = choose.html("bio", none="", box=f"<div{cls('author-bio')}><h4>लेखक के बारे में</h4>{bio}</div>")
    form = "<form><textarea></textarea><button>भेजें</button></form>"
    told = f"<div><b>मनोज</b> <span>22 नवंबर 2026</span><p>{COMMENT}</p></div>"
    comments = choose.html(
        "comments",
        none="",
        form=f"<div{cls('comments')}><h3>टिप्पणियां</h3>{form}</div>",
        list=f"<div{cls('comments')}><h3>टिप्पणियां</h3>{told}{form}</div>",
    )
    card = '<div><a href="/r-{n}.html"><img src="/t{n}.jpg"></a><h4><a href="/r-{n}.html">{text}</a></h4><span>21 नवंबर 2026</span></div>'
    related = choose.html(
        "related",
        none="",
        links=f"<div{cls('related')}><h3>और पढ़ें</h3><ul>{headlines('r')}</ul></div>",
        cards=f"<div{cls('related')}><h3>ताजा खबरें</h3>{headlines('r', card)}</div>",
        teasers=f"<div{cls('related')}><h3>ताजा खबरें</h3>{teasers(cls, 'r')}</div>",
    )
    return tags + follow + author_box + comments + related
