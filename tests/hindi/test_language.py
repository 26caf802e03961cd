from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.hindi.language import (
    _COMPILED,
    Counted,
    detect_language,
    script_shares,
)

SAMPLES = [
    ("hi", "ज़िले के सभी स्कूल सोमवार से खुल जाएंगे, लेकिन हाजिरी ज़रूरी नहीं होगी।"),
    ("hi", "रामपुर में आज बिजली नहीं आएगी"),
    ("hi", "किसान मेला शुरू"),
    ("hi", "बागपत में बस पलटी, तीन घायल"),
    ("hi", "OpenAI ने भारत में नया office खोला, जानिए क्या बोले CEO"),
    ("hi", "मंत्री ने कहा, “We will not tolerate this.” इसके बाद वह सभा से चले गए और किसी से बात नहीं की।"),
    ("hi", "SSC Result 2025: ssc.gov.in पर देखें नतीजे"),
    ("mr", "पुण्यात उद्या पाणीपुरवठा बंद राहणार असून सहकार्य करावे, असे सांगितले आहे."),
    ("mr", "शेतकऱ्यांसाठी नवी योजना जाहीर"),
    ("ne", "पोखरामा भोलि विद्यालयहरू बन्द हुने जिल्ला प्रशासन कार्यालयले जनाएको छ।"),
    ("ne", "बाढीले सडक भत्कायो, यातायात बन्द भएको छ"),
    ("bho", "गाँव के लइका सभ आज मेला देखे गइल रहलन, बाकिर बरखा हो गइल।"),
    ("mai", "गामक लोक सभ आइ मेला देखबाक लेल गेल छल, मुदा वर्षा भऽ गेल अछि।"),
    ("sa", "बालकाः विद्यालयं गच्छन्ति, तत्र ते संस्कृतम् पठन्ति इति आचार्यः अवदत्।"),
    ("gom", "आमी काल गोंयांत आशिल्ले आनी थंय खूब पावस पडलो अशें ताणें म्हणलें."),
    ("en", "The minister said that schools would open on Monday and attendance will be optional."),
    (
        "en",
        "The slogan “जय जवान जय किसान” was heard when the farmers of the district met in the town hall.",
    ),
    ("hi-Latn", "Zile ke sabhi school kal se khulenge lekin hajiri zaroori nahi hogi"),
    ("hi-Latn", "Aaj bijli nahi aayegi, jaaniye kya hai wajah"),
    ("de", "Der Minister sagte, dass die Schulen am Montag wieder öffnen und die Kinder kommen sollen."),
    ("fr", "Le ministre a déclaré que les écoles seront ouvertes lundi dans toute la région."),
    ("es", "El ministro dijo que las escuelas abrirán el lunes y que los niños deben asistir."),
    ("it", "Il ministro ha detto che le scuole saranno aperte lunedì e che i bambini devono andare."),
    ("pt", "O ministro disse que as escolas vão abrir na segunda-feira e que não há aulas hoje."),
    ("nl", "De minister zei dat de scholen maandag weer open gaan en dat het niet verplicht is."),
    ("pl", "Minister powiedział, że szkoły będą otwarte w poniedziałek i nie jest to obowiązkowe."),
    ("tr", "Bakan, okulların pazartesi günü açılacağını ve bunun için çok çalıştıklarını söyledi."),
    ("id", "Menteri mengatakan bahwa sekolah akan dibuka pada hari Senin dan tidak wajib untuk siswa."),
    ("sv", "Ministern sade att skolorna öppnar på måndag och att det inte är obligatoriskt för barn."),
    ("da", "Ministeren sagde, at skolerne åbner på mandag, og at det ikke er noget krav efter ferien."),
    (
        "no",
        "Statsråden sa at skolene åpner på mandagog at det ikke blir noe krav fra dem etter ferien.",
    ),
    ("ru", "Министр сказал, что школы откроются в понедельник."),
    ("uk", "Міністр сказав, що школи відкриються в понеділок і діти підуть до них."),
    ("bn", "মন্ত্রী বলেছেন সোমবার থেকে স্কুল খুলবে।"),
    ("as", "মন্ত্ৰীয়ে কয় যে সোমবাৰৰ পৰা বিদ্যালয় খুলিব।"),
    ("ur", "وزیر نے کہا ہے کہ اسکول پیر سے کھلیں گے۔"),
    ("ar", "قال الوزير إن المدارس ستفتح يوم الاثنين."),
    ("pa", "ਮੰਤਰੀ ਨੇ ਕਿਹਾ ਕਿ ਸਕੂਲ ਸੋਮਵਾਰ ਤੋਂ ਖੁੱਲ੍ਹਣਗੇ।"),
    ("gu", "મંત્રીએ કહ્યું કે શાળાઓ સોમવારથી ખુલશે."),
    ("or", "ମନ୍ତ୍ରୀ କହିଛନ୍ତି ସୋମବାରଠାରୁ ସ୍କୁଲ ଖୋଲିବ।"),
    ("ta", "பள்ளிகள் திங்கள்கிழமை திறக்கப்படும் என்று அமைச்சர் கூறினார்."),
    ("te", "సోమవారం నుంచి పాఠశాలలు తెరుస్తామని మంత్రి చెప్పారు."),
    ("kn", "ಸೋಮವಾರದಿಂದ ಶಾಲೆಗಳು ತೆರೆಯಲಿವೆ ಎಂದು ಸಚಿವರು ಹೇಳಿದರು."),
    ("ml", "തിങ്കളാഴ്ച മുതൽ സ്കൂളുകൾ തുറക്കുമെന്ന് മന്ത്രി പറഞ്ഞു."),
    ("zh", "部长表示学校将于星期一开学。"),
    ("ja", "大臣は学校が月曜日に再開すると述べた。"),
    ("ko", "장관은 학교가 월요일에 다시 문을 연다고 말했다."),
    ("und", ""),
    ("und", "2024 — 100%"),
]


