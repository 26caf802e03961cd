"""More pages put together at random: stories that much stands in the midst of, blogs, and pages without a story."""

from collections.abc import Callable

from made_pages import (
    AUTHORS,
    COMMENT,
    EXCERPTS,
    HEADLINES,
    NAME,
    PARAGRAPHS,
    SECTIONS,
    SITE,
    STANDFIRSTS,
    TITLES,
    Choices,
    MadePage,
    headlines,
    menu,
    whole,
)

TICKER = "ब्रेकिंग: दिल्ली में भूकंप के झटके, तीव्रता 4.2 रही।"
ABOUT = f"<p>{NAME} बिहार का सबसे तेजी से बढ़ता हिंदी समाचार पोर्टल है, जो निष्पक्ष और सटीक खबरें आप तक पहुंचाता है।</p>"
FOOT = f"<div>{ABOUT}<p>© 2026 {NAME}</p></div>"
QUOTE = "हम हर परिवार तक राहत पहुंचाएंगे, किसी को भूखा नहीं सोने देंगे।"
LEVELS = ["दीघा: 38 सेंटीमीटर ऊपर", "गांधी घाट: 21 सेंटीमीटर ऊपर"]
ANSWER = "दरभंगा और समस्तीपुर के बीच चार ट्रेनें रद्द हैं, बाकी ट्रेनें देरी से चल रही हैं।"
OTHER_STORY = [
    EXCERPTS[0],
    "कृषि विभाग के अधिकारियों ने बताया कि बीमा का प्रीमियम राज्य सरकार देगी और किसानों को कोई शुल्क नहीं लगेगा।",
    "पिछले साल ओलावृष्टि से लीची की फसल को भारी नुकसान हुआ था।",
]


def crowded_page(seed: int) -> MadePage:
    """A story with links, embeds and figures between its paragraphs, and other stories around it."""
    choose = Choices(seed)
    cls = choose.naming()
    title, author = choose.random.choice(TITLES), choose.random.choice(AUTHORS)
    page = MadePage("", f"{SITE}/bihar/ganga-{seed + 100_000}.html", choose.made, title, authors=[author])
    page.paragraphs = PARAGRAPHS[: int(choose.of("paragraphs", "1", "2", "4", "6", "8"))]
    tag = choose.of("headline", "h1", "h1", "div", "span", "h3")
    head = (
        f"<{tag}{cls('headline')}>{title}</{tag}><div{cls('meta')}>By {author} | 22 नवंबर 2026, 11:25 AM</div>"
    )
    head += (
        '<figure><img src="/media/ghat.jpg" width=800 height=450><figcaption>दीघा घाट</figcaption></figure>'
    )
    inner = head + _paragraphs(choose, cls, page) + _promotion(choose)
    story = choose.html(
        "outer",
        article=f"<article>{inner}</article>",
        boxes=f"<div{cls('w')}><div{cls('l')}>{inner}</div></div>",
        table=f"<table><tr><td>{inner}</td></tr></table>",
    )
    side = f"<div{cls('side')}><h3>ट्रेंडिंग</h3>{_linked_teasers()}</div>"
    story += _behind(choose, cls)
    story = choose.html("sidebar", none=story, before=side + story, behind=story + side)
    bar = choose.html(
        "bar", none="", title=f'<div{cls("bar")}><h2>{title}</h2><a href="/share">शेयर</a></div>'
    )
    metas = f"<title>{title} | {NAME}</title>"
    if choose.of("metas", "none", "open graph") != "none":
        metas += f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">'
    top = f'<div{cls("hdr")}><a href="/">{NAME}</a><ul>{menu()}</ul><p>{TICKER}</p></div>'
    page.html = whole(metas, top + bar + story + FOOT)
    return page


def _linked_teasers() -> str:
    return "".join(
        f'<div><a href="/s-{n}.html">{HEADLINES[n]}</a><p>{EXCERPTS[n]}</p></div>' for n in range(3)
    )


