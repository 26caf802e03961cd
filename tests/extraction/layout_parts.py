"""What the pages of `layouts` are made of: sentences, the drawing of a layout, and the furniture around a story.

All sentences and people are invented. A part takes the `Choices` of its page and draws its own form.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

_T = TypeVar("_T")

SITE = "जनपथ समाचार"
ORIGIN = "https://www.janpath.example"

TITLES = (
    "गंगा खतरे के निशान से ऊपर, दीघा घाट के आसपास के गांव खाली कराए गए",
    "पटना में बाढ़: चार ट्रेनें रद्द, 1,240 लोग सुरक्षित निकाले गए",
)
STANDFIRSTS = (
    "निचले इलाकों में पानी घुसने से सैकड़ों परिवार राहत शिविरों में पहुंचे, प्रशासन ने नावों की संख्या बढ़ाई।",
    "अगले दो दिन भारी बारिश का अनुमान, पांच जिलों में अलर्ट",
)
PARAGRAPHS = (
    "पटना के दीघा घाट पर रविवार सुबह गंगा का जलस्तर खतरे के निशान से 38 सेंटीमीटर ऊपर दर्ज किया गया। केंद्रीय जल आयोग के अधिकारियों ने बताया कि अगले दो दिन में पानी और बढ़ सकता है।",
    "जिलाधिकारी अनुराग वर्मा ने निचले इलाकों में रहने वाले लोगों से ऊंचे स्थानों पर जाने की अपील की है। उन्होंने कहा कि राहत शिविरों में भोजन, दवा और पेयजल का इंतजाम कर दिया गया है।",
    "स्थानीय निवासी सुनीता देवी ने कहा, 'हमारे घर में कमर तक पानी भर गया है, बच्चों को लेकर हम स्कूल में ठहरे हैं।' उनके परिवार के छह सदस्य तीन दिन से राहत शिविर में हैं।",
    "राज्य आपदा मोचन बल की चार टीमें बचाव कार्य में लगी हैं। अब तक 1,240 लोगों को नावों के जरिये सुरक्षित निकाला गया है और 86 पशुओं को भी ऊंची जगह पहुंचाया गया है।",
    "मौसम विभाग के वैज्ञानिक राकेश मिश्र के अनुसार उत्तर बिहार के पांच जिलों में मंगलवार तक भारी बारिश का अनुमान है। विभाग ने पश्चिम चंपारण और गोपालगंज के लिए ऑरेंज अलर्ट जारी किया है।",
    "विपक्ष ने सरकार पर तैयारी में देरी का आरोप लगाया है। नेता प्रतिपक्ष ने कहा कि तटबंधों की मरम्मत का काम समय पर पूरा हो जाता तो आज यह नौबत नहीं आती।",
    "इस बीच रेलवे ने दरभंगा और समस्तीपुर के बीच चलने वाली चार पैसेंजर ट्रेनें रद्द कर दी हैं।",
    "मुख्यमंत्री सोमवार को प्रभावित इलाकों का हवाई सर्वेक्षण करेंगे।",
)
SUBHEADINGS = ("राहत शिविरों में क्या हैं इंतजाम", "मौसम विभाग ने क्या कहा")
CAPTION = "रविवार को दीघा घाट पर बढ़ा हुआ जलस्तर"
CAMP_CAPTION = "राहत शिविर में ठहरे लोग"
VIDEO_CAPTION = "वीडियो: दीघा घाट का हाल"
LEVELS = ("दीघा: 38 सेंटीमीटर ऊपर", "गांधी घाट: 21 सेंटीमीटर ऊपर")
QUOTE = "हम हर परिवार तक राहत पहुंचाएंगे, किसी को भूखा नहीं सोने देंगे।"
QUESTION = "क्या ट्रेनें चल रही हैं?"
ANSWER = "दरभंगा और समस्तीपुर के बीच चार ट्रेनें रद्द हैं, बाकी ट्रेनें देरी से चल रही हैं।"
TWEET = "गंगा का जलस्तर बढ़ रहा है, सभी सतर्क रहें।"

AUTHORS = ("राकेश कुमार", "सुनीता शर्मा", "अजय प्रताप सिंह", "Rakesh Kumar", "Neha Verma")
DESK = "न्यूज डेस्क"
EDITOR = "मोहन लाल"
MINUTE = "2026-11-22T11:25"
STAMP = f"{MINUTE}:00+05:30"
HINDI_DATE = "22 नवंबर 2026, 11:25 AM"
DATES = (
    HINDI_DATE,
    "22 Nov 2026 11:25 AM IST",
    "Nov 22, 2026 11:25",
    "Sun, 22 Nov 2026 11:25 AM",
    "22/11/2026 11:25",
    "रविवार, 22 नवंबर 2026 11:25 बजे",
    "2026-11-22 11:25:00",
)

# What surrounds the story: other stories, the words of the site and of its readers.
OTHER_TITLES = (
    "मुजफ्फरपुर में लीची किसानों को मिलेगा फसल बीमा का लाभ",
    "दिल्ली में वायु गुणवत्ता बेहद खराब, स्कूल ऑनलाइन हुए",
    "भोपाल: मेट्रो का दूसरा चरण मार्च तक पूरा होगा",
    "जयपुर में सोने के दाम फिर बढ़े, जानें आज का भाव",
    "लखनऊ विश्वविद्यालय में दाखिले की तारीख बढ़ी",
)
EXCERPTS = (
    "राज्य सरकार ने किसानों के लिए नई योजना का ऐलान किया है, आवेदन अगले हफ्ते से शुरू होंगे।",
    "राजधानी में लगातार तीसरे दिन हवा की गुणवत्ता बेहद खराब श्रेणी में दर्ज की गई।",
    "मेट्रो प्रबंधन ने कहा कि दूसरे चरण का काम तय समय से पहले पूरा हो सकता है।",
)
NEXT_STORY = (
    EXCERPTS[0],
    "कृषि विभाग के अधिकारियों ने बताया कि बीमा का प्रीमियम राज्य सरकार देगी और किसानों को कोई शुल्क नहीं देना होगा।",
    "पिछले साल ओलावृष्टि से लीची की फसल को भारी नुकसान हुआ था।",
)
BREAKING = "ब्रेकिंग: दिल्ली में भूकंप के झटके, तीव्रता 4.2 रही।"
BIOGRAPHY = "पिछले बारह साल से पत्रकारिता में सक्रिय हैं और बिहार की राजनीति पर लिखते हैं।"
COMMENT = "सरकार को पहले से तैयारी करनी चाहिए थी, हर साल यही हाल होता है।"
JOIN_CHANNEL = "हमारे व्हाट्सएप चैनल से जुड़ने के लिए"
GET_APP = "ताजा खबरों के लिए हमारा ऐप डाउनलोड करें"
FOLLOW_ON_GOOGLE = "हमें Google News पर फॉलो करें"
LIKE_OUR_PAGE = "देश-दुनिया की ताजा खबरों के लिए हमारे फेसबुक पेज को लाइक करें और ट्विटर पर फॉलो करें।"
MORE_UPDATES = "Bihar News से जुड़े और अपडेट पाने के लिए हमें फेसबुक और ट्विटर पर फॉलो करें।"
UNEDITED = "यह खबर एजेंसी फीड से ली गई है, शीर्षक के अलावा इसमें कोई बदलाव नहीं किया गया है।"
ABOUT_THE_SITE = f"{SITE} बिहार का सबसे तेजी से बढ़ता हिंदी समाचार पोर्टल है, जो निष्पक्ष और सटीक खबरें आप तक पहुंचाता है।"
COPYRIGHT = f"© 2026 {SITE}"

SECTIONS = ("बिहार", "खेल", "मनोरंजन", "देश")
SECTION_INTRODUCTION = f"{{section}} की ताजा खबरें, ब्रेकिंग न्यूज और आज के मुख्य समाचार हिंदी में पढ़ें। {{section}} से जुड़ी हर बड़ी खबर सबसे पहले {SITE} पर।"
NOT_FOUND = "क्षमा करें, आप जो पेज खोज रहे हैं वह उपलब्ध नहीं है या हटा दिया गया है। कृपया होम पेज पर जाएं।"
ABOUT = (
    f"{SITE} बिहार का प्रमुख हिंदी समाचार पोर्टल है। हमारी टीम में अनुभवी पत्रकार हैं जो निष्पक्ष खबरें आप तक पहुंचाते हैं।",
    "हमारा कार्यालय पटना के फ्रेजर रोड पर है। आप हमें ईमेल भी कर सकते हैं।",
)
ADDRESS = f"{SITE}, फ्रेजर रोड, पटना 800001। फोन: 0612-2222222"
PRIVACY = (
    "आपकी निजता हमारे लिए महत्वपूर्ण है। यह नीति बताती है कि हम कौन सी जानकारी एकत्र करते हैं और उसका उपयोग कैसे करते हैं।",
    "हम कुकीज का उपयोग करते हैं ताकि वेबसाइट पर आपका अनुभव बेहतर हो सके। आप अपने ब्राउजर में कुकीज बंद कर सकते हैं।",
)
_MENU = ("देश", "दुनिया", "बिहार", "खेल", "मनोरंजन", "कारोबार")


class Choices:
    """What a seed decided, axis by axis: `made` tells a reader of a failure which page it was."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.made: dict[str, object] = {}
        self._naming = self.one_of("class names", ("named", "made up", "none"))

    def one_of(self, axis: str, options: Sequence[_T]) -> _T:
        """Draw an option; one that stands twice is drawn twice as often."""
        option = self._random.choice(options)
        self.made[axis] = option
        return option

    def form(self, axis: str, forms: Mapping[str, _T]) -> _T:
        return forms[self.one_of(axis, tuple(forms))]

    def css(self, name: str) -> str:
        """The class attribute of an element that its author would call `name`."""
        return {"named": f' class="{name}"', "made up": self.made_up_css(), "none": ""}[self._naming]

    def made_up_css(self) -> str:
        """A class as a build makes it up: no two elements of a page share one."""
        return f' class="css-{self._random.randrange(16**6):06x}"'


