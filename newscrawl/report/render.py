"""An inspection as one web page that needs nothing from elsewhere.

The page carries its style and its script inside, and a Content Security Policy that names both by their hash
and forbids all else: even a text that got past the escaping could neither run nor fetch anything.
"""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newscrawl.hindi.script import scrub
from newscrawl.report.inspection import Inspection
from newscrawl.report.palette import style_sheet
from newscrawl.version import __version__

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8})?")
_UNDETERMINED = "und"


class _Inline(NamedTuple):
    style: Markup
    script: Markup
    policy: str


def render(inspection: Inspection) -> str:
    """The web page: HTML5 in one string, valid UTF-8 when encoded."""
    page = (
        _environment()
        .get_template("inspect.html.j2")
        .render(
            it=inspection,
            lang=_language(inspection),
            inline=_inline(),
            version=__version__,
        )
    )
    # Values out of JSON may hold what no text may: lone surrogates, controls.
    return scrub(page)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("newscrawl.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _inline() -> _Inline:
    folder = files("newscrawl.report") / "templates"
    style = style_sheet() + (folder / "inspect.css").read_text("utf-8")
    script = (folder / "inspect.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    # Both are ours, package data without a closing tag in it.
    return _Inline(Markup(style), Markup(script), policy)  # noqa: S704


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _language(inspection: Inspection) -> str:
    """The `lang` of the page's texts, for fonts and screen readers; '' when it is not known."""
    code = inspection.article.language if inspection.article is not None else None
    return code if code and code != _UNDETERMINED and _LANGUAGE.fullmatch(code) else ""
