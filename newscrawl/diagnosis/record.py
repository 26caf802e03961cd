"""The file of a look at publishers: its form as JSON Schema, and how it is written."""

import json
import os
import types
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from newscrawl.diagnosis.observed import Diagnosis
from newscrawl.version import __version__

SCHEMA_VERSION: Final = "1.0"
_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_NAMES: Final = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The look at all publishers that were named."""

    schema_version: str
    """Version of this record's form."""
    newscrawl: str
    """Version of newscrawl."""
    started_at: str
    """ISO 8601 in UTC."""
    ended_at: str
    """ISO 8601 in UTC."""
    complete: bool
    """False when an interrupt ended it before all publishers were looked at."""
    verdicts: dict[str, int]
    """Verdict to number of publishers."""
    publishers: tuple[Diagnosis, ...]
    """In the order of keys."""


def report_of(
    diagnoses: Sequence[Diagnosis], started: datetime, ended: datetime, *, complete: bool
) -> Report:
    """The report on publishers; the times are in UTC."""
    return Report(
        schema_version=SCHEMA_VERSION,
        newscrawl=__version__,
        started_at=started.isoformat(timespec="seconds"),
        ended_at=ended.isoformat(timespec="seconds"),
        complete=complete,
        verdicts=dict(sorted(Counter(one.verdict for one in diagnoses).items())),
        publishers=tuple(sorted(diagnoses, key=lambda one: one.key)),
    )


def write_report(report: Report, path: Path) -> None:
    """Write the report as JSON in UTF-8, whole or not at all. Raises OSError."""
    text = json.dumps(asdict(report), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, "utf-8")
    os.replace(new, path)  # noqa: PTH105 - the same, and known to be atomic


def report_schema() -> dict[str, Any]:
    """JSON Schema (draft 7) of the file, built from the records, so that no field can be missing."""
    definitions: dict[str, Any] = {}
    schema = _of_class(Report, definitions)
    return {"$schema": _DRAFT, "title": "Doctor", **schema, "definitions": definitions}


def _of_class(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cls)]
    return {
        "type": "object",
        "properties": {name: _of_type(hints[name], definitions) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _of_type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_of_type(argument, definitions) for argument in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _of_type(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of_type(arguments[1], definitions)}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _of_class(hint, definitions)
        return {"$ref": f"#/definitions/{hint.__name__}"}
    return {"type": _NAMES[hint]}