def elements(tag: str, contents: Iterable[str]) -> str:
    return "".join(f"<{tag}>{content}</{tag}>" for content in contents)


def document(head: str, body: str) -> str:
    return f"<!doctype html><html lang=hi><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def open_graph(title: str, kind: str) -> str:
    return (
        f'<meta property="og:title" content="{title}"><meta property="og:type" content="{kind}">'
        f'<meta property="og:site_name" content="{SITE}">'
    )


def menu() -> str:
    entries = (f'<a href="/{name}/">{name}</a>' for name in _MENU)
    return f"<ul>{elements('li', entries)}</ul>"


def header(choices: Choices, ticker: str = "") -> str:
    return f'<div{choices.css("hdr")}><a href="/">{SITE}</a>{menu()}{ticker}</div>'


def footer() -> str:
    return f"<div>{elements('p', (ABOUT_THE_SITE, COPYRIGHT))}</div>"


def links(prefix: str) -> str:
    """A list of links to other stories; the prefix keeps the addresses of two lists apart."""
    anchors = (f'<a href="/{prefix}-{number}.html">{title}</a>' for number, title in enumerate(OTHER_TITLES))
    return f"<ul>{elements('li', anchors)}</ul>"


def teasers(prefix: str) -> str:
    """Other stories with their first sentence, which reads like a paragraph of this one."""
    return "".join(
        f'<div><a href="/{prefix}-{number}.html">{OTHER_TITLES[number]}</a><p>{excerpt}</p></div>'
        for number, excerpt in enumerate(EXCERPTS)
    )


