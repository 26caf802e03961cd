"""Stories in nearly the same words share a key, over runs."""

from dataclasses import replace
from pathlib import Path

from scrapy.utils.test import get_crawler

from newscrawl import Article, clean_text
from newscrawl.items.schema import to_dict, validate
from newscrawl.ledger import Child
from newscrawl.pipelines.near_duplicates import NearDuplicatesPipeline
from newscrawl.spiders.urls import UrlsSpider
from newscrawl.turns.session import session_of

TEXT = (
    "नहर की सफाई पूरी, तीस गांवों के खेतों तक पहुंचा पानी\n\n"
    "जल संसाधन विभाग ने रबी की फसल के लिए मुख्य नहर में शुक्रवार सुबह पानी छोड़ दिया। इससे तीस गांवों के किसानों को राहत मिली है।\n\n"
    "कार्यपालन यंत्री दिनेश साहू ने बताया कि नहर की सफाई में दो महीने लगे और टूटे हुए फाटकों को भी बदला गया है।\n\n"
    "किसानों ने मांग की है कि आखिरी छोर तक पानी पहुंचाने के लिए रात में भी पहरा लगाया जाए ताकि कोई बीच में पानी न रोके।\n\n"
    "विभाग का कहना है कि पहला पानी पंद्रह दिन तक चलेगा और उसके बाद जरूरत देखकर दूसरा पानी छोड़ा जाएगा।"
)


def article(text: str, number: int) -> Article:
    found = clean_text(text, f"https://samachar.example/nahar-{number}")
    assert isinstance(found, Article)
    return replace(found, fetched_at="2026-02-03T04:05:06+00:00")


def ids(root: Path, *articles: Article) -> list[str | None]:
    crawler = get_crawler(UrlsSpider, {"NEWSCRAWL_OUTPUT_DIR": str(root)})
    session = session_of(crawler)
    session.open(crawler._create_spider())
    pipeline = NearDuplicatesPipeline.from_crawler(crawler)
    found = []
    for one in articles:
        grouped = pipeline.process_item(one)
        assert isinstance(grouped, Article)
        assert not validate(to_dict(grouped))
        found.append(grouped.story_id)
    session.announce(Child(url="https://samachar.example/x", lane="urls"))
    session.close("finished")
    return found


def test_the_copy_of_another_paper_has_the_same_key_and_another_story_has_not(tmp_path: Path) -> None:
    copy = TEXT.replace("शुक्रवार सुबह", "शुक्रवार को सुबह")
    other = (
        TEXT.replace("नहर", "सड़क")
        .replace("पानी", "डामर")
        .replace("किसानों", "यात्रियों")
        .replace("विभाग", "निगम")
    )
    short = "नहर की सफाई पूरी हुई\n\nनहर की सफाई का काम शुक्रवार को पूरा हो गया और किसानों को पानी मिलने लगा है।"
    first = ids(tmp_path, article(TEXT, 1), article(copy, 2), article(other, 3), article(short, 4))
    assert first[0] == first[1]
    assert len(set(first)) == 3
    assert ids(tmp_path, article(copy, 5)) == [first[0]], "an earlier run knows it"
    assert NearDuplicatesPipeline(session_of(get_crawler(UrlsSpider))).process_item({"other": 1}) == {
        "other": 1
    }
