"""How a site makes the address of an AMP copy, learned from pages that name theirs (`rel=amphtml`)."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from newscrawl.publishers.twin import AmpTwin

_LEAST: Final = 2
"""Pages that must show the same way."""


def learn_twin(pairs: Iterable[tuple[str, str]]) -> tuple[AmpTwin, int] | None:
    """The templates that fit most of the pairs of article and AMP address, and how many they fit."""
    pairs = [(article, amp) for article, amp in pairs if article != amp]
    seen = Counter(twin for pair in pairs for twin in _templates(*pair))
    for twin, _ in seen.most_common(8):
        fits = sum(twin.amp_of(article) == amp and twin.article_of(amp) == article for article, amp in pairs)
        if fits >= max(_LEAST, len(pairs) / 2):
            return twin, fits
    return None


def _templates(article: str, amp: str) -> Iterable[AmpTwin]:
    """Both addresses with what they share, from the left or from the right, as `{path}`."""
    if amp.startswith(article):
        # https://a.example/x.html and https://a.example/x.html/amp
        origin, path = _origin(article)
        end = _common_end(path)
        yield AmpTwin(f"{origin}{{path}}{end}", f"{origin}{{path}}{end}{amp[len(article) :]}")
        return
    start, path = _origin(article)
    amp_start, amp_path = _origin(amp)
    if path and amp_path.endswith(path):
        # https://a.example/amp/x.html, https://amp.a.example/x.html
        yield AmpTwin(f"{start}{{path}}", f"{amp_start}{amp_path[: -len(path)]}{{path}}")
    for word in ("articleshow", "story"):
        piece = f"/{word}/"
        if piece in path and amp == article.replace(piece, f"/amp_{word}/"):
            yield AmpTwin(f"{start}{{path}}{piece}{{id}}", f"{start}{{path}}/amp_{word}/{{id}}")


def _origin(url: str) -> tuple[str, str]:
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host}{slash}", path


def _common_end(path: str) -> str:
    """What closes every address of the site and so is no part of its path: `/`, `.html`."""
    for end in (".html", ".htm", ".cms", "/"):
        if path.endswith(end):
            return end
    return ""