# The furniture of a plain story, above and below its text.


def kicker(choices: Choices) -> str:
    forms = {
        "none": "",
        "box": f"<div{choices.css('kicker')}>बिहार</div>",
        "link": f'<a{choices.css("cat")} href="/bihar/">बिहार</a>',
    }
    return choices.form("kicker", forms)


def breadcrumb(choices: Choices, title: str) -> str:
    trail = f'<a href="/">होम</a> &gt; <a href="/bihar/">बिहार</a> &gt; {title[:20]}'
    forms = {"none": "", "trail": f"<div{choices.css('breadcrumb')}>{trail}</div>"}
    return choices.form("breadcrumb", forms)


def standfirst(choices: Choices) -> str:
    first, second = STANDFIRSTS
    forms = {
        "none": "",
        "paragraph": f"<p>{first}</p>",
        "heading": f"<h2{choices.css('subtitle')}>{first}</h2>",
        "box": f"<div{choices.css('summary')}>{first}</div>",
        "list": f"<ul{choices.css('highlights')}><li>{first}</li><li>{second}</li></ul>",
        "bold paragraph": f"<p><strong>{first}</strong></p>",
    }
    return choices.form("standfirst", forms)


def byline(choices: Choices, author: str, date: str) -> tuple[str, tuple[str, ...]]:
    """The markup of author and date, and whom it names."""
    css = choices.css
    time = f'<time datetime="{STAMP}">{date}</time>'
    desk = f"<span{css('author')}>{DESK}</span>, पटना <span{css('date')}>Published: {date}</span>"
    forms = {
        "two spans": f"<div{css('meta')}><span{css('author')}>{author}</span> <span{css('date')}>{date}</span></div>",
        "by": f"<div{css('byline')}>By {author} | {date}</div>",
        "link": f'<div{css("info")}><a href="/author/rk-12">{author}</a><span>{date}</span></div>',
        "two boxes": f"<div{css('author')}>{author}</div><div{css('date')}>{date}</div>",
        "labels": f"<p>लेखक: {author}</p><p>प्रकाशित: {date}</p>",
        "rel": f'<div{css("meta")}>द्वारा <a rel="author" href="/team/rk">{author}</a> {time}</div>',
        "updated": f"<div{css('meta')}>Written by: {author} | Edited by: {EDITOR} | Updated: {date}</div>",
        "no author": f"<div{css('date')}>{date}</div>",
        "desk": f"<div{css('meta')}>{desk}</div>",
        "place": f"<div{css('byline')}>{author}, पटना। {date}</div>",
    }
    markup = choices.form("byline", forms)
    named = {"no author": (), "desk": (DESK,)}.get(str(choices.made["byline"]), (author,))
    return markup, named