def _paragraphs(choose: Choices, cls: Callable[[str], str], page: MadePage) -> str:
    first = page.paragraphs[0]
    opening = choose.html(
        "dateline",
        none=first,
        place=f"पटना। {first}",
        agency=f"नई दिल्ली, 22 नवंबर (भाषा) {first}",
        desk=f"<strong>संवाददाता, पटना:</strong> {first}",
    )
    page.paragraphs = [opening.replace("<strong>", "").replace("</strong>", ""), *page.paragraphs[1:]]
    if choose.of("initial", "plain", "plain", "large") == "large" and opening == first:
        opening = f"<span{cls('dropcap')}>{opening[0]}</span>{opening[1:]}"
    form = choose.html(
        "paragraph",
        p="<p>{}</p>",
        div="<div>{}</div>",
        span="<div><span>{}</span></div>",
        line="{}<br/>",
        lines="{}<br/><br/>",
        empty="<p>&nbsp;</p><p>{}</p>",
        font="<p><font size=4>{}</font></p>",
    )
    pieces = [form.format(text) for text in (opening, *page.paragraphs[1:])]
    pieces.insert(2, _link_between(choose, cls) + _inset(choose, page, cls))
    pieces.append(
        choose.html(
            "credit",
            none="",
            agency="<p>(एजेंसी)</p>",
            input="<p>(इनपुट: भाषा)</p>",
            note="<p><em>यह खबर एजेंसी फीड से ली गई है, शीर्षक के अलावा इसे संपादित नहीं किया गया है।</em></p>",
        )
    )
    text = "".join(pieces)
    return choose.html(
        "body",
        box=f"<div{cls('story-content')}>{text}</div>",
        deep=f"<div><div><div{cls('c1')}><div>{text}</div></div></div></div>",
        bare=text,
    )


def _link_between(choose: Choices, cls: Callable[[str], str]) -> str:
    link = '<a href="/bihar/x-{n}.html">{text}</a>'
    links = [link.format(n=n, text=text) for n, text in enumerate(HEADLINES)]
    return choose.html(
        "between",
        none="",
        link=f"<p>{links[0]}</p>",
        label=f"<p><strong>ये भी पढ़ें-</strong></p><p><strong>{links[0]}</strong></p>",
        english=f"<div{cls('alsoread')}>Also Read: {links[0]}</div>",
        channel='<p>व्हाट्सएप चैनल से जुड़ें: <a href="https://whatsapp.com/channel/x">Join Now</a></p>',
        ad=f'<div{cls("ad-300")}><span>Advertisement</span><div id="div-gpt-ad-1"></div></div>',
        list=f"<div{cls('rel')}><p>इसे भी पढ़ें</p><ul><li>{links[1]}</li></ul></div>",
        brackets=f"<p>(यह भी पढ़ें- {links[2]})</p>",
        card=f'<div{cls("card")}><a href="/x-3"><img src="/z.jpg"></a><div><span>ये भी पढ़ें</span>{links[3]}</div></div>',
    )


def _inset(choose: Choices, page: MadePage, cls: Callable[[str], str]) -> str:
    markup = choose.html(
        "inset",
        none="",
        post='<blockquote class="twitter-tweet"><p lang="hi">गंगा का जलस्तर बढ़ रहा है। <a href="https://t.co/x">pic.twitter.com/x</a></p>— जिला प्रशासन (@DMPatna) <a href="https://twitter.com/x">November 22, 2026</a></blockquote>',
        list=f"<ul><li>{LEVELS[0]}</li><li>{LEVELS[1]}</li></ul>",
        quote=f"<blockquote>{QUOTE}</blockquote>",
        table="<table><tr><th>घाट</th><th>जलस्तर</th></tr><tr><td>दीघा</td><td>50.38 मीटर</td></tr><tr><td>गांधी घाट</td><td>48.81 मीटर</td></tr></table>",
        picture=f'<div{cls("image")}><img src="/media/b.jpg"><span>राहत शिविर में लोग</span></div>',
        video='<div><iframe src="https://www.youtube.com/embed/x"></iframe><p>वीडियो: दीघा घाट का हाल</p></div>',
        question=f"<h3>क्या ट्रेनें चल रही हैं?</h3><p>{ANSWER}</p>",
    )
    of_the_story = {"list": LEVELS, "quote": [QUOTE], "question": [ANSWER]}
    page.required = of_the_story.get(str(choose.made["inset"]), [])
    return markup


