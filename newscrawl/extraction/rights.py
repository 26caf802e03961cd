"""What a page says about its use by machines. Recorded, not judged.

Robots directives: https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag. `noai` and
`noimageai` are the forms in use for reserving training. TDM Reservation Protocol:
https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from newscrawl.extraction.page import Page
from newscrawl.extraction.sources import absolute, tidy
from newscrawl.items.article import Rights
from newscrawl.limits import LIMITS

_RESERVING: Final = frozenset({"noai", "noimageai", "noml", "notrain"})


def find_rights(page: Page, headers: Mapping[str, str] | None = None) -> Rights:
    """Directives of robots metas and the X-Robots-Tag header, and the TDM flag. A meta outranks a header."""
    lower = {name.lower(): value for name, value in (headers or {}).items()}
    statements = [*page.metas.get("robots", ()), *page.metas.get("googlebot", ())]
    if "x-robots-tag" in lower:
        statements.append(lower["x-robots-tag"])
    directives: dict[str, None] = {}
    for statement in statements:
        for part in tidy(statement).lower().split(","):
            directive = part.strip()
            if directive:
                directives.setdefault(directive)
    names = {directive.rsplit(":", 1)[-1].strip() for directive in directives} | set(directives)
    return Rights(
        robots=tuple(directives)[: LIMITS.list_items],
        noai=bool(names & _RESERVING),
        tdm_reservation=_flag(page.metas.get("tdm-reservation", ()), lower.get("tdm-reservation")),
        tdm_policy=_policy(page, lower.get("tdm-policy")),
    )


def _flag(metas: Sequence[str], header: str | None) -> bool | None:
    for stated in (*metas, header or ""):
        flag = stated.strip()
        if flag in {"0", "1"}:
            return flag == "1"
    return None


def _policy(page: Page, header: str | None) -> str | None:
    for value in (*page.metas.get("tdm-policy", ()), header):
        url = absolute(value, page)
        if url:
            return url
    return None
