"""The published form of articles and rejects: JSON Schema, JSON lines, and the checks a schema cannot state.

The schemas are built from the dataclasses, so that a new field cannot be missing from them; `_CONSTRAINTS`
adds what types do not say. They keep to JSON Schema draft-07, the newest draft fastjsonschema compiles.
"""

import ast
import copy
import inspect
import json
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import fastjsonschema

from newscrawl.items.article import (
    RUNNING_KINDS,
    SCHEMA_VERSION,
    Article,
    Block,
    Evidence,
    Http,
    Image,
    Rights,
)
from newscrawl.items.reject import Reason, Reject, Stage

JsonObject = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"

_URL = {"pattern": "^https?://[^\\s]+$", "format": "uri"}
_INSTANT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?"
_DATE = {"pattern": _INSTANT + "(Z|[+-][0-9]{2}:[0-9]{2})$", "format": "date-time"}
_UTC = {"pattern": _INSTANT + "(Z|[+]00:00)$", "format": "date-time"}
_SHA256 = {"pattern": "^[0-9a-f]{64}$"}
_FILLED: dict[str, Any] = {"minLength": 1}
_FILLED_ITEMS: dict[str, Any] = {"items": {"type": "string", "minLength": 1}}

_CONSTRAINTS: dict[type, dict[str, dict[str, Any]]] = {
    Block: {"text": _FILLED, "time": _FILLED},
    Image: {"url": _URL, "caption": _FILLED, "credit": _FILLED},
    Rights: {"robots": _FILLED_ITEMS, "tdm_policy": _FILLED},
    Evidence: {"source": _FILLED, "dissent": _FILLED_ITEMS},
    Http: {"status": {"minimum": 100, "maximum": 999}},
    Article: {
        "url": _URL,
        "canonical_url": _URL,
        "publisher": _FILLED,
        "title": _FILLED,
        "subtitle": _FILLED,
        "text": _FILLED,
        "blocks": {"minItems": 1},
        "authors": _FILLED_ITEMS,
        "agency": _FILLED,
        "place": _FILLED,
        "published_at": _DATE,
        "modified_at": _DATE,
        "section": _FILLED,
        "tags": _FILLED_ITEMS | {"uniqueItems": True},
        "language": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        "word_count": {"minimum": 1},
        "content_hash": _SHA256,
        "story_id": _FILLED,
        "revision": {"minimum": 1},
        "revises": _SHA256,
        "fetched_at": _UTC,
        "extractor": {"pattern": "^newscrawl/[^\\s]+$"},
        "schema_version": {"enum": [SCHEMA_VERSION]},
    },
    Reject: {"url": _FILLED, "at": _UTC},
}
"""Per class and field, keywords the type does not imply. A reject's URL may be any text: a bad one is what
some rejects report."""


def _schema_of_type(hint: Any) -> dict[str, Any]:
    """JSON Schema of one annotation; every kind that the items use, and a TypeError for any other."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        inner = [_schema_of_type(arg) for arg in args if arg is not types.NoneType]
        return _nullable(inner[0])
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _schema_of_type(args[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of_type(args[1])}
    if is_dataclass(hint):
        return {"$ref": f"#/definitions/{cast('type', hint).__name__}"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [str(member) for member in hint]}
    names = {str: "string", int: "integer", bool: "boolean"}
    if hint not in names:
        raise TypeError(f"no JSON type for {hint!r}")
    return {"type": names[hint]}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [{"type": "null"}, schema]}


def _schema_of_class(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    constraints = _CONSTRAINTS[cls]
    properties = {name: _schema_of_type(hint) | constraints.get(name, {}) for name, hint in hints.items()}
    for field in fields(cls):
        default = _json_default(field)
        if default is not MISSING:
            properties[field.name]["default"] = default
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _json_default(field: Field[Any]) -> Any:
    """The field's default as JSON, or MISSING; defaults made by a factory (rights, evidence) are left out."""
    return list(field.default) if isinstance(field.default, tuple) else field.default


def _record_schema(cls: type, parts: tuple[type, ...]) -> dict[str, Any]:
    schema = {"$schema": _DRAFT, "title": cls.__name__} | _schema_of_class(cls)
    if parts:
        schema["definitions"] = {part.__name__: _schema_of_class(part) for part in parts}
    return schema


ARTICLE_SCHEMA: JsonObject = _record_schema(Article, (Block, Image, Rights, Evidence, Http))
"""JSON Schema (draft-07) of a line in `articles/<day>.jsonl`."""
REJECT_SCHEMA: JsonObject = _record_schema(Reject, ())
"""JSON Schema (draft-07) of a line in `rejects/<day>.jsonl`."""


