"""Pages of an invented portal by number: their stories share nothing but what the site puts on each."""

from collections.abc import Sequence

NAME = "टिहरी दर्पण"
HOST = "tihri-darpan.example"

_PLACES = ("चंपावत", "बागेश्वर", "रुद्रप्रयाग", "पिथौरागढ़", "कोटद्वार", "रामनगर", "विकासनगर", "लोहाघाट")
_THINGS = (
    "पुल",
    "नहर",
    "पुस्तकालय",
    "बस अड्डा",
    "पंचायत भवन",
    "खेल मैदान",
    "पेयजल टंकी",
    "सब्जी मंडी",
    "बालिका छात्रावास",
)
_PEOPLE = ("महेश जोशी", "सरला बिष्ट", "गोविंद रावत", "कमला नेगी", "दीपक पंत", "शांति रौतेला", "प्रकाश भट्ट")
_STORY = (
    "{place} के वार्ड {n} में लंबे इंतजार के बाद {thing} का निर्माण सोमवार को शुरू हुआ। नींव {person} ने खोदी।",
    "{person} ने कहा कि {thing} के लिए {n}1 लाख रुपये मिले हैं, अब वार्ड {n} से {place} नहीं जाना पड़ेगा।",
    "अभियंता ने {place} में बताया कि {thing} {n}3 सप्ताह में खड़ा होगा, बरसात में निर्माण रुका तो समय बढ़ेगा।",
    "महिलाओं ने {person} को ज्ञापन देकर {thing} तक जाने वाली {n}4 मीटर लंबी गली पक्की करने की मांग की।",
)


def headline(number: int) -> str:
    place, thing, _ = _facts(number)
    return f"{place} में {thing} का काम वार्ड {number} से शुरू"


def paragraphs(number: int) -> list[str]:
    """The paragraphs of story `number`; no two stories share one."""
    place, thing, person = _facts(number)
    return [line.format(place=place, thing=thing, person=person, n=number) for line in _STORY]


def _facts(number: int) -> tuple[str, str, str]:
    return (
        _PLACES[number % len(_PLACES)],
        _THINGS[number // len(_PLACES) % len(_THINGS)],
        _PEOPLE[number % len(_PEOPLE)],
    )


def address(number: int) -> str:
    return f"https://{HOST}/zila/{number}/nirman-karya-{number}.html"


def story_page(number: int, lines: Sequence[str] | None = None, *, beside: str = "", title: str = "") -> str:
    """The page of story `number`: `lines` instead of its paragraphs, HTML where they begin with a tag."""
    told = paragraphs(number) if lines is None else lines
    body = "\n".join(line if line.startswith("<") else f"<p>{line}</p>" for line in told)
    title = title or headline(number)
    return f"""<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{title} | {NAME}</title>
<meta property="og:type" content="article"></head>
<body><header><nav><ul><li><a href="/">होम</a></li><li><a href="/zila/">जिले</a></li></ul></nav></header>
<main><article><h1>{title}</h1><div class="c-77a">{body}</div></article></main>{beside}
<footer><p>{NAME} का कार्यालय, बौराड़ी, नई टिहरी</p></footer></body></html>"""
