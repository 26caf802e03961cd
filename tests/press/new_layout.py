"""A publisher's page after its site was rebuilt: the same story in another layout.

Class names are those of a style compiler, containers are other elements, and what was stated for machines
(JSON-LD, microdata) is gone. Meta elements stay, as site builders keep them for previews.
"""

import re
from zlib import crc32

_LD = re.compile(r"<script[^>]*application/ld\+json.*?</script>", re.DOTALL | re.IGNORECASE)
_NAMES = re.compile(r"""\s(class|id)=("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_STATED = re.compile(
    r"""\s(?:item(?:prop|scope|type)|data-[\w-]+)(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?""", re.IGNORECASE
)
_CONTAINERS = re.compile(r"<(/?)(article|main|section|p)(?=[\s>])", re.IGNORECASE)
_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)


def new_layout(page: str) -> str:
    """The page, rebuilt."""
    page = _CONTAINERS.sub(r"<\1div", _LD.sub("", page))
    return _TAG.sub(lambda tag: _NAMES.sub(_compiled, _STATED.sub("", tag[0])), page)


def _compiled(attribute: re.Match[str]) -> str:
    names = attribute[2].strip("\"'").split()
    return f' {attribute[1]}="{" ".join(f"css-{crc32(name.encode()):07x}" for name in names)}"'