def _promotion(choose: Choices) -> str:
    return choose.html(
        "promotion",
        none="",
        like="<p>देश-दुनिया की ताजा खबरों के लिए हमारे फेसबुक पेज को लाइक करें और ट्विटर पर फॉलो करें।</p>",
        follow="<p>Hindi News से जुड़े अन्य अपडेट हासिल करने के लिए हमें फेसबुक और ट्विटर पर फॉलो करें।</p>",
        rights=f"<p>© {NAME}</p>",
    )


def _behind(choose: Choices, cls: Callable[[str], str]) -> str:
    other = "".join(f"<p>{text}</p>" for text in OTHER_STORY)
    return choose.html(
        "behind",
        none="",
        story=f"<div{cls('story')}><h2>{HEADLINES[0]}</h2><div>By मोहन लाल | 21 नवंबर 2026</div>{other}</div>",
        links=f'<div{cls("pager")}><a href="/p-1.html">पिछली खबर: {HEADLINES[3]}</a><a href="/p-2.html">अगली खबर: {HEADLINES[4]}</a></div>',
        hidden=f'<div style="display:none"><h2>{HEADLINES[0]}</h2><p>{EXCERPTS[0]}</p></div>',
    )


def blog_page(seed: int) -> MadePage:
    """A story as themes of WordPress set it, without data for machines."""
    choose = Choices(seed)
    title, author = choose.random.choice(TITLES), choose.random.choice(AUTHORS)
    section = choose.random.choice(SECTIONS)
    page = MadePage(
        "", f"{SITE}/ganga-jalstar-{seed}/", choose.made, title, authors=[author], section=section
    )
    page.paragraphs = PARAGRAPHS[: int(choose.of("paragraphs", "1", "2", "4", "8"))]
    page.allowed = STANDFIRSTS
    folder = (
        f'<span class="cat-links"><a href="{SITE}/category/bihar/" rel="category tag">{section}</a></span>'
    )
    filed = choose.of("section", "above", "meta", "below", "trail")
    meta = _blog_meta(choose, page, author, folder if filed == "meta" else "")
    body = "".join(f"<p>{text}</p>" for text in page.paragraphs)
    share = choose.html(
        "share",
        none="",
        jetpack='<div class="sharedaddy"><h3 class="sd-title">इसे शेयर करें:</h3><ul><li><a href="?share=x">X</a></li></ul></div>',
        addtoany='<div class="addtoany_share_save_container"><div class="a2a_kit">Spread the love</div></div>',
    )
    content = choose.of(
        "content", "entry-content", "post-content", "td-post-content", "content-inner", "entry"
    )
    heading = (
        f'<h1 class="{choose.of("title", "entry-title", "post-title", "single-title", "title")}">{title}</h1>'
    )
    picture = (
        '<div class="post-thumbnail"><img width="1200" height="675" src="/wp-content/uploads/ghat.jpg"></div>'
    )
    excerpt = f'<p class="post-excerpt">{STANDFIRSTS[0]}</p>'
    head = choose.html(
        "head",
        meta=heading + meta + picture,
        picture=picture + heading + meta,
        between=heading + picture + meta,
        above=meta + heading + picture,
        excerpt=heading + excerpt + meta + picture,
    )
    head = (folder if filed == "above" else "") + head
    foot = f'<footer class="entry-footer">{folder}<span class="tags-links">Tagged <a rel="tag" href="/tag/g/">गंगा</a></span></footer>'
    post = (
        head
        + f'<div class="{content}">{body}{share}</div>'
        + (foot if filed == "below" else "")
        + _blog_tail(choose, page, author)
    )
    box = choose.html(
        "box",
        article=f'<article class="post type-post">{post}</article>',
        div=f'<div class="post">{post}</div>',
    )
    trail = f'<div class="breadcrumbs"><a href="/">Home</a> » <a href="/category/b/">{section}</a> » <span>{title}</span></div>'
    top = f'<header class="site-header"><div class="top-bar">रविवार, नवम्बर 22, 2026</div><p class="site-title"><a href="/">{NAME}</a></p><nav><ul class="menu">{menu("/category/{n}/")}</ul></nav></header>'
    recent = '<li><a href="/{prefix}{n}/">{text}</a> <span class="post-date">2{n} नवम्बर 2026</span></li>'
    side = f'<aside class="widget-area"><h2 class="widget-title">ताज़ा खबरें</h2><ul>{headlines("s", recent)}</ul></aside>'
    rights = (
        '<footer class="site-footer"><p>Copyright © All rights reserved. | Theme by Themeansar</p></footer>'
    )
    page.html = whole(
        f"<title>{title} – {NAME}</title>", top + (trail if filed == "trail" else "") + box + side + rights
    )
    return page