def field_docs(cls: type) -> dict[str, str]:
    """Field name to the docstring under it, one line each, as the class's source has them."""
    body = cast("ast.ClassDef", ast.parse(inspect.getsource(cls)).body[0]).body
    docs: dict[str, str] = {}
    for statement, following in pairwise(body):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                docs[name] = " ".join(text.split())
    return docs


def schema_with_descriptions(cls: type[Article | Reject]) -> JsonObject:
    """The schema of `Article` or `Reject` with each field's docstring as its description, for publication.

    Reads the package's source files, which is why the schemas used at run time go without.
    """
    schema = copy.deepcopy(ARTICLE_SCHEMA if cls is Article else REJECT_SCHEMA)
    described: list[tuple[type, JsonObject]] = [(cls, schema)]
    definitions = schema.get("definitions", {})
    described += [(part, definitions[part.__name__]) for part in _CONSTRAINTS if part.__name__ in definitions]
    for part, target in described:
        target["description"] = " ".join(str(part.__doc__).split())
        for name, text in field_docs(part).items():
            prop = target["properties"][name]
            # draft-07 ignores what stands beside a $ref, so the description needs a shell of its own.
            shell = {"allOf": [prop]} if "$ref" in prop else prop
            target["properties"][name] = {"description": text} | shell
    return schema


def _block_dict(block: Block) -> JsonObject:
    return {"kind": block.kind, "text": block.text, "time": block.time}


def _image_dict(image: Image) -> JsonObject:
    return {"url": image.url, "caption": image.caption, "credit": image.credit}


def _rights_dict(rights: Rights) -> JsonObject:
    return {
        "robots": list(rights.robots),
        "noai": rights.noai,
        "tdm_reservation": rights.tdm_reservation,
        "tdm_policy": rights.tdm_policy,
    }


def _evidence_dict(evidence: Evidence) -> JsonObject:
    return {
        "source": evidence.source,
        "raw": evidence.raw,
        "agreement": evidence.agreement,
        "dissent": list(evidence.dissent),
        "precision": evidence.precision,
    }


def _http_dict(http: Http) -> JsonObject:
    return {
        "status": http.status,
        "content_type": http.content_type,
        "encoding": http.encoding,
        "etag": http.etag,
        "last_modified": http.last_modified,
    }


def to_dict(item: Article | Reject) -> JsonObject:
    """The item as plain JSON types, fields in the order of the class.

    Written out because `dataclasses.asdict` takes some twenty times as long; a test compares the results.
    """
    if isinstance(item, Reject):
        return {
            "url": item.url,
            "stage": str(item.stage),
            "reason": str(item.reason),
            "detail": item.detail,
            "at": item.at,
        }
    return {
        "url": item.url,
        "canonical_url": item.canonical_url,
        "publisher": item.publisher,
        "page_type": item.page_type,
        "title": item.title,
        "subtitle": item.subtitle,
        "text": item.text,
        "blocks": [_block_dict(block) for block in item.blocks],
        "authors": list(item.authors),
        "agency": item.agency,
        "place": item.place,
        "published_at": item.published_at,
        "modified_at": item.modified_at,
        "section": item.section,
        "tags": list(item.tags),
        "language": item.language,
        "lead_image": None if item.lead_image is None else _image_dict(item.lead_image),
        "images": [_image_dict(image) for image in item.images],
        "paywalled": item.paywalled,
        "rights": _rights_dict(item.rights),
        "evidence": {name: _evidence_dict(evidence) for name, evidence in item.evidence.items()},
        "word_count": item.word_count,
        "content_hash": item.content_hash,
        "story_id": item.story_id,
        "revision": item.revision,
        "revises": item.revises,
        "fetched_at": item.fetched_at,
        "http": None if item.http is None else _http_dict(item.http),
        "extractor": item.extractor,
        "schema_version": item.schema_version,
    }


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))


def to_json_line(item: Article | Reject | Mapping[str, Any]) -> str:
    """The item, or its dict, as one line of JSON without the line feed; Devanagari stays readable.

    Raises ValueError on a number JSON has no word for (NaN, infinity).
    """
    return _ENCODER.encode(to_dict(item) if isinstance(item, Article | Reject) else item)


@cache
def _checker(title: str, *, detailed: bool) -> Callable[..., Any]:
    """The compiled schema of that title; compiled at the first call, once per process.

    The plain form is the quick one, the detailed form names the keys that are missing or unknown.
    """
    schema = ARTICLE_SCHEMA if title == Article.__name__ else REJECT_SCHEMA
    if not detailed:
        # A definition becomes a function, and each call of one makes the name of the place it is called for.
        schema = _inlined(schema, schema.get("definitions", {}))
    # Formats are annotations: the patterns beside them say exactly what is meant.
    check: Callable[..., Any] = fastjsonschema.compile(
        schema, use_default=False, use_formats=False, detailed_exceptions=detailed
    )
    return check


