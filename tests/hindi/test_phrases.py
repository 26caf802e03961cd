import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.hindi.phrase_book import _COMPILED, Book, _spread, load
from newscrawl.hindi.phrases import inline_cut, phrase_role, roles

LINES = {
    "also_read": [
        "यह भी पढ़ें: पहाड़ों पर बर्फबारी, पर्यटक फंसे",
        "ये भी पढ़े- पहाड़ों पर बर्फबारी",
        "👉 इसे भी जरूर पढ़िए",
        "यह भी पढ़ेंः स्कूल कल बंद",
        "इन्हें भी पढ़ें",
        "पढ़ें: स्कूल कल बंद रहेंगे",
        "ALSO READ | Schools closed tomorrow",
        "Read Also : Schools closed",
        "पूरी ख़बर पढ़ें",
        "Read more...",
        "Lesen Sie auch: Schulen bleiben zu",
        "Lire aussi : les écoles fermées",
        "Leia também",
    ],
    "related": [
        "संबंधित ख़बरें",
        "सम्बन्धित समाचार",
        "Related Posts",
        "You May Also Like",
        "Previous article",
        "Recommended for you",
        "अगली खबर",
    ],
    "app_promo": [
        "अभी डाउनलोड करें हमारा न्यूज़ ऐप",
        "Download our App",
        "खबरों से अपडेट रहने के लिए हमारा मोबाइल ऐप डाउनलोड करें",
        "Get it on Google Play",
    ],
    "channel": [
        "हमारे व्हाट्सऐप चैनल से जुड़ें",
        "हमारे वाट्सएप ग्रुप को ज्वाइन करें",
        "Join Our WhatsApp Group",
        "ताज़ा ख़बरों के लिए टेलीग्राम चैनल जॉइन करें",
        "https://t.me/nagarsamachar",
    ],
    "follow": [
        "Follow us on Google News",
        "हमें फेसबुक और ट्विटर पर फॉलो करें",
        "गूगल न्यूज़ पर हमें फॉलो करें",
        "फॉलो करें",
        "देश-दुनिया की ताज़ा खबरें पढ़ने के लिए यहां क्लिक करें",
    ],
    "newsletter": [
        "Subscribe to our newsletter",
        "न्यूज़लेटर सब्सक्राइब करें",
        "Enter your email",
        "नोटिफिकेशन ऑन करें",
    ],
    "share": [
        "Share",
        "Share on Facebook",
        "कॉपी लिंक",
        "Link copied!",
        "Facebook Twitter WhatsApp Telegram",
        "इस खबर को शेयर करें",
        "Click to share on WhatsApp (Opens in new window)",
        "Share this:",
        "Like this:",
    ],
    "widget": [
        "0 seconds of 0 secondsVolume 0%",
        "प्लेबैक आपके उपकरण पर नहीं हो पा रहा",
        "ख़बर सुनें",
        "🔊 पूरी खबर सुनें",
        "Text Size",
        "Loading...",
        ".",
        "• • •",
        "Skip to content",
        "View this post on Instagram",
        "फीडबैक दें",
    ],
    "counter": [
        "12 मिनट पहले",
        "1.2K Views",
        "Post Views: 1,204",
        "0 Comments",
        "5 min read",
        "3 घंटे पहले",
        "245 बार देखा गया",
    ],
    "ad": [
        "विज्ञापन",
        "Advertisement",
        "- Advertisement -",
        "विज्ञापन2",
        "Sponsored",
        "Story continues below Advertisement",
        "Werbung",
        "Anzeige",
        "Publicité",
        "अगर आप हमारे काम को ज़रूरी मानते हैं तो हमारी स्वतंत्र पत्रकारिता का समर्थन करें",
        "हमें सपोर्ट करना चाहते हैं? निडर पत्रकारिता के लिए सदस्य बनें",
    ],
    "caption": [
        "फाइल फोटो",
        "(प्रतीकात्मक तस्वीर)",
        "फोटो: सोशल मीडिया",
        "Image Source : Getty Images",
        "Photo Credit: Asha Rao",
        "इमेज स्रोत, Getty Images",
        "सांकेतिक तस्वीर।",
    ],
    "disclaimer": [
        "(भाषा)",
        "(इनपुट- एएनआई)",
        "Disclaimer: The views expressed are those of the writer.",
        "डिस्क्लेमर: यह जानकारी सामान्य मान्यताओं पर आधारित है।",
        "(ये लेखक के निजी विचार हैं)",
        "(इस खबर को हमारी टीम ने संपादित नहीं किया है, यह सिंडिकेट फीड से ली गई है।)",
        "यहां दी गई जानकारी लोक मान्यताओं पर टिकी है।",
    ],
    "copyright": [
        "© 2024 नगर समाचार",
        "Copyright © 2023-24 Nagar Media Ltd.",
        "All rights reserved",
        "सर्वाधिकार सुरक्षित",
        "The post बस पलटी appeared first on Nagar Samachar.",
        "गोपनीयता नीति",
        "हमसे संपर्क करें",
    ],
    "cookie_notice": [
        "We use cookies to improve your visit.",
        "Accept all",
        "यह वेबसाइट कुकीज का उपयोग करती है",
    ],
    "paywall_notice": [
        "अधूरा नहीं! पढ़िए पूरा!",
        "Subscribe to continue reading",
        "Already a subscriber? Login",
    ],
    "login": ["Sign in", "लॉगिन करें", "Forgot your password?"],
    "comment_form": [
        "LEAVE A REPLY",
        "Leave a Reply Cancel reply",
        "आपका ईमेल पता प्रकाशित नहीं किया जाएगा. आवश्यक फ़ील्ड चिह्नित हैं *",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Your email address will not be published. Required fields are marked *",
        "Please enter your comment!",
        "टिप्पणी करें",
        "जवाब कैंसिल करें",
        "अपनी राय कमेंट बॉक्स में जरूर बताएं",
    ],
    "comment": ["लेटेस्ट कॉमेंट", "2 thoughts on “बस पलटी”"],
    "poll": ["आज का सवाल", "View Results"],
    "navigation": [
        "ट्रेंडिंग न्यूज़",
        "Most Read",
        "सबसे ज्यादा पढ़ी गई",
        "वेब स्टोरीज",
        "ताज़ा ख़बरें",
        "Home About Us Contact Us",
        "Breaking News",
        "सभी देखें",
    ],
    "tags": ["Tags: बारिश, पटना", "टैग्स:", "#बारिश #पटना", "Filed Under: राज्य"],
    "byline": [
        "देश, राज्य | Published: 5 hours ago | Last Updated: 4 hours ago | Written by अनिल वर्मा",
        "Written by: आशा राव",
        "लेखक: आशा राव",
        "By आशा राव | Publish Date: Jul 24 2019 4:49PM",
        "रिपोर्ट- आशा राव",
        "Updated: 12 May 2024, 05:30 PM IST",
        "प्रकाशित: 12 मई 2024",
        "न्यूज़ डेस्क",
        "Published by admin",
    ],
    "author_bio": ["About the Author", "लेखक के बारे में"],
    "breadcrumb": ["Home > राज्य > बिहार", "You are here: Home"],
}  # fmt: skip


