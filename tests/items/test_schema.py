"""The schemas, the JSON lines and the checks, on articles that hypothesis makes up."""

import dataclasses
import json
import string
from datetime import UTC, timedelta, timezone

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscrawl.items import article as article_module
from newscrawl.items.article import (
    AGREEMENTS,
    BLOCK_KINDS,
    PAGE_TYPES,
    Article,
    Block,
    Evidence,
    Http,
    Image,
    Rights,
    running_text,
)
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.items.schema import (
    ARTICLE_SCHEMA,
    REJECT_SCHEMA,
    article_from_dict,
    field_docs,
    reject_from_dict,
    schema_with_descriptions,
    to_dict,
    to_json_line,
    validate,
)

PARTS = (Block, Image, Rights, Evidence, Http)
IST = timezone(timedelta(hours=5, minutes=30))

storable = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))
words = st.text(st.one_of(storable, st.sampled_from("कखगरसािीुे्ंँ।ZWJ\u200d\u200c ")), min_size=1, max_size=30)
urls = st.text(string.ascii_lowercase + string.digits + "/-", min_size=1, max_size=30).map(
    lambda path: f"https://samachar.example/{path}"
)
instants = st.datetimes(timezones=st.sampled_from([UTC, IST])).map(lambda d: d.isoformat())
utc_instants = st.datetimes(timezones=st.just(UTC)).map(lambda d: d.isoformat())
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)


def maybe(strategy):
    return st.none() | strategy


def tuples(strategy, *, unique=False):
    return st.lists(strategy, max_size=4, unique=unique).map(tuple)


blocks = st.builds(Block, kind=st.sampled_from(BLOCK_KINDS), text=words, time=maybe(words))
images = st.builds(Image, url=urls, caption=maybe(words), credit=maybe(words))
rights = st.builds(
    Rights,
    robots=tuples(words),
    noai=st.booleans(),
    tdm_reservation=maybe(st.booleans()),
    tdm_policy=maybe(urls),
)
evidence = st.builds(
    Evidence,
    source=words,
    raw=maybe(words),
    agreement=st.sampled_from(AGREEMENTS),
    dissent=tuples(words),
    precision=st.sampled_from([None, "day", "minute", "second"]),
)
https = st.builds(
    Http,
    status=st.integers(100, 599),
    content_type=maybe(words),
    encoding=maybe(words),
    etag=maybe(words),
    last_modified=maybe(words),
)


@st.composite
def articles(draw):
    prose = st.builds(Block, kind=st.just("paragraph"), text=words)
    pieces = [draw(prose), *draw(st.lists(blocks, max_size=4))]
    text = running_text(pieces)
    return Article(
        url=draw(maybe(urls)),
        canonical_url=draw(maybe(urls)),
        publisher=draw(maybe(words)),
        page_type=draw(st.sampled_from(PAGE_TYPES)),
        title=draw(maybe(words)),
        subtitle=draw(maybe(words)),
        text=text,
        blocks=tuple(pieces),
        authors=draw(tuples(words)),
        agency=draw(maybe(words)),
        place=draw(maybe(words)),
        published_at=draw(maybe(instants)),
        modified_at=draw(maybe(instants)),
        section=draw(maybe(words)),
        tags=draw(tuples(words, unique=True)),
        language=draw(st.sampled_from([None, "hi", "mr", "und", "hi-Latn"])),
        lead_image=draw(maybe(images)),
        images=draw(tuples(images)),
        paywalled=draw(maybe(st.booleans())),
        rights=draw(rights),
        evidence=draw(st.dictionaries(words, evidence, max_size=3)),
        word_count=draw(st.integers(1, len(text))),
        content_hash=draw(hashes),
        story_id=draw(maybe(words)),
        revision=draw(st.integers(1, 9)),
        revises=draw(maybe(hashes)),
        fetched_at=draw(maybe(utc_instants)),
        http=draw(maybe(https)),
        extractor="newscrawl/0.1.0",
    )


rejects = st.builds(
    Reject,
    url=maybe(urls),
    stage=st.sampled_from(Stage),
    reason=st.sampled_from(Reason),
    detail=st.text(storable, max_size=20),
    at=maybe(utc_instants),
)