def _inlined(schema: Any, definitions: JsonObject) -> Any:
    """The schema with each reference replaced by what it refers to."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
        return {name: _inlined(part, definitions) for name, part in schema.items() if name != "definitions"}
    return [_inlined(part, definitions) for part in schema] if isinstance(schema, list) else schema


def _schema_problem(record: Any, title: str) -> str | None:
    try:
        _checker(title, detailed=False)(record)
    except (fastjsonschema.JsonSchemaValueException, TypeError):
        try:
            _checker(title, detailed=True)(record, name_prefix=title)
        except fastjsonschema.JsonSchemaValueException as error:
            return str(error.message)
        except TypeError:
            return f"{title} has keys that are not strings"
    return None


_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no stored string may hold: control characters but tab and line feed, lone surrogates, U+FFFE."""


def validate(record: Any) -> list[str]:
    """What is wrong with a record (a dict as `to_dict` makes it), empty when nothing is. Never raises.

    A record with a `stage` is judged as a reject, any other as an article. The first breach of the schema
    ends the check; a record that keeps the schema is then held to what a schema cannot state: the text is
    its blocks joined, instants exist in the calendar, no string holds characters that cannot be stored.
    """
    kind: type[Article | Reject] = Reject if isinstance(record, dict) and "stage" in record else Article
    problem = _schema_problem(record, kind.__name__)
    if problem is not None:
        return [problem]
    return _article_problems(record) if kind is Article else _reject_problems(record)


def _article_problems(record: JsonObject) -> list[str]:
    text = record["text"]
    problems = [
        f"{name} is no instant: {record[name]!r}"
        for name in ("published_at", "modified_at", "fetched_at")
        if record[name] is not None and not _is_instant(record[name])
    ]
    if text != "\n\n".join([block["text"] for block in record["blocks"] if block["kind"] in RUNNING_KINDS]):
        problems.append("text is not its running blocks joined by a blank line")
    if record["word_count"] > len(text):
        problems.append(f"word_count {record['word_count']} exceeds the text's {len(text)} characters")
    # The blocks' text has just been compared with `text`: one search covers both.
    headings = "".join([block["text"] for block in record["blocks"] if block["kind"] not in RUNNING_KINDS])
    if _UNSTORABLE.search(text) or _UNSTORABLE.search(headings):
        problems.append("text holds a control character or a lone surrogate")
    rest = {name: value for name, value in record.items() if name not in {"text", "blocks"}}
    if _unstorable(rest):
        problems += [
            f"{name} holds a control character or a lone surrogate"
            for name, value in rest.items()
            if _unstorable(value)
        ]
    if any(block["time"] is not None and _UNSTORABLE.search(block["time"]) for block in record["blocks"]):
        problems.append("blocks holds a control character or a lone surrogate")
    return problems


def _reject_problems(record: JsonObject) -> list[str]:
    problems = [
        f"{name} holds a control character or a lone surrogate"
        for name, value in record.items()
        if _unstorable(value)
    ]
    if record["at"] is not None and not _is_instant(record["at"]):
        problems.append(f"at is no instant: {record['at']!r}")
    return problems


def _unstorable(value: Any) -> bool:
    strings: list[str] = []
    _gather(value, strings)
    return _UNSTORABLE.search("\n".join(strings)) is not None


def _gather(value: Any, strings: list[str]) -> None:
    if isinstance(value, str):
        strings.append(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            strings.append(name)
            _gather(inner, strings)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, strings)


def _is_instant(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def article_from_dict(record: Any) -> Article:
    """The article a dict stands for; `to_dict` of it gives the dict back.

    Raises ValueError with the first problem `validate` finds.
    """
    _insist(record, Article)
    lead, http = record["lead_image"], record["http"]
    rebuilt = {
        "blocks": tuple(Block(**block) for block in record["blocks"]),
        "authors": tuple(record["authors"]),
        "tags": tuple(record["tags"]),
        "lead_image": None if lead is None else Image(**lead),
        "images": tuple(Image(**image) for image in record["images"]),
        "rights": Rights(**record["rights"] | {"robots": tuple(record["rights"]["robots"])}),
        "evidence": {
            name: Evidence(**evidence | {"dissent": tuple(evidence["dissent"])})
            for name, evidence in record["evidence"].items()
        },
        "http": None if http is None else Http(**http),
    }
    return Article(**record | rebuilt)


def reject_from_dict(record: Any) -> Reject:
    """The reject a dict stands for; raises ValueError with the first problem `validate` finds."""
    _insist(record, Reject)
    return Reject(**record | {"stage": Stage(record["stage"]), "reason": Reason(record["reason"])})


def _insist(record: Any, kind: type[Article | Reject]) -> None:
    problems = validate(record)
    if not problems and ("stage" in record) != (kind is Reject):
        problems = [f"not a record of kind {kind.__name__}"]
    if problems:
        raise ValueError(problems[0])
