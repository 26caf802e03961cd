"""An article's address and that of its AMP copy, each made from the other."""

import re
from dataclasses import dataclass
from functools import cache

_FIELD = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class AmpTwin:
    """Two templates with the same fields: `{path}` stands for anything, every other `{field}` for one piece
    of a path (`https://www.example.in/{section}/{id}.cms`).
    """

    article: str
    amp: str
    known: str | None = None
    """How it is known; None: as `known["amp"]` of the rule says."""

    def amp_of(self, url: str) -> str | None:
        """The AMP address of an article's; None when the URL is not of the article form."""
        return _rewrite(url, self.article, self.amp)

    def article_of(self, url: str) -> str | None:
        """The article's address of an AMP copy's; None when the URL is not of the AMP form."""
        return _rewrite(url, self.amp, self.article)


def fields_of(template: str) -> list[str]:
    """The names of a template's fields in their order."""
    return _FIELD.findall(template)


def _rewrite(url: str, form: str, target: str) -> str | None:
    found = _pattern(form).fullmatch(url)
    return target.format_map(found.groupdict()) if found else None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = _FIELD.split(template)
    # A template with two {path} would backtrack; checks.py allows one.
    for index in range(1, len(parts), 2):
        name = parts[index]
        parts[index] = f"(?P<{name}>{'.+' if name == 'path' else '[^/?#]+'})"
    parts[::2] = map(re.escape, parts[::2])
    return re.compile("".join(parts))