def _blog_meta(choose: Choices, page: MadePage, author: str, folder: str) -> str:
    printed = choose.of(
        "day",
        "22 नवम्बर 2026",
        "नवंबर 22, 2026",
        "November 22, 2026",
        "Nov 22, 2026 11:25 am",
        "नवम्बर 22, 2026 11:25 पूर्वाह्न",
    )
    exact = "2026-11-22T11:25:00+05:30"
    day = choose.html(
        "time",
        time=f'<time class="entry-date published" datetime="{exact}">{printed}</time>',
        two=f'<time class="entry-date published" datetime="{exact}">{printed}</time><time class="updated" datetime="2026-11-22T14:02:00+05:30">22 नवम्बर 2026</time>',
        abbreviation=f'<abbr class="published" title="{exact}">{printed}</abbr>',
        link=f'<a href="/2026/11/22/" rel="bookmark"><time class="entry-date published updated" datetime="{exact}">{printed}</time></a>',
        updated=f'<time class="updated" datetime="{exact}">{printed}</time>',
        words=f'<span class="date">{printed}</span>',
    )
    if choose.made["time"] == "words" and "11:25" not in printed:
        page.published = "2026-11-22T00:00"
    address = f"{SITE}/author/rk/"
    name = choose.html(
        "author",
        card=f'<span class="byline"> द्वारा <span class="author vcard"><a class="url fn n" href="{address}">{author}</a></span></span>',
        rel=f'<a href="{address}" rel="author">{author}</a>',
        icon=f'<span class="author"><i class="fa fa-user"></i> <a href="{address}">{author}</a></span>',
        by=f'<span class="meta-author">By <a href="{address}">{author}</a></span>',
        posted=f'<span class="posted-by">Posted by <a href="{address}">{author}</a></span>',
        name=f'<span class="author-name">{author}</span>',
        portrait=f'<a href="{address}"><img class="avatar" src="/a.png"></a><a href="{address}">{author}</a>',
    )
    comments = choose.html(
        "comment count",
        none="",
        leave='<span class="comments-link"><a href="#respond">एक टिप्पणी छोड़ें</a></span>',
        two='<span class="comments-link"><a href="#comments">2 टिप्पणियाँ</a></span>',
    )
    views = choose.html(
        "views", none="", views='<span class="post-views">1,204 Views</span>', read="<span>2 मिनट में पढ़ें</span>"
    )
    parts = [name, f'<span class="posted-on">{day}</span>'][:: choose.random.choice((1, -1))]
    glue = choose.of("between", " ", " | ", " / ", "")
    return f'<div class="{choose.of("meta", "entry-meta", "post-meta", "meta-info", "byline")}">{glue.join(p for p in (*parts, folder, comments, views) if p)}</div>'


def _blog_tail(choose: Choices, page: MadePage, author: str) -> str:
    about = f"<p>{NAME} में वरिष्ठ संवाददाता। बिहार की राजनीति और समाज पर लिखते हैं।</p>"
    box = choose.html(
        "bio",
        none="",
        box=f'<div class="author-box"><h4><a href="/author/rk/">{author}</a></h4>{about}</div>',
    )
    cards = "".join(
        f'<article class="post-{n}"><h4><a href="/r{n}/">{HEADLINES[n]}</a></h4><div class="entry-meta"><a href="/author/ml/">मोहन लाल</a> <time datetime="2026-11-2{n}T09:00:00+05:30">2{n} नवम्बर 2026</time></div><p>{EXCERPTS[n]}</p></article>'
        for n in range(3)
    )
    related = choose.html(
        "related", none="", posts=f'<div class="mag-box"><h3>You may have missed</h3>{cards}</div>'
    )
    told = f'<li class="comment"><b class="fn">मनोज</b><time datetime="2026-11-23T08:00:00+05:30">नवम्बर 23, 2026</time><p>{COMMENT}</p></li>'
    comments = choose.html(
        "comments",
        none="",
        some=f'<div class="comments-area"><h2>“{page.title}” पर एक विचार</h2><ol>{told}</ol></div>',
    )
    return box + related + comments