def sample() -> Article:
    paragraph = (
        "रायगढ़ ज़िले के खरसिया में मंगलवार की शाम बारिश थमते ही नहर का तटबंध टूट गया और तीन गाँवों के खेत डूब गए। "
        "सरपंच हेमलता पैकरा ने बताया कि पानी उतरने में दो दिन लगेंगे और राहत शिविर पंचायत भवन में चलेगा।"
    )
    paragraphs = [paragraph] * 14
    return Article(
        url="https://samachar.example/chhattisgarh/nahar-4711.html",
        canonical_url="https://samachar.example/chhattisgarh/nahar-4711.html",
        publisher="samachar.example",
        title="खरसिया में नहर टूटी, तीन गाँवों के खेत डूबे",
        text="\n\n".join(paragraphs),
        blocks=tuple(Block(kind="paragraph", text=text) for text in paragraphs),
        authors=("सुरेश निषाद",),
        place="रायगढ़",
        published_at="2025-08-12T19:40:00+05:30",
        section="छत्तीसगढ़",
        tags=("खरसिया", "बारिश", "नहर"),
        language="hi",
        lead_image=Image(url="https://samachar.example/img/4711.jpg", caption="टूटा हुआ तटबंध"),
        rights=Rights(robots=("index", "max-image-preview:large")),
        evidence={
            name: Evidence(source=f"jsonld.{name}", raw="खरसिया में नहर टूटी", agreement="agreed")
            for name in ("title", "published_at", "authors", "section", "tags", "canonical_url", "place")
        },
        word_count=560,
        content_hash="0f" * 32,
        fetched_at="2025-08-12T15:00:00+00:00",
        http=Http(status=200, content_type="text/html; charset=utf-8", encoding="utf-8"),
        extractor="newscrawl/0.1.0",
    )


def test_the_schemas_are_valid_draft_07():
    jsonschema.Draft7Validator.check_schema(ARTICLE_SCHEMA)
    jsonschema.Draft7Validator.check_schema(REJECT_SCHEMA)
    jsonschema.Draft7Validator.check_schema(schema_with_descriptions(Article))


@pytest.mark.parametrize("cls", [*PARTS, Article, Reject])
def test_every_field_is_in_the_schema_and_says_its_form(cls):
    schema = schema_with_descriptions(Reject if cls is Reject else Article)
    part = schema if cls in {Article, Reject} else schema["definitions"][cls.__name__]
    names = [field.name for field in dataclasses.fields(cls)]
    assert list(part["properties"]) == names == part["required"]
    docs = field_docs(cls)
    assert list(docs) == names
    assert {name: prop["description"] for name, prop in part["properties"].items()} == docs


def test_descriptions_add_nothing_to_what_is_accepted():
    validator = jsonschema.Draft7Validator(schema_with_descriptions(Article))
    record = to_dict(sample())
    assert validator.is_valid(record)
    assert not validator.is_valid(record | {"rights": {}})


@given(articles())
def test_an_article_survives_the_journey(article):
    record = to_dict(article)
    assert list(record) == [field.name for field in dataclasses.fields(Article)]
    assert record == json.loads(json.dumps(dataclasses.asdict(article)))
    line = to_json_line(article)
    assert "\n" not in line
    assert json.loads(line) == record
    assert line == to_json_line(record)
    assert article_from_dict(json.loads(line)) == article
    assert validate(record) == []
    assert jsonschema.Draft7Validator(ARTICLE_SCHEMA).is_valid(record)


@given(rejects)
def test_a_reject_survives_the_journey(reject):
    record = to_dict(reject)
    assert record == json.loads(json.dumps(dataclasses.asdict(reject)))
    assert validate(record) == []
    assert jsonschema.Draft7Validator(REJECT_SCHEMA).is_valid(record)
    assert reject_from_dict(json.loads(to_json_line(reject))) == reject


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 1000) | words | urls,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


@given(articles(), st.sampled_from(list(ARTICLE_SCHEMA["properties"])), json_values)
def test_both_validators_agree_on_a_record_with_one_strange_value(article, name, value):
    record = to_dict(article) | {name: value}
    reference = jsonschema.Draft7Validator(ARTICLE_SCHEMA).is_valid(record)
    if not reference:
        assert validate(record) != []
    semantic_only = [problem for problem in validate(record) if not problem.startswith("Article")]
    assert reference == (validate(record) == [] or semantic_only != [])