def picture(choices: Choices) -> str:
    image = '<img src="/media/ganga-ghat.jpg" alt="गंगा">'
    sized = '<img src="/media/ganga-ghat.jpg" width=800 height=450 alt="गंगा">'
    forms = {
        "none": "",
        "figure": f"<figure>{sized}<figcaption>{CAPTION}। फोटो: संवाद</figcaption></figure>",
        "box": f"<div{choices.css('image')}>{image}<span{choices.css('caption')}>{CAPTION}</span></div>",
        "paragraph": f"<p>{image}</p>",
    }
    return choices.form("picture", forms)


def share_bar(choices: Choices) -> str:
    targets = (
        '<a href="https://facebook.com/sharer">Facebook</a>',
        '<a href="https://twitter.com/intent">Twitter</a>',
        '<a href="whatsapp://send">WhatsApp</a>',
    )
    forms = {
        "none": "",
        "list": f"<ul{choices.css('share')}>{elements('li', targets)}</ul>",
        "text": f"<div{choices.css('share')}>शेयर करें</div>",
        "font size": f"<div{choices.css('font')}>अ+ अ-</div>",
    }
    return choices.form("share bar", forms)


def tags(choices: Choices) -> str:
    named = '<a rel=tag href="/tag/ganga">गंगा</a> <a rel=tag href="/tag/patna">पटना</a>'
    labelled = 'Tags: <a href="/topic/bihar">बिहार</a>, <a href="/topic/flood">बाढ़</a>'
    forms = {
        "none": "",
        "rel": f"<div{choices.css('tags')}>{named}</div>",
        "label": f"<div>{labelled}</div>",
    }
    return choices.form("tags", forms)


def follow_line(choices: Choices) -> str:
    channel = '<a href="https://whatsapp.com/channel/x">यहां क्लिक करें</a>'
    forms = {
        "none": "",
        "channel": f"<p>{JOIN_CHANNEL} {channel}</p>",
        "app": f"<div{choices.css('app')}>{GET_APP}</div>",
        "google": f"<p>{FOLLOW_ON_GOOGLE}</p>",
    }
    return choices.form("follow line", forms)


def author_box(choices: Choices, author: str) -> str:
    box = f"<h4>लेखक के बारे में</h4><p>{author} {BIOGRAPHY}</p>"
    return choices.form("author box", {"none": "", "box": f"<div{choices.css('author-bio')}>{box}</div>"})


def comments(choices: Choices) -> str:
    comment = f"<div><b>मनोज</b> <span>22 नवंबर 2026</span><p>{COMMENT}</p></div>"
    written = choices.form("comments", {"none": None, "form alone": "", "one and form": comment})
    if written is None:
        return ""
    form = "<form><textarea></textarea><button>भेजें</button></form>"
    return f"<div{choices.css('comments')}><h3>टिप्पणियां</h3>{written}{form}</div>"


def related(choices: Choices) -> str:
    css = choices.css
    heads = [f'<a href="/r-{number}.html">{title}</a>' for number, title in enumerate(OTHER_TITLES)]
    cards = "".join(
        f'<div{css("card")}><a href="/r-{number}.html"><img src="/t{number}.jpg"></a><h4>{head}</h4>'
        "<span>21 नवंबर 2026</span></div>"
        for number, head in enumerate(heads)
    )
    told = "".join(
        f"<div{css('card')}><h4>{head}</h4><p>{text}</p></div>"
        for head, text in zip(heads, EXCERPTS, strict=False)
    )
    forms = {
        "none": "",
        "links": f"<div{css('related')}><h3>और पढ़ें</h3>{links('r')}</div>",
        "cards": f"<div{css('related')}><h3>ताजा खबरें</h3>{cards}</div>",
        "excerpts": f"<div{css('related')}><h3>ताजा खबरें</h3>{told}</div>",
    }
    return choices.form("related", forms)


def sidebar(choices: Choices) -> str:
    forms = {
        "none": "",
        "links": f"<div{choices.css('sidebar')}><h3>सबसे ज्यादा पढ़ी गई</h3>{links('s')}</div>",
        "teasers": f"<div{choices.css('right')}><h3>राज्य</h3>{teasers('s')}</div>",
    }
    return choices.form("sidebar", forms)