KINDS = {
    "section": ("/bihar/", "बिहार समाचार", "listing"),
    "home": ("/", NAME, "listing"),
    "tag": ("/tag/bihar/", "#बिहार", "listing"),
    "author": ("/author/rakesh/", "राकेश कुमार", "listing"),
    "search": ("/?s=bihar", "खोज परिणाम: बिहार", "listing"),
    "gallery": ("/photos/", "फोटो गैलरी", "listing"),
    "archive": ("/2026/11/", "नवंबर 2026", "listing"),
    "missing": ("/bihar/kahani-jo-nahin-1234567.html", "पेज नहीं मिला", "soft_404"),
    "about": ("/about-us/", "हमारे बारे में", "not_article"),
    "contact": ("/contact-us/", "संपर्क करें", "not_article"),
    "privacy": ("/privacy-policy/", "प्राइवेसी पॉलिसी", "not_article"),
}
WORDS = {
    "missing": "<p>क्षमा करें, आप जो पेज खोज रहे हैं वह उपलब्ध नहीं है या हटा दिया गया है। कृपया होम पेज पर जाएं।</p>",
    "about": f"<p>{NAME} बिहार का प्रमुख हिंदी समाचार पोर्टल है। हमारी टीम में अनुभवी पत्रकार हैं जो निष्पक्ष खबरें आप तक पहुंचाते हैं।</p>",
    "contact": f"<p>{NAME}, फ्रेजर रोड, पटना 800001। फोन: 0612-2222222</p><form><input><button>भेजें</button></form>",
    "privacy": "<p>आपकी निजता हमारे लिए महत्वपूर्ण है। यह नीति बताती है कि हम कौन सी जानकारी एकत्र करते हैं और उसका उपयोग कैसे करते हैं।</p>",
}


def other_page(kind: str, seed: int) -> MadePage:
    """A page that tells no story: a list, a page about the site, a page that is gone."""
    choose = Choices(seed)
    cls = choose.naming()
    path, title, _ = KINDS[kind]
    excerpts = choose.html(
        "excerpts",
        none=[""],
        short=[f"<p>{text}</p>" for text in EXCERPTS],
        long=[f"<p>{text}</p>" for text in PARAGRAPHS],
    )
    card = choose.html(
        "card", div=f"<div{cls('card')}>{{}}</div>", item="<li>{}</li>", article="<article>{}</article>"
    )
    cards = "".join(
        card.format(
            f'<a href="/bihar/s-{n}.html"><img src="/t{n}.jpg"></a><h3><a href="/bihar/s-{n}.html">{(HEADLINES + TITLES)[n % 7]}</a></h3>'
            f"{excerpts[n % len(excerpts)]}<span>2{n % 3} नवंबर 2026</span>"
        )
        for n in range(int(choose.of("cards", "5", "10", "20")))
    )
    intro = "<p>बिहार की ताजा खबरें, ब्रेकिंग न्यूज और आज के मुख्य समाचार हिंदी में पढ़ें, सबसे पहले जनपथ समाचार पर।</p>"
    intro = WORDS.get(kind) or choose.html("intro", none="", words=intro)
    lists = f'<div{cls("list")}>{cards}</div><div><a href="?page=2">अगला</a></div>'
    heading = "404" if kind == "missing" else title
    body = f"<h1>{heading}</h1>{intro}" + ("" if kind in {"about", "contact", "privacy"} else lists)
    metas = f"<title>{title} | {NAME}</title>"
    if choose.of("metas", "none", "open graph") != "none":
        metas += f'<meta property="og:title" content="{title}"><meta property="og:type" content="website">'
    top = f'<div{cls("hdr")}><a href="/">{NAME}</a><ul>{menu()}</ul></div>'
    page = MadePage(
        whole(metas, top + f"<div{cls('main')}>{body}</div>" + FOOT), SITE + path, choose.made, title
    )
    page.kind = KINDS[kind][2]
    return page