@pytest.mark.parametrize(("role", "line"), [(role, line) for role, lines in LINES.items() for line in lines])
def test_lines_around_the_story(role, line):
    match = phrase_role(line)
    assert match is not None
    assert match.role == role, match.rule


PROSE = [
    "हमारी मांग है कि सरकार छोटे शहरों की पत्रकारिता को सहयोग दे और स्थानीय अखबारों को विज्ञापन में हिस्सा मिले।",
    "उन्होंने कहा कि हम मीडिया का समर्थन करते हैं और सदस्य देशों से भी यही चाहते हैं।",
    "विज्ञापन जारी होने के बाद भर्ती की प्रक्रिया शुरू होगी।",
    "आयोग ने शिक्षकों के 200 पदों का विज्ञापन निकाला है।",
    "राय साहब ने गांव में स्कूल बनवाया।",
    "इस ऐप से किसान मंडी का भाव जान सकेंगे।",
    "सबसे पहले प्ले स्टोर से ऐप डाउनलोड करें और मोबाइल नंबर दर्ज करें।",
    "नेता ने लोगों से कहा कि वे उन्हें ट्विटर पर फॉलो करें।",
    "संबंधित अधिकारी से जवाब मांगा गया है।",
    "दोनों की भाषा अलग है।",
    "नोट गिनने की मशीन मंगाई गई।",
    "आरोपी ने व्हाट्सएप ग्रुप में लोगों को जोड़ा था।",
    "कंपनी के शेयर में तेजी आई।",
    "और देखने वाले हैरान रह गए।",
    "पढ़ें और आगे बढ़ें, यही उनका संदेश है।",
    "फोटो खींचने पर विवाद हो गया।",
    "होम मिनिस्टर आज पटना आएंगे।",
    "लेखक ने किताब में गांव की कहानी लिखी है।",
    "1 सितंबर की रात चोरी हुई थी।",
    "2015 में यह पुल बना था।",
    "वीडियो वायरल हुआ तो पुलिस हरकत में आई।",
    "चुनाव से दो दिन पहले",
    "By-laws were changed last year.",
    "Share prices fell on Monday.",
    "Follow the money, the officer said.",
    "Also, the river rose by a metre.",
    "Subscribers of the service will pay more from June.",
    "शिक्षा",
    "नोट",
    "राजनीति",
    "कृषि और किसान",
]


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_let_alone(line):
    assert phrase_role(line) is None


def test_every_phrase_finds_itself():
    book = load()
    missed = []
    for tree in (book.start, book.anywhere):
        for entry in tree.all_entries():
            if "*" in entry.rule:
                continue
            phrase = entry.rule.partition(": ")[2]
            if phrase_role(phrase, tail=True, link_only=True) is None:
                missed.append(entry.rule)
    assert missed == []


def test_roles_are_those_of_the_book():
    assert set(LINES) <= roles()
    assert {combination.role for combination in load().combinations} <= roles()