@given(json_values | st.binary() | st.floats())
@example({1: 2})
@example({None: None, "stage": 1})
def test_validate_never_raises(value):
    problems = validate(value)
    assert problems
    assert problems[0].startswith(("Article", "Reject"))


BREACHES = [
    ({"title": ""}, "title"),
    ({"url": "ftp://samachar.example/x"}, "url"),
    ({"url": "//samachar.example/x"}, "url"),
    ({"lead_image": {"url": "/img.jpg", "caption": None, "credit": None}}, "lead_image"),
    ({"published_at": "2025-08-12T19:40:00"}, "published_at"),
    ({"published_at": "2025-13-45T19:40:00+05:30"}, "no instant"),
    ({"published_at": "12 अगस्त 2025"}, "published_at"),
    ({"published_at": "२०२५-08-12T19:40:00+05:30"}, "published_at"),
    ({"fetched_at": "2025-08-12T19:40:00+05:30"}, "fetched_at"),
    ({"text": "कुछ और"}, "running blocks joined"),
    ({"text": ""}, "text"),
    ({"blocks": []}, "blocks"),
    ({"word_count": 0}, "word_count"),
    ({"word_count": True}, "word_count"),
    ({"word_count": 10**6}, "word_count"),
    ({"title": "टूटा\ud800"}, "title holds"),
    ({"section": "राज्य\x00"}, "section holds"),
    ({"subtitle": "राज्य\x85"}, "subtitle holds"),
    ({"tags": ["क\x07"]}, "tags holds"),
    ({"tags": ["क", "क"]}, "tags"),
    ({"evidence": {"x\ud800": to_dict(sample())["evidence"]["title"]}}, "evidence holds"),
    ({"page_type": "opinion"}, "page_type"),
    ({"content_hash": "0F" * 32}, "content_hash"),
    ({"schema_version": "0.9"}, "schema_version"),
    ({"extra": 1}, "extra"),
    ({"language": "hindi language"}, "language"),
]


@pytest.mark.parametrize(("change", "message"), BREACHES, ids=lambda value: str(value)[:40])
def test_a_breach_is_named(change, message):
    problems = validate(to_dict(sample()) | change)
    assert problems
    assert message in problems[0]
    with pytest.raises(ValueError):
        article_from_dict(to_dict(sample()) | change)


def test_control_characters_in_the_text_are_named():
    text = "पहला\x1b"
    piece = {"kind": "paragraph", "text": text, "time": None}
    record = to_dict(sample()) | {"text": text, "blocks": [piece], "word_count": 1}
    assert validate(record) == ["text holds a control character or a lone surrogate"]


def test_joiners_tabs_and_line_feeds_are_ordinary_text():
    text = "क्\u200dष\tत्\u200cर\nदूसरी पंक्ति"
    record = to_dict(sample()) | {
        "text": text,
        "blocks": [{"kind": "paragraph", "text": text, "time": None}],
        "word_count": 4,
    }
    assert validate(record) == []


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Article)])
def test_no_field_may_be_missing(name):
    record = to_dict(sample())
    del record[name]
    problems = validate(record)
    assert problems
    assert name in problems[0]


def test_a_reject_is_no_article():
    reject = to_dict(Reject(stage=Stage.EXTRACT, reason=Reason.NO_STORY))
    with pytest.raises(ValueError, match="Article"):
        article_from_dict(reject)
    with pytest.raises(ValueError, match="Reject"):
        reject_from_dict(to_dict(sample()))


def test_nan_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        to_json_line({"word_count": float("nan")})


def test_one_article_costs_microseconds(stopwatch):
    article = sample()

    def journal() -> None:
        record = to_dict(article)
        assert not validate(record)
        to_json_line(record)

    journal()
    # 0.1 ms each on an idle machine.
    assert stopwatch.cpu(lambda: [journal() for _ in range(100)], 0.05) < 0.05


def test_the_module_lists_its_closed_sets():
    assert set(ARTICLE_SCHEMA["properties"]["page_type"]["enum"]) == set(article_module.PAGE_TYPES)
    assert REJECT_SCHEMA["properties"]["reason"]["enum"] == [str(reason) for reason in Reason]
