"""Live pages put together at random."""

from made_pages import NAME, PARAGRAPHS, SITE, Choices, MadePage, footer, headlines, masthead, whole

ENTRIES = {
    "11:25": (
        "दीघा घाट पर पानी खतरे के निशान से ऊपर",
        "दीघा घाट पर जलस्तर खतरे के निशान से 38 सेंटीमीटर ऊपर पहुंच गया है।",
    ),
    "11:02": (
        "दानापुर में बचाव दल बढ़ाए गए",
        "राज्य आपदा मोचन बल की दो और टीमें दानापुर भेजी गई हैं, लोगों को नावों से निकाला जा रहा है।",
    ),
    "10:40": (
        "मुख्यमंत्री ने बुलाई बैठक",
        "मुख्यमंत्री ने अधिकारियों के साथ बैठक की और राहत शिविरों की संख्या बढ़ाने का निर्देश दिया।",
    ),
    "10:15": ("चार ट्रेनें रद्द", "रेलवे ने दरभंगा और समस्तीपुर के बीच चार पैसेंजर ट्रेनें रद्द कर दी हैं।"),
    "09:50": ("पांच जिलों में अलर्ट", "मौसम विभाग ने पांच जिलों के लिए ऑरेंज अलर्ट जारी किया है।"),
}


def live_page(seed: int) -> MadePage:
    """A live page: entries with their times, newest first."""
    choose = Choices(seed)
    made_up, names = choose.naming(), {}

    def cls(name: str) -> str:
        # One element of a kind has the class of the next.
        return names.setdefault(name, made_up(name))

    title = choose.of(
        "title",
        "Bihar Flood LIVE: पटना में गंगा खतरे के निशान से ऊपर",
        "बिहार बाढ़ लाइव अपडेट: पटना में राहत कार्य जारी",
    )
    path = choose.of(
        "address", "/live/bihar-flood-live-updates-12345.html", f"/bihar/badh-{seed + 123_456}.html"
    )
    page = MadePage("", SITE + path, choose.made, title, authors=["न्यूज डेस्क"], published="2026-11-22T11:30")
    page.paragraphs = [text for _, text in ENTRIES.values()]
    page.allowed = [heading for heading, _ in ENTRIES.values()]
    time = choose.html(
        "time",
        clock=f"<div{cls('time')}>{{}}</div>",
        half=f"<span{cls('time')}>{{}} AM</span>",
        day=f"<div{cls('time')}>22 नवंबर 2026, {{}} AM</div>",
        hindi="<div>{} बजे</div>",
        element='<time datetime="2026-11-22T{0}:00+05:30">{0}</time>',
        zone="<p>{} AM (IST)</p>",
    )
    heading = choose.html(
        "heading",
        none="",
        h3="<h3>{}</h3>",
        bold="<p><strong>{}</strong></p>",
        link='<h2><a href="#entry">{}</a></h2>',
    )
    share = '<div><a href="https://facebook.com/sharer">Facebook</a> <a href="https://twitter.com/intent">Twitter</a></div>'
    share = choose.html("share", none="", links=share)
    entry = choose.html(
        "entry",
        box=f"<div{cls('live-entry')}>{{}}</div>",
        item="<li>{}</li>",
        article="<article>{}</article>",
        bare="{}",
    )
    entries = "".join(
        entry.format(time.format(clock) + heading.format(head) + f"<p>{text}</p>" + share)
        for clock, (head, text) in ENTRIES.items()
    )
    intro = choose.html("intro", none="", paragraph=f"<p>{PARAGRAPHS[0]}</p>")
    if intro:
        page.paragraphs.append(PARAGRAPHS[0])
    head = f"<h1>{title}</h1><div{cls('meta')}>न्यूज डेस्क, पटना | 22 नवंबर 2026, 11:30 AM</div>"
    entries = f"<ul>{entries}</ul>" if choose.made["entry"] == "item" else entries
    body = f"<div{cls('story')}>{intro}<div{cls('list')}>{entries}</div></div>"
    side = choose.html(
        "sidebar", none="", links=f"<div{cls('side')}><h3>ट्रेंडिंग</h3><ul>{headlines('s')}</ul></div>"
    )
    page.html = whole(
        f"<title>{title} | {NAME}</title>",
        masthead(cls) + f"<div{cls('w')}>{head}{body}</div>{side}" + footer(cls),
    )
    return page