def test_a_link_tells_more_than_a_line():
    for line in ("देखें", "राजनीति", "शिक्षा"):
        assert phrase_role(line) is None or line == "देखें"
        assert phrase_role(line, link_only=True) is not None
    assert phrase_role("शिक्षा खेल राजनीति").role == "navigation"
    assert phrase_role("शिक्षा खेल") is None


def test_the_tail_tells_more_than_a_line():
    line = "पत्रकारिता के क्षेत्र में पिछले 12 वर्षों का अनुभव है और गांव की खबरों में रुचि है।"
    assert phrase_role(line) is None
    assert phrase_role(line, tail=True).role == "author_bio"


def test_a_long_paragraph_is_prose_even_with_a_phrase_in_it():
    filler = "गांव के लोगों ने कहा कि सड़क की मरम्मत जल्दी होनी चाहिए। " * 8
    assert phrase_role(filler + "हमारे व्हाट्सऐप चैनल से जुड़ें") is None
    assert phrase_role("यह भी पढ़ें " + filler * 2) is None


def test_rules_name_family_and_phrase():
    assert phrase_role("Copy Link").rule == "share: copy link"
    assert phrase_role("(भाषा)").rule.startswith("agency: ")


@pytest.mark.parametrize(
    ("paragraph", "cut"),
    [
        ("बारिश से सड़कें डूब गईं। (यह भी पढ़ें: कल स्कूल बंद)", "(यह भी पढ़ें: कल स्कूल बंद)"),
        ("मंत्री ने यह बात कही। (इनपुट- भाषा)", "(इनपुट- भाषा)"),
        ("बारिश से सड़कें डूब गईं। यह भी पढ़ें: कल स्कूल बंद रहेंगे", "यह भी पढ़ें: कल स्कूल बंद रहेंगे"),
        ("बारिश से सड़कें डूब गईं। Also Read: Schools closed", "Also Read: Schools closed"),
    ],
)
def test_boilerplate_glued_into_a_paragraph(paragraph, cut):
    [(start, end, match)] = inline_cut(paragraph)
    assert paragraph[start:end].strip() == cut
    assert match.rule.endswith("(glued)") == (not cut.startswith("("))


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "(भाषा)",
        "बारिश हुई (12 मिमी)।",
        "उसने कहा। वह यह भी पढ़ेगा।",
        "नदी का पानी बढ़ा। Also, watch out for snakes.",
        "यह भी पढ़ें: कल स्कूल बंद",
    ],
)
def test_paragraphs_without_glue(paragraph):
    assert inline_cut(paragraph) == []


def test_alternatives_spread():
    assert _spread("{a,b {c,d}} e") == ["a e", "b c e", "b d e"]
    assert _spread("{x ,}y") == ["x y", "y"]
    with pytest.raises(ValueError, match="unclosed brace"):
        _spread("{a,b")


def test_a_book_of_ones_own():
    book = Book(
        {
            "spelling": {"ऐप": ["एप"]},
            "prose": {"words": ["ने"]},
            "combination": [],
            "ad": {"whole": ["नया {ऐप,खेल}"]},
        }
    )
    assert book.words("नया एप", 100) == ["नया", "ऐप"]
    assert book.roles == frozenset({"ad"})


PIECES = [
    "यह भी",
    "पढ़ें",
    ":",
    "whatsapp",
    "चैनल",
    "से",
    "जुड़ें",
    "12",
    "मिनट",
    "पहले",
    "share",
    "(",
    ")",
    "|",
    "विज्ञापन",
]


@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(
            st.sampled_from(PIECES),
            max_size=40,
        ).map(" ".join),
    ),
    st.booleans(),
    st.booleans(),
)
def test_any_line_is_read(line, tail, link_only):
    match = phrase_role(line, tail=tail, link_only=link_only)
    assert match is None or match.role in roles()
    last = 0
    for start, end, _ in inline_cut(line):
        assert last <= start < end <= len(line)
        last = end


@pytest.mark.parametrize(
    "piece", ["#aa ", "# a", "(", "यह ", "यह भी पढ़ें ", "whatsapp चैनल ", "12:30 ", "देश ", "by | ", "। "]
)
@pytest.mark.parametrize("length", [159, 900, 65_536])
def test_hostile_repetition_is_quick(piece, length, stopwatch):
    text = (piece * (length // len(piece) + 1))[:length]
    assert stopwatch.cpu(lambda: (phrase_role(text, tail=True, link_only=True), inline_cut(text)), 0.5) < 0.5


@pytest.mark.skipif(_COMPILED is None, reason="not compiled")
@settings(max_examples=1_000, deadline=None)
@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from([*"aé5 ,©।॥_\u0301\u200d\u0964", "यह भी पढ़ें", "0", "12", "ः", "👉", "ß"])
        ).map("".join),
    ),
    st.integers(0, 60),
)
def test_the_compiled_words_are_the_same(line, limit):
    assert load().words(line, limit) == load()._look(line, limit)[1]
    assert load().look(line, limit) == load()._look(line, limit)