@pytest.mark.parametrize(("language", "text"), SAMPLES)
def test_a_sentence_tells_its_language(language, text):
    assert detect_language(text) == language


def test_length_changes_nothing():
    sentence = "गांव के लोगों ने कहा कि सड़क की मरम्मत जल्दी होनी चाहिए। "
    assert {detect_language(sentence * count) for count in (1, 20, 2_000)} == {"hi"}


def test_the_pieces_of_a_long_text_are_not_cut_again():
    """The only letter is the last of the second piece: 800 characters from the middle on."""
    assert detect_language("0" * 1_649 + "क" + "0" * 50) == "hi"


def test_a_long_hindi_story_with_an_english_head_is_hindi():
    head = "Breaking News Live Updates and more from the state. " * 4
    body = "गांव के लोगों ने कहा कि सड़क की मरम्मत जल्दी होनी चाहिए। " * 60
    assert detect_language(head + body) == "hi"


def test_shares_of_scripts_come_biggest_first():
    shares = script_shares("हिंदी समाचार and English")
    assert list(shares) == ["Deva", "Latn"]
    assert sum(shares.values()) == pytest.approx(1.0)
    assert script_shares("123") == {}


@given(st.text(max_size=300))
def test_any_text_gets_a_code(text):
    assert detect_language(text)


@pytest.mark.skipif(_COMPILED is None, reason="not compiled")
@settings(max_examples=1_000, deadline=None)
@given(
    st.one_of(st.text(max_size=40), st.text(alphabet="aZé ९।कीx漢か가ªµº×÷ß\u0970\u200d𠀀1-", max_size=40))
)
def test_the_compiled_tokens_are_the_same(text):
    ours, reference = _COMPILED.Tokens(text), Counted(text)
    assert ours.words() == reference.words()
    assert ours.total() == reference.total()
    assert list(ours.first_letters().items()) == list(reference.first_letters().items())
    assert [ours.holds(letter) for letter in "aक漢९"] == [reference.holds(letter) for letter in "aक漢९"]
    evidence = defaultdict(tuple, dict.fromkeys(reference.words()[::2], (("hi", 0.3), ("en", 1.0))))
    told: list[dict[str, float]] = [{}, {}]
    for tokens, scores in zip((ours, reference), told, strict=True):
        tokens.add_evidence(evidence, scores)
    assert told[0] == told[1]


@pytest.mark.skipif(_COMPILED is None, reason="not compiled")
def test_a_text_in_more_letters_than_an_alphabet_has():
    text = " ".join(chr(0x4E00 + i) for i in range(200)) * 2
    assert _COMPILED.Tokens(text).first_letters() == Counted(text).first_letters()
